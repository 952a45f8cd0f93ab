package engine_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/testkit/blocks"
)

// shop is a big workspace made as it is read: 48,000 people, about 1.5 million events.
type shop struct{ people int }

var asOf = time.Date(2026, 6, 15, 9, 30, 0, 0, time.UTC)

func (s shop) EachContact(_ context.Context, fn func(domain.Contact) error) error {
	r := rand.New(rand.NewPCG(1, 1))
	cities := []string{"Mumbai", "Pune", "Bengaluru", "Delhi", "Chennai", "Kochi", "London"}
	for i := range s.people {
		c := domain.Contact{ID: domain.ContactID(i + 1), Email: "a@example.com", Values: map[domain.FieldID]domain.Value{
			domain.FieldCity:   domain.TextValue(cities[r.IntN(len(cities))]),
			domain.FieldJoined: domain.DateValue(asOf.AddDate(0, 0, -r.IntN(1000))),
		}}
		if err := fn(c); err != nil {
			return err
		}
	}
	return nil
}

func (s shop) EachEvent(_ context.Context, fn func(domain.Event) error) error {
	r := rand.New(rand.NewPCG(2, 2))
	categories := []string{"Skincare", "Hair care", "Make-up", "Bath"}
	kinds := []domain.EventTypeID{domain.EventSent, domain.EventSent, domain.EventOpened, domain.EventVisited, domain.EventVisited, domain.EventPurchased, domain.EventBought, domain.EventAddedToCart}
	var props []domain.PropertyValue
	for i := range s.people {
		at := asOf.AddDate(-2, 0, 0)
		for k := range 20 + r.IntN(24) {
			at = at.Add(time.Duration(r.IntN(30*24*60)) * time.Minute)
			props = append(props[:0], domain.PropertyValue{ID: domain.PropMessage, Value: domain.IntValue(int64(k / 8))},
				domain.PropertyValue{ID: domain.PropCategory, Value: domain.TextValue(categories[r.IntN(4)])},
				domain.PropertyValue{ID: domain.PropAmount, Value: domain.MoneyValue(int64(r.IntN(500000)))})
			if err := fn(domain.Event{ContactID: domain.ContactID(i + 1), Type: kinds[r.IntN(len(kinds))], At: at, Props: props}); err != nil {
				return err
			}
		}
	}
	return nil
}

const sevenClauses = `{"version":1,"include":{"id":"r","all":[
	{"id":"1","type":"event","event":"purchased","count":{"op":"at_least","n":2},"window":{"kind":"last","n":365,"unit":"day"}},
	{"id":"2","type":"recency","event":"purchased","which":"last","window":{"kind":"more_than_ago","n":30,"unit":"day"}},
	{"id":"g","any":[
		{"id":"3","type":"field","field":"city","op":"any_of","values":["Mumbai","Pune","Bengaluru"]},
		{"id":"4","type":"event","event":"opened","count":{"op":"at_least","n":1},"where":[{"property":"hour","op":"between","value":"19","to":"22"}]},
		{"id":"5","type":"event","event":"visited","count":{"op":"at_least","n":2},"window":{"kind":"last","n":90,"unit":"day"},"where":[{"property":"category","op":"any_of","values":["Skincare"]}]}]},
	{"id":"6","not":true,"type":"messages","n":3,"action":"opened","count":{"op":"exactly","n":0}}]},
	"exclude":{"id":"x","any":[{"id":"7","type":"measure","event":"purchased","measure":"sum","property":"amount","op":"gte","value":"20000"}]}}`

// source makes the shop's blocks.
func (s shop) source(t testing.TB) *blocks.Source {
	t.Helper()
	f := blocks.Facts{Fields: domain.BuiltinFields(), Properties: domain.BuiltinProperties(), Width: 4096}
	if err := s.EachContact(t.Context(), func(c domain.Contact) error { f.People = append(f.People, c); return nil }); err != nil {
		t.Fatal(err)
	}
	err := s.EachEvent(t.Context(), func(e domain.Event) error {
		e.Props = slices.Clone(e.Props)
		f.Deeds = append(f.Deeds, e)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return blocks.New(f)
}

func catalog() rule.Catalog {
	return rule.NewCatalog(domain.BuiltinFields(), domain.BuiltinEventTypes(), domain.BuiltinProperties(), nil, domain.DefaultSettings())
}

func load(t testing.TB, people int) *engine.Engine {
	t.Helper()
	e, err := engine.Load(t.Context(), shop{people}.source(t), catalog())
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func parse(t testing.TB, text string) rule.Rule {
	t.Helper()
	r, err := rule.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// BenchmarkNodes counts seven clauses with every number of every node. "edit"
// finds the other clauses counted before, "fresh" none.
func BenchmarkNodes(b *testing.B) {
	e, r := load(b, 48_000), parse(b, sevenClauses)
	b.Logf("%d people, %d events", e.Contacts(), e.Events())
	b.Run("fresh", func(b *testing.B) {
		at := asOf
		for b.Loop() {
			at = at.Add(time.Second) // a new instant: no clause is known
			if _, err := e.Nodes(b.Context(), r, at); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("edit", func(b *testing.B) {
		n := 0
		for b.Loop() {
			n++
			r.Include.Kids[0].Cond.(*rule.Event).Window.N = 30 + n%3000
			if _, err := e.Nodes(b.Context(), r, asOf); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b, 48_000)
	}
}
