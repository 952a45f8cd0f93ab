package rule_test

import (
	"slices"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

func TestHowTwoQuestionsRelate(t *testing.T) {
	cat := rule.NewCatalog(domain.BuiltinFields(), domain.BuiltinEventTypes(), domain.BuiltinProperties(), nil, domain.DefaultSettings())
	asOf := time.Date(2026, 5, 10, 12, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		a, b string
		want rule.Relation
	}{
		"more in less time": {
			`{"type":"event","event":"opened","count":{"op":"at_least","n":3},"window":{"kind":"last","n":30,"unit":"day"}}`,
			`{"type":"event","event":"opened","window":{"kind":"last","n":90,"unit":"day"}}`, rule.Implies},
		"something and nothing around it": {
			`{"type":"event","event":"opened","window":{"kind":"last","n":30,"unit":"day"}}`,
			`{"type":"event","event":"opened","count":{"op":"exactly","n":0},"window":{"kind":"last","n":90,"unit":"day"}}`, rule.Excludes},
		"of one kind and of any": {
			`{"type":"event","event":"purchased","where":[{"property":"category","op":"any_of","values":["Skincare"]}]}`,
			`{"type":"event","event":"purchased"}`, rule.Implies},
		"another event": {`{"type":"event","event":"opened"}`, `{"type":"event","event":"clicked"}`, rule.Unrelated},
		"the last was long ago and one was lately": {
			`{"type":"recency","event":"purchased","which":"last","window":{"kind":"more_than_ago","n":60,"unit":"day"}}`,
			`{"type":"event","event":"purchased","window":{"kind":"last","n":30,"unit":"day"}}`, rule.Excludes},
		"the last was lately, so there was one": {
			`{"type":"recency","event":"purchased","which":"last","window":{"kind":"last","n":30,"unit":"day"}}`,
			`{"type":"event","event":"purchased","window":{"kind":"last","n":60,"unit":"day"}}`, rule.Implies},
		"two times of the last": {
			`{"type":"recency","event":"purchased","which":"last","window":{"kind":"last","n":30,"unit":"day"}}`,
			`{"type":"recency","event":"purchased","which":"last","window":{"kind":"more_than_ago","n":60,"unit":"day"}}`, rule.Excludes},
		"two sums apart": {
			`{"type":"measure","event":"purchased","measure":"sum","property":"amount","op":"gte","value":"5000"}`,
			`{"type":"measure","event":"purchased","measure":"sum","property":"amount","op":"lt","value":"1000"}`, rule.Excludes},
		"a sum below and from the same on": {
			`{"type":"measure","event":"purchased","measure":"sum","property":"amount","op":"gte","value":"1000"}`,
			`{"type":"measure","event":"purchased","measure":"sum","property":"amount","op":"lt","value":"1000"}`, rule.Opposite},
		"averages may lie between": {
			`{"type":"measure","event":"purchased","measure":"average","property":"amount","op":"gt","value":"99.99"}`,
			`{"type":"measure","event":"purchased","measure":"average","property":"amount","op":"lt","value":"100"}`, rule.Unrelated},
		"a value and what it begins with": {
			`{"type":"field","field":"city","op":"any_of","values":["Navi Mumbai"]}`,
			`{"type":"field","field":"city","op":"starts_with","text":"navi"}`, rule.Implies},
		"a value and what it has nothing of": {
			`{"type":"field","field":"city","op":"contains","text":"pur"}`,
			`{"type":"field","field":"city","op":"any_of","values":["Pune"]}`, rule.Excludes},
		"a longer piece": {
			`{"type":"field","field":"email","op":"ends_with","text":"@example.com"}`,
			`{"type":"field","field":"email","op":"contains","text":"example"}`, rule.Implies},
	} {
		t.Run(name, func(t *testing.T) {
			if got := rule.Relate(leaf(t, c.a), leaf(t, c.b), cat, asOf); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
			if got, want := rule.Relate(leaf(t, c.b), leaf(t, c.a), cat, asOf), mirrored(c.want); got != want {
				t.Errorf("the other way round got %d, want %d", got, want)
			}
		})
	}
}

func leaf(t *testing.T, text string) *rule.Node {
	t.Helper()
	r, err := rule.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return r.Include
}

func mirrored(r rule.Relation) rule.Relation {
	switch r {
	case rule.Implies:
		return rule.Implied
	case rule.Implied:
		return rule.Implies
	}
	return r
}

// TestRelationsHoldForEverybody compares, over random data, whom two random
// questions find with how they are said to relate.
func TestRelationsHoldForEverybody(t *testing.T) {
	t.Parallel()
	seen := map[rule.Relation]int{}
	for seed := range uint64(40) {
		w := conformance.NewWorkspace(91_000+seed, 25)
		people := w.People()
		var nodes []*rule.Node
		for k := range uint64(36) {
			if n := conformance.NewRule(seed*977+k, w, "event", "recency", "measure", "field").Include; n.Cond != nil && !n.Muted {
				nodes = append(nodes, n)
			}
		}
		for i, a := range nodes {
			for _, b := range append(nodes[:i:i], narrowed(a)...) {
				relation := rule.Relate(a, b, w.Catalog, w.AsOf)
				seen[relation]++
				holdRelation(t, w, people, a, b, relation)
			}
		}
	}
	for _, r := range []rule.Relation{rule.Same, rule.Opposite, rule.Implies, rule.Implied, rule.Excludes, rule.Covers} {
		if seen[r] < 10 {
			t.Errorf("relation %d came up %d times only", r, seen[r])
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

func holdRelation(t *testing.T, w *conformance.Workspace, people []rule.Person, a, b *rule.Node, relation rule.Relation) {
	t.Helper()
	if relation == rule.Unrelated {
		return
	}
	members := func(n *rule.Node) map[domain.ContactID]bool {
		ids, err := w.Members(rule.Rule{Include: n}, people, w.AsOf)
		if err != nil {
			t.Fatal(err)
		}
		out := map[domain.ContactID]bool{}
		for _, id := range ids {
			out[id] = true
		}
		return out
	}
	inA, inB := members(a), members(b)
	wrong := func(p rule.Person) bool {
		a, b := inA[p.Contact.ID], inB[p.Contact.ID]
		return map[rule.Relation]bool{rule.Same: a != b, rule.Opposite: a == b, rule.Implies: a && !b, rule.Implied: b && !a, rule.Excludes: a && b, rule.Covers: !a && !b}[relation]
	}
	if i := slices.IndexFunc(people, wrong); i >= 0 {
		t.Errorf("relation %d does not hold for %d of\n%s\n%s", relation, people[i].Contact.ID, a.JSON(), b.JSON())
	}
}
