package store_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// everyType is a property of each value type, and of the workspace's own.
func everyType(t testing.TB, db *store.DB) []domain.Property {
	t.Helper()
	var out []domain.Property
	for _, kind := range []domain.ValueType{domain.Text, domain.Number, domain.Money, domain.Date, domain.Time, domain.Bool, domain.List} {
		out = append(out, must[domain.Property](t)(db.CreateProperty(t.Context(), domain.Property{Key: "of_" + string(kind), Name: string(kind), Type: kind})))
	}
	return out
}

var oddTexts = []string{"phone", "हिन्दी 🙂", "a\x00b", "Ärger", "日本", " inner  space ", "x"}

func oddValue(r *rand.Rand, kind domain.ValueType) domain.Value {
	switch kind {
	case domain.Text:
		return domain.Value{Type: kind, Text: oddTexts[r.IntN(len(oddTexts))]}
	case domain.List:
		return domain.ListValue(oddTexts[:1+r.IntN(3)])
	case domain.Bool:
		return domain.BoolValue(r.IntN(2) == 0)
	case domain.Number:
		return domain.Value{Type: kind, Int: []int64{math.MaxInt64, math.MinInt64 + 1, 0, -1, 1_500_000}[r.IntN(5)]}
	case domain.Money:
		return domain.MoneyValue(int64(r.IntN(100)) * 500)
	}
	return domain.Value{Type: kind, Int: r.Int64N(1<<40) - 1<<39}
}

// oddEvents are n events of few people with everything that is hard to keep: many
// at one instant, before 1970, to the millisecond, with and without values and keys.
func oddEvents(n, people int, props []domain.Property) []domain.Event {
	r := rand.New(rand.NewPCG(7, uint64(n)))
	out := make([]domain.Event, n)
	for i := range out {
		e := domain.Event{ContactID: domain.ContactID(1 + r.IntN(people)), Type: domain.EventTypeID(8 + r.IntN(5)), At: time.Unix(int64(r.IntN(40))*1e8-1e9, 0).UTC()}
		if e.Type == domain.EventVisited {
			e.At = time.UnixMilli(r.Int64N(1 << 40)).UTC()
		}
		if r.IntN(3) == 0 {
			e.Key = fmt.Sprintf("order/%d é", i)
		}
		for _, p := range props {
			if r.IntN(3) > 0 {
				e.Props = append(e.Props, domain.PropertyValue{ID: p.ID, Value: oddValue(r, p.Type)})
			}
		}
		out[i] = e
	}
	return out
}

// twins are two workspaces with the same events: rows and blocks.
func twins(t testing.TB, n, people int) (rows, blocks *store.DB, events []domain.Event) {
	t.Helper()
	rows, blocks = create(t), create(t)
	props := everyType(t, rows)
	everyType(t, blocks)
	events = oddEvents(n, people, props)
	for start := 0; start < n; start += 2000 {
		if err := rows.AddEvents(t.Context(), events[start:min(start+2000, n)]); err != nil {
			t.Fatal(err)
		}
	}
	store.SealEvery(blocks, 25_000)
	addAll(t, blocks, events)
	return rows, blocks, events
}

func addAll(t testing.TB, db *store.DB, events []domain.Event) {
	t.Helper()
	bulk(t, db, func(b *store.Bulk) error { return addTo(b, events) })
}

func addTo(b *store.Bulk, events []domain.Event) error {
	for _, e := range events {
		if _, err := b.AddEvent(e); err != nil {
			return err
		}
	}
	return nil
}

// allEvents reads everything in order, without ids.
func allEvents(t testing.TB, db *store.DB) []domain.Event {
	t.Helper()
	var out []domain.Event
	err := db.EachEvent(t.Context(), func(e domain.Event) error {
		e.ID, e.Props = 0, append([]domain.PropertyValue(nil), e.Props...)
		out = append(out, e)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func sameEvents(t testing.TB, got, want []domain.Event) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%d events, want %d", len(got), len(want))
	}
	for i := range got {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Fatalf("event %d is\n%+v, want\n%+v", i, got[i], want[i])
		}
	}
}

// blockEvents reads everything as blocks, and each block's events one by one, without keys.
func blockEvents(t testing.TB, db *store.DB) map[domain.EventTypeID][]domain.Event {
	t.Helper()
	src := must[*store.Blocks](t)(db.Blocks(t.Context()))
	defer src.Close()
	out := map[domain.EventTypeID][]domain.Event{}
	var b domain.EventBlock
	for i := range src.Events() {
		if err := src.ReadEvents(t.Context(), i, &b); err != nil {
			t.Fatal(err)
		}
		if b.Type != src.EventType(i) {
			t.Errorf("block %d has events of type %d, was said to have %d", i, b.Type, src.EventType(i))
		}
		out[b.Type] = append(out[b.Type], unfold(&b)...)
	}
	return out
}

