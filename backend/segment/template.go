package segment

import (
	"cmp"
	"context"
	"slices"
	"sync"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/segment/template"
)

// Starter is a template to begin with, with its live count.
type Starter struct {
	Name     string
	Sentence string
	Rule     string
	People   int
}

// starters is how many templates are offered to begin with.
const starters = 6

// Starters returns the templates that suit the workspace best: those that it has
// data for, that find somebody, and that most shops begin with.
func (s *Studio) Starters(ctx context.Context) ([]Starter, error) {
	all, err := s.Templates()
	if err != nil {
		return nil, err
	}
	var found, empty []Starter
	for _, t := range bestFirst(all) {
		if len(found) == starters {
			break
		}
		n, err := s.Headcount(ctx, t.Rule)
		if err != nil {
			return nil, err
		}
		if st := (Starter{t.Name, t.Sentence, t.Rule, n.People}); n.People > 0 {
			found = append(found, st)
		} else if t.Best > 0 {
			empty = append(empty, st)
		}
	}
	return append(found, empty[:min(len(empty), starters-len(found))]...), nil
}

// bestFirst returns the templates that lack nothing, those first that most begin with.
func bestFirst(all []template.Template) []template.Template {
	ready := slices.DeleteFunc(slices.Clone(all), func(t template.Template) bool { return len(t.Missing) > 0 })
	rank := func(t template.Template) int {
		if t.Best == 0 {
			return len(all)
		}
		return t.Best
	}
	slices.SortStableFunc(ready, func(a, b template.Template) int { return cmp.Compare(rank(a), rank(b)) })
	return ready
}

// Templates returns the rules to begin with, fitted to the workspace, without
// counts (see Headcount). Those that there is no data for come last.
func (s *Studio) Templates() ([]template.Template, error) {
	return template.List(s.Catalog(), s.templateData(), s.now())
}

// templateData returns what templates ask about the workspace, each thing worked
// out once while the catalog stays.
func (s *Studio) templateData() *templateData {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fitting == nil {
		s.fitting = &templateData{s: s}
	}
	return s.fitting
}

// templateData answers from the engine and remembers the answers: some look at every event.
type templateData struct {
	s          *Studio
	people     memo[domain.FieldID, int]
	did        memo[domain.EventTypeID, bool]
	fields     memo[domain.FieldID, []string]
	properties memo[propertyOf, []string]
}

type propertyOf struct {
	event    domain.EventTypeID
	property domain.PropertyID
}

// People returns how many people have a value of the field.
func (d *templateData) People(id domain.FieldID) int {
	return d.people.get(id, func() int { return d.s.engine.FieldCount(id) })
}

// Did reports whether there are events of the type.
func (d *templateData) Did(id domain.EventTypeID) bool {
	return d.did.get(id, func() bool { n, _ := d.s.engine.EventCount(id); return n > 0 })
}

// Carries reports whether events of the type have the property.
func (d *templateData) Carries(event domain.EventTypeID, property domain.PropertyID) bool {
	return d.s.engine.HasProperty(event, property)
}

// fittingValues is how many of the most frequent values templates look at.
const fittingValues = 40

// FieldValues lists the most frequent texts of a field.
func (d *templateData) FieldValues(id domain.FieldID) []string {
	return d.fields.get(id, func() (out []string) {
		for _, v := range d.s.engine.FieldValues(id, "", fittingValues) {
			out = append(out, v.Value.Text)
		}
		return out
	})
}

// PropertyValues lists the most frequent texts of a property.
func (d *templateData) PropertyValues(event domain.EventTypeID, property domain.PropertyID) []string {
	return d.properties.get(propertyOf{event, property}, func() (out []string) {
		for _, v := range d.s.engine.PropertyValues(event, property, "", fittingValues) {
			out = append(out, v.Value.Text)
		}
		return out
	})
}

// memo remembers answers by what was asked.
type memo[K comparable, V any] struct {
	mu    sync.Mutex
	known map[K]V
}

func (m *memo[K, V]) get(key K, ask func() V) V {
	m.mu.Lock()
	defer m.mu.Unlock()
	v, known := m.known[key]
	if !known {
		if m.known == nil {
			m.known = map[K]V{}
		}
		v = ask()
		m.known[key] = v
	}
	return v
}
