package store

import (
	"fmt"
	"time"
)

// moment reads a time from UTC milliseconds; NULL is the zero time.
type moment time.Time

// Scan satisfies sql.Scanner.
func (m *moment) Scan(raw any) error {
	switch v := raw.(type) {
	case nil:
		*m = moment{}
	case int64:
		*m = moment(time.UnixMilli(v).UTC())
	default:
		return fmt.Errorf("a moment is kept as %T", raw)
	}
	return nil
}
