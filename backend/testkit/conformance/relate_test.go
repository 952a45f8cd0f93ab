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
	relation := rule.Relate(a, b, w.Catalog, w.AsOf)
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
