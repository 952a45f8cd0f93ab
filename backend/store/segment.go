package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

const segmentColumns = "SELECT id, name, rule, version, created_at, updated_at FROM segment "

func segmentInto(s *domain.Segment) []any {
	return []any{&s.ID, &s.Name, &s.Rule, &s.Version, (*moment)(&s.CreatedAt), (*moment)(&s.UpdatedAt)}
}

// Segments lists the saved segments by name.
func (db *DB) Segments(ctx context.Context) ([]domain.Segment, error) {
	return list(ctx, db.read, segmentColumns+"ORDER BY name COLLATE NOCASE, id", segmentInto)
}

// Segment returns one segment, or not_found.
func (db *DB) Segment(ctx context.Context, id domain.SegmentID) (domain.Segment, error) {
	var s domain.Segment
	err := db.read.QueryRowContext(ctx, segmentColumns+"WHERE id = ?", id).Scan(segmentInto(&s)...)
	return s, missing(err, "This segment was deleted. Choose another one.")
}

// SaveSegment stores a segment; id 0 makes a new one. The version counts saves.
func (db *DB) SaveSegment(ctx context.Context, s domain.Segment) (domain.Segment, error) {
	now := time.Now().UnixMilli()
	err := db.change(ctx, func(tx *sql.Tx) error {
		if s.ID == 0 {
			res, err := tx.ExecContext(ctx, "INSERT INTO segment (name, rule, version, created_at, updated_at) VALUES (?, ?, 1, ?, ?)", s.Name, s.Rule, now, now)
			if err != nil {
				return err
			}
			id, err := res.LastInsertId()
			s.ID = domain.SegmentID(id)
			return err
		}
		res, err := tx.ExecContext(ctx, "UPDATE segment SET name = ?, rule = ?, version = version + 1, updated_at = ? WHERE id = ?", s.Name, s.Rule, now, s.ID)
		return mustHit(res, err, "This segment was deleted in the meantime. Save it under a new name.")
	})
	if err != nil {
		return s, err
	}
	return db.Segment(ctx, s.ID)
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

// DeleteSegment removes a segment.
func (db *DB) DeleteSegment(ctx context.Context, id domain.SegmentID) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "DELETE FROM segment WHERE id = ?", id)
		return mustHit(res, err, "This segment was deleted already.")
	})
}
