package engine

import (
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// rows picks rows of one run: a rule.Selection on columns.
type rows struct {
	run    *run // nil: there are no such events
	sec    bounds[uint32]
	ms     bounds[int64]
	always bool // every row lies in the span
	where  []rowTest
}

// rowTest is one filter, or group of filters, on the rows of a run.
type rowTest struct {
	mode  rule.Mode
	kids  []rowTest
	codes *narrow
	set   codeSet
	col   *column // where the codes that pass cannot be listed
	test  rule.Test
	not   bool
}

// rows makes a selection ready on a part's run.
func (a *asker) rows(p *part, s rule.Selection) rows {
	return a.rowsOf(p.events(s.Type.ID), s.Span, s.Where)
}

func (a *asker) rowsOf(r *run, span rule.Span, where []rule.FilterTest) rows {
	if r.rows() == 0 || span.Lo > span.Hi || span.Lo > r.last || span.Hi < r.first {
		return rows{}
	}
	out := rows{run: r}
	if span.Lo <= r.first && span.Hi >= r.last {
		out.always = true
	} else if r.at.sec != nil {
		out.sec = r.at.secondsIn(span)
		if out.sec.none {
			return rows{}
		}
	} else {
		out.ms = bounds[int64]{lo: span.Lo, hi: span.Hi}
	}
	for _, f := range where {
		out.where = append(out.where, rowTestOf(f, r, a.loc))
	}
	return out
}

func rowTestOf(f rule.FilterTest, r *run, loc *time.Location) rowTest {
	t := rowTest{mode: f.Mode, not: f.Not}
	for _, k := range f.Kids {
		t.kids = append(t.kids, rowTestOf(k, r, loc))
	}
	switch {
	case f.Mode != "":
		return t
	case f.Virtual != "":
		t.codes, t.set = r.local(loc), codeSet{table: localTable(f)}
		return t
	}
	col := r.props[f.Property]
	if col == nil || col.typ != f.Test.Type {
		t.not = t.not != f.Test.Empty() // nothing has a value: none passes, or all
		return t
	}
	set, ok := col.passing(f.Test)
	if !ok {
		t.col, t.test = col, f.Test
		return t
	}
	t.codes, t.set = &col.codes, set
	return t
}

// localTable says for every local time (see localTimes) whether a filter on the
// hour or the weekday passes.
func localTable(f rule.FilterTest) []uint8 {
	table := make([]uint8, 256)
	for v := range table {
		pass := false
		if f.Virtual == rule.Weekday {
			pass = v>>5 < 7 && f.Days[v>>5]
		} else {
			pass = f.Test.Int(int64(v&31) * domain.NumberScale)
		}
		if pass {
			table[v] = 1
		}
	}
	return table
}

// bounds returns the rows of contact i that lie in the span; filters are not
// looked at. The run must not be nil.
func (s *rows) bounds(i int) (from, to int) {
	from, to = int(s.run.off[i]), int(s.run.off[i+1])
	switch {
	case s.always || from == to:
		return from, to
	case s.run.at.sec != nil:
		return trim(s.run.at.sec, from, to, s.sec)
	}
	return trim(s.run.at.ms, from, to, s.ms)
}
