package segment_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment"
	"github.com/kvnmail/kvnmail/backend/store"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

// hand is a clock that is set by hand.
type hand struct{ at time.Time }

func (h *hand) Now() time.Time { return h.at }

// followedWorld is a random workspace in memory whose segments are followed on a
// real record.
type followedWorld struct {
	*rand.Rand
	t      *testing.T
	w      *conformance.Workspace
	db     *store.DB
	clock  *hand
	engine *engine.Engine
	live   *segment.Live
	data   int64
	broken bool // the next recording fails
}

// DataVersion counts the changes of the workspace in memory.
func (v *followedWorld) DataVersion(context.Context) (int64, error) { return v.data, nil }

func (v *followedWorld) Watches(ctx context.Context) ([]domain.SegmentWatch, error) {
	return v.db.Watches(ctx)
}

func (v *followedWorld) OpenMembers(ctx context.Context, id domain.SegmentID) ([]domain.ContactID, error) {
	return v.db.OpenMembers(ctx, id)
}

func (v *followedWorld) RecordMembership(ctx context.Context, b domain.MembershipBatch) error {
	if v.broken {
		return domain.Errorf(domain.Full, "The disk is full.")
	}
	return v.db.RecordMembership(ctx, b)
}

func newFollowedWorld(t *testing.T, seed uint64) *followedWorld {
	t.Helper()
	v := &followedWorld{Rand: rand.New(rand.NewPCG(seed, 9)), t: t, w: conformance.NewWorkspace(seed, 40), data: 1}
	db, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "live.kvnmail"), v.w.Catalog.Settings)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	v.db, v.clock = db, &hand{v.w.AsOf}
	for k := range 4 {
		v.save(0, fmt.Sprintf("Segment %d", k), conformance.NewRule(seed*100+uint64(k), v.w))
	}
	v.open()
	return v
}

// save stores a rule as a segment and gives the catalog the stored ones.
func (v *followedWorld) save(id domain.SegmentID, name string, r rule.Rule) {
	v.t.Helper()
	text := strings.NewReplacer(`"segments":[7`, `"segments":[1`, `"segments":[8`, `"segments":[1`, `"segments":[9`, `"segments":[1`, `,7]`, `]`).Replace(string(r.JSON()))
	if id <= 1 && strings.Contains(text, `"segments"`) {
		text = `{"type":"event","event":"purchased","window":{"kind":"last","n":3,"unit":"day"}}`
	}
	if _, err := v.db.SaveSegment(v.t.Context(), domain.Segment{ID: id, Name: name, Rule: []byte(text)}); err != nil {
		v.t.Fatal(err)
	}
	v.catalog()
}

func (v *followedWorld) catalog() {
	v.t.Helper()
	saved, err := v.db.Segments(v.t.Context())
	if err != nil {
		v.t.Fatal(err)
	}
	c := v.w.Catalog
	v.w.Catalog = rule.NewCatalog(c.Fields, c.EventTypes, c.Properties, saved, c.Settings)
	if v.engine != nil {
		v.engine.SetCatalog(v.w.Catalog)
	}
}

// open starts following anew, as after a crash or a clean end.
func (v *followedWorld) open() {
	v.t.Helper()
	e, err := engine.Load(v.t.Context(), v.w.Source(), v.w.Catalog)
	if err != nil {
		v.t.Fatal(err)
	}
	e.SetHistory(v.db)
	v.engine = e
	v.live = segment.NewLive(e, v, v.clock)
	v.must(v.live.Start(v.t.Context()))
}

func (v *followedWorld) must(err error) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
}

// agree compares what is on record with a fresh evaluation.
func (v *followedWorld) agree(what string) {
	v.t.Helper()
	for _, g := range v.w.Catalog.Segments {
		r, ok := v.w.Catalog.SegmentRule(g.ID)
		if !ok {
			continue
		}
		want, err := v.engine.Evaluate(v.t.Context(), r, v.clock.at)
		if err != nil {
			continue // a rule that cannot be counted any more is left as it was
		}
		var ids []domain.ContactID
		want.Each(func(i int) bool { ids = append(ids, v.engine.Contact(i)); return true })
		got, err := v.db.OpenMembers(v.t.Context(), g.ID)
		if err != nil {
			v.t.Fatal(err)
		}
		if !slices.Equal(got, ids) {
			v.t.Fatalf("after %s segment %d has %v on record, want %v at %s\n%s", what, g.ID, got, ids, v.clock.at, g.Rule)
		}
	}
}

func (v *followedWorld) step() string {
	ctx := v.t.Context()
	switch v.IntN(10) {
	case 0:
		v.data++
		v.must(v.live.Changed(ctx, v.event()))
		return "an event"
	case 8:
		v.data += 2 // both are in the file before the first is heard of
		first, second := v.event(), v.event()
		v.must(v.live.Changed(ctx, first))
		v.must(v.live.Changed(ctx, second))
		return "two events within a millisecond"
	case 9:
		return v.failure()
	case 1:
		v.save(domain.SegmentID(1+v.IntN(4)), "Renamed", conformance.NewRule(v.Uint64N(1<<40), v.w))
		v.must(v.live.Follow(ctx))
		return "a new rule"
	case 2:
		v.must(v.live.Stop(ctx))
		v.pass()
		v.open()
		return "closing and opening"
	case 3:
		v.pass()
		v.open()
		return "a crash"
	}
	v.pass()
	v.must(v.live.Due(ctx))
	return "some time"
}

