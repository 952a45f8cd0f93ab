package conformance_test

import (
	"slices"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

func TestNearMissesAreGroupedByTheClauseTheyFail(t *testing.T) {
	t.Parallel()
	groups := 0
	for seed := range uint64(80) {
		w := conformance.NewWorkspace(seed, 60)
		e, err := engine.Load(t.Context(), w.Source(), w.Catalog)
		if err != nil {
			t.Fatal(err)
		}
		e.SetHistory(w)
		for k := range uint64(5) {
			groups += groupedByFailure(t, e, conformance.NewRule(seed*1000+k, w), w)
		}
	}
	if groups < 20 {
		t.Errorf("there were only %d groups to compare", groups)
	}
}

// groupedByFailure compares the groups of a rule with what each near miss fails
// and returns how many groups there are.
func groupedByFailure(t *testing.T, e *engine.Engine, r rule.Rule, w *conformance.Workspace) int {
	t.Helper()
	answer, err := e.Nodes(t.Context(), r, w.AsOf)
	if err != nil {
		t.Fatal(err)
	}
	failed, err := e.Failed(t.Context(), answer)
	if err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, f := range failed {
		sum += f.Who.Count()
		f.Who.Each(func(i int) bool {
			node, err := e.Failing(t.Context(), answer, i)
			if err != nil || node != f.Node {
				t.Fatalf("%s: contact %d is grouped under %s but fails %+v, %v", r.JSON(), i, f.Path, node, err)
			}
			return true
		})
	}
	if sum != answer.NearAll.Count() {
		t.Fatalf("%s: the groups have %d people of %d near misses", r.JSON(), sum, answer.NearAll.Count())
	}
	return len(failed)
}

func TestARegionAsARuleHasTheRegionsPeople(t *testing.T) {
	t.Parallel()
	made, faults := 0, map[rule.InlineFault]int{}
	for seed := range uint64(60) {
		w := conformance.NewWorkspace(seed, 60)
		people := w.People()
		members := func(r rule.Rule) []domain.ContactID {
			t.Helper()
			ids, err := w.Members(r, people, w.AsOf)
			if err != nil {
				t.Fatal(err)
			}
			return ids
		}
		var all []domain.ContactID
		for _, c := range w.Contacts {
			all = append(all, c.ID)
		}
		a, b := w.Catalog.Segments[0].ID, w.Catalog.Segments[1].ID
		one := func(id domain.SegmentID) []domain.ContactID {
			r, _ := rule.Combine(rule.Merge, []domain.SegmentID{id}, false, w.Catalog)
			return members(r)
		}
		for k := range uint64(10) {
			draft := conformance.NewRule(seed*1000+k, w, "field", "event", "consent")
			for _, inside := range []bool{true, false} {
				r, fault := rule.Region(&draft, inside, []domain.SegmentID{a}, []domain.SegmentID{b}, w.Catalog)
				if faults[fault]++; fault != "" {
					continue
				}
				made++
				mine := members(draft)
				want := slices.DeleteFunc(slices.Clone(all), func(id domain.ContactID) bool {
					return slices.Contains(mine, id) != inside || !slices.Contains(one(a), id) || slices.Contains(one(b), id)
				})
				if got := members(r); !slices.Equal(got, want) {
					t.Fatalf("seed %d: inside %v of %s the region is %v, its rule %s has %v", seed, inside, draft.JSON(), want, r.JSON(), got)
				}
			}
		}
	}
	t.Logf("%d regions, %v", made, faults)
	if made < 300 {
		t.Errorf("only %d regions were made: %v", made, faults)
	}
}
