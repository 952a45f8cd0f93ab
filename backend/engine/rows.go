package engine

import (
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// rows picks rows of one run: a rule.Selection on columns.
type rows struct {
	run    *run // nil: there are no such events
	span   rule.Span
	always bool // every row lies in the span
	where  []rowTest
}

// rowTest is one filter on the rows of a run.
type rowTest struct {
	codes []uint32
	ok    []bool // by code
	ints  []int64
	local *localTimes
	days  *[7]bool
	test  rule.Test
	not   bool
}

func (e *Engine) rows(s rule.Selection, loc *time.Location) rows {
	out := rows{run: e.runs[s.Type.ID], span: s.Span}
	if out.run == nil {
		return out
	}
	out.always = true
	for _, at := range out.run.at {
		if !s.Span.Has(at) {
			out.always = false
			break
		}
	}
	for _, f := range s.Where {
		out.where = append(out.where, e.rowTest(f, s.Type.ID, out.run, loc))
	}
	return out
}

func (e *Engine) rowTest(f rule.FilterTest, typ domain.EventTypeID, r *run, loc *time.Location) rowTest {
	t := rowTest{not: f.Not, test: f.Test}
	switch f.Virtual {
	case rule.Hour:
		t.local = e.local(typ, r, loc)
		return t
	case rule.Weekday:
		t.local, t.days = e.local(typ, r, loc), &f.Days
		return t
	}
	col := r.props[f.Property]
	switch {
	case col == nil: // no such event has the property: nothing passes
	case col.typ == domain.Text:
		t.codes, t.ok = col.codes, col.dict.passing(f.Test)
	default:
		t.ints = col.ints
	}
	return t
}

func (t *rowTest) passes(row int) bool {
	pass := false
	switch {
	case t.codes != nil:
		pass = t.ok[t.codes[row]]
	case t.days != nil:
		pass = t.days[t.local.weekday(row)]
	case t.local != nil:
		pass = t.test.Int(t.local.hour(row) * domain.NumberScale)
	case t.ints != nil:
		v := t.ints[row]
		pass = v != missing && t.test.Int(v)
	}
	return pass != t.not
}

func (s *rows) has(row int) bool {
	for i := range s.where {
		if !s.where[i].passes(row) {
			return false
		}
	}
	return true
}

// bounds returns the rows of contact i that lie in the span.
func (s *rows) bounds(i int) (from, to int) {
	from, to = int(s.run.off[i]), int(s.run.off[i+1])
	if s.always {
		return from, to
	}
	at := s.run.at
	for from < to && at[from] < s.span.Lo {
		from++
	}
	for to > from && at[to-1] > s.span.Hi {
		to--
	}
	return from, to
}

func (s *rows) count(i int) int64 {
	from, to := s.bounds(i)
	if len(s.where) == 0 {
		return int64(to - from)
	}
	n := int64(0)
	for row := from; row < to; row++ {
		if s.has(row) {
			n++
		}
	}
	return n
}
