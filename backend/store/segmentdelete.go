package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// keepDeleted is how long a deleted segment can still be brought back.
const keepDeleted = 30 * 24 * time.Hour

// DeleteSegment takes a segment out of everything. Its versions and the record of
// who was in it stay for 30 days, so that UndeleteSegment can bring it back.
func (db *DB) DeleteSegment(ctx context.Context, id domain.SegmentID) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "UPDATE segment SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL", time.Now().UnixMilli(), id)
		return mustHit(res, err, "This segment was deleted already.")
	})
}

// UndeleteSegment brings a deleted segment back as it was: the same id, versions
// and record. One that is not deleted, or was purged, is not_found.
func (db *DB) UndeleteSegment(ctx context.Context, id domain.SegmentID) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "UPDATE segment SET deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL", id)
		return mustHit(res, err, "This segment cannot be brought back any more. Deleted segments are kept for 30 days.")
	})
}

// PurgeSegments removes for good what was deleted more than 30 days before an
// instant, with versions and record, and returns how many segments that were.
func (db *DB) PurgeSegments(ctx context.Context, at time.Time) (purged int, err error) {
	err = db.change(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "DELETE FROM segment WHERE deleted_at < ?", at.Add(-keepDeleted).UnixMilli())
		if err != nil {
			return err
		}
		n, err := res.RowsAffected()
		purged = int(n)
		return err
	})
	return purged, err
}
