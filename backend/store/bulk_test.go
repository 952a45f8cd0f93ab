package store_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

func TestABulkThatFailsChangesNothing(t *testing.T) {
	broken := errors.New("the file ended early")
	for _, c := range []struct {
		name string
		end  func(cancel func()) error
		want func(err error) bool
	}{
		{"by an error", func(func()) error { return broken }, func(err error) bool { return errors.Is(err, broken) }},
		{"by being stopped", func(cancel func()) error { cancel(); return nil }, func(err error) bool { return domain.CodeOf(err) == domain.Canceled }},
		{"by a panic", func(func()) error { panic("oh") }, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			db := create(t)
			people(t, db, 3)
			before := must[int64](t)(db.DataVersion(t.Context()))
			err := failingBulk(t, db, c.end)
			if c.want != nil && !c.want(err) {
				t.Errorf("said %v", err)
			}
			n, fields := must[int](t)(db.CountContacts(t.Context())), must[[]domain.Field](t)(db.Fields(t.Context()))
			if after := must[int64](t)(db.DataVersion(t.Context())); n != 3 || len(fields) != 9 || after != before {
				t.Errorf("%d people, %d fields, data version %d then %d", n, len(fields), before, after)
			}
			bulk(t, db, func(b *store.Bulk) error { // the writer is as good as new
				_, err := b.AddContact(person(4))
				return err
			})
		})
	}
}

func failingBulk(t *testing.T, db *store.DB, end func(cancel func()) error) error {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	defer func() { _ = recover() }()
	return db.Bulk(ctx, func(b *store.Bulk) error {
		for n := 100; n < 200; n++ {
			if _, err := b.AddContact(person(n)); err != nil {
				return err
			}
		}
		if _, err := b.CreateField(domain.Field{Key: "shoe", Name: "Shoe", Type: domain.Number}); err != nil {
			return err
		}
		return end(cancel)
	})
}

func TestASwallowedErrorOfABulkLosesNoRowsSilently(t *testing.T) {
	db := create(t)
	people(t, db, 1)
	err := db.Bulk(t.Context(), func(b *store.Bulk) error {
		for n := range 40 {
			_, _ = b.AddContact(person(n)) // person 1 is there: the whole batch is refused
		}
		return nil
	})
	wantCode(t, err, domain.Conflict)
	if n := must[int](t)(db.CountContacts(t.Context())); n != 1 {
		t.Errorf("%d people", n)
	}
}

func TestABulkSeesWhatItWrote(t *testing.T) {
	db := create(t)
	order := domain.Event{ContactID: 1, Type: domain.EventPurchased, At: noon, Key: "A-1", Props: []domain.PropertyValue{{ID: domain.PropAmount, Value: domain.MoneyValue(12500)}}}
	bulk(t, db, func(b *store.Bulk) error {
		id, err := b.AddContact(person(1))
		if err != nil {
			return err
		}
		if c, err := b.Contact(id); err != nil || c.Email != "p1@example.com" {
			t.Errorf("contact %+v, %v", c, err)
		}
		seen := 0
		if err := b.EachContactKey(func(got domain.ContactID, email, external string) error {
			seen++
			if got != id || email != "p1@example.com" || external != "C1" {
				t.Error(got, email, external)
			}
			return nil
		}); err != nil || seen != 1 {
			t.Error(seen, err)
		}
		if order.ID, err = b.AddEvent(order); err != nil {
			return err
		}
		if found, yes, err := b.EventByKey(domain.EventPurchased, "A-1"); err != nil || !yes || !reflect.DeepEqual(found, order) {
			t.Errorf("found %+v %v %v, want %+v", found, yes, err, order)
		}
		if _, yes, err := b.EventByKey(domain.EventRefunded, "A-1"); err != nil || yes {
			t.Error("a key of another event was found", err)
		}
		order.Props[0].Value = domain.MoneyValue(99)
		return b.UpdateEvent(order)
	})
	events := must[[]domain.Event](t)(db.ContactEvents(t.Context(), 1, 0))
	if len(events) != 1 || !reflect.DeepEqual(events[0], order) {
		t.Errorf("stored %+v, want %+v", events, order)
	}
}

