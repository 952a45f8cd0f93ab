package engine

import (
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

func (a *asker) habit(p *part, l rule.HabitLeaf) kernel {
	s := a.rows(p, l.Selection)
	if s.run == nil {
		return constant(false)
	}
	t := a.tellOf(s.run, l)
	if t.codes == nil {
		return constant(false)
	}
	least := max(l.Min, 1)
	if t.codes.b1 != nil {
		return t.kernel(s, least, l.Is.Not)
	}
	return s.eachContact(func(w *worker, m *picked, i int) bool {
		from, to := s.run.bounds(i)
		if to-from < least {
			return false
		}
		code, n := usualOfMany(w, &t, m, from, to)
		return n >= least && t.passes(code) != l.Is.Not
	})
}

// kernel answers where codes are of one byte.
func (t *tell) kernel(s rows, least int, not bool) kernel {
	var pass [256]bool
	more := uint64(0)
	if t.mask != 0 {
		more = 1
	}
	for c := range pass {
		if code := uint64(c) + more; code != 0 && uint64(c) <= t.top {
			pass[c] = t.passes(code) != not
		}
	}
	return func(w *worker, lo, hi int, out []uint64) {
		m := s.pick(w, lo, hi)
		off := s.run.off
		for k := range out {
			var word uint64
			base := lo + k*64
			for i := base; i < min(base+64, hi); i++ {
				from, to := int(off[i]), int(off[i+1])
				if to-from < least {
					continue
				}
				usual, n := t.usualOfFew(w, &m, from, to)
				if n >= least && pass[usual] {
					word |= 1 << (i - base)
				}
			}
			out[k] = word
		}
		m.drop(w)
	}
}

// tell is what a habit is told by: a code per row, 0 for none, and which pass.
type tell struct {
	codes  *narrow
	mask   uint64 // of a local time; 0: the codes are as they are
	top    uint64 // the highest code there is
	passes func(code uint64) bool
}

// allHours and allDays are the parts of a local time, see localTimes.
const (
	allHours = 31
	allDays  = 7 << 5
)

func (a *asker) tellOf(r *run, l rule.HabitLeaf) tell {
	switch l.Is.Virtual {
	case rule.Hour:
		return tell{r.local(a.loc), allHours, 23, func(code uint64) bool { return l.Is.Test.Int(int64(code-1) * domain.NumberScale) }}
	case rule.Weekday:
		return tell{r.local(a.loc), allDays, 6 << 5, func(code uint64) bool { return l.Is.Days[(code-1)>>5] }}
	}
	col := r.props[l.Is.Property]
	if col == nil || col.typ != l.Is.Test.Type {
		return tell{}
	}
	set, ok := col.passing(l.Is.Test)
	if ok {
		return tell{codes: &col.codes, top: col.highest(), passes: set.has}
	}
	return tell{codes: &col.codes, top: col.highest(), passes: func(code uint64) bool { return l.Is.Test.Int(col.decode(code)) }}
}

// usualOfFew finds the most frequent byte (the part of it in the mask) of picked
// rows, and how many rows have one. Rows come oldest first and whatever draws
// level takes over, so that the one seen last wins a tie.
func (t *tell) usualOfFew(w *worker, m *picked, from, to int) (usual uint8, n int) {
	seen := &w.seen
	best := uint32(0)
	codes := t.codes.b1[from:to]
	mask := uint8(t.mask)
	if mask == 0 {
		mask = 0xff
	}
	for k, c := range codes {
		if !m.has(from+k) || c == 0 && t.mask == 0 {
			continue
		}
		c &= mask
		n++
		v := seen[c] + 1
		seen[c] = v
		if v >= best {
			best, usual = v, c
		}
	}
	for _, c := range codes {
		seen[c&mask] = 0
	}
	return usual, n
}

// usualOfMany finds the most frequent code of picked rows, like usualOfFew.
func usualOfMany(w *worker, t *tell, m *picked, from, to int) (usual uint64, n int) {
	pairs := w.marks[:0] // code, how often
	best := uint64(0)
	for row := from; row < to; row++ {
		code := t.codes.at(row)
		if code == 0 || !m.has(row) {
			continue
		}
		n++
		k := 0
		for k < len(pairs) && pairs[k] != code {
			k += 2
		}
		if k == len(pairs) {
			pairs = append(pairs, code, 0)
		}
		if pairs[k+1]++; pairs[k+1] >= best {
			best, usual = pairs[k+1], code
		}
	}
	w.marks = pairs
	return usual, n
}
