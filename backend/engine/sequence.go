package engine

import (
	"bytes"

	"github.com/kvnmail/kvnmail/backend/rule"
)

// chain is a sequence made ready on a part.
type chain struct {
	steps []chainStep
	last  bool
	same  bool
	asOf  int64
}

type chainStep struct {
	rows
	same     *column // the property that has to be the same
	not      bool
	deadline func(at int64) int64
}

func (a *asker) sequence(p *part, l rule.SequenceLeaf) kernel {
	c := &chain{last: l.Last, same: l.Same != 0, asOf: l.AsOf}
	for _, s := range l.Steps {
		step := chainStep{rows: a.rows(p, s.Selection), not: s.Not, deadline: a.deadline(s.Within, l)}
		if c.same && step.run != nil {
			step.same = step.run.props[l.Same]
		}
		if !s.Not && (step.run == nil || c.same && step.same == nil) {
			return constant(false) // this step never happened to anybody
		}
		c.steps = append(c.steps, step)
	}
	return c.kernel
}

// deadline returns until when a step may follow an instant. Days and weeks are
// always as long in a zone whose clocks do not change while the data lasts.
func (a *asker) deadline(within rule.Length, l rule.SequenceLeaf) func(at int64) int64 {
	if within.N == 0 {
		return func(int64) int64 { return forever.Hi }
	}
	const day = 86_400_000
	length := map[string]int64{"minute": 60_000, "hour": 3_600_000, "day": day, "week": 7 * day}[within.Unit]
	exact := within.Unit == "minute" || within.Unit == "hour" || a.steady(within)
	if length > 0 && exact {
		return func(at int64) int64 { return at + int64(within.N)*length }
	}
	return func(at int64) int64 { return within.After(at, l.Loc) }
}

// steady reports whether the clocks of the zone stay as they are from the first
// fact until the last deadline, and a day around.
func (a *asker) steady(within rule.Length) bool {
	first := a.asOf
	for _, p := range a.state.parts {
		for _, r := range p.runs {
			first = min(first, r.first)
		}
	}
	const day = 86_400_000
	z := zoneCursor{loc: a.loc}
	z.offset(first - 2*day)
	return z.to > max(a.asOf, a.state.last)+int64(within.N)*7*day+2*day
}

// kernel answers contact by contact, but looks only at those who took the first step.
func (c *chain) kernel(w *worker, lo, hi int, out []uint64) {
	clear(out)
	first := &c.steps[0]
	m := first.pick(w, lo, hi)
	var others []picked
	for i, start := lo, 0; i < hi; i++ {
		i, start = c.nextStart(&m, i, hi)
		if i == hi {
			break
		}
		from, to := start, int(first.run.off[i+1])
		if others == nil {
			others = c.pickOthers(w, lo, hi)
		}
		if c.last {
			from = m.last(from, to)
		}
		if c.holds(w, i, &m, from, to, others) {
			out[(i-lo)/64] |= 1 << ((i - lo) % 64)
		}
	}
	for k := range others {
		others[k].drop(w)
	}
	m.drop(w)
}

// nextStart returns the next contact from i on who took the first step, and the
// row at which they did first; hi when there is none.
func (c *chain) nextStart(m *picked, i, hi int) (who, row int) {
	off := c.steps[0].run.off
	row = int(off[i])
	if !m.all {
		k := bytes.IndexByte(m.mask[row-m.base:], 1)
		if k < 0 {
			return hi, 0
		}
		row += k
	}
	for i < hi && int(off[i+1]) <= row {
		i++
	}
	return i, row
}

// pickOthers works the later steps' rows out, once somebody took the first.
func (c *chain) pickOthers(w *worker, lo, hi int) []picked {
	out := w.picks[:0]
	for k := range c.steps[1:] {
		p := picked{all: true}
		if c.steps[k+1].run != nil {
			p = c.steps[k+1].pick(w, lo, hi)
		}
		out = append(out, p)
	}
	w.picks = out
	return out
}

