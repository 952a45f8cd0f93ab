package conformance

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Evaluator answers for everybody at once: the members of a rule, ascending.
type Evaluator func(ctx context.Context, r rule.Rule, asOf time.Time) ([]domain.ContactID, error)

// Options say how much to draw. Seed is the first seed.
type Options struct {
	Seed       uint64
	Workspaces int
	Rules      int // for each workspace
	Contacts   int // at most, in each workspace
}

// Run compares an evaluator with rule.Match on Workspaces x Rules random pairs.
func Run(t *testing.T, build func(*Workspace) (Evaluator, error), o Options) {
	t.Helper()
	matched := 0
	for i := range o.Workspaces {
		seed := o.Seed + uint64(i)
		w := NewWorkspace(seed, 1+int(seed*7919)%o.Contacts)
		evaluate, err := build(w)
		if err != nil {
			t.Fatalf("workspace %d: %v", seed, err)
		}
		people := persons(w)
		for j := range o.Rules {
			matched += compare(t, w, people, evaluate, seed, seed*100_000+uint64(j))
		}
		if t.Failed() {
			return
		}
	}
	if matched == 0 {
		t.Fatal("no rule matched anybody: the data cannot show a difference")
	}
}

func persons(w *Workspace) []rule.Person {
	of := map[domain.ContactID][]domain.Event{}
	for _, e := range w.Events {
		of[e.ContactID] = append(of[e.ContactID], e)
	}
	out := make([]rule.Person, len(w.Contacts))
	for i, c := range w.Contacts {
		out[i] = rule.NewPerson(c, of[c.ID])
	}
	return out
}

// compare returns how many people matched.
func compare(t *testing.T, w *Workspace, people []rule.Person, evaluate Evaluator, seed, ruleSeed uint64) int {
	t.Helper()
	r := NewRule(ruleSeed, w)
	plan, err := rule.Compile(r, w.Catalog, w.AsOf)
	if err != nil {
		t.Errorf("workspace %d, rule %d is not valid: %v\n%s", seed, ruleSeed, err, r.JSON())
		return 0
	}
	var want []domain.ContactID
	for i, p := range people {
		if plan.Match(p) {
			want = append(want, w.Contacts[i].ID)
		}
	}
	got, err := evaluate(t.Context(), r, w.AsOf)
	if err != nil {
		t.Errorf("workspace %d, rule %d: %v\n%s", seed, ruleSeed, err, r.JSON())
		return 0
	}
	if !slices.Equal(got, want) {
		t.Errorf("workspace %d, rule %d: got %v, want %v\n%s\nas of %s in %s", seed, ruleSeed, got, want, r.JSON(), w.AsOf, w.Catalog.Settings.TimeZone)
	}
	return len(want)
}
