package conformance_test

import (
	"context"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

func ids(e *engine.Engine, b *engine.Bitmap) []domain.ContactID {
	var out []domain.ContactID
	b.Each(func(i int) bool {
		out = append(out, e.Contact(i))
		return true
	})
	return out
}

func build(w *conformance.Workspace) (conformance.Evaluator, error) {
	e, err := engine.Load(context.Background(), w.Source(), w.Catalog)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, r rule.Rule, asOf time.Time) ([]domain.ContactID, error) {
		b, err := e.Evaluate(ctx, r, asOf)
		if err != nil {
			return nil, err
		}
		return ids(e, b), nil
	}, nil
}

func TestTheEngineAgreesWithTheReferenceOnRandomRules(t *testing.T) {
	t.Parallel()
	conformance.Run(t, build, conformance.Options{Seed: 1, Workspaces: 120, Rules: 40, Contacts: 150})
}

func TestTheEngineAgreesAcrossChunksOfContacts(t *testing.T) {
	t.Parallel()
	conformance.Run(t, build, conformance.Options{Seed: 900, Workspaces: 2, Rules: 25, Contacts: 9000})
}

func TestTheRuleSurvivesItsJSON(t *testing.T) {
	w := conformance.NewWorkspace(5, 20)
	for seed := range uint64(500) {
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
