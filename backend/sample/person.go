package sample

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// person is who somebody is, before anything happens.
type person struct {
	source
	index     int
	keen      float64 // 0..1: how much they care for the shop; drives everything else
	reader    float64 // 0..1: how much they read
	joined    time.Time
	quietFrom time.Time // people drift away; nothing of their own will happens after
	device    int
	hour      int // favourite hour
	taste     int // favourite category
	optedIn   bool
	leftAt    time.Time // unsubscribed; zero if not
	bounces   bool
	orders    int
	spent     int64
}

func (g *generator) person(i int) error {
	s := personSource(g.opt.Seed, i)
	p := &person{source: s, index: i, keen: s.Float64(), device: s.weighted(deviceWeights), hour: s.weighted(hourWeights), taste: s.weighted(categoryWeights)}
	p.reader = .6*p.keen + .4*s.Float64()
	p.joined = g.until.AddDate(0, 0, -1-int(math.Pow(s.Float64(), 1.4)*1400))
	p.quietFrom = g.quietFrom(p)
	p.optedIn = s.chance(.943)
	p.bounces = s.chance(.012)
	if p.optedIn && s.chance(.035) {
		p.leftAt = between(s, p.joined, g.until)
	}
	g.timeline, g.props = g.timeline[:0], g.props[:0]
	g.shopping(p)
	g.browsing(p)
	g.mails(p)
	return g.store(p)
}

// quietFrom is when a person drifts away; the keen ones mostly never do.
func (g *generator) quietFrom(p *person) time.Time {
	if p.chance(.35 + .55*p.keen) {
		return g.until
	}
	return between(p.source, later(p.joined, g.start), g.until)
}

// contact makes the person's record. Orders must have been made before: tier and points follow from them.
func (g *generator) contact(p *person) domain.Contact {
	first, last := p.pick(firstNames), p.pick(lastNames)
	home := places[p.weighted(placeWeights)]
	language := home.languages[0]
	if p.chance(.4) {
		language = p.pick(home.languages)
	}
	address := fmt.Sprintf("%s.%s%d@%s", ascii(first), ascii(last), p.index+1, mailDomains[p.weighted(mailDomainWeights)])
	if language == "Hindi" && p.chance(.2) {
		first, last = p.pick(firstNamesHindi), p.pick(lastNamesHindi)
	}
	values := map[domain.FieldID]domain.Value{
		domain.FieldLastName: domain.TextValue(last),
		domain.FieldCountry:  domain.TextValue(home.country),
		domain.FieldLanguage: domain.TextValue(language),
		domain.FieldJoined:   domain.DateValue(p.joined),
		g.points:             domain.IntValue(p.spent / 10000),
	}
	maybe := func(id domain.FieldID, chance float64, v domain.Value) {
		if p.chance(chance) {
			values[id] = v
		}
	}
	maybe(domain.FieldFirstName, .97, domain.TextValue(first))
	maybe(domain.FieldCity, .985, domain.TextValue(home.city))
	maybe(domain.FieldPhone, .55, domain.TextValue(fmt.Sprintf("+91 9%09d", p.Int64N(1_000_000_000))))
	maybe(g.skin, .62, domain.TextValue(p.pick(skinTypes)))
	maybe(g.birthday, .48, domain.DateValue(time.Date(1955+p.IntN(50), time.Month(1+p.IntN(12)), 1+p.IntN(28), 0, 0, 0, 0, time.UTC)))
	if tier := tierOf(p.orders, p.spent); tier != "" {
		values[g.tier] = domain.TextValue(tier)
	}
	return domain.Contact{Email: address, ExternalID: fmt.Sprintf("NB%06d", p.index+1), Values: values, CreatedAt: p.joined}
}

func tierOf(orders int, spent int64) string {
	switch {
	case orders >= 8 || spent >= 25_000_00:
		return "Gold"
	case orders >= 4 || spent >= 10_000_00:
		return "Silver"
	case orders >= 1:
		return "Green"
	}
	return ""
}

var placeWeights = func() []float64 {
	w := make([]float64, len(places))
	for i, p := range places {
		w[i] = p.weight
	}
	return w
}()

// store writes the contact, the permission and the timeline, in time order.
func (g *generator) store(p *person) error {
	c := g.contact(p)
	id, err := g.sink.AddContact(c)
	if err != nil {
		return err
	}
	if err := g.permission(p, id, c.Email); err != nil {
		return err
	}
	slices.SortStableFunc(g.timeline, func(a, b domain.Event) int { return a.At.Compare(b.At) })
	for _, e := range g.timeline {
		e.ContactID = id
		if _, err := g.sink.AddEvent(e); err != nil {
			return err
		}
		g.events++
	}
	return nil
}

func (g *generator) permission(p *person, id domain.ContactID, email string) error {
	if !p.optedIn {
		return nil
	}
	granted := domain.ConsentEntry{
		ContactID: id, Purpose: domain.Marketing, Action: domain.Granted, Basis: "consent", Source: "Sign-up at checkout",
		Wording: "Yes, send me letters about new products and offers.", Proof: "Order form of the shop", At: p.joined,
	}
	if err := g.sink.AddConsent(granted); err != nil {
		return err
	}
	if !p.leftAt.IsZero() {
		withdrawn := granted
		withdrawn.Action, withdrawn.At, withdrawn.Source, withdrawn.Proof = domain.Withdrawn, p.leftAt, "Unsubscribe link", ""
		if err := g.sink.AddConsent(withdrawn); err != nil {
			return err
		}
		return g.sink.AddSuppression(domain.Suppression{Hash: g.opt.Hash(email), Reason: domain.SuppressedUnsubscribed, Source: "Unsubscribe link", At: p.leftAt})
	}
	if p.bounces {
		return g.sink.AddSuppression(domain.Suppression{Hash: g.opt.Hash(email), Reason: domain.SuppressedBounced, Source: "Mailbox does not exist", At: g.until.AddDate(0, -1, 0)})
	}
	return nil
}

// add appends an event; props are cut from one reused slice.
func (g *generator) add(kind domain.EventTypeID, at time.Time, props ...domain.PropertyValue) {
	if !at.Before(g.until) || at.Before(g.start) {
		return
	}
	from := len(g.props)
	g.props = append(g.props, props...)
	g.timeline = append(g.timeline, domain.Event{Type: kind, At: at, Props: g.props[from:len(g.props):len(g.props)]})
}

func between(s source, from, to time.Time) time.Time {
	span := to.Sub(from)
	if span <= 0 {
		return to
	}
	return from.Add(time.Duration(s.Float64() * float64(span))).Truncate(time.Second)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// ascii keeps the letters of a name that are fine in a mailbox.
func ascii(name string) string {
	return strings.Map(func(r rune) rune {
		if r < unicode.MaxASCII && unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}
