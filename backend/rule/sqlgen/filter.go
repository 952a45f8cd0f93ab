package sqlgen

import (
	"strconv"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// propertyColumn names the column an event's property is compared by.
func (b *builder) propertyColumn(alias string, id domain.PropertyID) string {
	p, ok := b.props[id]
	if !ok {
		return "NULL"
	}
	return alias + "." + compared(propertyName(id), p.Type)
}

func propertyName(id domain.PropertyID) string { return "p" + strconv.FormatInt(int64(id), 10) }

// filters holds for events (of the table e) that pass all of some filters.
func (b *builder) filters(tests []rule.FilterTest) predicate {
	var parts []predicate
	for _, t := range tests {
		parts = append(parts, b.filter(t))
	}
	return all(parts...)
}

func (b *builder) filter(t rule.FilterTest) predicate {
	if t.Mode == "" {
		return b.passes(t, b.filterValue(t))
	}
	var kids []predicate
	for _, k := range t.Kids {
		kids = append(kids, b.filter(k))
	}
	return notIf(t.Not, group(t.Mode, kids))
}

// filterValue is what a single filter looks at.
func (b *builder) filterValue(t rule.FilterTest) string {
	switch t.Virtual {
	case rule.Hour:
		return "e.hour"
	case rule.Weekday:
		return "e.weekday"
	}
	return b.propertyColumn("e", t.Property)
}

// passes holds where a value passes a single filter.
func (b *builder) passes(t rule.FilterTest, value string) predicate {
	switch t.Virtual {
	case rule.Hour:
		return notIf(t.Not, b.test(t.Test, "("+value+" * "+strconv.Itoa(domain.NumberScale)+")"))
	case rule.Weekday:
		return notIf(t.Not, maybe(sql("$ IN ($)", value, weekdays(t.Days))))
	}
	return notIf(t.Not, b.test(t.Test, value))
}

func weekdays(days [7]bool) string {
	var in []string
	for day, ok := range days {
		if ok {
			in = append(in, strconv.Itoa(day))
		}
	}
	return strings.Join(in, ", ")
}

// selected holds for the events (of the table e) of a selection.
func (b *builder) selected(s rule.Selection) fragment {
	parts := []fragment{sql("e.type_id = $", int64(s.Type.ID)), during(s.Span)}
	if len(s.Where) > 0 {
		parts = append(parts, b.filters(s.Where).yes)
	}
	return joined("AND", parts)
}

// during holds for events in a span. Where it has no start the + keeps SQLite
// from the index by time: the table itself, in the order of contacts, is the
// shorter way through all events of a type.
func during(s rule.Span) fragment {
	if s.Lo <= lowest {
		return within("+e.at", s)
	}
	return within("e.at", s)
}

// doers is a query for the contacts of a selection's events. Where the events
// come in the order of contacts each is told apart from the one before, which
// saves many entries of the list that SQLite makes of them.
func (b *builder) doers(s rule.Selection) fragment {
	distinct := ""
	if s.Span.Lo <= lowest {
		distinct = "DISTINCT"
	}
	return sql("SELECT $ e.contact_id FROM event e WHERE $", distinct, b.selected(s))
}
