package segment

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Store is what the studio reads about single people.
type Store interface {
	Contact(ctx context.Context, id domain.ContactID) (domain.Contact, error)
	Contacts(ctx context.Context, ids []domain.ContactID) ([]domain.Contact, error)
	ContactEvents(ctx context.Context, id domain.ContactID, limit int) ([]domain.Event, error)
	ConsentOf(ctx context.Context, id domain.ContactID) ([]domain.ConsentEntry, error)
	SuppressionsOf(ctx context.Context, c domain.Contact) ([]domain.Suppression, error)
	ContactMemberships(ctx context.Context, id domain.ContactID) ([]domain.Membership, error)
}

// Studio answers questions about rules. It is safe for concurrent use.
type Studio struct {
	engine   *engine.Engine
	store    Store
	clock    domain.Clock
	statuses atomic.Pointer[statusMaps]
	last     atomic.Pointer[lastAnswer]

	mu     sync.Mutex
	traits *pane // made on first use, dropped with the catalog
	cache  factCache

	statusVersion atomic.Uint64
	views         views
	counted       headcounts
}

// New makes a studio over a loaded engine. status is asked once for every
// contact; nil means that nobody has given consent yet.
func New(e *engine.Engine, store Store, status func(domain.ContactID) domain.MailStatus, clock domain.Clock) *Studio {
	s := &Studio{engine: e, store: store, clock: clock}
	s.SetStatuses(status)
	return s
}

// SetStatuses replaces who can be mailed: call it after consent or suppression changed.
func (s *Studio) SetStatuses(status func(domain.ContactID) domain.MailStatus) {
	all := statusMaps{}
	for k := range all {
		all[k] = engine.NewBitmap(s.engine.Size())
	}
	for i := range s.engine.Size() {
		is := domain.NoConsent
		if status != nil {
			is = status(s.engine.Contact(i))
		}
		all[is].Add(i)
	}
	s.statuses.Store(&all)
	s.statusVersion.Add(1)
	s.counted.forget()
}

// statusMaps are the contacts of each mail status. Who came later has none yet.
type statusMaps [domain.MailStatuses]*engine.Bitmap

func (s *Studio) status(i int) domain.MailStatus {
	for k, b := range s.statuses.Load() {
		if i < b.Len() && b.Has(i) {
			return domain.MailStatus(k)
		}
	}
	return domain.NoConsent
}

// SetCatalog replaces what rules can name: call it after segments, fields or
// settings changed.
func (s *Studio) SetCatalog(cat rule.Catalog) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.engine.SetCatalog(cat)
	s.last.Store(nil)
	s.traits = nil
	s.cache.clear()
	s.counted.forget()
}

// Warm makes what questions need later on. Call it in the background.
func (s *Studio) Warm() { s.engine.Warm() }

// Live follows the saved segments over the studio's engine.
func (s *Studio) Live(record Record) *Live { return NewLive(s.engine, record, s.clock) }

// Catalog returns what rules can name.
func (s *Studio) Catalog() rule.Catalog { return s.engine.Catalog() }

// now is the instant questions are asked at: the beginning of the minute, so that
// what one edit found out serves the next, but never before a fact that is there.
func (s *Studio) now() time.Time { return AsOf(s.clock.Now(), s.engine.Last()) }

// AsOf returns the instant at which the studio asks, given the time and the
// latest fact.
func AsOf(now, last time.Time) time.Time {
	at := now.Truncate(time.Minute)
	if last.After(at) && !last.After(now) {
		return last
	}
	return at
}

func (s *Studio) evaluate(ctx context.Context, text string) (*engine.Bitmap, error) {
	r, err := rule.Parse([]byte(text))
	if err != nil {
		return nil, err
	}
	return s.engine.Evaluate(ctx, r, s.now())
}

// Members returns the ids of everybody the rule matches, ascending. A rule with
// unfinished parts is refused, because mail may follow from this.
func (s *Studio) Members(ctx context.Context, text string) ([]domain.ContactID, error) {
	r, err := rule.Parse([]byte(text))
	if err != nil {
		return nil, err
	}
	if _, unfinished := rule.Check(r, s.Catalog()); len(unfinished) > 0 {
		return nil, domain.ErrorAt(domain.Blocked, unfinished[0].Path,
			"A rule of this segment is not finished. %s Finish it or remove it, then try again.", unfinished[0].Message)
	}
	members, err := s.engine.Evaluate(ctx, r, s.now())
	if err != nil {
		return nil, err
	}
	ids := make([]domain.ContactID, 0, members.Count())
	members.Each(func(i int) bool {
		ids = append(ids, s.engine.Contact(i))
		return true
	})
	return ids, nil
}

// People returns how many people a rule matches and how many of them can be mailed.
func (s *Studio) People(ctx context.Context, text string) (people, mailable int, err error) {
	members, err := s.evaluate(ctx, text)
	if err != nil {
		return 0, 0, err
	}
	return members.Count(), s.tally(members)[domain.Mailable], nil
}

// Present returns those of some people that are in the workspace, in their order.
func (s *Studio) Present(ids []domain.ContactID) []domain.ContactID {
	out := make([]domain.ContactID, 0, len(ids))
	for _, id := range ids {
		if _, known := s.engine.Index(id); known {
			out = append(out, id)
		}
	}
	return out
}

// Tally returns how many of some people, such as the members of a frozen
// segment, are in the workspace and how many of them can be mailed.
func (s *Studio) Tally(ids []domain.ContactID) (people, mailable int) {
	for _, id := range ids {
		i, known := s.engine.Index(id)
		if !known {
			continue
		}
		people++
		if s.status(i) == domain.Mailable {
			mailable++
		}
	}
	return people, mailable
}

// tally counts members by mail status.
func (s *Studio) tally(members *engine.Bitmap) (n [domain.MailStatuses]int) {
	for k, b := range s.statuses.Load() {
		n[k] = members.CountAnd(b)
	}
	return n
}

// Project counts rules that an edit would lead to: people for each, in order.
func (s *Studio) Project(ctx context.Context, rules []string) ([]int, error) {
	out := make([]int, len(rules))
	for i, text := range rules {
		members, err := s.evaluate(ctx, text)
		if err != nil {
			return nil, err
		}
		out[i] = members.Count()
	}
	return out, nil
}

// Sentence returns a rule as one plain sentence.
func (s *Studio) Sentence(text string) (string, error) {
	r, err := rule.Parse([]byte(text))
	if err != nil {
		return "", err
	}
	return rule.Sentence(r, s.Catalog()), nil
}

// CheckSave reports why a rule cannot be saved as segment id (0 for a new one):
// it cannot be read, or segments would ask about each other in a circle.
// Unfinished parts and missing fields can be saved, though not sent to.
func (s *Studio) CheckSave(id domain.SegmentID, name, text string) error {
	r, err := rule.Parse([]byte(text))
	if err != nil {
		return err
	}
	return rule.FindCircle(id, name, r, s.Catalog())
}
