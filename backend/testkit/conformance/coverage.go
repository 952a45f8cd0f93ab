package conformance

import (
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Coverage is what a run has drawn: how many pairs, how many members those had
// in all, and how often each aspect of rules was there ("field", "text.any_of",
// "window.last", "measure.gap", ...).
type Coverage struct {
	Pairs   int
	Members int
	Drawn   map[string]int
}

func (c *Coverage) add(r rule.Rule, cat rule.Catalog, members int) {
	c.Pairs++
	c.Members += members
	for _, a := range Aspects(r, cat) {
		c.Drawn[a]++
	}
}

// Missing lists the aspects that were not drawn.
func (c *Coverage) Missing(aspects []string) []string {
	return slices.DeleteFunc(slices.Clone(aspects), func(a string) bool { return c.Drawn[a] > 0 })
}

// Conditions returns the conditions of a rule with their nodes, those left out too.
func Conditions(r rule.Rule) []*rule.Node {
	var out []*rule.Node
	var walk func(n *rule.Node)
	walk = func(n *rule.Node) {
		if n == nil {
			return
		}
		if n.Cond != nil {
			out = append(out, n)
		}
		for _, k := range n.Kids {
			walk(k)
		}
	}
	walk(r.Include)
	walk(r.Exclude)
	return out
}

// Aspects names what a rule uses, see Coverage.
func Aspects(r rule.Rule, cat rule.Catalog) []string {
	a := &aspects{cat: cat}
	if len(r.Always)+len(r.Never) > 0 {
		a.add("pins")
	}
	for _, n := range Conditions(r) {
		a.add(n.Cond.Kind())
		a.condition(n.Cond)
	}
	return a.out
}

type aspects struct {
	cat rule.Catalog
	out []string
}

func (a *aspects) add(names ...string) { a.out = append(a.out, names...) }

func (a *aspects) condition(c rule.Condition) {
	switch c := c.(type) {
	case *rule.Field:
		a.field(c)
	case *rule.Event:
		a.behaviour(c.Count, c.Window, c.Where)
	case *rule.Nth:
		a.behaviour(nil, c.Window, slices.Concat(c.Where, c.Has))
	case *rule.Regular:
		a.behaviour(c.Count, nil, c.Where)
		a.add("regular." + c.Unit)
	case *rule.Lapsed:
		a.behaviour(c.Count, c.Used, c.Where)
	case *rule.Measure:
		a.behaviour(nil, c.Window, c.Where)
		a.add("measure."+c.Measure, "measure."+c.Op)
	case *rule.Recency:
		a.behaviour(nil, c.Window, c.Where)
	case *rule.Messages:
		a.messages(c)
	case *rule.Sequence:
		a.sequence(c)
	case *rule.Habit:
		a.behaviour(nil, c.Window, append(slices.Clone(c.Where), c.Is))
		a.add("habit." + a.typeOf(c.Is.Property))
	default:
		a.record(c)
	}
}

// record is about conditions on what is kept on record.
func (a *aspects) record(c rule.Condition) {
	switch c := c.(type) {
	case *rule.Rank:
		a.rank(c)
	case *rule.Segment:
		for _, id := range c.Segments {
			name, _ := a.cat.SegmentName(id)
			a.add("segment." + name)
		}
	case *rule.History:
		a.add("history." + c.Change)
	case *rule.Consent:
		a.add("consent." + string(c.State))
	case *rule.Suppressed:
		for _, reason := range c.Reasons {
			a.add("suppressed." + string(reason))
		}
	case *rule.Health:
		a.add("health." + c.Is + "." + c.Bounce)
	}
}

func (a *aspects) field(c *rule.Field) {
	f, _ := a.cat.Field(c.Field)
	switch {
	case c.Other != "":
		a.add("other." + string(f.Type) + "." + c.Op)
	case c.Part != "":
		a.add("part." + c.Part)
	}
	if !f.DerivedAt.IsZero() {
		a.add("derived")
	}
	if c.Other == "" {
		a.comparison(f.Type, c.Comparison)
	}
}

func (a *aspects) comparison(t domain.ValueType, c rule.Comparison) {
	a.add(string(t) + "." + c.Op)
	a.behaviour(nil, c.Window, nil)
}

func (a *aspects) behaviour(n *rule.Count, w *rule.Window, where []rule.Filter) {
	if n != nil {
		a.add("count." + n.Op)
	}
	if w != nil {
		a.add("window." + w.Kind)
	}
	for _, f := range where {
		switch {
		case len(f.All)+len(f.Any)+len(f.None) > 0:
			a.add("filter tree")
			a.behaviour(nil, nil, slices.Concat(f.All, f.Any, f.None))
		case f.Property == rule.Hour || f.Property == rule.Weekday:
			a.add(f.Property + "." + f.Op)
		default:
			p, _ := a.cat.Property(f.Property)
			a.add("property " + string(p.Type) + "." + f.Op)
		}
	}
}

func (a *aspects) messages(c *rule.Messages) {
	a.add("messages." + c.Action)
	a.behaviour(c.Count, nil, nil)
	if c.Machines {
		a.add("messages.machines")
	}
}

func (a *aspects) typeOf(property string) string {
	if property == rule.Hour || property == rule.Weekday {
		return property
	}
	p, _ := a.cat.Property(property)
	return string(p.Type)
}

func (a *aspects) sequence(c *rule.Sequence) {
	if c.Which == "last" {
		a.add("sequence.last")
	}
	if c.Same != "" {
		a.add("sequence.same." + a.typeOf(c.Same))
	}
	if len(c.Steps) > 2 {
		a.add("sequence.long")
	}
	for _, s := range c.Steps {
		if s.Within != nil {
			a.add("within." + s.Within.Unit)
		}
		if s.Not {
			a.add("sequence.not")
		}
	}
}

func (a *aspects) rank(c *rule.Rank) {
	a.add("rank."+c.End, "rank."+c.Unit)
	if c.Field != "" {
		a.add("rank.field")
	} else {
		a.add("rank." + c.Measure)
	}
	if len(c.Among) > 0 {
		a.add("rank.among")
	}
}
