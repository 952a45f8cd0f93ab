package engine_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

// world is a workspace that changes; a fresh engine over it is what a changed one
// has to agree with.
type world struct {
	*rand.Rand
	w    *conformance.Workspace
	next domain.EventID
}

func (v *world) load(t *testing.T) *engine.Engine {
	t.Helper()
	e, err := engine.Load(t.Context(), v.w.Source(), v.w.Catalog)
	if err != nil {
		t.Fatal(err)
	}
	e.SetHistory(v.w)
	return e
}

// events takes events of another workspace over as new ones.
func (v *world) events(n int, other *conformance.Workspace) []domain.Event {
	var out []domain.Event
	for range min(n, len(other.Events)) {
		e := other.Events[v.IntN(len(other.Events))]
		e.ContactID = v.w.Contacts[v.IntN(len(v.w.Contacts))].ID
		v.next++
		e.ID = v.next
		out = append(out, e)
	}
	v.w.Events = append(v.w.Events, out...)
	return out
}

// people changes some contacts and adds one.
func (v *world) people(n int, other *conformance.Workspace) []rule.Facts {
	changed := map[int]bool{}
	for range n {
		changed[v.IntN(len(v.w.Contacts))] = true
	}
	last := v.w.Contacts[len(v.w.Contacts)-1].ID
	v.w.Contacts = append(v.w.Contacts, domain.Contact{ID: last + 3, Email: "new@example.com"})
	changed[len(v.w.Contacts)-1] = true
	var out []rule.Facts
	for i := range changed {
		v.w.Contacts[i].Values = other.Contacts[v.IntN(len(other.Contacts))].Values
		out = append(out, v.w.FactsOf(v.w.Contacts[i]))
	}
	slices.SortFunc(out, func(a, b rule.Facts) int { return int(a.Contact.ID - b.Contact.ID) })
	return out
}

func (v *world) erase() []domain.ContactID {
	if len(v.w.Contacts) < 5 {
		return nil
	}
	i := v.IntN(len(v.w.Contacts))
	id := v.w.Contacts[i].ID
	v.w.Contacts = slices.Delete(v.w.Contacts, i, i+1)
	v.w.Events = slices.DeleteFunc(v.w.Events, func(e domain.Event) bool { return e.ContactID == id })
	return []domain.ContactID{id}
}

func TestAfterAnyMixOfChangesTheEngineAgreesWithAFreshOne(t *testing.T) {
	t.Parallel()
	for seed := range uint64(40) {
		v := &world{Rand: rand.New(rand.NewPCG(seed, 3)), w: conformance.NewWorkspace(seed, 20+int(seed%3)*300), next: 1 << 40}
		other := conformance.NewWorkspace(seed+5000, 60)
		e := v.load(t)
		for step := range 12 {
			c := engine.Change{}
			switch v.IntN(5) {
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
			agree(t, v, e, seed*1000+uint64(step))
		}
	}
}

// agree compares a changed engine with a fresh one on random rules.
func agree(t *testing.T, v *world, e *engine.Engine, seed uint64) {
	t.Helper()
	fresh := v.load(t)
	if e.Contacts() != fresh.Contacts() || e.Events() != fresh.Events() {
		t.Fatalf("seed %d: %d people and %d events, want %d and %d", seed, e.Contacts(), e.Events(), fresh.Contacts(), fresh.Events())
	}
	for k := range uint64(6) {
		r := conformance.NewRule(seed*10+k, v.w)
		at := v.w.AsOf.Add(time.Duration(v.IntN(3)-1) * 24 * time.Hour)
		got, err := e.Nodes(t.Context(), r, at)
		if err != nil {
			t.Fatal(err)
		}
		want, err := fresh.Nodes(t.Context(), r, at)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(idsOf(e, got.Members), idsOf(fresh, want.Members)) || !slices.Equal(got.Nodes, want.Nodes) ||
			!slices.Equal(idsOf(e, got.NearAll), idsOf(fresh, want.NearAll)) {
			t.Fatalf("seed %d: %s\n got %v %+v\nwant %v %+v", seed, r.JSON(), idsOf(e, got.Members), got.Nodes, idsOf(fresh, want.Members), want.Nodes)
		}
	}
}

func idsOf(e *engine.Engine, b *engine.Bitmap) []domain.ContactID {
	var out []domain.ContactID
	b.Each(func(i int) bool { out = append(out, e.Contact(i)); return true })
	return out
}
