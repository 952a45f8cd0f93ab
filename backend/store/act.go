package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/kvnmail/kvnmail/backend/domain"
)

const actColumns = "SELECT id, kind, label, coalesce(import_id, 0), coalesce(undoes, 0), coalesce(undone_by, 0), added, changed, at FROM act "

func actInto(a *domain.Act) []any {
	return []any{&a.ID, &a.Kind, &a.Label, &a.ImportID, &a.Undoes, &a.UndoneBy, &a.Added, &a.Changed, (*moment)(&a.At)}
}

// Acts returns a page of what was done to people's values, newest first.
func (db *DB) Acts(ctx context.Context, offset, limit int) ([]domain.Act, error) {
	return list(ctx, db.read, actColumns+"ORDER BY id DESC LIMIT ? OFFSET ?", actInto, limit, offset)
}

// Act returns one act, or not_found.
func (db *DB) Act(ctx context.Context, id domain.ActID) (domain.Act, error) {
	var a domain.Act
	err := db.read.QueryRowContext(ctx, actColumns+"WHERE id = ?", id).Scan(actInto(&a)...)
	return a, missing(err, noAct)
}

const noAct = "There is no record of this change any more."

// Changes writes what an act does to contacts. It is used inside ChangeContacts only.
type Changes struct {
	acts  actWriter
	field bool // one was made
}

// Contact returns one contact as it is now, or not_found.
func (c *Changes) Contact(id domain.ContactID) (domain.Contact, error) { return c.acts.contact(id) }

// Update replaces everything that is known of a contact and reports whether that
// differs from what was there. An email or external id of somebody else is a conflict.
func (c *Changes) Update(p domain.Contact) (bool, error) { return c.acts.update(&p) }

// CreateField adds a field and its column. A field with the same key is a conflict.
func (c *Changes) CreateField(f domain.Field) (domain.Field, error) {
	f, err := createField(c.acts.ctx, c.acts.conn, f)
	if err == nil {
		shape := c.acts.columns
		shape.fields = append(shape.fields[:len(shape.fields):len(shape.fields)], f)
		c.acts.reshape(shape)
		c.field = true
	}
	return f, err
}

// ChangeContacts runs fn in one durable transaction and records everything that it
// changes about contacts as one act. The act has the number 0 when nothing changed;
// nothing is written then.
func (db *DB) ChangeContacts(ctx context.Context, a domain.Act, fn func(*Changes) error) (domain.Act, error) {
	field := false
	err := db.rawTransaction(ctx, func(conn rawConn) error {
		c := &Changes{acts: actWriter{ctx: ctx, conn: conn, columns: db.columns(), act: a, hash: db.hash}}
		defer c.acts.close()
		if err := fn(c); err != nil {
			return err
		}
		done, err := c.acts.finish()
		if err != nil || !done && !c.field {
			return err
		}
		a, field = c.acts.act, c.field
		return conn.exec("UPDATE workspace SET data_version = data_version + 1")
	})
	if err == nil && field {
		err = db.readColumns(context.WithoutCancel(ctx)) // it is committed: too late to stop
	}
	return a, meaning(err, "write to the workspace")
}

// eachTouch calls fn with the touches of all contacts of a range, or of one where
// contact is not 0, by acts from a number on, in the order they were done.
func eachTouch(scan scanner, of int64, contact domain.ContactID, from domain.ActID, fn func(domain.ContactID, touch)) error {
	only := ""
	if contact != 0 {
		only = fmt.Sprintf(" AND %d BETWEEN first AND last", contact)
	}
	query := fmt.Sprintf("SELECT act_id, checksum, data FROM act_block WHERE range = %d%s AND act_id >= %d ORDER BY id", of, only, from)
	return scan(query, func(row []driver.Value) error {
		return openTouches(blob(row[2]), integer(row[1]), domain.ActID(integer(row[0])), func(id domain.ContactID, t touch) {
			if contact == 0 || id == contact {
				fn(id, t)
			}
		})
	})
}

// Origins says for every field of a contact that has ever been set which act gave
// it its present value. Undone acts do not count. Fields of contacts that were
// there before acts were recorded are not in it.
func (db *DB) Origins(ctx context.Context, id domain.ContactID) (map[domain.FieldID]domain.Origin, error) {
	var touches []touch
	scan := func(query string, fn func([]driver.Value) error) error { return db.scan(ctx, query, fn) }
	if err := eachTouch(scan, rangeOf(id), id, 0, func(_ domain.ContactID, t touch) { touches = append(touches, t) }); err != nil {
		return nil, err
	}
	acts, err := db.actsOf(ctx, touches)
	if err != nil {
		return nil, err
	}
	return origins(touches, acts), nil
}

func (db *DB) actsOf(ctx context.Context, touches []touch) (map[domain.ActID]domain.Act, error) {
	acts := map[domain.ActID]domain.Act{}
	for _, t := range touches {
		if _, known := acts[t.act]; known {
			continue
		}
		a, err := db.Act(ctx, t.act)
		if err != nil {
			return nil, err
		}
		acts[t.act] = a
	}
	return acts, nil
}

// origins walks back in time. An undo cancels the act that it took back, and one
// that was taken back itself cancels nothing.
func origins(touches []touch, acts map[domain.ActID]domain.Act) map[domain.FieldID]domain.Origin {
	type cancel struct {
		act   domain.ActID
		field domain.FieldID
	}
	canceled := map[cancel]bool{}
	out := map[domain.FieldID]domain.Origin{}
	for i := len(touches) - 1; i >= 0; i-- {
		t := touches[i]
		for _, f := range t.fields {
			if _, known := out[f]; known || canceled[cancel{t.act, f}] {
				continue
			}
			if a := acts[t.act]; a.Undoes != 0 {
				canceled[cancel{a.Undoes, f}] = true
			} else {
				out[f] = domain.Origin{Act: a, Row: t.row}
			}
		}
	}
	return out
}

// ActContacts calls fn with everybody an act touched, by range and in the order of
// ids, and whether it brought them. Somebody touched at several rows comes as often.
func (db *DB) ActContacts(ctx context.Context, id domain.ActID, fn func(contact domain.ContactID, added bool) error) error {
	var failed error
	query := fmt.Sprintf("SELECT checksum, data FROM act_block WHERE act_id = %d ORDER BY range, id", id)
	err := db.scan(ctx, query, func(row []driver.Value) error {
		err := openTouches(blob(row[1]), integer(row[0]), id, func(who domain.ContactID, t touch) {
			if failed == nil {
				failed = fn(who, t.added)
			}
		})
		return errors.Join(failed, err)
	})
	return err
}
