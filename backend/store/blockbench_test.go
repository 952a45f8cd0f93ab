package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sample"
	"github.com/kvnmail/kvnmail/backend/store"
)

// benchCrowd is a list of KVNMAIL_BENCH_EVENTS events (200,000 if not set), 20 for each person.
func benchCrowd(b *testing.B) *sample.Crowd {
	b.Helper()
	events := 200_000
	if s := os.Getenv("KVNMAIL_BENCH_EVENTS"); s != "" {
		events = must[int](b)(strconv.Atoi(s))
	}
	return &sample.Crowd{People: events / 20, Deeds: events, Seed: 1, Until: noon, Zone: time.UTC}
}

// crowdBlocks makes all blocks of a crowd, so that making them is not measured.
func crowdBlocks(b *testing.B, c *sample.Crowd) []domain.EventBlock {
	b.Helper()
	out := make([]domain.EventBlock, c.Events())
	var running sync.WaitGroup
	for first := range 4 {
		running.Go(func() {
			for i := first; i < len(out); i += 4 {
				if err := c.ReadEvents(b.Context(), i, &out[i]); err != nil {
					b.Error(err)
				}
			}
		})
	}
	running.Wait()
	return out
}

// eachOf calls fn with the events of blocks one by one, in an order that jumps
// between people and types as a file sorted by time does; the properties are reused.
func eachOf(blocks []domain.EventBlock, keyed bool, fn func(domain.Event) error) error {
	const stride = 1_000_003 // a prime: every row of a block comes once
	n, most := 0, 0
	for i := range blocks {
		most = max(most, len(blocks[i].At))
	}
	var props []domain.PropertyValue
	for step := range most {
		for i := range blocks {
			rows := len(blocks[i].At)
			if step >= rows {
				continue
			}
			e := eventOf(&blocks[i], step*stride%rows, props[:0])
			if n++; keyed {
				e.Key = fmt.Sprintf("order/%d", n*7919%100_000_007)
			}
			props = e.Props
			if err := fn(e); err != nil {
				return err
			}
		}
	}
	return nil
}

// eventOf is one event of a block, with its properties in props.
func eventOf(b *domain.EventBlock, row int, props []domain.PropertyValue) domain.Event {
	contact, exact := slices.BinarySearch(b.Ends, uint32(row))
	if exact {
		contact++
	}
	for c := range b.Columns {
		if v := b.Columns[c].Value(row); v.IsSet() {
			props = append(props, domain.PropertyValue{ID: b.Columns[c].Property, Value: v})
		}
	}
	return domain.Event{ContactID: b.Contacts[contact], Type: b.Type, At: time.UnixMilli(b.At[row]), Props: props}
}

func fill(b *testing.B, db *store.DB, blocks []domain.EventBlock, keyed bool) (events int) {
	b.Helper()
	bulk(b, db, func(tx *store.Bulk) error {
		return eachOf(blocks, keyed, func(e domain.Event) error {
			events++
			_, err := tx.AddEvent(e)
			return err
		})
	})
	return events
}

// fileSize is how large the closed file is.
func fileSize(b *testing.B, db *store.DB) float64 {
	b.Helper()
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	return float64(must[os.FileInfo](b)(os.Stat(db.Path())).Size())
}

// BenchmarkBulkEvents adds events in one bulk, and says how large the file is.
func BenchmarkBulkEvents(b *testing.B) {
	blocks := crowdBlocks(b, benchCrowd(b))
	for _, keyed := range []bool{false, true} {
		b.Run(fmt.Sprintf("keys=%v", keyed), func(b *testing.B) {
			for b.Loop() {
				db := create(b)
				start := time.Now()
				n := fill(b, db, blocks, keyed)
				b.ReportMetric(float64(n)/time.Since(start).Seconds(), "events/s")
				b.ReportMetric(fileSize(b, db)/float64(n), "bytes/event")
			}
		})
	}
}

// BenchmarkSeal makes what a bulk wrote one block per type and range.
func BenchmarkSeal(b *testing.B) {
	blocks := crowdBlocks(b, benchCrowd(b))
	for b.Loop() {
		db := create(b)
		n := fill(b, db, blocks, false)
		start := time.Now()
		if err := db.Seal(b.Context()); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(n)/time.Since(start).Seconds(), "events/s")
		if _, err := raw(b, db.Path()).Exec("VACUUM"); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(fileSize(b, db)/float64(n), "bytes/event")
	}
}

// BenchmarkReadBlocks reads all events and contacts with four goroutines. The
// workspace is kept at KVNMAIL_BENCH_KEEP, if that is set, and used again.
func BenchmarkReadBlocks(b *testing.B) {
	db := readable(b)
	defer db.Close()
	n := 0
	for b.Loop() {
		n = readAll(b, db)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func readable(b *testing.B) *store.DB {
	b.Helper()
	path := os.Getenv("KVNMAIL_BENCH_KEEP")
	if path == "" {
		path = filepath.Join(b.TempDir(), "read.kvnmail")
	}
	if _, err := os.Stat(path); err == nil {
		return must[*store.DB](b)(store.Open(b.Context(), path))
	}
	db := must[*store.DB](b)(store.Create(b.Context(), path, settings()))
	crowd := benchCrowd(b)
	bulk(b, db, func(tx *store.Bulk) error {
		for n := 1; n <= crowd.People; n++ {
			if _, err := tx.AddContact(person(n)); err != nil {
				return err
			}
		}
		return nil
	})
	fill(b, db, crowdBlocks(b, crowd), false)
	for _, tidy := range []func(context.Context) error{db.Seal, db.CacheContacts} {
		if err := tidy(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	return db
}

func readAll(b *testing.B, db *store.DB) (rows int) {
	b.Helper()
	src := must[*store.Blocks](b)(db.Blocks(b.Context()))
	defer src.Close()
	var running sync.WaitGroup
	counts := make([]int, 4)
	for first := range counts {
		running.Go(func() {
			var contacts domain.ContactBlock
			var events domain.EventBlock
			for i := first; i < src.Contacts(); i += len(counts) {
				if err := src.ReadContacts(b.Context(), i, &contacts); err != nil {
					b.Error(err)
				}
				counts[first] += len(contacts.IDs)
			}
			for i := first; i < src.Events(); i += len(counts) {
				if err := src.ReadEvents(b.Context(), i, &events); err != nil {
					b.Error(err)
				}
				counts[first] += len(events.At)
			}
		})
	}
	running.Wait()
	for _, n := range counts {
		rows += n
	}
	return rows
}

// BenchmarkAddEvents adds batches of 100 events, each durable, to a workspace with
// sealed keys.
func BenchmarkAddEvents(b *testing.B) {
	db := create(b)
	fill(b, db, crowdBlocks(b, &sample.Crowd{People: 2000, Deeds: 40_000, Seed: 1, Until: noon, Zone: time.UTC}), true)
	n := 0
	for b.Loop() {
		batch := make([]domain.Event, 100)
		for i := range batch {
			n++
			batch[i] = domain.Event{ContactID: domain.ContactID(1 + n%2000), Type: domain.EventPurchased, At: noon, Key: fmt.Sprint("live/", n),
				Props: []domain.PropertyValue{{ID: domain.PropAmount, Value: domain.MoneyValue(int64(n))}, {ID: domain.PropProduct, Value: domain.TextValue("Tea")}}}
		}
		if err := db.AddEvents(b.Context(), batch); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "events/s")
}
