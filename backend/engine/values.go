package engine

import (
	"slices"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// values are the values of some rows on their way into a column: codes of the
// column's dictionary, folded texts, or whole numbers with domain.Missing.
type values struct {
	codes []uint32
	texts []string
	ints  []int64
	frame frame
}

// read takes the values of a block's column. own is working memory.
func (v *values) read(b *domain.ValueColumn, dict *dictionary, own []uint32) {
	switch {
	case dict != nil:
		translate := dict.add(b.Texts, append(own[:0], 0))
		v.codes = make([]uint32, len(b.Codes))
		for i, c := range b.Codes {
			v.codes[i] = translate[c]
		}
	case b.Type.Coded():
		v.texts = make([]string, len(b.Codes))
		for i, c := range b.Codes {
			if c != 0 {
				v.texts[i] = rule.Fold(b.Texts[c-1])
			}
		}
	default:
		v.ints = slices.Clone(b.Ints)
		v.measure()
	}
}

// measure finds the frame of the numbers.
func (v *values) measure() {
	for _, n := range v.ints {
		if n != domain.Missing {
			v.frame.add(n)
		}
	}
}

// chunk is the values of rows from row first on; a nil values stands for rows
// without any.
type chunk struct {
	first  int
	values *values
}

// assemble makes a column of n rows of chunks.
func assemble(typ domain.ValueType, dict *dictionary, n int, chunks []chunk, work parallel) *column {
	c := &column{typ: typ, dict: dict, step: 1}
	switch {
	case dict != nil:
		folded, _ := dict.texts()
		c.codes = newNarrow(n, uint64(len(folded)-1))
		work(len(chunks), func(k int) { c.fillCodes(chunks[k]) })
	case typ.Coded():
		c.raw = joinTexts(n, chunks)
	default:
		var f frame
		for _, k := range chunks {
			if k.values != nil {
				f.include(k.values.frame)
			}
		}
		c.base, c.step = f.lowest, f.divisor()
		c.codes = newNarrow(n, f.top())
		work(len(chunks), func(k int) { c.fillInts(chunks[k]) })
	}
	return c
}

func (c *column) fillCodes(k chunk) {
	if k.values == nil {
		return
	}
	for i, code := range k.values.codes {
		if code != 0 {
			c.codes.set(k.first+i, uint64(code))
		}
	}
}

func (c *column) fillInts(k chunk) {
	if k.values == nil {
		return
	}
	for i, v := range k.values.ints {
		if v != domain.Missing {
			c.codes.set(k.first+i, c.encode(v))
		}
	}
}

// joinTexts lays folded texts one after the other, see rawTexts.
func joinTexts(n int, chunks []chunk) *rawTexts {
	size := 0
	for _, k := range chunks {
		if k.values != nil {
			for _, s := range k.values.texts {
				size += len(s) + 1
			}
		}
	}
	r := &rawTexts{off: make([]uint32, n+1), text: make([]byte, 0, size)}
	row := 0
	for _, k := range chunks {
		for ; row < k.first; row++ {
			r.off[row+1] = uint32(len(r.text))
		}
		if k.values == nil {
			continue
		}
		for _, s := range k.values.texts {
			if s != "" {
				r.text = append(append(r.text, s...), 0)
			}
			row++
			r.off[row] = uint32(len(r.text))
		}
	}
	for ; row < n; row++ {
		r.off[row+1] = uint32(len(r.text))
	}
	return r
}

// nearlyUnique reports whether a text column has so many different values that
// coding them would save nothing. No text of it may hold a zero byte.
func nearlyUnique(c *domain.ValueColumn) bool {
	rows := 0
	for _, code := range c.Codes {
		if code != 0 {
			rows++
		}
	}
	const few = 512
	if c.Type != domain.Text || rows < few || len(c.Texts)*10 < rows*7 {
		return false
	}
	return !slices.ContainsFunc(c.Texts, func(s string) bool { return strings.IndexByte(s, 0) >= 0 })
}
