package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"math"
	"runtime"
	"sync"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Events are read by several connections at once, because the time goes into
// taking rows out of SQLite. The contacts are cut into many small ranges; reader
// r takes ranges r, r+n, r+2n and so on, and the ranges are handed on in order.

// eventsAtOnce is about how many events a range has and a batch holds.
const eventsAtOnce = 4096

// batch is a piece of one range.
type batch struct {
	events []domain.Event
	props  []domain.PropertyValue // of all events
	last   bool                   // of its range
	err    error
}

// add adds an event, which make makes with its properties appended to those before.
func (b *batch) add(make func(props []domain.PropertyValue) domain.Event) {
	start := len(b.props)
	e := make(b.props)
	b.props = e.Props
	e.Props = b.props[start:len(b.props):len(b.props)]
	b.events = append(b.events, e)
}

// eventReader reads its ranges into batches that are used again and again.
type eventReader struct {
	conn    *sql.Conn
	columns columns
	full    chan *batch
	free    chan *batch
}

// EachEvent calls fn with every event of one moment, ordered by contact, time
// and id. The event's Props slice is reused.
func (db *DB) EachEvent(ctx context.Context, fn func(domain.Event) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	moment, err := db.snapshot(ctx, min(8, runtime.NumCPU()))
	if err != nil {
		return meaning(err, "read the workspace")
	}
	var running sync.WaitGroup
	defer func() { cancel(); running.Wait(); moment.release() }()
	readers := eventReaders(moment)
	ranges, err := cutContacts(ctx, moment.conns[0])
	if err != nil {
		return meaning(err, "read the workspace")
	}
	for i, r := range readers {
		running.Go(func() { r.run(ctx, ranges, i, len(readers)) })
	}
	for i := range ranges {
		if err := readers[i%len(readers)].hand(ctx, fn); err != nil {
			return meaning(err, "read the workspace")
		}
	}
	return nil
}

// hand gives fn the events of the reader's next range.
func (r *eventReader) hand(ctx context.Context, fn func(domain.Event) error) error {
	for {
		var b *batch
		select {
		case b = <-r.full:
		case <-ctx.Done():
			return ctx.Err()
		}
		if b.err != nil {
			return b.err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, e := range b.events {
			if err := fn(e); err != nil {
				return err
			}
		}
		last := b.last
		r.free <- b
		if last {
			return nil
		}
	}
}

// run reads ranges first, first+step and so on until ctx ends.
func (r *eventReader) run(ctx context.Context, ranges []contactRange, first, step int) {
	for i := first; i < len(ranges); i += step {
		b, err := r.read(ctx, ranges[i])
		if err != nil {
			b = &batch{err: err}
		}
		b.last = true
		if !r.pass(ctx, b) || err != nil {
			return
		}
	}
}

// read reads a range and returns its last batch; fuller ones are passed on before.
func (r *eventReader) read(ctx context.Context, of contactRange) (*batch, error) {
	b, err := r.take(ctx)
	if err != nil {
		return nil, err
	}
	put := func(event func([]domain.PropertyValue) domain.Event) error {
		if len(b.events) == eventsAtOnce {
			if b, err = r.exchange(ctx, b); err != nil {
				return err
			}
		}
		b.add(event)
		return nil
	}
	scan := func(query string, fn func([]driver.Value) error) error { return rawScan(ctx, r.conn, query, fn) }
	sealed := &sealedRange{}
	if of.from%rangeWidth == 0 && of.to-of.from == rangeWidth-1 { // else there are no blocks
		if sealed, err = readSealedRange(scan, r.columns.knows, of.from/rangeWidth, 0); err != nil {
			return b, err
		}
	}
	give := func(from *sealedBlock, row sealedRow) error {
		return put(func(props []domain.PropertyValue) domain.Event { return from.event(row.contact, int(row.row), props) })
	}
	query := fmt.Sprintf("SELECT %s FROM event WHERE contact_id BETWEEN %d AND %d ORDER BY contact_id, at, id", r.columns.eventColumns(), of.from, of.to)
	err = scan(query, func(row []driver.Value) error {
		if err := sealed.upTo(domain.ContactID(integer(row[1])), integer(row[3]), give); err != nil {
			return err
		}
		return put(func(props []domain.PropertyValue) domain.Event { return r.columns.readEvent(row, props) })
	})
	if err == nil {
		err = sealed.upTo(domain.ContactID(of.to), math.MaxInt64, give)
	}
	return b, err
}

// exchange passes on a full batch and takes an empty one.
func (r *eventReader) exchange(ctx context.Context, full *batch) (*batch, error) {
	if !r.pass(ctx, full) {
		return full, ctx.Err()
	}
	return r.take(ctx)
}

func (r *eventReader) take(ctx context.Context) (*batch, error) {
	select {
	case b := <-r.free:
		*b = batch{events: b.events[:0], props: b.props[:0]}
		return b, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (r *eventReader) pass(ctx context.Context, b *batch) bool {
	select {
	case r.full <- b:
		return true
	case <-ctx.Done():
		return false
	}
}

// contactRange is the contacts with ids from and to, both included.
type contactRange struct{ from, to int64 }

// cutContacts cuts all contacts that may have events into ranges: those of blocks
// where there are any, else such that each has about as many rows.
func cutContacts(ctx context.Context, conn *sql.Conn) ([]contactRange, error) {
	var from, to sql.NullInt64
	err := conn.QueryRowContext(ctx, "SELECT min(range), max(range) FROM event_block").Scan(&from, &to)
	if err != nil {
		return nil, err
	}
	var first, last, events int64
	err = conn.QueryRowContext(ctx, "SELECT coalesce((SELECT min(contact_id) FROM event), 0), coalesce((SELECT max(contact_id) FROM event), -1), coalesce((SELECT max(id) FROM event), 0)").Scan(&first, &last, &events)
	if err != nil {
		return nil, err
	}
	if from.Valid {
		if last >= first {
			from.Int64, to.Int64 = min(from.Int64, first/rangeWidth), max(to.Int64, last/rangeWidth)
		}
		var out []contactRange
		for of := from.Int64; of <= to.Int64; of++ {
			out = append(out, contactRange{of * rangeWidth, (of+1)*rangeWidth - 1})
		}
		return out, nil
	}
	width := max(1, (last-first+1)/(1+events/eventsAtOnce))
	var out []contactRange
	for from := first; from <= last; from += width {
		out = append(out, contactRange{from, min(from+width-1, last)})
	}
	return out, nil
}

// eventReaders makes a reader of every connection of a moment.
func eventReaders(moment *snapshot) (readers []*eventReader) {
	for _, conn := range moment.conns {
		r := &eventReader{conn: conn, columns: moment.columns, full: make(chan *batch, 2), free: make(chan *batch, 3)}
		for range cap(r.free) {
			r.free <- &batch{}
		}
		readers = append(readers, r)
	}
	return readers
}
