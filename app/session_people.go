package app

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// pageLimit is the most rows one call over the bridge returns.
const pageLimit = 200

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

// retryWords say when a mail is tried again.
func retryWords(at time.Time, zone *time.Location) string {
	if at.IsZero() {
		return ""
	}
	return "tried again at " + at.In(zone).Format("15:04") + ", " + strconv.Itoa(at.In(zone).Day()) + " " + at.In(zone).Format("January")
}
