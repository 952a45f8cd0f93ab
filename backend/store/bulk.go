package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// rowsAtOnce is how many rows one INSERT carries: measured, more brings nothing.
const rowsAtOnce = 32

// What a bulk says when something is there already.
const (
	samePerson = "Two people would have the same email address or customer id. Nothing was changed."
	sameEvent  = "The same event would be there twice. Nothing was changed."
)

// Bulk writes many rows in one transaction. It is used by one goroutine, inside
// DB.Bulk only. Added rows are collected and written together; every method sees
// what was added before. After a failed method nothing is committed any more, even
// if the error is swallowed.
type Bulk struct {
	ctx      context.Context
	conn     rawConn
	columns  columns
	contacts inserter
	consents inserter
	events   bulkEvents
	acts     actWriter
	changed  bool // columns were added

	before   int  // people, when it began
	grown    int  // people it brought
	bareFrom int  // indexFree, less in tests
	bare     bool // the indexes of people are away
}

// Bulk runs fn in one transaction and commits it whole and durably, or rolls
// everything back when fn fails, panics or ctx is canceled.
func (db *DB) Bulk(ctx context.Context, fn func(*Bulk) error) error {
	if db.write == nil {
		return domain.Errorf(domain.Blocked, "%s", db.readOnly)
	}
	conn, err := db.write.Conn(ctx)
	if err != nil {
		return meaning(err, "write to the workspace")
	}
	defer conn.Close()
	changed := false
	err = conn.Raw(func(raw any) error {
		b := &Bulk{ctx: ctx, conn: rawConn{raw.(driver.Conn), newWriteAhead()}, columns: db.columns()}
		b.events.every, b.acts.hash, b.bareFrom = db.sealEvery, db.hash, db.indexFree
		db.sealedKeys = nil
		defer b.conn.ahead.close()
		err := b.transaction(fn)
		changed = b.changed
		return err
	})
	if err == nil && changed {
		err = db.readColumns(context.WithoutCancel(ctx)) // it is committed: too late to stop
	}
	return meaning(err, "write to the workspace")
}

// transaction is begin, fn, commit; whatever goes wrong ends in a rollback.
func (b *Bulk) transaction(fn func(*Bulk) error) error {
	if err := b.conn.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	committed := false
	defer func() {
		b.close()
		if !committed {
			b.conn.exec("ROLLBACK") // after some errors SQLite has rolled back itself
		}
	}()
	if err := b.prepare(); err != nil {
		return err
	}
	if err := fn(b); err != nil {
		return err
	}
	if err := b.finish(); err != nil {
		return err
	}
	if err := b.conn.exec("COMMIT"); err != nil {
		return err
	}
	committed = true
	// Folding the log into the file can wait for the next one: the commit is durable without it.
	b.conn.exec("PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)")
	return b.conn.exec(fmt.Sprintf("PRAGMA busy_timeout = %d", busyTimeout.Milliseconds()))
}

// prepare learns where ids go on.
func (b *Bulk) prepare() error {
	contact, err := b.conn.number("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'contact'")
	if err != nil {
		return err
	}
	b.events.ctx, b.events.conn = b.ctx, b.conn
	if err := b.events.prepare(); err != nil {
		return err
	}
	people, err := b.conn.number("SELECT count(*) FROM contact")
	if err != nil {
		return err
	}
	b.before = int(people)
	b.contacts = newInserter(b.conn, "contact", samePerson, contact)
	entry, err := b.conn.number("SELECT coalesce(max(id), 0) FROM consent")
	if err != nil {
		return err
	}
	b.consents = newInserter(b.conn, "consent", "", entry)
	b.consents.columns = "id, " + consentColumns
	b.acts.ctx, b.acts.conn, b.acts.act, b.acts.newFrom = b.ctx, b.conn, domain.Act{At: time.Now()}, domain.ContactID(contact+1)
	b.shapeInserts()
	return nil
}

func (b *Bulk) shapeInserts() {
	b.contacts.columns = b.columns.contactColumns()
	b.events.columns = b.columns
	b.acts.reshape(b.columns)
}

func (b *Bulk) finish() error {
	if err := b.ctx.Err(); err != nil {
		return err
	}
	if err := errors.Join(b.contacts.flush(), b.consents.flush(), b.events.finish(), b.events.journal.finish()); err != nil {
		return err
	}
	if _, err := b.acts.finish(); err != nil {
		return err
	}
	if err := b.reindex(); err != nil {
		return err
	}
	return b.conn.exec("UPDATE workspace SET data_version = data_version + 1")
}

func (b *Bulk) close() {
	b.contacts.close()
	b.consents.close()
	b.acts.close()
}

// BeginAct says what the changes in this bulk are: they are recorded as one act.
// Without it they are one of kind other. What an import does to events is recorded
// too, so that it can be taken back; its events need keys for that.
func (b *Bulk) BeginAct(a domain.Act) error {
	b.acts.act.Kind, b.acts.act.Label, b.acts.act.At = a.Kind, a.Label, a.At
	if a.Kind == domain.ActImport {
		b.events.journal = &eventJournal{acts: &b.acts}
	}
	return b.acts.begin()
}

// AtRow says which row of the act's file the next changes come from, 0 for none.
func (b *Bulk) AtRow(row int) { b.acts.row = int64(row) }

