package engine

import (
	"slices"

	"github.com/kvnmail/kvnmail/backend/rule"
)

func (a *asker) measure(p *part, l rule.MeasureLeaf) kernel {
	m := a.amount(p, l.AmountLeaf)
	if m == nil {
		zero := rule.Ratio{Num: 0, Den: 1}
		return constant(nothingIsZero(l.Measure) && l.Has(zero))
	}
	if l.Measure == "distinct" {
		m.least = int(max(1, l.Span.Lo/numberScale))
	}
	if within, ok := m.quick(l); ok {
		return func(w *worker, lo, hi int, out []uint64) {
			m.reckon(w, lo, hi)
			within.fill(w, hi-lo, out)
		}
	}
	return func(w *worker, lo, hi int, out []uint64) {
		m.reckon(w, lo, hi)
		for k := range out {
			var word uint64
			base := k * 64
			for i := base; i < min(base+64, hi-lo); i++ {
				if w.dens[i] == 1 && l.Span.Has(w.nums[i]) || w.dens[i] > 1 && l.Has(rule.Ratio{Num: w.nums[i], Den: w.dens[i]}) {
					word |= 1 << (i - base)
				}
			}
			out[k] = word
		}
	}
}

// nothingIsZero reports whether a measure of no events is 0, not missing.
func nothingIsZero(measure string) bool { return measure == "count" || measure == "sum" }

// amount reckons one number per contact.
type amount struct {
	rows
	measure string
	col     *column // nil for measures without a property
	asOf    int64
	least   int // with fewer rows a contact's number does not matter
}

// within tells whether num / den lies in a range by a comparison of products that
// cannot overflow. An open end (On is 0) is not compared with; strict is 1 when
// the ends themselves are outside.
type within struct{ lo, hi, loOn, hiOn, strict int64 }

// safe is below what bounds and values of one row have to be, and howMany the
// number of rows of one contact, for their products and sums to stay in 63 bits.
const (
	safe    = 1 << 40
	howMany = 1 << 20
)

// quick returns the quick test of a span, if the numbers allow it.
func (m *amount) quick(l rule.MeasureLeaf) (within, bool) {
	s := l.Span
	w := within{s.Lo, s.Hi, 1, 1, 0}
	if l.Strict && s.Lo <= s.Hi { // the span is of whole units: its ends are one unit inside
		w.lo, w.hi, w.strict = s.Lo-1, s.Hi+1, 1
	}
	if s.Lo < -1<<62 {
		w.lo, w.loOn = 0, 0
	}
	if s.Hi > 1<<62 {
		w.hi, w.hiOn = 0, 0
	}
	if max(w.lo, -w.lo, w.hi, -w.hi) > safe || m.measure != "sum" && m.measure != "average" {
		return w, false
	}
	top := m.col.decode(max(1, m.col.highest()))
	return w, max(m.col.base, -m.col.base, top, -top) < safe && m.run.widest() < howMany
}

// fill tests n numbers of the worker.
func (t within) fill(w *worker, n int, out []uint64) {
	for k := range out {
		var word uint64
		base := k * 64
		end := min(base+64, n)
		nums, dens := w.nums[base:end], w.dens[base:end]
		for j, num := range nums {
			den := dens[j]
			outside := (num-t.lo*den-t.strict)&-t.loOn | (t.hi*den-num-t.strict)&-t.hiOn | (den - 1)
			word |= uint64(^outside) >> 63 << (j & 63)
		}
		out[k] = word
	}
}

// amount makes a measure ready on a part; nil when nobody has anything to reckon with.
func (a *asker) amount(p *part, l rule.AmountLeaf) *amount {
	s := a.rows(p, l.Selection)
	if s.run == nil {
		return nil
	}
	m := &amount{rows: s, measure: l.Measure, asOf: l.AsOf}
	switch l.Measure {
	case "sum", "average", "smallest", "largest", "distinct":
		m.col = s.run.props[l.Property.ID]
		if m.col == nil || m.col.typ != l.Property.Type {
			return nil
		}
	}
	return m
}

