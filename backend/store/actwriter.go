package store

import (
	"context"
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// touchesAtOnce is how many touches are kept in memory before they are written.
const touchesAtOnce = 1 << 20

// actWriter changes contacts within a transaction and keeps record of it as one act.
type actWriter struct {
	ctx     context.Context
	conn    rawConn
	columns columns
	act     domain.Act
	row     int64 // of the file, where changes come from now
	touches touchRows
	begun   bool
	changed map[domain.ContactID]struct{}
	newFrom domain.ContactID // from this id on people were added by the transaction
	read    driver.Stmt
	write   driver.Stmt
	shape   []byte
	before  []domain.Value
	hash    func(email string) [32]byte // of suppressions; nil: opt-outs are not followed
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
	for _, stmt := range []*driver.Stmt{&w.read, &w.write} {
		if *stmt != nil {
			(*stmt).Close()
			*stmt = nil
		}
	}
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
	differs := w.compare(&old, c, also)
	if len(w.before) == 0 {
		return false, nil
	}
	if !differs {
		return false, w.touch(c.ID, w.before)
	}
	if err := w.store(c); err != nil {
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
	if err := w.prepare(&w.read, "SELECT "+w.columns.contactColumns()+" FROM contact WHERE id = ?"); err != nil {
		return domain.Contact{}, err
	}
	rows, err := w.read.(driver.StmtQueryContext).QueryContext(w.ctx, named([]any{int64(id)}))
	if err != nil {
		return domain.Contact{}, err
	}
	defer rows.Close()
	row := make([]driver.Value, len(rows.Columns()))
	if err := rows.Next(row); errors.Is(err, io.EOF) {
		return domain.Contact{}, domain.Errorf(domain.NotFound, noPerson)
	} else if err != nil {
		return domain.Contact{}, err
	}
	return w.columns.readContact(row), nil
}

func (w *actWriter) store(c *domain.Contact) error {
	if w.write == nil {
		var set strings.Builder
		for _, f := range w.columns.fields {
			fmt.Fprintf(&set, ", f%d = ?", f.ID)
		}
		if err := w.prepare(&w.write, "UPDATE contact SET email = ?, external_id = ?"+set.String()+" WHERE id = ?"); err != nil {
			return err
		}
	}
	args := []any{text(c.Email), text(c.ExternalID)}
	for _, f := range w.columns.fields {
		args = append(args, stored(c.Values[f.ID]))
	}
	_, err := w.write.(driver.StmtExecContext).ExecContext(w.ctx, named(append(args, int64(c.ID))))
	return conflictOr(err, samePerson)
}

func (w *actWriter) prepare(stmt *driver.Stmt, query string) (err error) {
	if *stmt == nil {
		*stmt, err = w.conn.Prepare(query)
	}
	return err
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
