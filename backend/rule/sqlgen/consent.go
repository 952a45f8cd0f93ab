package sqlgen

import "github.com/kvnmail/kvnmail/backend/rule"

// consent asks for entries that will do and that no later one follows. Of
// entries of the same instant the one recorded last is the later.
func (b *builder) consent(l rule.ConsentLeaf) predicate {
	asOf := b.plan.AsOf.UnixMilli()
	basis := sql("1")
	if len(l.Basis) > 0 {
		basis = sql("e.basis_folded IN $", list(l.Basis))
	}
	return member(sql(`SELECT e.contact_id FROM consent e WHERE e.purpose = $ AND e.action = $ AND e.at <= $ AND $ AND $ AND NOT EXISTS
		(SELECT 1 FROM consent l WHERE l.purpose = e.purpose AND l.contact_id = e.contact_id AND l.at <= $ AND (l.at, l.id) > (e.at, e.id))`,
		text(l.Purpose), text(l.State), asOf, within("e.at", l.In), basis, asOf))
}
