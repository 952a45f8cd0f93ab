package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// moveSlot is the time that moves are counted by: any time zone's midnight begins one.
const moveSlot = 30 * time.Minute

// moveKey is one half hour of one segment.
type moveKey struct {
	id   domain.SegmentID
	slot int64
}

// moveTally counts changes of membership by segment and half hour.
type moveTally map[moveKey]struct{ entered, left int }

func (m moveTally) add(c domain.MembershipChange) {
	key := moveKey{c.SegmentID, c.At.UnixMilli() / moveSlot.Milliseconds()}
	n := m[key]
	if c.Entered {
		n.entered++
	} else {
		n.left++
	}
	m[key] = n
}

func (m moveTally) write(ctx context.Context, tx *sql.Tx) error {
	for key, n := range m {
		_, err := tx.ExecContext(ctx, `INSERT INTO segment_move (segment_id, slot, entered, left) VALUES (?, ?, ?, ?)
			ON CONFLICT (segment_id, slot) DO UPDATE SET entered = entered + excluded.entered, left = left + excluded.left`,
			key.id, key.slot, n.entered, n.left)
		if err != nil {
			return err
		}
	}
	return nil
}

// SegmentMoves lists, for every saved segment, the half hours in which people
// entered or left it, by segment and in the order of time. The sum over a segment
// is who is in it by its record.
func (db *DB) SegmentMoves(ctx context.Context) ([]domain.SegmentMove, error) {
	return list(ctx, db.read, `SELECT segment_id, slot * 1800000, entered, left FROM segment_move
		WHERE segment_id IN (SELECT id FROM segment WHERE deleted_at IS NULL) ORDER BY segment_id, slot`, func(m *domain.SegmentMove) []any {
		return []any{&m.SegmentID, (*moment)(&m.From), &m.Entered, &m.Left}
	})
}
