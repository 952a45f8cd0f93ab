package app

import (
	"context"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// source hands a workspace file to the engine: contacts and events in blocks as of
// one moment, and who may be mailed.
type source struct {
	*store.Blocks
	db   *store.DB
	gate *comply.Gate
}

// readSource opens the workspace as of this moment. The caller closes it.
func readSource(ctx context.Context, db *store.DB, gate *comply.Gate) (*source, error) {
	blocks, err := db.Blocks(ctx)
	if err != nil {
		return nil, err
	}
	return &source{blocks, db, gate}, nil
}

// EachConsent hands over the whole permission ledger.
func (s *source) EachConsent(ctx context.Context, fn func(domain.ConsentEntry) error) error {
	return s.db.EachConsentEntry(ctx, fn)
}

// EachSuppression hands over why which contacts must not be mailed.
func (s *source) EachSuppression(ctx context.Context, fn func(domain.ContactID, domain.Suppression) error) error {
	return s.gate.EachSuppressed(ctx, fn)
}

// tidyWorkspace makes the next opening quick: the columns of contacts are kept, and
// events are sealed when many are not.
func tidyWorkspace(ctx context.Context, db *store.DB) error {
	if db.ReadOnly() != "" {
		return nil
	}
	if err := db.CacheContacts(ctx); err != nil {
		return err
	}
	due, err := db.SealDue(ctx)
	if err != nil || !due {
		return err
	}
	return db.Seal(ctx)
}
