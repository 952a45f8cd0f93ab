package conformance

import (
	"context"
	"math/rand/v2"
	"strconv"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Workspace is random data with the instant it is asked at.
type Workspace struct {
	Catalog  rule.Catalog
	AsOf     time.Time
	Contacts []domain.Contact
	Events   []domain.Event // by contact, time and id
}

// EachContact hands over the contacts by id.
func (w *Workspace) EachContact(_ context.Context, fn func(domain.Contact) error) error {
	for _, c := range w.Contacts {
		if err := fn(c); err != nil {
			return err
		}
	}
	return nil
}

// EachEvent hands over the events, reusing one slice of properties as a store may.
func (w *Workspace) EachEvent(_ context.Context, fn func(domain.Event) error) error {
	var props []domain.PropertyValue
	for _, e := range w.Events {
		props = append(props[:0], e.Props...)
		e.Props = props
		if err := fn(e); err != nil {
			return err
		}
	}
	return nil
}

// EventsOf returns a contact's events, oldest first.
func (w *Workspace) EventsOf(id domain.ContactID) []domain.Event {
	var out []domain.Event
	for _, e := range w.Events {
		if e.ContactID == id {
			out = append(out, e)
		}
	}
	return out
}

var texts = []string{
	"Mumbai", "mumbai ", " MUMBAI", "Pune", "München", "Mu\u0308nchen", "MÜNCHEN", "straße", "STRASSE", "İstanbul", "पुणे",
	"Σίσυφος", "σίσυφοσ", "ﬁn", "FIN", "n\u0303andu\u0301", "ñandú", "10", "a.b", "Skincare", "skincare", "Hair care", "é", "\u200b", "  ",
}

var zones = []string{"Asia/Kolkata", "Europe/Berlin", "UTC", "America/Sao_Paulo", "America/St_Johns", "Asia/Kathmandu"}

// instants are asked at and around: clock changes, leap days, ends of months and years.
var instants = []string{
	"2025-03-30T01:30:00Z", "2025-03-31T00:15:00Z", "2025-10-26T00:30:00Z", "2025-10-26T01:30:00Z", "2024-02-29T12:00:00Z",
	"2025-02-28T23:59:59Z", "2024-03-31T18:29:59Z", "2026-01-01T00:00:00Z", "2025-05-31T10:00:00Z", "2018-11-04T03:00:00Z", "2025-04-01T00:00:00Z",
}

const (
	userNumber domain.FieldID    = 20
	userMoney  domain.FieldID    = 21
	userDate   domain.FieldID    = 22
	userTime   domain.FieldID    = 23
	userBool   domain.FieldID    = 24
	score      domain.PropertyID = 40
	shipped    domain.PropertyID = 41
	due        domain.PropertyID = 42
)

type maker struct {
	*rand.Rand
	w      *Workspace
	fields []domain.Field
	types  []domain.EventType
	props  []domain.Property
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// NewWorkspace makes the workspace of a seed with so many contacts.
func NewWorkspace(seed uint64, contacts int) *Workspace {
	m := &maker{Rand: rand.New(rand.NewPCG(seed, 1)), w: &Workspace{}}
	s := domain.DefaultSettings()
	s.TimeZone, s.WeekStart, s.FiscalMonth = pick(m.Rand, zones), time.Weekday(m.IntN(7)), time.Month(1+m.IntN(12))
	m.fields = append(domain.BuiltinFields(),
		domain.Field{ID: userNumber, Key: "nps", Name: "NPS", Type: domain.Number}, domain.Field{ID: userMoney, Key: "credit", Name: "Credit", Type: domain.Money},
		domain.Field{ID: userDate, Key: "renewal", Name: "Renewal", Type: domain.Date}, domain.Field{ID: userTime, Key: "seen", Name: "Seen", Type: domain.Time},
		domain.Field{ID: userBool, Key: "vip", Name: "VIP", Type: domain.Bool})
	m.types = append(domain.BuiltinEventTypes(), domain.EventType{ID: 30, Key: "demo", Name: "Demo booked"})
	m.props = append(domain.BuiltinProperties(),
		domain.Property{ID: score, Key: "score", Name: "Score", Type: domain.Number},
		domain.Property{ID: shipped, Key: "shipped", Name: "Shipped", Type: domain.Time}, domain.Property{ID: due, Key: "due", Name: "Due", Type: domain.Date})
	m.w.Catalog = rule.NewCatalog(m.fields, m.types, m.props, m.segments(), s)
	at, err := time.Parse(time.RFC3339, pick(m.Rand, instants))
	if err != nil {
		panic(err)
	}
	m.w.AsOf = at.Add(time.Duration(m.IntN(3)) * 500 * time.Millisecond)
	for i := range contacts {
		m.contact(domain.ContactID(i*2 + 1))
	}
	return m.w
}

// segments are saved rules; the second asks about the first.
func (m *maker) segments() []domain.Segment {
	return []domain.Segment{
		{ID: 7, Name: "Mumbai", Rule: []byte(`{"type":"field","field":"city","op":"any_of","values":["Mumbai","strasse"]}`)},
		{ID: 8, Name: "Buyers", Rule: []byte(`{"version":1,"include":{"any":[{"type":"event","event":"purchased"},{"type":"segment","segments":[7]}]},
			"exclude":{"any":[{"type":"field","field":"vip","op":"is_true"},{"type":"event","event":""}]}}`)},
		{ID: 9, Name: "Nobody", Rule: []byte(`{"version":1}`)},
	}
}

func (m *maker) contact(id domain.ContactID) {
	c := domain.Contact{ID: id, Email: "p" + strconv.Itoa(int(id)) + "@example.com", Values: map[domain.FieldID]domain.Value{}}
	for _, f := range m.fields[2:] {
		if v, ok := m.value(f.Type); ok {
			c.Values[f.ID] = v
		}
	}
	m.w.Contacts = append(m.w.Contacts, c)
	var events []domain.Event
	for range m.IntN(pick(m.Rand, []int{1, 4, 14})) {
		events = append(events, m.event(id))
	}
	for i := range events {
		events[i].ID = domain.EventID(1000*int64(id) + int64(i))
	}
	sortEvents(events)
	m.w.Events = append(m.w.Events, events...)
}

func (m *maker) value(t domain.ValueType) (domain.Value, bool) {
	if m.IntN(3) == 0 {
		return domain.Value{}, false
	}
	switch t {
	case domain.Text:
		return domain.Value{Type: t, Text: pick(m.Rand, texts)}, true
	case domain.Number:
		return domain.Value{Type: t, Int: int64(m.IntN(9)-2) * domain.NumberScale / 2}, true
	case domain.Money:
		return domain.MoneyValue(int64(m.IntN(9)-1) * 50), true
	case domain.Bool:
		return domain.BoolValue(m.IntN(2) == 0), true
	case domain.Date:
		return domain.DateValue(m.instant()), true
	}
	return domain.TimeValue(m.instant()), true
}

// instant is near an edge: whole steps from the workspace's instant, or a midnight.
func (m *maker) instant() time.Time {
	at := m.w.AsOf.In(m.w.Catalog.Location())
	n := m.IntN(5)
	switch m.IntN(7) {
	case 0:
		at = at.AddDate(0, 0, -n)
	case 1:
		at = at.AddDate(0, -n, 0)
	case 2:
		at = at.Add(-time.Duration(n) * time.Hour)
	case 3:
		y, mo, d := at.Date()
		at = time.Date(y, mo, d-n*10, 0, 0, 0, 0, at.Location())
	case 4:
		at = at.Add(-time.Duration(m.IntN(400*24*60)) * time.Minute)
	case 5:
		at = at.AddDate(-n, 0, 0)
	case 6:
		at = at.AddDate(0, 0, n)
	}
	return at.Add(time.Duration(m.IntN(3)-1) * time.Millisecond).UTC()
}

func (m *maker) event(id domain.ContactID) domain.Event {
	e := domain.Event{ContactID: id, Type: pick(m.Rand, m.types).ID, At: m.instant()}
	if m.IntN(2) == 0 {
		e.Type = pick(m.Rand, []domain.EventTypeID{domain.EventSent, domain.EventOpened, domain.EventPurchased})
	}
	for _, p := range m.props {
		v, ok := m.value(p.Type)
		switch {
		case p.ID == domain.PropMessage && ok:
			v = domain.IntValue(int64(m.IntN(4)))
		case p.ID == domain.PropMachine && ok:
			v = domain.BoolValue(m.IntN(4) == 0)
		}
		if ok {
			e.Props = append(e.Props, domain.PropertyValue{ID: p.ID, Value: v})
		}
	}
	return e
}
