package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// columns are the users' fields and properties as columns, in id order.
type columns struct {
	fields []domain.Field    // without email and external_id, which have names of their own
	props  []domain.Property //
}

// readColumns learns the present columns from the file.
func (db *DB) readColumns(ctx context.Context) error {
	fields, err := db.Fields(ctx)
	if err != nil {
		return err
	}
	props, err := db.Properties(ctx)
	if err != nil {
		return err
	}
	db.setColumns(fields, props)
	return nil
}

func (db *DB) setColumns(fields []domain.Field, props []domain.Property) {
	db.shape.Lock()
	defer db.shape.Unlock()
	db.table = columns{props: props}
	for _, f := range fields {
		if f.ID > domain.FieldExternalID {
			db.table.fields = append(db.table.fields, f)
		}
	}
}

func (db *DB) columns() columns {
	db.shape.RLock()
	defer db.shape.RUnlock()
	return db.table
}

// contactColumns is the select list of contact; the field columns come last.
func (c columns) contactColumns() string {
	var b strings.Builder
	b.WriteString("id, email, external_id, created_at")
	for _, f := range c.fields {
		fmt.Fprintf(&b, ", f%d", f.ID)
	}
	return b.String()
}

// eventColumns is the select list of event; the property columns come last.
func (c columns) eventColumns() string {
	var b strings.Builder
	b.WriteString("id, contact_id, type_id, at, event_key")
	for _, p := range c.props {
		fmt.Fprintf(&b, ", p%d", p.ID)
	}
	return b.String()
}

// knows reports whether there is a property of that type.
func (c columns) knows(id domain.PropertyID, t domain.ValueType) bool {
	i, found := slices.BinarySearchFunc(c.props, id, func(p domain.Property, id domain.PropertyID) int { return cmp.Compare(p.ID, id) })
	return found && c.props[i].Type == t
}

// sqlType is how a value type is kept: texts and lists as text, everything else as a whole number.
func sqlType(t domain.ValueType) string {
	if t.Coded() {
		return "TEXT"
	}
	return "INTEGER"
}

// stored is a value as SQLite keeps it, NULL when missing.
func stored(v domain.Value) any {
	switch v.Type {
	case "":
		return nil
	case domain.Text, domain.List:
		return v.Text
	}
	return v.Int
}

// value reads a column of a type. Data of another type than the field's, which
// only a damaged or foreign file has, reads as missing.
func value(t domain.ValueType, raw any) domain.Value {
	switch v := raw.(type) {
	case string:
		if t.Coded() {
			return domain.Value{Type: t, Text: v}
		}
	case []byte:
		if t.Coded() {
			return domain.Value{Type: t, Text: string(v)}
		}
	case int64:
		if !t.Coded() {
			return domain.Value{Type: t, Int: v}
		}
	}
	return domain.Value{}
}

// Fields lists all fields in id order.
func (db *DB) Fields(ctx context.Context) ([]domain.Field, error) {
	return list(ctx, db.read, "SELECT id, key, name, type, builtin, derived_at FROM field ORDER BY id", func(f *domain.Field) []any {
		return []any{&f.ID, &f.Key, &f.Name, &f.Type, &f.Builtin, (*moment)(&f.DerivedAt)}
	})
}

// Properties lists all event properties in id order.
func (db *DB) Properties(ctx context.Context) ([]domain.Property, error) {
	return list(ctx, db.read, "SELECT id, key, name, type, builtin FROM property ORDER BY id", func(p *domain.Property) []any {
		return []any{&p.ID, &p.Key, &p.Name, &p.Type, &p.Builtin}
	})
}

// EventTypes lists all event types in id order.
func (db *DB) EventTypes(ctx context.Context) ([]domain.EventType, error) {
	return list(ctx, db.read, "SELECT id, key, name, builtin FROM event_type ORDER BY id", func(t *domain.EventType) []any {
		return []any{&t.ID, &t.Key, &t.Name, &t.Builtin}
	})
}

