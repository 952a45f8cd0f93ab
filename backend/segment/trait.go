package segment

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// TraitGroup is one group of the traits pane.
type TraitGroup struct {
	Key    string
	Label  string
	Traits []Trait
}

// Trait is one chip: something a rule can be about. Default is the JSON of the
// condition that a drop of the chip makes.
type Trait struct {
	Key     string
	Label   string
	Hint    string
	Icon    string
	Default string
}

var groups = []TraitGroup{
	{Key: "who", Label: "Who they are"},
	{Key: "bought", Label: "What they bought"},
	{Key: "reads", Label: "How they read"},
	{Key: "browsed", Label: "What they browsed"},
	{Key: "device", Label: "Device & time"},
	{Key: "lists", Label: "Segments & lists"},
}

// Traits returns the chips of the traits pane: the core ones, and every other
// that the workspace has data for. Groups without chips are left out.
func (s *Studio) Traits() []TraitGroup {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.traits == nil {
		s.traits = s.makeTraits()
	}
	return s.traits
}

func (s *Studio) makeTraits() []TraitGroup {
	out := slices.Clone(groups)
	b := &traitBuilder{s: s, cat: s.Catalog(), groups: out}
	b.who()
	b.bought()
	b.reads()
	b.browsed()
	b.device()
	b.userEvents()
	b.lists()
	return slices.DeleteFunc(out, func(g TraitGroup) bool { return len(g.Traits) == 0 })
}

type traitBuilder struct {
	s      *Studio
	cat    rule.Catalog
	groups []TraitGroup
}

// add makes the chip of a condition; its key, group and icon follow from it.
func (b *traitBuilder) add(label, hint string, c rule.Condition) {
	key := c.Trait()
	look := rule.LookOf(key, b.cat)
	b.addAs(look.Category, Trait{Key: key, Label: label, Hint: hint, Icon: look.Icon, Default: conditionJSON(c)})
}

func (b *traitBuilder) addAs(category string, t Trait) {
	for i := range b.groups {
		if b.groups[i].Key == category {
			b.groups[i].Traits = append(b.groups[i].Traits, t)
		}
	}
}

func conditionJSON(c rule.Condition) string { return string((&rule.Node{Cond: c}).JSON()) }

func last(n int, unit string) *rule.Window { return &rule.Window{Kind: "last", N: n, Unit: unit} }

func atLeast(n int) *rule.Count { return &rule.Count{Op: "at_least", N: n} }

func (b *traitBuilder) who() {
	hints := map[string]string{
		"city": "Where they live", "country": "The country they live in",
		"language": "The language they prefer", "joined": "When they became a contact",
		"email": "Their email address, or a part of it",
	}
	for _, key := range []string{"city", "country", "language", "joined", "email"} {
		if f, ok := b.cat.Field(key); ok {
			b.add(f.Name, hints[key], b.fieldDefault(f))
		}
	}
	for _, f := range b.cat.Fields {
		if !f.Builtin && b.s.engine.FieldCount(f.ID) > 0 {
			b.add(f.Name, "“"+f.Name+"” as you imported it", b.fieldDefault(f))
		}
	}
}

func (b *traitBuilder) fieldDefault(f domain.Field) *rule.Field {
	c := rule.Comparison{Op: "is_set"}
	switch {
	case f.Key == "email":
		c = rule.Comparison{Op: "ends_with", Text: b.topDomain()}
	case f.Type == domain.Text:
		c = rule.Comparison{Op: "any_of", Values: b.topField(f)}
	case f.Type == domain.Bool:
		c.Op = "is_true"
	case f.Type == domain.Number || f.Type == domain.Money:
		c = rule.Comparison{Op: "gte", Value: b.median(f)}
	case f.Type == domain.Date || f.Type == domain.Time:
		c = rule.Comparison{Op: "window", Window: last(30, "day")}
	}
	return &rule.Field{Field: f.Key, Comparison: c}
}

func (b *traitBuilder) topField(f domain.Field) []string {
	for _, v := range b.s.engine.FieldValues(f.ID, "", 1) {
		return []string{v.Value.Text}
	}
	return nil
}

// topDomain returns the most frequent "@domain" among the first contacts.
func (b *traitBuilder) topDomain() string {
	const enough = 2000
	counts, top := map[string]int{}, "@gmail.com"
	for i := range min(enough, b.s.engine.Contacts()) {
		email := rule.Fold(b.s.engine.FieldValue(i, domain.FieldEmail).Text)
		at := strings.LastIndexByte(email, '@')
		if at < 0 {
			continue
		}
		name := email[at:]
		if counts[name]++; counts[name] > counts[top] {
			top = name
		}
	}
	return top
}

// median returns the middle value as a plain decimal, but not the smallest where
// there are others: a rule that everybody passes says nothing.
func (b *traitBuilder) median(f domain.Field) string {
	values := b.s.engine.FieldValues(f.ID, "", 0)
	slices.SortFunc(values, func(x, y engine.ValueCount) int { return cmp.Compare(x.Value.Int, y.Value.Int) })
	people, all := 0, b.s.engine.FieldCount(f.ID)
	for i, v := range values {
		people += v.People
		if 2*people >= all && i > 0 || i == len(values)-1 {
			return v.Value.String()
		}
	}
	return ""
}

