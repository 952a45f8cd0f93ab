package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

func TestPastedCellsAreImportedLikeAFile(t *testing.T) {
	h := newWatching(t)
	inspect := func(t *testing.T, text string) Inspection {
		t.Helper()
		return got[Inspection](t)(h.b.Inspect(got[string](t)(h.b.Paste(text)), ReadOptions{}))
	}
	become := func(i Inspection) string {
		var targets []string
		for _, m := range i.Choices.Mapping {
			targets = append(targets, m.Target)
		}
		return strings.Join(targets, " ")
	}
	for name, c := range map[string]struct {
		text, targets string
		rows          int
	}{
		"as a spreadsheet copies them":    {"Email\tFirst name\tNote\r\nasha@example.com\tAsha\t\"likes\r\n\"\"soap\"\"\"\r\nravi@example.com\tRavi\tx\r\n", "field:email field:first_name new:text", 2},
		"with commas":                     {guestList, "field:email field:first_name field:city new:text", 3},
		"one address":                     {"asha@example.com", "field:email", 1},
		"one address on each line":        {"asha@example.com\nravi@example.com\nmeena@example.com\n", "field:email", 3},
		"addresses as mail programs do":   {"Asha <asha@example.com>, Ravi <ravi@example.com>; meena@example.com", "field:name field:email", 3},
		"a column with its name":          {"Email\nasha@example.com\nravi@example.com", "field:email", 2},
		"names in Hindi behind a column":  {"ईमेल\tनाम\nasha@example.com\tआशा\n", "field:email field:name", 1},
		"two columns without their names": {"asha@example.com\tPune\nravi@example.com\tGoa\nmeena@example.com\tAgra\n", "field:email field:city", 3}, // the values tell
	} {
		t.Run(name, func(t *testing.T) {
			i := inspect(t, c.text)
			if become(i) != c.targets || len(i.Rows) != c.rows {
				t.Errorf("columns become %q, %d rows: %+v", become(i), len(i.Rows), i.Rows)
			}
		})
	}
	t.Run("with everything that stands in a cell", func(t *testing.T) {
		i := inspect(t, "Email\tNote\nasha@example.com\t\"two\nlines, and \"\"quotes\"\"\"\n")
		if len(i.Rows) != 1 || i.Rows[0].Cells[1] != "two\nlines, and \"quotes\"" {
			t.Errorf("rows are %+v", i.Rows)
		}
	})
	t.Run("in a file that only the user may read, named after the moment", func(t *testing.T) {
		path := got[string](t)(h.b.Paste(guestList))
		info := got[os.FileInfo](t)(os.Stat(path))
		if info.Mode().Perm() != 0o600 || !strings.HasPrefix(filepath.Base(path), "Pasted cells 20") || filepath.Ext(path) != ".tsv" {
			t.Errorf("%s has the mode %v", path, info.Mode())
		}
		if second := got[string](t)(h.b.Paste(guestList)); second == path {
			t.Error("the next paste took its place")
		}
	})
	t.Run("but not where there are none", func(t *testing.T) {
		_, err := h.b.Paste(" \r\n\t")
		wantBridgeCode(t, err, domain.Invalid)
		_, err = h.b.Paste(strings.Repeat("a", pasteLimit+1))
		wantBridgeCode(t, err, domain.Invalid)
	})
}

func TestPastedCellsAreKeptAsLongAsTheyAreNeeded(t *testing.T) {
	h := newWatching(t)
	in, waiting, left, fresh := got[string](t)(h.b.Paste(guestList)), got[string](t)(h.b.Paste("a@example.com")), got[string](t)(h.b.Paste("b@example.com")), got[string](t)(h.b.Paste("c@example.com"))
	h.s.jobs.Wait(got[string](t)(h.b.Start(h.selection(in))))
	w := got[*workspace](t)(h.s.current())
	if _, err := w.db.AddWaitingImport(t.Context(), domain.WaitingImport{File: filepath.Base(waiting), Path: waiting, Plan: "{}", QueuedAt: time.Now()}); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{waiting, left} {
		if err := os.Chtimes(path, time.Now(), time.Now().Add(-2*pasteKept)); err != nil {
			t.Fatal(err)
		}
	}
	if !isFile(in) {
		t.Error("the cells of a finished import are gone while its problems may still be saved")
	}
	h.again()
	for path, kept := range map[string]bool{in: false, waiting: true, left: false, fresh: true} {
		if isFile(path) != kept {
			t.Errorf("%s is kept: %v", filepath.Base(path), !kept)
		}
	}
}

func TestWhatIsRememberedOfImportsCanBeLookedAtAndForgotten(t *testing.T) {
	h := newWatching(t)
	path := h.file("guests.csv", guestList)
	sel := h.selection(path)
	sel.Mapping[3].Target = ""
	if seen := got[Inspection](t)(h.b.Inspect(path, ReadOptions{})); seen.Remembered != nil {
		t.Errorf("before the first import there is %+v", seen.Remembered)
	}
	h.s.jobs.Wait(got[string](t)(h.b.Start(sel)))
	seen := got[Inspection](t)(h.b.Inspect(path, ReadOptions{}))
	if r := seen.Remembered; r == nil || !r.Same || r.Name != "guests.csv" || r.UsedAt == "" || r.Permission.Source != "Fair in Pune" {
		t.Fatalf("remembered %+v", r)
	}
	if c := seen.Choices; c.Mapping[3].Target != "" || c.Permission.Answer != "" || c.Permission.On != "" || c.Permission.Source != "Fair in Pune" {
		t.Errorf("choices are %+v", c)
	}
	if fresh := got[Inspection](t)(h.b.Inspect(path, ReadOptions{Fresh: true})); fresh.Remembered != nil || fresh.Choices.Mapping[3].Target == "" {
		t.Errorf("guessed anew they are %+v", fresh.Choices)
	}
	all := got[[]MappingView](t)(h.b.Mappings())
	if len(all) != 1 || all[0].Name != "guests.csv" || all[0].Columns != 4 {
		t.Fatalf("mappings are %+v", all)
	}
	if err := h.b.ForgetMapping(all[0].ID); err != nil {
		t.Fatal(err)
	}
	if seen := got[Inspection](t)(h.b.Inspect(path, ReadOptions{})); seen.Remembered != nil || len(got[[]MappingView](t)(h.b.Mappings())) != 0 {
		t.Errorf("it is still remembered: %+v", seen.Remembered)
	}
}