// AddContact adds a contact and returns its id. An email or external id that
// somebody has already is a conflict, found at the latest when the batch is written.
func (b *Bulk) AddContact(c domain.Contact) (domain.ContactID, error) {
	row := append(b.contacts.begin(), text(c.Email), text(c.ExternalID), c.CreatedAt.UnixMilli())
	for _, f := range b.columns.fields {
		row = append(row, stored(c.Values[f.ID]))
	}
	id, err := b.contacts.add(row)
	if err == nil {
		err = b.grow()
	}
	if err != nil {
		return domain.ContactID(id), err
	}
	return domain.ContactID(id), b.acts.added(domain.ContactID(id), &c)
}

// UpdateContact replaces everything that is known of a contact.
func (b *Bulk) UpdateContact(c domain.Contact) error {
	if err := b.contacts.flush(); err != nil {
		return err
	}
	_, err := b.acts.update(&c)
	return err
}

// ReplaceContact is UpdateContact by somebody who has read the contact in this bulk and
// gives it as it was. That an email or customer id is somebody else's may come out later.
func (b *Bulk) ReplaceContact(old, c domain.Contact) error {
	_, err := b.acts.replace(&old, &c, nil)
	return err
}

// Contacts returns the contacts with some ids, by id; ids of nobody are left out.
func (b *Bulk) Contacts(ids []domain.ContactID) ([]domain.Contact, error) {
	if err := b.contacts.flush(); err != nil {
		return nil, err
	}
	return b.acts.contacts(ids)
}

// AddEvent adds an event and returns its id, which is good within this bulk. A key
// that the type has already is a conflict, found at the latest when the bulk ends.
func (b *Bulk) AddEvent(e domain.Event) (domain.EventID, error) { return b.events.add(e) }

// UpdateEvent replaces an event, all but its type.
func (b *Bulk) UpdateEvent(e domain.Event) error { return b.events.update(e) }

// EventByKey finds an event of a type by its key. Its id is good within this bulk.
func (b *Bulk) EventByKey(kind domain.EventTypeID, key string) (domain.Event, bool, error) {
	return b.events.find(kind, key)
}

// EachContactKey calls fn with the id, email and external id of every contact.
func (b *Bulk) EachContactKey(fn func(id domain.ContactID, email, externalID string) error) error {
	if err := b.contacts.flush(); err != nil {
		return err
	}
	return b.conn.query("SELECT id, email, external_id FROM contact ORDER BY id", func(row []driver.Value) error {
		return fn(domain.ContactID(integer(row[0])), str(row[1]), str(row[2]))
	})
}

// Contact returns one contact, or not_found.
func (b *Bulk) Contact(id domain.ContactID) (domain.Contact, error) {
	if err := b.contacts.flush(); err != nil {
		return domain.Contact{}, err
	}
	return b.acts.contact(id)
}

// AddConsent appends to the permission ledger.
func (b *Bulk) AddConsent(e domain.ConsentEntry) error {
	_, err := b.consents.add(append(b.consents.begin(), consentRow(e, b.acts.act.ID)...))
	return err
}

// AddSuppression forbids mailing an address; an earlier entry stays as it is.
func (b *Bulk) AddSuppression(s domain.Suppression) error {
	return b.conn.exec(insertSuppression, s.Hash[:], string(s.Reason), s.Source, s.At.UnixMilli())
}

// CreateField adds a field and its column.
func (b *Bulk) CreateField(f domain.Field) (domain.Field, error) {
	f, err := createField(b.ctx, b.conn, f)
	if err == nil {
		err = b.madeByAct("field", int64(f.ID))
	}
	if err != nil {
		return f, err
	}
	return f, b.reshape(func() { b.columns.fields = append(b.columns.fields[:len(b.columns.fields):len(b.columns.fields)], f) })
}

// CreateProperty adds an event property and its column.
func (b *Bulk) CreateProperty(p domain.Property) (domain.Property, error) {
	p, err := createProperty(b.ctx, b.conn, p)
	if err == nil {
		err = b.madeByAct("property", int64(p.ID))
	}
	if err != nil {
		return p, err
	}
	return p, b.reshape(func() { b.columns.props = append(b.columns.props[:len(b.columns.props):len(b.columns.props)], p) })
}

// CreateEventType adds an event type.
func (b *Bulk) CreateEventType(t domain.EventType) (domain.EventType, error) {
	t, err := createEventType(b.ctx, b.conn, t)
	if err == nil {
		err = b.madeByAct("event_type", int64(t.ID))
	}
	return t, err
}

// madeByAct keeps which act made a field, property or kind of event.
func (b *Bulk) madeByAct(table string, id int64) error {
	if b.acts.act.ID == 0 {
		return nil
	}
	return b.conn.exec("UPDATE "+table+" SET act_id = ? WHERE id = ?", int64(b.acts.act.ID), id)
}

// reshape writes what was collected before the rows get another width.
func (b *Bulk) reshape(change func()) error {
	if err := b.contacts.flush(); err != nil {
		return err
	}
	b.close()
	change()
	b.changed = true
	b.shapeInserts()
	return nil
}

// SaveImport records an import. It can be undone if it began as an act.
func (b *Bulk) SaveImport(i domain.Import) (domain.ImportID, error) {
	tally, err := encodeTally(i.Tally)
	if err != nil {
		return 0, err
	}
	res, err := b.conn.ExecContext(b.ctx, "INSERT INTO import_record (kind, file, sha256, tally, started_at, finished_at, undoable) VALUES (?, ?, ?, ?, ?, ?, ?)",
		string(i.Kind), i.File, i.SHA256, tally, i.StartedAt.UnixMilli(), i.FinishedAt.UnixMilli(), b.events.journal != nil)
	if err != nil {
		return 0, err
	}
	id, err := res.LastInsertId()
	b.acts.act.ImportID = domain.ImportID(id)
	return domain.ImportID(id), err
}
