package engine

import (
	"math"
	"sync"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// column holds one value per row. Texts and lists are codes of dict (or, where
// nearly every row has a text of its own, lie in raw); every other type is
// stored as a frame of reference: code c stands for base + (c-1) * step. Code 0
// is "missing".
type column struct {
	typ   domain.ValueType
	dict  *dictionary
	raw   *rawTexts
	codes narrow
	base  int64
	step  uint64
	seen  sync.Once
	top   uint64
}

// code returns what a row holds, 0 when missing.
func (c *column) code(row int) uint64 { return c.codes.at(row) }

// isSet reports whether a row has a value.
func (c *column) isSet(row int) bool {
	if c.raw != nil {
		return c.raw.off[row+1] > c.raw.off[row]
	}
	return c.codes.at(row) != 0
}

// int returns the value of a row of any type but text and list.
func (c *column) int(row int) (v int64, ok bool) {
	code := c.codes.at(row)
	return c.decode(code), code != 0
}

func (c *column) decode(code uint64) int64 { return c.base + int64((code-1)*c.step) }

// encode is the reverse of decode for values of the frame.
func (c *column) encode(v int64) uint64 { return uint64(v-c.base)/c.step + 1 }

// folded returns the text of a row in the form texts are compared in.
func (c *column) folded(row int) string {
	if c.raw != nil {
		return c.raw.at(row)
	}
	texts, _ := c.dict.texts()
	return texts[c.codes.at(row)]
}

// value returns the value of a row; texts as first spelled.
func (c *column) value(row int) domain.Value {
	switch {
	case !c.isSet(row):
		return domain.Value{}
	case c.raw != nil:
		return domain.Value{Type: c.typ, Text: c.raw.at(row)}
	case c.typ.Coded():
		_, shown := c.dict.texts()
		return domain.Value{Type: c.typ, Text: shown[c.codes.at(row)]}
	}
	v, _ := c.int(row)
	return domain.Value{Type: c.typ, Int: v}
}

// bytes returns the memory the column takes, its dictionary aside.
func (c *column) bytes() int {
	n := c.codes.bytes()
	if c.raw != nil {
		n += len(c.raw.text) + 4*len(c.raw.off)
	}
	return n
}

// rawTexts are folded texts one after the other; row i is text[off[i]:off[i+1]],
// empty when missing. Each but an empty one is followed by a zero byte, which no
// text holds, so that a search never runs over its end.
type rawTexts struct {
	off  []uint32
	text []byte
}

func (r *rawTexts) at(row int) string {
	from, to := r.off[row], r.off[row+1]
	if from == to {
		return ""
	}
	return string(r.text[from : to-1])
}

// frame finds base and step for whole numbers: all of them are base + k * step.
type frame struct {
	lowest, highest int64
	step            uint64
	some            bool
}

func (f *frame) add(v int64) {
	if !f.some {
		f.lowest, f.highest, f.some = v, v, true
		return
	}
	if v != f.lowest {
		diff := uint64(v - f.lowest)
		if v < f.lowest {
			diff = uint64(f.lowest - v)
		}
		if f.step == 0 || diff%f.step != 0 {
			f.step = gcd(f.step, diff)
		}
	}
	f.lowest, f.highest = min(f.lowest, v), max(f.highest, v)
}

// include widens the frame to hold everything another one holds.
func (f *frame) include(o frame) {
	if !o.some {
		return
	}
	f.add(o.lowest)
	f.add(o.highest)
	if o.step != 0 {
		f.step = gcd(f.step, o.step)
	}
}

// top returns the highest code the frame needs.
func (f *frame) top() uint64 {
	if !f.some {
		return 0
	}
	return uint64(f.highest-f.lowest)/f.divisor() + 1
}

func (f *frame) divisor() uint64 { return max(1, f.step) }

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

// codeSet says which codes of a column pass a test: those of table where there
// is one, else those from lo up to lo+width.
type codeSet struct {
	table []uint8
	lo    uint64
	width uint64
	none  bool
}

func (s *codeSet) has(code uint64) bool {
	if s.table != nil {
		return s.table[code] != 0
	}
	return code-s.lo <= s.width && !s.none
}

// tableCodes is up to how many codes a test that is no range is tried on every
// code rather than on every row.
const tableCodes = 1 << 20

// passing finds the codes of a column that pass a test. ok is false when they
// cannot be listed: then test has to be asked value by value.
func (c *column) passing(t rule.Test) (set codeSet, ok bool) {
	if t.Type != c.typ {
		return codeSet{none: true}, true
	}
	if c.typ.Coded() {
		return codeSet{table: c.dict.passing(t)}, true
	}
	if !t.Wrap && t.Days == nil {
		return c.rangeOf(t.Span), true
	}
	top := c.highest()
	if top >= tableCodes {
		return codeSet{}, false
	}
	table := make([]uint8, top+1)
	for code := uint64(1); code <= top; code++ {
		if t.Int(c.decode(code)) {
			table[code] = 1
		}
	}
	return codeSet{table: table}, true
}

// highest returns the highest code in use.
func (c *column) highest() uint64 {
	c.seen.Do(func() { c.top = c.findHighest() })
	return c.top
}

func (c *column) findHighest() uint64 {
	var top uint64
	for _, v := range c.codes.b1 {
		top = max(top, uint64(v))
	}
	for _, v := range c.codes.b2 {
		top = max(top, uint64(v))
	}
	for _, v := range c.codes.b4 {
		top = max(top, uint64(v))
	}
	for _, v := range c.codes.b8 {
		top = max(top, v)
	}
	return top
}

// rangeOf returns the codes of values in a span.
func (c *column) rangeOf(s rule.Span) codeSet {
	if s.Lo > s.Hi || s.Hi < c.base {
		return codeSet{none: true}
	}
	lo, hi := uint64(1), uint64(math.MaxUint64)
	if s.Lo > c.base {
		diff, rest := uint64(s.Lo-c.base)/c.step, uint64(s.Lo-c.base)%c.step
		lo = diff + 1
		if rest != 0 {
			lo++
		}
	}
	if diff := uint64(s.Hi-c.base) / c.step; diff < math.MaxUint64 {
		hi = diff + 1
	}
	if lo > hi {
		return codeSet{none: true}
	}
	return codeSet{lo: lo, width: hi - lo}
}
