package conformance

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

func (m *maker) contact(id domain.ContactID) {
	c := domain.Contact{ID: id, Email: "p" + strconv.Itoa(int(id)) + "@example.com", Values: map[domain.FieldID]domain.Value{}}
	switch m.IntN(4) {
	case 0:
		c.Email = pick(m.Rand, emails)
	case 1:
		c.Email, c.ExternalID = "", pick(m.Rand, texts)
	}
	m.small = chance(m.Rand, 2)
	for _, f := range m.fields[2:] {
		if v, ok := m.fieldValue(f.Type); ok {
			c.Values[f.ID] = v
		}
	}
	m.w.Contacts = append(m.w.Contacts, c)
	m.events(id)
	m.consents(id)
	m.suppressions(id)
	m.stays(id)
}

// fieldValue is a value for a field: those may be the largest there are, and
// dates may be birthdays.
func (m *maker) fieldValue(t domain.ValueType) (domain.Value, bool) {
	v, ok := m.value(t)
	switch {
	case !ok:
	case (t == domain.Number || t == domain.Money) && chance(m.Rand, 12):
		v.Int = pick(m.Rand, []int64{math.MaxInt64, -math.MaxInt64, math.MaxInt64 - 1})
	case t == domain.Date && chance(m.Rand, 3):
		v = m.birthday()
	}
	return v, ok
}

// birthday is a day near the workspace's instant in another year, or a leap day.
func (m *maker) birthday() domain.Value {
	year := 1950 + m.IntN(60)
	if chance(m.Rand, 4) {
		return domain.DateValue(time.Date(year-year%4, time.February, 29, 0, 0, 0, 0, time.UTC))
	}
	at := m.w.AsOf.In(m.w.Catalog.Location()).AddDate(0, 0, m.IntN(15)-7)
	return domain.DateValue(time.Date(year, at.Month(), at.Day(), 0, 0, 0, 0, time.UTC))
}

// value is a value of a type, missing one time in three.
func (m *maker) value(t domain.ValueType) (domain.Value, bool) {
	if chance(m.Rand, 3) {
		return domain.Value{}, false
	}
	switch t {
	case domain.Text:
		return domain.Value{Type: t, Text: pick(m.Rand, texts)}, true
	case domain.List:
		var list []string
		for range m.IntN(4) {
			list = append(list, pick(m.Rand, items))
		}
		v := domain.ListValue(list)
		return v, v.IsSet()
	case domain.Number:
		if m.small {
			return domain.Value{Type: t, Int: int64(m.IntN(5) - 2)}, true
		}
		return domain.Value{Type: t, Int: int64(m.IntN(9)-4) * domain.NumberScale / 2}, true
	case domain.Money:
		if m.small {
			return domain.MoneyValue(int64(m.IntN(5) - 2)), true
		}
		return domain.MoneyValue(int64(m.IntN(9)-4) * 50), true
	case domain.Bool:
		return domain.BoolValue(m.IntN(2) == 0), true
	case domain.Date:
		return domain.DateValue(m.instant()), true
	}
	return domain.TimeValue(m.instant()), true
}

// instant is near an edge: whole steps from the workspace's instant, a midnight,
// or half an hour around such a step, where clocks may change.
func (m *maker) instant() time.Time {
	at := m.w.AsOf.In(m.w.Catalog.Location())
	n := m.IntN(5)
	switch m.IntN(8) {
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
	case 7:
		at = at.AddDate(0, 0, -n).Add(time.Duration(m.IntN(9)-6) * 30 * time.Minute)
	}
	return at.Add(time.Duration(m.IntN(3)-1) * time.Millisecond).UTC()
}

// events are few for some and many for others. Some happen at the very instant
// of the one before, most of one person in three.
func (m *maker) events(id domain.ContactID) {
	var events []domain.Event
	rare := pick(m.Rand, []int{2, 5, 5})
	for i := range m.IntN(pick(m.Rand, m.busy)) {
		e := m.event(id)
		if i > 0 && chance(m.Rand, rare) {
			e.At = events[i-1].At
		}
		events = append(events, e)
	}
	for i := range events {
		events[i].ID = domain.EventID(1000*int64(id) + int64(i))
	}
	slices.SortFunc(events, func(a, b domain.Event) int {
		return cmp.Or(cmp.Compare(a.At.UnixMilli(), b.At.UnixMilli()), cmp.Compare(a.ID, b.ID))
	})
	m.w.Events = append(m.w.Events, events...)
}

func (m *maker) event(id domain.ContactID) domain.Event {
	e := domain.Event{ContactID: id, Type: pick(m.Rand, m.types).ID, At: m.instant()}
	if m.IntN(2) == 0 {
		e.Type = pick(m.Rand, []domain.EventTypeID{domain.EventSent, domain.EventOpened, domain.EventPurchased})
	}
	for _, p := range m.props {
		if v, ok := m.property(p); ok {
			e.Props = append(e.Props, domain.PropertyValue{ID: p.ID, Value: v})
		}
	}
	return e
}

func (m *maker) property(p domain.Property) (domain.Value, bool) {
	v, ok := m.value(p.Type)
	if !ok {
		return v, false
	}
	switch p.ID {
	case domain.PropMessage:
		v = domain.IntValue(int64(m.IntN(4)))
	case domain.PropMachine:
		v = domain.BoolValue(chance(m.Rand, 4))
	case bounce:
		v = domain.TextValue(pick(m.Rand, []string{"hard", "Hard", "soft", "SOFT ", "other"}))
	case domain.PropAmount, score:
		if chance(m.Rand, 12) { // large, but the sum of a person's stays within 64 bits
			v.Int = pick(m.Rand, []int64{math.MaxInt64 / 64, math.MinInt64 / 64})
		}
	}
	return v, true
}

// consents are a ledger as recorded: the times need not ascend.
func (m *maker) consents(id domain.ContactID) {
	for range m.IntN(4) {
		e := domain.ConsentEntry{ContactID: id, Purpose: pick(m.Rand, purposes), Action: domain.Granted, Basis: pick(m.Rand, bases), At: m.instant()}
		if chance(m.Rand, 3) {
			e.Action = domain.Withdrawn
		}
		if n := len(m.w.Consents); n > 0 && chance(m.Rand, 4) {
			e.At = m.w.Consents[n-1].At
		}
		m.w.Consents = append(m.w.Consents, e)
	}
}

func (m *maker) suppressions(id domain.ContactID) {
	for range max(0, m.IntN(5)-2) {
		m.w.Suppressions[id] = append(m.w.Suppressions[id], domain.Suppression{Reason: pick(m.Rand, reasons), At: m.instant()})
	}
}

// stays are in the segments with a history. They do not depend on the segments'
// rules: what is on record counts.
func (m *maker) stays(id domain.ContactID) {
	var stays []domain.Membership
	for range m.IntN(4) {
		s := domain.Membership{SegmentID: pick(m.Rand, []domain.SegmentID{mumbai, buyers, frozen, frozen, frozen2}), ContactID: id, EnteredAt: m.instant()}
		if left := m.instant(); left.After(s.EnteredAt) {
			s.LeftAt = left
		}
		stays = append(stays, s)
	}
	slices.SortStableFunc(stays, func(a, b domain.Membership) int { return a.EnteredAt.Compare(b.EnteredAt) })
	m.w.Stays = append(m.w.Stays, stays...)
}
