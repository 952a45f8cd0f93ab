package segment

import (
	"slices"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// TableColumn is a column the table of people can show and be sorted by. Key
// names it for good; Kind is "person", "text", "number" or "date".
type TableColumn struct {
	Key   string
	Name  string
	Kind  string
	Usual bool // shown until somebody chooses columns
}

// column is a TableColumn with how to sort by it and what somebody has in it.
type column struct {
	TableColumn
	order engine.OrderKey
	value func(c domain.Contact, i int) domain.Value
}

// cell is what somebody has in a column, in words.
func (s *Studio) cell(col column, c domain.Contact, i int) string {
	if v := col.value(c, i); v.IsSet() {
		return rule.FormatValue(v, s.Catalog())
	}
	return ""
}

// reckoned are the columns made of what somebody did.
var reckoned = []struct {
	key   string
	kind  string
	by    engine.OrderBy
	event domain.EventTypeID
	prop  domain.PropertyID
	names map[string]string
	usual bool
}{
	{"orders", "number", engine.ByCount, domain.EventPurchased, 0, map[string]string{"en": "Orders", "hi": "ऑर्डर"}, true},
	{"spent", "number", engine.BySum, domain.EventPurchased, domain.PropAmount, map[string]string{"en": "Total spent", "hi": "कुल ख़र्च"}, true},
	{"last_order", "date", engine.ByLast, domain.EventPurchased, 0, map[string]string{"en": "Last order", "hi": "आख़िरी ऑर्डर"}, true},
	{"last_open", "date", engine.ByLast, domain.EventOpened, 0, map[string]string{"en": "Last opened", "hi": "पिछली बार खोला"}, false},
}

var (
	nameColumn     = map[string]string{"en": "Name", "hi": "नाम"}
	mailableColumn = map[string]string{"en": "Can be mailed", "hi": "मेल जा सकता है"}
)

// inTongue picks words of the catalog's language.
func inTongue(words map[string]string, cat rule.Catalog) string {
	if own := words[cat.Tongue()]; own != "" {
		return own
	}
	return words["en"]
}

// TableColumns lists every column there is.
func (s *Studio) TableColumns() []TableColumn {
	var out []TableColumn
	for _, c := range s.columns() {
		out = append(out, c.TableColumn)
	}
	return out
}

// columns makes the columns: the name, the fields, what was done, and whether
// somebody can be mailed.
func (s *Studio) columns() []column {
	cat := s.Catalog()
	out := []column{{
		TableColumn: TableColumn{Key: "name", Name: inTongue(nameColumn, cat), Kind: "person", Usual: true},
		order:       engine.OrderKey{By: engine.ByName},
		value:       func(c domain.Contact, _ int) domain.Value { return domain.TextValue(c.Name()) },
	}}
	for _, f := range cat.Fields {
		out = append(out, fieldColumn(f, cat))
	}
	for _, r := range reckoned {
		out = append(out, column{
			TableColumn: TableColumn{Key: r.key, Name: inTongue(r.names, cat), Kind: r.kind, Usual: r.usual},
			order:       engine.OrderKey{By: r.by, Event: r.event, Property: r.prop},
			value:       s.deedValue(r.by, r.event, r.prop),
		})
	}
	return append(out, column{
		TableColumn: TableColumn{Key: "mailable", Name: inTongue(mailableColumn, cat), Kind: "text", Usual: true},
		order:       engine.OrderKey{By: engine.BySet, Set: s.statuses.Load()[domain.Mailable]},
		value:       s.mailableValue,
	})
}

// usualFields are the fields a table shows until somebody chooses.
var usualFields = []domain.FieldID{domain.FieldEmail, domain.FieldCity, domain.FieldJoined}

func fieldColumn(f domain.Field, cat rule.Catalog) column {
	kind := "text"
	switch f.Type {
	case domain.Number, domain.Money:
		kind = "number"
	case domain.Date, domain.Time:
		kind = "date"
	}
	return column{
		TableColumn: TableColumn{Key: "field:" + f.Key, Name: cat.FieldName(f), Kind: kind, Usual: slices.Contains(usualFields, f.ID)},
		order:       engine.OrderKey{By: engine.ByField, Field: f.ID},
		value:       func(c domain.Contact, _ int) domain.Value { return c.Value(f.ID) },
	}
}

// deedValue reckons how many, when last, or how much; nothing for nobody's deeds.
func (s *Studio) deedValue(by engine.OrderBy, event domain.EventTypeID, prop domain.PropertyID) func(domain.Contact, int) domain.Value {
	loc, now := s.Catalog().Location(), s.now()
	return func(_ domain.Contact, i int) domain.Value {
		if by == engine.BySum {
			return s.engine.Sum(i, event, prop, now)
		}
		n, last := s.engine.Deeds(i, event, now)
		switch {
		case n == 0:
			return domain.Value{}
		case by == engine.ByCount:
			return domain.IntValue(int64(n))
		}
		return domain.DateValue(last.In(loc))
	}
}

var canBeMailed = map[string]string{"en": "Can be mailed", "hi": "हाँ"}

func (s *Studio) mailableValue(_ domain.Contact, i int) domain.Value {
	if status := s.status(i); status != domain.Mailable {
		return domain.TextValue(inTongue(whyNotIn[status], s.Catalog()))
	}
	return domain.TextValue(inTongue(canBeMailed, s.Catalog()))
}

// whyNotIn say in a few words why somebody cannot be mailed.
var whyNotIn = map[domain.MailStatus]map[string]string{
	domain.NoAddress:  {"en": "No email address", "hi": "ईमेल पता नहीं"},
	domain.NoConsent:  {"en": "No permission", "hi": "अनुमति नहीं"},
	domain.Suppressed: {"en": "Bounced or unsubscribed", "hi": "बाउंस या अनसब्सक्राइब"},
	domain.Paused:     {"en": "Mail paused", "hi": "मेल रोका हुआ है"},
}

// columnsOf finds columns by their keys.
func (s *Studio) columnsOf(keys []string) ([]column, error) { return findColumns(s.columns(), keys) }

func findColumns(all []column, keys []string) ([]column, error) {
	out := make([]column, len(keys))
	for i, key := range keys {
		at := slices.IndexFunc(all, func(c column) bool { return c.Key == key })
		if at < 0 {
			return nil, domain.Errorf(domain.NotFound, "There is no column %q any more. Choose other columns.", strings.TrimPrefix(key, "field:"))
		}
		out[i] = all[at]
	}
	return out, nil
}

// orderKeys says how the engine sorts.
func (s *Studio) orderKeys(by []TableSort) ([]engine.OrderKey, error) {
	keys := make([]string, len(by))
	for i, b := range by {
		keys[i] = b.Column
	}
	columns, err := s.columnsOf(keys)
	if err != nil {
		return nil, err
	}
	out := make([]engine.OrderKey, len(by))
	for i, c := range columns {
		out[i] = c.order
		out[i].Descending = by[i].Descending
	}
	return out, nil
}

func (s *Studio) tableRow(c domain.Contact, columns []column) TableRow {
	row := TableRow{PersonRow: PersonRow{ID: int64(c.ID), Name: c.Name(), Email: c.Email, Initials: initials(c)}, Cells: make([]string, len(columns))}
	i, known := s.engine.Index(c.ID)
	if !known {
		return row
	}
	status := s.status(i)
	row.Mailable, row.Why = status == domain.Mailable, inTongue(whyNotIn[status], s.Catalog())
	for k, column := range columns {
		row.Cells[k] = s.cell(column, c, i)
	}
	return row
}
