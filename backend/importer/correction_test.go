package importer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
)

func TestACorrectionReplacesACellBeforeItIsRead(t *testing.T) {
	const rows = "email,city,score\nasha@x.in,Pune,1\nravi@x,Poona,2\nmeera@x.in,Poona,many\nold@x.in,Goa,3\n"
	store := newMemory()
	rep := bring(t, store, rows, func(p *importer.Plan) {
		p.Corrections = []importer.Correction{
			{Row: 3, Index: 0, From: "ravi@x", To: "ravi@x.in"},
			{Index: 1, From: "Poona", To: "Pune"},
			{Row: 4, Index: 2, From: "many", To: "7"},
			{Row: 5, Index: -1},
		}
	})
	if rep.Tally.Rows != 4 || rep.Tally.Added != 3 || rep.Tally.Skipped != 1 || rep.ProblemCount != 1 || rep.Problems[0].Code != "left_out" || rep.Problems[0].Index != -1 {
		t.Fatalf("%+v %+v", rep.Tally, rep.Problems)
	}
	for _, c := range store.contacts {
		if c.Value(domain.FieldCity).Text != "Pune" {
			t.Errorf("%+v", c)
		}
	}
}

func TestAColumnCanHaveItsOwnAnswerForValuesThatAreHere(t *testing.T) {
	store := newMemory()
	bring(t, store, "email,city,language,tier\nasha@x.in,Pune,en,gold\n", nil)
	bring(t, store, "email,city,language,tier\nasha@x.in,Goa,hi,silver\n", func(p *importer.Plan) {
		p.OnMatch = importer.OnMatchKeep
		p.Mapping[1].OnMatch = importer.OnMatchNewer
		p.Mapping[3].OnMatch = importer.OnMatchFill
	})
	c := store.contacts[1]
	if c.Value(domain.FieldCity).Text != "Goa" || c.Value(domain.FieldLanguage).Text != "en" {
		t.Errorf("%+v", c)
	}
}

func TestRowsAboutSomebodyWhoCameBeforeAreShownWithBothRows(t *testing.T) {
	rep := bring(t, newMemory(), "email,city\nasha@x.in,Pune\nravi@x.in,Goa\nAsha@X.in,\nasha@x.in,Pune\n", nil)
	want := []importer.Repeat{{Row: 4, First: 2, Who: "asha@x.in"}, {Row: 5, First: 2, Who: "asha@x.in"}}
	if rep.Tally.Repeated != 2 || len(rep.Repeats) != 2 || rep.Repeats[0] != want[0] || rep.Repeats[1] != want[1] {
		t.Errorf("%+v %+v", rep.Tally, rep.Repeats)
	}
}

func TestProblemRowsAreSavedInTheShapeOfTheirFile(t *testing.T) {
	dir := t.TempDir()
	source, saved := filepath.Join(dir, "list.csv"), filepath.Join(dir, "problems.csv")
	write := func(text string) {
		if err := os.WriteFile(source, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("A list\n\nemail,city,score\nasha@x.in,Pune,1\nravi@x,\"Goa, old\",2\nmeera@x.in,Kota,3\nlata@x.in,Kochi,x\n")
	rep := bringFile(t, newMemory(), source, func(p *importer.Plan) { p.Mapping[2].Target = "new:number" })
	if err := rep.SaveProblems(t.Context(), saved, strings.ToUpper); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(saved)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(raw)), "\r\n")
	if len(lines) != 3 || lines[0] != "\ufeffemail,city,score,Problem" || !strings.HasPrefix(lines[1], `ravi@x,"Goa, old",2,email: THIS`) || !strings.HasPrefix(lines[2], "lata@x.in,Kochi,x,score: THIS") {
		t.Errorf("saved %q", lines)
	}
	write("email,city,score\nasha@x.in,Pune,1\n")
	if err := rep.SaveProblems(t.Context(), saved, nil); domain.CodeOf(err) != domain.Conflict {
		t.Errorf("the file changed, but %v", err)
	}
}
