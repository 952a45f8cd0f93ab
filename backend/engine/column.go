package engine

import (
	"math"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// missing marks an absent value in an int64 column. No value can be it.
const missing = math.MinInt64

// dictionary codes texts by their folded form. Code 0 is "missing".
type dictionary struct {
	raw    map[string]uint32 // as written
	codes  map[string]uint32 // folded
	folded []string          // by code
	shown  []string          // by code: the first spelling seen
}

func newDictionary() *dictionary {
	return &dictionary{raw: map[string]uint32{}, codes: map[string]uint32{}, folded: []string{""}, shown: []string{""}}
}

// code returns the code of a text. Texts are copied when kept.
func (d *dictionary) code(s string) uint32 {
	if c, ok := d.raw[s]; ok {
		return c
	}
	s = strings.Clone(s)
	folded := rule.Fold(s)
	c, ok := uint32(0), folded == ""
	if !ok {
		c, ok = d.codes[folded]
	}
	if !ok {
		c = uint32(len(d.folded))
		d.codes[folded] = c
		d.folded = append(d.folded, folded)
		d.shown = append(d.shown, strings.TrimSpace(s))
	}
	d.raw[s] = c
	return c
}

// passing returns by code whether a test passes.
func (d *dictionary) passing(t rule.Test) []bool {
	ok := make([]bool, len(d.folded))
	if t.Op == "any_of" {
		for _, f := range t.Folded {
			if c, found := d.codes[f]; found {
				ok[c] = true
			}
		}
		return ok
	}
	for c := 1; c < len(ok); c++ {
		ok[c] = t.Text(d.folded[c])
	}
	return ok
}

// column holds one value per row: codes for text, ints for every other type.
type column struct {
	typ   domain.ValueType
	dict  *dictionary
	codes []uint32
	ints  []int64
}

func newColumn(typ domain.ValueType, dict *dictionary) *column {
	return &column{typ: typ, dict: dict}
}

// put sets the value of a row; rows in between are missing.
func (c *column) put(row int, v domain.Value) {
	if v.Type != c.typ {
		return
	}
	c.pad(row + 1)
	if c.typ == domain.Text {
		c.codes[row] = c.dict.code(v.Text)
		return
	}
	c.ints[row] = v.Int
}

// pad makes the column n rows long.
func (c *column) pad(n int) {
	if c.typ == domain.Text {
		for len(c.codes) < n {
			c.codes = append(c.codes, 0)
		}
		return
	}
	for len(c.ints) < n {
		c.ints = append(c.ints, missing)
	}
}

func (c *column) isSet(row int) bool {
	if c.typ == domain.Text {
		return c.codes[row] != 0
	}
	return c.ints[row] != missing
}

// reorder puts rows in the given order.
func (c *column) reorder(order []uint32) {
	if c.typ == domain.Text {
		c.codes = pickRows(c.codes, order)
		return
	}
	c.ints = pickRows(c.ints, order)
}

func pickRows[T any](in []T, order []uint32) []T {
	out := make([]T, len(order))
	for i, row := range order {
		out[i] = in[row]
	}
	return out
}
