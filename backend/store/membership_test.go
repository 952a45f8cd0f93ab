package store_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// segments saves n of them, with ids 1 to n in a new workspace.
func segments(t testing.TB, db *store.DB, n int) {
	t.Helper()
	for i := range n {
		saved(t, db, 0, fmt.Sprint("Segment ", i+1), `{"type":"everyone"}`)
	}
}

// minute n of the story that these tests tell.
func minute(n int) time.Time { return noon.Add(time.Duration(n) * time.Minute) }

func watch(id domain.SegmentID, at time.Time, version int, data int64) domain.SegmentWatch {
	return domain.SegmentWatch{SegmentID: id, EvaluatedAt: at, Version: version, DataVersion: data}
}

func entered(id domain.SegmentID, contact domain.ContactID, at time.Time) domain.MembershipChange {
	return domain.MembershipChange{SegmentID: id, ContactID: contact, Entered: true, At: at, Cause: domain.CauseData}
}

func left(id domain.SegmentID, contact domain.ContactID, at time.Time) domain.MembershipChange {
	return domain.MembershipChange{SegmentID: id, ContactID: contact, At: at, Cause: domain.CauseClock}
}

func record(t testing.TB, db *store.DB, from, to domain.SegmentWatch, changes ...domain.MembershipChange) {
	t.Helper()
	if err := db.RecordMembership(t.Context(), batch(from, to, changes...)); err != nil {
		t.Fatal(err)
	}
}

func batch(from, to domain.SegmentWatch, changes ...domain.MembershipChange) domain.MembershipBatch {
	return domain.MembershipBatch{Moves: []domain.WatchMove{{From: from, To: to}}, Changes: changes}
}

func stays(t testing.TB, db *store.DB) []domain.Membership {
	t.Helper()
	out := []domain.Membership{}
	if err := db.EachMembership(t.Context(), func(m domain.Membership) error { out = append(out, m); return nil }); err != nil {
		t.Fatal(err)
	}
	return out
}

func openMembers(t testing.TB, db *store.DB, id domain.SegmentID) []domain.ContactID {
	t.Helper()
	return must[[]domain.ContactID](t)(db.OpenMembers(t.Context(), id))
}

func TestStaysAreRecordedWithTheirCauses(t *testing.T) {
	db := create(t)
	segments(t, db, 2)
	first := watch(1, minute(1), 1, 1)
	record(t, db, domain.SegmentWatch{}, first, entered(1, 9, minute(0)), entered(1, 4, minute(0)))
	record(t, db, domain.SegmentWatch{SegmentID: 2}, watch(2, minute(1), 1, 1), entered(2, 9, minute(1)))
	second := watch(1, minute(3), 1, 2)
	record(t, db, first, second, left(1, 9, minute(2)), entered(1, 9, minute(3)))
	want := []domain.Membership{
		{SegmentID: 1, ContactID: 4, EnteredAt: minute(0), Entered: domain.CauseData},
		{SegmentID: 1, ContactID: 9, EnteredAt: minute(0), Entered: domain.CauseData, LeftAt: minute(2), Left: domain.CauseClock},
		{SegmentID: 1, ContactID: 9, EnteredAt: minute(3), Entered: domain.CauseData},
		{SegmentID: 2, ContactID: 9, EnteredAt: minute(1), Entered: domain.CauseData},
	}
	db = reopen(t, db)
	if got := stays(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("recorded %+v", got)
	}
	if got := must[[]domain.Membership](t)(db.ContactMemberships(t.Context(), 9)); !reflect.DeepEqual(got, want[1:]) {
		t.Errorf("of one person %+v", got)
	}
	if got := openMembers(t, db, 1); !slices.Equal(got, []domain.ContactID{4, 9}) {
		t.Errorf("in segment 1 are %v", got)
	}
	if got := must[[]domain.SegmentWatch](t)(db.Watches(t.Context())); !slices.Equal(got, []domain.SegmentWatch{second, watch(2, minute(1), 1, 1)}) {
		t.Errorf("watches are %+v", got)
	}
	t.Run("and moves since an instant can be read alone", func(t *testing.T) {
		var got []domain.Membership
		if err := db.EachMove(t.Context(), 1, minute(2), func(m domain.Membership) error { got = append(got, m); return nil }); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want[1:3]) {
			t.Errorf("moves are %+v", got)
		}
	})
	t.Run("and go with their segment when it is deleted for good", func(t *testing.T) {
		if err := db.DeleteSegment(t.Context(), 1); err != nil {
			t.Fatal(err)
		}
		if n := must[int](t)(db.PurgeSegments(t.Context(), time.Now().AddDate(0, 0, 31))); n != 1 {
			t.Fatalf("%d segments were purged", n)
		}
		if got := stays(t, db); !reflect.DeepEqual(got, want[3:]) {
			t.Errorf("left over: %+v", got)
		}
		versions := must[[]domain.SegmentVersion](t)(db.SegmentVersions(t.Context(), 1))
		watches := must[[]domain.SegmentWatch](t)(db.Watches(t.Context()))
		if len(versions) != 0 || len(watches) != 1 {
			t.Errorf("left over: %v %v", versions, watches)
		}
		err := db.RecordMembership(t.Context(), batch(second, watch(1, minute(4), 1, 2)))
		wantCode(t, err, domain.Conflict)
	})
}

