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

// eachHaving calls fn with every row that counts of the parts that have something.
func eachHaving[T any](e *Engine, has func(p *part) *T, fn func(p *part, it *T, row int)) {
	for _, p := range e.state.Load().parts {
		if it := has(p); it != nil {
			p.live.Each(func(i int) bool { fn(p, it, i); return true })
		}
	}
}

func fieldOf(id domain.FieldID) func(p *part) *column {
	return func(p *part) *column { return p.fields[id] }
}

func eventsOf(id domain.EventTypeID) func(p *part) *run {
	return func(p *part) *run { return p.events(id) }
}

// sheet is a property of the events of a type.
type sheet struct {
	*run
	column *column
}

func sheetOf(t domain.EventTypeID, id domain.PropertyID) func(p *part) *sheet {
	return func(p *part) *sheet {
		if r := p.events(t); r != nil && r.props[id] != nil {
			return &sheet{r, r.props[id]}
		}
		return nil
	}
}

// FieldCount returns how many people have a value of the field.
func (e *Engine) FieldCount(id domain.FieldID) int {
	n := 0
	eachHaving(e, fieldOf(id), func(_ *part, col *column, i int) {
		if col.isSet(i) {
			n++
		}
	})
	return n
}

// EventCount returns how many events of a type there are and how many people did it.
func (e *Engine) EventCount(id domain.EventTypeID) (events, people int) {
	eachHaving(e, eventsOf(id), func(_ *part, r *run, i int) {
		from, to := r.bounds(i)
		events += to - from
		if to > from {
			people++
		}
	})
	return events, people
}

// HasProperty reports whether any event of the type has the property.
func (e *Engine) HasProperty(t domain.EventTypeID, id domain.PropertyID) bool {
	return slices.ContainsFunc(e.state.Load().parts, func(p *part) bool { return sheetOf(t, id)(p) != nil })
}

// PropertyCount returns how many people have an event of the type with the property.
func (e *Engine) PropertyCount(t domain.EventTypeID, id domain.PropertyID) int {
	people := 0
	eachHaving(e, sheetOf(t, id), func(_ *part, s *sheet, i int) {
		from, to := s.bounds(i)
		for row := from; row < to; row++ {
			if s.column.isSet(row) {
				people++
				return
			}
		}
	})
	return people
}

// FieldValues lists a field's values, the most frequent first; only texts that
// contain search (folded) where it is not empty. limit 0 means all. Of lists it
// lists the items.
func (e *Engine) FieldValues(id domain.FieldID, search string, limit int) []ValueCount {
	c := newValueCounter()
	eachHaving(e, fieldOf(id), func(p *part, col *column, i int) { c.add(p.number(i), col, i) })
	return c.list(search, limit)
}

// PropertyValues lists the values of a property on events of one type with the
// number of people who have such an event, the most frequent first.
func (e *Engine) PropertyValues(t domain.EventTypeID, id domain.PropertyID, search string, limit int) []ValueCount {
	c := newValueCounter()
	eachHaving(e, sheetOf(t, id), func(p *part, s *sheet, i int) {
		person := p.number(i)
		from, to := s.bounds(i)
		for row := from; row < to; row++ {
			c.add(person, s.column, row)
		}
	})
	return c.list(search, limit)
}

// AddressParts lists the domains or providers of the addresses with how many
// people have one, the most frequent first.
func (e *Engine) AddressParts(which, search string, limit int) []ValueCount {
	counts := map[string]int{}
	for _, p := range e.state.Load().parts {
		if emails := p.fields[domain.FieldEmail]; emails != nil {
			countParts(p, p.addressPart(emails, which), counts)
		}
	}
	search = rule.Fold(search)
	var out []ValueCount
	for text, n := range counts {
		if strings.Contains(rule.Fold(text), search) {
			out = append(out, ValueCount{domain.TextValue(text), n})
		}
	}
	return mostFrequent(out, limit)
}

