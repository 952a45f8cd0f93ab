package store_test

import (
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

func TestKeysAreUniqueAcrossBlocksAndRows(t *testing.T) {
	db := create(t)
	store.SealEvery(db, 5000)
	events := oddEvents(12_000, 500, nil)
	addAll(t, db, events)
	t.Run("a second import finds every event and adds none", func(t *testing.T) {
		bulk(t, db, func(b *store.Bulk) error {
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
		})
	})
	keyed := events[0]
	for _, e := range events {
		if e.Key != "" {
			keyed = e
		}
	}
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
		many := oddEvents(5500, 10, nil)
		for i := range many {
			many[i].Key = ""
		}
		many[100] = row
		before := must[int](t)(db.CountEvents(t.Context()))
		wantCode(t, db.Bulk(t.Context(), func(b *store.Bulk) error {
			for _, e := range many {
				if _, err := b.AddEvent(e); err != nil {
					return err
				}
			}
			return nil
		}), domain.Conflict)
		if n := must[int](t)(db.CountEvents(t.Context())); n != before {
			t.Errorf("%d events, before %d", n, before)
		}
	})
}

func TestEventsInBlocksCanBeChanged(t *testing.T) {
	db := create(t)
	store.SealEvery(db, 5000)
	amount := func(n int64) []domain.PropertyValue {
		return []domain.PropertyValue{{ID: domain.PropAmount, Value: domain.MoneyValue(n)}}
	}
	order := func(n int) domain.Event {
		return domain.Event{ContactID: domain.ContactID(1 + n%9000), Type: domain.EventPurchased, At: noon.Add(time.Duration(n) * time.Second), Key: fmt.Sprint("order/", n), Props: amount(int64(n))}
	}
	var orders []domain.Event
	for n := range 12_000 {
		orders = append(orders, order(n))
	}
	addAll(t, db, orders)
	edit := func(t *testing.T, key string, change func(e *domain.Event)) {
		t.Helper()
		bulk(t, db, func(b *store.Bulk) error {
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
	expect := func(t *testing.T, want domain.Event) {
		t.Helper()
		n := 0
		for _, e := range must[[]domain.Event](t)(db.ContactEvents(t.Context(), want.ContactID, 0)) {
			e.ID = 0
			if e.Key == want.Key && reflect.DeepEqual(e, want) {
				n++
			}
		}
		if total := must[int](t)(db.CountEvents(t.Context())); n != 1 || total != len(orders) {
			t.Errorf("%+v is there %d times among %d", want, n, total)
		}
	}
	t.Run("its values", func(t *testing.T) {
		want := order(17)
		want.Props = amount(-5)
		edit(t, "order/17", func(e *domain.Event) { e.Props = want.Props })
		expect(t, want)
	})
	t.Run("its time, so that it comes elsewhere in the block", func(t *testing.T) {
		want := order(18)
		want.At = noon.Add(-time.Hour)
		edit(t, "order/18", func(e *domain.Event) { e.At = want.At })
		expect(t, want)
	})
	t.Run("its person, to one of another range", func(t *testing.T) {
		want := order(19)
		want.ContactID = 8000
		edit(t, "order/19", func(e *domain.Event) { e.ContactID = 8000 })
		expect(t, want)
	})
	t.Run("its key, which frees the old one", func(t *testing.T) {
		want := order(20)
		want.Key = "new"
		edit(t, "order/20", func(e *domain.Event) { e.Key = "new" })
		expect(t, want)
		if err := db.AddEvents(t.Context(), []domain.Event{order(20)}); err != nil {
			t.Fatal(err)
		}
		orders = append(orders, order(20))
		expect(t, order(20))
	})
	t.Run("but not to a key that is taken", func(t *testing.T) {
		wantCode(t, db.Bulk(t.Context(), func(b *store.Bulk) error {
			e, _, err := b.EventByKey(domain.EventPurchased, "order/30")
			if err != nil {
				return err
			}
			e.Key = "order/31"
			return b.UpdateEvent(e)
		}), domain.Conflict)
		expect(t, order(30))
	})
	t.Run("one that the same bulk added before it wrote blocks, and a row of before", func(t *testing.T) {
		row := domain.Event{ContactID: 5, Type: domain.EventVisited, At: noon, Key: "row"}
		if err := db.AddEvents(t.Context(), []domain.Event{row}); err != nil {
			t.Fatal(err)
		}
		orders = append(orders, row)
		var mine domain.Event
		bulk(t, db, func(b *store.Bulk) (err error) {
			old, yes, err := b.EventByKey(domain.EventVisited, "row")
			if err != nil || !yes {
				return fmt.Errorf("no row: %w", err)
			}
			for n := range 11_000 {
				e := order(100_000 + n)
				if e.ID, err = b.AddEvent(e); err != nil {
					return err
				}
				orders = append(orders, e)
				if n == 77 {
					mine = e
				}
			}
			old.At, mine.Props = noon.Add(time.Hour), amount(777)
			row.At = old.At
			if err := b.UpdateEvent(mine); err != nil {
				return err
			}
			return b.UpdateEvent(old)
		})
		mine.ID = 0
		expect(t, mine)
		expect(t, row)
	})
}
