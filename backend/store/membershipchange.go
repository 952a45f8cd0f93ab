package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// RecordMembership writes who entered and left, and moves the watch of each
// segment on, in one durable transaction. It does so exactly once: a batch that
// did not start from the recorded watches (it was recorded before, or something
// else was) is a conflict, as is one about a frozen or deleted segment; read the
// watches and members again and work the changes out anew. Changes that
// contradict the record (entered by somebody who is in, left by somebody who is
// not, out of the order of time) are refused as internal. A stay that begins and
// ends at the same instant is recorded like any other. Nothing is written when
// anything is refused. Instants are kept to the millisecond.
func (db *DB) RecordMembership(ctx context.Context, batch domain.MembershipBatch) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		reach := make(map[domain.SegmentID]*span, len(batch.Moves))
		for _, m := range batch.Moves {
			if reach[m.To.SegmentID] != nil {
				return contradiction("segment %d is moved twice", m.To.SegmentID)
			}
			if err := move(ctx, tx, m); err != nil {
				return err
			}
			reach[m.To.SegmentID] = &span{m.From.EvaluatedAt.UnixMilli(), m.To.EvaluatedAt.UnixMilli()}
		}
		return writeChanges(ctx, tx, batch.Changes, reach)
	})
}

// contradiction is the error for changes that cannot be true; only a fault of
// the product makes them.
func contradiction(format string, args ...any) error {
	return &domain.Error{Code: domain.Internal, Err: fmt.Errorf(format, args...),
		Message: "Who entered and left the segments does not add up, so nothing was recorded. Close the workspace and open it again, so that its segments are counted anew."}
}

// span is the time that a segment's next changes may have, in milliseconds, both included.
type span struct{ from, to int64 }

// move checks that a watch is the one recorded and moves it on.
func move(ctx context.Context, tx *sql.Tx, m domain.WatchMove) error {
	if m.From.EvaluatedAt.IsZero() {
		m.From = domain.SegmentWatch{SegmentID: m.To.SegmentID}
	}
	from, to := m.From, m.To
	back := to.EvaluatedAt.Before(from.EvaluatedAt) || to.Version < from.Version || to.DataVersion < from.DataVersion
	if from.SegmentID != to.SegmentID || to.EvaluatedAt.IsZero() || back || sameWatch(from, to) {
		return contradiction("a watch moves from %+v to %+v", from, to)
	}
	recorded, frozen, err := watchOf(ctx, tx, to.SegmentID)
	if domain.CodeOf(err) == domain.NotFound || frozen || !sameWatch(recorded, from) {
		return domain.Errorf(domain.Conflict, "A segment was changed, frozen or deleted while its members were worked out. Nothing was recorded; they have to be worked out again.")
	}
	if err != nil {
		return err
	}
	return setWatch(ctx, tx, to)
}

func sameWatch(a, b domain.SegmentWatch) bool {
	return a.SegmentID == b.SegmentID && a.EvaluatedAt.UnixMilli() == b.EvaluatedAt.UnixMilli() && a.Version == b.Version && a.DataVersion == b.DataVersion
}

// watchOf returns the recorded watch of a segment, which has a zero instant where
// there is none, and whether the segment is frozen; or not_found.
func watchOf(ctx context.Context, tx *sql.Tx, id domain.SegmentID) (w domain.SegmentWatch, frozen bool, err error) {
	w.SegmentID = id
	err = tx.QueryRowContext(ctx, `SELECT s.frozen_at IS NOT NULL, w.evaluated_at, coalesce(w.version, 0), coalesce(w.data_version, 0)
		FROM segment s LEFT JOIN segment_watch w ON w.segment_id = s.id WHERE s.id = ? AND s.deleted_at IS NULL`, id).
		Scan(&frozen, (*moment)(&w.EvaluatedAt), &w.Version, &w.DataVersion)
	return w, frozen, missing(err, "This segment was deleted.")
}

func setWatch(ctx context.Context, tx *sql.Tx, w domain.SegmentWatch) error {
	_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO segment_watch (segment_id, evaluated_at, version, data_version) VALUES (?, ?, ?, ?)",
		w.SegmentID, w.EvaluatedAt.UnixMilli(), w.Version, w.DataVersion)
	return err
}

// changeWriter writes single changes with prepared statements, which end with the transaction.
type changeWriter struct {
	ctx          context.Context
	enter, leave *sql.Stmt
}

func newChangeWriter(ctx context.Context, tx *sql.Tx) (*changeWriter, error) {
	enter, err := tx.PrepareContext(ctx, "INSERT INTO membership (segment_id, contact_id, stay, entered_at, entered_cause) VALUES (?, ?, 0, ?, ?)")
	if err != nil {
		return nil, err
	}
	leave, err := tx.PrepareContext(ctx, `UPDATE membership SET left_at = ?3, left_cause = ?4,
		stay = 1 + (SELECT coalesce(max(stay), -1000000000) FROM membership WHERE segment_id = ?1 AND contact_id = ?2 AND stay < 0)
		WHERE segment_id = ?1 AND contact_id = ?2 AND stay = 0`)
	// A context that can be canceled costs the driver a goroutine for each statement.
	return &changeWriter{context.WithoutCancel(ctx), enter, leave}, err
}

// writeChanges writes changes within what each segment's watch moved over.
func writeChanges(ctx context.Context, tx *sql.Tx, changes []domain.MembershipChange, reach map[domain.SegmentID]*span) error {
	w, err := newChangeWriter(ctx, tx)
	if err != nil {
		return err
	}
	moves := moveTally{}
	for i, c := range changes {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		may, at := reach[c.SegmentID], c.At.UnixMilli()
		if may == nil || at < may.from || at > may.to {
			return contradiction("a change of segment %d at %s is not within what was evaluated", c.SegmentID, c.At)
		}
		may.from = at // the next one is not earlier
		if err := w.write(c); err != nil {
			return err
		}
		moves.add(c)
	}
	return moves.write(ctx, tx)
}

func (w *changeWriter) write(c domain.MembershipChange) error {
	cause := slices.Index(causes[:], c.Cause)
	if cause < 0 {
		return contradiction("a change has the cause %q", c.Cause)
	}
	if c.Entered {
		_, err := w.enter.ExecContext(w.ctx, c.SegmentID, c.ContactID, c.At.UnixMilli(), cause)
		if domain.CodeOf(conflictOr(err, "")) == domain.Conflict {
			return contradiction("contact %d entered segment %d twice", c.ContactID, c.SegmentID)
		}
		return err
	}
	res, err := w.leave.ExecContext(w.ctx, c.SegmentID, c.ContactID, c.At.UnixMilli(), cause)
	if err := mustHit(res, err, ""); domain.CodeOf(err) == domain.NotFound {
		return contradiction("contact %d left segment %d without being in it", c.ContactID, c.SegmentID)
	}
	return err
}
