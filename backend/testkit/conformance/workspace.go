package conformance

import (
	"context"
	"math/rand/v2"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Workspace is random data with the instant it is asked at.
type Workspace struct {
	Catalog      rule.Catalog
	AsOf         time.Time
	Contacts     []domain.Contact      // by id
	Events       []domain.Event        // by contact, time and id
	Consents     []domain.ConsentEntry // by contact, as recorded
	Suppressions map[domain.ContactID][]domain.Suppression
	Stays        []domain.Membership // by contact and time
}

// EachContact hands over the contacts by id.
func (w *Workspace) EachContact(_ context.Context, fn func(domain.Contact) error) error {
	return each(w.Contacts, fn)
}

// EachEvent hands over the events, reusing one slice of properties as a store may.
func (w *Workspace) EachEvent(_ context.Context, fn func(domain.Event) error) error {
	var props []domain.PropertyValue
	return each(w.Events, func(e domain.Event) error {
		props = append(props[:0], e.Props...)
		e.Props = props
		return fn(e)
	})
}

// EachConsent hands over the permission ledger as recorded.
func (w *Workspace) EachConsent(_ context.Context, fn func(domain.ConsentEntry) error) error {
	return each(w.Consents, fn)
}

// EachSuppression hands over why which contacts must not be mailed, by contact.
func (w *Workspace) EachSuppression(_ context.Context, fn func(domain.ContactID, domain.Suppression) error) error {
	return each(w.Contacts, func(c domain.Contact) error {
		return each(w.Suppressions[c.ID], func(s domain.Suppression) error { return fn(c.ID, s) })
	})
}

// EachStay hands over the stays in a segment by contact and time.
func (w *Workspace) EachStay(_ context.Context, id domain.SegmentID, fn func(domain.Membership) error) error {
	return each(w.Stays, func(m domain.Membership) error {
		if m.SegmentID != id {
			return nil
		}
		return fn(m)
	})
}

func each[T any](all []T, fn func(T) error) error {
	for _, v := range all {
		if err := fn(v); err != nil {
			return err
		}
	}
	return nil
}

// EventsOf returns a contact's events, oldest first.
func (w *Workspace) EventsOf(id domain.ContactID) []domain.Event {
	return w.FactsOf(domain.Contact{ID: id}).Events
}

// FactsOf returns everything known about a contact. It reads all of the
// workspace: for everybody use People.
func (w *Workspace) FactsOf(c domain.Contact) rule.Facts {
	one := *w
	one.Contacts = []domain.Contact{c}
	return one.People()[0].Facts
}

// People returns everybody in the order of Contacts.
func (w *Workspace) People() []rule.Person {
	of := map[domain.ContactID]*rule.Facts{}
	for _, c := range w.Contacts {
		of[c.ID] = &rule.Facts{Contact: c, Suppressions: w.Suppressions[c.ID]}
	}
	for _, e := range w.Events {
		if f := of[e.ContactID]; f != nil {
			f.Events = append(f.Events, e)
		}
	}
	for _, e := range w.Consents {
		if f := of[e.ContactID]; f != nil {
			f.Consents = append(f.Consents, e)
		}
	}
	for _, m := range w.Stays {
		if f := of[m.ContactID]; f != nil {
			f.Stays = append(f.Stays, m)
		}
	}
	out := make([]rule.Person, len(w.Contacts))
	for i, c := range w.Contacts {
		out[i] = rule.PersonOf(*of[c.ID])
	}
	return out
}

// Members returns which people match by the reference, package rule, as of an
// instant. People are all there are, by id.
func (w *Workspace) Members(r rule.Rule, people []rule.Person, asOf time.Time) ([]domain.ContactID, error) {
	plan, err := rule.Compile(r, w.Catalog, asOf)
	if err != nil {
		return nil, err
	}
	plan.RankPeople(people)
	var out []domain.ContactID
	for i := range people {
		if plan.Match(people[i]) {
			out = append(out, people[i].Contact.ID)
		}
	}
	return out, nil
}

// Reference makes the evaluator that all others are held to.
func Reference(w *Workspace) (Evaluator, error) {
	people := w.People()
	return func(_ context.Context, r rule.Rule, asOf time.Time) ([]domain.ContactID, error) {
		return w.Members(r, people, asOf)
	}, nil
}

// Until returns the workspace without what happened after an instant, asked at
// that instant. Contacts stay: nothing says since when a field has its value.
func (w *Workspace) Until(asOf time.Time) *Workspace {
	out := &Workspace{Catalog: w.Catalog, AsOf: asOf, Contacts: w.Contacts, Suppressions: map[domain.ContactID][]domain.Suppression{}}
	for _, e := range w.Events {
		if !e.At.After(asOf) {
			out.Events = append(out.Events, e)
		}
	}
	for _, e := range w.Consents {
		if !e.At.After(asOf) {
			out.Consents = append(out.Consents, e)
		}
	}
	for id, all := range w.Suppressions {
		for _, s := range all {
			if !s.At.After(asOf) {
				out.Suppressions[id] = append(out.Suppressions[id], s)
			}
		}
	}
	for _, m := range w.Stays {
		if m.LeftAt.After(asOf) {
			m.LeftAt = time.Time{}
		}
		if !m.EnteredAt.After(asOf) {
			out.Stays = append(out.Stays, m)
		}
	}
	return out
}

// instants are asked at and around: clock changes, leap days, ends of months and years.
var instants = []string{
	"2025-03-30T01:30:00Z", "2025-03-31T00:15:00Z", "2025-10-26T00:30:00Z", "2025-10-26T01:30:00Z", "2024-02-29T12:00:00Z",
	"2025-02-28T23:59:59Z", "2024-03-31T18:29:59Z", "2026-01-01T00:00:00Z", "2025-05-31T10:00:00Z", "2018-11-04T03:00:00Z", "2025-04-01T00:00:00Z",
	"2025-10-27T12:00:00Z", "2025-12-30T20:00:00Z", "2018-02-18T02:30:00Z",
}

type maker struct {
	*rand.Rand
	w      *Workspace
	fields []domain.Field
	types  []domain.EventType
	props  []domain.Property
	busy   []int // the most events a person has, by how busy they are
	small  bool  // the person's numbers are a few units: averages of them lie between two
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// chance is true once in n times.
func chance(r *rand.Rand, n int) bool { return r.IntN(n) == 0 }

// NewWorkspace makes the workspace of a seed with so many contacts.
func NewWorkspace(seed uint64, contacts int) *Workspace {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 1)), w: &Workspace{Suppressions: map[domain.ContactID][]domain.Suppression{}}}
	at, err := time.Parse(time.RFC3339, pick(m.Rand, instants))
	if err != nil {
		panic(err)
	}
	m.w.AsOf = at.Add(time.Duration(m.IntN(3)) * 500 * time.Millisecond)
	m.vocabulary()
	m.busy = []int{1, 4, 14, 14}
	if contacts < 100 {
		m.busy = append(m.busy, 40)
	}
	for i := range contacts {
		m.contact(domain.ContactID(i*2 + 1))
	}
	return m.w
}