// holds reports whether the sequence holds when it starts in rows from up to to.
func (c *chain) holds(w *worker, i int, m *picked, from, to int, others []picked) bool {
	first := &c.steps[0]
	if !c.same {
		return c.follow(w, i, m, from, to, 0, others)
	}
	for row := from; row < to; row++ {
		code := first.same.code(row)
		if code == 0 || !m.has(row) || first.earlier(m, from, row, code) {
			continue
		}
		if c.follow(w, i, m, from, to, code, others) {
			return true
		}
	}
	return false
}

// earlier reports whether a row before this one has the same value, so that the
// sequence was tried with it already.
func (s *chainStep) earlier(m *picked, from, row int, code uint64) bool {
	for k := from; k < row; k++ {
		if s.same.code(k) == code && m.has(k) {
			return true
		}
	}
	return false
}

// follow goes through the steps with the instants reached so far; code is the
// value of the first step that the others have to have, 0 where it does not matter.
func (c *chain) follow(w *worker, i int, m *picked, from, to int, code uint64, others []picked) bool {
	first := &c.steps[0]
	reached, spare := w.times[:0], w.ints[:0]
	for row := from; row < to; row++ {
		if (code == 0 || first.same.code(row) == code) && m.has(row) {
			reached = append(reached, first.run.at.at(row))
		}
	}
	w.times = reached // it may have grown
	for k := range others {
		step := &c.steps[k+1]
		value := step.translate(first, code)
		if step.not {
			return step.missing(i, &others[k], reached, value, code != 0, c.asOf)
		}
		if code != 0 && value == 0 {
			return false
		}
		spare = step.next(i, &others[k], reached, spare[:0], value)
		reached, spare = spare, reached
		w.times, w.ints = reached, spare
	}
	return len(reached) > 0
}

// translate finds the code in this step's column that means the same as one of
// the first step's; 0 when no row has it.
func (s *chainStep) translate(first *chainStep, code uint64) uint64 {
	if code == 0 || s.same == nil {
		return 0
	}
	if s.same.typ.Coded() {
		return code // one dictionary per property
	}
	v := first.same.decode(code)
	set := s.same.rangeOf(rule.Span{Lo: v, Hi: v})
	if set.none || set.width != 0 || s.same.decode(set.lo) != v {
		return 0
	}
	return set.lo
}

// next appends the instants of rows that follow a reached one in time to out.
func (s *chainStep) next(i int, m *picked, reached, out []int64, value uint64) []int64 {
	from, to := s.run.bounds(i)
	k, until := 0, forever.Lo
	for row := from; row < to; row++ {
		at := s.run.at.at(row)
		for ; k < len(reached) && reached[k] < at; k++ {
			until = max(until, s.deadline(reached[k]))
		}
		if k > 0 && at <= until && (value == 0 || s.same.code(row) == value) && m.has(row) {
			out = append(out, at)
		}
	}
	return out
}

// missing reports whether after some reached instant the step did not happen in
// time and that time is over.
func (s *chainStep) missing(i int, m *picked, reached []int64, value uint64, same bool, asOf int64) bool {
	from, to := 0, 0
	if s.run != nil && (!same || value != 0) {
		from, to = s.run.bounds(i)
	}
	for _, at := range reached {
		until := s.deadline(at)
		if until <= asOf && !s.happens(m, from, to, at, until, value) {
			return true
		}
	}
	return false
}

// happens reports whether a picked row lies after one instant, up to another.
func (s *chainStep) happens(m *picked, from, to int, after, until int64, value uint64) bool {
	for row := from; row < to; row++ {
		at := s.run.at.at(row)
		if at > until {
			return false
		}
		if at > after && (value == 0 || s.same.code(row) == value) && m.has(row) {
			return true
		}
	}
	return false
}
