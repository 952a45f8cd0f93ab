package conformance_test

import (
	"context"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

func TestEveryCombinationOfFiveRulesHasThePeopleTheReferenceFinds(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		w := conformance.NewWorkspace(seed, 200)
		e, err := engine.Load(context.Background(), w.Source(), w.Catalog)
		if err != nil {
			t.Fatal(err)
		}
		e.SetHistory(w)
		people := w.People()
		want := map[domain.ContactID]int{}
		var plans []*rule.Plan
		for k := range engine.MaxOverlap {
			r := conformance.NewRule(seed*10+uint64(k), w)
			plan, err := rule.Compile(r, w.Catalog, w.AsOf)
			if err != nil {
				t.Fatal(err)
			}
			plans = append(plans, plan)
			members, err := w.Members(r, people, w.AsOf)
			if err != nil {
				t.Fatal(err)
			}
			for _, id := range members {
				want[id] |= 1 << k
			}
		}
		o, err := e.Overlap(t.Context(), plans)
		if err != nil {
			t.Fatal(err)
		}
		all := 0
		for combination, n := range o.Counts {
			all += n
			if region := o.People(combination); region.Count() != n {
				t.Fatalf("seed %d: combination %d has %d people, counted %d", seed, combination, region.Count(), n)
			}
			o.People(combination).Each(func(i int) bool {
				if want[e.Contact(i)] != combination {
					t.Fatalf("seed %d: contact %d is in combination %d, want %d", seed, e.Contact(i), combination, want[e.Contact(i)])
				}
				return true
			})
		}
		if all != len(w.Contacts) {
			t.Fatalf("seed %d: %d people in all combinations, want %d", seed, all, len(w.Contacts))
		}
	}
	if _, err := (&engine.Engine{}).Overlap(t.Context(), make([]*rule.Plan, 6)); domain.CodeOf(err) != domain.Invalid {
		t.Errorf("six rules: %v", err)
	}
}
