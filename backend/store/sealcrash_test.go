package store_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// sealForever adds and seals events again and again and says when, until somebody kills it.
func sealForever(db *store.DB) error {
	for n := 0; ; n++ {
		events := withoutKeys(oddEvents(3000, 9000, nil))
		if err := db.AddEvents(context.Background(), events); err != nil {
			return err
		}
		fmt.Println(n)
		if err := db.Seal(context.Background()); err != nil {
			return err
		}
	}
}

func TestKillingTheProcessWhileItSealsLosesAndDoublesNothing(t *testing.T) {
	db := create(t)
	people(t, db, 10)
	path := db.Path()
	added := 0
	for _, lines := range []int{1, 3, 6, 2} {
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		added += len(killAfter(t, path, "seal", lines))
		db = must[*store.DB](t)(store.Open(t.Context(), path))
		health := must[store.Health](t)(db.Check(t.Context()))
		all := allEvents(t, db)
		// What was added and not yet said may be there too.
		if extra := health.Events - 3000*added; health.Integrity != "ok" || health.Events != len(all) || extra != 0 && extra != 3000 {
			t.Fatalf("%d rounds were said, %d events are there: %+v", added, len(all), health)
		}
		added = len(all) / 3000
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestKillingTheProcessWhileABulkWritesBlocksLeavesNothingOfIt(t *testing.T) {
	db := create(t)
	people(t, db, 50)
	keep := domain.Event{ContactID: 3, Type: domain.EventVisited, At: noon, Key: "kept"}
	if err := db.AddEvents(t.Context(), []domain.Event{keep}); err != nil {
		t.Fatal(err)
	}
	for _, lines := range []int{25, 70} {
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		killAfter(t, db.Path(), "flush", lines)
		db = must[*store.DB](t)(store.Open(t.Context(), db.Path()))
		health := must[store.Health](t)(db.Check(t.Context()))
		blocks, rows := store.Sealed(t, db)
		if health.Integrity != "ok" || health.Contacts != 50 || blocks != 0 || rows != 1 {
			t.Errorf("after the kill %d blocks, %d rows: %+v", blocks, rows, health)
		}
		sameEvents(t, allEvents(t, db), []domain.Event{keep})
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestABulkThatFailsAfterItWroteBlocksChangesNothing(t *testing.T) {
	db := create(t)
	store.SealEvery(db, 5000)
	events := oddEvents(6000, 100, nil)
	addAll(t, db, events)
	want := allEvents(t, db)
	err := db.Bulk(t.Context(), func(b *store.Bulk) error {
		if err := addTo(b, withoutKeys(oddEvents(12_000, 100, nil))); err != nil {
			return err
		}
		_, err := b.AddEvent(firstKeyed(events))
		wantCode(t, err, domain.Conflict)
		return nil // swallowed, and yet nothing is committed
	})
	wantCode(t, err, domain.Conflict)
	sameEvents(t, allEvents(t, db), want)
}

func firstKeyed(events []domain.Event) domain.Event {
	for _, e := range events {
		if e.Key != "" {
			return e
		}
	}
	return domain.Event{}
}

func TestAMailSentIsOneEventThoughItsKeyIsSealed(t *testing.T) {
	db := create(t)
	people(t, db, 3)
	c := frozen(t, db, 3)
	claimed := must[[]domain.Send](t)(db.ClaimSends(t.Context(), c.ID, 3, noon))
	for i := range claimed {
		claimed[i].State, claimed[i].UpdatedAt = domain.SendSent, noon
	}
	for range 3 {
		if err := db.FinishSends(t.Context(), claimed); err != nil {
			t.Fatal(err)
		}
		if err := db.Seal(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if blocks, rows := store.Sealed(t, db); blocks != 1 || rows != 0 {
		t.Errorf("%d blocks and %d rows", blocks, rows)
	}
	if n := must[int](t)(db.CountEvents(t.Context())); n != 3 {
		t.Errorf("%d events of 3 mails", n)
	}
}
