package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// readEvent makes an event of a row of eventColumns, appending its properties to props.
func (c columns) readEvent(row []driver.Value, props []domain.PropertyValue) domain.Event {
	for i, p := range c.props {
		if v := value(p.Type, row[5+i]); v.IsSet() {
			props = append(props, domain.PropertyValue{ID: p.ID, Value: v})
		}
	}
	return domain.Event{
		ID: domain.EventID(integer(row[0])), ContactID: domain.ContactID(integer(row[1])), Type: domain.EventTypeID(integer(row[2])),
		At: time.UnixMilli(integer(row[3])).UTC(), Key: str(row[4]), Props: props,
	}
}

// ContactEvents returns a contact's events, newest first; limit 0 means all.
func (db *DB) ContactEvents(ctx context.Context, id domain.ContactID, limit int) ([]domain.Event, error) {
	moment := &snapshot{columns: db.columns()}
	defer moment.release()
	if _, err := moment.begin(ctx, db.read, 1); err != nil {
		return nil, meaning(err, "read the workspace")
	}
	c := moment.columns
	scan := moment.scanner(ctx, 0)
	sealed, err := readSealedRange(scan, c.knows, rangeOf(id), id)
	if err != nil {
		return nil, meaning(err, "read the workspace")
	}
	out := []domain.Event{}
	take := func(b *sealedBlock, row sealedRow) error {
		out = append(out, b.event(row.contact, int(row.row), nil))
		return nil
	}
	query := fmt.Sprintf("SELECT %s FROM event WHERE contact_id = %d ORDER BY at, id", c.eventColumns(), id)
	err = scan(query, func(row []driver.Value) error {
		if err := sealed.upTo(id, integer(row[3]), take); err != nil {
			return err
		}
		out = append(out, c.readEvent(row, nil))
		return nil
	})
	if err == nil {
		err = sealed.upTo(id, maxTime, take)
	}
	slices.Reverse(out)
	if limit > 0 && len(out) > limit {
		out = out[:limit:limit]
	}
	return out, meaning(err, "read the workspace")
}

// AddEvents adds events as rows in one durable transaction, for those that arrive
// one by one. A key that its type has already is a conflict, and nothing is added.
func (db *DB) AddEvents(ctx context.Context, events []domain.Event) error {
	return db.rawTransaction(ctx, func(conn rawConn) error {
		b := bulkEvents{ctx: ctx, conn: conn, columns: db.columns()}
		if err := b.prepare(); err != nil {
			return err
		}
		if db.sealedKeys == nil {
			db.sealedKeys = b.keys
		}
		b.keys = db.sealedKeys
		for _, e := range events {
			if err := b.addRow(e); err != nil {
				return err
			}
		}
		if err := b.insert(); err != nil {
			return err
		}
		return conn.exec("UPDATE workspace SET data_version = data_version + 1")
	})
}

// addRow collects an event that becomes a row. Rows are asked for its key when it does.
func (b *bulkEvents) addRow(e domain.Event) error {
	if e.Key != "" {
		if _, taken, err := b.keyed(e.Type, e.Key); err != nil || taken {
			return firstFault(err, domain.Errorf(domain.Conflict, sameEvent))
		}
	}
	b.batch.add(e)
	return nil
}

const everyEvent = "(SELECT count(*) FROM event) + (SELECT coalesce(sum(events), 0) FROM event_block)"

// CountEvents returns how many events there are.
func (db *DB) CountEvents(ctx context.Context) (n int, err error) {
	err = db.read.QueryRowContext(ctx, "SELECT "+everyEvent).Scan(&n)
	return n, meaning(err, "read the workspace")
}