// event takes a new event over into the engine and says whom it touches.
func (v *followedWorld) event() segment.Touched {
	e := v.w.Events[v.IntN(len(v.w.Events))]
	e.ID, e.At = domain.EventID(1<<40+int64(len(v.w.Events))), v.clock.at.Add(-time.Duration(v.IntN(3))*time.Hour)
	v.w.Events = append(v.w.Events, e)
	who, err := v.engine.Apply(v.t.Context(), engine.Change{Events: []domain.Event{e}})
	v.must(err)
	return segment.Touched{Who: who, Kinds: []domain.EventTypeID{e.Type}}
}

// failure lets something happen that cannot be recorded or is stopped half way, and
// then time go on, or the program end and start.
func (v *followedWorld) failure() string {
	ctx, cancel := context.WithCancel(v.t.Context())
	defer cancel()
	v.data++
	touched := v.event()
	if v.broken = v.IntN(2) == 0; !v.broken {
		cancel()
	}
	if err := v.live.Changed(ctx, touched); err == nil && !v.broken {
		v.t.Log("stopped too late")
	}
	v.broken = false
	if v.IntN(2) == 0 {
		v.must(v.live.Due(v.t.Context()))
		return "a failure"
	}
	v.must(v.live.Stop(v.t.Context()))
	v.open()
	return "a failure, closing and opening"
}

func (v *followedWorld) pass() {
	scale := []time.Duration{time.Millisecond, time.Second, time.Minute, time.Hour, 24 * time.Hour}[v.IntN(5)]
	v.clock.at = v.clock.at.Add(time.Duration(1+v.IntN(40)) * scale)
}

func TestMembersOnRecordAreAlwaysThoseOfAFreshEvaluation(t *testing.T) {
	t.Parallel()
	for seed := range uint64(25) {
		v := newFollowedWorld(t, seed)
		if len(v.w.Events) == 0 {
			continue
		}
		v.agree("the start")
		for range 25 {
			v.agree(fmt.Sprintf("%s (seed %d)", v.step(), seed))
		}
		v.noOverlap()
	}
}

// noOverlap checks that nobody was twice in a segment at the same time.
func (v *followedWorld) noOverlap() {
	v.t.Helper()
	var last domain.Membership
	err := v.db.EachMembership(v.t.Context(), func(m domain.Membership) error {
		if m.SegmentID == last.SegmentID && m.ContactID == last.ContactID && (last.LeftAt.IsZero() || m.EnteredAt.Before(last.LeftAt)) {
			v.t.Errorf("contact %d was in segment %d twice: %v and %v", m.ContactID, m.SegmentID, last, m)
		}
		last = m
		return nil
	})
	v.must(err)
}

func TestTimeMovesPeopleAtTheVeryMomentAndInOrderAfterAnAbsence(t *testing.T) {
	t.Parallel()
	for seed := range uint64(12) {
		v := newFollowedWorld(t, seed+700)
		from := v.clock.at
		for range 6 {
			v.pass()
			if v.IntN(2) == 0 {
				v.open()
			} else {
				v.must(v.live.Due(t.Context()))
			}
		}
		v.pastAgrees(from)
	}
}

// pastAgrees asks the record who was in at instants since from, and compares it
// with an evaluation as of then.
func (v *followedWorld) pastAgrees(from time.Time) {
	v.t.Helper()
	for _, g := range v.w.Catalog.Segments {
		r, ok := v.w.Catalog.SegmentRule(g.ID)
		plan, err := rule.Compile(r, v.w.Catalog, from)
		if !ok || err != nil || plan.Clock().Restless || plan.Clock().Whole {
			continue
		}
		for range 20 {
			at := from.Add(time.Duration(v.Int64N(int64(v.clock.at.Sub(from)) + 1))).Truncate(time.Millisecond)
			want, err := v.engine.Evaluate(v.t.Context(), r, at)
			v.must(err)
			in := map[domain.ContactID]bool{}
			v.must(v.db.EachMembership(v.t.Context(), func(m domain.Membership) error {
				if m.SegmentID == g.ID && !m.EnteredAt.After(at) && (m.LeftAt.IsZero() || m.LeftAt.After(at)) {
					in[m.ContactID] = true
				}
				return nil
			}))
			for i, c := range v.w.Contacts {
				if want.Has(i) != in[c.ID] {
					v.t.Fatalf("contact %d in segment %d at %s: on record %v, evaluated %v\n%s", c.ID, g.ID, at, in[c.ID], want.Has(i), g.Rule)
				}
			}
		}
	}
}
