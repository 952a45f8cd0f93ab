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
	past := rule.Span{Lo: lowest, Hi: l.AsOf}
	engaged := func(t domain.EventTypeID) fragment {
		return sql("$ AND $", b.doers(rule.Selection{Type: domain.EventType{ID: t}, Span: past}), b.byPerson("e"))
	}
	sent := b.doers(rule.Selection{Type: domain.EventType{ID: domain.EventSent}, Span: past})
	return all(member(sent), not(member(engaged(domain.EventOpened))), not(member(engaged(domain.EventClicked))))
}
