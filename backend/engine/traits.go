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

// eachLive calls fn with every row of every part that counts.
func (s *state) eachLive(fn func(p *part, row int)) {
	for _, p := range s.parts {
		p.live.Each(func(i int) bool { fn(p, i); return true })
	}
}

// FieldCount returns how many people have a value of the field.
func (e *Engine) FieldCount(id domain.FieldID) int {
	n := 0
	e.state.Load().eachLive(func(p *part, i int) {
		if col := p.fields[id]; col != nil && col.isSet(i) {
			n++
		}
	})
	return n
}

// EventCount returns how many events of a type there are and how many people did it.
func (e *Engine) EventCount(id domain.EventTypeID) (events, people int) {
	e.state.Load().eachLive(func(p *part, i int) {
		if r := p.events(id); r != nil {
			from, to := r.bounds(i)
			events += to - from
			if to > from {
				people++
			}
		}
	})
	return events, people
}

// HasProperty reports whether any event of the type has the property.
func (e *Engine) HasProperty(t domain.EventTypeID, id domain.PropertyID) bool {
	for _, p := range e.state.Load().parts {
		if r := p.events(t); r != nil && r.props[id] != nil {
			return true
		}
	}
	return false
}

// PropertyCount returns how many people have an event of the type with the property.
func (e *Engine) PropertyCount(t domain.EventTypeID, id domain.PropertyID) int {
	people := 0
	e.state.Load().eachLive(func(p *part, i int) {
		r := p.events(t)
		if r == nil || r.props[id] == nil {
			return
		}
		from, to := r.bounds(i)
		for row := from; row < to; row++ {
			if r.props[id].isSet(row) {
				people++
				return
			}
		}
	})
	return people
}

// FieldValues lists a field's values, the most frequent first; only texts that
// contain search (folded) where it is not empty. limit 0 means all.
func (e *Engine) FieldValues(id domain.FieldID, search string, limit int) []ValueCount {
	c := newValueCounter()
	e.state.Load().eachLive(func(p *part, i int) {
		if col := p.fields[id]; col != nil {
			c.add(p.number(i), col, i)
		}
	})
	return c.list(search, limit)
}

// PropertyValues lists the values of a property on events of one type with the
// number of people who have such an event, the most frequent first.
func (e *Engine) PropertyValues(t domain.EventTypeID, id domain.PropertyID, search string, limit int) []ValueCount {
	c := newValueCounter()
	e.state.Load().eachLive(func(p *part, i int) {
		r := p.events(t)
		if r == nil || r.props[id] == nil {
			return
		}
		from, to := r.bounds(i)
		for row := from; row < to; row++ {
			c.add(p.number(i), r.props[id], row)
		}
	})
	return c.list(search, limit)
}

// valueCounter counts each value once per person: coded texts by their code, the
// others by what they are.
type valueCounter struct {
	dict    *dictionary
	byCode  []seenBy
	byValue map[domain.Value]*seenBy
}

// seenBy is how many people have a value, and the last of them, plus 1.
type seenBy struct{ people, last int }

func newValueCounter() *valueCounter { return &valueCounter{byValue: map[domain.Value]*seenBy{}} }

func (c *valueCounter) add(person int, col *column, row int) {
	if !col.isSet(row) {
		return
	}
	var s *seenBy
	if col.dict != nil {
		c.dict = col.dict
		code := int(col.code(row))
		for len(c.byCode) <= code {
			c.byCode = append(c.byCode, seenBy{})
		}
		s = &c.byCode[code]
	} else {
		v := col.value(row)
		if s = c.byValue[v]; s == nil {
			s = &seenBy{}
			c.byValue[v] = s
		}
	}
	if s.last != person+1 {
		s.last = person + 1
		s.people++
	}
}

func (c *valueCounter) list(search string, limit int) []ValueCount {
	search = rule.Fold(search)
	var out []ValueCount
	if c.dict != nil {
		folded, shown := c.dict.texts()
		for code, s := range c.byCode {
			if s.people > 0 && strings.Contains(folded[code], search) {
				out = append(out, ValueCount{domain.Value{Type: c.dict.typ, Text: shown[code]}, s.people})
			}
		}
	}
	for v, s := range c.byValue {
		if strings.Contains(rule.Fold(v.String()), search) {
			out = append(out, ValueCount{v, s.people})
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
	p, row, ok := e.state.Load().find(i)
	if !ok {
		return 0, time.Time{}
	}
	a := &asker{asOf: asOf.UnixMilli()}
	s := a.upTo(p.events(t))
	if s.run == nil {
		return 0, time.Time{}
	}
	from, to := s.bounds(row)
	if from == to {
		return 0, time.Time{}
	}
	return to - from, time.UnixMilli(s.run.at.at(to - 1)).UTC()
}

// FieldValue returns contact i's value of a field, missing if there is none.
func (e *Engine) FieldValue(i int, id domain.FieldID) domain.Value {
	p, row, ok := e.state.Load().find(i)
	if !ok || p.fields[id] == nil {
		return domain.Value{}
	}
	return p.fields[id].value(row)
}
