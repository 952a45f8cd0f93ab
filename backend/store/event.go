package store

import (
	"context"
	"database/sql/driver"
	"fmt"
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
	c := db.columns()
	query := fmt.Sprintf("SELECT %s FROM event WHERE contact_id = %d ORDER BY at DESC, id DESC", c.eventColumns(), id)
	if limit > 0 {
		query += fmt.Sprintf(" LIMIT %d", limit)
	}
	out := []domain.Event{}
	err := db.scan(ctx, query, func(row []driver.Value) error {
		out = append(out, c.readEvent(row, nil))
		return nil
	})
	return out, err
}
