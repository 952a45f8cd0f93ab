package rule

import (
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Clock says at which instants a plan's answer can change although no fact does.
type Clock struct {
	Turnings []Turning
	Midnight bool // at the beginning of a local day
	Whole    bool // one person's turn can change the answer for others: rankings
	Restless bool // at any instant: something is asked that has no simple turns
	asOf     time.Time
}

// Turning is a kind of fact with an instant of its own, and how long after it
// (Delays, Deadlines, Exact) or before it (Ahead) the answer about its contact can change.
// Exactly one of Event, Field, Purpose, Suppressions and History names the facts.
type Turning struct {
	Event        domain.EventTypeID
	Field        *domain.Field
	Purpose      domain.Purpose
	Suppressions bool
	History      domain.SegmentID
	Delays       []Length
	Ahead        []Length
	Deadlines    []Length // counted forwards from the fact, as sequences do
	Exact        []int64  // milliseconds
}

// Clock returns when the plan's answer can change.
func (p *Plan) Clock() Clock {
	c := Clock{asOf: p.AsOf}
	c.plan(p)
	return c
}

func (c *Clock) plan(p *Plan) {
	for _, n := range []*PlanNode{p.Include, p.Exclude} {
		c.node(n)
	}
}

func (c *Clock) node(n *PlanNode) {
	if n == nil {
		return
	}
	for _, k := range n.Kids {
		c.node(k)
	}
	if n.Leaf != nil {
		n.Leaf.clock(c)
	}
}

// turn adds a kind of fact with the turns of a window on it. Every fact also
// turns at its own instant, when it begins to be there.
func (c *Clock) turn(t Turning, w *Window) {
	t.Delays = append(t.Delays, Length{})
	if w != nil {
		switch w.Kind {
		case "last", "more_than_ago":
			t.Delays = append(t.Delays, Length{w.N, w.Unit})
		case "between_ago":
			t.Delays = append(t.Delays, Length{w.N, w.Unit}, Length{w.UntilN, w.Unit})
		case "next":
			t.Ahead = append(t.Ahead, Length{w.N, w.Unit})
		case "calendar":
			c.Midnight = true
		}
	}
	c.Turnings = append(c.Turnings, t)
}

func (c *Clock) selection(s Selection) {
	c.turn(Turning{Event: s.Type.ID}, s.Window)
	c.filters(s.Where)
}

// filters looks for filters whose answer about an event changes as time passes.
func (c *Clock) filters(tests []FilterTest) {
	for _, t := range tests {
		c.filters(t.Kids)
		if w := t.Test.Window; w != nil && w.moves() {
			if t.Test.Type == domain.Time {
				c.Restless = true
			}
			c.Midnight = true
		}
	}
}

// moves reports whether the window lies elsewhere as time passes.
func (w *Window) moves() bool { return w.Kind != "dates" && w.Kind != "before" && w.Kind != "after" }

func (EveryoneLeaf) clock(*Clock) {}
func (broken) clock(*Clock)       {}
func (RoleLeaf) clock(*Clock)     {}
func (SplitLeaf) clock(*Clock)    {}

func (l FieldLeaf) clock(c *Clock) {
	if l.Field.DerivedAt.After(c.asOf) || l.Other != nil && l.Other.DerivedAt.After(c.asOf) {
		c.Restless = true // everybody's value is yet to come, all at once
	}
	w := l.Test.Window
	switch {
	case w == nil || !w.moves():
	case l.Field.Type == domain.Time && l.Test.Days == nil:
		c.turn(Turning{Field: &l.Field}, w)
	case w.Unit == "minute" || w.Unit == "hour":
		c.Restless = true
	default:
		c.Midnight = true
	}
}

func (l EventLeaf) clock(c *Clock) { c.selection(l.Selection) }

func (l NthLeaf) clock(c *Clock) {
	c.selection(l.Selection)
	c.filters(l.Has)
}

func (l HabitLeaf) clock(c *Clock) {
	c.selection(l.Selection)
	c.filters([]FilterTest{l.Is})
}

func (l RegularLeaf) clock(c *Clock) {
	t := Turning{Event: l.Selection.Type.ID}
	for i := 1; i < len(l.Edges); i++ {
		t.Delays = append(t.Delays, Length{i, l.Unit})
	}
	c.turn(t, nil)
	c.filters(l.Where)
}

func (l LapsedLeaf) clock(c *Clock) {
	c.selection(l.Selection)
	c.selection(l.Lately)
}

func (l AmountLeaf) clock(c *Clock, s Span) {
	c.selection(l.Selection)
	if l.Measure != "since_first" && l.Measure != "since_last" {
		return
	}
	t := Turning{Event: l.Selection.Type.ID}
	for _, bound := range []int64{s.Lo - 1, s.Lo, s.Hi, s.Hi + 1} { // strict comparisons end between units
		if bound >= 0 && bound < 1<<52 { // millionths of days to milliseconds, and one each side for rounding
			ms := bound*dayDen/dayNum - 1
			t.Exact = append(t.Exact, ms, ms+1, ms+2)
		}
	}
	c.Turnings = append(c.Turnings, t)
}

func (l MeasureLeaf) clock(c *Clock) { l.AmountLeaf.clock(c, l.Span) }

func (l RecencyLeaf) clock(c *Clock) {
	c.turn(Turning{Event: l.Selection.Type.ID}, l.Ago)
	c.filters(l.Where)
}

func (l MessagesLeaf) clock(c *Clock) {
	c.turn(Turning{Event: domain.EventSent}, nil)
	c.turn(Turning{Event: l.Action}, nil)
}

func (l SequenceLeaf) clock(c *Clock) {
	for i, s := range l.Steps {
		c.selection(s.Selection)
		if s.Not && i > 0 {
			c.Turnings = append(c.Turnings, Turning{Event: l.Steps[i-1].Selection.Type.ID, Deadlines: []Length{s.Within}})
		}
	}
}

func (l *RankLeaf) clock(c *Clock) {
	c.Whole = true
	c.Restless = c.Restless || l.Field != nil && l.Field.DerivedAt.After(c.asOf)
	if l.Field == nil {
		l.Amount.clock(c, Span{})
	}
	for _, p := range l.Among {
		p.clock(c)
	}
}

func (l SegmentLeaf) clock(c *Clock) {
	for _, p := range l.Parts {
		p.clock(c)
	}
}

func (p SegmentPart) clock(c *Clock) {
	if p.Plan == nil {
		c.turn(Turning{History: p.ID}, nil)
		return
	}
	c.plan(p.Plan)
}

func (l HistoryLeaf) clock(c *Clock) {
	for _, id := range l.Segments {
		c.turn(Turning{History: id}, l.Window)
	}
}

func (l ConsentLeaf) clock(c *Clock) { c.turn(Turning{Purpose: l.Purpose}, l.Window) }

func (l SuppressedLeaf) clock(c *Clock) { c.turn(Turning{Suppressions: true}, l.Window) }

func (l BouncedLeaf) clock(c *Clock) {
	c.selection(l.Bounces)
	if l.Suppressed != nil {
		l.Suppressed.clock(c)
	}
}

func (l UnengagedLeaf) clock(c *Clock) {
	for _, t := range []domain.EventTypeID{domain.EventSent, domain.EventOpened, domain.EventClicked} {
		c.turn(Turning{Event: t}, nil)
	}
}

// Turn returns the first instant at or after which a fact of an instant lies a
// length of time back: it has left "in the last N" by then, and entered "more
// than N ago". Both are UTC milliseconds.
func (l Length) Turn(at int64, loc *time.Location) int64 {
	if l.N == 0 {
		return at
	}
	back := func(asOf int64) int64 { return Length{-l.N, l.Unit}.After(asOf, loc) }
	guess := l.After(at, loc)
	if l.Unit == "minute" || l.Unit == "hour" {
		return guess
	}
	const slack = 5 * 86_400_000 // months clip to their end, clocks change
	lo, hi := guess-slack, guess+slack
	if back(guess) >= at && back(guess-1) < at {
		return guess
	}
	for lo < hi {
		if mid := lo + (hi-lo)/2; back(mid) >= at {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

// Turns appends the instants after from, up to and with to, at which a fact of an
// instant turns; all are UTC milliseconds.
func (t Turning) Turns(at, from, to int64, loc *time.Location, into []int64) []int64 {
	add := func(turn int64) {
		if from < turn && turn <= to {
			into = append(into, turn)
		}
	}
	for _, l := range t.Delays {
		add(l.Turn(at, loc))
		for _, turn := range l.jumps(at, l.After(at, loc), loc) {
			add(turn)
		}
	}
	for _, l := range t.Deadlines {
		add(l.After(at, loc))
	}
	for _, l := range t.Ahead {
		add(l.before(at, loc))
		for _, turn := range l.jumps(at, Length{-l.N, l.Unit}.After(at, loc), loc) {
			add(turn)
		}
	}
	for _, ms := range t.Exact {
		add(at + ms)
	}
	return into
}

// jumps are further instants near the one a fact turns at. Counting back is not
// always in order: on the 31st and the 30th a month back is the same day, and an
// hour that clocks show twice is counted from twice. So a fact there can turn
// again at a midnight, at its own time on the days around, or when clocks change.
func (l Length) jumps(at, guess int64, loc *time.Location) []int64 {
	const day, hour = 86_400_000, 3_600_000
	if l.N == 0 || l.Unit == "minute" || l.Unit == "hour" {
		return nil
	}
	before, after := offsetAt(guess-4*day, loc), offsetAt(guess+4*day, loc)
	t := time.UnixMilli(at).In(loc)
	byMonth := l.Unit != "day" && l.Unit != "week"
	if !(byMonth && t.Day() >= 28) && before == after {
		return nil
	}
	var out []int64
	wall, today := wallClock(t), dayOf(time.UnixMilli(guess).In(loc))
	for k := int64(-4); k <= 4; k++ {
		midnight, same := startOfDay(today+k, loc), resolveWall((today+k)*day+wall, loc)
		out = append(out, midnight, same)
		if shift := after - before; shift != 0 {
			out = append(out, same+shift, same-shift, same+1, midnight+hour)
		}
	}
	_, change := time.UnixMilli(guess - 4*day).In(loc).ZoneBounds()
	if !change.IsZero() && change.UnixMilli() <= guess+4*day {
		out = append(out, change.UnixMilli())
	}
	return out
}

// before returns the first instant from which a fact lies no more than a length
// of time ahead.
func (l Length) before(at int64, loc *time.Location) int64 {
	guess := Length{-l.N, l.Unit}.After(at, loc)
	const slack = 5 * 86_400_000
	lo, hi := guess-slack, guess+slack
	for lo < hi {
		if mid := lo + (hi-lo)/2; l.After(mid, loc) >= at {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}

// Reach returns the instants of facts that can turn after from, up to and with
// to: a span that holds them all, and others, for every way the turning has.
func (t Turning) Reach(from, to int64, loc *time.Location) []Span {
	const slack = 5 * 86_400_000
	var out []Span
	for _, l := range append(append([]Length{}, t.Delays...), t.Deadlines...) {
		if l.N == 0 {
			out = append(out, Span{from + 1, to})
			continue
		}
		back := Length{-l.N, l.Unit}
		s := Span{back.After(from, loc), back.After(to, loc)}
		if l.Unit != "minute" && l.Unit != "hour" && !steadyAround(s, from, to, loc, l.Unit) {
			s.Lo, s.Hi = s.Lo-slack, s.Hi+slack
		}
		out = append(out, s)
	}
	for _, l := range t.Ahead {
		out = append(out, Span{l.After(from, loc) - slack, l.After(to, loc) + slack})
	}
	for _, ms := range t.Exact {
		out = append(out, Span{from + 1 - ms, to - ms})
	}
	return out
}

// steadyAround reports whether days are always 24 hours around all the instants,
// so that counting back and forth in days comes out exactly.
func steadyAround(s Span, from, to int64, loc *time.Location, unit string) bool {
	const day = 86_400_000
	if unit != "day" && unit != "week" {
		return false
	}
	_, end := time.UnixMilli(s.Lo - 2*day).In(loc).ZoneBounds()
	return end.IsZero() || end.UnixMilli() > max(from, to, s.Hi)+2*day
}
