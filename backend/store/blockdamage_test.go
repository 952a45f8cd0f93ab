package store_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// FuzzDamagedBlock reads bytes that are no block: that is said in words, and nothing breaks.
func FuzzDamagedBlock(f *testing.F) {
	db := create(f)
	props := everyType(f, db)
	if err := db.AddEvents(f.Context(), oddEvents(60, 20, props)); err != nil {
		f.Fatal(err)
	}
	if err := db.Seal(f.Context()); err != nil {
		f.Fatal(err)
	}
	for _, pair := range store.RawColumns(f, db) {
		f.Add(pair[0], pair[1])
		f.Add(pair[0][:len(pair[0])/2], pair[1])
	}
	f.Fuzz(func(t *testing.T, columns, keys []byte) {
		for _, err := range []error{store.DecodeRaw(columns, keys), store.DecodeBytes(columns)} {
			if err != nil && domain.CodeOf(err) != domain.Corrupt {
				t.Errorf("said %v", err)
			}
		}
	})
}

func TestEveryChangedByteOfABlockIsReadWithoutBreaking(t *testing.T) {
	db := create(t)
	props := everyType(t, db)
	if err := db.AddEvents(t.Context(), oddEvents(300, 20, props)); err != nil {
		t.Fatal(err)
	}
	if err := db.Seal(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, pair := range store.RawColumns(t, db) {
		for i := range pair[0] {
			if i > 60 && i%17 != 0 { // the beginning says how much there is
				continue
			}
			for _, to := range []byte{0, 1, 0x7f, 0xff} {
				changed := append([]byte(nil), pair[0]...)
				changed[i] = to
				if err := store.DecodeRaw(changed, pair[1]); err != nil && domain.CodeOf(err) != domain.Corrupt {
					t.Errorf("byte %d: %v", i, err)
				}
			}
		}
	}
}

func TestADamagedBlockIsSaidInWords(t *testing.T) {
	db := create(t)
	people(t, db, 100)
	addAll(t, db, oddEvents(5000, 100, nil))
	if err := db.CacheContacts(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	rawExec(t, db.Path(), "UPDATE event_block SET data = CAST(substr(data, 1, 30) || x'ff' || substr(data, 32) AS BLOB); UPDATE contact_block SET data = x'0102'")
	db = must[*store.DB](t)(store.Open(t.Context(), db.Path()))
	t.Cleanup(func() { _ = db.Close() })
	src := must[*store.Blocks](t)(db.Blocks(t.Context()))
	defer src.Close()
	key := func(b *store.Bulk) error {
		_, _, err := b.EventByKey(domain.EventPurchased, "x")
		return err
	}
	for name, read := range map[string]func(ctx context.Context) error{
		"by the engine": func(ctx context.Context) error { return src.ReadEvents(ctx, 0, &domain.EventBlock{}) },
		"one by one": func(ctx context.Context) error {
			return db.EachEvent(ctx, func(domain.Event) error { return nil })
		},
		"of one person": func(ctx context.Context) error { _, err := db.ContactEvents(ctx, 1, 0); return err },
		"by an import":  func(ctx context.Context) error { return db.Bulk(ctx, key) },
	} {
		t.Run(name, func(t *testing.T) {
			err := read(t.Context())
			wantCode(t, err, domain.Corrupt)
			if err != nil && !strings.Contains(err.Error(), "damaged") {
				t.Errorf("said %v", err)
			}
		})
	}
	t.Run("but damaged copies of people are made from the people again", func(t *testing.T) {
		var b domain.ContactBlock
		if err := src.ReadContacts(t.Context(), 0, &b); err != nil || len(b.IDs) != 100 {
			t.Errorf("%d people, %v", len(b.IDs), err)
		}
	})
}

func TestPropertiesThatTheWorkspaceDoesNotKnowAreLeftOut(t *testing.T) {
	db := create(t)
	props := everyType(t, db)
	events := oddEvents(5000, 300, props)
	addAll(t, db, events)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	rawExec(t, db.Path(), fmt.Sprintf("DELETE FROM property WHERE id = %d", props[6].ID))
	db = must[*store.DB](t)(store.Open(t.Context(), db.Path()))
	t.Cleanup(func() { _ = db.Close() })
	all := allEvents(t, db)
	sameBlocks(t, db, all)
	for _, e := range all {
		if e.Prop(props[6].ID).IsSet() {
			t.Fatalf("%+v has a property of nobody", e)
		}
	}
}
