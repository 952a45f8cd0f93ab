package store

import (
	"context"
	"database/sql/driver"
	"fmt"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// A bulk keeps the events it adds in memory. A few are written as rows when it
// ends; many are written as blocks, each time so many have come together.

// sealFrom is from how many events on a bulk writes blocks.
const sealFrom = 4096

// sealEvery is how many events a bulk collects before it writes blocks.
const sealEvery = 1 << 21

const noEvent = "This event is not in the workspace any more."

// bulkEvents are the events of a bulk. An event it added has the id that it would
// have as a row, wherever it went; one that was sealed before has a negative id.
type bulkEvents struct {
	ctx     context.Context
	conn    rawConn
	columns columns
	every   int   // sealEvery, less in tests
	rows    bool  // event has rows
	first   int64 // id of the first event in batch
	batch   eventBatch
	flushed []flushedEvents
	keys    map[domain.EventTypeID]*keyIndex
	cache   sealedCache
	changes map[domain.EventID]domain.Event   // of sealed events, by their negative ids
	handed  map[domain.EventID]domain.EventID // rows that the caller knows, and where they are if sealed since
	from    domain.EventID                    // the first one that this bulk adds
	journal *eventJournal                     // nil: nothing is recorded
	failed  error                             // nothing may be committed any more
}

// flushedEvents are events with ascending ids that are sealed now.
type flushedEvents struct {
	first int64 // the id of event 0
	sealedBatch
}

func (b *bulkEvents) prepare() error {
	last, err := b.conn.number("SELECT coalesce(max(id), 0) FROM event")
	b.rows, b.first, b.from = last > 0, last+1, domain.EventID(last+1)
	b.cache.scan = b.scan
	b.keys, b.changes = map[domain.EventTypeID]*keyIndex{}, map[domain.EventID]domain.Event{}
	b.handed = map[domain.EventID]domain.EventID{}
	return err
}

func (b *bulkEvents) scan(query string, fn func([]driver.Value) error) error {
	return b.conn.query(query, fn)
}

// index returns the keys of a type that are sealed or collected.
func (b *bulkEvents) index(kind domain.EventTypeID) (*keyIndex, error) {
	if k := b.keys[kind]; k != nil {
		return k, nil
	}
	k, err := readKeys(b.scan, kind)
	if err == nil {
		b.keys[kind] = k
	}
	return k, err
}

// add collects an event.
func (b *bulkEvents) add(e domain.Event) (domain.EventID, error) {
	if b.failed == nil {
		b.failed = b.collect(e)
	}
	return domain.EventID(b.first + int64(b.batch.len()) - 1), b.failed
}

func (b *bulkEvents) collect(e domain.Event) error {
	if b.batch.len() >= b.every {
		if err := b.flush(); err != nil {
			return err
		}
	}
	if e.Key != "" {
		if err := b.claimKey(e.Type, e.Key, domain.EventID(b.first+int64(b.batch.len()))); err != nil {
			return err
		}
	}
	b.batch.add(e)
	return b.journal.add(&e)
}

// claimKey makes a key that of an event, unless another one has it. Rows are
// asked when they are sealed or when the event becomes one.
func (b *bulkEvents) claimKey(kind domain.EventTypeID, key string, id domain.EventID) error {
	k, err := b.index(kind)
	if err != nil {
		return err
	}
	_, taken, err := b.keyed(kind, key)
	if err == nil && taken {
		err = domain.Errorf(domain.Conflict, sameEvent)
	}
	if err == nil {
		k.add(hashKey(key), id)
	}
	return err
}

// keyed finds a sealed or collected event by its key.
func (b *bulkEvents) keyed(kind domain.EventTypeID, key string) (found domain.Event, yes bool, err error) {
	k, err := b.index(kind)
	if err != nil {
		return found, false, err
	}
	err = k.each(hashKey(key), func(id domain.EventID) (bool, error) {
		e, there, err := b.event(id)
		if err == nil && there && e.Type == kind && e.Key == key {
			found, yes = e, true
		}
		return yes, err
	})
	return found, yes, err
}

// find is byKey whose failure ends the bulk.
func (b *bulkEvents) find(kind domain.EventTypeID, key string) (domain.Event, bool, error) {
	if b.failed != nil {
		return domain.Event{}, false, b.failed
	}
	e, found, err := b.byKey(kind, key)
	b.failed = err
	return e, found, err
}

// byKey finds any event by its key.
func (b *bulkEvents) byKey(kind domain.EventTypeID, key string) (found domain.Event, yes bool, err error) {
	if found, yes, err = b.keyed(kind, key); yes || err != nil || !b.rows {
		return found, yes, err
	}
	err = b.conn.query("SELECT "+b.columns.eventColumns()+" FROM event WHERE type_id = ? AND event_key = ?", func(row []driver.Value) error {
		found, yes = b.columns.readEvent(row, nil), true
		b.handed[found.ID] = 0
		return nil
	}, int64(kind), key)
	return found, yes, err
}

// place returns a negative id for an event that is sealed by now, else the id.
func (b *bulkEvents) place(id domain.EventID) domain.EventID {
	if at := b.handed[id]; at != 0 {
		return at
	}
	for i := range b.flushed {
		f := &b.flushed[i]
		if n := int64(id) - f.first; n >= 0 && n < int64(len(f.places)) {
			return f.id(int(n))
		}
	}
	return id
}

// collected returns the number of an event in the batch.
func (b *bulkEvents) collected(id domain.EventID) (int, bool) {
	n := int64(id) - b.first
	return int(n), n >= 0 && n < int64(b.batch.len())
}

// event returns an event by its id; its id stays as it was asked for.
func (b *bulkEvents) event(id domain.EventID) (e domain.Event, found bool, err error) {
	if n, yes := b.collected(id); yes {
		e = b.batch.event(n)
		e.ID = id
		return e, true, nil
	}
	at := b.place(id)
	if at >= 0 {
		return b.row(id)
	}
	if e, found = b.changes[at]; !found {
		e, found, err = b.cache.event(at, b.columns)
	}
	e.ID = id
	return e, found, err
}

func (b *bulkEvents) row(id domain.EventID) (e domain.Event, found bool, err error) {
	err = b.conn.query(fmt.Sprintf("SELECT %s FROM event WHERE id = %d", b.columns.eventColumns(), id), func(row []driver.Value) error {
		e, found = b.columns.readEvent(row, nil), true
		return nil
	})
	return e, found, err
}

// update replaces an event, all but its type.
func (b *bulkEvents) update(e domain.Event) error {
	if b.failed == nil {
		b.failed = b.replace(e)
	}
	return b.failed
}

func (b *bulkEvents) replace(e domain.Event) error {
	old, found, err := b.event(e.ID)
	if err != nil {
		return err
	}
	if !found {
		return domain.Errorf(domain.NotFound, noEvent)
	}
	e.Type = old.Type
	if e.ID < b.from {
		if err := b.journal.change(&old, &e); err != nil {
			return err
		}
	}
	if e.Key != "" && e.Key != old.Key {
		if _, taken, err := b.byKey(e.Type, e.Key); err != nil || taken {
			return firstFault(err, domain.Errorf(domain.Conflict, sameEvent))
		}
		b.keys[e.Type].add(hashKey(e.Key), e.ID)
	}
	if n, yes := b.collected(e.ID); yes {
		b.batch.replace(n, e)
		return nil
	}
	if at := b.place(e.ID); at < 0 {
		b.changes[at] = e
		return nil
	}
	return b.updateRow(e)
}

func firstFault(err error, other *domain.Error) error {
	if err != nil {
		return err
	}
	return other
}

func (b *bulkEvents) updateRow(e domain.Event) error {
	set := "contact_id = ?, at = ?, event_key = ?"
	args := []any{int64(e.ContactID), e.At.UnixMilli(), text(e.Key)}
	for _, p := range b.columns.props {
		set += fmt.Sprintf(", p%d = ?", p.ID)
		args = append(args, stored(e.Prop(p.ID)))
	}
	res, err := b.conn.ExecContext(b.ctx, "UPDATE event SET "+set+" WHERE id = ?", append(args, int64(e.ID))...)
	return conflictOr(mustHit(res, err, noEvent), sameEvent)
}
