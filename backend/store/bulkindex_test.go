package store_test

import (
	"fmt"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// manyNew is more than indexless, from which on these bulks do without indexes.
const manyNew, indexless = 1500, 1000

func addMany(b *store.Bulk, twice int) error {
	for n := 10; n < manyNew; n++ {
		c := domain.Contact{Email: fmt.Sprintf("p%d@example.com", n), ExternalID: fmt.Sprintf("C%d", n), CreatedAt: noon}
		if n == manyNew-1 && twice > 0 {
			c.Email = fmt.Sprintf("p%d@example.com", twice)
		}
		if _, err := b.AddContact(c); err != nil {
			return err
		}
	}
	return nil
}

func TestPeopleAreStillToldApartAfterVeryManyNewOnes(t *testing.T) {
	db := create(t)
	store.IndexFree(db, indexless)
	people(t, db, 5)
	bulk(t, db, func(b *store.Bulk) error { return addMany(b, 0) })
	found := must[domain.Contact](t)(db.FindContact(t.Context(), "p1400@example.com"))
	if found.ExternalID != "C1400" {
		t.Errorf("%+v", found)
	}
	err := db.Bulk(t.Context(), func(b *store.Bulk) error { _, err := b.AddContact(person(777)); return err })
	wantCode(t, err, domain.Conflict)
}

func TestTheSamePersonTwiceAmongVeryManyNewOnesIsAConflict(t *testing.T) {
	for name, twice := range map[string]int{"as somebody who was here": 3, "as another new one": 700} {
		t.Run(name, func(t *testing.T) {
			db := create(t)
			store.IndexFree(db, indexless)
			people(t, db, 5)
			wantCode(t, db.Bulk(t.Context(), func(b *store.Bulk) error { return addMany(b, twice) }), domain.Conflict)
			if n := must[int](t)(db.CountContacts(t.Context())); n != 5 {
				t.Errorf("%d people", n)
			}
			bulk(t, db, func(b *store.Bulk) error { return addMany(b, 0) })
		})
	}
}
