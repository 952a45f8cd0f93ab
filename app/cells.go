package app

import (
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// cellKinds say what kind of cell a value becomes.
var cellKinds = map[domain.ValueType]sheet.Kind{
	domain.Text: sheet.Text, domain.Number: sheet.Number, domain.Money: sheet.Number, domain.Date: sheet.Date, domain.Time: sheet.Date, domain.Bool: sheet.Bool,
}

// cellOf writes a value exactly; instants are in UTC.
func cellOf(v domain.Value) sheet.Cell {
	switch v.Type {
	case "":
		return sheet.Cell{}
	case domain.Bool:
		if v.Int != 0 {
			return sheet.Cell{Kind: sheet.Bool, Text: "true"}
		}
		return sheet.Cell{Kind: sheet.Bool, Text: "false"}
	case domain.Time:
		return sheet.Cell{Kind: sheet.Date, Text: v.DateTime().Format("2006-01-02T15:04:05")}
	}
	return sheet.Cell{Kind: cellKinds[v.Type], Text: v.String()}
}
