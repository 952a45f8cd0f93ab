package sqlgen

import (
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// sequence follows the steps: from the events reached so far, each with the
// instant until which the next step counts, to those of the next step. The last
// step is only looked for.
func (b *builder) sequence(l rule.SequenceLeaf) predicate {
	s := steps{b, l, "0"}
	if l.Same != 0 {
		s.same = b.propertyColumn("e", l.Same)
	}
	reached := s.first()
	end := len(l.Steps) - 1
	for _, step := range l.Steps[1:end] {
		reached = sql("SELECT DISTINCT e.contact_id, e.at, $ AS same FROM ($) a CROSS JOIN event e ON $", s.same, s.until(reached, step), s.follows(step))
	}
	last := l.Steps[end]
	found := sql("EXISTS (SELECT 1 FROM event e WHERE $)", s.follows(last))
	if last.Not {
		found = sql("a.until <= $ AND NOT $", l.AsOf, found)
	}
	return member(sql("SELECT a.contact_id FROM ($) a WHERE $", s.until(reached, last), found))
}

type steps struct {
	b    *builder
	leaf rule.SequenceLeaf
	same string // what has to be the same in every step
}

// first is a query for contact_id, at and same of the events of the first step.
func (s steps) first() fragment {
	selected := s.b.selected(s.leaf.Steps[0].Selection)
	if !s.leaf.Last {
		return sql("SELECT e.contact_id, e.at, $ AS same FROM event e WHERE $ AND $ IS NOT NULL", s.same, selected, s.same)
	}
	return sql(`SELECT contact_id, at, same FROM (SELECT e.contact_id, e.at, $ AS same, row_number() OVER (PARTITION BY e.contact_id ORDER BY e.at DESC, e.id DESC) AS place
		FROM event e WHERE $) WHERE place = 1 AND same IS NOT NULL`, s.same, selected)
}

// until adds the deadline for the next step. Without one only the earliest event matters.
func (s steps) until(reached fragment, next rule.SequenceStep) fragment {
	if next.Within.N == 0 {
		return sql("SELECT contact_id, same, min(at) AS at, $ AS until FROM ($) GROUP BY contact_id, same", int64(highest), reached)
	}
	return sql("SELECT contact_id, same, at, $ AS until FROM ($)", s.after(next.Within), reached)
}

// after steps on the wall clock for days and longer.
func (s steps) after(l rule.Length) fragment {
	const minute, hour = 60_000, 3_600_000
	switch l.Unit {
	case "minute":
		return sql("at + $", l.N*minute)
	case "hour":
		return sql("at + $", l.N*hour)
	}
	return sql("kvn_after(at, $, $, $)", l.N, text(l.Unit), text(s.leaf.Loc.String()))
}

// follows holds for events e of a step that follow the event a in time.
func (s steps) follows(step rule.SequenceStep) fragment {
	out := sql("e.contact_id = a.contact_id AND e.at > a.at AND e.at <= a.until AND $", s.b.selected(step.Selection))
	if s.leaf.Same != domain.PropertyID(0) {
		out = sql("$ AND $ = a.same", out, s.same)
	}
	return out
}
