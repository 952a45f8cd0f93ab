package importer_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

const guests = "Mail,Full name,Table,Joined on,City\nasha@x.in,Asha,4,03/04/2024,Pune\nravi@x.in,Ravi,5,05/06/2024,Goa\n"

// keptAfter imports a file with choices of its own and returns what is remembered.
func keptAfter(t *testing.T, m *memory, name, content string, choose func(*importer.Plan)) []domain.ImportMemory {
	t.Helper()
	plan, err := importer.Guess(context.Background(), write(t, name, content), importer.ReadOptions{}, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	plan.HashAddress, plan.Permission.Answer = hash, importer.PermissionNone
	choose(&plan)
	if _, err := importer.Run(context.Background(), plan, m, nil); err != nil {
		t.Fatal(err)
	}
	return m.remembered
}

func recall(t *testing.T, m *memory, name, content string, opt importer.ReadOptions) importer.Inspection {
	t.Helper()
	seen, err := importer.Recall(context.Background(), write(t, name, content), opt, m.fields, m.remembered)
	if err != nil {
		t.Fatal(err)
	}
	return seen
}

// targets are what the columns become, by name.
func targets(i importer.Inspection) map[string]string {
	out := map[string]string{}
	for n, m := range i.Choices.Mapping {
		name := strings.ToLower(strings.ReplaceAll(i.Columns[n].Name, "_", " "))
		out[strings.ToUpper(name[:1])+name[1:]] = m.Target
	}
	return out
}

func chooseGuests(p *importer.Plan) {
	p.Mapping[2] = importer.ColumnChoice{Index: 2, Target: "new:number", Name: "Table number", OnMatch: importer.OnMatchNewer}
	p.Mapping[4].Target = "" // not wanted
	p.DateOrder, p.OnMatch = "mdy", importer.OnMatchKeep
	p.Permission = importer.Permission{Answer: importer.PermissionConsent, Purpose: domain.Marketing, Source: "Guest book", On: "2024-07-01", Wording: "Write to me", Proof: "page 4"}
	p.Corrections = []importer.Correction{{Index: 4, From: "Goa", To: "Panaji"}, {Row: 2, Index: 1, To: "Asha R"}}
}

func TestChoicesComeBackForAFileWithTheSameColumns(t *testing.T) {
	m := newMemory()
	keptAfter(t, m, "may.csv", guests, chooseGuests)
	check := func(t *testing.T, i importer.Inspection) {
		t.Helper()
		want := map[string]string{"Mail": "field:email", "Full name": "field:name", "Table": "new:number", "Joined on": "field:joined", "City": ""}
		for name, target := range want {
			if got := targets(i)[name]; got != target {
				t.Errorf("%s becomes %q, not %q", name, got, target)
			}
		}
		if i.Remembered == nil || !i.Remembered.Same || i.Remembered.Name != "may.csv" || i.Remembered.UsedAt.IsZero() {
			t.Fatalf("remembered: %+v", i.Remembered)
		}
		c := i.Choices
		if c.OnMatch != importer.OnMatchKeep || !c.AskDates || c.DateOrder != "mdy" || len(c.Corrections) != 0 {
			t.Errorf("choices are %+v", c)
		}
	}
	june := "Mail,Full name,Table,Joined on,City\nmeena@x.in,Meena,9,01/02/2024,Agra\n"
	t.Run("as they were, but for the answer about permission, of which only the words are offered", func(t *testing.T) {
		i := recall(t, m, "june.csv", june, importer.ReadOptions{})
		check(t, i)
		if p := i.Choices.Permission; p != (importer.Permission{Purpose: domain.Marketing, Source: "Guest book", Wording: "Write to me"}) {
			t.Errorf("permission is %+v", p)
		}
		if p := i.Remembered.Permission; p.Answer != importer.PermissionConsent || p.On != "2024-07-01" {
			t.Errorf("the answer of that time is %+v", p)
		}
		if c := i.Choices.Mapping[2]; c.Name != "Table number" || c.OnMatch != importer.OnMatchNewer {
			t.Errorf("the column is %+v", c)
		}
	})
	t.Run("whatever the order and the spelling of the names", func(t *testing.T) {
		check(t, recall(t, m, "june.csv", "City,FULL NAME,joined_on,Mail,Table\nAgra,Meena,01/02/2024,meena@x.in,9\n", importer.ReadOptions{}))
	})
	t.Run("but a file that leaves no doubt about its dates says itself how they are read", func(t *testing.T) {
		i := recall(t, m, "june.csv", june+"dev@x.in,Dev,2,25/12/2023,Pune\n", importer.ReadOptions{})
		if i.Choices.AskDates || i.Choices.DateOrder != "dmy" {
			t.Errorf("dates are read %q, asked %v", i.Choices.DateOrder, i.Choices.AskDates)
		}
	})
	t.Run("unless somebody wants it guessed anew", func(t *testing.T) {
		i := recall(t, m, "june.csv", june, importer.ReadOptions{Fresh: true})
		if i.Remembered != nil || targets(i)["City"] != "field:city" || i.Choices.Permission.Source != "" {
			t.Errorf("remembered %+v, %v", i.Remembered, targets(i))
		}
	})
	t.Run("and are carried out without a word where only permission is answered", func(t *testing.T) {
		plan := recall(t, m, "june.csv", june, importer.ReadOptions{}).Choices
		plan.Permission.Answer = importer.PermissionNone
		if rep, err := importer.Run(context.Background(), plan, m, nil); err != nil || rep.Tally.Added != 1 {
			t.Errorf("%+v, %v", rep.Tally, err)
		}
	})
}

func TestChoicesAreOfferedForAFileWithNearlyTheSameColumns(t *testing.T) {
	m := newMemory()
	keptAfter(t, m, "may.csv", guests, chooseGuests)
	t.Run("with less confidence, and with the column that is new", func(t *testing.T) {
		i := recall(t, m, "june.csv", "City,Phone,Full name,Joined on,Mail,Table\nAgra,9812345678,Meena,01/02/2024,meena@x.in,9\n", importer.ReadOptions{})
		if i.Remembered == nil || i.Remembered.Same || !slices.Equal(i.Remembered.New, []string{"Phone"}) || len(i.Remembered.Gone) != 0 {
			t.Fatalf("remembered %+v", i.Remembered)
		}
		if got := targets(i); got["Table"] != "new:number" || got["City"] != "" || got["Phone"] != "field:phone" {
			t.Errorf("columns become %v", got)
		}
		if i.Columns[0].Confidence >= 99 || i.Choices.Mapping[0].Index != 0 {
			t.Errorf("column %+v, %+v", i.Columns[0], i.Choices.Mapping[0])
		}
	})
	t.Run("and with the one that is gone", func(t *testing.T) {
		i := recall(t, m, "june.csv", "Full name,Joined on,Mail,City\nMeena,01/02/2024,meena@x.in,Agra\n", importer.ReadOptions{})
		if i.Remembered == nil || !slices.Equal(i.Remembered.Gone, []string{"Table"}) {
			t.Fatalf("remembered %+v", i.Remembered)
		}
	})
	t.Run("but not for one that has less than four in five of them", func(t *testing.T) {
		if i := recall(t, m, "june.csv", "Full name,Mail,City,Zip\nMeena,meena@x.in,Agra,411001\n", importer.ReadOptions{}); i.Remembered != nil {
			t.Errorf("remembered %+v", i.Remembered)
		}
	})
	t.Run("and a guess gives way to a choice that means the same", func(t *testing.T) {
		i := recall(t, m, "june.csv", "City,Email address,Full name,Joined on,Mail,Table\nAgra,m@y.in,Meena,01/02/2024,meena@x.in,9\n", importer.ReadOptions{})
		if got := targets(i); got["Mail"] != "field:email" || got["Email address"] == "field:email" {
			t.Errorf("columns become %v", got)
		}
	})
}

func TestRememberedMeaningsThatAreGoneAreGuessedAnew(t *testing.T) {
	m := newMemory()
	keptAfter(t, m, "may.csv", guests, func(p *importer.Plan) { p.Permission.Answer = importer.PermissionNone; p.DateOrder = "dmy" })
	kept := m.remembered[0]
	c, err := importer.DecodeChoices(kept.Choices)
	if err != nil {
		t.Fatal(err)
	}
	c.Columns[4].Target = "field:shoe_size"
	if kept.Choices, err = c.Encode(); err != nil {
		t.Fatal(err)
	}
	m.remembered = []domain.ImportMemory{kept}
	if got := targets(recall(t, m, "june.csv", guests, importer.ReadOptions{})); got["City"] != "field:city" {
		t.Errorf("columns become %v", got)
	}
	t.Run("and what a newer program remembers is left alone", func(t *testing.T) {
		m.remembered[0].Choices = strings.Replace(kept.Choices, `"Format":1`, `"Format":99`, 1)
		if i := recall(t, m, "june.csv", guests, importer.ReadOptions{}); i.Remembered != nil {
			t.Errorf("remembered %+v", i.Remembered)
		}
	})
}

func TestTheWayAFileIsReadIsRemembered(t *testing.T) {
	titled := "Mail,Name,Place\nMail,Name,Town\nasha@x.in,Asha,Pune\nravi@x.in,Ravi,Goa\n"
	m := newMemory()
	plan, err := importer.Guess(context.Background(), write(t, "may.csv", titled), importer.ReadOptions{HeaderRow: 2}, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	plan.Permission.Answer = importer.PermissionNone
	if _, err := importer.Run(context.Background(), plan, m, nil); err != nil {
		t.Fatal(err)
	}
	i := recall(t, m, "june.csv", titled, importer.ReadOptions{})
	if i.Remembered == nil || i.HeaderRow != 2 || i.Columns[2].Name != "Town" {
		t.Errorf("the names stand in row %d: %+v, %+v", i.HeaderRow, i.Columns, i.Remembered)
	}
	t.Run("but not where somebody chose another one", func(t *testing.T) {
		if i := recall(t, m, "june.csv", titled, importer.ReadOptions{HeaderRow: 1}); i.HeaderRow != 1 || i.Remembered != nil && i.Remembered.Same {
			t.Errorf("the names stand in row %d: %+v", i.HeaderRow, i.Remembered)
		}
	})
}

func TestTheSheetThatWasChosenIsRemembered(t *testing.T) {
	book := func(name, place string) string {
		path := filepath.Join(t.TempDir(), name)
		out, err := sheet.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		err = errors.Join(out.Begin("Summary", "Month", "Guests"), out.WriteText("May", "2"),
			out.Begin("Guests", "Mail", "Town"), out.WriteText("asha@x.in", place), out.Close())
		if err != nil {
			t.Fatal(err)
		}
		return path
	}
	m, ctx := newMemory(), context.Background()
	plan, err := importer.Guess(ctx, book("may.xlsx", "Pune"), importer.ReadOptions{Sheet: "Guests"}, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	plan.Permission.Answer, plan.Options.HiddenRows = importer.PermissionNone, importer.HiddenSkip
	if _, err := importer.Run(ctx, plan, m, nil); err != nil {
		t.Fatal(err)
	}
	i, err := importer.Recall(ctx, book("june.xlsx", "Goa"), importer.ReadOptions{}, nil, m.remembered)
	if err != nil || i.Sheet != "Guests" || i.Remembered == nil || !i.Remembered.Same || i.Choices.Options.HiddenRows != importer.HiddenSkip {
		t.Errorf("sheet %q, %+v, %v", i.Sheet, i.Remembered, err)
	}
	i, err = importer.Recall(ctx, book("june.xlsx", "Goa"), importer.ReadOptions{Sheet: "Summary"}, nil, m.remembered)
	if err != nil || i.Sheet != "Summary" || i.Remembered != nil {
		t.Errorf("sheet %q, %+v, %v", i.Sheet, i.Remembered, err)
	}
}

// TestFingerprints holds that the order of columns never matters, and that one name more
// or less always does.
func TestFingerprints(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	words := []string{"Mail", "Name", "Town", "ठिकाना", "Phone", "Phone", "Zip code", "Amount (INR)", "Tag", "Note"}
	fingerprint := func(names []string) string {
		m := newMemory()
		row := make([]string, len(names))
		for i := range row {
			row[i] = "word"
		}
		row[slices.Index(names, "Mail")] = "asha@x.in"
		keptAfter(t, m, "f.csv", strings.Join(names, ",")+"\n"+strings.Join(row, ",")+"\n", func(p *importer.Plan) {
			for i := range p.Mapping {
				p.Mapping[i].Target = ""
			}
			p.Mapping[slices.Index(names, "Mail")].Target = "field:email"
			p.Kind, p.Options.HeaderRow = domain.ImportPeople, 1
		})
		return m.remembered[0].Fingerprint
	}
	for range 12 {
		names := slices.Clone(words[:3+r.IntN(len(words)-3)])
		want := fingerprint(names)
		r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		if fingerprint(names) != want {
			t.Errorf("%v in another order is another file", names)
		}
		if fingerprint(append(slices.Clone(names), "Extra")) == want {
			t.Errorf("%v with one more is the same file", names)
		}
	}
	if fingerprint([]string{"Mail", "Phone"}) == fingerprint([]string{"Mail", "Phone", "Phone"}) {
		t.Error("two columns of a name are one")
	}
}