// whole reports whether all numbers are whole units.
func (m *amount) whole() bool {
	switch m.measure {
	case "average", "gap", "since_first", "since_last":
		return false
	}
	return true
}

const numberScale = 1_000_000

// reckon writes the numbers of contacts lo up to hi into the core's nums and
// dens; den 0 says that there is none.
func (m *amount) reckon(w *worker, lo, hi int) {
	pick := m.pick(w, lo, hi)
	if m.measure == "sum" || m.measure == "average" {
		m.add(w, &pick, lo, hi)
		return
	}
	for i := lo; i < hi; i++ {
		from, to := m.run.bounds(i)
		if to-from < m.least {
			w.dens[i-lo] = 0
			continue
		}
		v, ok := m.one(w, &pick, from, to)
		if !ok {
			v = rule.Ratio{}
		}
		w.nums[i-lo], w.dens[i-lo] = v.Num, v.Den
	}
	pick.drop(w)
}

// add adds codes up and turns each total into values once: they are base +
// (code-1) * step.
func (m *amount) add(w *worker, pick *picked, lo, hi int) {
	if pick.all {
		from, to := int(m.run.off[lo]), int(m.run.off[hi])
		*pick = picked{mask: w.takeMask(to - from), base: from}
		fill1(pick.mask)
	}
	sums := w.sums(pick.mask, &m.col.codes, pick.base)
	counts := w.counts(pick.mask)
	pick.drop(w)
	off := m.run.off[lo : hi+1]
	a := int(off[0]) - pick.base
	for i, o := range off[1:] {
		b := int(o) - pick.base
		n := int64(counts[b] - counts[a])
		w.nums[i] = n*m.col.base + int64((sums[b]-sums[a])*m.col.step)
		w.dens[i] = 1
		if m.measure == "average" {
			w.dens[i] = n
		}
		a = b
	}
}

// one reckons one contact's number from their rows.
func (m *amount) one(w *worker, pick *picked, from, to int) (rule.Ratio, bool) {
	switch m.measure {
	case "count":
		return rule.Ratio{Num: pick.count(from, to) * numberScale, Den: 1}, true
	case "distinct":
		n := m.distinct(w, pick, from, to)
		return rule.Ratio{Num: n * numberScale, Den: 1}, n > 0
	case "smallest", "largest":
		v, ok := m.extreme(pick, from, to)
		return rule.Ratio{Num: v, Den: 1}, ok
	case "since_first":
		row := pick.first(from, to)
		return m.since(row), row >= 0
	case "since_last":
		row := pick.last(from, to)
		return m.since(row), row >= 0
	}
	n := pick.count(from, to)
	if n < 2 {
		return rule.Ratio{}, false
	}
	return rule.Days(m.run.at.at(pick.last(from, to))-m.run.at.at(pick.first(from, to)), n-1), true
}

func (m *amount) since(row int) rule.Ratio {
	if row < 0 {
		return rule.Ratio{}
	}
	return rule.Days(m.asOf-m.run.at.at(row), 1)
}

// extreme returns the smallest or largest value: codes are in the order of values.
func (m *amount) extreme(pick *picked, from, to int) (int64, bool) {
	best := uint64(0)
	for row := from; row < to; row++ {
		code := m.col.codes.at(row)
		if code == 0 || !pick.has(row) {
			continue
		}
		if best == 0 || m.measure == "smallest" && code < best || m.measure == "largest" && code > best {
			best = code
		}
	}
	return m.col.decode(best), best != 0
}

// distinct counts different values: few of them by looking, many by sorting.
func (m *amount) distinct(w *worker, pick *picked, from, to int) int64 {
	seen := w.marks[:0]
	for row := from; row < to; row++ {
		if code := m.col.codes.at(row); code != 0 && pick.has(row) {
			seen = append(seen, code)
		}
	}
	w.marks = seen
	const few = 16
	if len(seen) > few {
		slices.Sort(seen)
		return int64(len(slices.Compact(seen)))
	}
	n := int64(0)
	for k, code := range seen {
		if !slices.Contains(seen[:k], code) {
			n++
		}
	}
	return n
}
