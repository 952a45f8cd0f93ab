package segment

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Record is where membership is kept durably; see package store.
type Record interface {
	DataVersion(ctx context.Context) (int64, error)
	Watches(ctx context.Context) ([]domain.SegmentWatch, error)
	OpenMembers(ctx context.Context, id domain.SegmentID) ([]domain.ContactID, error)
	RecordMembership(ctx context.Context, batch domain.MembershipBatch) error
}

// horizon is how far ahead turns are worked out at a time.
const horizon = 10 * time.Minute

// Live keeps the members of every saved segment on record: who entered and left,
// at which instant and why. It is told when data or rules change, and has to be
// called when time is due (Next). Frozen segments are left alone.
//
// The record is the truth about who was a member: a change is a difference to
// it, written in one transaction with how far the segment was followed. So a
// crash at any time leaves every change recorded once or not at all, and the next
// start goes on from there. Safe for concurrent use.
type Live struct {
	engine *engine.Engine
	record Record
	clock  domain.Clock

	mu       sync.Mutex
	data     int64
	behind   bool // what is in memory may be ahead of the record: all has to be read again
	segments map[domain.SegmentID]*followed
}

// followed is one segment with its members as recorded.
type followed struct {
	id      domain.SegmentID
	rule    rule.Rule
	version int
	watch   domain.SegmentWatch // as recorded
	in      *engine.Bitmap
	seen    time.Time // up to when in is true; the watch may be behind
	clock   rule.Clock
	kinds   map[domain.EventTypeID]bool // of events that the rule reads
	plan    *rule.Plan                  // of the instant it was needed for last
	turns   []engine.Turn               // still to come, up to until
	until   time.Time
	lookout *engine.Lookout
}

// NewLive makes a Live over a loaded engine; Start follows the segments.
func NewLive(e *engine.Engine, record Record, clock domain.Clock) *Live {
	return &Live{engine: e, record: record, clock: clock, segments: map[domain.SegmentID]*followed{}}
}

// Start catches up from what is on record to now. While neither data nor rules
// changed since, everybody enters and leaves at the instant it was due, in the
// order of time.
func (l *Live) Start(ctx context.Context) error { return l.Follow(ctx) }

// Follow takes segments that were saved, restored, thawed or deleted over from
// the engine's catalog, and evaluates those whose rule changed (or asks about one
// that did).
func (l *Live) Follow(ctx context.Context) (err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	defer l.ifBroken(&err)
	return l.followAll(ctx)
}

// ifBroken is deferred by whatever works changes out: members move in memory before
// they are on record, so after a failure nothing in memory can be trusted.
func (l *Live) ifBroken(err *error) { l.behind = l.behind || *err != nil }

func (l *Live) followAll(ctx context.Context) error {
	if l.behind {
		clear(l.segments)
		l.behind = false
	}
	data, err := l.record.DataVersion(ctx)
	if err != nil {
		return err
	}
	l.data = data
	watches, err := l.record.Watches(ctx)
	if err != nil {
		return err
	}
	cat := l.engine.Catalog()
	known, versions := map[domain.SegmentID]bool{}, map[domain.SegmentID]int{}
	for _, g := range cat.Segments {
		versions[g.ID] = g.Version
	}
	for _, g := range cat.Segments {
		r, ok := cat.SegmentRule(g.ID)
		if !ok || !g.FrozenAt.IsZero() {
			continue
		}
		if _, err := rule.Compile(r, cat, l.now()); err != nil {
			continue // something it names is gone: its members stay as they are
		}
		known[g.ID] = true
		if err := l.takeOver(ctx, g.ID, r, ruleVersion(g.ID, cat, versions), watches); err != nil {
			return err
		}
	}
	for id := range l.segments {
		if !known[id] {
			delete(l.segments, id)
		}
	}
	return l.catchUp(ctx)
}

// takeOver reads a segment's record, unless it is followed already.
func (l *Live) takeOver(ctx context.Context, id domain.SegmentID, r rule.Rule, version int, watches []domain.SegmentWatch) error {
	f := l.segments[id]
	if f == nil {
		f = &followed{id: id, in: engine.NewBitmap(l.engine.Size()), watch: domain.SegmentWatch{SegmentID: id}}
	}
	f.rule, f.version, f.until, f.plan = r, version, time.Time{}, nil
	l.segments[id] = f
	i := slices.IndexFunc(watches, func(w domain.SegmentWatch) bool { return w.SegmentID == id })
	if i < 0 || sameWatch(watches[i], f.watch) {
		return nil
	}
	f.watch, f.seen = watches[i], watches[i].EvaluatedAt
	members, err := l.record.OpenMembers(ctx, id)
	if err != nil {
		return err
	}
	f.in = engine.NewBitmap(l.engine.Size())
	for _, id := range members {
		if n, ok := l.engine.Index(id); ok {
			f.in.Add(n)
		}
	}
	return nil
}

func sameWatch(a, b domain.SegmentWatch) bool {
	return a.EvaluatedAt.Equal(b.EvaluatedAt) && a.Version == b.Version && a.DataVersion == b.DataVersion
}

// catchUp brings every segment up to now.
func (l *Live) catchUp(ctx context.Context) error {
	now := l.now()
	var done []*followed
	var changes []domain.MembershipChange
	for _, f := range l.ordered() {
		own, err := l.follow(ctx, f, now)
		if err != nil {
			return err
		}
		if done = append(done, f); len(changes) == 0 {
			changes = own
		} else {
			changes = append(changes, own...)
		}
		if len(changes) >= atOnce {
			if err := l.write(ctx, done, changes, now); err != nil {
				return err
			}
			done, changes = nil, nil
		}
	}
	return l.write(ctx, done, changes, now)
}

