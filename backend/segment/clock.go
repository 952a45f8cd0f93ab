package segment

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// timePassed returns who entered and left a segment because of time alone, from
// where it was followed last up to now, in the order of time.
func (l *Live) timePassed(ctx context.Context, f *followed, now time.Time) ([]domain.MembershipChange, error) {
	if !now.After(f.seen) {
		return nil, nil
	}
	plan, err := l.plan(ctx, f, now)
	if err != nil {
		return nil, err
	}
	var out []domain.MembershipChange
	from := f.seen
	f.seen = now
	for _, stop := range l.stops(f, from, now) {
		changes, err := l.stretch(ctx, f, plan, from, stop)
		if err != nil {
			return nil, err
		}
		out = append(out, changes...)
		from = stop
	}
	return out, nil
}

// restlessSteps is in how many steps a long absence is looked at for rules that
// have no turns of single people.
const restlessSteps = 200

// stops are the instants at which a segment is evaluated whole on the way: every
// local midnight where that matters, and now. A ranking is looked at in even steps.
func (l *Live) stops(f *followed, from, now time.Time) []time.Time {
	var out []time.Time
	loc := l.engine.Catalog().Location()
	if f.clock.Midnight {
		y, m, d := from.In(loc).Date()
		for k := 1; ; k++ {
			day := time.Date(y, m, d+k, 0, 0, 0, 0, loc)
			if !day.Before(now) {
				break
			}
			out = append(out, day)
		}
	}
	if f.clock.Whole || f.clock.Restless {
		step := max(time.Second, now.Sub(from)/restlessSteps)
		for at := from.Add(step); at.Before(now); at = at.Add(step) {
			out = append(out, at)
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return append(slices.Compact(out), now)
}

// stretch returns who entered and left after from, up to and with to. Who turned
// once did so at their turn; who turned more often is asked at each.
func (l *Live) stretch(ctx context.Context, f *followed, plan *rule.Plan, from, to time.Time) ([]domain.MembershipChange, error) {
	turns, err := l.engine.Turns(ctx, plan, from.UnixMilli(), to.UnixMilli(), nil)
	if err != nil {
		return nil, err
	}
	at, err := l.plan(ctx, f, to)
	if err != nil {
		return nil, err
	}
	after, err := l.engine.Members(ctx, at)
	if err != nil {
		return nil, err
	}
	f.in.Grow(after.Len())
	w := &walk{l: l, f: f, plans: map[int64]*rule.Plan{}}
	for who, instants := range byPerson(turns) {
		if err := w.person(ctx, who, instants, after.Has(who)); err != nil {
			return nil, err
		}
	}
	w.out = append(w.out, l.differences(f, after, to, domain.CauseClock)...)
	sortChanges(w.out)
	return w.out, nil
}

// walk goes through the turns of one stretch.
type walk struct {
	l     *Live
	f     *followed
	plans map[int64]*rule.Plan // by instant
	out   []domain.MembershipChange
}

// person records what one contact's turns come to; last is whether they are a
// member at the end.
func (w *walk) person(ctx context.Context, who int, instants []int64, last bool) error {
	for k, ms := range instants {
		is := last
		if k < len(instants)-1 || w.f.clock.Midnight {
			var err error
			if is, err = w.ask(ctx, who, ms); err != nil {
				return err
			}
		}
		if is != w.f.in.Has(who) {
			w.out = append(w.out, w.l.change(w.f, who, time.UnixMilli(ms), domain.CauseClock))
			w.f.in.Put(who, is)
		}
	}
	return nil
}

func (w *walk) ask(ctx context.Context, who int, ms int64) (bool, error) {
	p := w.plans[ms]
	if p == nil {
		var err error
		if p, err = w.l.plan(ctx, w.f, time.UnixMilli(ms)); err != nil {
			return false, err
		}
		w.plans[ms] = p
	}
	is, err := w.l.engine.Among(ctx, p, []int{who})
	if err != nil {
		return false, err
	}
	return is[0], nil
}

func byPerson(turns []engine.Turn) map[int][]int64 {
	out := map[int][]int64{}
	for _, t := range turns {
		if own := out[t.Who]; len(own) == 0 || own[len(own)-1] != t.At {
			out[t.Who] = append(own, t.At)
		}
	}
	return out
}

func sortChanges(c []domain.MembershipChange) {
	slices.SortStableFunc(c, func(a, b domain.MembershipChange) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ContactID, b.ContactID))
	})
}

