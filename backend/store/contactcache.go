package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// cacheGroup is how many ranges of contacts are written in one transaction.
const cacheGroup = 16

// everyRange lists the ranges that have contacts without reading every contact.
const everyRange = `WITH RECURSIVE r(of) AS (
	SELECT min(id) / 4096 FROM contact
	UNION ALL SELECT (SELECT min(id) / 4096 FROM contact WHERE id >= (of + 1) * 4096) FROM r WHERE of IS NOT NULL)
	SELECT of FROM r WHERE of IS NOT NULL`

// CacheContacts writes the columns of those ranges of contacts that have changed
// since, so that they can be read many times quicker. It is cheap when there are none.
func (db *DB) CacheContacts(ctx context.Context) error {
	ranges, err := list(ctx, db.read, everyRange+" AND of NOT IN (SELECT range FROM contact_block) ORDER BY of", func(of *int64) []any { return []any{of} })
	if err != nil {
		return err
	}
	for len(ranges) > 0 {
		n := min(cacheGroup, len(ranges))
		group := ranges[:n]
		ranges = ranges[n:]
		if err := db.rawTransaction(ctx, func(conn rawConn) error { return cacheRanges(ctx, conn, db.columns(), group) }); err != nil {
			return err
		}
	}
	return nil
}

// cacheRanges reads and writes in one transaction, so that nothing older than the
// contacts is kept.
func cacheRanges(ctx context.Context, conn rawConn, c columns, ranges []int64) error {
	for _, of := range ranges {
		var b domain.ContactBlock
		if err := readContactRows(func(query string, fn func([]driver.Value) error) error { return conn.query(query, fn) }, c, of, &b); err != nil {
			return err
		}
		data := encodeContacts(&b)
		if err := conn.exec("INSERT OR REPLACE INTO contact_block (range, checksum, data) VALUES (?, ?, ?)", of, checksum(data), data); err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// contactColumn is a column of a contact block on its way.
type contactColumn struct {
	row   int // in a row of contactColumns
	codes map[string]uint32
	domain.FieldColumn
}

// readContactRows makes the block of a range of contacts from their rows.
func readContactRows(scan scanner, c columns, of int64, into *domain.ContactBlock) error {
	columns := []contactColumn{
		{row: 1, FieldColumn: domain.FieldColumn{Field: domain.FieldEmail}},
		{row: 2, FieldColumn: domain.FieldColumn{Field: domain.FieldExternalID}},
	}
	columns[0].Type, columns[1].Type = domain.Text, domain.Text
	for i, f := range c.fields {
		columns = append(columns, contactColumn{row: 4 + i, FieldColumn: domain.FieldColumn{Field: f.ID, ValueColumn: domain.ValueColumn{Type: f.Type}}})
	}
	for i := range columns {
		columns[i].codes = map[string]uint32{}
	}
	into.IDs = into.IDs[:0]
	from, to := contactsOf(of)
	err := scan(fmt.Sprintf("SELECT %s FROM contact WHERE id BETWEEN %d AND %d ORDER BY id", c.contactColumns(), from, to), func(row []driver.Value) error {
		into.IDs = append(into.IDs, domain.ContactID(integer(row[0])))
		for i := range columns {
			columns[i].push(row[columns[i].row])
		}
		return nil
	})
	into.Columns = into.Columns[:0]
	for i := range columns {
		if columns[i].used() {
			into.Columns = append(into.Columns, columns[i].FieldColumn)
		}
	}
	return err
}

func (c *contactColumn) push(raw driver.Value) {
	v := value(c.Type, raw)
	if !c.Type.Coded() {
		n := int64(domain.Missing)
		if v.IsSet() {
			n = v.Int
		}
		c.Ints = append(c.Ints, n)
		return
	}
	code := uint32(0)
	if v.IsSet() {
		if code = c.codes[v.Text]; code == 0 {
			c.Texts = append(c.Texts, v.Text)
			code = uint32(len(c.Texts))
			c.codes[v.Text] = code
		}
	}
	c.Codes = append(c.Codes, code)
}

// used reports whether anybody has a value.
func (c *contactColumn) used() bool {
	for _, n := range c.Ints {
		if n != domain.Missing {
			return true
		}
	}
	return len(c.Texts) > 0
}

// readContacts reads the block of a range from the cache or, where that is missing
// or damaged, from the rows.
func readContacts(ctx context.Context, conn *sql.Conn, c columns, of int64, into *domain.ContactBlock) error {
	scan := func(query string, fn func([]driver.Value) error) error { return rawScan(ctx, conn, query, fn) }
	cached := false
	err := scan(fmt.Sprintf("SELECT checksum, data FROM contact_block WHERE range = %d", of), func(row []driver.Value) error {
		cached = decodeContacts(blob(row[1]), integer(row[0]), into) == nil
		return nil
	})
	if err != nil || cached {
		return err
	}
	return readContactRows(scan, c, of, into)
}
