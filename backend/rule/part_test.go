package rule

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// holds decides a part as its words say it: all or any of its parts.
func (p part) holds(s *subject) bool {
	holds := func(k part) bool { return k.holds(s) }
	switch p.mode {
	case Any:
		return slices.ContainsFunc(p.kids, holds)
	case All:
		return !slices.ContainsFunc(p.kids, func(k part) bool { return !k.holds(s) })
	}
	return p.node.Leaf.find(s).match != p.not
}

func (p filterPart) holds(e domain.Event) bool {
	switch p.mode {
	case Any:
		return slices.ContainsFunc(p.kids, func(k filterPart) bool { return k.holds(e) })
	case All:
		return !slices.ContainsFunc(p.kids, func(k filterPart) bool { return !k.holds(e) })
	}
	return (Fold(p.Values[0]) == Fold(e.Prop(domain.PropCategory).Text)) != p.not
}

var modes = []Mode{All, Any, None}

func randomNode(r *rand.Rand, depth int) *Node {
	n := &Node{Not: r.IntN(3) == 0}
	if depth == 0 || r.IntN(4) == 0 {
		n.Cond = &Field{Field: "city", Comparison: Comparison{Op: "any_of", Values: []string{[]string{"Pune", "Goa"}[r.IntN(2)]}}}
		return n
	}
	n.Mode = modes[r.IntN(3)]
	for range 1 + r.IntN(3) {
		n.Kids = append(n.Kids, randomNode(r, depth-1))
	}
	return n
}

func TestSentencesSayWhatTheTreeMeans(t *testing.T) {
	cat := NewCatalog(domain.BuiltinFields(), nil, nil, nil, domain.DefaultSettings())
	pune := NewPerson(domain.Contact{ID: 1, Values: map[domain.FieldID]domain.Value{domain.FieldCity: domain.TextValue("Pune")}}, nil)
	for seed := range uint64(3000) {
		n := randomNode(rand.New(rand.NewPCG(seed, 3)), 4)
		plan, err := Compile(Rule{Include: n}, cat, time.Unix(0, 0))
		if err != nil {
			t.Fatal(err)
		}
		if s := plan.subject(&pune); partOf(plan.Include, false).holds(s) != plan.Include.match(s) {
			t.Fatalf("seed %d: %s is not what %q says", seed, n.JSON(), Sentence(Rule{Include: n}, cat))
		}
	}
}

func randomFilter(r *rand.Rand, depth int) Filter {
	f := Filter{Not: r.IntN(3) == 0}
	if depth == 0 || r.IntN(4) == 0 {
		f.Property, f.Comparison = "category", Comparison{Op: "any_of", Values: []string{[]string{"Tea", "Soap"}[r.IntN(2)]}}
		return f
	}
	var kids []Filter
	for range 1 + r.IntN(3) {
		kids = append(kids, randomFilter(r, depth-1))
	}
	switch r.IntN(3) {
	case 0:
		f.All = kids
	case 1:
		f.Any = kids
	default:
		f.None = kids
	}
	return f
}

func TestFiltersInWordsSayWhatTheyMean(t *testing.T) {
	cat := NewCatalog(nil, domain.BuiltinEventTypes(), domain.BuiltinProperties(), nil, domain.DefaultSettings())
	tea := domain.Event{Props: []domain.PropertyValue{{ID: domain.PropCategory, Value: domain.TextValue("tea")}}}
	for seed := range uint64(3000) {
		f := randomFilter(rand.New(rand.NewPCG(seed, 4)), 4)
		tests, ok := newResolver(cat, epoch).filters([]Filter{f})
		if !ok || filterPartOf(f, false).holds(tea) != tests[0].passes(tea, time.UTC) {
			t.Fatalf("seed %d: %+v (%v)", seed, f, ok)
		}
	}
}

func TestCountsInWordsSayWhatTheyMean(t *testing.T) {
	r := newResolver(Catalog{}, epoch)
	for _, op := range []string{"at_least", "at_most", "exactly", "between"} {
		for i := range 5 * 5 * 2 {
			c, not := &Count{Op: op, N: i % 5, To: i / 5 % 5}, i >= 25
			said, saidNot := affirm(c, not)
			if said.Op == "more_than" {
				said.Op, said.N = "at_least", said.N+1
			}
			want, _ := r.countSpan(c)
			got, ok := r.countSpan(&said)
			for n := range int64(8) {
				if !ok || (got.Has(n) != saidNot) != (want.Has(n) != not) {
					t.Errorf("%+v, not %v, is said as %+v, not %v", *c, not, said, saidNot)
				}
			}
		}
	}
}
