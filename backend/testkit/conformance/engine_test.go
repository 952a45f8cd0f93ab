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
	e.SetHistory(w)
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
	conformance.Run(t, build, conformance.Options{Seed: 1, Workspaces: often(300), Rules: 40, Contacts: 150, Corpus: corpus})
}

func TestTheEngineAgreesAcrossChunksOfContacts(t *testing.T) {
	t.Parallel()
	conformance.Run(t, build, conformance.Options{Seed: 900, Workspaces: 2, Rules: 25, Contacts: 9000, Corpus: corpus})
}
