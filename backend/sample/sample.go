package sample

import (
	"context"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// DefaultPeople is the size of the shop on first run; with it the shop has about 1.5 million events.
const DefaultPeople = 48_000

// days of behaviour before Until.
const days = 730

// Options choose the shop. Zero People means DefaultPeople. Until is the last
// day with events (its calendar date in Zone counts); the zero time is not allowed.
type Options struct {
	People int
	Seed   uint64
	Until  time.Time
	Zone   *time.Location
	// Hash is the workspace's keyed address hash, for suppressions.
	Hash func(email string) [32]byte
}

// Sink takes what is made. A person's contact comes before their events, and
// the events come in time order.
type Sink interface {
	CreateField(domain.Field) (domain.Field, error)
	AddContact(domain.Contact) (domain.ContactID, error)
	AddEvent(domain.Event) (domain.EventID, error)
	AddConsent(domain.ConsentEntry) error
	AddSuppression(domain.Suppression) error
}

// Stats counts what was made.
type Stats struct {
	People, Events int
	Seed           uint64
	Until          time.Time
}

// Settings are those of the shop's workspace.
func Settings() domain.Settings {
	s := domain.DefaultSettings()
	s.Name = "Nila Botanics (sample)"
	s.SenderName = "Nila Botanics"
	s.PostalAddress = "Nila Botanics, 14 Church Street, Bengaluru 560001, India"
	s.Unsubscribe = "unsubscribe@nilabotanics.example"
	s.Sample = true
	return s
}

// Generate makes the shop and puts it into the sink. Errors of the sink end it;
// progress is called with people done.
func Generate(ctx context.Context, opt Options, sink Sink, progress func(done, total int64)) (Stats, error) {
	if opt.People == 0 {
		opt.People = DefaultPeople
	}
	g, err := newGenerator(opt, sink)
	if err != nil {
		return Stats{}, err
	}
	for i := range opt.People {
		if i%256 == 0 {
			if err := ctx.Err(); err != nil {
				return Stats{}, err
			}
			progress(int64(i), int64(opt.People))
		}
		if err := g.person(i); err != nil {
			return Stats{}, err
		}
	}
	progress(int64(opt.People), int64(opt.People))
	return Stats{People: opt.People, Events: g.events, Seed: opt.Seed, Until: g.until}, nil
}

// generator makes people one after the other. timeline and props are reused between people.
type generator struct {
	opt       Options
	sink      Sink
	until     time.Time // the first instant after the last day
	start     time.Time
	campaigns []mailing
	skin      domain.FieldID
	tier      domain.FieldID
	birthday  domain.FieldID
	points    domain.FieldID
	timeline  []domain.Event
	props     []domain.PropertyValue
	events    int
}

func newGenerator(opt Options, sink Sink) (*generator, error) {
	y, m, d := opt.Until.In(opt.Zone).Date()
	g := &generator{opt: opt, sink: sink, until: time.Date(y, m, d+1, 0, 0, 0, 0, opt.Zone)}
	g.start = g.until.AddDate(0, 0, -days)
	g.campaigns = mailings(g.start, g.until)
	for _, f := range []struct {
		id   *domain.FieldID
		make domain.Field
	}{
		{&g.skin, domain.Field{Key: "skin_type", Name: "Skin type", Type: domain.Text}},
		{&g.tier, domain.Field{Key: "loyalty_tier", Name: "Loyalty tier", Type: domain.Text}},
		{&g.birthday, domain.Field{Key: "birthday", Name: "Birthday", Type: domain.Date}},
		{&g.points, domain.Field{Key: "loyalty_points", Name: "Loyalty points", Type: domain.Number}},
	} {
		made, err := sink.CreateField(f.make)
		if err != nil {
			return nil, err
		}
		*f.id = made.ID
	}
	return g, nil
}
