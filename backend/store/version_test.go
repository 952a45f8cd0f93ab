package store_test

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// saved saves a segment of that name and rule, id 0 for a new one.
func saved(t testing.TB, db *store.DB, id domain.SegmentID, name, rule string) domain.Segment {
	t.Helper()
	return must[domain.Segment](t)(db.SaveSegment(t.Context(), domain.Segment{ID: id, Name: name, Rule: []byte(rule)}))
}

func TestEverySaveOfASegmentIsKept(t *testing.T) {
	db := create(t)
	s := saved(t, db, 0, "Regulars", `{"all":[]}`)
	saved(t, db, 0, "Others", `{}`)
	saved(t, db, s.ID, "Best", `{"any":[]}`)
	now := saved(t, db, s.ID, "Best", `{"none":[]}`)
	versions := must[[]domain.SegmentVersion](t)(db.SegmentVersions(t.Context(), s.ID))
	want := []domain.SegmentVersion{
		{SegmentID: s.ID, Version: 3, Name: "Best", Rule: []byte(`{"none":[]}`), SavedAt: now.UpdatedAt},
		{SegmentID: s.ID, Version: 2, Name: "Best", Rule: []byte(`{"any":[]}`)},
		{SegmentID: s.ID, Version: 1, Name: "Regulars", Rule: []byte(`{"all":[]}`), SavedAt: s.UpdatedAt},
	}
	if len(versions) == 3 {
		want[1].SavedAt = versions[1].SavedAt
	}
	if !reflect.DeepEqual(versions, want) {
		t.Errorf("versions are %+v", versions)
	}
	t.Run("and an old one comes back as a new one under the present name", func(t *testing.T) {
		back := must[domain.Segment](t)(db.RestoreSegment(t.Context(), s.ID, 1))
		if back.Version != 4 || back.Name != "Best" || string(back.Rule) != `{"all":[]}` {
			t.Errorf("restored %+v", back)
		}
		all := must[[]domain.SegmentVersion](t)(db.SegmentVersions(t.Context(), s.ID))
		if len(all) != 4 || !reflect.DeepEqual(all[1:], versions) {
			t.Errorf("the history was rewritten: %+v", all)
		}
		one := must[domain.SegmentVersion](t)(db.SegmentVersion(t.Context(), s.ID, 4))
		if !reflect.DeepEqual(one, all[0]) {
			t.Errorf("version 4 is %+v", one)
		}
	})
	t.Run("and what never was cannot be restored", func(t *testing.T) {
		_, err := db.RestoreSegment(t.Context(), s.ID, 9)
		wantCode(t, err, domain.NotFound)
		_, err = db.SegmentVersion(t.Context(), 77, 1)
		wantCode(t, err, domain.NotFound)
		if again := must[domain.Segment](t)(db.Segment(t.Context(), s.ID)); again.Version != 4 {
			t.Errorf("the version moved to %d", again.Version)
		}
	})
	t.Run("and no program can rewrite one", func(t *testing.T) {
		if _, err := raw(t, db.Path()).Exec("UPDATE segment_version SET rule = x'00'"); err == nil {
			t.Error("a version was rewritten")
		}
	})
}

// firstSchema makes a workspace as the first KVN Mail left it, with two segments.
func firstSchema(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "old.kvnmail")
	script := must[[]byte](t)(os.ReadFile(filepath.Join("migration", "0001_workspace.sql")))
	rawExec(t, path, "PRAGMA journal_mode = WAL; BEGIN;"+string(script)+`
		INSERT INTO workspace (id, secret, settings, created_at) VALUES (1, zeroblob(32), '{"name":"Old shop"}', 1);
		INSERT INTO segment (id, name, rule, version, created_at, updated_at) VALUES (3, 'Pune', CAST('{"type":"everyone"}' AS BLOB), 5, 1000, 2000), (8, 'New', CAST('{}' AS BLOB), 1, 3000, 3000);
		PRAGMA user_version = 1; PRAGMA application_id = 0x4b564e4d; COMMIT`)
	return path
}

