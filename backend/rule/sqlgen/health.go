package sqlgen

import (
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

func (b *builder) bounced(l rule.BouncedLeaf) predicate {
	events := b.counted(l.Bounces, rule.Span{Lo: 1, Hi: highest})
	if l.Suppressed == nil {
		return events
	}
	return some(events, b.suppressed(*l.Suppressed))
}

func (b *builder) role() predicate { return maybe(sql("kvn_is_role(c.email)")) }

func (b *builder) unengaged(l rule.UnengagedLeaf) predicate {
	sent := sql("SELECT e.contact_id FROM event e WHERE e.type_id = $ AND e.at <= $", int64(domain.EventSent), l.AsOf)
	engaged := sql("SELECT e.contact_id FROM event e WHERE e.type_id IN ($, $) AND e.at <= $ AND $",
		int64(domain.EventOpened), int64(domain.EventClicked), l.AsOf, b.byPerson("e"))
	return all(member(sent), not(member(engaged)))
}