func TestWhatClashesInABulkIsAConflictAndWhatIsMissingIsSaid(t *testing.T) {
	db := create(t)
	people(t, db, 2)
	event := func(key string) domain.Event {
		return domain.Event{ContactID: 1, Type: domain.EventVisited, At: noon, Key: key}
	}
	for name, c := range map[string]struct {
		code domain.Code
		do   func(b *store.Bulk) error
	}{
		"an email twice":        {domain.Conflict, func(b *store.Bulk) error { _, err := b.AddContact(person(1)); return err }},
		"taking another's mail": {domain.Conflict, func(b *store.Bulk) error { p := person(1); p.ID = 2; return b.UpdateContact(p) }},
		"nobody to change":      {domain.NotFound, func(b *store.Bulk) error { p := person(9); p.ID = 9; return b.UpdateContact(p) }},
		"no event to change":    {domain.NotFound, func(b *store.Bulk) error { return b.UpdateEvent(event("x")) }},
		"a key twice": {domain.Conflict, func(b *store.Bulk) error {
			_, first := b.AddEvent(event("k"))
			_, second := b.AddEvent(event("k"))
			return errors.Join(first, second)
		}},
		"a field twice": {domain.Conflict, func(b *store.Bulk) error {
			_, err := b.CreateField(domain.Field{Key: "city", Name: "City", Type: domain.Text})
			return err
		}},
	} {
		t.Run(name, func(t *testing.T) { wantCode(t, db.Bulk(t.Context(), c.do), c.code) })
	}
}

func TestFieldsAndPropertiesAddedInsideABulkTakeValuesAtOnce(t *testing.T) {
	db := create(t)
	var field domain.Field
	var prop domain.Property
	var kind domain.EventType
	bulk(t, db, func(b *store.Bulk) (err error) {
		for n := 1; n <= 10; n++ { // collected before the row gets wider
			if _, err := b.AddContact(person(n)); err != nil {
				return err
			}
		}
		if field, err = b.CreateField(domain.Field{Key: "balance", Name: "Balance", Type: domain.Money}); err != nil {
			return err
		}
		if prop, err = b.CreateProperty(domain.Property{Key: "colour", Name: "Colour", Type: domain.Text}); err != nil {
			return err
		}
		if kind, err = b.CreateEventType(domain.EventType{Key: "wished", Name: "Wished for"}); err != nil {
			return err
		}
		p := person(11)
		p.Values[field.ID] = domain.MoneyValue(-7)
		id, err := b.AddContact(p)
		if err != nil {
			return err
		}
		_, err = b.AddEvent(domain.Event{ContactID: id, Type: kind.ID, At: noon, Props: []domain.PropertyValue{{ID: prop.ID, Value: domain.TextValue("हरा")}}})
		return err
	})
	checkWider(t, db, field, prop, kind)
	checkWider(t, reopen(t, db), field, prop, kind)
}

func checkWider(t *testing.T, db *store.DB, field domain.Field, prop domain.Property, kind domain.EventType) {
	t.Helper()
	c := must[domain.Contact](t)(db.FindContact(t.Context(), "C11"))
	events := must[[]domain.Event](t)(db.ContactEvents(t.Context(), c.ID, 0))
	if c.Values[field.ID] != domain.MoneyValue(-7) || len(events) != 1 || events[0].Type != kind.ID || events[0].Prop(prop.ID).Text != "हरा" {
		t.Errorf("%+v %+v", c, events)
	}
	if first := must[domain.Contact](t)(db.Contact(t.Context(), 1)); first.Value(field.ID).IsSet() {
		t.Error("the first got a value")
	}
	if n := must[int](t)(db.CountContacts(t.Context())); n != 11 {
		t.Errorf("%d people", n)
	}
}

