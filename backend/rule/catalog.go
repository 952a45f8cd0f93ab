package rule

import (
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Catalog is what a rule can name: the workspace's fields, event types,
// properties and segments, and the settings it is read with. Make one with
// NewCatalog; it is never changed and safe for concurrent use.
type Catalog struct {
	Fields     []domain.Field
	EventTypes []domain.EventType
	Properties []domain.Property
	Segments   []domain.Segment
	Settings   domain.Settings
	Language   string // of rules in words, "en"; empty: that of Settings.Locale

	fields     map[string]domain.Field
	types      map[string]domain.EventType
	properties map[string]domain.Property
	segments   map[domain.SegmentID]savedSegment
	loc        *time.Location
}

type savedSegment struct {
	name   string
	frozen bool
	rule   Rule
	err    error
}

// NewCatalog makes a catalog. Segments whose rule cannot be read stay in it and
// are reported by Check where they are used.
func NewCatalog(fields []domain.Field, types []domain.EventType, props []domain.Property, segments []domain.Segment, s domain.Settings) Catalog {
	c := Catalog{
		Fields: fields, EventTypes: types, Properties: props, Segments: segments, Settings: s,
		fields: map[string]domain.Field{}, types: map[string]domain.EventType{}, properties: map[string]domain.Property{},
		segments: map[domain.SegmentID]savedSegment{}, loc: s.Location(),
	}
	for _, f := range fields {
		c.fields[f.Key] = f
	}
	for _, t := range types {
		c.types[t.Key] = t
	}
	for _, p := range props {
		c.properties[p.Key] = p
	}
	for _, g := range segments {
		r, err := Parse(g.Rule)
		c.segments[g.ID] = savedSegment{name: g.Name, frozen: !g.FrozenAt.IsZero(), rule: r, err: err}
	}
	return c
}

// In returns the catalog with the words of another language. Languages there
// are no words in come out in that of Settings.Locale, else in English.
func (c Catalog) In(language string) Catalog {
	c.Language = language
	return c
}

// Field finds a field by its key.
func (c Catalog) Field(key string) (domain.Field, bool) {
	f, ok := c.fields[key]
	return f, ok
}

// EventType finds an event type by its key.
func (c Catalog) EventType(key string) (domain.EventType, bool) {
	t, ok := c.types[key]
	return t, ok
}

// Property finds an event property by its key. The virtual properties "hour"
// and "weekday" have no id.
func (c Catalog) Property(key string) (domain.Property, bool) {
	switch key {
	case Hour:
		return domain.Property{Key: Hour, Name: "Hour", Type: domain.Number}, true
	case Weekday:
		return domain.Property{Key: Weekday, Name: "Weekday", Type: domain.Text}, true
	}
	p, ok := c.properties[key]
	return p, ok
}

// SegmentName returns the name of a saved segment.
func (c Catalog) SegmentName(id domain.SegmentID) (string, bool) {
	g, ok := c.segments[id]
	return g.name, ok
}

// SegmentRule returns the rule of a saved segment.
func (c Catalog) SegmentRule(id domain.SegmentID) (Rule, bool) {
	g, ok := c.segments[id]
	return g.rule, ok && g.err == nil
}

// Location returns the workspace's time zone.
func (c Catalog) Location() *time.Location {
	if c.loc == nil {
		return time.UTC
	}
	return c.loc
}
