package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// ImportUndone is what taking an import back did, and what it left.
type ImportUndone struct {
	Undone
	PeopleRemoved      int
	ValuesRestored     int
	EventsRemoved      int
	EventsRestored     int
	PermissionsRemoved int
	People             []domain.KeptPerson // whom the import brought and who stay, the first 10,000
	PeopleKept         int
	EventsKept         int      // changed since
	Made               []string // names of fields, properties and kinds of events that stay because something uses them
}

// keptPeople is how many people who stay are listed; all are counted.
const keptPeople = 10_000

// UndoImport takes an import back, in one durable transaction: people whom it brought
// go, values and events are what they were, and so is the permission ledger, as long as
// nothing else touched them since. What it says no to stays: opt-outs that came with
// the file are kept. progress, which may be nil, hears how many parts of how many are
// done. An import that is undone already is a conflict, one that was made before undo
// was recorded Blocked. It cannot be done again but by importing the file.
func (db *DB) UndoImport(ctx context.Context, id domain.ImportID, a domain.Act, progress func(done, total int64)) (ImportUndone, error) {
	var out ImportUndone
	act, err := db.ChangeContacts(ctx, a, func(c *Changes) error {
		db.sealedKeys = nil
		target, err := undoableImport(c.acts.conn, id)
		if err != nil {
			return err
		}
		u := importUndoer{undoer: undoer{changes: c, target: target, out: &out.Undone}, ctx: ctx, conn: c.acts.conn, out: &out}
		return u.run(progress)
	})
	out.Act = act
	return out, err
}

// undoableImport finds the act of an import that can be taken back.
func undoableImport(conn rawConn, id domain.ImportID) (domain.Act, error) {
	var act domain.ActID
	undoable := false
	err := conn.query("SELECT a.id, r.undoable FROM act a JOIN import_record r ON r.id = a.import_id WHERE a.import_id = ?", func(row []driver.Value) error {
		act, undoable = domain.ActID(integer(row[0])), integer(row[1]) == 1
		return nil
	}, int64(id))
	if err != nil {
		return domain.Act{}, err
	}
	if act == 0 || !undoable {
		return domain.Act{}, domain.Errorf(domain.Blocked, "This import was made before KVN Mail recorded what an undo needs, so it cannot be taken back.")
	}
	a, err := actWithin(conn, act)
	if err == nil && a.UndoneBy != 0 {
		err = domain.Errorf(domain.Conflict, "This import is undone already.")
	}
	return a, err
}

// importUndoer takes one import back, range by range of contacts.
type importUndoer struct {
	undoer
	ctx    context.Context
	conn   rawConn
	mailed gone // people with a line in the send ledger
	out    *ImportUndone
}

func (u *importUndoer) run(progress func(done, total int64)) error {
	if err := u.prepare(); err != nil {
		return err
	}
	ranges, err := u.ranges()
	for i := 0; err == nil && i < len(ranges); i++ {
		if err = u.ctx.Err(); err == nil {
			err = u.undoRange(ranges[i])
		}
		if progress != nil {
			progress(int64(i+1), int64(len(ranges)))
		}
	}
	if err == nil {
		err = u.restoreLate()
	}
	if err == nil {
		err = u.unmake()
	}
	if err != nil {
		return err
	}
	return u.conn.exec("DELETE FROM act_event WHERE act_id = ?", int64(u.target.ID))
}

// prepare marks the import as undone, which lets its permissions go, and learns what
// happened since.
func (u *importUndoer) prepare() error {
	acts := &u.changes.acts
	if err := acts.begin(); err != nil {
		return err
	}
	acts.act.Undoes = u.target.ID
	if err := u.conn.exec("UPDATE act SET undone_by = ? WHERE id = ?", int64(acts.act.ID), int64(u.target.ID)); err != nil {
		return err
	}
	if err := u.since(); err != nil {
		return err
	}
	u.mailed = gone{}
	return u.conn.query("SELECT DISTINCT contact_id FROM send WHERE state <> 'left_out'", func(row []driver.Value) error {
		u.mailed[domain.ContactID(integer(row[0]))] = true
		return nil
	})
}

// ranges lists the ranges of contacts that the import did something to.
func (u *importUndoer) ranges() (out []int64, err error) {
	query := fmt.Sprintf(`SELECT range FROM act_block WHERE act_id = %[1]d UNION SELECT range FROM act_event WHERE act_id = %[1]d
		UNION SELECT contact_id / %[2]d FROM consent WHERE act_id = %[1]d ORDER BY 1`, u.target.ID, rangeWidth)
	err = u.conn.query(query, func(row []driver.Value) error { out = append(out, integer(row[0])); return nil })
	return out, err
}

// undoRange takes back what the import did to the contacts of a range.
func (u *importUndoer) undoRange(of int64) error {
	touches, order, err := u.touchesOf(of)
	if err != nil {
		return err
	}
	brought := gone{}
	for id, list := range touches {
		if slices.ContainsFunc(list, func(t touch) bool { return t.added && t.act == u.target.ID }) {
			brought[id] = true
		}
	}
	events, err := u.readJournal(of)
	if err != nil {
		return err
	}
	if err := events.undo(u, of); err != nil {
		return err
	}
	if err := u.remove(of, brought, touches, events.others); err != nil {
		return err
	}
	for _, id := range order {
		if brought[id] {
			continue
		}
		r := u.plan(id, touches[id])
		u.out.ValuesRestored += len(r.fields)
		if err := u.restore(r, true); err != nil {
			return err
		}
	}
	return u.removePermissions(of)
}

// touchesOf returns what the import and later acts did to the contacts of a range
// that the import touched.
func (u *importUndoer) touchesOf(of int64) (touches map[domain.ContactID][]touch, order []domain.ContactID, err error) {
	touches = map[domain.ContactID][]touch{}
	scan := func(query string, fn func([]driver.Value) error) error { return u.conn.query(query, fn) }
	err = eachTouch(scan, of, 0, u.target.ID, func(id domain.ContactID, t touch) {
		if len(touches[id]) == 0 && t.act != u.target.ID {
			return
		}
		if len(touches[id]) == 0 {
			order = append(order, id)
		}
		touches[id] = append(touches[id], t)
	})
	return touches, order, err
}

// removePermissions takes the permissions that came with the import out of the ledger,
// but not those of people who were mailed: they are the proof that this was right.
func (u *importUndoer) removePermissions(of int64) error {
	from, to := contactsOf(of)
	mailed := gone{}
	for id := from; id <= to; id++ {
		if u.mailed[domain.ContactID(id)] {
			mailed[domain.ContactID(id)] = true
		}
	}
	query := fmt.Sprintf("DELETE FROM consent WHERE contact_id BETWEEN %d AND %d AND act_id = %d AND action = 'granted'", from, to, u.target.ID)
	if len(mailed) > 0 {
		query += " AND NOT " + mailed.among("contact_id")
	}
	res, err := u.conn.ExecContext(u.ctx, query)
	if err != nil {
		return err
	}
	n, err := res.RowsAffected()
	u.out.PermissionsRemoved += int(n)
	return err
}
