package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// change runs fn in one write transaction: committed durably, or rolled back whole.
func (db *DB) change(ctx context.Context, fn func(*sql.Tx) error) error {
	if db.write == nil {
		return domain.Errorf(domain.Blocked, "%s", db.readOnly)
	}
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return meaning(err, "write to the workspace")
	}
	if err := fn(tx); err != nil {
		return errors.Join(meaning(err, "write to the workspace"), ignoreDone(tx.Rollback()))
	}
	return meaning(tx.Commit(), "write to the workspace")
}

func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}

// changeData is change for people and events: it also moves the data version on.
func (db *DB) changeData(ctx context.Context, fn func(*sql.Tx) error) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE workspace SET data_version = data_version + 1")
		return err
	})
}

// meaning turns an error of SQLite into one for the user; what was already in
// words stays as it is.
func meaning(err error, doing string) error {
	if err == nil || errors.As(err, new(*domain.Error)) {
		return err
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, sql.ErrTxDone) { // database/sql ends a transaction when its context does
		return domain.Errorf(domain.Canceled, "It was stopped before it was done. Nothing was changed.")
	}
	var fault *sqlite.Error
	if !errors.As(err, &fault) {
		return &domain.Error{Code: domain.Internal, Message: "KVN Mail could not " + doing + ".", Err: err}
	}
	e := &domain.Error{Code: domain.Internal, Message: "KVN Mail could not " + doing + ".", Err: err}
	switch fault.Code() & 0xff {
	case sqlite3.SQLITE_FULL:
		e.Code, e.Message = domain.Full, "The disk is full, so nothing was changed. Make some room and try again."
	case sqlite3.SQLITE_IOERR:
		e.Code, e.Message = domain.Unavailable, "The disk did not take or give the data, so nothing was changed. Check that it is connected and has room, then try again."
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		e.Code, e.Message = domain.Corrupt, "The workspace file is damaged. Nothing was changed in it. Open a backup, or keep a copy of the file and ask for help."
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		e.Code, e.Message = domain.Unavailable, "The workspace file cannot be written here. Copy it to a folder of your own and open it there."
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		e.Code, e.Message = domain.Unavailable, "The workspace is busy in another program. Close it there and try again."
	case sqlite3.SQLITE_INTERRUPT:
		e.Code, e.Message = domain.Canceled, "It was stopped before it was done. Nothing was changed."
	}
	return e
}

// missing turns "no row" into not_found with a sentence.
func missing(err error, sentence string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return domain.Errorf(domain.NotFound, "%s", sentence)
	}
	return meaning(err, "read the workspace")
}

// conflictOr turns a broken uniqueness into conflict with a sentence.
func conflictOr(err error, sentence string) error {
	var fault *sqlite.Error
	if errors.As(err, &fault) && fault.Code()&0xff == sqlite3.SQLITE_CONSTRAINT && strings.Contains(fault.Error(), "UNIQUE") {
		return domain.Errorf(domain.Conflict, "%s", sentence)
	}
	return err
}

func millis(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}