func TestABatchIsRecordedOnce(t *testing.T) {
	db := create(t)
	segments(t, db, 2)
	none, w1 := domain.SegmentWatch{SegmentID: 1}, watch(1, minute(1), 1, 1)
	in := entered(1, 5, minute(1))
	record(t, db, none, w1, in)
	before := stays(t, db)
	both := batch(w1, watch(1, minute(2), 1, 2), entered(1, 6, minute(2)))
	both.Moves = append(both.Moves, domain.WatchMove{From: watch(2, minute(1), 1, 1), To: watch(2, minute(2), 1, 1)})
	for name, b := range map[string]domain.MembershipBatch{
		"the same batch again":                    batch(none, w1, in),
		"a batch that started from another watch": batch(watch(1, minute(1), 1, 2), watch(1, minute(5), 1, 3)),
		"one of several that started elsewhere":   both,
		"a segment that is not there":             batch(domain.SegmentWatch{SegmentID: 77}, watch(77, minute(1), 1, 1)),
	} {
		t.Run(name+" is a conflict", func(t *testing.T) {
			wantCode(t, db.RecordMembership(t.Context(), b), domain.Conflict)
		})
	}
	next := watch(1, minute(2), 1, 1)
	for name, b := range map[string]domain.MembershipBatch{
		"entering twice":                    batch(w1, next, entered(1, 6, minute(2)), entered(1, 5, minute(2))),
		"leaving without being in":          batch(w1, next, entered(1, 6, minute(2)), left(1, 7, minute(2))),
		"a change before the watch":         batch(w1, next, left(1, 5, minute(0))),
		"a change after the watch":          batch(w1, next, left(1, 5, minute(3))),
		"changes out of the order of time":  batch(w1, next, left(1, 5, minute(2)), entered(1, 6, minute(1))),
		"a change of a segment without one": batch(w1, next, entered(2, 6, minute(2))),
		"no cause":                          batch(w1, next, domain.MembershipChange{SegmentID: 1, ContactID: 6, Entered: true, At: minute(2)}),
		"a watch that stays":                batch(w1, w1, left(1, 5, minute(1))),
		"a watch that goes back":            batch(w1, watch(1, minute(0), 1, 2)),
		"a watch of no instant":             batch(none, watch(1, time.Time{}, 1, 1)),
		"a watch of another segment":        batch(w1, watch(2, minute(2), 1, 1)),
		"two moves of one segment":          {Moves: []domain.WatchMove{{From: w1, To: next}, {From: next, To: watch(1, minute(3), 1, 1)}}},
	} {
		t.Run(name+" is refused as a fault", func(t *testing.T) {
			wantCode(t, db.RecordMembership(t.Context(), b), domain.Internal)
		})
	}
	t.Run("and nothing of what was refused is written", func(t *testing.T) {
		watches := must[[]domain.SegmentWatch](t)(db.Watches(t.Context()))
		if got := stays(t, db); !reflect.DeepEqual(got, before) || !slices.Equal(watches, []domain.SegmentWatch{w1}) {
			t.Errorf("the record is %+v, the watches %+v", got, watches)
		}
	})
}

func TestStaysWithoutLengthAreKept(t *testing.T) {
	db := create(t)
	segments(t, db, 1)
	w := []domain.SegmentWatch{{SegmentID: 1}, watch(1, minute(1), 1, 1), watch(1, minute(1), 1, 2), watch(1, minute(1), 1, 3), watch(1, minute(2), 1, 3)}
	record(t, db, w[0], w[1], entered(1, 5, minute(1)), left(1, 5, minute(1)))
	record(t, db, w[1], w[2], entered(1, 5, minute(1)))
	record(t, db, w[2], w[3], left(1, 5, minute(1)), entered(1, 5, minute(1)))
	record(t, db, w[3], w[4], left(1, 5, minute(2)))
	var got []string
	for _, m := range stays(t, db) {
		got = append(got, fmt.Sprint(m.EnteredAt.Sub(noon), m.LeftAt.Sub(noon)))
	}
	if want := []string{"1m0s 1m0s", "1m0s 1m0s", "1m0s 2m0s"}; !slices.Equal(got, want) {
		t.Errorf("stays are %v", got)
	}
}

