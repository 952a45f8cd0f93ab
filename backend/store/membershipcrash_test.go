package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strconv"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// tale is a series of batches that is the same whenever it is told: batch n lets
// some of tellPeople people change sides in each of tellSegments segments.
type tale struct {
	model
	n int
}

const tellPeople, tellSegments = 400, 3

// tell tells the tale up to batch n.
func tell(n int) *tale {
	out := &tale{model: model{watches: map[domain.SegmentID]domain.SegmentWatch{}}}
	for id := range domain.SegmentID(tellSegments) {
		out.watches[id+1] = domain.SegmentWatch{SegmentID: id + 1}
	}
	for out.n < n {
		out.next()
	}
	return out
}

// next returns the next batch and takes it into the model.
func (t *tale) next() domain.MembershipBatch {
	t.n++
	r := rand.New(rand.NewPCG(uint64(t.n), 3))
	in := map[domain.MembershipChange]bool{}
	for _, s := range t.stays {
		if s.LeftAt.IsZero() {
			in[domain.MembershipChange{SegmentID: s.SegmentID, ContactID: s.ContactID}] = true
		}
	}
	var b domain.MembershipBatch
	for id := domain.SegmentID(1); id <= tellSegments; id++ {
		b.Moves = append(b.Moves, domain.WatchMove{From: t.watches[id], To: watch(id, minute(t.n), 1, int64(t.n))})
		for contact := domain.ContactID(1); contact <= tellPeople; contact++ {
			c := domain.MembershipChange{SegmentID: id, ContactID: contact}
			if r.IntN(4) == 0 {
				b.Changes = append(b.Changes, domain.MembershipChange{SegmentID: id, ContactID: contact, Entered: !in[c], At: minute(t.n), Cause: domain.CauseData})
			}
		}
	}
	t.take(b)
	return b
}

// take is model.apply for batches that are right, quick enough for many people.
func (t *tale) take(b domain.MembershipBatch) {
	open := map[[2]int64]int{}
	for i, s := range t.stays {
		if s.LeftAt.IsZero() {
			open[[2]int64{int64(s.SegmentID), int64(s.ContactID)}] = i
		}
	}
	for _, m := range b.Moves {
		t.watches[m.To.SegmentID] = m.To
	}
	for _, c := range b.Changes {
		if c.Entered {
			t.stays = append(t.stays, domain.Membership{SegmentID: c.SegmentID, ContactID: c.ContactID, EnteredAt: c.At, Entered: c.Cause})
			continue
		}
		s := &t.stays[open[[2]int64{int64(c.SegmentID), int64(c.ContactID)}]]
		s.LeftAt, s.Left = c.At, c.Cause
	}
}

// recordForever goes on with the tale where the record stops and says which
// batches were acknowledged, until somebody kills it.
func recordForever(db *store.DB) error {
	watches, err := db.Watches(context.Background())
	if err != nil {
		return err
	}
	begun := 0
	if len(watches) > 0 {
		begun = int(watches[0].DataVersion)
	}
	for t := tell(begun); ; {
		if err := db.RecordMembership(context.Background(), t.next()); err != nil {
			return err
		}
		fmt.Println(t.n)
	}
}

func TestKillingTheProcessWhileItRecordsMembershipLosesAndRepeatsNothing(t *testing.T) {
	db := create(t)
	segments(t, db, tellSegments)
	path := db.Path()
	for _, lines := range []int{1, 4, 9, 2, 15} {
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		said := killAfter(t, path, "membership", lines)
		acknowledged, err := strconv.Atoi(said[len(said)-1])
		if err != nil {
			t.Fatal(err)
		}
		db = must[*store.DB](t)(store.Open(t.Context(), path))
		t.Cleanup(func() { _ = db.Close() })
		checkTale(t, db, acknowledged)
	}
}

// checkTale checks that the record is the tale up to a batch, and that no
// acknowledged one is missing.
func checkTale(t *testing.T, db *store.DB, acknowledged int) {
	t.Helper()
	watches := must[[]domain.SegmentWatch](t)(db.Watches(t.Context()))
	if len(watches) != tellSegments || int(watches[0].DataVersion) < acknowledged {
		t.Fatalf("batch %d was acknowledged, the watches are %+v", acknowledged, watches)
	}
	want := tell(int(watches[0].DataVersion))
	for _, w := range watches {
		if w != want.watches[w.SegmentID] {
			t.Errorf("the watch is %+v, want %+v", w, want.watches[w.SegmentID])
		}
	}
	got := stays(t, db)
	if !reflect.DeepEqual(got, want.sorted()) {
		t.Errorf("after batch %d the %d stays are not the %d of the replay", want.n, len(got), len(want.stays))
	}
	for i, s := range got[1:] {
		before := got[i]
		if same := s.SegmentID == before.SegmentID && s.ContactID == before.ContactID; same && (before.LeftAt.IsZero() || before.LeftAt.After(s.EnteredAt)) {
			t.Errorf("stays overlap: %+v and %+v", before, s)
		}
	}
}
