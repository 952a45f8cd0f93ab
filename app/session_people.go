package app

import (
	"context"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// pageLimit is the most rows one call over the bridge returns.
const pageLimit = 200

// timelineLimit is the most events a person's page shows.
const timelineLimit = 200

func (s *session) listPeople(search string, offset, limit int) (PersonPage, error) {
	w, err := s.current()
	if err != nil {
		return PersonPage{}, err
	}
	contacts, total, err := w.db.ListContacts(background(), search, offset, min(limit, pageLimit))
	if err != nil {
		return PersonPage{}, err
	}
	page := PersonPage{People: []PersonRow{}, Total: total}
	for _, c := range contacts {
		_, status, err := w.gate.Admit(background(), c)
		if err != nil {
			return PersonPage{}, err
		}
		page.People = append(page.People, personRow(c, status))
	}
	return page, nil
}

func personRow(c domain.Contact, status domain.MailStatus) PersonRow {
	row := PersonRow{ID: int64(c.ID), Name: c.Name(), Email: c.Email, Initials: initials(c), Mailable: status == domain.Mailable}
	var about []string
	for _, id := range []domain.FieldID{domain.FieldCity, domain.FieldCountry, domain.FieldLanguage} {
		if v := c.Value(id); v.IsSet() {
			about = append(about, v.Text)
		}
	}
	row.Summary = strings.Join(about, " · ")
	if !row.Mailable {
		row.Why = statusWords[status]
	}
	return row
}

// statusWords say in a few words why somebody cannot be mailed.
var statusWords = map[domain.MailStatus]string{
	domain.NoAddress:  "No email address",
	domain.NoConsent:  "No permission",
	domain.Suppressed: "Unsubscribed or bounced",
	domain.Paused:     "Mail paused",
}

// initials are the first letters of the name, at most two.
func initials(c domain.Contact) string {
	out := ""
	for _, word := range strings.Fields(c.Name()) {
		if r, _ := utf8.DecodeRuneInString(word); len([]rune(out)) < 2 {
			out += strings.ToUpper(string(r))
		}
	}
	return out
}

func (s *session) person(id int64) (PersonDetail, error) {
	w, err := s.current()
	if err != nil {
		return PersonDetail{}, err
	}
	c, err := w.db.Contact(background(), domain.ContactID(id))
	if err != nil {
		return PersonDetail{}, err
	}
	detail, err := describePerson(background(), w.db, c)
	if err != nil {
		return PersonDetail{}, err
	}
	detail.Segments, err = s.segmentsOf(c.ID)
	return detail, err
}

// describePerson tells everything about one contact but the segments, which
// need the live engine.
func describePerson(ctx context.Context, db *store.DB, c domain.Contact) (PersonDetail, error) {
	settings, err := db.Settings(ctx)
	if err != nil {
		return PersonDetail{}, err
	}
	secret, err := db.Secret(ctx)
	if err != nil {
		return PersonDetail{}, err
	}
	gate := comply.NewGate(db, secret, domain.Marketing, domain.SystemClock{})
	_, status, err := gate.Admit(ctx, c)
	if err != nil {
		return PersonDetail{}, err
	}
	detail := PersonDetail{Person: personRow(c, status), Segments: []string{}}
	if detail.Consent, err = gate.Sentences(ctx, c, settings.Location()); err != nil {
		return PersonDetail{}, err
	}
	if detail.Fields, err = fieldValues(ctx, db, c, settings); err != nil {
		return PersonDetail{}, err
	}
	detail.Timeline, detail.Events, err = timeline(ctx, db, c.ID, settings)
	return detail, err
}

func fieldValues(ctx context.Context, db *store.DB, c domain.Contact, settings domain.Settings) ([]FieldValue, error) {
	fields, err := db.Fields(ctx)
	if err != nil {
		return nil, err
	}
	out := []FieldValue{}
	for _, f := range fields {
		if v := c.Value(f.ID); v.IsSet() {
			out = append(out, FieldValue{Key: f.Key, Name: f.Name, Value: shown(v, settings)})
		}
	}
	return out, nil
}

// shown writes a value for the reader: grouped numbers, the currency, dates day first.
func shown(v domain.Value, settings domain.Settings) string {
	switch v.Type {
	case domain.Number:
		return domain.FormatDecimalIn(v.Int, domain.NumberScale, settings.Locale)
	case domain.Money:
		return domain.FormatMoney(v.Int, settings.Currency, settings.Locale)
	case domain.Date:
		return v.DateTime().Format("2 Jan 2006")
	case domain.Time:
		return v.DateTime().In(settings.Location()).Format("2 Jan 2006, 15:04")
	}
	return v.String()
}

func timeline(ctx context.Context, db *store.DB, id domain.ContactID, settings domain.Settings) ([]TimelineItem, int, error) {
	events, err := db.ContactEvents(ctx, id, 0)
	if err != nil {
		return nil, 0, err
	}
	types, err := db.EventTypes(ctx)
	if err != nil {
		return nil, 0, err
	}
	byID := map[domain.EventTypeID]domain.EventType{}
	for _, t := range types {
		byID[t.ID] = t
	}
	items := []TimelineItem{}
	for _, e := range events[:min(len(events), timelineLimit)] {
		at := e.At.In(settings.Location())
		items = append(items, TimelineItem{
			At: stamp(at), Day: at.Format("Monday, 2 January 2006"), Time: at.Format("15:04"),
			Kind: byID[e.Type].Key, Text: byID[e.Type].Name, Detail: eventDetail(e, settings),
		})
	}
	return items, len(events), nil
}

// eventDetail names what an event was about: the product, the amount, the campaign.
func eventDetail(e domain.Event, settings domain.Settings) string {
	var parts []string
	for _, id := range []domain.PropertyID{domain.PropCampaign, domain.PropProduct, domain.PropCategory, domain.PropPage, domain.PropLink, domain.PropQuantity, domain.PropAmount, domain.PropOrder, domain.PropDevice} {
		v := e.Prop(id)
		switch {
		case !v.IsSet(), id == domain.PropQuantity && v.Int == domain.NumberScale:
		case id == domain.PropQuantity:
			parts = append(parts, shown(v, settings)+" pieces")
		default:
			parts = append(parts, shown(v, settings))
		}
	}
	if e.Prop(domain.PropMachine).Int != 0 {
		parts = append(parts, "by a machine, not by them")
	}
	return strings.Join(parts, " · ")
}

// retryWords say when a mail is tried again.
func retryWords(at time.Time, zone *time.Location) string {
	if at.IsZero() {
		return ""
	}
	return "tried again at " + at.In(zone).Format("15:04") + ", " + strconv.Itoa(at.In(zone).Day()) + " " + at.In(zone).Format("January")
}
