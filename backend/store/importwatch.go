package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

const noWatch = "This file is not watched any more."

const watchColumns = "SELECT id, path, choices, permission, fingerprint, made_at, import_id, sha256, rows, imported_at, state, why, details, held, checked_at FROM import_watch "

// details reads and writes a list of words.
type details []string

// Scan satisfies sql.Scanner.
func (d *details) Scan(raw any) error {
	text, ok := raw.(string)
	if !ok {
		return fmt.Errorf("details are kept as %T", raw)
	}
	return json.Unmarshal([]byte(text), (*[]string)(d))
}

func (d details) text() string {
	raw, err := json.Marshal(append([]string{}, d...))
	if err != nil {
		return "[]" // cannot be: strings are always written
	}
	return string(raw)
}

func (db *DB) watchedFiles(ctx context.Context, where string, args ...any) ([]domain.WatchedFile, error) {
	return list(ctx, db.read, watchColumns+where+" ORDER BY id", func(w *domain.WatchedFile) []any {
		return []any{&w.ID, &w.Path, &w.Choices, &w.Permission, &w.Fingerprint, (*moment)(&w.MadeAt), &w.Import, &w.SHA256, &w.Rows,
			(*moment)(&w.ImportedAt), &w.State, &w.Why, (*details)(&w.Details), &w.Held, (*moment)(&w.CheckedAt)}
	}, args...)
}

// WatchedFiles lists the files that are imported again when they change.
func (db *DB) WatchedFiles(ctx context.Context) ([]domain.WatchedFile, error) {
	return db.watchedFiles(ctx, "")
}

// WatchedFile returns one of them, or not_found.
func (db *DB) WatchedFile(ctx context.Context, id int64) (domain.WatchedFile, error) {
	found, err := db.watchedFiles(ctx, "WHERE id = ?", id)
	if err == nil && len(found) == 0 {
		err = domain.Errorf(domain.NotFound, noWatch)
	}
	if err != nil {
		return domain.WatchedFile{}, err
	}
	return found[0], nil
}

// WatchFile has a file watched. One that is watched already goes on with the choices and
// the permission given now; what is known of its last import stays.
func (db *DB) WatchFile(ctx context.Context, w domain.WatchedFile) (domain.WatchedFile, error) {
	err := db.change(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `INSERT INTO import_watch (path, choices, permission, fingerprint, made_at) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (path) DO UPDATE SET choices = excluded.choices, permission = excluded.permission, fingerprint = excluded.fingerprint,
				made_at = excluded.made_at, state = 'changed', why = '', details = '[]', held = '' RETURNING id`,
			w.Path, w.Choices, w.Permission, w.Fingerprint, w.MadeAt.UnixMilli()).Scan(&w.ID)
	})
	if err != nil {
		return w, err
	}
	return db.WatchedFile(ctx, w.ID)
}

// UnwatchFile ends the watching of a file. One that is not watched is no error.
func (db *DB) UnwatchFile(ctx context.Context, id int64) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM import_watch WHERE id = ?", id)
		return err
	})
}

// SaveWatchState keeps how a watched file was found: its State, Why, Details, Held and
// CheckedAt. One that is not watched any more is no error.
func (db *DB) SaveWatchState(ctx context.Context, w domain.WatchedFile) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE import_watch SET state = ?, why = ?, details = ?, held = ?, checked_at = ? WHERE id = ?",
			w.State, w.Why, details(w.Details).text(), w.Held, millis(w.CheckedAt), w.ID)
		return err
	})
}

// RemovedFromFile returns who was in a watched file and is not in it any more, of those
// who are still in the workspace.
func (db *DB) RemovedFromFile(ctx context.Context, id int64) ([]domain.ContactID, error) {
	var removed []byte
	err := db.read.QueryRowContext(ctx, "SELECT removed FROM import_watch WHERE id = ?", id).Scan(&removed)
	if err != nil {
		return nil, missing(err, noWatch)
	}
	return db.stillHere(ctx, slices.Collect(domain.ContactSet(removed).All()))
}

// stillHere leaves out those who are nobody any more.
func (db *DB) stillHere(ctx context.Context, ids []domain.ContactID) ([]domain.ContactID, error) {
	here := []domain.ContactID{}
	for part := range slices.Chunk(ids, 500) {
		list, err := json.Marshal(part)
		if err != nil {
			return nil, err
		}
		query := fmt.Sprintf("SELECT id FROM contact WHERE id IN (SELECT value FROM json_each('%s')) ORDER BY id", list)
		err = db.scan(ctx, query, func(row []driver.Value) error {
			here = append(here, domain.ContactID(integer(row[0])))
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return here, nil
}

// ErasedFromFile counts the people of a watched file's last import who are nobody in the
// workspace any more: they were erased, or the import that brought them was taken back.
func (db *DB) ErasedFromFile(ctx context.Context, id int64) (int, error) {
	var people []byte
	if err := db.read.QueryRowContext(ctx, "SELECT people FROM import_watch WHERE id = ?", id).Scan(&people); err != nil {
		return 0, missing(err, noWatch)
	}
	if len(people) == 0 {
		return 0, nil
	}
	var scanned error
	here := domain.Contacts(func(yield func(domain.ContactID) bool) {
		scanned = db.scan(ctx, "SELECT id FROM contact ORDER BY id", func(row []driver.Value) error {
			yield(domain.ContactID(integer(row[0])))
			return nil
		})
	})
	erased := 0
	for range domain.ContactSet(people).Minus(here).All() {
		erased++
	}
	return erased, scanned
}

// ImportedFile tells whoever watches the file of an import what it found, in the
// transaction that brings it in. A file that nobody watches is no error.
func (b *Bulk) ImportedFile(c domain.FileContent) error { return imported(b.conn, c) }

// CatchUpWatch tells a watch what an import found that was in before the watching began.
func (db *DB) CatchUpWatch(ctx context.Context, c domain.FileContent) error {
	return meaning(db.rawTransaction(ctx, func(conn rawConn) error { return imported(conn, c) }), "write to the workspace")
}

func imported(conn rawConn, c domain.FileContent) error {
	var before, removed domain.ContactSet
	watched := false
	err := conn.query("SELECT people, removed FROM import_watch WHERE path = ?", func(row []driver.Value) error {
		watched, before, removed = true, domain.ContactSet(str(row[0])), domain.ContactSet(str(row[1]))
		return nil
	}, c.Path)
	if err != nil || !watched {
		return err
	}
	removed = removed.With(before).Minus(c.People)
	if c.Kind != domain.ImportPeople { // orders go and come: who is not among them is no news
		removed = nil
	}
	return conn.exec(`UPDATE import_watch SET choices = ?, fingerprint = ?, import_id = ?, sha256 = ?, rows = ?, imported_at = ?, checked_at = ?,
		people = ?, removed = ?, state = 'same', why = '', details = '[]', held = '' WHERE path = ?`,
		c.Choices, c.Fingerprint, int64(c.Import), c.SHA256, int64(c.Rows), c.At.UnixMilli(), c.At.UnixMilli(), bytesOf(c.People), bytesOf(removed), c.Path)
}

// bytesOf is a set as SQLite keeps it: never NULL.
func bytesOf(s domain.ContactSet) []byte { return append([]byte{}, s...) }
