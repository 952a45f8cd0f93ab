package engine_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

func TestNobodyEntersOrLeavesBetweenTheirTurns(t *testing.T) {
	t.Parallel()
	moved := 0
	for seed := range uint64(400) {
		w := conformance.NewWorkspace(seed, 40)
		e, err := engine.Load(t.Context(), w.Source(), w.Catalog)
		if err != nil {
			t.Fatal(err)
		}
		e.SetHistory(w)
		r := rand.New(rand.NewPCG(seed, 4))
		for k := range uint64(6) {
			moved += turnsHold(t, e, w, conformance.NewRule(seed*100+k, w), r)
		}
	}
	if moved == 0 {
		t.Fatal("time moved nobody: there was nothing to see")
	}
}

// turnsHold asks a rule at random instants and returns how many times somebody moved.
func turnsHold(t *testing.T, e *engine.Engine, w *conformance.Workspace, r rule.Rule, random *rand.Rand) int {
	t.Helper()
	from := w.AsOf.UnixMilli()
	to := from + random.Int64N(40*24*3600_000)
	plan, err := rule.Compile(r, w.Catalog, w.AsOf)
	if err != nil {
		t.Fatal(err)
	}
	clock := plan.Clock()
	if clock.Whole || clock.Restless {
		return 0
	}
	turns, err := e.Turns(t.Context(), plan, from, to, nil)
	if err != nil {
		t.Fatal(err)
	}
	moved := 0
	for range 12 {
		a, b := from+random.Int64N(to-from+1), from+random.Int64N(to-from+1)
		a, b = min(a, b), max(a, b)
		if n := len(turns); n > 0 && random.IntN(2) == 0 {
			at := turns[random.IntN(n)].At
			a, b = at-1, at // right before and at a turn
		}
		before, after := evaluate(t, e, r, a), evaluate(t, e, r, b)
		for i := range len(w.Contacts) {
			if before.Has(i) == after.Has(i) {
				continue
			}
			moved++
			if !explained(turns, i, a, b) && !(clock.Midnight && midnightIn(a, b, w.Catalog.Location())) {
				t.Fatalf("contact %d moved between %d and %d without a turn (from %d to %d)\n%s\n%v", i, a, b, from, to, r.JSON(), turns)
			}
		}
	}
	return moved
}

func evaluate(t *testing.T, e *engine.Engine, r rule.Rule, ms int64) *engine.Bitmap {
	t.Helper()
	b, err := e.Evaluate(t.Context(), r, time.UnixMilli(ms))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func explained(turns []engine.Turn, who int, a, b int64) bool {
	for _, turn := range turns {
		if turn.Who == who && a < turn.At && turn.At <= b {
			return true
		}
	}
	return false
}

func midnightIn(a, b int64, loc *time.Location) bool {
	return time.UnixMilli(a).In(loc).Format(time.DateOnly) != time.UnixMilli(b).In(loc).Format(time.DateOnly)
}
