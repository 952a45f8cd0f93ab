package engine

import (
	"math/bits"

	"github.com/kvnmail/kvnmail/backend/rule"
)

func (a *asker) event(p *part, l rule.EventLeaf) kernel {
	s := a.rows(p, l.Selection)
	if s.run == nil || l.Count.Lo > l.Count.Hi {
		return constant(l.Count.Has(0))
	}
	return s.countKernel(l.Count)
}

// countKernel answers whose number of picked rows lies in a span.
func (s rows) countKernel(span rule.Span) kernel {
	lo, width := uint64(max(span.Lo, 0)), uint64(span.Hi)-uint64(max(span.Lo, 0))
	return func(w *worker, from, to int, out []uint64) {
		m := s.pick(w, from, to)
		if m.all {
			countsIn(s.run.off[from:to+1], lo, width, out)
			return
		}
		before := w.counts(m.mask)
		m.drop(w)
		countsAt(s.run.off[from:to+1], before, m.base, lo, width, out)
	}
}

// countsAt answers like countsIn for offsets into before, which says how many
// picked rows come before each row from base on.
func countsAt(off, before []uint32, base int, lo, width uint64, out []uint64) {
	for k := range out {
		o := off[k*64 : min(k*64+65, len(off))]
		var word uint64
		last := before[int(o[0])-base]
		for j, row := range o[1:] {
			next := before[int(row)-base]
			_, outside := bits.Sub64(width, uint64(next-last)-lo, 0)
			word |= (outside ^ 1) << (j & 63)
			last = next
		}
		out[k] = word
	}
}

// countsIn answers for whom the difference to the next offset lies from lo up to lo+width.
func countsIn(off []uint32, lo, width uint64, out []uint64) {
	for k := range out {
		o := off[k*64 : min(k*64+65, len(off))]
		var word uint64
		last := o[0]
		for j, next := range o[1:] {
			_, outside := bits.Sub64(width, uint64(next-last)-lo, 0)
			word |= (outside ^ 1) << (j & 63)
			last = next
		}
		out[k] = word
	}
}

func (a *asker) recency(p *part, l rule.RecencyLeaf) kernel {
	s := a.rows(p, l.Selection)
	if s.run == nil {
		return constant(false)
	}
	at := &s.run.at
	if !l.First && s.always && len(s.where) == 0 && at.sec != nil {
		return s.lastIn(at.secondsIn(l.In))
	}
	if l.First {
		return s.eachContact(func(_ *worker, m *picked, i int) bool {
			row := m.first(s.run.bounds(i))
			return row >= 0 && l.In.Has(at.at(row))
		})
	}
	return s.eachContact(func(_ *worker, m *picked, i int) bool {
		row := m.last(s.run.bounds(i))
		return row >= 0 && l.In.Has(at.at(row))
	})
}

// lastIn answers whose very last row lies in bounds.
func (s rows) lastIn(b bounds[uint32]) kernel {
	if b.none {
		return constant(false)
	}
	off, sec, width := s.run.off, s.run.at.sec, uint64(b.hi-b.lo)
	return func(_ *worker, lo, hi int, out []uint64) {
		for k := range out {
			base := lo + k*64
			o := off[base : min(base+64, hi)+1]
			var word uint64
			last := o[0]
			for j, next := range o[1:] {
				if next > last {
					_, outside := bits.Sub64(width, uint64(sec[next-1]-b.lo), 0)
					word |= (outside ^ 1) << (j & 63)
				}
				last = next
			}
			out[k] = word
		}
	}
}

func (a *asker) nth(p *part, l rule.NthLeaf) kernel {
	s := a.rows(p, l.Selection)
	if s.run == nil {
		return constant(false)
	}
	has := a.rowsOf(s.run, rule.Span{Lo: s.run.first, Hi: s.run.last}, l.Has)
	return func(w *worker, lo, hi int, out []uint64) {
		passes := has.pick(w, lo, hi)
		s.eachContact(func(_ *worker, m *picked, i int) bool {
			from, to := s.run.bounds(i)
			row := m.nth(from, to, l.N)
			return row >= 0 && passes.has(row)
		})(w, lo, hi, out)
		passes.drop(w)
	}
}

// nth returns the n-th picked row from the start (or, below 0, from the end), -1
// if there are fewer.
func (m *picked) nth(from, to, n int) int {
	first, step := from, 1
	if n < 0 {
		first, step, n = to-1, -1, -n
	}
	for row := first; row >= from && row < to; row += step {
		if m.has(row) {
			if n--; n == 0 {
				return row
			}
		}
	}
	return -1
}

func (a *asker) regular(p *part, l rule.RegularLeaf) kernel {
	s := a.rows(p, l.Selection)
	if s.run == nil {
		return constant(l.Count.Has(0))
	}
	return s.eachContact(func(_ *worker, m *picked, i int) bool {
		from, to := s.run.bounds(i)
		n, edge, hit := int64(0), 1, 0 // period edge ends at Edges[edge]
		for row := from; row < to; row++ {
			if !m.has(row) {
				continue
			}
			for at := s.run.at.at(row); at > l.Edges[edge]; {
				edge++
			}
			if edge != hit {
				hit = edge
				n++
			}
		}
		return l.Count.Has(n)
	})
}

func (a *asker) lapsed(p *part, l rule.LapsedLeaf) kernel {
	used := a.event(p, rule.EventLeaf{Selection: l.Selection, Count: l.Count})
	lately := a.event(p, rule.EventLeaf{Selection: l.Lately, Count: rule.Span{Lo: 0, Hi: 0}})
	return func(w *worker, lo, hi int, out []uint64) {
		used(w, lo, hi, out)
		none := w.take()[:len(out)]
		lately(w, lo, hi, none)
		both(out, out, none)
		w.give(none)
	}
}