// atOnce is from how many changes on a batch is written: segments do not depend
// on each other's record, so a first recording of millions need not be one.
const atOnce = 200_000

// Stop puts on record how far everything was followed, so that the next start
// goes on from there. After a failure nothing is put on record: the next start works
// it out from what is.
func (l *Live) Stop(ctx context.Context) (err error) {
	l.mu.Lock()
	broken := l.behind
	l.mu.Unlock()
	if broken {
		return nil
	}
	if err := l.Due(ctx); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	defer l.ifBroken(&err)
	return l.write(ctx, l.ordered(), nil, l.now())
}

// ordered returns the segments by id, so that every run does the same.
func (l *Live) ordered() []*followed {
	var out []*followed
	for _, f := range l.segments {
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b *followed) int { return int(a.id - b.id) })
	return out
}

func (l *Live) now() time.Time { return l.clock.Now().Truncate(time.Millisecond) }

// follow returns who entered and left a segment since it was followed last.
func (l *Live) follow(ctx context.Context, f *followed, now time.Time) ([]domain.MembershipChange, error) {
	same := f.watch.Version == f.version && !f.watch.EvaluatedAt.IsZero()
	if same && f.watch.DataVersion == l.data {
		return l.timePassed(ctx, f, now)
	}
	cause := domain.CauseRule
	if same {
		cause = domain.CauseData
	}
	plan, err := l.plan(ctx, f, now)
	if err != nil {
		return nil, err
	}
	after, err := l.engine.Members(ctx, plan)
	if err != nil {
		return nil, err
	}
	f.seen = now
	return l.differences(f, after, now, cause), nil
}

// ruleVersion returns a number that grows with every change of a segment's rule
// or of a rule that one asks about.
func ruleVersion(id domain.SegmentID, cat rule.Catalog, versions map[domain.SegmentID]int) int {
	asked := map[domain.SegmentID]bool{}
	var walk func(id domain.SegmentID)
	walk = func(id domain.SegmentID) {
		r, _ := cat.SegmentRule(id)
		for _, other := range r.Segments() {
			if !asked[other] {
				asked[other] = true
				walk(other)
			}
		}
	}
	walk(id)
	others := 0
	for other := range asked {
		others += versions[other]
	}
	const own = 32 // bits left for the others
	return versions[id]<<own + others
}

// plan compiles a segment's rule.
func (l *Live) plan(ctx context.Context, f *followed, at time.Time) (*rule.Plan, error) {
	if f.plan != nil && f.plan.AsOf.Equal(at) {
		return f.plan, l.engine.Rank(ctx, f.plan)
	}
	p, err := rule.Compile(f.rule, l.engine.Catalog(), at)
	if err != nil {
		return nil, err
	}
	f.plan, f.clock = p, p.Clock()
	f.kinds = map[domain.EventTypeID]bool{}
	for _, t := range f.clock.Turnings {
		f.kinds[t.Event] = true
	}
	return p, l.engine.Rank(ctx, p)
}

// Touched says what changed: the contacts by their number in the engine (what
// engine.Apply returns), and, where all that is new are events, of which kinds.
type Touched struct {
	Who   []int
	Kinds []domain.EventTypeID // nil: anything may have changed
}

// concerns reports whether a segment can see the change.
func (t Touched) concerns(f *followed) bool {
	return t.Kinds == nil || f.plan == nil || slices.ContainsFunc(t.Kinds, func(k domain.EventTypeID) bool { return f.kinds[k] })
}

// Changed evaluates every segment for contacts whose facts changed. Everything up
// to the end of the present second counts.
func (l *Live) Changed(ctx context.Context, touched Touched) (err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	defer l.ifBroken(&err)
	data, err := l.record.DataVersion(ctx)
	if err != nil {
		return err
	}
	if l.behind {
		return l.followAll(ctx)
	}
	l.data = data
	now := l.now()
	var changes []domain.MembershipChange
	var moved []*followed
	for _, f := range l.ordered() {
		own, _, err := l.due(ctx, f, now) // what time brought comes first
		if err != nil {
			return err
		}
		if touched.concerns(f) {
			because, err := l.changedIn(ctx, f, touched.Who, now)
			if err != nil {
				return err
			}
			own = append(own, because...)
		}
		if changes = append(changes, own...); len(own) > 0 {
			moved = append(moved, f)
		}
	}
	return l.write(ctx, moved, changes, now)
}

// changedIn returns who of some contacts entered and left a segment because of
// new facts. A ranking can change for everybody.
func (l *Live) changedIn(ctx context.Context, f *followed, who []int, now time.Time) ([]domain.MembershipChange, error) {
	if len(who) == 0 {
		return nil, nil
	}
	plan, err := l.plan(ctx, f, now)
	if err != nil {
		return nil, err
	}
	if f.clock.Whole {
		after, err := l.engine.Members(ctx, plan)
		if err != nil {
			return nil, err
		}
		return l.differences(f, after, now, domain.CauseData), nil
	}
	is, err := l.engine.Among(ctx, plan, who)
	if err != nil {
		return nil, err
	}
	f.in.Grow(l.engine.Size())
	var out []domain.MembershipChange
	for k, i := range who {
		if is[k] != f.in.Has(i) {
			out = append(out, l.change(f, i, now, domain.CauseData))
			f.in.Put(i, is[k])
		}
	}
	return out, l.newTurns(ctx, f, who, now)
}

// Members returns who is in a followed segment now.
func (l *Live) Members(id domain.SegmentID) ([]domain.ContactID, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	f := l.segments[id]
	if f == nil {
		return nil, false
	}
	out := []domain.ContactID{}
	f.in.Each(func(i int) bool { out = append(out, l.engine.Contact(i)); return true })
	return out, true
}
