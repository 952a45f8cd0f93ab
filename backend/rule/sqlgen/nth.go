package sqlgen

import "github.com/kvnmail/kvnmail/backend/rule"

// nth looks at one event of each contact, counted from either end.
func (b *builder) nth(l rule.NthLeaf) predicate {
	order, skip := "e.at, e.id", l.N-1
	if l.N < 0 {
		order, skip = "e.at DESC, e.id DESC", -l.N-1
	}
	return maybe(sql("(SELECT $ FROM event e WHERE e.contact_id = c.id AND $ ORDER BY $ LIMIT 1 OFFSET $)",
		b.filters(l.Has).yes, b.selected(l.Selection), order, skip))
}
