package importer

import (
	"fmt"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// guessKind says what one row is and why, in the file's own column names.
func (s *survey) guessKind() (domain.ImportKind, string) {
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
	case order != nil && order.repeats() && product != nil && s.differs(order, product):
		return domain.ImportOrders, fmt.Sprintf("%s repeats with different products: one row per line of an order.", order.name)
	case order != nil && order.repeats() && (amount != nil || date != nil):
		return domain.ImportOrders, fmt.Sprintf("%s repeats: one row per line of an order.", order.name)
	case order != nil && (amount != nil || date != nil || product != nil):
		return domain.ImportOrders, orderWhy(order, person)
	case person != nil && person.repeats() && date != nil && (amount != nil || product != nil):
		return domain.ImportOrders, fmt.Sprintf("%s repeats with a date and an amount: one row per order.", person.name)
	case person != nil && person.repeats():
		return domain.ImportPeople, fmt.Sprintf("There is nothing about orders; %s repeats, so some people appear more than once.", person.name)
	case person != nil:
		return domain.ImportPeople, fmt.Sprintf("%s is different on every row: one row per person.", person.name)
	}
	return domain.ImportPeople, "There is nothing about orders: one row per person. Choose the column with the email or customer id."
}

func orderWhy(order, person *column) string {
	if person != nil && person.repeats() {
		return fmt.Sprintf("%s is unique and %s repeats: one row per order.", order.name, person.name)
	}
	return fmt.Sprintf("%s is different on every row: one row per order.", order.name)
}

// find returns the column that stands for the target in a file of orders.
func (s *survey) find(target string) *column {
	for _, c := range s.columns {
		if c.filled > 0 && c.meaning(domain.ImportOrders) == target && fits(c, target) {
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

// meaning returns the target the column's name stands for. A shop's export
// calls the order number "Name" and writes it as #1001.
func (c *column) meaning(kind domain.ImportKind) string {
	target := meaningOf(c.name).of(kind)
	if target == toName && kind != domain.ImportPeople && c.filled > 0 && c.hashes*10 >= c.filled*8 {
		return toOrder
	}
	return target
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
	case toAt, toGivenAt, "field:joined":
		return c.most(c.dates[c.order])
	case toQuantity, toPrice, toAmount:
		return c.isNumber()
	case toStatus:
		return c.most(statusWordsIn(c))
	case toGiven:
		return c.most(c.bools)
	}
	return true
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
