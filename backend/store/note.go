package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

const noNote = "This note is not there any more."

// SaveNote stores a note about a person; id 0 makes a new one, another id that is
// not there puts a deleted note back under it.
func (db *DB) SaveNote(ctx context.Context, n domain.Note) (domain.Note, error) {
	err := db.change(ctx, func(tx *sql.Tx) error {
		var there int
		if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM contact WHERE id = ?", n.ContactID).Scan(&there); err != nil {
			return err
		}
		if there == 0 {
			return domain.Errorf(domain.NotFound, noPerson)
		}
		res, err := tx.ExecContext(ctx, "INSERT INTO note (id, contact_id, text, at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET text = excluded.text",
			orNull(int64(n.ID)), n.ContactID, n.Text, n.At.UnixMilli())
		if err != nil || n.ID != 0 {
			return err
		}
		id, err := res.LastInsertId()
		n.ID = domain.NoteID(id)
		return err
	})
	return n, err
}

// DeleteNote removes a note and returns what it was, or not_found.
func (db *DB) DeleteNote(ctx context.Context, id domain.NoteID) (n domain.Note, err error) {
	err = db.change(ctx, func(tx *sql.Tx) error {
		row := tx.QueryRowContext(ctx, "DELETE FROM note WHERE id = ? RETURNING id, contact_id, text, at", id)
		return missing(row.Scan(&n.ID, &n.ContactID, &n.Text, (*moment)(&n.At)), noNote)
	})
	return n, err
}

// NotesOf returns the notes about a person, oldest first.
func (db *DB) NotesOf(ctx context.Context, id domain.ContactID) ([]domain.Note, error) {
	return list(ctx, db.read, "SELECT id, contact_id, text, at FROM note WHERE contact_id = ? ORDER BY at, id", func(n *domain.Note) []any {
		return []any{&n.ID, &n.ContactID, &n.Text, (*moment)(&n.At)}
	}, id)
}

// SetPause holds back all mail to a person, durably; it takes the place of a pause
// that is there. Who can be mailed changes, so it counts as a change of the data.
func (db *DB) SetPause(ctx context.Context, p domain.Pause) error {
	return db.changeData(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO pause (contact_id, until, at) SELECT id, ?, ? FROM contact WHERE id = ?", millis(p.Until), p.At.UnixMilli(), p.ContactID)
		return mustHit(res, err, noPerson)
	})
}

// LiftPause lets a person be mailed again; without a pause it changes nothing.
func (db *DB) LiftPause(ctx context.Context, id domain.ContactID) error {
	return db.changeData(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM pause WHERE contact_id = ?", id)
		return err
	})
}

// PauseOf returns the pause of a contact, if there is one; it may have run out.
func (db *DB) PauseOf(ctx context.Context, id domain.ContactID) (p domain.Pause, found bool, err error) {
	err = db.eachPause(ctx, fmt.Sprintf(" WHERE contact_id = %d", id), func(one domain.Pause) error {
		p, found = one, true
		return nil
	})
	return p, found, err
}

// EachPause calls fn with every pause, those that have run out too.
func (db *DB) EachPause(ctx context.Context, fn func(domain.Pause) error) error {
	return db.eachPause(ctx, "", fn)
}

func (db *DB) eachPause(ctx context.Context, condition string, fn func(domain.Pause) error) error {
	return db.scan(ctx, "SELECT contact_id, until, at FROM pause"+condition, func(row []driver.Value) error {
		p := domain.Pause{ContactID: domain.ContactID(integer(row[0])), At: time.UnixMilli(integer(row[2])).UTC()}
		if row[1] != nil {
			p.Until = time.UnixMilli(integer(row[1])).UTC()
		}
		return fn(p)
	})
}
