package engine

import (
	"math/bits"

	"github.com/kvnmail/kvnmail/backend/rule"
)

// picked says which rows of a chunk a selection picks: one byte for every row
// from base on, 1 where it does. all means every row, and no bytes.
type picked struct {
	mask []uint8
	base int
	all  bool
}

// has reports whether a row is picked.
func (m *picked) has(row int) bool { return m.all || m.mask[row-m.base] != 0 }

// pick works a selection out for the rows of contacts lo up to hi. Give the
// result back with drop. Whole stretches of rows are tested at a time, without a
// branch for each row: that is several times quicker than row by row.
func (s *rows) pick(w *worker, lo, hi int) picked {
	if s.always && len(s.where) == 0 {
		return picked{all: true}
	}
	from, to := int(s.run.off[lo]), int(s.run.off[hi])
	m := picked{mask: w.takeMask(to - from), base: from}
	switch {
	case s.always:
		fill1(m.mask)
	case s.run.at.sec != nil:
		inBounds(m.mask, s.run.at.sec[from:to], s.sec)
	default:
		inBounds(m.mask, s.run.at.ms[from:to], s.ms)
	}
	for i := range s.where {
		s.where[i].narrow(w, m.mask, from)
	}
	return m
}

// drop gives the memory of a result back.
func (m *picked) drop(w *worker) {
	if m.mask != nil {
		w.masks = append(w.masks, m.mask)
	}
}

// takeMask lends a mask of n rows; its contents are whatever was in it.
func (w *worker) takeMask(n int) []uint8 {
	if k := len(w.masks) - 1; k >= 0 {
		m := w.masks[k]
		w.masks = w.masks[:k]
		if cap(m) >= n {
			return m[:n]
		}
	}
	return make([]uint8, n, n+n/2)
}

func fill1(mask []uint8) {
	for i := range mask {
		mask[i] = 1
	}
}

// inBounds sets a mask to the rows whose instant lies in bounds.
func inBounds[T instant](mask []uint8, at []T, b bounds[T]) {
	width := uint64(b.hi - b.lo)
	mask = mask[:len(at)]
	for len(at) >= 8 {
		t, m := (*[8]T)(at), (*[8]uint8)(mask)
		for i := range t {
			_, outside := bits.Sub64(width, uint64(t[i]-b.lo), 0)
			m[i] = uint8(outside ^ 1)
		}
		at, mask = at[8:], mask[8:]
	}
	for i, t := range at {
		_, outside := bits.Sub64(width, uint64(t-b.lo), 0)
		mask[i] = uint8(outside ^ 1)
	}
}

// narrow takes the rows that do not pass out of a mask that begins at row from.
func (t *rowTest) narrow(w *worker, mask []uint8, from int) {
	switch {
	case t.mode != "":
		t.narrowGroup(w, mask, from)
	case t.codes != nil:
		t.set.narrow(mask, t.codes, from, t.not)
	case t.col != nil:
		for i := range mask {
			v, some := t.col.int(from + i)
			if (some && t.test.Int(v)) == t.not {
				mask[i] = 0
			}
		}
	case !t.not:
		clear(mask)
	}
}

// narrowGroup works a group of filters out on a mask of its own.
func (t *rowTest) narrowGroup(w *worker, mask []uint8, from int) {
	joined := picked{mask: w.takeMask(len(mask))}
	one := picked{mask: w.takeMask(len(mask))}
	for k := range t.kids {
		fill1(one.mask)
		t.kids[k].narrow(w, one.mask, from)
		for i, v := range one.mask {
			switch {
			case k == 0:
				joined.mask[i] = v
			case t.mode == rule.All:
				joined.mask[i] &= v
			default:
				joined.mask[i] |= v
			}
		}
	}
	opposite := uint8(0)
	if t.not != (t.mode == rule.None) {
		opposite = 1
	}
	for i, v := range joined.mask {
		mask[i] &= v ^ opposite
	}
	one.drop(w)
	joined.drop(w)
}

