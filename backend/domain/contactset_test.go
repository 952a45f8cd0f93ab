package domain_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
)

func TestSetsOfContacts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	some := func(n int) map[domain.ContactID]bool {
		out := map[domain.ContactID]bool{}
		for range n {
			out[domain.ContactID(1+r.IntN(300))] = true
		}
		return out
	}
	set := func(m map[domain.ContactID]bool) domain.ContactSet {
		return domain.Contacts(slices.Values(slices.Sorted(maps.Keys(m))))
	}
	for range 200 {
		a, b := some(r.IntN(80)), some(r.IntN(80))
		if got := slices.Collect(set(a).All()); !slices.Equal(got, slices.Sorted(maps.Keys(a))) {
			t.Fatalf("%v came back as %v", a, got)
		}
		minus, with := maps.Clone(a), maps.Clone(a)
		maps.Copy(with, b)
		maps.DeleteFunc(minus, func(id domain.ContactID, _ bool) bool { return b[id] })
		if got := set(a).Minus(set(b)); !slices.Equal(got, set(minus)) {
			t.Fatalf("%v without %v is %v", a, b, slices.Collect(got.All()))
		}
		if got := set(a).With(set(b)); !slices.Equal(got, set(with)) {
			t.Fatalf("%v with %v is %v", a, b, slices.Collect(got.All()))
		}
	}
	t.Run("end where bytes are damaged", func(t *testing.T) {
		if got := slices.Collect(domain.ContactSet{5, 0xff}.All()); !slices.Equal(got, []domain.ContactID{5}) {
			t.Errorf("read %v", got)
		}
	})
}
