package store

import (
	"database/sql/driver"
	"fmt"
	"maps"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// remove removes the people of a range whom the import brought, but those who have
// something that it did not bring.
func (u *importUndoer) remove(of int64, brought gone, touches map[domain.ContactID][]touch, others gone) error {
	if len(brought) == 0 {
		return nil
	}
	reasons, err := u.reasonsToStay(of, brought, touches, others)
	if err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(reasons)) {
		u.out.PeopleKept++
		if len(u.out.People) < keptPeople {
			u.out.People = append(u.out.People, domain.KeptPerson{ContactID: id, Why: reasons[id]})
		}
	}
	going := gone{}
	for id := range brought {
		if reasons[id] == "" {
			going[id] = true
		}
	}
	if len(going) == 0 {
		return nil
	}
	u.out.PeopleRemoved += len(going)
	if err := u.countPermissions(going); err != nil {
		return err
	}
	if err := erase(u.conn, going); err != nil {
		return err
	}
	return eraseTouches(u.conn, of, going)
}

func (u *importUndoer) countPermissions(who gone) error {
	n, err := u.conn.number("SELECT count(*) FROM consent WHERE " + who.among("contact_id"))
	u.out.PermissionsRemoved += int(n)
	return err
}

// reasonsToStay says of the people an import brought who cannot go, and why.
func (u *importUndoer) reasonsToStay(of int64, brought gone, touches map[domain.ContactID][]touch, others gone) (map[domain.ContactID]domain.WhyKept, error) {
	why := map[domain.ContactID]domain.WhyKept{}
	stay := func(id domain.ContactID, reason domain.WhyKept) {
		if brought[id] && why[id] == "" {
			why[id] = reason
		}
	}
	for id := range brought {
		if u.mailed[id] {
			stay(id, domain.KeptMailed)
		}
		if others[id] {
			stay(id, domain.KeptActive)
		}
		if u.editedSince(touches[id]) {
			stay(id, domain.KeptChanged)
		}
	}
	from, to := contactsOf(of)
	for _, look := range []struct {
		query  string
		reason domain.WhyKept
	}{
		{fmt.Sprintf("SELECT contact_id FROM consent WHERE contact_id BETWEEN %d AND %d AND act_id IS NOT %d", from, to, u.target.ID), domain.KeptAnswered},
		{fmt.Sprintf("SELECT contact_id FROM note WHERE contact_id BETWEEN %d AND %d", from, to), domain.KeptNoted},
		{fmt.Sprintf("SELECT contact_id FROM pause WHERE contact_id BETWEEN %d AND %d", from, to), domain.KeptNoted},
	} {
		err := u.conn.query(look.query, func(row []driver.Value) error { stay(domain.ContactID(integer(row[0])), look.reason); return nil })
		if err != nil {
			return nil, err
		}
	}
	return why, nil
}

// editedSince reports whether another act changed any value of somebody.
func (u *importUndoer) editedSince(touches []touch) bool {
	for _, t := range touches {
		if t.act == u.target.ID {
			continue
		}
		for _, f := range t.fields {
			if u.changedSince(f, touches) {
				return true
			}
		}
	}
	return false
}

// unmake takes back the fields, properties and kinds of events that the import made
// and that nothing uses. Their columns stay empty in the file.
func (u *importUndoer) unmake() error {
	later, err := u.conn.number(fmt.Sprintf("SELECT count(*) FROM act WHERE id > %d AND kind = 'import' AND undone_by IS NULL", u.target.ID))
	if err != nil {
		return err
	}
	for _, made := range []struct {
		table string
		used  func(id int64) string // a query whose number is above 0 where something is left
	}{
		{"field", func(id int64) string {
			return fmt.Sprintf("SELECT EXISTS (SELECT 1 FROM contact WHERE f%d IS NOT NULL)", id)
		}},
		{"property", func(int64) string { return fmt.Sprintf("SELECT %d", later) }},
		{"event_type", func(id int64) string {
			return fmt.Sprintf("SELECT EXISTS (SELECT 1 FROM event WHERE type_id = %[1]d) + EXISTS (SELECT 1 FROM event_block WHERE type_id = %[1]d)", id)
		}},
	} {
		if err := u.unmakeAll(made.table, made.used); err != nil {
			return err
		}
	}
	return nil
}

func (u *importUndoer) unmakeAll(table string, used func(id int64) string) error {
	type thing struct {
		id        int64
		key, name string
	}
	var things []thing
	err := u.conn.query("SELECT id, key, name FROM "+table+" WHERE act_id = ? ORDER BY id", func(row []driver.Value) error {
		things = append(things, thing{integer(row[0]), str(row[1]), str(row[2])})
		return nil
	}, int64(u.target.ID))
	for i := 0; err == nil && i < len(things); i++ {
		var values, named int64
		if values, err = u.conn.number(used(things[i].id)); err != nil {
			return err
		}
		if named, err = u.named(things[i].key); err != nil {
			return err
		}
		if values+named > 0 {
			u.out.Made = append(u.out.Made, things[i].name)
			continue
		}
		err = u.conn.exec(fmt.Sprintf("DELETE FROM %s WHERE id = %d", table, things[i].id))
		if err == nil && table == "field" {
			err = u.conn.exec("DELETE FROM contact_block") // it keeps columns by the field's number, which another may get
		}
		u.changes.field = true
	}
	return err
}

// named counts the rules and mails that ask about a key.
func (u *importUndoer) named(key string) (n int64, err error) {
	const query = `SELECT (SELECT count(*) FROM segment WHERE instr(CAST(rule AS TEXT), ?1)) + (SELECT count(*) FROM segment_version WHERE instr(CAST(rule AS TEXT), ?1))
		+ (SELECT count(*) FROM campaign WHERE instr(CAST(document AS TEXT), ?1) OR instr(subject, ?1) OR instr(preheader, ?1))`
	err = u.conn.query(query, func(row []driver.Value) error { n = integer(row[0]); return nil }, key)
	return n, err
}
