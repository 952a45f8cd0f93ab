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
	blanks  int // "N/A", "-" and the like
	emails  int
	numbers [2]int // that can be read with decimal point, with decimal comma
	whole   int    // whole numbers
	floats  int    // whole numbers written with ".0", as data tools do
	money   int
	sized   int // written with a word of size: 1.5 lakh, 12k
	bools   int
	dates   [orderYMD + 1]int // by the order they can be read in
	isos    int               // dates that begin with the year
	ordered int               // dates whose day and month could be exchanged
	timed   int
	votes   int // for the decimal comma
	hashes  int // values like #1001
	phones  int
	values  map[string]int
	firsts  []string // the first different values
	samples []string
	mangled mangledDates

	valueType domain.ValueType
	comma     bool
	order     dateOrder
	doubt     bool // day first and month first fit equally
	clock     clock
	past      bool // of birth: a year of two digits is not one to come
}

// distinctKept is how many different values of a column are counted, firstsKept how
// many of them are looked at in their order.
const (
	distinctKept = surveyRows
	firstsKept   = 200
)

func newColumn(index int) *column {
	return &column{index: index, name: "Column " + sheet.ColumnName(index), values: map[string]int{}}
}

func (c *column) add(cell sheet.Cell) {
	c.seen++
	text := cleanText(cell.Text)
	if text == "" || cell.Kind == sheet.Error {
		return
	}
	if blankWord(text) {
		c.blanks++
		return
	}
	c.filled++
	c.remember(text)
	if len(text) > 1 && text[0] == '#' && digit(text[1]) {
		c.hashes++
	}
	switch cell.Kind {
	case sheet.Bool:
		c.bools++
	case sheet.Number:
		c.addNumber(text)
	default:
		c.mangled.add(cell.Kind, text)
		c.addText(text)
	}
}

// remember counts a value and keeps the first different ones.
func (c *column) remember(text string) {
	if n := c.values[text]; n > 0 || len(c.values) < distinctKept {
		c.values[text] = n + 1
		if n > 0 {
			return
		}
	}
	if len(c.firsts) < firstsKept {
		c.firsts = append(c.firsts, text)
	}
	if len(c.samples) < 5 {
		c.samples = append(c.samples, text)
	}
}

func (c *column) addText(text string) {
	if strings.IndexByte(text, '@') > 0 && readEmail(text).address != "" {
		c.emails++
		return
	}
	if _, ok := readBool(text); ok {
		c.bools++
	}
	if mayBeNumber(text) {
		c.addDate(text)
		c.addNumber(text)
	}
}

func (c *column) addNumber(text string) {
	if len(text) > 40 {
		return
	}
	if phoneLike(text) {
		c.phones++
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
	if isPlain(text) {
		c.addPlain(text)
		return
	}
	_, cash, comma := plainDecimal(text, true)
	if comma {
		c.numbers[1]++
	}
	if !point && !comma {
		return
	}
	if money || cash {
		c.money++
	}
	if hasSize(text) {
		c.sized++
	}
	bare, _ := stripCurrency(text)
	c.votes += commaVote(bare)
}

// addPlain counts digits with at most a point, which every column reads alike.
func (c *column) addPlain(text string) {
	c.numbers[1]++
	if strings.IndexByte(text, '.') >= 0 {
		c.votes += commaVote(text)
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
		if order == orderDMY && !m.ordered { // the order does not matter
			c.dates[orderMDY]++
			c.dates[orderYMD] += c.readsYearFirst(text)
			found = true
			break
		}
		found = true
	}
	if found {
		c.dates[orderAny]++
		if len(text) > 4 && digitsOnly(text[:4]) {
			c.isos++
		}
	}
}

func (c *column) readsYearFirst(text string) int {
	if _, ok := readDate(text, orderYMD); ok {
		return 1
	}
	return 0
}

// most reports whether n is nearly all of the filled values.
func (c *column) most(n int) bool { return c.filled > 0 && n*10 >= c.filled*8 }

// decide settles the type of the column and how its values are read.
func (c *column) decide() {
	c.comma = c.votes > 0 && c.numbers[1] >= c.numbers[0]
	c.past = c.named && aboutBirth(c.name)
	c.decideOrder()
	c.decideClock()
	numbers := max(c.numbers[0], c.numbers[1])
	switch {
	case c.clock != wallClock:
		c.valueType = c.clock.valueType()
	case c.most(c.dates[c.order]) && c.dates[orderAny] > 0 && (!c.most(c.whole) || c.dateNamed()):
		c.valueType = domain.Date
		if c.timed*2 > c.filled {
			c.valueType = domain.Time
		}
	case c.most(c.bools) && len(c.values) <= 4:
		c.valueType = domain.Bool
	case c.most(numbers) && (c.money*2 > c.filled || c.moneyNamed()):
		c.valueType = domain.Money
	case c.most(numbers) && !c.isCode() && (c.sized == 0 || c.sized < numbers):
		c.valueType = domain.Number
	default:
		c.valueType = domain.Text
	}
	c.doubt = c.doubt && c.isDate()
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

// isCode reports whether digits are a code: postal codes, phone numbers, long numbers.
func (c *column) isCode() bool {
	if c.named && (codeNamed(c.name) || c.most(c.phones) && meaningIn(c.name) == toPhone) {
		return true
	}
	for value := range c.values {
		if len(value) > 1 && value[0] == '0' && value[1] != '.' && value[1] != ',' || len(value) > 15 {
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

// shownOrder is the order for the user's eyes: ISO dates fit every order.
func (c *column) shownOrder() dateOrder {
	if c.isos == c.dates[orderAny] && c.dates[orderYMD] == c.dates[orderAny] {
		return orderYMD
	}
	return c.order
}

var boolWords = map[string]bool{
	"yes": true, "y": true, "true": true, "t": true, "1": true, "on": true, "x": true, "✓": true, "✔": true, "ja": true, "oui": true, "si": true, "sí": true, "sim": true, "हाँ": true, "हां": true, "हा": true, "subscribed": true, "opted in": true, "opt-in": true, "granted": true, "agreed": true, "tak": true, "evet": true, "да": true, "نعم": true, "ya": true, "是": true, "はい": true, "ha": true, "haan": true, "ஆம்": true, "అవును": true, "হ্যাঁ": true, "હા": true, "ಹೌದು": true, "☑": true, "vrai": true, "wahr": true, "verdadero": true,
	"no": false, "n": false, "false": false, "f": false, "0": false, "off": false, "nein": false, "non": false, "não": false, "nao": false, "नहीं": false, "नही": false, "unsubscribed": false, "opted out": false, "opt-out": false, "denied": false, "none": false, "never": false, "-": false, "nie": false, "nee": false, "hayır": false, "нет": false, "لا": false, "tidak": false, "否": false, "いいえ": false, "nahi": false, "nahin": false, "இல்லை": false, "కాదు": false, "না": false, "ના": false, "ಇಲ್ಲ": false, "✗": false, "✘": false, "☐": false, "faux": false, "falsch": false, "falso": false, "never subscribed": false, "never_subscribed": false, "not subscribed": false,
}

// readBool reads yes and no in the languages of the headers.
func readBool(s string) (value, ok bool) {
	if len(s) > 24 {
		return false, false
	}
	value, ok = boolWords[s]
	if !ok {
		value, ok = boolWords[strings.ToLower(s)]
	}
	return value, ok
}
