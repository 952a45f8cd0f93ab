package store

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// FreezeSegment fixes a segment's members: whoever of them was not in enters,
// everybody else leaves, because of the rule, and until the segment is thawed no
// change is recorded. It is frozen at that instant, or just after the last
// recorded evaluation where the clock is behind that. A frozen segment is a conflict.
func (db *DB) FreezeSegment(ctx context.Context, id domain.SegmentID, at time.Time, members []domain.ContactID) error {
	members = slices.Compact(slices.Sorted(slices.Values(members)))
	return db.change(ctx, func(tx *sql.Tx) error {
		watch, frozen, err := watchOf(ctx, tx, id)
		if err != nil {
			return err
		}
		if frozen {
			return domain.Errorf(domain.Conflict, "This segment is frozen already. Thaw it first to fix its members anew.")
		}
		at := at.Truncate(time.Millisecond)
		if !at.After(watch.EvaluatedAt) {
			at = watch.EvaluatedAt.Add(time.Millisecond) // so that no two moments of the record are the same
		}
		before, err := openMembers(ctx, tx, id)
		if err != nil {
			return err
		}
		now := map[domain.SegmentID]*span{id: {at.UnixMilli(), at.UnixMilli()}}
		if err := writeChanges(ctx, tx, differences(id, at, before, members), now); err != nil {
			return err
		}
		// No version of rule and data: after the thaw they are looked at again, whatever they are.
		if err := setWatch(ctx, tx, domain.SegmentWatch{SegmentID: id, EvaluatedAt: at}); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "UPDATE segment SET frozen_at = ? WHERE id = ?", at.UnixMilli(), id)
		return err
	})
}

// openMembers is OpenMembers within a transaction.
func openMembers(ctx context.Context, tx *sql.Tx, id domain.SegmentID) (out []domain.ContactID, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT contact_id FROM membership WHERE segment_id = ? AND stay = 0 ORDER BY contact_id", id)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var contact domain.ContactID
		if err := rows.Scan(&contact); err != nil {
			return nil, err
		}
		out = append(out, contact)
	}
	return out, rows.Err()
}

// differences lists the changes that make after of before, both ascending.
func differences(id domain.SegmentID, at time.Time, before, after []domain.ContactID) (out []domain.MembershipChange) {
	change := func(contact domain.ContactID, entered bool) {
		out = append(out, domain.MembershipChange{SegmentID: id, ContactID: contact, Entered: entered, At: at, Cause: domain.CauseRule})
	}
	for len(before) > 0 || len(after) > 0 {
		switch {
		case len(before) == 0 || len(after) > 0 && after[0] < before[0]:
			change(after[0], true)
			after = after[1:]
		case len(after) == 0 || before[0] < after[0]:
			change(before[0], false)
			before = before[1:]
		default:
			before, after = before[1:], after[1:]
		}
	}
	return out
}

// ThawSegment lets people enter and leave again. Who would have in between does
// so when the segment is evaluated next. One that is not frozen is a conflict.
func (db *DB) ThawSegment(ctx context.Context, id domain.SegmentID) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		_, frozen, err := watchOf(ctx, tx, id)
		if err != nil {
			return err
		}
		if !frozen {
			return domain.Errorf(domain.Conflict, "This segment is not frozen: people enter and leave it as they come to match its rules.")
		}
		_, err = tx.ExecContext(ctx, "UPDATE segment SET frozen_at = NULL WHERE id = ?", id)
		return err
	})
}