// carrier returns the first of some event types whose events have a property.
func (b *traitBuilder) carrier(prop domain.PropertyID, types ...string) (domain.EventType, bool) {
	for _, key := range types {
		if t, ok := b.cat.EventType(key); ok && b.s.engine.HasProperty(t.ID, prop) {
			return t, true
		}
	}
	return domain.EventType{}, false
}

// withTop adds a chip for events whose property has its most frequent value.
func (b *traitBuilder) withTop(label, hint, prop string, id domain.PropertyID, w *rule.Window, types ...string) {
	t, ok := b.carrier(id, types...)
	if !ok {
		return
	}
	var values []string
	for _, v := range b.s.engine.PropertyValues(t.ID, id, "", 1) {
		values = []string{v.Value.Text}
	}
	where := []rule.Filter{{Property: prop, Comparison: rule.Comparison{Op: "any_of", Values: values}}}
	b.add(label, hint, &rule.Event{Event: t.Key, Count: atLeast(1), Window: w, Where: where})
}

func (b *traitBuilder) did(key string) bool {
	t, ok := b.cat.EventType(key)
	n, _ := b.s.engine.EventCount(t.ID)
	return ok && n > 0
}

func (b *traitBuilder) bought() {
	b.add("Placed orders", "How many orders they placed", &rule.Event{Event: "purchased", Count: atLeast(2), Window: last(365, "day")})
	b.add("Amount spent", "What their orders come to", &rule.Measure{
		Amount: rule.Amount{Event: "purchased", Measure: "sum", Property: "amount", Window: last(365, "day")}, Op: "gte", Value: "5000"})
	b.add("Last order", "When they last ordered", &rule.Recency{
		Event: "purchased", Which: "last", Window: &rule.Window{Kind: "more_than_ago", N: 60, Unit: "day"}})
	b.withTop("Bought category", "The kinds of product they bought", "category", domain.PropCategory, last(365, "day"), "bought", "purchased")
	b.withTop("Bought product", "The products they bought", "product", domain.PropProduct, last(365, "day"), "bought", "purchased")
	for _, key := range []string{"refunded", "returned"} {
		if b.did(key) {
			b.add("Returned", "What they sent back", &rule.Event{Event: key, Count: atLeast(1), Window: last(365, "day")})
			return
		}
	}
}

func (b *traitBuilder) reads() {
	b.add("Opened emails", "How many of your emails they opened", &rule.Event{Event: "opened", Count: atLeast(1), Window: last(30, "day")})
	b.add("Clicked a link", "Whether they clicked in an email", &rule.Event{Event: "clicked", Count: atLeast(1), Window: last(90, "day")})
	b.add("Ignored last emails", "Opened none of the last emails sent to them", &rule.Messages{
		N: 3, Action: "opened", Count: &rule.Count{Op: "exactly", N: 0}})
}

func (b *traitBuilder) browsed() {
	b.add("Visited a page", "How often they were on your site", &rule.Event{Event: "visited", Count: atLeast(1), Window: last(30, "day")})
	b.withTop("Browsed category", "The kinds of product they looked at", "category", domain.PropCategory, last(30, "day"), "visited")
	b.add("Added to cart", "What they put into the cart", &rule.Event{Event: "added_to_cart", Count: atLeast(1), Window: last(14, "day")})
}

func (b *traitBuilder) device() {
	b.withTop("Device", "What they read or browse on", "device", domain.PropDevice, last(90, "day"), "opened", "visited")
	for _, key := range []string{"opened", "visited"} {
		if b.did(key) {
			evening := rule.Filter{Property: rule.Hour, Comparison: rule.Comparison{Op: "between", Value: "19", To: "22"}}
			b.add("Time of day", "The hours at which they read or browse", &rule.Event{
				Event: key, Count: atLeast(1), Window: last(90, "day"), Where: []rule.Filter{evening}})
			return
		}
	}
}

func (b *traitBuilder) userEvents() {
	for _, t := range b.cat.EventTypes {
		if !t.Builtin && b.did(t.Key) {
			b.add(t.Name, "“"+t.Name+"” as you imported it", &rule.Event{Event: t.Key, Count: atLeast(1), Window: last(90, "day")})
		}
	}
}

func (b *traitBuilder) lists() {
	for _, g := range b.cat.Segments {
		b.add(g.Name, "People of this saved segment", &rule.Segment{Segments: []domain.SegmentID{g.ID}})
	}
	b.addAs("lists", Trait{
		Key: "everyone", Label: "Everyone", Hint: "All contacts of this workspace",
		Icon: "users", Default: conditionJSON(&rule.Everyone{}),
	})
}

// unknownTrait is the error for a key that is no trait.
func unknownTrait(key string) error {
	return domain.Errorf(domain.NotFound, "%s", fmt.Sprintf("KVN Mail does not know the trait %q. It may have been removed.", key))
}
