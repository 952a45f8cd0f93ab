package store

import (
	"context"
	"database/sql"

	"github.com/kvnmail/kvnmail/backend/domain"
)

const versionColumns = "SELECT segment_id, version, name, rule, saved_at FROM segment_version "

func versionInto(v *domain.SegmentVersion) []any {
	return []any{&v.SegmentID, &v.Version, &v.Name, &v.Rule, (*moment)(&v.SavedAt)}
}

// SegmentVersions lists every saved state of a segment, newest first. A segment
// saved by a KVN Mail that kept no versions begins with its last one.
func (db *DB) SegmentVersions(ctx context.Context, id domain.SegmentID) ([]domain.SegmentVersion, error) {
	return list(ctx, db.read, versionColumns+"WHERE segment_id = ? ORDER BY version DESC", versionInto, id)
}

// SegmentVersion returns one saved state, or not_found.
func (db *DB) SegmentVersion(ctx context.Context, id domain.SegmentID, version int) (domain.SegmentVersion, error) {
	return segmentVersion(ctx, db.read, id, version)
}

// queryer is the readers' pool or a transaction.
type queryer interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func segmentVersion(ctx context.Context, from queryer, id domain.SegmentID, version int) (domain.SegmentVersion, error) {
	var v domain.SegmentVersion
	err := from.QueryRowContext(ctx, versionColumns+"WHERE segment_id = ? AND version = ?", id, version).Scan(versionInto(&v)...)
	return v, missing(err, "There is no such version of this segment. Choose one from its list of versions.")
}

// RestoreSegment saves the rule of an earlier version as a new version. The
// segment keeps its present name, and no version is lost by it.
func (db *DB) RestoreSegment(ctx context.Context, id domain.SegmentID, version int) (domain.Segment, error) {
	err := db.change(ctx, func(tx *sql.Tx) error {
		v, err := segmentVersion(ctx, tx, id, version)
		if err != nil {
			return err
		}
		s := domain.Segment{ID: id, Rule: v.Rule}
		if err := tx.QueryRowContext(ctx, "SELECT name FROM segment WHERE id = ? AND deleted_at IS NULL", id).Scan(&s.Name); err != nil {
			return missing(err, "This segment was deleted. Choose another one.")
		}
		_, err = saveSegment(ctx, tx, s)
		return err
	})
	if err != nil {
		return domain.Segment{}, err
	}
	return db.Segment(ctx, id)
}
