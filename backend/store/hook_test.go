package store

import (
	"strconv"
	"testing"
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
