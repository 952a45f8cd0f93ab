package engine_test

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/testkit/blocks"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

func TestAnOrderEqualsSortingThePeopleAfterAnyMixOfChanges(t *testing.T) {
	t.Parallel()
	for seed := range uint64(25) {
		v := &world{Rand: rand.New(rand.NewPCG(seed, 9)), w: conformance.NewWorkspace(seed+70, 20+int(seed%3)*300), next: 1 << 40}
		other := conformance.NewWorkspace(seed+7000, 60)
		e := v.load(t)
		for range 8 {
			c := engine.Change{}
			switch v.IntN(4) {
			case 0:
				c.People = v.people(1+v.IntN(4), other)
			case 1:
				c.Erased = v.erase()
			default:
				c.Events = v.events(1+v.IntN(30), other)
			}
			if _, err := e.Apply(t.Context(), c); err != nil {
				t.Fatal(err)
			}
			if v.IntN(4) == 0 {
				if err := e.Compact(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			for range 4 {
				sameOrder(t, v, e)
			}
		}
	}
}

// sameOrder compares an order by random keys with sorting everybody plainly.
func sameOrder(t *testing.T, v *world, e *engine.Engine) {
	t.Helper()
	asOf := v.w.AsOf.Add(time.Duration(v.IntN(5)-2) * 24 * time.Hour)
	var keys []engine.OrderKey
	for range 1 + v.IntN(3) {
		keys = append(keys, v.orderKey(t, e))
	}
	got, err := e.Order(t.Context(), keys, asOf)
	if err != nil {
		t.Fatal(err)
	}
	ids := make([]domain.ContactID, len(got))
	for i, who := range got {
		ids[i] = e.Contact(int(who))
	}
	if want := v.sorted(e, keys, asOf); !slices.Equal(ids, want) {
		t.Fatalf("by %+v\n got %v\nwant %v", keys, ids, want)
	}
}

func (v *world) orderKey(t *testing.T, e *engine.Engine) engine.OrderKey {
	k := engine.OrderKey{By: engine.OrderBy(v.IntN(6)), Descending: v.IntN(2) == 0}
	switch k.By {
	case engine.ByField:
		k.Field = v.w.Catalog.Fields[v.IntN(len(v.w.Catalog.Fields))].ID
	case engine.ByCount, engine.ByLast, engine.BySum:
		k.Event = v.w.Catalog.EventTypes[v.IntN(len(v.w.Catalog.EventTypes))].ID
	case engine.BySet:
		k.Set = engine.NewBitmap(e.Size())
		for i := range e.Size() {
			k.Set.Put(i, v.IntN(2) == 0)
		}
	}
	if k.By == engine.BySum {
		k.Property = v.w.Catalog.Properties[v.IntN(len(v.w.Catalog.Properties))].ID
	}
	return k
}

// place is what somebody is sorted by.
type place struct {
	some bool
	text string
	n    int64
}

func (v *world) sorted(e *engine.Engine, keys []engine.OrderKey, asOf time.Time) []domain.ContactID {
	words := collate.New(language.Und)
	people := v.w.People()
	places := map[domain.ContactID][]place{}
	var ids []domain.ContactID
	for _, p := range people {
		ids = append(ids, p.Contact.ID)
		for _, k := range keys {
			places[p.Contact.ID] = append(places[p.Contact.ID], v.place(e, p.Facts, k, asOf))
		}
	}
	slices.SortFunc(ids, func(a, b domain.ContactID) int {
		for i, k := range keys {
			x, y := places[a][i], places[b][i]
			c := cmp.Or(words.CompareString(x.text, y.text), cmp.Compare(x.n, y.n))
			switch {
			case x.some != y.some && x.some:
				return -1
			case x.some != y.some:
				return 1
			case c != 0 && k.Descending:
				return -c
			case c != 0:
				return c
			}
		}
		return cmp.Compare(a, b)
	})
	return ids
}

func (v *world) place(e *engine.Engine, f rule.Facts, k engine.OrderKey, asOf time.Time) (p place) {
	switch k.By {
	case engine.ByField:
		return placeOf(f.Contact.Value(k.Field))
	case engine.ByName:
		return placeOf(domain.TextValue(nameOf(f.Contact)))
	case engine.BySet:
		i, _ := e.Index(f.Contact.ID)
		return place{some: true, n: 1 - int64(boolInt(k.Set.Has(i)))}
	}
	for _, ev := range f.Events {
		if ev.Type != k.Event || ev.At.UnixMilli() > asOf.UnixMilli() {
			continue
		}
		value := ev.Prop(k.Property)
		switch {
		case k.By == engine.ByCount:
			p.some, p.n = true, p.n+1
		case k.By == engine.ByLast && (!p.some || ev.At.UnixMilli() > p.n):
			p.some, p.n = true, ev.At.UnixMilli()
		case k.By == engine.BySum && value.IsSet() && !value.Type.Coded():
			p.some, p.n = true, p.n+value.Int
		}
	}
	return p
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

func placeOf(v domain.Value) place {
	text := rule.FoldValue(v)
	if v.Type.Coded() {
		return place{some: text != "", text: text}
	}
	return place{some: v.IsSet(), n: v.Int}
}

// nameOf is what somebody is called, folded piece by piece.
func nameOf(c domain.Contact) string {
	fold := func(id domain.FieldID) string { return rule.FoldValue(c.Value(id)) }
	switch first, last := fold(domain.FieldFirstName), fold(domain.FieldLastName); {
	case first != "" && last != "":
		return first + " " + last
	case first+last != "":
		return first + last
	case fold(domain.FieldEmail) != "":
		return fold(domain.FieldEmail)
	}
	return fold(domain.FieldExternalID)
}

func TestTextsOfEveryScriptAreInUnicodeOrder(t *testing.T) {
	alphabets := []string{"abcxyz", "0189", " .-_@'", "éèñüøß", "कखगघप्रियाशर्मा", "ĀāȘș", "日本語", "АБВ", "أبت"}
	r := rand.New(rand.NewPCG(4, 4))
	var people []domain.Contact
	for i := range 30_000 {
		text := ""
		for range 1 + r.IntN(14) {
			letters := []rune(alphabets[min(r.IntN(24), len(alphabets)-1)%len(alphabets)])
			if i%3 != 0 {
				letters = []rune(alphabets[r.IntN(3)])
			}
			text += string(letters[r.IntN(len(letters))])
		}
		people = append(people, domain.Contact{ID: domain.ContactID(i + 1), Email: text})
	}
	src := blocks.Facts{Fields: domain.BuiltinFields(), People: people, Width: 4096}
	e, err := engine.Load(t.Context(), blocks.New(src), catalog())
	if err != nil {
		t.Fatal(err)
	}
	got, err := e.Order(t.Context(), []engine.OrderKey{{By: engine.ByField, Field: domain.FieldEmail}}, asOf)
	if err != nil {
		t.Fatal(err)
	}
	words := collate.New(language.Und)
	for k := 1; k < len(got); k++ {
		a, b := people[got[k-1]], people[got[k]]
		x, y := rule.FoldValue(a.Value(domain.FieldEmail)), rule.FoldValue(b.Value(domain.FieldEmail))
		switch c := words.CompareString(x, y); {
		case (x == "") != (y == ""):
			if x == "" {
				t.Fatalf("nothing came before %q", y)
			}
		case c > 0 || c == 0 && a.ID > b.ID:
			t.Fatalf("%q (%d) came before %q (%d)", x, a.ID, y, b.ID)
		}
	}
}

func TestAnOrderIsMadeOnceForTheSameData(t *testing.T) {
	e := load(t, 3000)
	keys := []engine.OrderKey{{By: engine.ByName}, {By: engine.ByCount, Event: domain.EventPurchased, Descending: true}}
	first, err := e.Order(t.Context(), keys, asOf)
	if err != nil {
		t.Fatal(err)
	}
	again, err := e.Order(t.Context(), keys, asOf)
	if err != nil || &first[0] != &again[0] {
		t.Errorf("made anew: %v", err)
	}
	before := e.Version()
	if _, err := e.Apply(t.Context(), engine.Change{Erased: []domain.ContactID{e.Contact(int(first[0]))}}); err != nil {
		t.Fatal(err)
	}
	after, err := e.Order(t.Context(), keys, asOf)
	if err != nil || len(after) != len(first)-1 || after[0] != first[1] || e.Version() == before {
		t.Errorf("after an erasure: %d people, version %d, %v", len(after), e.Version(), err)
	}
}

func TestSortingStopsWithItsContext(t *testing.T) {
	e := load(t, 20_000)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Order(ctx, []engine.OrderKey{{By: engine.ByName}}, asOf); domain.CodeOf(err) != domain.Canceled {
		t.Errorf("got %v", err)
	}
}

// BenchmarkOrder makes an order of 200,000 people anew each time.
func BenchmarkOrder(b *testing.B) {
	e := load(b, 200_000)
	for name, k := range map[string]engine.OrderKey{
		"name": {By: engine.ByName}, "email": {By: engine.ByField, Field: domain.FieldEmail}, "city": {By: engine.ByField, Field: domain.FieldCity},
		"orders": {By: engine.ByCount, Event: domain.EventPurchased}, "spent": {By: engine.BySum, Event: domain.EventPurchased, Property: domain.PropAmount},
	} {
		b.Run(fmt.Sprint(name), func(b *testing.B) {
			for b.Loop() {
				e.SetCatalog(catalog())
				if _, err := e.Order(b.Context(), []engine.OrderKey{k}, asOf); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
