package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// readContact makes a contact of a row of contactColumns.
func (c columns) readContact(row []driver.Value) domain.Contact {
	contact := domain.Contact{
		ID: domain.ContactID(integer(row[0])), Email: str(row[1]), ExternalID: str(row[2]),
		CreatedAt: time.UnixMilli(integer(row[3])).UTC(), Values: map[domain.FieldID]domain.Value{},
	}
	c.readValues(row, contact.Values)
	return contact
}

func (c columns) readValues(row []driver.Value, into map[domain.FieldID]domain.Value) {
	for i, f := range c.fields {
		if v := value(f.Type, row[4+i]); v.IsSet() {
			into[f.ID] = v
		}
	}
}

// contacts reads the contacts that a condition finds.
func (db *DB) contacts(ctx context.Context, condition string, args ...any) ([]domain.Contact, error) {
	c := db.columns()
	rows, err := db.read.QueryContext(ctx, "SELECT "+c.contactColumns()+" FROM contact "+condition, args...)
	if err != nil {
		return nil, meaning(err, "read the workspace")
	}
	defer rows.Close()
	row := make([]any, 4+len(c.fields))
	pointers := make([]any, len(row))
	for i := range row {
		pointers[i] = &row[i]
	}
	out := []domain.Contact{}
	for rows.Next() {
		if err := rows.Scan(pointers...); err != nil {
			return nil, meaning(err, "read the workspace")
		}
		values := make([]driver.Value, len(row))
		for i, v := range row {
			values[i] = v
		}
		out = append(out, c.readContact(values))
	}
	return out, meaning(rows.Err(), "read the workspace")
}

const noPerson = "This person is not in the workspace any more."

// Contact returns one contact, or not_found.
func (db *DB) Contact(ctx context.Context, id domain.ContactID) (domain.Contact, error) {
	return one(db.contacts(ctx, "WHERE id = ?", id))
}

func one(found []domain.Contact, err error) (domain.Contact, error) {
	if err == nil && len(found) == 0 {
		err = domain.Errorf(domain.NotFound, noPerson)
	}
	if err != nil {
		return domain.Contact{}, err
	}
	return found[0], nil
}

// FindContact finds a contact by email, or else by external id; not_found otherwise.
func (db *DB) FindContact(ctx context.Context, key string) (domain.Contact, error) {
	key = strings.TrimSpace(key)
	found, err := db.contacts(ctx, "WHERE email = ?", strings.ToLower(key))
	if err == nil && len(found) == 0 {
		found, err = db.contacts(ctx, "WHERE external_id = ?", key)
	}
	return one(found, err)
}

// Contacts returns the contacts with the ids, in that order; ids of nobody are left out.
func (db *DB) Contacts(ctx context.Context, ids []domain.ContactID) ([]domain.Contact, error) {
	byID := make(map[domain.ContactID]domain.Contact, len(ids))
	for start := 0; start < len(ids); start += 500 {
		part := ids[start:min(start+500, len(ids))]
		marks := strings.TrimSuffix(strings.Repeat("?,", len(part)), ",")
		args := make([]any, len(part))
		for i, id := range part {
			args[i] = id
		}
		found, err := db.contacts(ctx, "WHERE id IN ("+marks+")", args...)
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			byID[c.ID] = c
		}
	}
	out := make([]domain.Contact, 0, len(ids))
	for _, id := range ids {
		if c, ok := byID[id]; ok {
			out = append(out, c)
		}
	}
	return out, nil
}

// ListContacts returns a page of contacts in id order, those whose email,
// external id or name contains search, and how many there are in all.
func (db *DB) ListContacts(ctx context.Context, search string, offset, limit int) ([]domain.Contact, int, error) {
	condition, args := "", []any{}
	if search = strings.TrimSpace(search); search != "" {
		pattern := "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(search) + "%"
		condition = fmt.Sprintf(`WHERE email LIKE ?1 ESCAPE '\' OR external_id LIKE ?1 ESCAPE '\' OR coalesce(f%d, '') || ' ' || coalesce(f%d, '') LIKE ?1 ESCAPE '\' `, domain.FieldFirstName, domain.FieldLastName)
		args = append(args, pattern)
	}
	var total int
	if err := db.read.QueryRowContext(ctx, "SELECT count(*) FROM contact "+condition, args...).Scan(&total); err != nil {
		return nil, 0, meaning(err, "read the workspace")
	}
	page, err := db.contacts(ctx, condition+fmt.Sprintf("ORDER BY id LIMIT %d OFFSET %d", max(limit, 0), max(offset, 0)), args...)
	return page, total, err
}

// CountContacts returns how many contacts there are.
func (db *DB) CountContacts(ctx context.Context) (int, error) { return db.count(ctx, "contact") }

func (db *DB) count(ctx context.Context, table string) (n int, err error) {
	err = db.read.QueryRowContext(ctx, "SELECT count(*) FROM "+table).Scan(&n)
	return n, meaning(err, "read the workspace")
}

// EachContact calls fn with every contact in id order. The Values map is reused.
func (db *DB) EachContact(ctx context.Context, fn func(domain.Contact) error) error {
	c := db.columns()
	values := map[domain.FieldID]domain.Value{}
	return db.scan(ctx, "SELECT "+c.contactColumns()+" FROM contact ORDER BY id", func(row []driver.Value) error {
		clear(values)
		contact := domain.Contact{ID: domain.ContactID(integer(row[0])), Email: str(row[1]), ExternalID: str(row[2]), CreatedAt: time.UnixMilli(integer(row[3])).UTC(), Values: values}
		c.readValues(row, values)
		return fn(contact)
	})
}

// EachAddress calls fn with every contact's email, "" where there is none, in id order.
func (db *DB) EachAddress(ctx context.Context, fn func(id domain.ContactID, email string) error) error {
	return db.scan(ctx, "SELECT id, email FROM contact ORDER BY id", func(row []driver.Value) error {
		return fn(domain.ContactID(integer(row[0])), str(row[1]))
	})
}

// DataVersion returns a number that grows with every change of contacts or events.
func (db *DB) DataVersion(ctx context.Context) (v int64, err error) {
	err = db.read.QueryRowContext(ctx, "SELECT data_version FROM workspace").Scan(&v)
	return v, meaning(err, "read the workspace")
}

// Beside returns the people before and after one in the order of ids, 0 for none.
func (db *DB) Beside(ctx context.Context, id domain.ContactID) (before, after domain.ContactID, err error) {
	err = db.read.QueryRowContext(ctx, "SELECT coalesce((SELECT max(id) FROM contact WHERE id < ?1), 0), coalesce((SELECT min(id) FROM contact WHERE id > ?1), 0)", id).Scan(&before, &after)
	return before, after, meaning(err, "read the workspace")
}
