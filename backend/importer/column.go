package importer

import (
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// column collects what the values of one column have in common.
type column struct {
	index   int
	name    string
	named   bool
	hidden  bool // in the spreadsheet
	seen    int
	filled  int
	emails  int
	numbers [2]int // that can be read with decimal point, with decimal comma
	whole   int    // whole numbers
	floats  int    // whole numbers written with ".0", as data tools do
	money   int
	bools   int
	dates   [orderYMD + 1]int // by the order they can be read in
	ordered int               // dates whose day and month could be exchanged
	timed   int
	votes   int // for the decimal comma
	hashes  int // values like #1001
	values  map[string]int
	samples []string

	valueType domain.ValueType
	comma     bool
	order     dateOrder
	doubt     bool // day first and month first fit equally
}

// distinctKept is how many different values of a column are counted.
const distinctKept = surveyRows

func newColumn(index int) *column {
	return &column{index: index, name: "Column " + sheet.ColumnName(index), values: map[string]int{}}
}

func (c *column) add(cell sheet.Cell) {
	c.seen++
	text := cleanText(cell.Text)
	if text == "" || cell.Kind == sheet.Error {
		return
	}
	c.filled++
	if len(c.values) < distinctKept {
		c.values[text]++
	}
	if len(c.samples) < 5 && c.values[text] == 1 {
		c.samples = append(c.samples, text)
	}
	if len(text) > 1 && text[0] == '#' && digit(text[1]) {
		c.hashes++
	}
	switch cell.Kind {
	case sheet.Bool:
		c.bools++
	case sheet.Number:
		c.addNumber(text)
	default:
		c.addText(text)
	}
}

func (c *column) addText(text string) {
	if strings.IndexByte(text, '@') > 0 {
		if _, ok := CleanEmail(text); ok {
			c.emails++
			return
		}
	}
	if _, ok := readBool(text); ok {
		c.bools++
	}
	c.addDate(text)
	c.addNumber(text)
}

func (c *column) addNumber(text string) {
	if len(text) > 40 {
		return
	}
	plain, money, point := plainDecimal(text, false)
	if point {
		c.numbers[0]++
		if digitsOnly(strings.TrimPrefix(plain, "-")) {
			c.whole++
		} else if strings.HasSuffix(plain, ".0") {
			c.floats++
		}
	}
	_, cash, comma := plainDecimal(text, true)
	if comma {
		c.numbers[1]++
	}
	if (point || comma) && (money || cash) {
		c.money++
	}
	if point || comma {
		bare, _ := stripCurrency(text)
		c.votes += commaVote(bare)
	}
}

func (c *column) addDate(text string) {
	found := false
	for _, order := range []dateOrder{orderDMY, orderMDY, orderYMD} {
		m, ok := readDate(text, order)
		if !ok {
			continue
		}
		c.dates[order]++
		if !found && m.hasTime {
			c.timed++
		}
		if !found && m.ordered {
			c.ordered++
		}
		found = true
	}
	if found {
		c.dates[orderAny]++
	}
}

// most reports whether n is nearly all of the filled values.
func (c *column) most(n int) bool { return c.filled > 0 && n*10 >= c.filled*8 }

// decide settles the type of the column and how its values are read.
func (c *column) decide() {
	c.comma = c.votes > 0 && c.numbers[1] >= c.numbers[0]
	c.decideOrder()
	numbers := max(c.numbers[0], c.numbers[1])
	switch {
	case c.most(c.dates[c.order]) && c.dates[orderAny] > 0 && !c.most(c.whole):
		c.valueType = domain.Date
		if c.timed*2 > c.filled {
			c.valueType = domain.Time
		}
	case c.most(c.bools) && len(c.values) <= 4:
		c.valueType = domain.Bool
	case c.most(numbers) && c.money*2 > c.filled:
		c.valueType = domain.Money
	case c.most(numbers) && !c.leadingZeros():
		c.valueType = domain.Number
	default:
		c.valueType = domain.Text
	}
	if c.valueType != domain.Date && c.valueType != domain.Time {
		c.doubt = false
	}
}

// decideOrder takes the order that reads the most dates; the day comes first
// where both fit, and the doubt is kept for the user to settle.
func (c *column) decideOrder() {
	c.order = orderDMY
	for _, order := range []dateOrder{orderMDY, orderYMD} {
		if c.dates[order] > c.dates[c.order] {
			c.order = order
		}
	}
	c.doubt = c.order == orderDMY && c.ordered > 0 && c.dates[orderDMY] == c.dates[orderMDY]
}

// leadingZeros reports whether digits are a code: postal codes, phone numbers.
func (c *column) leadingZeros() bool {
	for value := range c.values {
		if len(value) > 1 && value[0] == '0' && value[1] != '.' && value[1] != ',' {
			return true
		}
		if len(value) > 15 {
			return true
		}
	}
	return false
}

// repeats reports whether values come again often enough to mean something.
func (c *column) repeats() bool { return c.filled > 1 && len(c.values)*100 < c.filled*98 }

// isDate reports whether the values are dates or instants.
func (c *column) isDate() bool { return c.valueType == domain.Date || c.valueType == domain.Time }

// isNumber reports whether the values can be calculated with.
func (c *column) isNumber() bool { return c.most(max(c.numbers[0], c.numbers[1])) }

// note describes the column in a few words.
func (c *column) note() string {
	switch {
	case c.filled == 0:
		return "Empty"
	case c.doubt:
		return "Date, day and month in doubt"
	case c.isDate():
		return "Date, " + map[dateOrder]string{orderDMY: "day first", orderMDY: "month first", orderYMD: "year first"}[c.shownOrder()]
	case c.emails*2 > c.filled:
		return "Email"
	case c.valueType == domain.Money:
		return "Money"
	case c.valueType == domain.Number && c.comma:
		return "Number, decimal comma"
	case c.valueType == domain.Number:
		return "Number"
	case c.valueType == domain.Bool:
		return "Yes or no"
	}
	return "Text"
}

// shownOrder is the order for the user's eyes: ISO dates fit every order.
func (c *column) shownOrder() dateOrder {
	if c.dates[orderYMD] == c.dates[orderAny] {
		return orderYMD
	}
	return c.order
}

var boolWords = map[string]bool{
	"yes": true, "y": true, "true": true, "t": true, "1": true, "on": true, "x": true, "✓": true, "✔": true, "ja": true, "oui": true, "si": true, "sí": true, "sim": true, "हाँ": true, "हां": true, "subscribed": true, "opted in": true, "opt-in": true, "granted": true, "agreed": true,
	"no": false, "n": false, "false": false, "f": false, "0": false, "off": false, "nein": false, "non": false, "não": false, "nao": false, "नहीं": false, "unsubscribed": false, "opted out": false, "opt-out": false, "denied": false, "none": false, "never": false, "-": false,
}

// readBool reads yes and no in the languages of the headers.
func readBool(s string) (value, ok bool) {
	if len(s) > 24 {
		return false, false
	}
	value, ok = boolWords[strings.ToLower(s)]
	return value, ok
}
