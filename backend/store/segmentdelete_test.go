package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// do fails the test on an error.
func do(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestADeletedSegmentComesBackAsItWas(t *testing.T) {
	db := create(t)
	g := saved(t, db, 0, "Regulars", `{"all":[]}`)
	g = saved(t, db, g.ID, "Best", `{"any":[]}`)
	record(t, db, domain.SegmentWatch{}, watch(g.ID, minute(0), 1, 1), entered(g.ID, 4, minute(0)), entered(g.ID, 9, minute(0)))
	versions, before := must[[]domain.SegmentVersion](t)(db.SegmentVersions(t.Context(), g.ID)), stays(t, db)
	do(t, db.DeleteSegment(t.Context(), g.ID))
	t.Run("after being gone from everything", func(t *testing.T) {
		_, err := db.Segment(t.Context(), g.ID)
		wantCode(t, err, domain.NotFound)
		_, err = db.SaveSegment(t.Context(), g)
		wantCode(t, err, domain.NotFound)
		_, err = db.RestoreSegment(t.Context(), g.ID, 1)
		wantCode(t, err, domain.NotFound)
		wantCode(t, db.RenameSegment(t.Context(), g.ID, "New"), domain.NotFound)
		wantCode(t, db.DeleteSegment(t.Context(), g.ID), domain.NotFound)
		wantCode(t, db.FreezeSegment(t.Context(), g.ID, noon, nil), domain.NotFound)
		err = db.RecordMembership(t.Context(), batch(watch(g.ID, minute(0), 1, 1), watch(g.ID, minute(1), 1, 1)))
		wantCode(t, err, domain.Conflict)
		listed := must[[]domain.Segment](t)(db.Segments(t.Context()))
		in := must[[]domain.Membership](t)(db.ContactMemberships(t.Context(), 4))
		moves := must[[]domain.SegmentMove](t)(db.SegmentMoves(t.Context()))
		health := must[store.Health](t)(db.Check(t.Context()))
		if len(listed)+len(in)+len(moves)+health.Segments != 0 {
			t.Errorf("still there: %v %v %v %+v", listed, in, moves, health)
		}
	})
	db = reopen(t, db)
	t.Run("within 30 days, also when the file was closed in between", func(t *testing.T) {
		if n := must[int](t)(db.PurgeSegments(t.Context(), time.Now().AddDate(0, 0, 29))); n != 0 {
			t.Fatalf("%d segments were purged too early", n)
		}
		do(t, db.UndeleteSegment(t.Context(), g.ID))
		if again := must[domain.Segment](t)(db.Segment(t.Context(), g.ID)); !reflect.DeepEqual(again, g) {
			t.Errorf("it came back as %+v", again)
		}
		if again := must[[]domain.SegmentVersion](t)(db.SegmentVersions(t.Context(), g.ID)); !reflect.DeepEqual(again, versions) {
			t.Errorf("its versions came back as %+v", again)
		}
		if again := stays(t, db); !reflect.DeepEqual(again, before) {
			t.Errorf("its record came back as %+v", again)
		}
		record(t, db, watch(g.ID, minute(0), 1, 1), watch(g.ID, minute(1), 1, 1), left(g.ID, 4, minute(1)))
	})
	t.Run("once", func(t *testing.T) { wantCode(t, db.UndeleteSegment(t.Context(), g.ID), domain.NotFound) })
	t.Run("and not after that", func(t *testing.T) {
		do(t, db.DeleteSegment(t.Context(), g.ID))
		must[int](t)(db.PurgeSegments(t.Context(), time.Now().AddDate(0, 0, 31)))
		wantCode(t, db.UndeleteSegment(t.Context(), g.ID), domain.NotFound)
	})
}

func TestWhatWasDeletedLongAgoIsPurgedWhenTheFileIsOpened(t *testing.T) {
	db := create(t)
	old, young := saved(t, db, 0, "Old", `{}`), saved(t, db, 0, "Young", `{}`)
	do(t, db.DeleteSegment(t.Context(), old.ID))
	do(t, db.DeleteSegment(t.Context(), young.ID))
	do(t, db.Close())
	rawExec(t, db.Path(), "UPDATE segment SET deleted_at = deleted_at - 31 * 86400000 WHERE name = 'Old'")
	db = must[*store.DB](t)(store.Open(t.Context(), db.Path()))
	defer db.Close()
	wantCode(t, db.UndeleteSegment(t.Context(), old.ID), domain.NotFound)
	do(t, db.UndeleteSegment(t.Context(), young.ID))
}

func TestRenamingASegmentIsNoNewVersion(t *testing.T) {
	db := create(t)
	g := saved(t, db, 0, "Regulars", `{"all":[]}`)
	do(t, db.RenameSegment(t.Context(), g.ID, "Best"))
	now := must[domain.Segment](t)(db.Segment(t.Context(), g.ID))
	versions := must[[]domain.SegmentVersion](t)(db.SegmentVersions(t.Context(), g.ID))
	if now.Name != "Best" || now.Version != 1 || len(versions) != 1 || now.UpdatedAt.Before(g.UpdatedAt) {
		t.Errorf("renamed to %+v, versions %+v", now, versions)
	}
}

func TestMovesAreCountedByHalfHour(t *testing.T) {
	db := create(t)
	segments(t, db, 2)
	first, second := watch(1, minute(20), 1, 1), watch(1, minute(40), 1, 2)
	record(t, db, domain.SegmentWatch{}, first, entered(1, 1, minute(0)), entered(1, 2, minute(3)), left(1, 2, minute(20)))
	record(t, db, first, second, entered(1, 2, minute(31)), entered(1, 3, minute(40)))
	do(t, db.FreezeSegment(t.Context(), 1, minute(65), []domain.ContactID{1, 5}))
	want := []domain.SegmentMove{
		{SegmentID: 1, From: minute(0), Entered: 2, Left: 1},
		{SegmentID: 1, From: minute(30), Entered: 2},
		{SegmentID: 1, From: minute(60), Entered: 1, Left: 2},
	}
	if got := must[[]domain.SegmentMove](t)(db.SegmentMoves(t.Context())); !slices.Equal(got, want) {
		t.Errorf("moves are %+v", got)
	}
	t.Run("so that they add up to who is in it", func(t *testing.T) {
		if in := openMembers(t, db, 1); len(in) != 2 {
			t.Errorf("%v are in it", in)
		}
	})
}

func TestWorkspacesThatKeptNoCountOfMovesGetItFromTheRecord(t *testing.T) {
	path := firstSchema(t)
	second := must[[]byte](t)(os.ReadFile(filepath.Join("migration", "0002_membership.sql")))
	at := minute(0).UnixMilli()
	rawExec(t, path, fmt.Sprintf(`BEGIN; %s
		INSERT INTO membership (segment_id, contact_id, stay, entered_at, entered_cause, left_at, left_cause) VALUES
			(3, 1, 0, %[2]d, 0, NULL, NULL), (3, 2, -9, %[2]d + 60000, 1, %[2]d + 1200000, 2), (3, 2, 0, %[2]d + 1860000, 1, NULL, NULL);
		PRAGMA user_version = 2; COMMIT`, second, at))
	db := must[*store.DB](t)(store.Open(t.Context(), path))
	t.Cleanup(func() { _ = db.Close() })
	want := []domain.SegmentMove{{SegmentID: 3, From: minute(0), Entered: 2, Left: 1}, {SegmentID: 3, From: minute(30), Entered: 1}}
	if got := must[[]domain.SegmentMove](t)(db.SegmentMoves(t.Context())); !slices.Equal(got, want) {
		t.Errorf("moves are %+v", got)
	}
}
