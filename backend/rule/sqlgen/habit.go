package sqlgen

import "github.com/kvnmail/kvnmail/backend/rule"

// habit counts each contact's events by value, takes the most frequent value
// (of equals the one seen last) and looks at that.
func (b *builder) habit(l rule.HabitLeaf) predicate {
	value := b.filterValue(l.Is)
	seen := sql(`SELECT e.contact_id, $ AS value, row_number() OVER (PARTITION BY e.contact_id ORDER BY e.at, e.id) AS nth
		FROM event e WHERE $ AND $ IS NOT NULL`, value, b.selected(l.Selection), value)
	values := sql(`SELECT contact_id, value, row_number() OVER (PARTITION BY contact_id ORDER BY count(*) DESC, max(nth) DESC) AS place,
		sum(count(*)) OVER (PARTITION BY contact_id) AS events FROM ($) GROUP BY contact_id, value`, seen)
	return member(sql("SELECT contact_id FROM ($) WHERE place = 1 AND events >= $ AND $", values, l.Min, b.passes(l.Is, "value").yes))
}
