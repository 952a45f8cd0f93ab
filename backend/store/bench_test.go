package store_test

import (
	"os"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// BenchmarkEachEvent reads every event of the workspace that KVNMAIL_BENCH names,
// or of a small one of its own.
func BenchmarkEachEvent(b *testing.B) {
	db := benchWorkspace(b)
	n := 0
	for b.Loop() {
		n = 0
		if err := db.EachEvent(b.Context(), func(domain.Event) error { n++; return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "events/s")
}

func benchWorkspace(b *testing.B) *store.DB {
	b.Helper()
	path := os.Getenv("KVNMAIL_BENCH")
	if path == "" {
		db := create(b)
		people(b, db, 700)
		addScattered(b, db, 20000)
		return db
	}
	db, err := store.Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	return db
}