func countParts(p *part, col *column, counts map[string]int) {
	_, shown := col.dict.texts()
	byCode := make([]int, len(shown))
	p.live.Each(func(i int) bool { byCode[col.code(i)]++; return true })
	for code, n := range byCode[1:] {
		if n > 0 {
			counts[shown[code+1]] += n
		}
	}
}

// valueCounter counts each value once per person: coded texts by their code,
// lists item by item, the others by what they are.
type valueCounter struct {
	dict    *dictionary
	byCode  []seenBy
	items   [][]int        // of lists, by code: numbers into byItem
	numbers map[string]int // of items, by their folded text
	byItem  []seenBy
	names   []string // of items, as first written
	byValue map[domain.Value]*seenBy
}

// seenBy is how many people have a value, and the last of them, plus 1.
type seenBy struct{ people, last int }

func (s *seenBy) see(person int) {
	if s.last != person+1 {
		s.last = person + 1
		s.people++
	}
}

func newValueCounter() *valueCounter {
	return &valueCounter{byValue: map[domain.Value]*seenBy{}, numbers: map[string]int{}}
}

func (c *valueCounter) add(person int, col *column, row int) {
	if !col.isSet(row) {
		return
	}
	if col.dict == nil {
		c.addValue(person, col.value(row))
		return
	}
	code := int(col.code(row))
	if col.dict.typ == domain.List {
		for _, n := range c.itemsOf(col.dict, code) {
			c.byItem[n].see(person)
		}
		return
	}
	c.dict = col.dict
	for len(c.byCode) <= code {
		c.byCode = append(c.byCode, seenBy{})
	}
	c.byCode[code].see(person)
}

func (c *valueCounter) addValue(person int, v domain.Value) {
	s := c.byValue[v]
	if s == nil {
		s = &seenBy{}
		c.byValue[v] = s
	}
	s.see(person)
}

// itemsOf returns the numbers of the items of a list.
func (c *valueCounter) itemsOf(dict *dictionary, code int) []int {
	for len(c.items) <= code {
		c.items = append(c.items, nil)
	}
	if c.items[code] != nil {
		return c.items[code]
	}
	_, shown := dict.texts()
	list := domain.Value{Type: domain.List, Text: shown[code]}
	for _, item := range list.Items() {
		folded := rule.Fold(item)
		n, known := c.numbers[folded]
		if !known {
			n = len(c.byItem)
			c.numbers[folded] = n
			c.byItem, c.names = append(c.byItem, seenBy{}), append(c.names, item)
		}
		c.items[code] = append(c.items[code], n)
	}
	return c.items[code]
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
	for folded, n := range c.numbers {
		if strings.Contains(folded, search) {
			out = append(out, ValueCount{domain.TextValue(c.names[n]), c.byItem[n].people})
		}
	}
	for v, s := range c.byValue {
		if strings.Contains(rule.Fold(v.String()), search) {
			out = append(out, ValueCount{v, s.people})
		}
	}
	return mostFrequent(out, limit)
}

func mostFrequent(out []ValueCount, limit int) []ValueCount {
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

// Sum returns what a property of contact i's events of a type adds up to, up to an
// instant; missing where no event has it.
func (e *Engine) Sum(i int, t domain.EventTypeID, id domain.PropertyID, asOf time.Time) domain.Value {
	p, row, ok := e.state.Load().find(i)
	if !ok {
		return domain.Value{}
	}
	a := &asker{asOf: asOf.UnixMilli()}
	s := a.upTo(p.events(t))
	if s.run == nil {
		return domain.Value{}
	}
	read := sumReader(&s, s.run.props[id])
	if read == nil {
		return domain.Value{}
	}
	sum, some := read(row)
	if !some {
		return domain.Value{}
	}
	return domain.Value{Type: s.run.props[id].typ, Int: sum}
}

// FieldValue returns contact i's value of a field, missing if there is none.
func (e *Engine) FieldValue(i int, id domain.FieldID) domain.Value {
	p, row, ok := e.state.Load().find(i)
	if !ok || p.fields[id] == nil {
		return domain.Value{}
	}
	return p.fields[id].value(row)
}
