package importer

import (
	"fmt"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// kindGuess is what one row seems to be and why.
type kindGuess struct {
	kind  domain.ImportKind
	event string // key of the kind of event, for other events
	why   Words
}

// Words is a sentence for the user that can be put into another language: a format of
// the list [WhySentences] and what is filled in.
type Words struct {
	Format string
	Args   []any
}

// String returns the sentence in English.
func (w Words) String() string {
	if w.Format == "" {
		return ""
	}
	return fmt.Sprintf(w.Format, w.Args...)
}

// In returns the sentence with the format that translate gives.
func (w Words) In(translate func(string) string) string {
	if w.Format == "" {
		return ""
	}
	return fmt.Sprintf(translate(w.Format), w.Args...)
}

// Why the rows are taken for what they are.
const (
	whyProducts = "%s repeats with different products: one row per line of an order."
	whyLines    = "%s repeats: one row per line of an order."
	whyDated    = "%s repeats with a date and an amount: one row per order."
	whyOrder    = "%s is different on every row: one row per order."
	whyOrderOf  = "%s is unique and %s repeats: one row per order."
	whyTwice    = "There is nothing about orders; %s repeats, so some people appear more than once."
	whyPerson   = "%s is different on every row: one row per person."
	whyNobody   = "There is nothing about orders: one row per person. Choose the column with the email or customer id."
	whyEvents   = "%s repeats and %s says when: one row each time."
	whyEvent    = "%s says when it happened: one row each time."
	whyPreset   = "The columns are those of this export: %s."
)

// Sayings returns what an [Inspection] says in words of its own: why the rows are what
// they are, notes on columns, names of targets, warnings.
func Sayings() []string {
	why := []string{whyProducts, whyLines, whyDated, whyOrder, whyOrderOf, whyTwice, whyPerson, whyNobody, whyEvents, whyEvent, whyPreset, mangledWarning}
	return slices.Concat(why, notes, TargetWords())
}

func reckon(kind domain.ImportKind, format string, args ...any) kindGuess {
	return kindGuess{kind: kind, why: Words{format, args}}
}

// guessKind says what one row is and why, in the file's own column names.
func (s *survey) guessKind() kindGuess {
	if s.preset != nil {
		g := reckon(s.preset.kind, whyPreset, s.preset.name)
		g.event = s.preset.event
		return g
	}
	order, product, date := s.find(toOrder), s.find(toProduct), s.find(toAt)
	if product == nil {
		product = s.find(toProductCode)
	}
	person := s.find(toEmail)
	if person == nil {
		person = s.find(toExternal)
	}
	amount := s.find(toAmount)
	if amount == nil {
		amount = s.find(toPrice)
	}
	switch {
	case order != nil && isCart(order) && person != nil && date != nil:
		return s.happened("added_to_cart", person, date, person.repeats())
	case order != nil && order.repeats() && product != nil && s.differs(order, product):
		return reckon(domain.ImportOrders, whyProducts, order.name)
	case order != nil && order.repeats() && (amount != nil || date != nil):
		return reckon(domain.ImportOrders, whyLines, order.name)
	case order != nil && (amount != nil || date != nil || product != nil):
		return orderWhy(order, person)
	}
	if g, found := s.guessEvents(person, amount); found {
		return g
	}
	if person != nil && person.repeats() && date != nil && (amount != nil || product != nil) {
		return reckon(domain.ImportOrders, whyDated, person.name)
	}
	return peopleWhy(person)
}

func peopleWhy(person *column) kindGuess {
	switch {
	case person == nil:
		return reckon(domain.ImportPeople, whyNobody)
	case person.repeats():
		return reckon(domain.ImportPeople, whyTwice, person.name)
	}
	return reckon(domain.ImportPeople, whyPerson, person.name)
}

func orderWhy(order, person *column) kindGuess {
	if person != nil && person.repeats() {
		return reckon(domain.ImportOrders, whyOrderOf, order.name, person.name)
	}
	return reckon(domain.ImportOrders, whyOrder, order.name)
}

// find returns the column that stands for the target in a file of orders.
func (s *survey) find(target string) *column {
	for _, c := range s.columns {
		if meant, sure := c.meaning(domain.ImportOrders); c.filled > 0 && sure > sureOther && meant == target && fits(c, target) {
			return c
		}
	}
	if target == toEmail {
		for _, c := range s.columns {
			if c.most(c.emails) {
				return c
			}
		}
	}
	return nil
}

// differs reports whether one value of a comes with different values of b.
func (s *survey) differs(a, b *column) bool {
	first := map[string]string{}
	for _, row := range s.data() {
		key, value := textAt(row.Cells, a.index), textAt(row.Cells, b.index)
		if known, ok := first[key]; ok && known != value {
			return true
		}
		first[key] = value
	}
	return false
}

// meaning returns the target the column's name stands for and how sure that is. A
// shop's export calls the order number "Name" and writes it as #1001.
func (c *column) meaning(kind domain.ImportKind) (string, int) {
	if !c.named {
		return "", 0
	}
	target, sure := meaningOf(c.name, kind)
	if target == toName && kind != domain.ImportPeople && c.filled > 0 && c.hashes*10 >= c.filled*8 {
		return toOrder, sureExact
	}
	return target, sure
}

func textAt(cells []sheet.Cell, index int) string {
	if index < len(cells) {
		return cells[index].Text
	}
	return ""
}

// fits reports whether a column's values can be what its name says.
func fits(c *column, target string) bool {
	switch target {
	case toEmail:
		return c.emails*2 >= c.filled
	case toName, toFirst, toLast, toCity:
		return c.emails*2 < c.filled && !c.isNumber() && !c.most(c.dates[c.order])
	case toCountry:
		return c.emails*2 < c.filled && !c.isDate()
	case toExternal:
		return c.emails*2 < c.filled && !c.isDate() && (meaningExact(c) || c.share(personName) < 70)
	case toPhone:
		return c.emails*2 < c.filled && c.share(hasSixDigits) >= 50
	case toAt, toGivenAt, toJoined:
		return c.isDate() || c.most(c.dates[c.order])
	case toQuantity, toPrice, toAmount:
		return c.isNumber()
	case toStatus:
		return c.most(statusWordsIn(c))
	case toState:
		return c.share(isState) >= 60
	case toGiven:
		return c.most(c.bools)
	case toUnsubscribed, toBounced, toComplained:
		return !c.isNumber() || c.most(c.bools) || c.isDate()
	}
	return true
}

// meaningExact reports whether a name says id or number, not only "customer".
func meaningExact(c *column) bool {
	switch normalHeader(c.name) {
	case "customer", "client", "kunde", "cliente", "klant", "klient":
		return false
	}
	return true
}

func hasSixDigits(text string) bool {
	n := 0
	for i := range len(text) {
		if digit(text[i]) {
			n++
		}
	}
	return n >= 6 || !ascii(text) && len(foldDigits(text)) >= 6
}

func statusWordsIn(c *column) int {
	n := 0
	for value, times := range c.values {
		if _, ok := readStatus(value); ok {
			n += times
		}
	}
	return n
}
