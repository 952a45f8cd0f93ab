package store

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"runtime"
	"slices"
	"sync"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Blocks is the whole workspace as of one moment, as columns. Its methods are safe
// for concurrent use. It holds the moment until it is closed, so the file can grow
// meanwhile.
type Blocks struct {
	moment   *snapshot
	free     chan *sql.Conn
	contacts []int64 // ranges
	events   []eventPart
	decoders sync.Pool
}

// eventPart is all events of one type and range.
type eventPart struct {
	kind   domain.EventTypeID
	of     int64
	blocks []int64    // ids
	rows   *eventRows // that are in no block yet; nil: none
}

// Blocks opens the workspace as of this moment. Events that are not sealed are read
// into memory at once. The caller closes it.
func (db *DB) Blocks(ctx context.Context) (*Blocks, error) {
	moment, err := db.snapshot(ctx, min(8, runtime.GOMAXPROCS(0)))
	if err != nil {
		return nil, meaning(err, "read the workspace")
	}
	b := &Blocks{moment: moment, free: make(chan *sql.Conn, len(moment.conns))}
	b.decoders.New = func() any { return &blockReader{} }
	for _, conn := range moment.conns {
		b.free <- conn
	}
	if err := b.open(ctx); err != nil {
		moment.release()
		return nil, meaning(err, "read the workspace")
	}
	return b, nil
}

// Close gives the moment up. Nothing may be read after it.
func (b *Blocks) Close() error {
	b.moment.release()
	return nil
}

func (b *Blocks) open(ctx context.Context) error {
	scan := b.moment.scanner(ctx, 0)
	err := scan(everyRange, func(row []driver.Value) error {
		b.contacts = append(b.contacts, integer(row[0]))
		return nil
	})
	if err != nil {
		return err
	}
	parts := map[partName]*eventPart{}
	err = scan("SELECT id, range, type_id FROM event_block ORDER BY id", func(row []driver.Value) error {
		p := partOf(parts, domain.EventTypeID(integer(row[2])), integer(row[1]))
		p.blocks = append(p.blocks, integer(row[0]))
		return nil
	})
	if err != nil {
		return err
	}
	if err := b.readRows(ctx, parts); err != nil {
		return err
	}
	for _, p := range parts {
		b.events = append(b.events, *p)
	}
	slices.SortFunc(b.events, func(x, y eventPart) int {
		return cmp.Or(cmp.Compare(x.kind, y.kind), cmp.Compare(x.of, y.of))
	})
	return nil
}

// partName names an eventPart.
type partName struct {
	kind domain.EventTypeID
	of   int64
}

func partOf(parts map[partName]*eventPart, kind domain.EventTypeID, of int64) *eventPart {
	p := parts[partName{kind, of}]
	if p == nil {
		p = &eventPart{kind: kind, of: of}
		parts[partName{kind, of}] = p
	}
	return p
}

// readRows reads all events that are not sealed, with every connection at once.
func (b *Blocks) readRows(ctx context.Context, parts map[partName]*eventPart) error {
	var first, last sql.NullInt64
	err := b.moment.conns[0].QueryRowContext(ctx, "SELECT (SELECT min(id) FROM event), (SELECT max(id) FROM event)").Scan(&first, &last)
	if err != nil || !last.Valid {
		return err
	}
	n := len(b.moment.conns)
	found := make([]map[partName]*eventPart, n)
	faults := make([]error, n)
	width := (last.Int64-first.Int64)/int64(n) + 1
	var running sync.WaitGroup
	for i := range n {
		found[i] = map[partName]*eventPart{}
		from := first.Int64 + int64(i)*width
		running.Go(func() {
			faults[i] = readRowParts(b.moment.scanner(ctx, i), b.moment.columns, from, from+width-1, found[i])
		})
	}
	running.Wait()
	for i := range found {
		if faults[i] != nil {
			return faults[i]
		}
		for name, p := range found[i] {
			partOf(parts, name.kind, name.of).addRows(p.rows)
		}
	}
	return nil
}

