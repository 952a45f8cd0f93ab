package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
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
	readers, release, err := db.eventReaders(ctx, min(8, runtime.NumCPU()))
	var running sync.WaitGroup
	defer func() { cancel(); running.Wait(); release() }()
	if err != nil {
		return meaning(err, "read the workspace")
	}
	ranges, err := cutContacts(ctx, readers[0].conn)
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
	query := fmt.Sprintf("SELECT %s FROM event WHERE contact_id BETWEEN %d AND %d ORDER BY contact_id, at, id", r.columns.eventColumns(), of.from, of.to)
	err = rawScan(ctx, r.conn, query, func(row []driver.Value) error {
		if len(b.events) == eventsAtOnce {
			if !r.pass(ctx, b) {
				return ctx.Err()
			}
			if b, err = r.take(ctx); err != nil {
				return err
			}
		}
		start := len(b.props)
		e := r.columns.readEvent(row, b.props)
		b.props = e.Props
		e.Props = b.props[start:len(b.props):len(b.props)]
		b.events = append(b.events, e)
		return nil
	})
	return b, err
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

// cutContacts cuts all contacts that may have events into ranges.
func cutContacts(ctx context.Context, conn *sql.Conn) ([]contactRange, error) {
	var first, last, events int64
	err := conn.QueryRowContext(ctx, "SELECT coalesce((SELECT min(contact_id) FROM event), 0), coalesce((SELECT max(contact_id) FROM event), -1), coalesce((SELECT max(id) FROM event), 0)").Scan(&first, &last, &events)
	if err != nil {
		return nil, err
	}
	width := max(1, (last-first+1)/(1+events/eventsAtOnce))
	var out []contactRange
	for from := first; from <= last; from += width {
		out = append(out, contactRange{from, min(from+width-1, last)})
	}
	return out, nil
}

// snapshotTries is how often all readers are asked to agree on one moment.
const snapshotTries = 5

// eventReaders opens connections that all see the same moment, fewer when others
// keep writing. release ends them.
func (db *DB) eventReaders(ctx context.Context, n int) (readers []*eventReader, release func(), err error) {
	release = func() {
		for _, r := range readers {
			_, err := r.conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
			_ = errors.Join(err, r.conn.Close()) // only read: there is nothing to lose
		}
		readers = nil
	}
	for try := 1; ; try++ {
		if try == snapshotTries {
			n = 1
		}
		agree, err := db.begin(ctx, n, &readers)
		if err != nil || agree {
			return readers, release, err
		}
		release()
	}
}

// begin opens n readers and says whether they see the same data.
func (db *DB) begin(ctx context.Context, n int, readers *[]*eventReader) (agree bool, err error) {
	c := db.columns()
	var first int64
	for i := range n {
		conn, err := db.scans.Conn(ctx)
		if err != nil {
			return false, err
		}
		r := &eventReader{conn: conn, columns: c, full: make(chan *batch, 2), free: make(chan *batch, 3)}
		for range cap(r.free) {
			r.free <- &batch{}
		}
		*readers = append(*readers, r)
		if _, err := conn.ExecContext(ctx, "BEGIN DEFERRED"); err != nil {
			return false, err
		}
		var version int64
		if err := conn.QueryRowContext(ctx, "SELECT data_version FROM workspace").Scan(&version); err != nil {
			return false, err
		}
		if i == 0 {
			first = version
		}
		if version != first {
			return false, nil
		}
	}
	return true, nil
}
