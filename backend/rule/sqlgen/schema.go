package sqlgen

import (
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// A column with what SQLite keeps in it.
type column struct{ name, kind string }

// valueColumns are the columns of a value: the plain one, and the folded form by
// which texts and lists are compared and indexed.
func valueColumns(name string, t domain.ValueType) []column {
	if t.Coded() {
		return []column{{name, "TEXT"}, {name + "_folded", "TEXT"}}
	}
	return []column{{name, "INTEGER"}}
}

func contactColumns(fields []domain.Field) []column {
	out := []column{{"id", "INTEGER PRIMARY KEY"}, {"email", "TEXT"}, {"email_folded", "TEXT"}, {"external_id", "TEXT"}, {"external_id_folded", "TEXT"}, {"created_at", "INTEGER"}}
	for _, f := range fields {
		if f.ID != domain.FieldEmail && f.ID != domain.FieldExternalID {
			out = append(out, valueColumns(fieldName(f.ID), f.Type)...)
		}
	}
	return out
}

// eventColumns have the local hour and weekday worked out, and of texts and
// lists only the folded form: nothing else is asked, and there are many rows.
func eventColumns(props []domain.Property) []column {
	out := []column{{"type_id", "INTEGER NOT NULL"}, {"contact_id", "INTEGER NOT NULL"}, {"at", "INTEGER NOT NULL"}, {"id", "INTEGER NOT NULL"},
		{"hour", "INTEGER NOT NULL"}, {"weekday", "INTEGER NOT NULL"}}
	for _, p := range props {
		kind := "INTEGER"
		if p.Type.Coded() {
			kind = "TEXT"
		}
		out = append(out, column{compared(propertyName(p.ID), p.Type), kind})
	}
	return out
}

var (
	consentColumns = []column{{"id", "INTEGER NOT NULL"}, {"contact_id", "INTEGER NOT NULL"}, {"purpose", "TEXT NOT NULL"}, {"action", "TEXT NOT NULL"},
		{"basis", "TEXT NOT NULL"}, {"basis_folded", "TEXT NOT NULL"}, {"at", "INTEGER NOT NULL"}}
	suppressionColumns = []column{{"contact_id", "INTEGER NOT NULL"}, {"reason", "TEXT NOT NULL"}, {"at", "INTEGER NOT NULL"}}
	membershipColumns  = []column{{"segment_id", "INTEGER NOT NULL"}, {"contact_id", "INTEGER NOT NULL"}, {"entered_at", "INTEGER NOT NULL"}, {"left_at", "INTEGER"}}
)

// Schema returns the statements that make the tables of a catalog's workspace
// and their indexes. Fill the tables with Rows before the indexes are made where
// there are many rows: the tables come first. Then run ANALYZE.
//
// Events lie by type, contact and time, so that grouping by contact and looking
// at one contact's events read one stretch of the table; a second index finds
// those of a window.
func (Dialect) Schema(cat rule.Catalog) []string {
	out := []string{
		table("contact", contactColumns(cat.Fields), ")"),
		table("event", eventColumns(cat.Properties), ", PRIMARY KEY (type_id, contact_id, at, id)) WITHOUT ROWID"),
		table("consent", consentColumns, ", PRIMARY KEY (purpose, contact_id, at, id)) WITHOUT ROWID"),
		table("suppression", suppressionColumns, ")"),
		table("membership", membershipColumns, ")"),
		"CREATE INDEX event_at ON event (type_id, at, contact_id)",
		"CREATE INDEX suppression_reason ON suppression (reason, at, contact_id)",
		"CREATE INDEX membership_entered ON membership (segment_id, entered_at, left_at, contact_id)",
		"CREATE INDEX membership_left ON membership (segment_id, left_at, contact_id)",
	}
	for _, f := range cat.Fields {
		name := compared(fieldName(f.ID), f.Type)
		out = append(out, "CREATE INDEX contact_"+name+" ON contact ("+name+")")
	}
	return out
}

func table(name string, columns []column, end string) string {
	parts := make([]string, len(columns))
	for i, c := range columns {
		parts[i] = c.name + " " + c.kind
	}
	return "CREATE TABLE " + name + " (" + strings.Join(parts, ", ") + end
}
