package engine

import (
	"context"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

func (e *Engine) measure(ctx context.Context, p *rule.Plan, l rule.MeasureLeaf) (*Bitmap, error) {
	s := e.rows(l.Selection, p.AsOf.Location())
	var col *column
	if s.run != nil {
		col = s.run.props[l.Property.ID]
	}
	if col == nil { // nothing to reckon with: a sum of nothing is 0, the others are missing
		if l.Measure == "sum" && l.Span.Has(0) {
			return fullBitmap(len(e.ids)), nil
		}
		return newBitmap(len(e.ids)), nil
	}
	if l.Measure == "distinct" {
		return e.fill(ctx, func() test { return distinct(s, col, l.Span) })
	}
	return e.fill(ctx, shared(reckoner(l.Measure, s, col.ints, l.Span)))
}

// tally is a measure of numbers in the making.
type tally struct{ n, sum, smallest, largest int64 }

func (s *rows) tally(i int, ints []int64) (t tally) {
	from, to := s.bounds(i)
	for row := from; row < to; row++ {
		v := ints[row]
		if v == missing || !s.has(row) {
			continue
		}
		if t.n == 0 {
			t.smallest, t.largest = v, v
		}
		t.n++
		t.sum += v
		t.smallest, t.largest = min(t.smallest, v), max(t.largest, v)
	}
	return t
}

func reckoner(measure string, s rows, ints []int64, span rule.Span) test {
	switch measure {
	case "sum":
		return func(i int) bool { return span.Has(s.tally(i, ints).sum) }
	case "average":
		return func(i int) bool {
			t := s.tally(i, ints)
			return t.n > 0 && (rule.Ratio{Num: t.sum, Den: t.n}).In(span)
		}
	case "smallest":
		return func(i int) bool {
			t := s.tally(i, ints)
			return t.n > 0 && span.Has(t.smallest)
		}
	}
	return func(i int) bool {
		t := s.tally(i, ints)
		return t.n > 0 && span.Has(t.largest)
	}
}

// distinct counts different values with scratch memory of its own.
func distinct(s rows, col *column, span rule.Span) test {
	var seen []int64
	return func(i int) bool {
		seen = seen[:0]
		from, to := s.bounds(i)
		for row := from; row < to; row++ {
			if !col.isSet(row) || !s.has(row) {
				continue
			}
			if col.typ == domain.Text {
				seen = append(seen, int64(col.codes[row]))
			} else {
				seen = append(seen, col.ints[row])
			}
		}
		if len(seen) == 0 {
			return false
		}
		slices.Sort(seen)
		return span.Has(int64(len(slices.Compact(seen))) * domain.NumberScale)
	}
}
