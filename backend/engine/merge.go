package engine

import (
	"math"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// stretch is rows one after the other that are copied as one: of a run, or of
// what is new.
type stretch struct {
	old      *run
	fresh    *records
	from, to int
	end      int // how many rows there are up to and with this stretch
}

// piece copies one run of one stretch of contacts, old rows and new ones in order.
func (g *gatherer) piece(key runKey, k int, fresh *freshRows) *runPiece {
	lo, hi := g.stretch(k)
	p := &runPiece{first: lo, counts: make([]uint32, hi-lo), props: map[domain.PropertyID]*pieceColumn{}}
	var parts []stretch
	for row := lo; row < hi; row++ {
		old, added := stretch{}, stretch{}
		if at := g.places[row]; at.index != nil && g.person(row) == nil && at.runs[key].rows() > 0 {
			old.old = at.runs[key]
			old.from, old.to = old.old.bounds(at.row)
		}
		if added.from, added.to = fresh.of(row); added.to > 0 {
			added.fresh = &fresh.records
		}
		before := rowsIn(parts)
		parts = merge(parts, old, added)
		p.counts[row-lo] = uint32(rowsIn(parts) - before)
	}
	p.copy(parts)
	return p
}

// rowsIn returns how many rows there are up to and with the last stretch.
func rowsIn(parts []stretch) int {
	if len(parts) == 0 {
		return 0
	}
	return parts[len(parts)-1].end
}

// merge appends one contact's rows: old and new ones by time, at the same instant
// the old ones first.
func merge(parts []stretch, old, added stretch) []stretch {
	for old.from < old.to && added.from < added.to {
		if old.old.at.at(old.from) <= added.fresh.at[added.from] {
			parts = appendRows(parts, stretch{old: old.old, from: old.from, to: old.from + 1})
			old.from++
		} else {
			parts = appendRows(parts, stretch{fresh: added.fresh, from: added.from, to: added.from + 1})
			added.from++
		}
	}
	return appendRows(appendRows(parts, old), added)
}

// appendRows appends a stretch, as one with the last where it goes on from there.
func appendRows(parts []stretch, s stretch) []stretch {
	if s.from == s.to {
		return parts
	}
	s.end = rowsIn(parts) + s.to - s.from
	if n := len(parts) - 1; n >= 0 && parts[n].old == s.old && parts[n].fresh == s.fresh && parts[n].to == s.from {
		parts[n].to, parts[n].end = s.to, s.end
		return parts
	}
	return append(parts, s)
}

// copy copies the rows of stretches, column by column.
func (p *runPiece) copy(parts []stretch) {
	rows := rowsIn(parts)
	p.at = make([]int64, 0, rows)
	types := map[domain.PropertyID]domain.ValueType{}
	var last *run
	for _, s := range parts {
		for row := s.from; row < s.to; row++ {
			if s.old != nil {
				p.at = append(p.at, s.old.at.at(row))
			} else {
				p.at = append(p.at, s.fresh.at[row])
			}
		}
		if s.old != nil && s.old != last {
			last = s.old
			for id, c := range s.old.props {
				types[id] = c.typ
			}
		}
		if s.fresh != nil {
			for id, c := range s.fresh.cols {
				types[id] = c.typ
			}
		}
	}
	for id, typ := range types {
		c := &pieceColumn{typ: typ}
		c.copy(id, parts, rows)
		p.props[id] = c
	}
}

func (c *pieceColumn) copy(id domain.PropertyID, parts []stretch, rows int) {
	if c.typ.Coded() {
		c.codes = make([]uint32, 0, rows)
	} else {
		c.ints = make([]int64, 0, rows)
	}
	n := 0
	for _, s := range parts {
		n += s.to - s.from
		switch {
		case s.fresh != nil && s.fresh.cols[id] != nil:
			c.take(s.fresh.cols[id], s.from, s.to)
		case s.old != nil && s.old.props[id] != nil:
			c.takeColumn(s.old.props[id], s.from, s.to)
		}
		c.padTo(n)
	}
	c.measure()
}

// take copies rows of a column in the making.
func (c *pieceColumn) take(from *pieceColumn, a, b int) {
	if c.typ.Coded() {
		c.codes = append(c.codes, from.codes[a:b]...)
	} else {
		c.ints = append(c.ints, from.ints[a:b]...)
	}
}

// takeColumn copies rows of a column.
func (c *pieceColumn) takeColumn(from *column, a, b int) {
	codes := &from.codes
	switch {
	case codes.b1 != nil:
		takeCodes(c, from, codes.b1[a:b])
	case codes.b2 != nil:
		takeCodes(c, from, codes.b2[a:b])
	case codes.b4 != nil:
		takeCodes(c, from, codes.b4[a:b])
	default:
		takeCodes(c, from, codes.b8[a:b])
	}
}

func takeCodes[T unsigned](c *pieceColumn, from *column, codes []T) {
	if c.typ.Coded() {
		for _, code := range codes {
			c.codes = append(c.codes, uint32(code))
		}
		return
	}
	for _, code := range codes {
		v := int64(math.MinInt64) // missing
		if code != 0 {
			v = from.decode(uint64(code))
		}
		c.ints = append(c.ints, v)
	}
}
