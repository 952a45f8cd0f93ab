package conformance_test

import (
	"slices"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

func TestARuleInThePlaceOfASegmentHasTheSamePeople(t *testing.T) {
	t.Parallel()
	inlined, faults := 0, map[rule.InlineFault]int{}
	for seed := range uint64(80) {
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
		for k := range uint64(20) {
			r := conformance.NewRule(seed*1000+k, w, "segment", "field", "event")
			for _, id := range slices.Compact(slices.Sorted(slices.Values(r.Segments()))) {
				out, fault := rule.Inline(r, id, w.Catalog)
				if faults[fault]++; fault != "" {
					continue
				}
				if inlined++; slices.Contains(out.Segments(), id) {
					t.Fatalf("seed %d: it still asks about segment %d: %s", seed, id, out.JSON())
				}
				if before, after := members(r), members(out); !slices.Equal(before, after) {
					t.Fatalf("seed %d: %s has %v, with segment %d inside %s has %v", seed, r.JSON(), before, id, out.JSON(), after)
				}
			}
		}
	}
	t.Logf("%d inlined, %v", inlined, faults)
	if inlined < 100 {
		t.Errorf("only %d were inlined: %v", inlined, faults)
	}
}

func TestSegmentsAreCombinedByReferenceAsByCopy(t *testing.T) {
	t.Parallel()
	combined := 0
	for seed := range uint64(40) {
		w := conformance.NewWorkspace(seed, 60)
		people := w.People()
		var ids []domain.SegmentID
		for _, g := range w.Catalog.Segments {
			if _, fault := w.Catalog.Body(g.ID); fault == "" {
				ids = append(ids, g.ID)
			}
		}
		if len(ids) < 2 {
			continue
		}
		for _, how := range []rule.Combination{rule.Merge, rule.Intersect, rule.Subtract} {
			byName, _ := rule.Combine(how, ids, false, w.Catalog)
			copied, fault := rule.Combine(how, ids, true, w.Catalog)
			if fault != "" {
				t.Fatalf("seed %d: %s", seed, fault)
			}
			want, err := w.Members(byName, people, w.AsOf)
			if err != nil {
				t.Fatal(err)
			}
			got, err := w.Members(copied, people, w.AsOf)
			if err != nil || !slices.Equal(got, want) {
				t.Fatalf("seed %d: %s by name has %v, copied %v, %v", seed, how, want, got, err)
			}
			combined++
		}
	}
	if combined < 20 {
		t.Errorf("only %d were combined", combined)
	}
}
