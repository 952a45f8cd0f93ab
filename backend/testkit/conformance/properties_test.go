package conformance_test

import (
	"testing"

	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

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
