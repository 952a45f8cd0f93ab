package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

//go:embed migration/*.sql
var migrations embed.FS

// steps are the migrations' file names in order; the n-th leads to schema version n.
func steps() []string {
	names, err := fs.Glob(migrations, "migration/*.sql")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	slices.Sort(names)
	return names
}

// settle brings an opened file up to date. A newer one is only read.
func (db *DB) settle(ctx context.Context) error {
	var version int
	if err := db.read.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	if version > len(steps()) {
		db.becomeReadOnly("This workspace was made by a newer KVN Mail. It can be looked at, but not changed. Update KVN Mail to work with it.")
	}
	if db.readOnly != "" && version < len(steps()) {
		return domain.Errorf(domain.Blocked, "This workspace was made by an older KVN Mail and has to be brought up to date first, but the file or its folder is write-protected. Copy it to a folder of your own and open it there.")
	}
	if db.readOnly == "" {
		if err := db.migrate(ctx); err != nil {
			return err
		}
	}
	return db.readColumns(ctx)
}

// becomeReadOnly gives up the writer. The lock stays: the readers need the file left alone.
func (db *DB) becomeReadOnly(why string) {
	db.readOnly = why
	if db.write != nil {
		db.write.Close()
		db.write = nil
	}
}

// migrate runs every migration that the file has not seen, each in one transaction.
func (db *DB) migrate(ctx context.Context) error {
	var version int
	if err := db.write.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	for n, name := range steps() {
		if n < version {
			continue
		}
		script, err := migrations.ReadFile(name)
		if err != nil {
			return err
		}
		err = db.change(ctx, func(tx *sql.Tx) error {
			if _, err := tx.ExecContext(ctx, string(script)); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d; PRAGMA application_id = %d", n+1, applicationID))
			return err
		})
		if err != nil {
			return err
		}
	}
	return db.readColumns(ctx)
}
