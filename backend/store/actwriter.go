package store

import (
	"context"
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// touchesAtOnce is how many touches are kept in memory before they are written.
const touchesAtOnce = 1 << 19

// actWriter changes contacts within a transaction and keeps record of it as one act.
type actWriter struct {
	ctx       context.Context
	conn      rawConn
	columns   columns
	act       domain.Act
	row       int64 // of the file, where changes come from now
	touches   touchRows
	begun     bool
	changed   map[domain.ContactID]struct{}
	newFrom   domain.ContactID // from this id on people were added by the transaction
	list      string           // of the columns of contacts
	updates   map[string]*updateStatement
	differing []byte
	failed    atomic.Pointer[error]
	shape     []byte
	before    []domain.Value
	hash      func(email string) [32]byte // of suppressions; nil: opt-outs are not followed
}

// begin gives the act its number. Its row is written by finish, so an act without touches is none.
func (w *actWriter) begin() error {
	if w.begun {
		return nil
	}
	last, err := w.conn.number("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'act'")
	w.act.ID, w.begun, w.changed = domain.ActID(last+1), true, map[domain.ContactID]struct{}{}
	return err
}

// reshape forgets statements for columns that were.
func (w *actWriter) reshape(c columns) {
	w.close()
	w.columns = c
}

func (w *actWriter) close() {
	w.conn.settle()
	for _, u := range w.updates {
		u.stmt.Close()
	}
	w.updates, w.list = nil, ""
}

// added records a contact that the act brought.
func (w *actWriter) added(id domain.ContactID, c *domain.Contact) error {
	w.shape = append(w.shape[:0], 1)
	if c.Email != "" {
		w.shape = append(w.shape, byte(domain.FieldEmail))
	}
	if c.ExternalID != "" {
		w.shape = append(w.shape, byte(domain.FieldExternalID))
	}
	for i := range w.columns.fields {
		if f := w.columns.fields[i].ID; c.Values[f].IsSet() {
			w.shape = binary.AppendUvarint(w.shape, uint64(f))
		}
	}
	w.act.Added++
	return w.touch(id, nil)
}

func (w *actWriter) touch(id domain.ContactID, before []domain.Value) error {
	if err := w.begin(); err != nil {
		return err
	}
	w.touches.add(id, w.row, w.shape, before)
	if w.touches.len() < touchesAtOnce {
		return nil
	}
	return w.flush()
}

// update replaces everything that is known of a contact. Only what differs is
// written and recorded; it reports whether anything did. The fields in also are
// recorded as they are: an undo puts back even what its act had put back itself.
func (w *actWriter) update(c *domain.Contact, also ...domain.FieldID) (bool, error) {
	old, err := w.contact(c.ID)
	if err != nil {
		return false, err
	}
	return w.replace(&old, c, also)
}

// replace is update by somebody who knows the contact as it is.
func (w *actWriter) replace(old, c *domain.Contact, also []domain.FieldID) (bool, error) {
	differs := w.compare(old, c, also)
	if len(w.before) == 0 {
		return false, nil
	}
	if !differs {
		return false, w.touch(c.ID, w.before)
	}
	if err := w.store(old, c); err != nil {
		return false, err
	}
	if err := w.followOptOut(old.Email, c.Email); err != nil {
		return false, err
	}
	if err := w.touch(c.ID, w.before); err != nil {
		return false, err
	}
	if w.newFrom == 0 || c.ID < w.newFrom {
		w.changed[c.ID] = struct{}{}
	}
	return true, nil
}

// compare makes the shape of what differs, and of the fields in also, with the values
// there were. It reports whether anything differs.
func (w *actWriter) compare(old, c *domain.Contact, also []domain.FieldID) (differs bool) {
	w.shape, w.before = append(w.shape[:0], 0), w.before[:0]
	look := func(f domain.FieldID) {
		was := old.Value(f)
		if was == c.Value(f) && !slices.Contains(also, f) {
			return
		}
		differs = differs || was != c.Value(f)
		w.shape = binary.AppendUvarint(w.shape, uint64(f))
		w.before = append(w.before, was)
	}
	look(domain.FieldEmail)
	look(domain.FieldExternalID)
	for i := range w.columns.fields {
		look(w.columns.fields[i].ID)
	}
	return differs
}

// contact reads one contact, or not_found.
func (w *actWriter) contact(id domain.ContactID) (domain.Contact, error) {
	found, err := w.contacts([]domain.ContactID{id})
	if err == nil && len(found) == 0 {
		err = domain.Errorf(domain.NotFound, noPerson)
	}
	if err != nil {
		return domain.Contact{}, err
	}
	return found[0], nil
}

// contacts reads the contacts with some ids, by id; ids of nobody are left out.
func (w *actWriter) contacts(ids []domain.ContactID) (found []domain.Contact, err error) {
	if w.list == "" {
		w.list = w.columns.contactColumns()
	}
	var query strings.Builder
	query.WriteString("SELECT " + w.list + " FROM contact WHERE id IN (")
	for i, id := range ids {
		if i > 0 {
			query.WriteByte(',')
		}
		query.WriteString(strconv.FormatInt(int64(id), 10))
	}
	query.WriteString(") ORDER BY id")
	err = w.conn.query(query.String(), func(row []driver.Value) error {
		found = append(found, w.columns.readContact(row))
		return nil
	})
	return found, err
}

// updateStatement writes some fields of a contact.
type updateStatement struct {
	stmt   driver.Stmt
	fields []domain.FieldID
}

// store writes the fields that differ. In a bulk that may happen later.
func (w *actWriter) store(old, c *domain.Contact) error {
	u, err := w.updateOf(old, c)
	if err != nil {
		return err
	}
	args := make([]any, 0, len(u.fields)+1)
	for _, f := range u.fields {
		if v := c.Value(f); f > domain.FieldExternalID {
			args = append(args, stored(v))
		} else {
			args = append(args, text(v.Text))
		}
	}
	values := named(append(args, int64(c.ID)))
	w.conn.run(func() {
		if _, err := u.stmt.(driver.StmtExecContext).ExecContext(context.Background(), values); err != nil {
			err = conflictOr(err, samePerson)
			w.failed.CompareAndSwap(nil, &err)
		}
	})
	if w.conn.ahead != nil {
		return w.lost()
	}
	err = w.lost()
	w.failed.Store(nil) // whoever called hears of it, and may go on
	return err
}

// lost returns why a contact could not be written: nothing may be committed then.
func (w *actWriter) lost() error {
	if failed := w.failed.Load(); failed != nil {
		return *failed
	}
	return nil
}

// updateOf returns the statement for the fields in which two states of a contact differ.
func (w *actWriter) updateOf(old, c *domain.Contact) (*updateStatement, error) {
	w.differing = w.differing[:0]
	look := func(f domain.FieldID) {
		if old.Value(f) != c.Value(f) {
			w.differing = binary.AppendUvarint(w.differing, uint64(f))
		}
	}
	look(domain.FieldEmail)
	look(domain.FieldExternalID)
	for i := range w.columns.fields {
		look(w.columns.fields[i].ID)
	}
	if u := w.updates[string(w.differing)]; u != nil {
		return u, nil
	}
	if len(w.updates) >= updatesKept {
		w.close()
	}
	return w.prepareUpdate(string(w.differing))
}

// updatesKept is how many prepared statements are kept, one for each set of fields.
const updatesKept = 200

func (w *actWriter) prepareUpdate(shape string) (*updateStatement, error) {
	u := &updateStatement{}
	set := ""
	for c := (&cursor{data: []byte(shape)}); len(c.data) > 0; {
		f := domain.FieldID(c.uvarint())
		u.fields = append(u.fields, f)
		name := fmt.Sprintf("f%d", f)
		switch f {
		case domain.FieldEmail:
			name = "email"
		case domain.FieldExternalID:
			name = "external_id"
		}
		set += ", " + name + " = ?"
	}
	var err error
	if u.stmt, err = w.conn.Prepare("UPDATE contact SET " + set[2:] + " WHERE id = ?"); err != nil {
		return nil, err
	}
	if w.updates == nil {
		w.updates = map[string]*updateStatement{}
	}
	w.updates[shape] = u
	return u, nil
}

// followOptOut closes a person's new address as the old one was: they said no, not
// their mailbox. Where only the mailbox was gone, the new one stays open.
func (w *actWriter) followOptOut(from, to string) error {
	if w.hash == nil || from == "" || to == "" || from == to {
		return nil
	}
	was, now := w.hash(from), w.hash(to)
	return w.conn.exec(`INSERT INTO suppression (hash, reason, source, at) SELECT ?, reason, source, at FROM suppression
		WHERE hash = ? AND reason <> ? ON CONFLICT (hash) DO NOTHING`, now[:], was[:], string(domain.SuppressedBounced))
}

// flush writes the touches as blocks.
func (w *actWriter) flush() error {
	order, ends := w.touches.byRange()
	from := 0
	for _, end := range ends {
		pick := order[from:end]
		from = end
		if len(pick) == 0 {
			continue
		}
		if err := w.insert(&w.touches, pick); err != nil {
			return err
		}
	}
	w.touches = touchRows{}
	return nil
}

func (w *actWriter) insert(t *touchRows, pick []uint32) error {
	first, last := t.contacts[pick[0]], t.contacts[pick[len(pick)-1]]
	data := t.seal(pick)
	return w.conn.exec("INSERT INTO act_block (act_id, range, first, last, checksum, data) VALUES (?, ?, ?, ?, ?, ?)",
		int64(w.act.ID), rangeOf(first), int64(first), int64(last), checksum(data), data)
}

// finish writes the act if it touched anybody, and reports whether it did.
func (w *actWriter) finish() (bool, error) {
	if !w.begun {
		return false, nil
	}
	if w.conn.settle(); w.lost() != nil {
		return false, w.lost()
	}
	if err := w.flush(); err != nil {
		return false, err
	}
	if w.act.Kind == "" {
		w.act.Kind = domain.ActOther
	}
	w.act.Changed = len(w.changed)
	a := w.act
	return true, w.conn.exec("INSERT INTO act (id, kind, label, import_id, undoes, added, changed, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		int64(a.ID), string(a.Kind), a.Label, orNull(int64(a.ImportID)), orNull(int64(a.Undoes)), int64(a.Added), int64(a.Changed), a.At.UnixMilli())
}

// orNull is NULL for 0.
func orNull(n int64) any {
	if n == 0 {
		return nil
	}
	return n
}
