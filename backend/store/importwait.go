package store

import (
	"context"
	"database/sql"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// AddWaitingImport puts an import on the list of those that are not in yet, durably,
// and returns its number. Bulk.DoneWaiting takes it off in the transaction that
// brings the import in, so what is on the list after a crash is not in.
func (db *DB) AddWaitingImport(ctx context.Context, w domain.WaitingImport) (int64, error) {
	err := db.change(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "INSERT INTO import_wait (file, path, plan, locked, queued_at) VALUES (?, ?, ?, ?, ?)",
			w.File, w.Path, w.Plan, w.Locked, w.QueuedAt.UnixMilli())
		if err != nil {
			return err
		}
		w.ID, err = res.LastInsertId()
		return err
	})
	return w.ID, err
}

// WaitingImports lists the imports that are not in yet, in the order they were asked for.
func (db *DB) WaitingImports(ctx context.Context) ([]domain.WaitingImport, error) {
	return list(ctx, db.read, "SELECT id, file, path, plan, locked, queued_at FROM import_wait ORDER BY id", func(w *domain.WaitingImport) []any {
		return []any{&w.ID, &w.File, &w.Path, &w.Plan, &w.Locked, (*moment)(&w.QueuedAt)}
	})
}

// ForgetWaitingImport takes an import off the list. One that is not on it is no error.
func (db *DB) ForgetWaitingImport(ctx context.Context, id int64) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "DELETE FROM import_wait WHERE id = ?", id)
		return err
	})
}

// DoneWaiting takes an import off the list of those that are not in yet. One that is
// not on it any more has been brought in or forgotten: a conflict.
func (b *Bulk) DoneWaiting(id int64) error {
	res, err := b.conn.ExecContext(b.ctx, "DELETE FROM import_wait WHERE id = ?", id)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return firstFault(err, domain.Errorf(domain.Conflict, "This import is in already, or was taken off the list. Nothing was changed."))
	}
	return nil
}
