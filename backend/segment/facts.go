package segment

import (
	"context"
	"strconv"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// TraitFacts are the hover facts of a trait: how many of the contacts have a
// value (or did it), and its most frequent values.
type TraitFacts struct {
	People int
	Of     int
	Top    []ValueCount
}

// ValueCount is one value and how many people have it.
type ValueCount struct {
	Value  string
	People int
}

const topValues = 5

// TraitFacts returns the hover facts of a trait by its key.
func (s *Studio) TraitFacts(ctx context.Context, key string) (TraitFacts, error) {
	out := TraitFacts{Of: s.engine.Contacts(), Top: []ValueCount{}}
	kind, rest, _ := strings.Cut(key, ":")
	switch kind {
	case "everyone":
		out.People = out.Of
		return out, nil
	case "field":
		f, ok := s.Catalog().Field(rest)
		if !ok {
			return out, unknownTrait(key)
		}
		out.People = s.engine.FieldCount(f.ID)
		unique := f.ID == domain.FieldEmail || f.ID == domain.FieldExternalID // their values say nothing about many
		if !unique && (f.Type == domain.Text || f.Type == domain.Bool) {
			out.Top = s.shown(s.engine.FieldValues(f.ID, "", topValues))
		}
		return out, nil
	case "messages":
		_, out.People = s.engine.EventCount(domain.EventSent)
		return out, nil
	case "segment":
		id, err := strconv.ParseInt(rest, 10, 64)
		if err != nil {
			return out, unknownTrait(key)
		}
		out.People, err = s.segmentSize(ctx, domain.SegmentID(id))
		return out, err
	}
	return s.eventFacts(out, key, rest)
}

func (s *Studio) segmentSize(ctx context.Context, id domain.SegmentID) (int, error) {
	r := rule.Rule{Include: &rule.Node{Cond: &rule.Segment{Segments: []domain.SegmentID{id}}}}
	members, err := s.engine.Evaluate(ctx, r, s.now())
	if err != nil {
		return 0, err
	}
	return members.Count(), nil
}

func (s *Studio) eventFacts(out TraitFacts, key, name string) (TraitFacts, error) {
	event, prop, hasProp := strings.Cut(name, ".")
	t, ok := s.Catalog().EventType(event)
	if !ok {
		return out, unknownTrait(key)
	}
	_, out.People = s.engine.EventCount(t.ID)
	if p, ok := s.Catalog().Property(prop); hasProp && ok && p.ID != 0 {
		out.People = s.engine.PropertyCount(t.ID, p.ID)
		if p.Type == domain.Text {
			out.Top = s.shown(s.engine.PropertyValues(t.ID, p.ID, "", topValues))
		}
	}
	return out, nil
}

func (s *Studio) shown(in []engine.ValueCount) []ValueCount {
	out := []ValueCount{}
	for _, v := range in {
		out = append(out, ValueCount{v.Value.String(), v.People})
	}
	return out
}

// Values lists the values of "field:city" or "event:purchased.category", the
// most frequent first, those containing search only; limit 0 means all.
func (s *Studio) Values(source, search string, limit int) ([]ValueCount, error) {
	kind, name, _ := strings.Cut(source, ":")
	if kind == "field" {
		f, ok := s.Catalog().Field(name)
		if !ok {
			return nil, unknownTrait(source)
		}
		return s.shown(s.engine.FieldValues(f.ID, search, limit)), nil
	}
	event, prop, _ := strings.Cut(name, ".")
	t, okType := s.Catalog().EventType(event)
	p, okProp := s.Catalog().Property(prop)
	if kind != "event" || !okType || !okProp {
		return nil, unknownTrait(source)
	}
	return s.shown(s.engine.PropertyValues(t.ID, p.ID, search, limit)), nil
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
		n, _ := s.engine.EventCount(t.ID)
		v := EventType{Key: t.Key, Name: t.Name, Events: n}
		for _, p := range cat.Properties {
			if s.engine.HasProperty(t.ID, p.ID) {
				v.Properties = append(v.Properties, Property{p.Key, p.Name, string(p.Type)})
			}
		}
		v.Properties = append(v.Properties,
			Property{rule.Hour, "Hour of day", string(domain.Number)}, Property{rule.Weekday, "Day of week", string(domain.Text)})
		out = append(out, v)
	}
	return out
}
