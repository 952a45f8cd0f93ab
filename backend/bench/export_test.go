package bench_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/kvnmail/kvnmail/backend/bench"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

func tableOf(t *testing.T, writer, ending string) (rows [][]sheet.Cell) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "table"+ending)
	if err := bench.WriteExport(writer, path, 6000); err != nil {
		t.Fatal(err)
	}
	f, err := sheet.Open(path, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	in, err := f.Rows(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	for in.Next() {
		rows = append(rows, slices.Clone(in.Row().Cells))
	}
	if in.Err() != nil || len(in.Warnings()) > 0 {
		t.Fatal(in.Err(), in.Warnings())
	}
	return rows
}

func TestEveryWriterWritesTheSameTable(t *testing.T) {
	ours, theirs, text := tableOf(t, "xlsx", ".xlsx"), tableOf(t, "excelize", ".xlsx"), tableOf(t, "csv", ".csv")
	if len(ours) != 6001 || len(ours[0]) != bench.ExportColumns || len(theirs) != len(ours) || len(text) != len(ours) {
		t.Fatalf("%d, %d and %d rows", len(ours), len(theirs), len(text))
	}
	for i, row := range ours {
		if !slices.Equal(row, theirs[i]) {
			t.Fatalf("row %d: ours %v, excelize's %v", i+1, row, theirs[i])
		}
		for k, cell := range row {
			if cell.Text != text[i][k].Text {
				t.Fatalf("row %d column %d: %q, as csv %q", i+1, k+1, cell.Text, text[i][k].Text)
			}
		}
	}
}
