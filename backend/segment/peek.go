package segment

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Peek is what is worth knowing about a person at a glance.
type Peek struct {
	Person TableRow
	Facts  []PeekFact
	Deeds  []PeekDeed // the newest first
	Events int
}

// PeekFact is something known about a person, in words.
type PeekFact struct {
	Key   string
	Name  string
	Value string
}

// PeekDeed is one thing somebody did: when, what, and about what.
type PeekDeed struct {
	When   string
	Kind   string
	Text   string
	Detail string
}

// peekedDeeds is how many of the newest deeds a glance shows.
const peekedDeeds = 6

// Peek describes one person at a glance.
func (s *Studio) Peek(ctx context.Context, id domain.ContactID) (Peek, error) {
	c, err := s.store.Contact(ctx, id)
	if err != nil {
		return Peek{}, err
	}
	events, err := s.store.ContactEvents(ctx, id, maxEvents)
	if err != nil {
		return Peek{}, err
	}
	p := Peek{Person: s.tableRow(c, nil), Events: len(events), Facts: s.peekFacts(c)}
	slices.SortStableFunc(events, func(a, b domain.Event) int { return cmp.Compare(b.At.UnixMilli(), a.At.UnixMilli()) })
	for _, e := range events[:min(len(events), peekedDeeds)] {
		p.Deeds = append(p.Deeds, s.peekDeed(e))
	}
	return p, nil
}

// peekFacts are the columns somebody has something in, but for the name and the
// address, which stand above them.
func (s *Studio) peekFacts(c domain.Contact) []PeekFact {
	apart := []string{"name", "mailable", "field:email", "field:first_name", "field:last_name"}
	i, known := s.engine.Index(c.ID)
	var out []PeekFact
	for _, column := range s.columns() {
		if !known || slices.Contains(apart, column.Key) {
			continue
		}
		if text := s.cell(column, c, i); text != "" {
			out = append(out, PeekFact{column.Key, column.Name, text})
		}
	}
	return out
}

// told are the properties that say what a deed was about.
var told = []domain.PropertyID{domain.PropCampaign, domain.PropProduct, domain.PropCategory, domain.PropPage, domain.PropLink, domain.PropAmount}

func (s *Studio) peekDeed(e domain.Event) PeekDeed {
	cat := s.Catalog()
	d := PeekDeed{When: rule.FormatValue(domain.TimeValue(e.At), cat)}
	for _, t := range cat.EventTypes {
		if t.ID == e.Type {
			d.Kind, d.Text = t.Key, cat.EventName(t)
		}
	}
	var parts []string
	for _, id := range told {
		if v := e.Prop(id); v.IsSet() {
			parts = append(parts, rule.FormatValue(v, cat))
		}
	}
	d.Detail = strings.Join(parts, " · ")
	return d
}
