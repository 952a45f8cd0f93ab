package store

import (
	"database/sql/driver"
	"encoding/binary"
	"errors"
	"strconv"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// LimitPages lets the file grow to that many pages only, as a full disk would.
func LimitPages(t testing.TB, db *DB, pages int) (restore func()) {
	t.Helper()
	limit := func(n int) {
		if _, err := db.write.Exec("PRAGMA max_page_count = " + strconv.Itoa(n)); err != nil {
			t.Fatal(err)
		}
	}
	limit(pages)
	return func() { limit(1 << 30) }
}

// SealEvery makes bulks write blocks after so many events.
func SealEvery(db *DB, events int) { db.sealEvery = events }

// IndexFree makes bulks do without indexes from so many new people on.
func IndexFree(db *DB, people int) { db.indexFree = people }

// DecodeRaw reads a block of events and one of contacts of unpacked bytes, whose
// checksums fit.
func DecodeRaw(columns, keys []byte) error {
	packed := packer().EncodeAll(columns, nil)
	data := append(binary.AppendUvarint([]byte{blockFormat}, uint64(len(packed))), packed...)
	if len(keys) > 0 {
		data = packer().EncodeAll(keys, data)
	}
	var events sealedEvents
	var d eventDecoder
	events.Columns = make([]domain.PropertyColumn, 1, 3)
	contacts := packer().EncodeAll(columns, []byte{blockFormat})
	return errors.Join(d.decode(data, checksum(data), nil, true, &events), decodeContacts(contacts, checksum(contacts), &domain.ContactBlock{}))
}

// DecodeBytes reads bytes as a block with the right checksum.
func DecodeBytes(data []byte) error {
	var d eventDecoder
	return errors.Join(d.decode(data, checksum(data), nil, true, &sealedEvents{}), decodeContacts(data, checksum(data), &domain.ContactBlock{}))
}

// RawColumns are the unpacked columns and keys of the blocks of a file.
func RawColumns(t testing.TB, db *DB) (raw [][2][]byte) {
	t.Helper()
	err := db.scan(t.Context(), "SELECT checksum, data FROM event_block LIMIT 20", func(row []driver.Value) error {
		columns, keys, err := blockParts(blob(row[1]), integer(row[0]))
		if err != nil {
			return err
		}
		var pair [2][]byte
		if pair[0], err = unpacker().DecodeAll(columns, nil); err == nil {
			pair[1], err = unpacker().DecodeAll(keys, nil)
		}
		raw = append(raw, pair)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// Sealed says how many blocks the file has and how many rows are in none.
func Sealed(t testing.TB, db *DB) (blocks, rows int) {
	t.Helper()
	if err := db.read.QueryRow("SELECT (SELECT count(*) FROM event_block), (SELECT count(*) FROM event)").Scan(&blocks, &rows); err != nil {
		t.Fatal(err)
	}
	return blocks, rows
}

// Cached lists the ranges of contacts that have a block.
func Cached(t testing.TB, db *DB) []int64 {
	t.Helper()
	ranges, err := list(t.Context(), db.read, "SELECT range FROM contact_block ORDER BY range", func(of *int64) []any { return []any{of} })
	if err != nil {
		t.Fatal(err)
	}
	return ranges
}