func TestAFullDiskIsSaidAndRolledBack(t *testing.T) {
	db := create(t)
	people(t, db, 10)
	restore := store.LimitPages(t, db, 200)
	err := db.Bulk(t.Context(), func(b *store.Bulk) error {
		for n := 100; ; n++ {
			if _, err := b.AddContact(person(n)); err != nil {
				return err
			}
		}
	})
	wantCode(t, err, domain.Full)
	wantCode(t, db.AddPicture(t.Context(), "big.png", "image/png", make([]byte, 2<<20)), domain.Full)
	restore()
	health := must[store.Health](t)(db.Check(t.Context()))
	if health.Contacts != 10 || health.Integrity != "ok" {
		t.Errorf("afterwards %+v", health)
	}
	if err := db.AddPicture(t.Context(), "big.png", "image/png", make([]byte, 2<<20)); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

func TestEveryEventComesOnceInTheOrderOfPersonTimeAndId(t *testing.T) {
	db := create(t)
	people(t, db, 700)
	addScattered(t, db, 20000)
	byContact := map[domain.ContactID][]domain.Event{}
	var last domain.Event
	n := 0
	err := db.EachEvent(t.Context(), func(e domain.Event) error {
		if n++; e.ContactID < last.ContactID || e.ContactID == last.ContactID && (e.At.Before(last.At) || e.At.Equal(last.At) && e.ID <= last.ID) {
			return fmt.Errorf("%+v after %+v", e, last)
		}
		last = e
		e.Props = append([]domain.PropertyValue(nil), e.Props...)
		byContact[e.ContactID] = append(byContact[e.ContactID], e)
		return nil
	})
	if err != nil || n != 20000 {
		t.Fatalf("%d events, %v", n, err)
	}
	for id, events := range byContact {
		newest := must[[]domain.Event](t)(db.ContactEvents(t.Context(), id, 0))
		for i := range events {
			if want := newest[len(newest)-1-i]; !reflect.DeepEqual(events[i], want) || len(newest) != len(events) {
				t.Fatalf("person %d: %+v, want %+v", id, events[i], want)
			}
		}
	}
	if two := must[[]domain.Event](t)(db.ContactEvents(t.Context(), 1, 2)); len(two) != 2 || two[0].At.Before(two[1].At) {
		t.Errorf("newest two: %+v", two)
	}
}

// addScattered adds events in an order that has nothing to do with people or time.
func addScattered(t testing.TB, db *store.DB, n int) {
	t.Helper()
	bulk(t, db, func(b *store.Bulk) error {
		for i := range n {
			e := domain.Event{ContactID: domain.ContactID(1 + i*7919%700), Type: domain.EventTypeID(1 + i%13), At: noon.Add(time.Duration(i*104729%5000) * time.Minute)}
			if i%3 == 0 {
				e.Key = fmt.Sprint("k", i)
			}
			if i%2 == 0 {
				e.Props = []domain.PropertyValue{{ID: domain.PropAmount, Value: domain.MoneyValue(int64(i))}, {ID: domain.PropDevice, Value: domain.TextValue("phone")}}
			}
			if _, err := b.AddEvent(e); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestReadingEventsStopsWhenAskedTo(t *testing.T) {
	db := create(t)
	people(t, db, 700)
	addScattered(t, db, 20000)
	enough := errors.New("enough")
	n := 0
	err := db.EachEvent(t.Context(), func(domain.Event) error {
		if n++; n == 5000 {
			return enough
		}
		return nil
	})
	if !errors.Is(err, enough) || n != 5000 {
		t.Errorf("%d events, %v", n, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	n = 0
	err = db.EachEvent(ctx, func(domain.Event) error {
		if n++; n == 10 {
			cancel()
		}
		return nil
	})
	wantCode(t, err, domain.Canceled)
	if n == 20000 {
		t.Error("it went on to the end")
	}
}

func TestEventsAreReadAsOfOneMomentWhileOthersAreAdded(t *testing.T) {
	const each = 50 // events of one commit, spread over all ranges of people
	db := create(t)
	people(t, db, 700)
	addScattered(t, db, 20000)
	ctx, stop := context.WithCancel(t.Context())
	written := make(chan error, 1)
	go func() { written <- addRounds(ctx, db, each) }()
	rounds := 25
	if testing.Short() {
		rounds = 6 // the file grows all the while, and the race detector makes reading it slow
	}
	for range rounds {
		n := 0
		err := db.EachEvent(t.Context(), func(e domain.Event) error {
			if n++; n%5000 == 1 { // asking something else in between must not block
				_, err := db.Contact(t.Context(), e.ContactID)
				return err
			}
			return nil
		})
		if err != nil || n%each != 0 {
			t.Errorf("%d events, %v: not those of one moment", n, err)
		}
	}
	stop()
	if err := <-written; domain.CodeOf(err) != domain.Canceled {
		t.Error(err)
	}
}

// addRounds adds one event for every 14th of 700 people, again and again.
func addRounds(ctx context.Context, db *store.DB, people int) error {
	for {
		err := db.Bulk(ctx, func(b *store.Bulk) error {
			for id := 1; id <= people; id++ {
				if _, err := b.AddEvent(domain.Event{ContactID: domain.ContactID(14 * id), Type: domain.EventVisited, At: noon}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
}
