package importer_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

func TestADamagedWorkbookBringsItsRowsAndSaysWhereItEnds(t *testing.T) {
	dir, ctx := t.TempDir(), context.Background()
	path := filepath.Join(dir, "people.xlsx")
	w, err := sheet.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.WriteText("Email", "City"); err != nil {
		t.Fatal(err)
	}
	for i := range 30_000 {
		if err := w.WriteText(fmt.Sprintf("p%d@example.com", i*7919), "Pune"); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data[:len(data)*9/10], 0o600); err != nil {
		t.Fatal(err)
	}
	plan, err := importer.Guess(ctx, path, importer.ReadOptions{}, nil, domain.ImportPeople)
	if err != nil {
		t.Fatal(err)
	}
	plan.Permission.Answer = importer.PermissionNone
	store := newMemory()
	rep, err := importer.Run(ctx, plan, store, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := fmt.Sprintf("from row %d on", rep.Tally.Rows+2)
	if rep.Tally.Added != len(store.contacts) || rep.Tally.Rows < 20_000 || !strings.Contains(strings.Join(rep.Warnings, " "), want) {
		t.Fatalf("%+v, warnings %q do not say %q", rep.Tally, rep.Warnings, want)
	}
}

func TestStrayCellsAreReported(t *testing.T) {
	store := newMemory()
	rep := bring(t, store, "email,city\na@x.in,Pune\n"+strings.Repeat("b@x.in,Delhi\n", 20_001)+"c@x.in,Agra,stray\n", nil)
	if rep.ProblemCount != 1 || rep.Problems[0].Code != "too_many_cells" || rep.Problems[0].Row != 20_004 || rep.Tally.Added != 3 {
		t.Errorf("%+v %+v", rep.Tally, rep.Problems)
	}
}

func TestAValueOfAnotherTypeIsSetAsideWithItsPlace(t *testing.T) {
	store := newMemory()
	rows := "email,score,joined\n"
	for i := range 20 {
		rows += fmt.Sprintf("p%d@x.in,%d,2024-01-%02d\n", i, i, i+1)
	}
	rep := bring(t, store, rows+"q@x.in,lots,2024-02-30\n", nil)
	if rep.Tally.Added != 21 || rep.ProblemCount != 2 {
		t.Fatalf("%+v %+v", rep.Tally, rep.Problems)
	}
	for i, want := range []domain.RowProblem{{Row: 22, Index: 1, Column: "score", Value: "lots", Code: "bad_number"}, {Row: 22, Index: 2, Column: "joined", Value: "2024-02-30", Code: "bad_date"}} {
		got := rep.Problems[i]
		got.Message = ""
		if got != want {
			t.Errorf("problem is %+v, want %+v", got, want)
		}
	}
}