// model is the record in memory: every stay, in the order of EachMembership.
type model struct {
	stays   []domain.Membership
	watches map[domain.SegmentID]domain.SegmentWatch
}

func (m *model) find(c domain.MembershipChange) int {
	return slices.IndexFunc(m.stays, func(s domain.Membership) bool {
		return s.SegmentID == c.SegmentID && s.ContactID == c.ContactID && s.LeftAt.IsZero()
	})
}

// apply returns what a batch leads to, false if it must be refused.
func (m model) apply(b domain.MembershipBatch) (model, bool) {
	out := model{stays: slices.Clone(m.stays), watches: map[domain.SegmentID]domain.SegmentWatch{}}
	for id, w := range m.watches {
		out.watches[id] = w
	}
	for _, move := range b.Moves {
		if m.watches[move.To.SegmentID] != move.From {
			return m, false
		}
		out.watches[move.To.SegmentID] = move.To
	}
	for _, c := range b.Changes {
		i := out.find(c)
		switch {
		case (i >= 0) == c.Entered:
			return m, false
		case c.Entered:
			out.stays = append(out.stays, domain.Membership{SegmentID: c.SegmentID, ContactID: c.ContactID, EnteredAt: c.At, Entered: c.Cause})
		default:
			out.stays[i].LeftAt, out.stays[i].Left = c.At, c.Cause
		}
	}
	return out, true
}

func (m model) sorted() []domain.Membership {
	out := append([]domain.Membership{}, m.stays...)
	slices.SortStableFunc(out, func(a, b domain.Membership) int { // stable: stays were added in the order of time
		return int(a.SegmentID-b.SegmentID)*1000 + int(a.ContactID-b.ContactID)
	})
	return out
}

// chance makes a batch on three segments that is mostly right: people change
// sides, now and then somebody who cannot, or from a watch that is not recorded.
func (m model) chance(r *rand.Rand, n int) domain.MembershipBatch {
	var b domain.MembershipBatch
	for id := domain.SegmentID(1); id <= 3; id++ {
		from := m.watches[id]
		if r.IntN(3) == 0 {
			continue
		}
		if r.IntN(15) == 0 {
			from.EvaluatedAt = from.EvaluatedAt.Add(time.Millisecond)
		}
		to := watch(id, minute(n), 1, int64(n+1))
		b.Moves = append(b.Moves, domain.WatchMove{From: from, To: to})
		for contact := domain.ContactID(1); contact <= 12; contact++ {
			c := domain.MembershipChange{SegmentID: id, ContactID: contact, At: minute(n), Cause: []domain.Cause{domain.CauseRule, domain.CauseData, domain.CauseClock}[r.IntN(3)]}
			c.Entered = m.find(c) < 0
			if r.IntN(150) == 0 {
				c.Entered = !c.Entered
			}
			if r.IntN(3) == 0 {
				b.Changes = append(b.Changes, c)
			}
		}
	}
	return b
}

func TestTheRecordAgreesWithASimpleModel(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint("over random batches, series ", seed), func(t *testing.T) {
			db := create(t)
			segments(t, db, 3)
			r := rand.New(rand.NewPCG(seed, 7))
			m := model{watches: map[domain.SegmentID]domain.SegmentWatch{1: {SegmentID: 1}, 2: {SegmentID: 2}, 3: {SegmentID: 3}}}
			refused := 0
			for n := 1; n <= 150; n++ {
				b := m.chance(r, n)
				next, right := m.apply(b)
				if err := db.RecordMembership(t.Context(), b); (err == nil) != right {
					t.Fatalf("batch %d: %v, the model says %v", n, err, right)
				}
				if m = next; !right {
					refused++
				}
				if right && len(b.Moves) > 0 {
					wantCode(t, db.RecordMembership(t.Context(), b), domain.Conflict)
				}
				compare(t, db, m)
			}
			if refused < 10 || refused > 130 {
				t.Errorf("%d of 150 batches were refused", refused)
			}
		})
	}
}