// Due processes everything that time has brought up to now. Call it at Next.
func (l *Live) Due(ctx context.Context) (err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	defer l.ifBroken(&err)
	if l.behind {
		return l.followAll(ctx)
	}
	now := l.now()
	var changes []domain.MembershipChange
	var moved []*followed
	for _, f := range l.ordered() {
		own, looked, err := l.due(ctx, f, now)
		if err != nil {
			return err
		}
		changes = append(changes, own...)
		if looked || len(own) > 0 {
			moved = append(moved, f)
		}
	}
	return l.write(ctx, moved, changes, now)
}

// due returns one segment's changes, and whether it was looked at whole.
func (l *Live) due(ctx context.Context, f *followed, now time.Time) ([]domain.MembershipChange, bool, error) {
	if !now.After(f.seen) {
		return nil, false, nil
	}
	n, _ := slices.BinarySearchFunc(f.turns, now.UnixMilli()+1, func(t engine.Turn, ms int64) int { return cmp.Compare(t.At, ms) })
	if f.clock.Restless || f.clock.Whole && n > 0 || !now.Before(f.until) || l.midnightSince(f, now) {
		changes, err := l.timePassed(ctx, f, now)
		if err != nil {
			return nil, true, err
		}
		return changes, true, l.lookAhead(ctx, f, now)
	}
	f.seen = now
	if n == 0 {
		return nil, false, nil
	}
	w := &walk{l: l, f: f, plans: map[int64]*rule.Plan{}}
	f.in.Grow(l.engine.Size())
	for who, instants := range byPerson(f.turns[:n]) {
		last, err := w.ask(ctx, who, instants[len(instants)-1])
		if err != nil {
			return nil, false, err
		}
		if err := w.person(ctx, who, instants, last); err != nil {
			return nil, false, err
		}
	}
	f.turns = f.turns[n:]
	sortChanges(w.out)
	return w.out, false, nil
}

// midnightSince reports whether a local day began that matters to the segment.
func (l *Live) midnightSince(f *followed, now time.Time) bool {
	loc := l.engine.Catalog().Location()
	return f.clock.Midnight && domain.DateValue(f.seen.In(loc)) != domain.DateValue(now.In(loc))
}

// lookAhead works out the turns of the time to come.
func (l *Live) lookAhead(ctx context.Context, f *followed, now time.Time) error {
	plan, err := l.plan(ctx, f, now)
	if err != nil {
		return err
	}
	f.until = now.Add(horizon)
	f.lookout = engine.NewLookout(plan, now.UnixMilli(), f.until.UnixMilli())
	f.turns, err = l.engine.Turns(ctx, plan, now.UnixMilli(), f.until.UnixMilli(), nil)
	return err
}

// newTurns replaces the turns to come of contacts whose facts changed.
func (l *Live) newTurns(ctx context.Context, f *followed, who []int, now time.Time) error {
	if !now.Before(f.until) {
		return nil // looked ahead anew before long
	}
	own, err := l.engine.TurnsOf(ctx, f.lookout, now.UnixMilli(), who)
	if err != nil || len(own) == 0 && len(f.turns) == 0 {
		return err
	}
	touched := map[int]bool{}
	for _, i := range who {
		touched[i] = true
	}
	kept := slices.DeleteFunc(f.turns, func(t engine.Turn) bool { return touched[t.Who] })
	f.turns = append(kept, own...)
	slices.SortFunc(f.turns, func(a, b engine.Turn) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Who, b.Who)) })
	return nil
}

// Next returns when Due has to be called next.
func (l *Live) Next() time.Time {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	next := now.Add(horizon)
	loc := l.engine.Catalog().Location()
	for _, f := range l.segments {
		at := f.until
		if len(f.turns) > 0 {
			at = time.UnixMilli(f.turns[0].At)
		}
		if f.clock.Midnight {
			y, m, d := now.In(loc).Date()
			at = earlier(at, time.Date(y, m, d+1, 0, 0, 0, 0, loc))
		}
		if f.clock.Restless {
			at = earlier(at, now.Add(time.Second))
		}
		next = earlier(next, at)
	}
	return next
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}