func TestAWorkspaceOfTheFirstSchemaKeepsItsSegments(t *testing.T) {
	db := must[*store.DB](t)(store.Open(t.Context(), firstSchema(t)))
	t.Cleanup(func() { _ = db.Close() })
	all := must[[]domain.Segment](t)(db.Segments(t.Context()))
	want := domain.Segment{ID: 3, Name: "Pune", Rule: []byte(`{"type":"everyone"}`), Version: 5, CreatedAt: time.UnixMilli(1000).UTC(), UpdatedAt: time.UnixMilli(2000).UTC()}
	if len(all) != 2 || !reflect.DeepEqual(all[1], want) {
		t.Fatalf("segments are %+v", all)
	}
	t.Run("and each has its last version", func(t *testing.T) {
		versions := must[[]domain.SegmentVersion](t)(db.SegmentVersions(t.Context(), 3))
		last := domain.SegmentVersion{SegmentID: 3, Version: 5, Name: "Pune", Rule: want.Rule, SavedAt: want.UpdatedAt}
		if !reflect.DeepEqual(versions, []domain.SegmentVersion{last}) {
			t.Errorf("versions are %+v", versions)
		}
	})
	t.Run("and goes on from it", func(t *testing.T) {
		if s := saved(t, db, 3, "Pune", `{}`); s.Version != 6 {
			t.Errorf("saved as version %d", s.Version)
		}
		if s := must[domain.Segment](t)(db.RestoreSegment(t.Context(), 3, 5)); s.Version != 7 || string(s.Rule) != string(want.Rule) {
			t.Errorf("restored %+v", s)
		}
	})
	t.Run("and has no record of members yet", func(t *testing.T) {
		if w := must[[]domain.SegmentWatch](t)(db.Watches(t.Context())); len(w) != 0 {
			t.Errorf("watches are %v", w)
		}
	})
}

func TestAnOldWorkspaceThatIsWriteProtectedSaysWhatToDo(t *testing.T) {
	path := firstSchema(t)
	protect(t, filepath.Dir(path))
	_, err := store.Open(t.Context(), path)
	wantCode(t, err, domain.Blocked)
}

func TestAWorkspaceOfTheFirstSchemaKeepsItsPeopleAndEvents(t *testing.T) {
	path := firstSchema(t)
	rawExec(t, path, `INSERT INTO field VALUES (5, 'city', 'City', 'text', 1), (40, 'shoe', 'Shoe', 'number', 0); ALTER TABLE contact ADD COLUMN f40 INTEGER;
		INSERT INTO property VALUES (7, 'amount', 'Amount', 'money', 1), (30, 'colour', 'Colour', 'text', 0); ALTER TABLE event ADD COLUMN p30 TEXT;
		INSERT INTO contact (id, email, created_at, f5, f40) VALUES (2, 'a@example.com', 5, 'Pune', 42000000);
		INSERT INTO event (id, contact_id, type_id, at, event_key, p7, p30) VALUES (1, 2, 10, -86400001, 'A-1', 990, NULL), (2, 2, 10, -86400001, NULL, NULL, 'red')`)
	db := must[*store.DB](t)(store.Open(t.Context(), path))
	t.Cleanup(func() { _ = db.Close() })
	want := []domain.Event{
		{ContactID: 2, Type: 10, At: time.UnixMilli(-86400001).UTC(), Key: "A-1", Props: []domain.PropertyValue{{ID: 7, Value: domain.MoneyValue(990)}}},
		{ContactID: 2, Type: 10, At: time.UnixMilli(-86400001).UTC(), Props: []domain.PropertyValue{{ID: 30, Value: domain.TextValue("red")}}},
	}
	check := func(t *testing.T) {
		sameEvents(t, allEvents(t, db), want)
		sameBlocks(t, db, want)
		sameContacts(t, db)
		c := must[domain.Contact](t)(db.Contact(t.Context(), 2))
		if c.Value(5).Text != "Pune" || c.Value(40) != domain.IntValue(42) {
			t.Errorf("the person became %+v", c)
		}
	}
	t.Run("as rows", check)
	if err := db.Seal(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Run("and as blocks", check)
	t.Run("and takes lists now", func(t *testing.T) {
		f := must[domain.Field](t)(db.CreateField(t.Context(), domain.Field{Key: "tags", Name: "Tags", Type: domain.List}))
		if f.ID != 41 {
			t.Errorf("the field is %+v", f)
		}
	})
}
