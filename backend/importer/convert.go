package importer

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// reader turns the cells of one column into typed values.
type reader struct {
	index int
	name  string
	comma bool
	order dateOrder
	whole bool // "17850.0" is the id 17850
	clock clock
	past  bool      // no day after today
	today time.Time // when the run began
	phone string    // region of phone numbers, "" when the column holds other things
	loc   *time.Location
}

func (r *run) reader(c *column) reader {
	order := c.order
	if c.doubt {
		order = orderOf(r.plan.DateOrder)
	}
	whole := c.filled > 0 && c.floats > 0 && c.floats+c.whole == c.filled
	return reader{index: c.index, name: c.name, comma: c.comma, order: order, whole: whole, clock: c.clock, past: c.past, today: r.started, loc: r.loc}
}

// text returns the column's cleaned text; an error cell is a problem, not a value.
func (rd *reader) text(cells []sheet.Cell) (text, code string) {
	if rd.index >= len(cells) {
		return "", ""
	}
	cell := &cells[rd.index]
	if cell.Kind == sheet.Error {
		return "", "error_cell"
	}
	return cleanText(cell.Text), ""
}

// id is text without the ".0" that data tools put behind numbers and the ' that
// others put before them.
func (rd *reader) id(cells []sheet.Cell) (string, string) {
	text, code := rd.text(cells)
	if rd.whole && len(text) > 2 && text[len(text)-2:] == ".0" {
		text = text[:len(text)-2]
	}
	if len(text) > 1 && text[0] == '\'' && (digit(text[1]) || text[1] == '+') {
		text = text[1:] // Shopify keeps spreadsheets from taking ids for numbers
	}
	return text, code
}

// units reads a number into units of 1/scale; set is false for a blank.
func (rd *reader) units(cells []sheet.Cell, scale int64) (n int64, set bool, code string) {
	text, code := rd.text(cells)
	if text == "" || blankWord(text) {
		return 0, false, code
	}
	plain, _, ok := plainDecimal(text, rd.comma && cells[rd.index].Kind != sheet.Number)
	if ok {
		n, ok = scaled(plain, scale)
	}
	if !ok {
		return 0, false, "bad_number"
	}
	return n, true, ""
}

// moment reads a date; set is false for a blank.
func (rd *reader) moment(cells []sheet.Cell) (m moment, set bool, code string) {
	text, code := rd.text(cells)
	if text == "" || blankWord(text) {
		return m, false, code
	}
	ok := false
	if rd.clock != wallClock {
		m, ok = rd.clock.read(text)
	}
	if !ok {
		m, ok = readDate(text, rd.order)
	}
	if !ok {
		return m, false, "bad_date"
	}
	if rd.past && m.short && m.at.After(rd.today) {
		m.at = m.at.AddDate(-100, 0, 0)
	}
	return m, true, ""
}

// value reads a value of the type, missing when blank.
func (rd *reader) value(cells []sheet.Cell, want domain.ValueType) (domain.Value, string) {
	switch want {
	case domain.Number:
		n, set, code := rd.units(cells, domain.NumberScale)
		return only(domain.Value{Type: domain.Number, Int: n}, set), code
	case domain.Money:
		n, set, code := rd.units(cells, 100)
		return only(domain.MoneyValue(n), set), code
	case domain.Date:
		m, set, code := rd.moment(cells)
		if m.zoned {
			m.at = m.at.In(rd.loc)
		}
		return only(domain.DateValue(m.at), set), code
	case domain.Time:
		m, set, code := rd.moment(cells)
		return only(domain.TimeValue(m.in(rd.loc)), set), code
	case domain.Bool:
		text, code := rd.text(cells)
		yes, ok := readBool(text)
		if text != "" && !ok && !blankWord(text) {
			code = "bad_bool"
		}
		return only(domain.BoolValue(yes), ok), code
	case domain.List:
		text, code := rd.text(cells)
		return domain.ListValue(listItems(text)), code
	}
	if rd.phone != "" {
		text, code := rd.text(cells)
		if text == "" {
			return domain.Value{}, code
		}
		text, code = readPhone(text, rd.phone)
		return domain.TextValue(text), code
	}
	text, code := rd.id(cells)
	return domain.TextValue(text), code
}

func only(v domain.Value, set bool) domain.Value {
	if !set {
		return domain.Value{}
	}
	return v
}

// listItems takes a list apart at its commas, or at what else stands between items; a
// JSON list is read as such.
func listItems(text string) []string {
	if len(text) > 1 && text[0] == '[' {
		var items []string
		if json.Unmarshal([]byte(text), &items) == nil {
			return items
		}
	}
	if strings.Contains(text, " ::: ") { // Google Contacts
		return strings.Split(text, " ::: ")
	}
	items := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' || r == '|' || r == '\n' })
	for i := range items {
		items[i] = strings.Trim(items[i], " \"'")
	}
	return items
}
