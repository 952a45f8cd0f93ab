package store_test

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// findAll looks every keyed event up by its key, as a second import does.
func findAll(b *store.Bulk, events []domain.Event) error {
	for _, e := range events {
		if e.Key == "" {
			continue
		}
		found, yes, err := b.EventByKey(e.Type, e.Key)
		if err != nil || !yes || found.ContactID != e.ContactID || !found.At.Equal(e.At) || found.Key != e.Key {
			return fmt.Errorf("%+v was found as %+v %v: %w", e, found, yes, err)
		}
	}
	return nil
}

func withoutKeys(events []domain.Event) []domain.Event {
	for i := range events {
		events[i].Key = ""
	}
	return events
}

func TestKeysAreUniqueAcrossBlocksAndRows(t *testing.T) {
	db := create(t)
	store.SealEvery(db, 5000)
	events := oddEvents(12_000, 500, nil)
	addAll(t, db, events)
	keyed := firstKeyed(events)
	t.Run("a second import finds every event", func(t *testing.T) {
		bulk(t, db, func(b *store.Bulk) error { return findAll(b, events) })
	})
	t.Run("a sealed key is a conflict", func(t *testing.T) {
		wantCode(t, db.AddEvents(t.Context(), []domain.Event{keyed}), domain.Conflict)
		if n := must[int](t)(db.CountEvents(t.Context())); n != len(events) {
			t.Errorf("%d events", n)
		}
	})
	t.Run("a key of another type is none", func(t *testing.T) {
		other := keyed
		other.Type = domain.EventReturned
		if err := db.AddEvents(t.Context(), []domain.Event{other}); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("a row's key is a conflict for a bulk that writes blocks", func(t *testing.T) {
		row := domain.Event{ContactID: 3, Type: domain.EventVisited, At: noon, Key: "row"}
		if err := db.AddEvents(t.Context(), []domain.Event{row}); err != nil {
			t.Fatal(err)
		}
		many := withoutKeys(oddEvents(5500, 10, nil))
		many[100] = row
		before := must[int](t)(db.CountEvents(t.Context()))
		wantCode(t, db.Bulk(t.Context(), func(b *store.Bulk) error { return addTo(b, many) }), domain.Conflict)
		if n := must[int](t)(db.CountEvents(t.Context())); n != before {
			t.Errorf("%d events, before %d", n, before)
		}
	})
}

// orderBook is a workspace whose orders are sealed, and what should be in it.
type orderBook struct {
	db     *store.DB
	events int
}

func amount(n int) []domain.PropertyValue {
	return []domain.PropertyValue{{ID: domain.PropAmount, Value: domain.MoneyValue(int64(n))}}
}

func order(n int) domain.Event {
	return domain.Event{ContactID: domain.ContactID(1 + n%9000), Type: domain.EventPurchased, At: noon.Add(time.Duration(n) * time.Second), Key: fmt.Sprint("order/", n), Props: amount(n)}
}

func newOrderBook(t *testing.T) *orderBook {
	t.Helper()
	o := &orderBook{create(t), 12_000}
	store.SealEvery(o.db, 5000)
	var orders []domain.Event
	for n := range o.events {
		orders = append(orders, order(n))
	}
	addAll(t, o.db, orders)
	return o
}

// edit changes the order of a key in a bulk of its own, which has to see the change.
func (o *orderBook) edit(t *testing.T, key string, change func(e *domain.Event)) {
	t.Helper()
	bulk(t, o.db, func(b *store.Bulk) error {
		e, yes, err := b.EventByKey(domain.EventPurchased, key)
		if err != nil || !yes {
			return fmt.Errorf("%s was not found: %w", key, err)
		}
		change(&e)
		if err := b.UpdateEvent(e); err != nil {
			return err
		}
		again, yes, err := b.EventByKey(domain.EventPurchased, e.Key)
		if err != nil || !yes || !reflect.DeepEqual(again, e) {
			return fmt.Errorf("the bulk sees %+v %v, want %+v: %w", again, yes, e, err)
		}
		return nil
	})
}

// expect wants an event to be there once, and no event more or less than before.
func (o *orderBook) expect(t *testing.T, want domain.Event) {
	t.Helper()
	n := 0
	for _, e := range must[[]domain.Event](t)(o.db.ContactEvents(t.Context(), want.ContactID, 0)) {
		e.ID = 0
		if e.Key == want.Key && reflect.DeepEqual(e, want) {
			n++
		}
	}
	if total := must[int](t)(o.db.CountEvents(t.Context())); n != 1 || total != o.events {
		t.Errorf("%+v is there %d times among %d", want, n, total)
	}
}

func TestEventsInBlocksCanBeChanged(t *testing.T) {
	o := newOrderBook(t)
	for name, c := range map[string]struct {
		n      int
		change func(e *domain.Event)
	}{
		"its values": {17, func(e *domain.Event) { e.Props = amount(-5) }},
		"its time, so that it comes elsewhere in the block": {18, func(e *domain.Event) { e.At = noon.Add(-time.Hour) }},
		"its person":                          {16, func(e *domain.Event) { e.ContactID = 3 }},
		"its person, to one of another range": {19, func(e *domain.Event) { e.ContactID = 8000 }},
		"its key":                             {20, func(e *domain.Event) { e.Key = "new" }},
	} {
		t.Run(name, func(t *testing.T) {
			want := order(c.n)
			c.change(&want)
			o.edit(t, order(c.n).Key, c.change)
			o.expect(t, want)
		})
	}
	t.Run("and the key it had is free", func(t *testing.T) {
		if err := o.db.AddEvents(t.Context(), []domain.Event{order(20)}); err != nil {
			t.Fatal(err)
		}
		o.events++
		o.expect(t, order(20))
	})
	t.Run("but not to a key that is taken", func(t *testing.T) {
		wantCode(t, o.db.Bulk(t.Context(), func(b *store.Bulk) error {
			e, _, err := b.EventByKey(domain.EventPurchased, "order/30")
			if err != nil {
				return err
			}
			e.Key = "order/31"
			return b.UpdateEvent(e)
		}), domain.Conflict)
		o.expect(t, order(30))
	})
}

func TestABulkCanChangeEventsThatItHasSealedMeanwhile(t *testing.T) {
	o := newOrderBook(t)
	row := domain.Event{ContactID: 5, Type: domain.EventVisited, At: noon, Key: "row"}
	if err := o.db.AddEvents(t.Context(), []domain.Event{row}); err != nil {
		t.Fatal(err)
	}
	mine := order(100_077)
	bulk(t, o.db, func(b *store.Bulk) error {
		old, yes, err := b.EventByKey(domain.EventVisited, "row")
		if err != nil || !yes {
			return fmt.Errorf("no row: %w", err)
		}
		for n := 100_000; n < 111_000; n++ {
			id, err := b.AddEvent(order(n))
			if err != nil {
				return err
			}
			if n == 100_077 {
				mine.ID = id
			}
		}
		mine.Props, old.At = amount(777), noon.Add(time.Hour)
		if err := b.UpdateEvent(mine); err != nil {
			return err
		}
		return b.UpdateEvent(old)
	})
	o.events += 11_001
	mine.ID, row.At = 0, noon.Add(time.Hour)
	t.Run("one that it added", func(t *testing.T) { o.expect(t, mine) })
	t.Run("a row of before", func(t *testing.T) { o.expect(t, row) })
	if blocks, rows := store.Sealed(t, o.db); blocks == 0 || rows != 0 {
		t.Errorf("%d blocks, %d rows", blocks, rows)
	}
}
