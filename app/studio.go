package app

import (
	"context"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment"
	"github.com/kvnmail/kvnmail/backend/store"
)

// openStudio fills an engine from a workspace and puts the studio over it.
func openStudio(ctx context.Context, db *store.DB, secret []byte, clock domain.Clock) (*segment.Studio, error) {
	cat, err := readCatalog(ctx, db)
	if err != nil {
		return nil, err
	}
	live, err := engine.Load(ctx, db, cat)
	if err != nil {
		return nil, err
	}
	statuses, err := comply.NewGate(db, secret, domain.Marketing, clock).Statuses(ctx)
	if err != nil {
		return nil, err
	}
	return segment.New(live, db, statuses, clock), nil
}

// readCatalog reads what rules can name.
func readCatalog(ctx context.Context, db *store.DB) (rule.Catalog, error) {
	fields, err := db.Fields(ctx)
	if err != nil {
		return rule.Catalog{}, err
	}
	types, err := db.EventTypes(ctx)
	if err != nil {
		return rule.Catalog{}, err
	}
	properties, err := db.Properties(ctx)
	if err != nil {
		return rule.Catalog{}, err
	}
	segments, err := db.Segments(ctx)
	if err != nil {
		return rule.Catalog{}, err
	}
	settings, err := db.Settings(ctx)
	if err != nil {
		return rule.Catalog{}, err
	}
	return rule.NewCatalog(fields, types, properties, segments, settings), nil
}
