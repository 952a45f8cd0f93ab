package app

import "github.com/kvnmail/kvnmail/backend/segment"

// each copies a list into the bridge's shape. It never returns nil: the
// interface would get null instead of an empty list.
func each[From, To any](list []From, shape func(From) To) []To {
	out := make([]To, len(list))
	for i, v := range list {
		out[i] = shape(v)
	}
	return out
}

func ruleCountView(r segment.RuleCount) RuleCount {
	return RuleCount{
		People: r.People, Contacts: r.Contacts, Mailable: r.Mailable, NoAddress: r.NoAddress, NoConsent: r.NoConsent, Paused: r.Paused,
		Suppressed: r.Suppressed, NearMisses: r.NearMisses, Ms: r.Ms,
		Nodes:      each(r.Nodes, func(n segment.NodeCount) NodeCount { return NodeCount(n) }),
		Clauses:    each(r.Clauses, clauseView),
		Sentence:   each(r.Sentence, func(p segment.Phrase) Phrase { return Phrase(p) }),
		Unfinished: each(r.Unfinished, func(n segment.PathNotice) PathNotice { return PathNotice(n) }),
	}
}

func clauseView(c segment.Clause) Clause {
	return Clause{
		ID: c.ID, Path: c.Path, Trait: c.Trait, Category: c.Category, Icon: c.Icon, Text: c.Text,
		Tokens: each(c.Tokens, func(t segment.Token) Token { return Token(t) }),
	}
}

func traitGroupView(g segment.TraitGroup) TraitGroup {
	return TraitGroup{Key: g.Key, Label: g.Label, Traits: each(g.Traits, func(t segment.Trait) Trait { return Trait(t) })}
}

func valueCountView(v segment.ValueCount) ValueCount { return ValueCount(v) }

func personPageView(p segment.PersonPage) PersonPage {
	return PersonPage{Total: p.Total, People: each(p.People, func(r segment.PersonRow) PersonRow { return PersonRow(r) })}
}

func explanationView(e segment.Explanation) Explanation {
	return Explanation{
		ID: e.ID, Path: e.Path, Mode: e.Mode, Lane: e.Lane, Text: e.Text, Match: e.Match, Muted: e.Muted, Facts: e.Facts,
		Children: each(e.Children, explanationView),
	}
}

func eventTypeView(t segment.EventType) EventTypeView {
	return EventTypeView{Key: t.Key, Name: t.Name, Events: t.Events, Properties: each(t.Properties, func(p segment.Property) PropertyView { return PropertyView(p) })}
}
