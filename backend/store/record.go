package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

func encodeTally(t domain.ImportTally) (string, error) {
	raw, err := json.Marshal(t)
	return string(raw), err
}

// Imports lists past imports, newest first.
func (db *DB) Imports(ctx context.Context) ([]domain.Import, error) {
	return db.imports(ctx, "")
}

// Import returns the record of one import, or not_found.
func (db *DB) Import(ctx context.Context, id domain.ImportID) (domain.Import, error) {
	found, err := db.imports(ctx, "WHERE r.id = ?", id)
	if err == nil && len(found) == 0 {
		err = domain.Errorf(domain.NotFound, "There is no record of this import any more.")
	}
	if err != nil {
		return domain.Import{}, err
	}
	return found[0], nil
}

func (db *DB) imports(ctx context.Context, where string, args ...any) ([]domain.Import, error) {
	rows, err := db.read.QueryContext(ctx, `SELECT r.id, r.kind, r.file, r.sha256, r.tally, r.started_at, r.finished_at, r.undoable, coalesce(u.at, 0)
		FROM import_record r LEFT JOIN act a ON a.import_id = r.id LEFT JOIN act u ON u.id = a.undone_by `+where+" ORDER BY r.id DESC", args...)
	if err != nil {
		return nil, meaning(err, "read the imports")
	}
	defer rows.Close()
	out := []domain.Import{}
	for rows.Next() {
		var i domain.Import
		var tally string
		var started, finished, undone int64
		if err := rows.Scan(&i.ID, &i.Kind, &i.File, &i.SHA256, &tally, &started, &finished, &i.Undoable, &undone); err != nil {
			return nil, meaning(err, "read the imports")
		}
		if err := json.Unmarshal([]byte(tally), &i.Tally); err != nil {
			return nil, &domain.Error{Code: domain.Corrupt, Message: "The record of an import is damaged.", Err: err}
		}
		i.StartedAt, i.FinishedAt = time.UnixMilli(started).UTC(), time.UnixMilli(finished).UTC()
		if undone != 0 {
			i.UndoneAt = time.UnixMilli(undone).UTC()
		}
		out = append(out, i)
	}
	return out, meaning(rows.Err(), "read the imports")
}

// AddPicture keeps a picture under its name; the same name again replaces it.
func (db *DB) AddPicture(ctx context.Context, name, mime string, data []byte) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "INSERT INTO picture (name, mime, data) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE SET mime = excluded.mime, data = excluded.data", name, mime, data)
		return err
	})
}

// Picture returns a picture, or not_found.
func (db *DB) Picture(ctx context.Context, name string) (mime string, data []byte, err error) {
	err = db.read.QueryRowContext(ctx, "SELECT mime, data FROM picture WHERE name = ?", name).Scan(&mime, &data)
	return mime, data, missing(err, "This picture is not in the workspace any more. Choose it again.")
}

// AddOutboxMail keeps a mail in the outbox on this computer, durably.
func (db *DB) AddOutboxMail(ctx context.Context, to, subject string, raw []byte, at time.Time) (domain.MessageID, error) {
	var id int64
	err := db.change(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "INSERT INTO outbox_mail (recipient, subject, raw, received_at) VALUES (?, ?, ?, ?)", to, subject, raw, at.UnixMilli())
		if err != nil {
			return err
		}
		id, err = res.LastInsertId()
		return err
	})
	return domain.MessageID(id), err
}

// OutboxMails returns a page of the outbox, newest first, and how many mails it holds.
func (db *DB) OutboxMails(ctx context.Context, offset, limit int) ([]domain.OutboxMail, int, error) {
	total, err := db.count(ctx, "outbox_mail")
	if err != nil {
		return nil, 0, err
	}
	page, err := list(ctx, db.read, "SELECT id, recipient, subject, length(raw), received_at FROM outbox_mail ORDER BY id DESC LIMIT ? OFFSET ?", func(m *domain.OutboxMail) []any {
		return []any{&m.ID, &m.To, &m.Subject, &m.Bytes, (*moment)(&m.ReceivedAt)}
	}, limit, offset)
	return page, total, err
}

// OutboxMail returns one kept mail with its bytes, or not_found.
func (db *DB) OutboxMail(ctx context.Context, id domain.MessageID) (domain.OutboxMail, error) {
	m := domain.OutboxMail{}
	err := db.read.QueryRowContext(ctx, "SELECT id, recipient, subject, length(raw), received_at, raw FROM outbox_mail WHERE id = ?", id).
		Scan(&m.ID, &m.To, &m.Subject, &m.Bytes, (*moment)(&m.ReceivedAt), &m.Raw)
	return m, missing(err, "This mail is not in the outbox any more.")
}

// ClearOutbox deletes all kept mails.
func (db *DB) ClearOutbox(ctx context.Context) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM outbox_mail")
		return err
	})
}
