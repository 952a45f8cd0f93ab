package segment

import (
	"cmp"
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

// groupKeys are the groups of the traits pane in their order.
var groupKeys = []string{"who", "bought", "reads", "browsed", "device", "predictions", "lists"}

// Traits returns the chips of the traits pane: the core ones, and every other
// that the workspace has data for. Groups without chips are left out.
func (s *Studio) Traits() []TraitGroup { return s.pane().groups }

// pane returns the traits pane, made on first use.
func (s *Studio) pane() *pane {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.traits == nil {
		s.traits = s.makeTraits()
	}
	return s.traits
}

// pane is the traits pane with what its chips can be found by.
type pane struct {
	groups []TraitGroup
	chips  []chip
}

// chip is a trait, the group it is in, and what else it is called.
type chip struct {
	Trait
	group string
	also  string
	cond  rule.Condition
}

func (s *Studio) makeTraits() *pane {
	b := &traitBuilder{s: s, cat: s.Catalog()}
	b.who()
	b.bought()
	b.reads()
	b.browsed()
	b.device()
	b.userEvents()
	b.lists()
	out := &pane{chips: b.chips}
	for _, key := range groupKeys {
		g := TraitGroup{Key: key, Label: groupLabels[key].in(b.cat.Tongue()).label}
		for _, c := range b.chips {
			if c.group == key {
				g.Traits = append(g.Traits, c.Trait)
			}
		}
		if len(g.Traits) > 0 {
			out.groups = append(out.groups, g)
		}
	}
	return out
}

type traitBuilder struct {
	s     *Studio
	cat   rule.Catalog
	chips []chip
}

// add makes the chip of a condition in the words of a key.
func (b *traitBuilder) add(word string, c rule.Condition) { b.put(words[word], word, c) }

// put makes the chip of a condition; its key, group and icon follow from it. A
// second chip about the same thing gets the word into its key.
func (b *traitBuilder) put(w inBoth, word string, c rule.Condition) {
	own, other := w.in(b.cat.Tongue()), w.en
	if b.cat.Tongue() == "en" {
		other = w.hi
	}
	key := c.Trait()
	look := rule.LookOf(key, b.cat)
	if slices.ContainsFunc(b.chips, func(k chip) bool { return k.Key == key }) {
		key += "#" + word
	}
	b.chips = append(b.chips, chip{
		Trait: Trait{Key: key, Label: own.label, Hint: own.hint, Icon: look.Icon, Default: conditionJSON(c)},
		group: groupOf(word, look), also: strings.Join([]string{own.also, other.also, other.label}, " "), cond: c,
	})
}

// baseKey is the key of the trait that a chip is about, as clauses name it.
func baseKey(key string) string {
	base, _, _ := strings.Cut(key, "#")
	return base
}

// groupOf returns the group a chip is in: its look's, but for everyone, who stand
// at the end.
func groupOf(word string, look rule.Look) string {
	if word == "everyone" {
		return "lists"
	}
	return look.Category
}

func conditionJSON(c rule.Condition) string { return string((&rule.Node{Cond: c}).JSON()) }

func last(n int, unit string) *rule.Window { return &rule.Window{Kind: "last", N: n, Unit: unit} }

func ago(n int, unit string) *rule.Window {
	return &rule.Window{Kind: "more_than_ago", N: n, Unit: unit}
}

func atLeast(n int) *rule.Count { return &rule.Count{Op: "at_least", N: n} }

func (b *traitBuilder) who() {
	for _, key := range []string{"city", "country", "language", "joined", "email"} {
		if f, ok := b.cat.Field(key); ok {
			b.field(f, fieldWords[key])
		}
	}
	if _, ok := b.cat.Field("email"); ok {
		b.add("provider", &rule.Field{Field: "email", Part: rule.PartProvider, Comparison: rule.Comparison{Op: "any_of", Values: []string{"Gmail"}}})
	}
	for _, key := range []string{"first_name", "phone"} {
		if f, ok := b.cat.Field(key); ok && b.has(f) {
			b.field(f, fieldWords[key])
		}
	}
	if f, ok := b.cat.Field("joined"); ok && b.has(f) {
		b.add("anniversary", &rule.Field{Field: "joined", Comparison: anniversary()})
	}
	for _, f := range b.cat.Fields {
		if !f.Builtin && b.has(f) {
			b.own(f)
		}
	}
}

func anniversary() rule.Comparison {
	return rule.Comparison{Op: "anniversary", Window: &rule.Window{Kind: "next", N: 7, Unit: "day"}}
}

// own makes the chip of a field of the user's own, or one that was worked out.
func (b *traitBuilder) own(f domain.Field) {
	w, name := words["imported"], f.Name
	if !f.DerivedAt.IsZero() {
		w, name = words["derived"], rule.FormatValue(domain.TimeValue(f.DerivedAt), b.cat)
	}
	w.en.hint, w.hi.hint = about(w.en.hint, name), about(w.hi.hint, name)
	b.field(f, w)
}

// field makes the chip of a field, called by its name.
func (b *traitBuilder) field(f domain.Field, w inBoth) {
	w.en.label, w.hi.label = b.cat.In("en").FieldName(f), b.cat.In("hi").FieldName(f)
	b.put(w, f.Key, &rule.Field{Field: f.Key, Comparison: b.fieldDefault(f)})
}

func (b *traitBuilder) fieldDefault(f domain.Field) rule.Comparison {
	c := rule.Comparison{Op: "is_set"}
	switch {
	case f.Key == "phone":
	case f.Key == "email":
		c = rule.Comparison{Op: "ends_with", Text: b.topDomain()}
	case f.Type == domain.Text || f.Type == domain.List:
		c = rule.Comparison{Op: "any_of", Values: b.topField(f)}
	case f.Type == domain.Bool:
		c.Op = "is_true"
	case f.Type == domain.Number || f.Type == domain.Money:
		c = rule.Comparison{Op: "gte", Value: b.median(f)}
	case rule.IsBirthday(f):
		c = anniversary()
	case f.Type == domain.Date || f.Type == domain.Time:
		c = rule.Comparison{Op: "window", Window: last(30, "day")}
	}
	return c
}

func (b *traitBuilder) topField(f domain.Field) []string { return b.top("field:" + f.Key) }

// top returns the most frequent value of a source, if there is one.
func (b *traitBuilder) top(source string) []string {
	for _, v := range b.s.known(source) {
		return []string{v.Value}
	}
	return nil
}

// has reports whether anybody has a value of the field.
func (b *traitBuilder) has(f domain.Field) bool {
	return b.s.cache.number(b.s, "field:"+f.Key, func() int { return b.s.engine.FieldCount(f.ID) }) > 0
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
	for _, v := range b.s.cache.values(b.s, "median:"+f.Key, func() ([]ValueCount, error) { return b.findMedian(f), nil }) {
		return v.Value
	}
	return ""
}

func (b *traitBuilder) findMedian(f domain.Field) []ValueCount {
	values := b.s.engine.FieldValues(f.ID, "", 0)
	slices.SortFunc(values, func(x, y engine.ValueCount) int { return cmp.Compare(x.Value.Int, y.Value.Int) })
	people, all := 0, b.s.engine.FieldCount(f.ID)
	for i, v := range values {
		people += v.People
		if 2*people >= all && i > 0 || i == len(values)-1 {
			return []ValueCount{{v.Value.String(), v.People}}
		}
	}
	return nil
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

// named makes the chip of something that the user gave a name.
func (b *traitBuilder) named(name, word string, c rule.Condition) {
	w := words[word]
	w.en.label, w.hi.label = name, name
	w.en.hint, w.hi.hint = about(w.en.hint, name), about(w.hi.hint, name)
	b.put(w, word, c)
}

// about fills a name into a hint that has a place for it.
func about(hint, name string) string { return strings.ReplaceAll(hint, "%s", name) }
