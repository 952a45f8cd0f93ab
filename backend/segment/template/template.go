package template

import (
	_ "embed"
	"encoding/json"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

//go:embed templates.json
var templateData []byte

// source is a template as it stands in the data. Include and Exclude are lanes of
// a rule with places to fill, see filler.
type source struct {
	Key      string `json:"key"`
	Category string `json:"category"`
	Icon     string `json:"icon"`
	Best     int    `json:"best"` // 1 for what to offer first, 0 for no matter
	En       words  `json:"en"`
	Hi       words  `json:"hi"`
	Include  any    `json:"include"`
	Exclude  any    `json:"exclude"`
}

// words are a template's name and the reason for it, in one language.
type words struct{ Name, Why string }

func (s source) in(language string) words {
	if language == "hi" {
		return s.Hi
	}
	return s.En
}

var sources = mustRead[[]source](templateData)

// Categories lists the keys of the categories in the order to show them.
func Categories() []string {
	return []string{"return", "reward", "grow", "left", "dates", "festivals", "habits", "place", "clean"}
}

// Data is what a template asks about the workspace.
type Data interface {
	// People returns how many people have a value of the field.
	People(domain.FieldID) int
	// Did reports whether there are events of the type.
	Did(domain.EventTypeID) bool
	// Carries reports whether events of the type have the property.
	Carries(domain.EventTypeID, domain.PropertyID) bool
	// FieldValues and PropertyValues list texts, the most frequent first.
	FieldValues(domain.FieldID) []string
	PropertyValues(domain.EventTypeID, domain.PropertyID) []string
}

// Template is a rule to begin with, fitted to a workspace and in the words of its
// catalog's language. Missing says in sentences what it needs that is not there.
type Template struct {
	Key      string
	Category string
	Icon     string // Lucide name, kebab-case
	Name     string
	Why      string
	Sentence string
	Rule     string
	Missing  []string
	Best     int // 1 for what to offer first, 0 for no matter
}

// List returns the templates as of an instant, in the order of their categories,
// those that the workspace has no data for last.
func List(cat rule.Catalog, data Data, now time.Time) ([]Template, error) {
	var ready, lacking []Template
	for _, s := range inOrder() {
		t, err := fit(s, cat, data, now.In(cat.Location()))
		if err != nil {
			return nil, err
		}
		if len(t.Missing) == 0 {
			ready = append(ready, t)
		} else {
			lacking = append(lacking, t)
		}
	}
	return append(ready, lacking...), nil
}

func inOrder() []source {
	order := Categories()
	out := slices.Clone(sources)
	slices.SortStableFunc(out, func(a, b source) int { return slices.Index(order, a.Category) - slices.Index(order, b.Category) })
	return out
}

func fit(s source, cat rule.Catalog, data Data, now time.Time) (Template, error) {
	f := &filler{cat: cat, data: data, now: now}
	document := map[string]any{"version": rule.Version, "include": f.fill(s.Include, "")}
	if s.Exclude != nil {
		document["exclude"] = f.fill(s.Exclude, "")
	}
	text, err := json.Marshal(document)
	if err != nil {
		return Template{}, err
	}
	r, err := rule.Parse(text)
	if err != nil {
		return Template{}, err
	}
	language := cat.Speaks()
	said := s.in(language)
	return Template{
		Key: s.Key, Category: s.Category, Icon: s.Icon, Name: said.Name, Why: said.Why, Best: s.Best,
		Sentence: rule.Sentence(r, f.withMissing(language)), Rule: string(r.JSON()), Missing: f.sentences(language),
	}, nil
}
