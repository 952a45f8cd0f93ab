package store_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
)

func TestTablesForOtherProgramsHaveEverybodyAndEveryEvent(t *testing.T) {
	db := create(t)
	people(t, db, 700)
	addScattered(t, db, 20000)
	path := filepath.Join(t.TempDir(), "tables.db")
	if err := db.WriteTables(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if err := db.WriteTables(t.Context(), path); domain.CodeOf(err) != domain.Conflict {
		t.Errorf("over a file that is there: %v", err)
	}
	out, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	want, err := db.CountEvents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for query, n := range map[string]int{
		"SELECT count(*) FROM contact": 700, "SELECT count(DISTINCT id) FROM event": want,
		"SELECT count(*) FROM field WHERE key = 'city'": 1, "SELECT count(*) FROM event_type WHERE key = 'visited'": 1,
	} {
		var got int
		if err := out.QueryRow(query).Scan(&got); err != nil || got != n {
			t.Errorf("%s: %d, %v, want %d", query, got, err, n)
		}
	}
}
