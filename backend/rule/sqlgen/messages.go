package sqlgen

import (
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// messages reads each contact's last mails from the end of their part of the
// table and looks for an opening (or click) of each.
func (b *builder) messages(l rule.MessagesLeaf) predicate {
	asOf := b.plan.AsOf.UnixMilli()
	mails := sql("SELECT e.contact_id, $ AS mail FROM event e WHERE e.type_id = $ AND e.contact_id = c.id AND e.at <= $ ORDER BY e.at DESC, e.id DESC LIMIT $",
		b.propertyColumn("e", domain.PropMessage), int64(domain.EventSent), asOf, l.N)
	person := sql("")
	if !l.Machines {
		person = sql("AND $", b.byPerson("a"))
	}
	acted := sql("EXISTS (SELECT 1 FROM event a WHERE a.type_id = $ AND a.contact_id = s.contact_id AND a.at <= $ AND $ = s.mail $)",
		int64(l.Action), asOf, b.propertyColumn("a", domain.PropMessage), person)
	return maybe(sql("(SELECT count(*) = $ AND sum($) BETWEEN $ AND $ FROM ($) s)", l.N, acted, l.Count.Lo, l.Count.Hi, mails))
}

// byPerson holds for events that no machine made.
func (b *builder) byPerson(alias string) fragment {
	machine := b.propertyColumn(alias, domain.PropMachine)
	return sql("($ IS NULL OR $ = 0)", machine, machine)
}
