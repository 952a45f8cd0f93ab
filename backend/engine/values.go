package engine

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// ValueCount is one value and how many people have it. Text is as first written.
type ValueCount struct {
	Value  domain.Value
	People int
}

// FieldCount returns how many people have a value of the field.
func (e *Engine) FieldCount(id domain.FieldID) int {
	col, n := e.fields[id], 0
	if col == nil {
		return 0
	}
	for i := range e.ids {
		if col.isSet(i) {
			n++
		}
	}
	return n
}

// EventCount returns how many events of a type there are and how many people did it.
func (e *Engine) EventCount(id domain.EventTypeID) (events, people int) {
	r := e.runs[id]
	if r == nil {
		return 0, 0
	}
	for i := range e.ids {
		if r.off[i+1] > r.off[i] {
			people++
		}
	}
	return len(r.at), people
}

// HasProperty reports whether any event of the type has the property.
func (e *Engine) HasProperty(t domain.EventTypeID, p domain.PropertyID) bool {
	r := e.runs[t]
	return r != nil && r.props[p] != nil
}

// PropertyCount returns how many people have an event of the type with the property.
func (e *Engine) PropertyCount(t domain.EventTypeID, p domain.PropertyID) int {
	if !e.HasProperty(t, p) {
		return 0
	}
	r, col, people := e.runs[t], e.runs[t].props[p], 0
	for i := range e.ids {
		for row := int(r.off[i]); row < int(r.off[i+1]); row++ {
			if col.isSet(row) {
				people++
				break
			}
		}
	}
	return people
}

// FieldValues lists a field's values, the most frequent first; only texts that
// contain search (folded) where it is not empty. limit 0 means all.
func (e *Engine) FieldValues(id domain.FieldID, search string, limit int) []ValueCount {
	col := e.fields[id]
	if col == nil {
		return nil
	}
	c := newValueCounter(col)
	for i := range e.ids {
		c.add(i, i)
	}
	return c.list(search, limit)
}

// PropertyValues lists the values of a property on events of one type with the
// number of people who have such an event, the most frequent first.
func (e *Engine) PropertyValues(t domain.EventTypeID, p domain.PropertyID, search string, limit int) []ValueCount {
	r := e.runs[t]
	if r == nil || r.props[p] == nil {
		return nil
	}
	c := newValueCounter(r.props[p])
	for i := range e.ids {
		for row := int(r.off[i]); row < int(r.off[i+1]); row++ {
			c.add(i, row)
		}
	}
	return c.list(search, limit)
}

// valueCounter counts each value once per person: texts by their code, the few
// different numbers by a map.
type valueCounter struct {
	col     *column
	byCode  []seenBy
	byValue map[int64]*seenBy
}

// seenBy is how many people have a value, and the last of them, plus 1.
type seenBy struct{ people, last int }

func newValueCounter(col *column) *valueCounter {
	c := &valueCounter{col: col, byValue: map[int64]*seenBy{}}
	if col.typ == domain.Text {
		c.byCode = make([]seenBy, len(col.dict.folded))
	}
	return c
}

func (c *valueCounter) add(person, row int) {
	if !c.col.isSet(row) {
		return
	}
	var s *seenBy
	if c.byCode != nil {
		s = &c.byCode[c.col.codes[row]]
	} else if s = c.byValue[c.col.ints[row]]; s == nil {
		s = &seenBy{}
		c.byValue[c.col.ints[row]] = s
	}
	if s.last != person+1 {
		s.last = person + 1
		s.people++
	}
}

func (c *valueCounter) list(search string, limit int) []ValueCount {
	search = rule.Fold(search)
	var out []ValueCount
	for code, s := range c.byCode {
		if s.people > 0 && strings.Contains(c.col.dict.folded[code], search) {
			out = append(out, ValueCount{domain.Value{Type: domain.Text, Text: c.col.dict.shown[code]}, s.people})
		}
	}
	for v, s := range c.byValue {
		value := domain.Value{Type: c.col.typ, Int: v}
		if strings.Contains(value.String(), search) {
			out = append(out, ValueCount{value, s.people})
		}
	}
	slices.SortFunc(out, func(a, b ValueCount) int {
		return cmp.Or(b.People-a.People, strings.Compare(a.Value.Text, b.Value.Text), cmp.Compare(a.Value.Int, b.Value.Int))
	})
	if limit > 0 && len(out) > limit {
		out = out[:limit]
	}
	return out
}

// Deeds returns how many events of a type contact i has up to an instant, and when the last was.
func (e *Engine) Deeds(i int, t domain.EventTypeID, asOf time.Time) (n int, last time.Time) {
	r := e.runs[t]
	if r == nil {
		return 0, time.Time{}
	}
	s := rows{run: r, span: rule.Span{Lo: missing, Hi: asOf.UnixMilli()}}
	from, to := s.bounds(i)
	if from == to {
		return 0, time.Time{}
	}
	return to - from, time.UnixMilli(r.at[to-1]).UTC()
}

// FieldValue returns contact i's value of a field, missing if there is none.
func (e *Engine) FieldValue(i int, id domain.FieldID) domain.Value {
	col := e.fields[id]
	switch {
	case col == nil || !col.isSet(i):
		return domain.Value{}
	case col.typ == domain.Text:
		return domain.Value{Type: domain.Text, Text: col.dict.shown[col.codes[i]]}
	}
	return domain.Value{Type: col.typ, Int: col.ints[i]}
}
