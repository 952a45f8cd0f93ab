package app

import (
	"context"
	"errors"
	"sync"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment"
	"github.com/kvnmail/kvnmail/backend/store"
)

// openStudio fills an engine from a workspace and puts the studio over it.
func openStudio(ctx context.Context, db *store.DB, secret []byte, clock domain.Clock, language string) (*segment.Studio, error) {
	cat, err := readCatalog(ctx, db, language)
	if err != nil {
		return nil, err
	}
	if err := checkSize(ctx, db); err != nil {
		return nil, err
	}
	gate := comply.NewGate(db, secret, domain.Marketing, clock)
	var statuses func(domain.ContactID) domain.MailStatus
	var refused error
	var reading sync.WaitGroup
	reading.Go(func() { statuses, refused = gate.Statuses(ctx) }) // beside the engine: both take about as long
	index, err := loadEngine(ctx, db, gate, cat)
	reading.Wait()
	if err := errors.Join(err, refused); err != nil {
		return nil, err
	}
	index.SetHistory(db)
	return segment.New(index, peopleStore{db, gate}, statuses, clock), nil
}

func loadEngine(ctx context.Context, db *store.DB, gate *comply.Gate, cat rule.Catalog) (*engine.Engine, error) {
	blocks, err := readSource(ctx, db, gate)
	if err != nil {
		return nil, err
	}
	index, err := engine.Load(ctx, blocks, cat)
	return index, errors.Join(err, blocks.Close())
}

// peopleStore is what the studio reads about single people.
type peopleStore struct {
	*store.DB
	gate *comply.Gate
}

// SuppressionsOf returns why a contact's address must not be mailed.
func (p peopleStore) SuppressionsOf(ctx context.Context, c domain.Contact) ([]domain.Suppression, error) {
	return p.gate.SuppressionsOf(ctx, c)
}

// readCatalog reads what rules can name. Rules are put in words of a language; "" is
// the one of the workspace's region.
func readCatalog(ctx context.Context, db *store.DB, language string) (rule.Catalog, error) {
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
	return rule.NewCatalog(fields, types, properties, segments, settings).In(language), nil
}
