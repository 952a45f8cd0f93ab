package conformance_test

import (
	"slices"
	"testing"

	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

// wantedAspects lists what random rules have to reach, beside the kinds of conditions.
func wantedAspects() []string {
	out := append(slices.Clone(conformance.Kinds), "pins", "filter tree", "derived", "part.domain", "part.provider", "messages.machines",
		"sequence.last", "sequence.not", "sequence.long", "rank.field", "rank.among", "health.role.", "health.bounced.", "health.bounced.hard", "health.bounced.soft", "health.never_engaged.")
	for prefix, ends := range map[string][]string{
		"text.": {"any_of", "contains", "starts_with", "ends_with", "matches", "is_set"}, "number.": {"eq", "lt", "lte", "gt", "gte", "between", "is_set"},
		"money.": {"eq", "lt", "lte", "gt", "gte", "between", "is_set"}, "list.": {"any_of", "all_of", "none_of", "number", "is_set"},
		"bool.": {"is_true", "is_set"}, "date.": {"window", "anniversary", "is_set"}, "time.": {"window", "anniversary", "is_set"},
		"property text.": {"any_of", "contains", "matches", "is_set"}, "property list.": {"any_of", "all_of", "none_of", "number"},
		"property number.": {"between", "eq"}, "property money.": {"gt"}, "property bool.": {"is_true"}, "property date.": {"anniversary", "window"}, "property time.": {"anniversary", "window"},
		"hour.": {"between", "eq", "is_set"}, "weekday.": {"any_of", "is_set"},
		"other.text.": {"eq"}, "other.list.": {"eq"}, "other.bool.": {"eq"}, "other.date.": {"lt", "gte"}, "other.time.": {"gt", "lte"}, "other.money.": {"eq", "lt"}, "other.number.": {"gt"},
		"window.": {"last", "more_than_ago", "between_ago", "next", "calendar", "dates", "before", "after"}, "count.": {"at_least", "at_most", "exactly", "between"},
		"measure.": {"count", "sum", "average", "smallest", "largest", "distinct", "gap", "since_first", "since_last", "eq", "lt", "lte", "gt", "gte", "between"},
		"rank.":    {"count", "sum", "average", "smallest", "largest", "distinct", "gap", "since_first", "since_last", "top", "bottom", "people", "percent"},
		"regular.": {"day", "week", "month"}, "within.": {"minute", "hour", "day", "week", "month", "quarter", "year"},
		"sequence.same.": {"text", "number", "date", "time", "bool", "money", "list"}, "habit.": {"hour", "weekday", "text", "number", "money", "bool", "date", "time", "list"},
		"history.": {"entered", "left"}, "consent.": {"", "granted", "withdrawn"}, "suppressed.": {"unsubscribed", "hard_bounce", "complaint", "manual"},
		"segment.": {"Mumbai", "Buyers", "Nobody", "Tangled", "Frozen", "Best"}, "messages.": {"opened", "clicked"},
	} {
		for _, end := range ends {
			out = append(out, prefix+end)
		}
	}
	return out
}

func TestRandomRulesReachEveryKindAndWayOfAsking(t *testing.T) {
	t.Parallel()
	c := &conformance.Coverage{Drawn: map[string]int{}}
	w := conformance.NewWorkspace(3, 5)
	for seed := range uint64(6000) {
		for _, a := range conformance.Aspects(conformance.NewRule(seed, w), w.Catalog) {
			c.Drawn[a]++
		}
	}
	if missing := c.Missing(wantedAspects()); len(missing) > 0 {
		t.Errorf("never drawn: %q", missing)
	}
}

// A kind that never matches anybody, or always everybody, cannot show a difference.
func TestEveryKindDividesPeople(t *testing.T) {
	t.Parallel()
	in, out := map[string]int{}, map[string]int{}
	for seed := range uint64(60) {
		w := conformance.NewWorkspace(seed, 30)
		people := w.People()
		for k := range uint64(12) {
			divide(t, conformance.NewRule(seed*1000+k, w), w, people, in, out)
		}
	}
	for _, kind := range conformance.Kinds {
		if in[kind] < 30 || out[kind] < 30 && kind != "everyone" {
			t.Errorf("%s matched %d people and did not match %d", kind, in[kind], out[kind])
		}
	}
	t.Logf("matched %v, did not match %v", in, out)
}

// divide counts by kind whom each condition of a rule matches alone, and whom not.
func divide(t *testing.T, r rule.Rule, w *conformance.Workspace, people []rule.Person, in, out map[string]int) {
	t.Helper()
	for _, n := range conformance.Conditions(r) {
		alone := *n
		alone.Not, alone.Muted = false, false
		members, err := w.Members(rule.Rule{Include: &alone}, people, w.AsOf)
		if err != nil {
			t.Fatal(err)
		}
		in[n.Cond.Kind()] += len(members)
		out[n.Cond.Kind()] += len(people) - len(members)
	}
}
