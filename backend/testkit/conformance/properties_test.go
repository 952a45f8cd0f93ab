package conformance_test

import (
	"context"
	"testing"

	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

func TestTheReferenceKeepsTheLawsOfRules(t *testing.T) {
	t.Parallel()
	conformance.Laws(t, conformance.Reference, conformance.Options{Seed: 50_000, Workspaces: often(150), Rules: 40, Contacts: 40})
}

func TestSQLiteKeepsTheLawsOfRules(t *testing.T) {
	t.Parallel()
	conformance.Laws(t, ask(t), conformance.Options{Seed: 60_000, Workspaces: often(40), Rules: 20, Contacts: 40})
}

func TestTheEngineKeepsTheLawsOfRules(t *testing.T) {
	t.Parallel()
	conformance.Laws(t, build, conformance.Options{Seed: 70_000, Workspaces: often(60), Rules: 20, Contacts: 40})
}

func TestTheRuleSurvivesItsJSON(t *testing.T) {
	t.Parallel()
	w := conformance.NewWorkspace(5, 20)
	for seed := range uint64(2000) {
		r := conformance.NewRule(seed, w)
		text := r.JSON()
		again, err := rule.Parse(text)
		if err != nil {
			t.Fatalf("rule %d: %v\n%s", seed, err, text)
		}
		if string(again.JSON()) != string(text) {
			t.Fatalf("rule %d came back as\n%s\nnot\n%s", seed, again.JSON(), text)
		}
		if rule.Sentence(r, w.Catalog) != rule.Sentence(again, w.Catalog) {
			t.Fatalf("rule %d reads differently after its JSON", seed)
		}
	}
}

// everybody knows the edges of rankings, as Explain needs it.
type everybody []rule.Person

func (e everybody) Rank(_ context.Context, p *rule.Plan) error {
	p.RankPeople(e)
	return nil
}

func TestExplanationsNeverDifferFromMatch(t *testing.T) {
	t.Parallel()
	for seed := range uint64(often(100)) {
		w := conformance.NewWorkspace(80_000+seed, 25)
		people := w.People()
		for k := range uint64(15) {
			explained(t, conformance.NewRule(seed*1000+k, w), w, people)
		}
	}
}

// explained compares the explanations of a rule with its verdicts on everybody.
func explained(t *testing.T, r rule.Rule, w *conformance.Workspace, people []rule.Person) {
	t.Helper()
	plan, err := rule.Compile(r, w.Catalog, w.AsOf)
	if err != nil {
		t.Fatal(err)
	}
	plan.RankPeople(people)
	for _, p := range people {
		lanes, err := rule.Explain(t.Context(), r, p, w.AsOf, w.Catalog, everybody(people))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := verdict(lanes), plan.Match(p); got != want {
			t.Fatalf("contact %d: explained as %v, matched as %v\n%s", p.Contact.ID, got, want, r.JSON())
		}
		for _, lane := range lanes {
			consistent(t, lane, r)
		}
	}
}

// verdict is what the top nodes of an explanation come to.
func verdict(lanes []rule.Explanation) bool {
	match := map[string]bool{}
	for _, x := range lanes {
		match[x.Lane] = x.Match
	}
	return !match["never"] && (match["always"] || match["include"] && !match["exclude"])
}

// consistent fails when a group's verdict does not follow from those of its nodes.
func consistent(t *testing.T, x rule.Explanation, r rule.Rule) {
	t.Helper()
	if leftOut(x) || x.Mode == "" {
		return
	}
	all, some := true, false
	for _, k := range x.Children {
		if leftOut(k) {
			continue
		}
		all, some = all && k.Match, some || k.Match
		consistent(t, k, r)
	}
	want := map[string]bool{"all of these": all, "any of these": some, "none of these": !some, "not all of these": !all}[x.Text]
	if x.Match != want {
		t.Errorf("%s (%s) is explained as %v\n%s", x.Path, x.Text, x.Match, r.JSON())
	}
}
