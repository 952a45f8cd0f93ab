package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

const segmentColumns = "SELECT id, name, rule, version, created_at, updated_at, frozen_at FROM segment "

func segmentInto(s *domain.Segment) []any {
	return []any{&s.ID, &s.Name, &s.Rule, &s.Version, (*moment)(&s.CreatedAt), (*moment)(&s.UpdatedAt), (*moment)(&s.FrozenAt)}
}

// Segments lists the saved segments by name.
func (db *DB) Segments(ctx context.Context) ([]domain.Segment, error) {
	return list(ctx, db.read, segmentColumns+"WHERE deleted_at IS NULL ORDER BY name COLLATE NOCASE, id", segmentInto)
}

// Segment returns one segment, or not_found.
func (db *DB) Segment(ctx context.Context, id domain.SegmentID) (domain.Segment, error) {
	var s domain.Segment
	err := db.read.QueryRowContext(ctx, segmentColumns+"WHERE id = ? AND deleted_at IS NULL", id).Scan(segmentInto(&s)...)
	return s, missing(err, "This segment was deleted. Choose another one.")
}

// SaveSegment stores a segment; id 0 makes a new one. The version counts saves,
// and every save is kept as a version (see SegmentVersions). Whether a segment is
// frozen does not change by it.
func (db *DB) SaveSegment(ctx context.Context, s domain.Segment) (domain.Segment, error) {
	err := db.change(ctx, func(tx *sql.Tx) (err error) {
		s.ID, err = saveSegment(ctx, tx, s)
		return err
	})
	if err != nil {
		return s, err
	}
	return db.Segment(ctx, s.ID)
}

// saveSegment writes the segment and its version.
func saveSegment(ctx context.Context, tx *sql.Tx, s domain.Segment) (domain.SegmentID, error) {
	id, err := writeSegment(ctx, tx, s)
	if err != nil {
		return 0, err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO segment_version (segment_id, version, name, rule, saved_at)
		SELECT id, version, name, rule, updated_at FROM segment WHERE id = ?`, id)
	return id, err
}

func writeSegment(ctx context.Context, tx *sql.Tx, s domain.Segment) (domain.SegmentID, error) {
	now := time.Now().UnixMilli()
	if s.ID != 0 {
		res, err := tx.ExecContext(ctx, "UPDATE segment SET name = ?, rule = ?, version = version + 1, updated_at = ? WHERE id = ? AND deleted_at IS NULL", s.Name, s.Rule, now, s.ID)
		return s.ID, mustHit(res, err, "This segment was deleted in the meantime. Save it under a new name.")
	}
	res, err := tx.ExecContext(ctx, "INSERT INTO segment (name, rule, version, created_at, updated_at) VALUES (?, ?, 1, ?, ?)", s.Name, s.Rule, now, now)
	if err != nil {
		return 0, err
	}
	id, err := res.LastInsertId()
	return domain.SegmentID(id), err
}

// mustHit turns "no row was changed" into not_found with a sentence.
func mustHit(res sql.Result, err error, sentence string) error {
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return domain.Errorf(domain.NotFound, "%s", sentence)
	}
	return nil
}

// RenameSegment gives a segment another name. Its rule, versions and record stay as they are.
func (db *DB) RenameSegment(ctx context.Context, id domain.SegmentID, name string) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "UPDATE segment SET name = ?, updated_at = ? WHERE id = ? AND deleted_at IS NULL", name, time.Now().UnixMilli(), id)
		return mustHit(res, err, "This segment was deleted in the meantime. Choose another one.")
	})
}