func (p *eventPart) addRows(rows *eventRows) {
	if p.rows == nil {
		p.rows = rows
		return
	}
	p.rows.addRows(rows)
}

// readRowParts reads the rows with ids from to to.
func readRowParts(scan scanner, c columns, from, to int64, parts map[partName]*eventPart) error {
	var props []domain.PropertyValue
	return scan(fmt.Sprintf("SELECT %s FROM event WHERE id BETWEEN %d AND %d ORDER BY id", c.eventColumns(), from, to), func(row []driver.Value) error {
		e := c.readEvent(row, props[:0])
		props, e.Key = e.Props, "" // nobody asks for keys
		p := partOf(parts, e.Type, rangeOf(e.ContactID))
		if p.rows == nil {
			p.rows = &eventRows{kind: e.Type}
		}
		p.rows.add(e, 0)
		return nil
	})
}

// Contacts returns how many blocks of contacts there are.
func (b *Blocks) Contacts() int { return len(b.contacts) }

// ReadContacts reads a block of contacts into memory of into; blocks come by
// ascending ids.
func (b *Blocks) ReadContacts(ctx context.Context, i int, into *domain.ContactBlock) error {
	conn, err := b.take(ctx)
	if err != nil {
		return err
	}
	defer func() { b.free <- conn }()
	return meaning(readContacts(ctx, conn, b.moment.columns, b.contacts[i], into), "read the workspace")
}

func (b *Blocks) take(ctx context.Context) (*sql.Conn, error) {
	select {
	case conn := <-b.free:
		return conn, nil
	case <-ctx.Done():
		return nil, meaning(ctx.Err(), "read the workspace")
	}
}

// Events returns how many blocks of events there are: one for each type and range
// of contacts that has some.
func (b *Blocks) Events() int { return len(b.events) }

// EventType returns the type of a block's events.
func (b *Blocks) EventType(i int) domain.EventTypeID { return b.events[i].kind }

// packedBlock is a block as it is in the file.
type packedBlock struct {
	sum  int64
	data []byte
}

// blockReader is memory for reading event blocks.
type blockReader struct {
	decoder eventDecoder
	packed  []packedBlock
	sealed  sealedEvents
}

// ReadEvents reads a block of events into memory of into. A damaged one is Corrupt.
func (b *Blocks) ReadEvents(ctx context.Context, i int, into *domain.EventBlock) error {
	r := b.decoders.Get().(*blockReader)
	defer b.decoders.Put(r)
	part := &b.events[i]
	if err := b.fetch(ctx, part, r); err != nil {
		return meaning(err, "read the workspace")
	}
	known := b.moment.columns.knows
	if part.rows == nil && len(r.packed) == 1 {
		// The caller's memory is used, and given back with what it became.
		r.sealed.EventBlock = *into
		err := r.decoder.decode(r.packed[0].data, r.packed[0].sum, known, false, &r.sealed)
		*into, r.sealed.EventBlock = r.sealed.EventBlock, domain.EventBlock{}
		return err
	}
	all := &eventRows{kind: part.kind}
	for _, p := range r.packed {
		if err := r.decoder.decode(p.data, p.sum, known, false, &r.sealed); err != nil {
			return err
		}
		all.addBlock(&r.sealed.EventBlock)
	}
	if part.rows != nil {
		all.addRows(part.rows)
	}
	all.block(all.sorted(), into)
	return nil
}

// fetch reads the packed blocks of a part.
func (b *Blocks) fetch(ctx context.Context, part *eventPart, r *blockReader) error {
	r.packed = r.packed[:0]
	if len(part.blocks) == 0 {
		return ctx.Err()
	}
	conn, err := b.take(ctx)
	if err != nil {
		return err
	}
	defer func() { b.free <- conn }()
	query := fmt.Sprintf("SELECT checksum, data FROM event_block WHERE range = %d AND type_id = %d ORDER BY id", part.of, part.kind)
	return rawScan(ctx, conn, query, func(row []driver.Value) error {
		r.packed = append(r.packed, packedBlock{integer(row[0]), blob(row[1])})
		return nil
	})
}
