package segment

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// PersonRow is a person as lists show them. Why says why they cannot be mailed,
// or which clause a near miss fails.
type PersonRow struct {
	ID       int64
	Name     string
	Email    string
	Initials string
	Summary  string
	Mailable bool
	Why      string
}

// PersonPage is a page of people.
type PersonPage struct {
	People []PersonRow
	Total  int
}

// Explanation is a rule with the verdict on one person at every node.
type Explanation struct {
	ID       string
	Path     string
	Mode     string
	Lane     string
	Text     string
	Match    bool
	Muted    bool
	Facts    string
	Children []Explanation
}

// maxEvents bounds what one explanation reads of a person.
const maxEvents = 1_000_000

// Sample returns people of the rule in the order of their ids, or its near misses.
func (s *Studio) Sample(ctx context.Context, text string, near bool, offset, limit int) (PersonPage, error) {
	r, err := rule.Parse([]byte(text))
	if err != nil {
		return PersonPage{}, err
	}
	if !near {
		members, err := s.engine.Evaluate(ctx, r, s.now())
		if err != nil {
			return PersonPage{}, err
		}
		return s.page(ctx, members, offset, limit, nil)
	}
	answer, err := s.engine.Nodes(ctx, r, s.now())
	if err != nil {
		return PersonPage{}, err
	}
	return s.page(ctx, answer.NearAll, offset, limit, func(i int) string { return s.failing(ctx, answer, i) })
}

// failing names the one clause a near miss fails.
func (s *Studio) failing(ctx context.Context, answer *engine.Answer, i int) string {
	node, err := s.engine.Failing(ctx, answer, i)
	if err != nil || node == nil {
		return ""
	}
	return inTongue(missesOnly, s.Catalog()) + rule.Describe(node, s.Catalog())
}

func (s *Studio) page(ctx context.Context, people *engine.Bitmap, offset, limit int, why func(i int) string) (PersonPage, error) {
	var ids []domain.ContactID
	var rows []int
	skipped := 0
	people.Each(func(i int) bool {
		if skipped < offset {
			skipped++
			return true
		}
		if len(ids) >= limit {
			return false
		}
		ids, rows = append(ids, s.engine.Contact(i)), append(rows, i)
		return true
	})
	out := PersonPage{People: []PersonRow{}, Total: people.Count()}
	if len(ids) == 0 {
		return out, nil
	}
	contacts, err := s.store.Contacts(ctx, ids)
	if err != nil {
		return PersonPage{}, err
	}
	for _, c := range contacts {
		row := s.Row(c)
		if i, ok := s.engine.Index(c.ID); ok && why != nil {
			row.Why = why(i)
		}
		out.People = append(out.People, row)
	}
	return out, nil
}

// Row describes one person for a list.
func (s *Studio) Row(c domain.Contact) PersonRow {
	row := PersonRow{ID: int64(c.ID), Name: c.Name(), Email: c.Email, Initials: initials(c)}
	var parts []string
	if city := c.Value(domain.FieldCity).Text; city != "" {
		parts = append(parts, city)
	} else if country := c.Value(domain.FieldCountry).Text; country != "" {
		parts = append(parts, country)
	}
	i, known := s.engine.Index(c.ID)
	if !known {
		row.Summary, row.Why = strings.Join(parts, " · "), inTongue(whyNotIn[domain.NoConsent], s.Catalog())
		return row
	}
	row.Summary = strings.Join(append(parts, s.orders(i)), " · ")
	status := s.status(i)
	row.Mailable, row.Why = status == domain.Mailable, inTongue(whyNotIn[status], s.Catalog())
	return row
}

var missesOnly = map[string]string{"en": "Misses only: ", "hi": "सिर्फ़ यह पूरा नहीं: "}

// orders sums up what a person ordered: "3 orders, last 96 days ago".
func (s *Studio) orders(i int) string {
	now, cat := s.now(), s.Catalog()
	n, last := s.engine.Deeds(i, domain.EventPurchased, now)
	days := domain.DateValue(now.In(cat.Location())).Int - domain.DateValue(last.In(cat.Location())).Int
	if cat.Tongue() == "hi" {
		return ordersInHindi(n, days, cat.Settings.Locale)
	}
	return ordersInEnglish(n, days, cat.Settings.Locale)
}

func ordersInEnglish(n int, days int64, locale string) string {
	switch n {
	case 0:
		return "no orders yet"
	case 1:
		return "1 order, " + daysAgo(days)
	}
	return rule.FormatCount(int64(n), locale) + " orders, last " + daysAgo(days)
}

func daysAgo(days int64) string {
	switch days {
	case 0:
		return "today"
	case 1:
		return "yesterday"
	}
	return rule.FormatCount(days, "") + " days ago"
}

func ordersInHindi(n int, days int64, locale string) string {
	switch n {
	case 0:
		return "अब तक कोई ऑर्डर नहीं"
	case 1:
		return "1 ऑर्डर, " + daysAgoInHindi(days)
	}
	return rule.FormatCount(int64(n), locale) + " ऑर्डर, आख़िरी " + daysAgoInHindi(days)
}

func daysAgoInHindi(days int64) string {
	switch days {
	case 0:
		return "आज"
	case 1:
		return "कल"
	}
	return rule.FormatCount(days, "") + " दिन पहले"
}

// initials takes the first letters of first and last name, or of the name shown.
func initials(c domain.Contact) string {
	words := strings.Fields(c.Value(domain.FieldFirstName).Text + " " + c.Value(domain.FieldLastName).Text)
	if len(words) == 0 {
		words = strings.FieldsFunc(c.Name(), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		words = words[:min(1, len(words))]
	}
	var out []rune
	for i, w := range words {
		if i == 0 || i == len(words)-1 {
			r, _ := utf8.DecodeRuneInString(w)
			out = append(out, unicode.ToUpper(r))
		}
	}
	return string(out)
}

// Explain says for one person why each node of the rule matches or not.
func (s *Studio) Explain(ctx context.Context, text string, contact domain.ContactID) ([]Explanation, error) {
	r, err := rule.Parse([]byte(text))
	if err != nil {
		return nil, err
	}
	facts, err := s.facts(ctx, contact)
	if err != nil {
		return nil, err
	}
	lanes, err := rule.Explain(ctx, r, rule.PersonOf(facts), s.now(), s.Catalog(), s.engine)
	return mirror(lanes), err
}

// facts reads everything rules can ask about one contact.
func (s *Studio) facts(ctx context.Context, contact domain.ContactID) (f rule.Facts, err error) {
	if f.Contact, err = s.store.Contact(ctx, contact); err != nil {
		return f, err
	}
	if f.Events, err = s.store.ContactEvents(ctx, contact, maxEvents); err != nil {
		return f, err
	}
	if f.Consents, err = s.store.ConsentOf(ctx, contact); err != nil {
		return f, err
	}
	if f.Suppressions, err = s.store.SuppressionsOf(ctx, f.Contact); err != nil {
		return f, err
	}
	f.Stays, err = s.store.ContactMemberships(ctx, contact)
	return f, err
}

func mirror(in []rule.Explanation) []Explanation {
	out := make([]Explanation, len(in))
	for i, x := range in {
		out[i] = Explanation{x.ID, x.Path, x.Mode, x.Lane, x.Text, x.Match, x.Muted, x.Facts, mirror(x.Children)}
	}
	return out
}