func unfold(b *domain.EventBlock) (out []domain.Event) {
	row := 0
	for k, end := range b.Ends {
		for ; row < int(end); row++ {
			e := domain.Event{ContactID: b.Contacts[k], Type: b.Type, At: time.UnixMilli(b.At[row]).UTC()}
			byID := map[domain.PropertyID]domain.Value{}
			for i := range b.Columns {
				byID[b.Columns[i].Property] = b.Columns[i].Value(row)
			}
			for id := domain.PropertyID(1); id < 100; id++ {
				if v := byID[id]; v.IsSet() {
					e.Props = append(e.Props, domain.PropertyValue{ID: id, Value: v})
				}
			}
			out = append(out, e)
		}
	}
	return out
}

func perType(events []domain.Event) map[domain.EventTypeID][]domain.Event {
	out := map[domain.EventTypeID][]domain.Event{}
	for _, e := range events {
		e.Key = ""
		out[e.Type] = append(out[e.Type], e)
	}
	return out
}

func sameBlocks(t testing.TB, db *store.DB, want []domain.Event) {
	t.Helper()
	got := blockEvents(t, db)
	for kind, events := range perType(want) {
		sameEvents(t, got[kind], events)
	}
}

func TestManyEventsOfABulkReadTheSameAsRows(t *testing.T) {
	const people = 9000
	rows, blocks, events := twins(t, 60_000, people)
	want := allEvents(t, rows)
	check := func(t *testing.T, db *store.DB) {
		sameEvents(t, allEvents(t, db), want)
		sameBlocks(t, db, want)
		if n := must[int](t)(db.CountEvents(t.Context())); n != len(events) {
			t.Errorf("%d events counted", n)
		}
		for id := domain.ContactID(1); id <= people; id += 2111 {
			got, exp := must[[]domain.Event](t)(db.ContactEvents(t.Context(), id, 5)), must[[]domain.Event](t)(rows.ContactEvents(t.Context(), id, 5))
			for i := range exp {
				got[i].ID, exp[i].ID = 0, 0
			}
			sameEvents(t, got, exp)
		}
	}
	t.Run("as blocks written by the bulk", func(t *testing.T) { check(t, blocks) })
	blocks = reopen(t, blocks)
	t.Run("after the file was opened again", func(t *testing.T) { check(t, blocks) })
	t.Run("with rows beside them that came later", func(t *testing.T) {
		later := withoutKeys(oddEvents(900, people, nil))
		addAll(t, rows, later)
		addAll(t, blocks, later)
		want, events = allEvents(t, rows), append(events, later...)
		check(t, blocks)
	})
	for range 2 {
		t.Run("when everything was sealed", func(t *testing.T) {
			for _, db := range []*store.DB{rows, blocks} {
				if err := db.Seal(t.Context()); err != nil {
					t.Fatal(err)
				}
				check(t, db)
			}
		})
	}
	if due := must[bool](t)(blocks.SealDue(t.Context())); due {
		t.Error("sealing is due right after sealing")
	}
}

func TestBlocksAreReadByManyAtOnce(t *testing.T) {
	db := create(t)
	people(t, db, 5000)
	addAll(t, db, oddEvents(30_000, 20_000, nil))
	if err := db.AddEvents(t.Context(), []domain.Event{{ContactID: 1, Type: domain.EventVisited, At: noon}}); err != nil {
		t.Fatal(err)
	}
	src := must[*store.Blocks](t)(db.Blocks(t.Context()))
	defer src.Close()
	read := func() (events, contacts int, err error) {
		var b domain.EventBlock
		for i := range src.Events() {
			err = errors.Join(err, src.ReadEvents(t.Context(), i, &b))
			events += len(b.At)
		}
		var c domain.ContactBlock
		for i := range src.Contacts() {
			err = errors.Join(err, src.ReadContacts(t.Context(), i, &c))
			contacts += len(c.IDs)
		}
		return events, contacts, err
	}
	var running sync.WaitGroup
	for range 6 {
		running.Go(func() {
			if events, contacts, err := read(); events != 30_001 || contacts != 5000 || err != nil {
				t.Errorf("%d events, %d contacts, %v", events, contacts, err)
			}
		})
	}
	running.Wait()
	t.Run("and stay those of their moment while events are sealed and added", func(t *testing.T) {
		if err := db.Seal(t.Context()); err != nil {
			t.Fatal(err)
		}
		people := []domain.Event{{ContactID: 1, Type: domain.EventVisited, At: noon}}
		if err := db.AddEvents(t.Context(), people); err != nil {
			t.Fatal(err)
		}
		if events, _, err := read(); events != 30_001 || err != nil {
			t.Errorf("%d events, %v", events, err)
		}
	})
}
