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

// crowd is n people who enter segment 1 at noon: a whole first evaluation.
func crowd(n int) domain.MembershipBatch {
	b := batch(domain.SegmentWatch{}, watch(1, noon, 1, 1))
	for i := range domain.ContactID(n) {
		b.Changes = append(b.Changes, entered(1, i+1, noon))
	}
	return b
}

// BenchmarkOpenMembers reads the members of a segment of a million.
func BenchmarkOpenMembers(b *testing.B) {
	db := create(b)
	segments(b, db, 1)
	if err := db.RecordMembership(b.Context(), crowd(1_000_000)); err != nil {
		b.Fatal(err)
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	size := must[os.FileInfo](b)(os.Stat(db.Path())).Size()
	db = must[*store.DB](b)(store.Open(b.Context(), db.Path()))
	defer db.Close()
	for b.Loop() {
		if len(openMembers(b, db, 1)) != 1_000_000 {
			b.Fatal("somebody is missing")
		}
	}
	b.ReportMetric(float64(size)/1_000_000, "bytes/stay")
}

// BenchmarkRecordMembership records 300,000 changes in one batch: people enter,
// and in the next one leave again.
func BenchmarkRecordMembership(b *testing.B) {
	db := create(b)
	segments(b, db, 1)
	in := crowd(300_000)
	for n := int64(2); b.Loop(); n++ {
		if err := db.RecordMembership(b.Context(), in); err != nil {
			b.Fatal(err)
		}
		from := in.Moves[0].To
		in.Moves[0] = domain.WatchMove{From: from, To: watch(1, noon, 1, n)}
		for i := range in.Changes {
			in.Changes[i].Entered = !in.Changes[i].Entered
		}
	}
	b.ReportMetric(float64(len(in.Changes))*float64(b.N)/b.Elapsed().Seconds(), "changes/s")
}
