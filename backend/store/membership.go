package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// causes are kept as their number: a record of millions needs small rows.
var causes = [...]domain.Cause{domain.CauseRule, domain.CauseData, domain.CauseClock}

func causeOf(code driver.Value) domain.Cause {
	if n, ok := code.(int64); ok && n >= 0 && n < int64(len(causes)) {
		return causes[n]
	}
	return ""
}

const stayColumns = "SELECT segment_id, contact_id, entered_at, entered_cause, left_at, left_cause FROM membership "

// byTime is the order of the primary key: within a person's stays it is the order of time.
const byTime = " ORDER BY segment_id, contact_id, stay"

func readStay(row []driver.Value) domain.Membership {
	m := domain.Membership{
		SegmentID: domain.SegmentID(integer(row[0])), ContactID: domain.ContactID(integer(row[1])),
		EnteredAt: time.UnixMilli(integer(row[2])).UTC(), Entered: causeOf(row[3]), Left: causeOf(row[5]),
	}
	if row[4] != nil {
		m.LeftAt = time.UnixMilli(integer(row[4])).UTC()
	}
	return m
}

func (db *DB) eachStay(ctx context.Context, query string, fn func(domain.Membership) error) error {
	return db.scan(ctx, query, func(row []driver.Value) error { return fn(readStay(row)) })
}

// EachMembership calls fn with every recorded stay of everybody, ordered by
// segment, contact and the time it began.
func (db *DB) EachMembership(ctx context.Context, fn func(domain.Membership) error) error {
	return db.eachStay(ctx, stayColumns+byTime, fn)
}

// EachStay calls fn with every recorded stay in one segment, ordered by contact
// and the time it began.
func (db *DB) EachStay(ctx context.Context, id domain.SegmentID, fn func(domain.Membership) error) error {
	return db.eachStay(ctx, fmt.Sprintf(stayColumns+"WHERE segment_id = %d"+byTime, id), fn)
}

// ContactMemberships returns a contact's stays in all segments, ordered by
// segment and the time they began.
func (db *DB) ContactMemberships(ctx context.Context, contact domain.ContactID) ([]domain.Membership, error) {
	out := []domain.Membership{}
	// One look for each segment: an index by contact would cost more room than the stays themselves.
	query := fmt.Sprintf(stayColumns+"WHERE segment_id IN (SELECT id FROM segment WHERE deleted_at IS NULL) AND contact_id = %d"+byTime, contact)
	err := db.eachStay(ctx, query, func(m domain.Membership) error {
		out = append(out, m)
		return nil
	})
	return out, err
}

// EachMove calls fn with the stays in a segment that began or ended at since or
// later, ordered by contact and the time they began.
func (db *DB) EachMove(ctx context.Context, id domain.SegmentID, since time.Time, fn func(domain.Membership) error) error {
	query := fmt.Sprintf(stayColumns+"WHERE segment_id = %d AND (entered_at >= %[2]d OR left_at >= %[2]d)"+byTime, id, since.UnixMilli())
	return db.eachStay(ctx, query, fn)
}

// OpenMembers returns who is in a segment by its record, ascending. Whoever works
// out changes from it reads Watches first: if the record moves on in between,
// RecordMembership then refuses them.
func (db *DB) OpenMembers(ctx context.Context, id domain.SegmentID) ([]domain.ContactID, error) {
	out := []domain.ContactID{}
	query := fmt.Sprintf("SELECT contact_id FROM membership WHERE segment_id = %d AND stay = 0 ORDER BY contact_id", id)
	err := db.scan(ctx, query, func(row []driver.Value) error {
		out = append(out, domain.ContactID(integer(row[0])))
		return nil
	})
	return out, err
}

// Watches lists how far the record of each segment goes, in the order of their
// ids. Segments that nothing is recorded of are not in it.
func (db *DB) Watches(ctx context.Context) ([]domain.SegmentWatch, error) {
	return list(ctx, db.read, "SELECT segment_id, evaluated_at, version, data_version FROM segment_watch ORDER BY segment_id", func(w *domain.SegmentWatch) []any {
		return []any{&w.SegmentID, (*moment)(&w.EvaluatedAt), &w.Version, &w.DataVersion}
	})
}
