package app

import (
	"strconv"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// cellKinds say what kind of cell a value becomes.
var cellKinds = map[domain.ValueType]sheet.Kind{
	domain.Text: sheet.Text, domain.Number: sheet.Number, domain.Money: sheet.Money, domain.Date: sheet.Date, domain.Time: sheet.Date, domain.Bool: sheet.Bool, domain.List: sheet.Text,
}

// cellOf writes a value exactly; instants by the clock of the workspace, as an
// import reads them.
func cellOf(v domain.Value, zone *time.Location) sheet.Cell {
	switch v.Type {
	case "":
		return sheet.Cell{}
	case domain.Bool:
		if v.Int != 0 {
			return sheet.Cell{Kind: sheet.Bool, Text: "true"}
		}
		return sheet.Cell{Kind: sheet.Bool, Text: "false"}
	case domain.Time:
		return momentCell(v.DateTime(), zone)
	}
	return sheet.Cell{Kind: cellKinds[v.Type], Text: v.String()}
}

// momentCell writes an instant by a clock, nothing for none.
func momentCell(at time.Time, zone *time.Location) sheet.Cell {
	if at.IsZero() {
		return sheet.Cell{}
	}
	return sheet.Cell{Kind: sheet.Date, Text: at.In(zone).Format("2006-01-02T15:04:05")}
}

func textCell(text string) sheet.Cell {
	if text == "" {
		return sheet.Cell{}
	}
	return sheet.Cell{Kind: sheet.Text, Text: text}
}

func countCell(n int) sheet.Cell { return sheet.Cell{Kind: sheet.Number, Text: strconv.Itoa(n)} }
