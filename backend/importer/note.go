package importer

import "github.com/kvnmail/kvnmail/backend/domain"

// notes are all that [Column.Note] can be.
var notes = []string{
	"Empty", "Date", "Date, day and month in doubt", "Date, day first", "Date, month first", "Date, year first", "Date, counted in days by a spreadsheet",
	"Time, counted in seconds", "Email", "Phone number", "Money", "Money, in lakh, crore or thousand", "Number, decimal comma", "Number", "Number, in lakh, crore or thousand", "Yes or no",
	"Several values in one", "List", "Codes and numbers nobody calculates with", "Text",
}

// note describes the column in a few words.
func (c *column) note() string {
	switch {
	case c.filled == 0:
		return "Empty"
	case c.clock == serialDays:
		return "Date, counted in days by a spreadsheet"
	case c.clock != wallClock:
		return "Time, counted in seconds"
	case c.doubt:
		return "Date, day and month in doubt"
	case c.isDate() && c.ordered == 0 && c.isos < c.dates[orderAny]:
		return "Date"
	case c.isDate():
		return map[dateOrder]string{orderDMY: "Date, day first", orderMDY: "Date, month first", orderYMD: "Date, year first"}[c.shownOrder()]
	case c.emails*2 > c.filled:
		return "Email"
	case c.most(c.phones) && (c.valueType == domain.Text || !c.named):
		return "Phone number"
	}
	return c.plainNote()
}

func (c *column) plainNote() string {
	switch {
	case c.valueType == domain.Money && c.sized > 0:
		return "Money, in lakh, crore or thousand"
	case c.valueType == domain.Money:
		return "Money"
	case c.valueType == domain.Number && c.sized > 0:
		return "Number, in lakh, crore or thousand"
	case c.valueType == domain.Number && c.comma:
		return "Number, decimal comma"
	case c.valueType == domain.Number:
		return "Number"
	case c.valueType == domain.Bool:
		return "Yes or no"
	case c.share(isObject) > 50:
		return "Several values in one"
	case c.named && meaningIn(c.name) == newList:
		return "List"
	case c.isNumber():
		return "Codes and numbers nobody calculates with"
	}
	return "Text"
}