// CreateField adds a field and its column. A field with the same key is a conflict.
func (db *DB) CreateField(ctx context.Context, f domain.Field) (domain.Field, error) {
	err := db.changeData(ctx, func(tx *sql.Tx) (err error) {
		f, err = createField(ctx, tx, f)
		return err
	})
	if err != nil {
		return f, err
	}
	return f, db.readColumns(context.WithoutCancel(ctx))
}

func createField(ctx context.Context, tx execer, f domain.Field) (domain.Field, error) {
	id, err := addColumn(ctx, tx, "field", "contact", "f", f.Key, f.Name, f.Type)
	f.ID = domain.FieldID(id)
	if err == nil && !f.DerivedAt.IsZero() {
		_, err = tx.ExecContext(ctx, "UPDATE field SET derived_at = ? WHERE id = ?", millis(f.DerivedAt), id)
	}
	return f, conflictOr(err, "There is a field of that name already. Choose it instead, or take another name.")
}

// CreateProperty adds an event property and its column. The same key is a conflict.
func (db *DB) CreateProperty(ctx context.Context, p domain.Property) (domain.Property, error) {
	err := db.changeData(ctx, func(tx *sql.Tx) (err error) {
		p, err = createProperty(ctx, tx, p)
		return err
	})
	if err != nil {
		return p, err
	}
	return p, db.readColumns(context.WithoutCancel(ctx))
}

func createProperty(ctx context.Context, tx execer, p domain.Property) (domain.Property, error) {
	id, err := addColumn(ctx, tx, "property", "event", "p", p.Key, p.Name, p.Type)
	p.ID = domain.PropertyID(id)
	return p, conflictOr(err, "There is a property of that name already. Choose it instead, or take another name.")
}

// CreateEventType adds an event type. The same key is a conflict.
func (db *DB) CreateEventType(ctx context.Context, t domain.EventType) (domain.EventType, error) {
	err := db.changeData(ctx, func(tx *sql.Tx) (err error) {
		t, err = createEventType(ctx, tx, t)
		return err
	})
	return t, err
}

func createEventType(ctx context.Context, tx execer, t domain.EventType) (domain.EventType, error) {
	res, err := tx.ExecContext(ctx, "INSERT INTO event_type (key, name, builtin) VALUES (?, ?, ?)", t.Key, t.Name, t.Builtin)
	if err != nil {
		return t, conflictOr(err, "There is an event of that name already. Choose it instead, or take another name.")
	}
	id, err := res.LastInsertId()
	t.ID = domain.EventTypeID(id)
	return t, err
}

// addColumn registers a field or property and adds its column, named by id only. An
// import that was taken back leaves the column of a field it made, so numbers go on
// behind the last column.
func addColumn(ctx context.Context, tx execer, registry, table, prefix, key, name string, kind domain.ValueType) (int64, error) {
	res, err := tx.ExecContext(ctx, fmt.Sprintf(`INSERT INTO %s (id, key, name, type, builtin) SELECT 1 + max(
		(SELECT coalesce(max(id), 0) FROM %[1]s), (SELECT max(CAST(substr(name, 2) AS INTEGER)) FROM pragma_table_info('%s') WHERE name GLOB '%s[0-9]*')), ?, ?, ?, 0`,
		registry, table, prefix), key, name, kind)
	if err != nil {
		return 0, err
	}
	id, err := res.LastInsertId()
	if err != nil {
		return 0, err
	}
	_, err = tx.ExecContext(ctx, fmt.Sprintf("ALTER TABLE %s ADD COLUMN %s%d %s", table, prefix, id, sqlType(kind)))
	return id, err
}

// execer is a transaction or a connection within one.
type execer interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}

// list reads rows into values; into says where each column goes.
func list[T any](ctx context.Context, from *sql.DB, query string, into func(*T) []any, args ...any) ([]T, error) {
	rows, err := from.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, meaning(err, "read the workspace")
	}
	defer rows.Close()
	out := []T{}
	for rows.Next() {
		var v T
		if err := rows.Scan(into(&v)...); err != nil {
			return nil, meaning(err, "read the workspace")
		}
		out = append(out, v)
	}
	return out, meaning(rows.Err(), "read the workspace")
}
