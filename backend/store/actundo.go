package store

import (
	"context"
	"database/sql/driver"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Undone is what taking an act back did: the act that it was itself (number 0 when
// there was nothing to restore), whom it changed, and what it left as it is.
type Undone struct {
	Act      domain.Act
	Contacts []domain.ContactID
	Kept     []domain.KeptValue
}

// UndoAct restores what stood in every value that an act set, except where a later
// act changed it since; people whom the act brought stay as they are. It is one
// durable transaction and an act of its own. One that is undone already is a conflict.
func (db *DB) UndoAct(ctx context.Context, id domain.ActID, a domain.Act) (Undone, error) {
	return db.takeBack(ctx, id, a, func(live, undo domain.Act) (domain.Act, error) {
		if live.ID == 0 {
			return live, domain.Errorf(domain.Conflict, "This change is undone already.")
		}
		return live, nil
	})
}

// RedoAct takes the undo of an act back, on the same terms as UndoAct. An act that
// is not undone is a conflict.
func (db *DB) RedoAct(ctx context.Context, id domain.ActID, a domain.Act) (Undone, error) {
	return db.takeBack(ctx, id, a, func(live, undo domain.Act) (domain.Act, error) {
		if undo.ID == 0 {
			return undo, domain.Errorf(domain.Conflict, "This change is not undone, so there is nothing to do again.")
		}
		return undo, nil
	})
}

// takeBack takes back the one of an act and its undos that choose says: live is
// what is in force of the act, undo the undo in force; one of them has the number 0.
func (db *DB) takeBack(ctx context.Context, id domain.ActID, a domain.Act, choose func(live, undo domain.Act) (domain.Act, error)) (Undone, error) {
	var out Undone
	act, err := db.ChangeContacts(ctx, a, func(c *Changes) error {
		live, undo, err := inForce(c.acts.conn, id)
		if err != nil {
			return err
		}
		target, err := choose(live, undo)
		if err != nil {
			return err
		}
		u := undoer{changes: c, target: target, out: &out}
		return u.run()
	})
	out.Act = act
	return out, err
}

// inForce follows an act through its undos.
func inForce(conn rawConn, id domain.ActID) (live, undo domain.Act, err error) {
	for undone := false; ; undone = !undone {
		a, err := actWithin(conn, id)
		if err != nil {
			return live, undo, err
		}
		if a.UndoneBy == 0 {
			if undone {
				return domain.Act{}, a, nil
			}
			return a, domain.Act{}, nil
		}
		id = a.UndoneBy
	}
}

func actWithin(conn rawConn, id domain.ActID) (a domain.Act, err error) {
	err = conn.query("SELECT kind, label, undoes, undone_by FROM act WHERE id = ?", func(row []driver.Value) error {
		a = domain.Act{ID: id, Kind: domain.ActKind(str(row[0])), Label: str(row[1]), Undoes: domain.ActID(integer(row[2])), UndoneBy: domain.ActID(integer(row[3]))}
		return nil
	}, int64(id))
	if err == nil && a.ID == 0 {
		err = domain.Errorf(domain.NotFound, noAct)
	}
	return a, err
}

// undoer restores the values before one act.
type undoer struct {
	changes *Changes
	target  domain.Act
	undoes  map[domain.ActID]domain.ActID // what the acts since the target took back, 0: nothing
	undone  map[domain.ActID]domain.ActID // what took the acts since the target back, 0: nothing
	late    []restoration                 // that others still stand in the way of
	out     *Undone
}

// restoration is what one contact gets back.
type restoration struct {
	contact domain.ContactID
	fields  []domain.FieldID
	values  []domain.Value
}

func (u *undoer) run() error {
	acts := &u.changes.acts
	acts.act.Undoes = u.target.ID
	if err := u.since(); err != nil {
		return err
	}
	var ranges []int64
	err := acts.conn.query("SELECT DISTINCT range FROM act_block WHERE act_id = ? ORDER BY range", func(row []driver.Value) error {
		ranges = append(ranges, integer(row[0]))
		return nil
	}, int64(u.target.ID))
	for i := 0; err == nil && i < len(ranges); i++ {
		err = u.restoreRange(ranges[i])
	}
	if err != nil {
		return err
	}
	if err := u.restoreLate(); err != nil {
		return err
	}
	return u.mark()
}

// mark keeps on record that the target is undone, and that what it had undone itself is not any more.
func (u *undoer) mark() error {
	acts := &u.changes.acts
	if !acts.begun {
		return nil
	}
	return acts.conn.exec("UPDATE act SET undone_by = ? WHERE id = ?", int64(acts.act.ID), int64(u.target.ID))
}

func (u *undoer) restoreRange(of int64) error {
	acts := &u.changes.acts
	scan := func(query string, fn func([]driver.Value) error) error { return acts.conn.query(query, fn) }
	touches := map[domain.ContactID][]touch{}
	var order []domain.ContactID
	err := eachTouch(scan, of, 0, u.target.ID, func(id domain.ContactID, t touch) {
		if len(touches[id]) == 0 && t.act != u.target.ID {
			return // the target did nothing to them
		}
		if len(touches[id]) == 0 {
			order = append(order, id)
		}
		touches[id] = append(touches[id], t)
	})
	for i := 0; err == nil && i < len(order); i++ {
		err = u.restore(u.plan(order[i], touches[order[i]]), true)
	}
	return err
}

// plan says what a contact gets back: of a field that the target set twice, what
// stood there first.
func (u *undoer) plan(id domain.ContactID, touches []touch) restoration {
	r := restoration{contact: id}
	seen := map[domain.FieldID]bool{}
	for _, t := range touches {
		if t.act != u.target.ID || t.added {
			if t.added && t.act == u.target.ID {
				return restoration{contact: id} // whom the act brought stays as they are
			}
			continue
		}
		for k, f := range t.fields {
			if seen[f] {
				continue
			}
			seen[f] = true
			if u.changedSince(f, touches) {
				u.keep(id, f, domain.KeptChanged)
				continue
			}
			r.fields, r.values = append(r.fields, f), append(r.values, t.before[k])
		}
	}
	return r
}

func (u *undoer) keep(id domain.ContactID, f domain.FieldID, why domain.WhyKept) {
	u.out.Kept = append(u.out.Kept, domain.KeptValue{ContactID: id, Field: f, Why: why})
}

// changedSince reports whether acts after the target changed a field: all of them
// do, unless each is taken back by one of the others.
func (u *undoer) changedSince(f domain.FieldID, touches []touch) bool {
	var open []domain.ActID
	for _, t := range touches {
		if t.act == u.target.ID || !t.sets(f) {
			continue
		}
		last := len(open) - 1
		switch {
		case last >= 0 && open[last] == t.act: // at another row
		case last >= 0 && open[last] == u.undoes[t.act]:
			open = open[:last]
		default:
			open = append(open, t.act)
		}
	}
	return len(open) > 0
}

// stands reports whether an act after the target is in force.
func (u *undoer) stands(id domain.ActID) bool {
	yes := true
	for ; u.undone[id] != 0; id = u.undone[id] {
		yes = !yes
	}
	return yes
}

// since learns which acts after the target took back which.
func (u *undoer) since() error {
	u.undoes, u.undone = map[domain.ActID]domain.ActID{}, map[domain.ActID]domain.ActID{}
	return u.changes.acts.conn.query("SELECT id, coalesce(undoes, 0), coalesce(undone_by, 0) FROM act WHERE id > ?", func(row []driver.Value) error {
		id := domain.ActID(integer(row[0]))
		u.undoes[id], u.undone[id] = domain.ActID(integer(row[1])), domain.ActID(integer(row[2]))
		return nil
	}, int64(u.target.ID))
}

func (t *touch) sets(f domain.FieldID) bool {
	for _, g := range t.fields {
		if g == f {
			return true
		}
	}
	return false
}

// restore gives a contact its values back. Where somebody else has its email or id
// and may give it back themselves, that is tried again later.
func (u *undoer) restore(r restoration, mayWait bool) error {
	if len(r.fields) == 0 {
		return nil
	}
	c, err := u.changes.Contact(r.contact)
	if domain.CodeOf(err) == domain.NotFound {
		return nil // erased since
	}
	if err != nil {
		return err
	}
	r.into(&c)
	if c.Email == "" && c.ExternalID == "" {
		return u.restoreWithout(r, domain.KeptNeeded)
	}
	changed, err := u.changes.acts.update(&c, r.fields...)
	switch {
	case domain.CodeOf(err) == domain.Conflict && mayWait:
		u.late = append(u.late, r)
		return nil
	case domain.CodeOf(err) == domain.Conflict:
		return u.restoreWithout(r, domain.KeptTaken)
	case changed:
		u.out.Contacts = append(u.out.Contacts, r.contact)
	}
	return err
}

func (u *undoer) restoreLate() error {
	for n := -1; n != len(u.late) && len(u.late) > 0; {
		late := u.late
		n, u.late = len(late), nil
		for _, r := range late {
			if err := u.restore(r, true); err != nil {
				return err
			}
		}
	}
	for _, r := range u.late {
		if err := u.restore(r, false); err != nil {
			return err
		}
	}
	return nil
}

// restoreWithout restores what does not tell people apart and keeps the rest.
func (u *undoer) restoreWithout(r restoration, why domain.WhyKept) error {
	rest := restoration{contact: r.contact}
	for k, f := range r.fields {
		if f == domain.FieldEmail || f == domain.FieldExternalID {
			u.keep(r.contact, f, why)
			continue
		}
		rest.fields, rest.values = append(rest.fields, f), append(rest.values, r.values[k])
	}
	return u.restore(rest, false)
}

func (r *restoration) into(c *domain.Contact) {
	for k, f := range r.fields {
		v := r.values[k]
		switch {
		case f == domain.FieldEmail:
			c.Email = v.Text
		case f == domain.FieldExternalID:
			c.ExternalID = v.Text
		case v.IsSet():
			c.Values[f] = v
		default:
			delete(c.Values, f)
		}
	}
}
