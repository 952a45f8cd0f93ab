package app

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
)

func newShelf(t *testing.T) *draftShelf {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	shelf, err := openDraftShelf([]byte("secret"), "segment")
	if err != nil {
		t.Fatal(err)
	}
	return shelf
}

func TestUnsavedWorkIsKept(t *testing.T) {
	shelf := newShelf(t)
	if kept, err := shelf.list(); err != nil || len(kept) != 0 {
		t.Fatalf("a fresh shelf has %v, %v", kept, err)
	}
	for key, body := range map[string]string{"new": `{"name":"A"}`, "12": `{"name":"B"}`} {
		if err := shelf.keep(key, body); err != nil {
			t.Fatal(err)
		}
	}
	if err := shelf.keep("12", `{"name":"C"}`); err != nil {
		t.Fatal(err)
	}
	t.Run("by another run of the program too, but not in another workspace", func(t *testing.T) {
		again, _ := openDraftShelf([]byte("secret"), "segment")
		kept, err := again.list()
		if err != nil || len(kept) != 2 || kept[0] != (KeptDraft{Key: "12", Body: `{"name":"C"}`}) || kept[1].Key != "new" {
			t.Errorf("kept %v, %v", kept, err)
		}
		other, _ := openDraftShelf([]byte("another"), "segment")
		if kept, _ := other.list(); len(kept) != 0 {
			t.Errorf("another workspace has %v", kept)
		}
	})
	t.Run("until it is dropped, once or twice", func(t *testing.T) {
		for range 2 {
			if err := shelf.drop("12"); err != nil {
				t.Fatal(err)
			}
		}
		if kept, _ := shelf.list(); len(kept) != 1 {
			t.Errorf("kept %v", kept)
		}
	})
	t.Run("and what a crash left half written or somebody else put there does no harm", func(t *testing.T) {
		for name, body := range map[string]string{"7.json.part": `{"na`, "8.json": `{"na`, "notes.json": `{}`, "x": ""} {
			if err := os.WriteFile(filepath.Join(shelf.folder, name), []byte(body), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if kept, err := shelf.list(); err != nil || len(kept) != 1 || kept[0].Key != "new" {
			t.Errorf("kept %v, %v", kept, err)
		}
	})
}

func TestTheShelfRefusesWhatIsNoDraft(t *testing.T) {
	shelf := newShelf(t)
	for name, call := range map[string]error{
		"a path":      shelf.keep("../../x", `{}`),
		"no number":   shelf.keep("0", `{}`),
		"no JSON":     shelf.keep("1", `{`),
		"far too big": shelf.keep("1", `"`+strings.Repeat("x", draftLimit)+`"`),
		"a drop":      shelf.drop("../1"),
	} {
		if domain.CodeOf(call) != domain.Invalid {
			t.Errorf("%s was answered by %v", name, call)
		}
	}
}

func TestDraftsComeBackWithWhatIsSavedByNow(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, _ := l.window()
	b := &Segments{s}
	pune := got[SegmentView](t)(b.Save(0, "Pune", fromPune))
	doomed := got[SegmentView](t)(b.Save(0, "Doomed", fromPune))
	for _, key := range []string{"new", keyOf(pune.ID), keyOf(doomed.ID)} {
		if err := b.KeepDraft(key, `{"name":"unsaved"}`); err != nil {
			t.Fatal(err)
		}
	}
	got[SegmentView](t)(b.Save(pune.ID, "Pune and near", livesInMumbai))
	if err := b.Delete(doomed.ID); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		kept := got[[]KeptDraft](t)(b.Drafts())
		if len(kept) != 2 || kept[0].Name != "Pune and near" || kept[0].Rule != livesInMumbai || kept[1] != (KeptDraft{Key: "new", Body: `{"name":"unsaved"}`}) {
			t.Errorf("kept %+v", kept)
		}
	}
}

func keyOf(id int64) string { return strconv.FormatInt(id, 10) }
