package conformance_test

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

// TestRelationsHoldForEverybody draws pairs of questions that are likely to have to
// do with each other and holds what Relate says about them to who really matches.
func TestRelationsHoldForEverybody(t *testing.T) {
	t.Parallel()
	seen := map[rule.Relation]int{}
	for seed := range uint64(often(60)) {
		w := conformance.NewWorkspace(90_000+seed, 40)
		people, random := w.People(), rand.New(rand.NewPCG(seed, 9))
		byTrait := map[string][]*rule.Node{}
		for k := range uint64(150) {
			for _, n := range conditionsOf(conformance.NewRule(seed*1000+k, w, "field", "event")) {
				byTrait[n.Cond.Trait()] = append(byTrait[n.Cond.Trait()], n, withOtherCount(t, n, random))
			}
		}
		for _, alike := range byTrait {
			for range min(60, 3*len(alike)) {
				a, b := alike[random.IntN(len(alike))], alike[random.IntN(len(alike))]
				seen[related(t, w, people, a, b)]++
			}
		}
	}
	for _, r := range []rule.Relation{rule.Same, rule.Opposite, rule.Implies, rule.Implied, rule.Excludes, rule.Covers} {
		if seen[r] < 20 {
			t.Errorf("relation %d was seen %d times only", r, seen[r])
		}
	}
}

// TestRelationsOfTimesAndSumsHoldForEverybody compares questions about events with
// others of the same events in other times, of other numbers and other sums.
func TestRelationsOfTimesAndSumsHoldForEverybody(t *testing.T) {
	t.Parallel()
	seen := map[rule.Relation]int{}
	for seed := range uint64(often(40)) {
		w := conformance.NewWorkspace(91_000+seed, 25)
		people := w.People()
		var all []*rule.Node
		for k := range uint64(36) {
			all = append(all, conditionsOf(conformance.NewRule(seed*977+k, w, "event", "recency", "measure"))...)
		}
		for i, a := range all {
			for _, b := range append(all[:min(i, 12):min(i, 12)], narrowed(a)...) {
				seen[related(t, w, people, a, b)]++
			}
		}
	}
	for _, r := range []rule.Relation{rule.Opposite, rule.Implies, rule.Implied, rule.Excludes, rule.Covers} {
		if seen[r] < 20 {
			t.Errorf("relation %d was seen %d times only", r, seen[r])
		}
	}
}

// narrowed are questions close to one about events: of another time or number.
func narrowed(n *rule.Node) []*rule.Node {
	var out []*rule.Node
	for _, days := range []int{3, 40, 400} {
		w := &rule.Window{Kind: "last", N: days, Unit: "day"}
		old := &rule.Window{Kind: "more_than_ago", N: days, Unit: "day"}
		switch c := n.Cond.(type) {
		case *rule.Event:
			out = append(out, &rule.Node{Cond: &rule.Event{Event: c.Event, Count: c.Count, Window: w, Where: c.Where}}, &rule.Node{Not: !n.Not, Cond: &rule.Event{Event: c.Event, Window: old}},
				&rule.Node{Cond: &rule.Recency{Event: c.Event, Which: "first", Window: w}}, &rule.Node{Not: true, Cond: c})
		case *rule.Recency:
			out = append(out, &rule.Node{Cond: &rule.Recency{Event: c.Event, Which: c.Which, Window: old, Where: c.Where}}, &rule.Node{Cond: &rule.Event{Event: c.Event, Window: w}})
		case *rule.Measure:
			low := *c
			low.Op, low.Value = "lt", c.Value
			high := *c
			high.Op, high.Value = "gte", c.Value
			out = append(out, &rule.Node{Cond: &low}, &rule.Node{Cond: &high})
		}
	}
	return out
}

func conditionsOf(r rule.Rule) []*rule.Node {
	var out []*rule.Node
	var walk func(n *rule.Node)
	walk = func(n *rule.Node) {
		if n.Cond != nil {
			out = append(out, &rule.Node{Not: n.Not, Cond: n.Cond})
		}
		for _, kid := range n.Kids {
			walk(kid)
		}
	}
	walk(r.Include)
	return out
}

// withOtherCount asks the same of another number of times, where a condition counts at all.
func withOtherCount(t *testing.T, n *rule.Node, random *rand.Rand) *rule.Node {
	t.Helper()
	var raw map[string]any
	text, err := json.Marshal(rule.Rule{Version: rule.Version, Include: n})
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &raw); err != nil {
		t.Fatal(err)
	}
	include := raw["include"].(map[string]any)
	if include["type"] != "event" {
		return n
	}
	ops := []string{"at_least", "at_most", "exactly", "between"}
	include["count"] = map[string]any{"op": ops[random.IntN(len(ops))], "n": random.IntN(4), "to": random.IntN(4)}
	text, err = json.Marshal(raw)
	if err != nil {
		t.Fatal(err)
	}
	other, err := rule.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return other.Include
}

func related(t *testing.T, w *conformance.Workspace, people []rule.Person, a, b *rule.Node) rule.Relation {
	t.Helper()
	relation := rule.NewRelations(w.Catalog, w.AsOf).Of(a, b)
	matches := func(n *rule.Node) []domain.ContactID {
		members, err := w.Members(rule.Rule{Version: rule.Version, Include: n}, people, w.AsOf)
		if err != nil {
			t.Fatal(err)
		}
		return members
	}
	if relation == rule.Unrelated {
		return relation
	}
	left, right := matches(a), matches(b)
	var both, either int
	for _, p := range people {
		x, y := slices.Contains(left, p.Contact.ID), slices.Contains(right, p.Contact.ID)
		if x && y {
			both++
		}
		if x || y {
			either++
		}
	}
	holds := map[rule.Relation]bool{
		rule.Same:     both == len(left) && both == len(right),
		rule.Opposite: both == 0 && either == len(people),
		rule.Implies:  both == len(left),
		rule.Implied:  both == len(right),
		rule.Excludes: both == 0,
		rule.Covers:   either == len(people),
	}[relation]
	if !holds {
		t.Errorf("relation %d does not hold for\n%s\n%s", relation, rule.Rule{Include: a}.JSON(), rule.Rule{Include: b}.JSON())
	}
	return relation
}
