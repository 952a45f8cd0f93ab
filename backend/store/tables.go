package store

import (
	"context"
	"database/sql"
	"os"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// WriteTables writes everybody and everything they did as plain rows into a new
// SQLite file that any program can read: contact and event with the columns fN
// and pN, and field, property and event_type, which say what those are. A file
// that is there already is a conflict.
func (db *DB) WriteTables(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return domain.Errorf(domain.Conflict, "There is a file of that name already. Choose another name.")
	}
	out, err := openPool(path, writing, 1)
	if err != nil {
		return meaning(err, "write the tables")
	}
	err = db.writeTables(ctx, out)
	if closed := out.Close(); err == nil {
		err = closed
	}
	if err != nil {
		removeFiles(path)
	}
	return meaning(err, "write the tables")
}

func (db *DB) writeTables(ctx context.Context, out *sql.DB) error {
	tx, err := out.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	for _, step := range []func(context.Context, *sql.Tx) error{db.writeNames, db.writeContacts, db.writeEvents} {
		if err := step(ctx, tx); err != nil {
			return joinRollback(tx, err)
		}
	}
	return tx.Commit()
}

func joinRollback(tx *sql.Tx, err error) error {
	if undo := tx.Rollback(); undo != nil {
		return undo
	}
	return err
}

// makeTable creates a table and returns the statement that inserts a row.
func makeTable(ctx context.Context, tx *sql.Tx, name, columns string) (*sql.Stmt, error) {
	if _, err := tx.ExecContext(ctx, "CREATE TABLE "+name+" ("+columns+")"); err != nil {
		return nil, err
	}
	marks := strings.TrimSuffix(strings.Repeat("?, ", strings.Count(columns, ",")+1), ", ")
	return tx.PrepareContext(context.WithoutCancel(ctx), "INSERT INTO "+name+" VALUES ("+marks+")")
}

func (db *DB) writeNames(ctx context.Context, tx *sql.Tx) error {
	fields, err := db.Fields(ctx)
	if err != nil {
		return err
	}
	properties, err := db.Properties(ctx)
	if err != nil {
		return err
	}
	types, err := db.EventTypes(ctx)
	if err != nil {
		return err
	}
	var rows [][]any
	for _, f := range fields {
		rows = append(rows, []any{"field", int64(f.ID), f.Key, f.Name, string(f.Type)})
	}
	for _, p := range properties {
		rows = append(rows, []any{"property", int64(p.ID), p.Key, p.Name, string(p.Type)})
	}
	for _, t := range types {
		rows = append(rows, []any{"event_type", int64(t.ID), t.Key, t.Name, ""})
	}
	stmts := map[any]*sql.Stmt{}
	for _, name := range []string{"field", "property", "event_type"} {
		if stmts[name], err = makeTable(ctx, tx, name, "id, key, name, type"); err != nil {
			return err
		}
	}
	for _, row := range rows {
		if _, err := stmts[row[0]].Exec(row[1:]...); err != nil {
			return err
		}
	}
	return nil
}

func (db *DB) writeContacts(ctx context.Context, tx *sql.Tx) error {
	c := db.columns()
	stmt, err := makeTable(ctx, tx, "contact", c.contactColumns())
	if err != nil {
		return err
	}
	return db.EachContact(ctx, func(p domain.Contact) error {
		row := []any{int64(p.ID), text(p.Email), text(p.ExternalID), p.CreatedAt.UnixMilli()}
		for _, f := range c.fields {
			row = append(row, stored(p.Values[f.ID]))
		}
		_, err := stmt.Exec(row...)
		return err
	})
}

func (db *DB) writeEvents(ctx context.Context, tx *sql.Tx) error {
	c := db.columns()
	stmt, err := makeTable(ctx, tx, "event", c.eventColumns())
	if err != nil {
		return err
	}
	id := int64(0)
	return db.EachEvent(ctx, func(e domain.Event) error {
		id++
		row := []any{id, int64(e.ContactID), int64(e.Type), e.At.UnixMilli(), text(e.Key)}
		for _, p := range c.props {
			row = append(row, stored(e.Prop(p.ID)))
		}
		_, err := stmt.Exec(row...)
		return err
	})
}
