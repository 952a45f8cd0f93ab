package segment

import (
	"context"
	"fmt"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// TraitFacts are the hover facts of a trait: how many of the contacts have a
// value (or did it, or match it as it starts out), and its most frequent values.
// Missing is how many have none, and Text says the first as a sentence.
type TraitFacts struct {
	People  int
	Of      int
	Missing int
	Top     []ValueCount
	Text    string
}

// ValueCount is one value and how many people have it.
type ValueCount struct {
	Value  string
	People int
}

const topValues = 5

// meaning says what the number of people of a trait counts.
type meaning int

const (
	haveValue meaning = iota
	didIt
	match
)

var meanings = map[meaning][2]string{
	haveValue: {"%s of %s people have a value", "%[2]s में से %[1]s लोगों का मान पता है"},
	didIt:     {"%s of %s people did this at least once", "%[2]s में से %[1]s लोगों ने यह कम से कम एक बार किया"},
	match:     {"%s of %s people match this as it starts out", "%[2]s में से %[1]s लोग शुरुआती शर्त में आते हैं"},
}

// TraitFacts returns the hover facts of a trait by its key. They are worked out
// once for the same data.
func (s *Studio) TraitFacts(ctx context.Context, key string) (TraitFacts, error) {
	return s.cache.trait(s, key, func() (TraitFacts, error) { return s.traitFacts(ctx, key) })
}

func (s *Studio) traitFacts(ctx context.Context, key string) (TraitFacts, error) {
	out := TraitFacts{Of: s.engine.Contacts(), Top: []ValueCount{}}
	means, err := s.count(ctx, key, &out)
	out.Missing = out.Of - out.People
	cat := s.Catalog()
	format := meanings[means][0]
	if cat.Tongue() == "hi" {
		format = meanings[means][1]
	}
	number := func(n int) string { return rule.FormatValue(domain.IntValue(int64(n)), cat) }
	out.Text = fmt.Sprintf(format, number(out.People), number(out.Of))
	return out, err
}

func (s *Studio) count(ctx context.Context, key string, out *TraitFacts) (meaning, error) {
	kind, rest, _ := strings.Cut(key, ":")
	rest, variant, _ := strings.Cut(rest, "#")
	name, part, _ := strings.Cut(rest, ".")
	switch {
	case kind == "field" && variant == "":
		return haveValue, s.fieldFacts(out, key, name, part)
	case kind == "event", kind == "measure", kind == "recency":
		return didIt, s.eventFacts(out, key, name, part)
	case kind == "habit", kind == "nth":
		if err := s.eventFacts(out, key, name, part); err != nil {
			return match, err
		}
	}
	c, ok := s.chip(key)
	if !ok {
		return match, unknownTrait(key)
	}
	members, err := s.engine.Evaluate(ctx, rule.Rule{Include: &rule.Node{Cond: c.cond}}, s.now())
	if err == nil {
		out.People = members.Count()
	}
	return match, err
}

// chip finds a chip by its key.
func (s *Studio) chip(key string) (chip, bool) {
	for _, c := range s.pane().chips {
		if c.Key == key {
			return c, true
		}
	}
	return chip{}, false
}

func (s *Studio) fieldFacts(out *TraitFacts, key, name, part string) error {
	f, ok := s.Catalog().Field(name)
	if !ok {
		return unknownTrait(key)
	}
	out.People = s.engine.FieldCount(f.ID)
	unique := f.ID == domain.FieldEmail || f.ID == domain.FieldExternalID // their values say nothing about many
	switch {
	case part != "":
		out.Top = s.shown(s.engine.AddressParts(part, "", topValues))
	case !unique && (f.Type.Coded() || f.Type == domain.Bool):
		out.Top = s.shown(s.engine.FieldValues(f.ID, "", topValues))
	}
	return nil
}

func (s *Studio) eventFacts(out *TraitFacts, key, event, prop string) error {
	t, ok := s.Catalog().EventType(event)
	if !ok {
		return unknownTrait(key)
	}
	_, out.People = s.engine.EventCount(t.ID)
	if p, ok := s.Catalog().Property(prop); prop != "" && ok && p.ID != 0 {
		out.People = s.engine.PropertyCount(t.ID, p.ID)
		if p.Type.Coded() {
			out.Top = s.shown(s.engine.PropertyValues(t.ID, p.ID, "", topValues))
		}
	}
	return nil
}

func (s *Studio) shown(in []engine.ValueCount) []ValueCount {
	out := []ValueCount{}
	for _, v := range in {
		out = append(out, ValueCount{v.Value.String(), v.People})
	}
	return out
}

// Values lists the values of "field:city", "field:email.domain",
// "event:purchased.category", "consent:purpose" or "consent:basis", the most
// frequent first; of fields and events those containing search only, and limit 0
// means all. The items of lists are counted one by one.
func (s *Studio) Values(source, search string, limit int) ([]ValueCount, error) {
	kind, name, _ := strings.Cut(source, ":")
	owner, prop, _ := strings.Cut(name, ".")
	if kind == "field" {
		f, ok := s.Catalog().Field(owner)
		if !ok {
			return nil, unknownTrait(source)
		}
		if prop != "" {
			return s.shown(s.engine.AddressParts(prop, search, limit)), nil
		}
		return s.shown(s.engine.FieldValues(f.ID, search, limit)), nil
	}
	switch source {
	case "consent:purpose":
		return s.shown(s.engine.Purposes()), nil
	case "consent:basis":
		return s.shown(s.engine.Bases()), nil
	}
	t, okType := s.Catalog().EventType(owner)
	p, okProp := s.Catalog().Property(prop)
	if kind != "event" || !okType || !okProp {
		return nil, unknownTrait(source)
	}
	return s.shown(s.engine.PropertyValues(t.ID, p.ID, search, limit)), nil
}

// Field is something known about contacts that rules can ask about.
type Field struct {
	Key     string
	Name    string
	Type    string
	Derived bool
}

// Fields lists every field in the catalog's order.
func (s *Studio) Fields() []Field {
	cat := s.Catalog()
	out := []Field{}
	for _, f := range cat.Fields {
		out = append(out, Field{f.Key, cat.FieldName(f), string(f.Type), !f.DerivedAt.IsZero()})
	}
	return out
}

// EventType is an event type with the properties its events have; hour and
// weekday are always there.
type EventType struct {
	Key        string
	Name       string
	Events     int
	Properties []Property
}

// Property is one property of an event type.
type Property struct {
	Key  string
	Name string
	Type string
}

// EventTypes lists every event type in the catalog's order.
func (s *Studio) EventTypes() []EventType {
	cat := s.Catalog()
	out := []EventType{}
	for _, t := range cat.EventTypes {
		v := EventType{Key: t.Key, Name: cat.EventName(t), Events: s.events(t)}
		for _, p := range cat.Properties {
			if s.engine.HasProperty(t.ID, p.ID) {
				v.Properties = append(v.Properties, Property{p.Key, cat.PropertyName(p), string(p.Type)})
			}
		}
		for _, key := range []string{rule.Hour, rule.Weekday} {
			p, _ := cat.Property(key)
			v.Properties = append(v.Properties, Property{key, cat.PropertyName(p), string(p.Type)})
		}
		out = append(out, v)
	}
	return out
}
