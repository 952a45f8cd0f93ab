package store

import (
	"cmp"
	"context"
	"database/sql/driver"
	"fmt"
	"math"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// scanner runs a query and calls fn with every row, which is reused.
type scanner func(query string, fn func(row []driver.Value) error) error

// blob is bytes of a row.
func blob(v driver.Value) []byte {
	b, _ := v.([]byte) // a damaged file may hold something else: its checksum will not match
	return b
}

// sealedBlock is a block of the file, unpacked.
type sealedBlock struct {
	id int64
	sealedEvents
}

// contact returns whose event a row is.
func (b *sealedBlock) contact(row int) domain.ContactID {
	k, exact := slices.BinarySearch(b.Ends, uint32(row))
	if exact {
		k++
	}
	return b.Contacts[k]
}

// event makes an event of a row, appending its properties to props.
func (b *sealedBlock) event(contact domain.ContactID, row int, props []domain.PropertyValue) domain.Event {
	for i := range b.Columns {
		if v := b.Columns[i].Value(row); v.IsSet() {
			props = append(props, domain.PropertyValue{ID: b.Columns[i].Property, Value: v})
		}
	}
	e := domain.Event{ID: sealedID(b.id, row), ContactID: contact, Type: b.Type, At: instant(b.At[row]), Props: props}
	if len(b.Keys) > 0 {
		e.Key = b.Keys[row]
	}
	return e
}

// sealedRow is one event of a range's blocks.
type sealedRow struct {
	contact domain.ContactID
	at      int64
	block   uint32
	row     uint32
}

// sealedRange is the sealed events of one range of contacts, of all types.
type sealedRange struct {
	blocks []sealedBlock
	rows   []sealedRow // sorted by contact, time and order of adding
}

// readSealedRange reads the blocks of a range, the events of one contact only or,
// with contact 0, of all, with the properties that are known (nil: all).
func readSealedRange(scan scanner, known func(domain.PropertyID, domain.ValueType) bool, of int64, contact domain.ContactID) (*sealedRange, error) {
	r := &sealedRange{}
	var d eventDecoder
	query := fmt.Sprintf("SELECT id, checksum, data FROM event_block WHERE range = %d ORDER BY id", of)
	err := scan(query, func(row []driver.Value) error {
		b := sealedBlock{id: integer(row[0])}
		if err := d.decode(blob(row[2]), integer(row[1]), known, true, &b.sealedEvents); err != nil {
			return err
		}
		// Properties come by id, as rows have them.
		slices.SortFunc(b.Columns, func(x, y domain.PropertyColumn) int { return cmp.Compare(x.Property, y.Property) })
		r.add(b, contact)
		return nil
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(r.rows, r.compare)
	return r, nil
}

func (r *sealedRange) add(b sealedBlock, contact domain.ContactID) {
	block := uint32(len(r.blocks))
	row := uint32(0)
	for k, end := range b.Ends {
		for ; row < end; row++ {
			if contact == 0 || b.Contacts[k] == contact {
				r.rows = append(r.rows, sealedRow{b.Contacts[k], b.At[row], block, row})
			}
		}
	}
	r.blocks = append(r.blocks, b)
}

func (r *sealedRange) compare(a, b sealedRow) int {
	if a.contact != b.contact {
		return cmp.Compare(a.contact, b.contact)
	}
	if a.at != b.at {
		return cmp.Compare(a.at, b.at)
	}
	x, y := &r.blocks[a.block], &r.blocks[b.block]
	return cmp.Or(cmp.Compare(x.Batch, y.Batch), cmp.Compare(x.rank(a.row), y.rank(b.row)), cmp.Compare(a.block, b.block), cmp.Compare(a.row, b.row))
}

func (b *sealedBlock) rank(row uint32) uint32 {
	if len(b.Ranks) == 0 {
		return 0
	}
	return b.Ranks[row]
}

// upTo takes the events off the front that come before one of a contact at an
// instant, and calls fn with them; those of the same instant are older too.
func (r *sealedRange) upTo(contact domain.ContactID, at int64, fn func(b *sealedBlock, row sealedRow) error) error {
	for len(r.rows) > 0 {
		next := r.rows[0]
		if next.contact > contact || next.contact == contact && next.at > at {
			return nil
		}
		r.rows = r.rows[1:]
		if err := fn(&r.blocks[next.block], next); err != nil {
			return err
		}
	}
	return nil
}

// rawTransaction runs fn in one write transaction on a connection without
// database/sql between: committed durably, or rolled back whole.
func (db *DB) rawTransaction(ctx context.Context, fn func(rawConn) error) error {
	if db.write == nil {
		return domain.Errorf(domain.Blocked, "%s", db.readOnly)
	}
	conn, err := db.write.Conn(ctx)
	if err != nil {
		return meaning(err, "write to the workspace")
	}
	defer conn.Close()
	err = conn.Raw(func(raw any) error {
		c := rawConn{Conn: raw.(driver.Conn)}
		if err := c.exec("BEGIN IMMEDIATE"); err != nil {
			return err
		}
		committed := false
		defer func() {
			if !committed {
				c.exec("ROLLBACK") // after some errors SQLite has rolled back itself
			}
		}()
		if err := fn(c); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		err := c.exec("COMMIT")
		committed = err == nil
		return err
	})
	return meaning(err, "write to the workspace")
}

// maxTime is later than every event.
const maxTime = math.MaxInt64
