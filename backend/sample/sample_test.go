package sample_test

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sample"
)

// tally is a sink that fingerprints what it is given.
type tally struct {
	fields, contacts, granted, withdrawn, suppressed int
	byType                                           map[domain.EventTypeID]int
	problems                                         []string
	last                                             domain.Event
	sum                                              [32]byte
	people                                           []string
}

func (s *tally) note(v any) { s.sum = sha256.Sum256(fmt.Appendf(s.sum[:], "%v", v)) }

func (s *tally) CreateField(f domain.Field) (domain.Field, error) {
	s.fields++
	f.ID = domain.FieldID(20 + s.fields)
	return f, nil
}

func (s *tally) AddContact(c domain.Contact) (domain.ContactID, error) {
	s.contacts++
	s.note(c)
	s.people = append(s.people, fmt.Sprint(c))
	if !strings.HasSuffix(c.Email, ".example") {
		s.problems = append(s.problems, c.Email)
	}
	return domain.ContactID(s.contacts), nil
}

func (s *tally) AddEvent(e domain.Event) (domain.EventID, error) {
	s.note(e)
	s.byType[e.Type]++
	if e.ContactID == s.last.ContactID && e.At.Before(s.last.At) {
		s.problems = append(s.problems, fmt.Sprint("out of order: ", e))
	}
	s.last = e
	return 0, nil
}

func (s *tally) AddConsent(e domain.ConsentEntry) error {
	if e.Action == domain.Granted {
		s.granted++
	} else {
		s.withdrawn++
	}
	return nil
}
func (s *tally) AddSuppression(domain.Suppression) error { s.suppressed++; return nil }

func generate(t *testing.T, people int, seed uint64) *tally {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Kolkata")
	if err != nil {
		t.Fatal(err)
	}
	sink := &tally{byType: map[domain.EventTypeID]int{}}
	opt := sample.Options{People: people, Seed: seed, Until: time.Date(2026, 6, 30, 12, 0, 0, 0, zone), Zone: zone, Hash: func(e string) [32]byte { return sha256.Sum256([]byte(e)) }}
	stats, err := sample.Generate(context.Background(), opt, sink, func(int64, int64) {})
	if err != nil {
		t.Fatal(err)
	}
	events := 0
	for _, n := range sink.byType {
		events += n
	}
	if stats.People != people || stats.Events != events || sink.contacts != people {
		t.Fatalf("stats %+v, sink has %d people, %d events", stats, sink.contacts, events)
	}
	return sink
}

func TestSample(t *testing.T) {
	shop := generate(t, 2000, 7)
	t.Run("the same seed gives the same shop", func(t *testing.T) {
		if again := generate(t, 2000, 7); again.sum != shop.sum {
			t.Fatal("two runs differ")
		}
		if other := generate(t, 2000, 8); other.sum == shop.sum {
			t.Fatal("another seed gives the same shop")
		}
	})
	t.Run("people stay who they are when the shop grows", func(t *testing.T) {
		small := generate(t, 100, 7)
		for i, p := range small.people {
			if p != shop.people[i] {
				t.Fatalf("person %d: %s became %s", i, p, shop.people[i])
			}
		}
	})
	t.Run("addresses reach nobody and events come in time order", func(t *testing.T) {
		if len(shop.problems) > 0 {
			t.Fatal(shop.problems[0])
		}
	})
	t.Run("every kind of behaviour is there in believable proportions", func(t *testing.T) {
		n := shop.byType
		t.Log(n, "granted", shop.granted, "withdrawn", shop.withdrawn, "suppressed", shop.suppressed)
		total := 0
		for _, c := range n {
			total += c
		}
		if per := total / 2000; per < 25 || per > 40 {
			t.Errorf("%d events per person", per)
		}
		rate := float64(n[domain.EventOpened]) / float64(n[domain.EventSent])
		if rate < .2 || rate > .5 {
			t.Errorf("open rate %.2f", rate)
		}
		for _, kind := range []domain.EventTypeID{domain.EventClicked, domain.EventBounced, domain.EventUnsubscribed, domain.EventVisited, domain.EventAddedToCart, domain.EventPurchased, domain.EventRefunded, domain.EventBought} {
			if n[kind] == 0 {
				t.Errorf("no events of type %d", kind)
			}
		}
		if shop.suppressed == 0 || shop.withdrawn == 0 || shop.granted < 1800 || shop.granted > 1960 {
			t.Error("permission is not believable")
		}
	})
}

func TestSegmentsAreRulesThatCanBeRead(t *testing.T) {
	for i, g := range sample.Segments() {
		if !json.Valid(g.Rule) || g.Name == "" {
			t.Errorf("segment %d (%s) is not a rule", i+1, g.Name)
		}
	}
}
