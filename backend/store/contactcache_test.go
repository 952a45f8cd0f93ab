package store_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// blockContacts reads all contacts as blocks, each as rows give it.
func blockContacts(t testing.TB, db *store.DB) (out []domain.Contact) {
	t.Helper()
	src := must[*store.Blocks](t)(db.Blocks(t.Context()))
	defer src.Close()
	var b domain.ContactBlock
	for i := range src.Contacts() {
		if err := src.ReadContacts(t.Context(), i, &b); err != nil {
			t.Fatal(err)
		}
		for row, id := range b.IDs {
			c := domain.Contact{ID: id, Values: map[domain.FieldID]domain.Value{}}
			for k := range b.Columns {
				if v := b.Columns[k].Value(row); v.IsSet() {
					c.Values[b.Columns[k].Field] = v
				}
			}
			c.Email, c.ExternalID = c.Values[domain.FieldEmail].Text, c.Values[domain.FieldExternalID].Text
			delete(c.Values, domain.FieldEmail)
			delete(c.Values, domain.FieldExternalID)
			out = append(out, c)
		}
	}
	return out
}

func sameContacts(t testing.TB, db *store.DB) {
	t.Helper()
	got := blockContacts(t, db)
	i := 0
	err := db.EachContact(t.Context(), func(c domain.Contact) error {
		c.CreatedAt = time.Time{}
		if i >= len(got) || !reflect.DeepEqual(got[i], c) {
			return fmt.Errorf("contact %d differs from %+v", i, c)
		}
		i++
		return nil
	})
	if err != nil || i != len(got) {
		t.Fatalf("%d of %d: %v", i, len(got), err)
	}
}

// editSomebody changes a person, and in some rounds adds a list to the fields, or a person.
func editSomebody(b *store.Bulk, id, round int) error {
	p := person(id)
	p.ID, p.Values[domain.FieldCity] = domain.ContactID(id), domain.TextValue(fmt.Sprint("City", round))
	if round%4 == 3 {
		f, err := b.CreateField(domain.Field{Key: fmt.Sprint("f", round), Name: "Tags", Type: domain.List, DerivedAt: noon})
		if err != nil {
			return err
		}
		p.Values[f.ID] = domain.ListValue([]string{"vip", "दिवाली"})
	}
	if round%3 == 2 {
		if _, err := b.AddContact(person(100_000 + round)); err != nil {
			return err
		}
	}
	return b.UpdateContact(p)
}

func TestTheCopyOfContactsIsNeverStale(t *testing.T) {
	db := create(t)
	people(t, db, 9_000)
	r := rand.New(rand.NewPCG(3, 5))
	cache := func() {
		if err := db.CacheContacts(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	sameContacts(t, db)
	cache()
	if cached := store.Cached(t, db); !reflect.DeepEqual(cached, []int64{0, 1, 2}) {
		t.Errorf("copies of %v", cached)
	}
	sameContacts(t, db)
	for round := range 8 {
		id := 1 + r.IntN(9_000)
		bulk(t, db, func(b *store.Bulk) error { return editSomebody(b, id, round) })
		if slices.Contains(store.Cached(t, db), int64(id/4096)) {
			t.Errorf("round %d: the copy of range %d outlived a change of person %d", round, id/4096, id)
		}
		sameContacts(t, db)
		if round%2 == 0 {
			cache()
			sameContacts(t, db)
		}
	}
	t.Run("nor after a bulk that failed", func(t *testing.T) {
		cache()
		wantCode(t, db.Bulk(t.Context(), func(b *store.Bulk) error {
			p := person(1)
			p.ID, p.Email = 1, "other@example.com"
			if err := b.UpdateContact(p); err != nil {
				return err
			}
			return domain.Errorf(domain.Invalid, "no")
		}), domain.Invalid)
		if n := len(store.Cached(t, db)); n != 3 {
			t.Errorf("%d copies left", n)
		}
		sameContacts(t, db)
	})
	t.Run("and derived lists come back as they are", func(t *testing.T) {
		fields := must[[]domain.Field](t)(reopen(t, db).Fields(t.Context()))
		if f := fields[len(fields)-1]; f.Type != domain.List || !f.DerivedAt.Equal(noon) || !fields[0].DerivedAt.IsZero() {
			t.Errorf("the field came back as %+v", f)
		}
	})
}

func TestTheCopyOfContactsIsNotStaleWhenAnotherProgramChangesSomebody(t *testing.T) {
	db := create(t)
	people(t, db, 9000)
	if err := db.CacheContacts(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := raw(t, db.Path()).Exec("UPDATE contact SET f5 = 'Elsewhere' WHERE id = 5000; DELETE FROM contact WHERE id = 9000"); err != nil {
		t.Fatal(err)
	}
	sameContacts(t, db)
	if cached := store.Cached(t, db); !reflect.DeepEqual(cached, []int64{0}) {
		t.Errorf("copies of %v are left", cached)
	}
}
