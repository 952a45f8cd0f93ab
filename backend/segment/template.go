package segment

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
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
	return template.List(s.Catalog(), templateData{s}, s.now())
}

// templateData answers what templates ask, each thing worked out once for the same data.
type templateData struct{ s *Studio }

// People returns how many people have a value of the field.
func (d templateData) People(id domain.FieldID) int {
	return d.s.cache.number(d.s, fmt.Sprint("people with field ", id), func() int { return d.s.engine.FieldCount(id) })
}

// Did reports whether there are events of the type.
func (d templateData) Did(id domain.EventTypeID) bool {
	return d.s.cache.number(d.s, fmt.Sprint("events of type ", id), func() int { n, _ := d.s.engine.EventCount(id); return n }) > 0
}

// Carries reports whether events of the type have the property.
func (d templateData) Carries(event domain.EventTypeID, property domain.PropertyID) bool {
	return d.s.engine.HasProperty(event, property)
}

// fittingValues is how many of the most frequent values templates look at.
const fittingValues = 40

// FieldValues lists the most frequent texts of a field.
func (d templateData) FieldValues(id domain.FieldID) []string {
	return d.values(fmt.Sprint("template field ", id), func() []engine.ValueCount { return d.s.engine.FieldValues(id, "", fittingValues) })
}

// PropertyValues lists the most frequent texts of a property.
func (d templateData) PropertyValues(event domain.EventTypeID, property domain.PropertyID) []string {
	return d.values(fmt.Sprint("template property ", event, " ", property), func() []engine.ValueCount {
		return d.s.engine.PropertyValues(event, property, "", fittingValues)
	})
}

func (d templateData) values(what string, ask func() []engine.ValueCount) (texts []string) {
	counts := d.s.cache.values(d.s, what, func() (out []ValueCount, _ error) {
		for _, v := range ask() {
			out = append(out, ValueCount{Value: v.Value.Text, People: v.People})
		}
		return out, nil
	})
	for _, v := range counts {
		texts = append(texts, v.Value)
	}
	return texts
}
