package sqlgen

import "github.com/kvnmail/kvnmail/backend/rule"

// habit counts each contact's events by value, takes the most frequent value (of
// equals the one seen last) and looks at that: beside a max() SQLite takes the
// other columns from the row of the maximum, and no two values of a contact
// were seen last in the same event.
func (b *builder) habit(l rule.HabitLeaf) predicate {
	value := b.filterValue(l.Is)
	seen := sql(`SELECT e.contact_id, $ AS value, row_number() OVER (PARTITION BY e.contact_id ORDER BY e.at, e.id) AS nth
		FROM event e WHERE $ AND $ IS NOT NULL`, value, b.selected(l.Selection), value)
	values := sql("SELECT contact_id, value, count(*) AS n, max(nth) AS last FROM ($) GROUP BY contact_id, value", seen)
	usual := sql("SELECT contact_id, value, max(n << 32 | last), sum(n) AS events FROM ($) GROUP BY contact_id", values)
	return member(sql("SELECT contact_id FROM ($) WHERE events >= $ AND $", usual, l.Min, b.passes(l.Is, "value").yes))
}