func compare(t *testing.T, db *store.DB, m model) {
	t.Helper()
	if got, want := stays(t, db), m.sorted(); !reflect.DeepEqual(got, want) {
		t.Fatalf("the record is %+v\nwant %+v", got, want)
	}
	for id := domain.SegmentID(1); id <= 3; id++ {
		want := []domain.ContactID{}
		for _, s := range m.sorted() {
			if s.SegmentID == id && s.LeftAt.IsZero() {
				want = append(want, s.ContactID)
			}
		}
		if got := openMembers(t, db, id); !slices.Equal(got, want) {
			t.Fatalf("in segment %d are %v, want %v", id, got, want)
		}
	}
	for _, w := range must[[]domain.SegmentWatch](t)(db.Watches(t.Context())) {
		if m.watches[w.SegmentID] != w {
			t.Fatalf("the watch is %+v, want %+v", w, m.watches[w.SegmentID])
		}
	}
}

func TestFreezingFixesWhoIsIn(t *testing.T) {
	db := create(t)
	segments(t, db, 2)
	w := watch(1, minute(1), 1, 1)
	record(t, db, domain.SegmentWatch{}, w, entered(1, 5, minute(1)), entered(1, 6, minute(1)))
	if err := db.FreezeSegment(t.Context(), 1, minute(2), []domain.ContactID{7, 6, 7}); err != nil {
		t.Fatal(err)
	}
	if s := must[domain.Segment](t)(db.Segment(t.Context(), 1)); !s.FrozenAt.Equal(minute(2)) {
		t.Errorf("frozen at %s", s.FrozenAt)
	}
	want := []domain.Membership{
		{SegmentID: 1, ContactID: 5, EnteredAt: minute(1), Entered: domain.CauseData, LeftAt: minute(2), Left: domain.CauseRule},
		{SegmentID: 1, ContactID: 6, EnteredAt: minute(1), Entered: domain.CauseData},
		{SegmentID: 1, ContactID: 7, EnteredAt: minute(2), Entered: domain.CauseRule},
	}
	if got := stays(t, db); !reflect.DeepEqual(got, want) {
		t.Errorf("recorded %+v", got)
	}
	frozen := watch(1, minute(2), 0, 0)
	t.Run("and no change is recorded while it lasts", func(t *testing.T) {
		for _, from := range []domain.SegmentWatch{w, frozen} {
			wantCode(t, db.RecordMembership(t.Context(), batch(from, watch(1, minute(3), 1, 2), left(1, 6, minute(3)))), domain.Conflict)
		}
		wantCode(t, db.FreezeSegment(t.Context(), 1, minute(3), nil), domain.Conflict)
	})
	t.Run("and it stays frozen when it is saved or restored", func(t *testing.T) {
		saved(t, db, 1, "Renamed", `{}`)
		if s := must[domain.Segment](t)(db.RestoreSegment(t.Context(), 1, 1)); s.FrozenAt.IsZero() {
			t.Errorf("thawed: %+v", s)
		}
	})
	t.Run("and after the thaw the record goes on", func(t *testing.T) {
		if err := db.ThawSegment(t.Context(), 1); err != nil {
			t.Fatal(err)
		}
		wantCode(t, db.ThawSegment(t.Context(), 1), domain.Conflict)
		if s := must[domain.Segment](t)(db.Segment(t.Context(), 1)); !s.FrozenAt.IsZero() {
			t.Errorf("still frozen: %+v", s)
		}
		record(t, db, frozen, watch(1, minute(4), 1, 2), left(1, 6, minute(4)))
		if got := openMembers(t, db, 1); !slices.Equal(got, []domain.ContactID{7}) {
			t.Errorf("in are %v", got)
		}
	})
	t.Run("and with a clock that is behind the record it comes right after it", func(t *testing.T) {
		if err := db.FreezeSegment(t.Context(), 1, minute(0), []domain.ContactID{8}); err != nil {
			t.Fatal(err)
		}
		s := must[domain.Segment](t)(db.Segment(t.Context(), 1))
		if all := stays(t, db); !s.FrozenAt.Equal(minute(4).Add(time.Millisecond)) || !all[len(all)-1].EnteredAt.Equal(s.FrozenAt) {
			t.Errorf("frozen at %s, stays %+v", s.FrozenAt, all)
		}
	})
	t.Run("and one that was never recorded begins with it", func(t *testing.T) {
		if err := db.FreezeSegment(t.Context(), 2, minute(9), []domain.ContactID{1, 2}); err != nil {
			t.Fatal(err)
		}
		if got := openMembers(t, db, 2); !slices.Equal(got, []domain.ContactID{1, 2}) {
			t.Errorf("in are %v", got)
		}
	})
	t.Run("and one that is not there cannot be", func(t *testing.T) {
		wantCode(t, db.FreezeSegment(t.Context(), 77, noon, nil), domain.NotFound)
		wantCode(t, db.ThawSegment(t.Context(), 77), domain.NotFound)
	})
}
