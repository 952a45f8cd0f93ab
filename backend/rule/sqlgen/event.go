package sqlgen

import "github.com/kvnmail/kvnmail/backend/rule"

func (b *builder) event(l rule.EventLeaf) predicate {
	return b.counted(l.Selection, l.Count)
}

// counted holds for who has so many events of a selection. Who has none is in no
// group: where none is enough, ask for the others and turn it around.
func (b *builder) counted(s rule.Selection, count rule.Span) predicate {
	events := sql("SELECT e.contact_id FROM event e WHERE $", b.selected(s))
	switch {
	case count.Lo <= 0 && count.Hi == highest:
		return always
	case count.Lo > count.Hi:
		return never
	case count.Lo == 1 && count.Hi == highest:
		return member(b.doers(s))
	case count.Hi == 0:
		return not(member(b.doers(s)))
	case count.Has(0):
		return not(member(sql("$ GROUP BY e.contact_id HAVING count(*) > $", events, count.Hi)))
	}
	return member(sql("$ GROUP BY e.contact_id HAVING $", events, within("count(*)", count)))
}