// narrow takes the rows whose codes are not in the set (or, with not, are) out of
// a mask that begins at row from.
func (s *codeSet) narrow(mask []uint8, codes *narrow, from int, not bool) {
	opposite := uint8(0)
	if not {
		opposite = 1
	}
	to := from + len(mask)
	switch {
	case s.none:
		if !not {
			clear(mask)
		}
	case codes.b1 != nil:
		narrowBy(mask, codes.b1[from:to], s, opposite)
	case codes.b2 != nil:
		narrowBy(mask, codes.b2[from:to], s, opposite)
	case codes.b4 != nil:
		narrowBy(mask, codes.b4[from:to], s, opposite)
	default:
		narrowBy(mask, codes.b8[from:to], s, opposite)
	}
}

func narrowBy[T unsigned](mask []uint8, codes []T, s *codeSet, opposite uint8) {
	mask = mask[:len(codes)]
	if s.table != nil {
		table := s.table
		for i, c := range codes {
			mask[i] &= table[c] ^ opposite
		}
		return
	}
	for i, c := range codes {
		_, outside := bits.Sub64(s.width, uint64(c)-s.lo, 0)
		mask[i] &= uint8(outside^1) ^ opposite
	}
}

// counts returns for every row of a chunk, and one past it, how many picked rows
// come before it: the rows of contact i are counts[off[i+1]-base] -
// counts[off[i]-base]. It is the core's own memory, until the next call.
func (w *worker) counts(mask []uint8) []uint32 {
	if cap(w.before) <= len(mask) {
		w.before = make([]uint32, len(mask)+len(mask)/2+1)
	}
	out := w.before[:len(mask)+1]
	n := uint32(0)
	for i, v := range mask {
		out[i] = n
		n += uint32(v)
	}
	out[len(mask)] = n
	return out
}

// sums returns for every row of a chunk, and one past it, the codes of the
// picked rows before it added up, each less 1, like counts; rows without a code
// are taken out of the mask.
func (w *worker) sums(mask []uint8, codes *narrow, from int) []uint64 {
	if cap(w.total) <= len(mask) {
		w.total = make([]uint64, len(mask)+len(mask)/2+1)
	}
	out := w.total[:len(mask)+1]
	to := from + len(mask)
	switch {
	case codes.b1 != nil:
		sumCodes(out, mask, codes.b1[from:to])
	case codes.b2 != nil:
		sumCodes(out, mask, codes.b2[from:to])
	case codes.b4 != nil:
		sumCodes(out, mask, codes.b4[from:to])
	default:
		sumCodes(out, mask, codes.b8[from:to])
	}
	return out
}

func sumCodes[T unsigned](out []uint64, mask []uint8, codes []T) {
	sum := uint64(0)
	mask = mask[:len(codes)]
	for i, c := range codes {
		out[i] = sum
		_, none := bits.Sub64(uint64(c), 1, 0)
		use := mask[i] &^ uint8(none)
		mask[i] = use
		sum += (uint64(c) - 1) & -uint64(use)
	}
	out[len(codes)] = sum
}

// first returns the first picked row from from up to to, -1 if there is none.
func (m *picked) first(from, to int) int {
	for row := from; row < to; row++ {
		if m.has(row) {
			return row
		}
	}
	return -1
}

// last returns the last picked row from from up to to, -1 if there is none.
func (m *picked) last(from, to int) int {
	for row := to - 1; row >= from; row-- {
		if m.has(row) {
			return row
		}
	}
	return -1
}

// count returns how many rows from from up to to are picked.
func (m *picked) count(from, to int) int64 {
	if m.all {
		return int64(to - from)
	}
	n := int64(0)
	for _, v := range m.mask[from-m.base : to-m.base] {
		n += int64(v)
	}
	return n
}

// eachContact makes a kernel that asks contact by contact, with the rows that a
// selection picks.
func (s rows) eachContact(passes func(w *worker, m *picked, i int) bool) kernel {
	return func(w *worker, lo, hi int, out []uint64) {
		m := s.pick(w, lo, hi)
		for k := range out {
			var word uint64
			base := lo + k*64
			for i := base; i < min(base+64, hi); i++ {
				if passes(w, &m, i) {
					word |= 1 << (i - base)
				}
			}
			out[k] = word
		}
		m.drop(w)
	}
}
