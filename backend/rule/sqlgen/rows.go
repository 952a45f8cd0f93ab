package sqlgen

import (
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Rows turns facts into rows of the tables of Schema: the arguments of the
// INSERT of the same name. Texts are folded and local hours worked out here.
type Rows struct {
	InsertContact     string
	InsertEvent       string
	InsertConsent     string
	InsertSuppression string
	InsertStay        string

	fields   []domain.Field // without email and external id
	props    map[domain.PropertyID]place
	width    int // columns of an event
	loc      *time.Location
	consents int64
}

// place is where a property goes in a row.
type place struct {
	at  int
	typ domain.ValueType
}

// NewRows makes Rows for a catalog. Values of fields and properties it does not
// know, or of another type, are left out.
func NewRows(cat rule.Catalog) *Rows {
	event := eventColumns(cat.Properties)
	r := &Rows{
		InsertContact: insert("contact", contactColumns(cat.Fields)), InsertEvent: insert("event", event), InsertConsent: insert("consent", consentColumns),
		InsertSuppression: insert("suppression", suppressionColumns), InsertStay: insert("membership", membershipColumns),
		props: map[domain.PropertyID]place{}, width: len(event), loc: cat.Location(),
	}
	for _, f := range cat.Fields {
		if f.ID != domain.FieldEmail && f.ID != domain.FieldExternalID {
			r.fields = append(r.fields, f)
		}
	}
	for i, p := range cat.Properties {
		r.props[p.ID] = place{len(event) - len(cat.Properties) + i, p.Type}
	}
	return r
}

func insert(name string, columns []column) string {
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = c.name
	}
	return "INSERT INTO " + name + " (" + strings.Join(names, ", ") + ") VALUES (" + strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ") + ")"
}

// Contact returns the row of a contact.
func (r *Rows) Contact(c domain.Contact) []any {
	row := []any{int64(c.ID), orNil(c.Email), orNil(rule.Fold(c.Email)), orNil(c.ExternalID), orNil(rule.Fold(c.ExternalID)), c.CreatedAt.UnixMilli()}
	for _, f := range r.fields {
		v := c.Value(f.ID)
		if v.Type != f.Type {
			v = domain.Value{}
		}
		switch {
		case f.Type.Coded():
			row = append(row, orNil(v.Text), orNil(rule.FoldValue(v)))
		case v.IsSet():
			row = append(row, v.Int)
		default:
			row = append(row, nil)
		}
	}
	return row
}

// Event returns the row of an event.
func (r *Rows) Event(e domain.Event) []any {
	row := make([]any, r.width)
	local := e.At.In(r.loc)
	for i, n := range []int64{int64(e.Type), int64(e.ContactID), e.At.UnixMilli(), int64(e.ID), int64(local.Hour()), int64(local.Weekday())} {
		row[i] = n
	}
	for _, p := range e.Props {
		to, ok := r.props[p.ID]
		switch {
		case !ok || p.Value.Type != to.typ:
		case to.typ.Coded():
			row[to.at] = orNil(rule.FoldValue(p.Value))
		default:
			row[to.at] = p.Value.Int
		}
	}
	return row
}

// Consent returns the row of an entry of the ledger. Call it in the order the
// entries were recorded.
func (r *Rows) Consent(e domain.ConsentEntry) []any {
	r.consents++
	return []any{r.consents, int64(e.ContactID), string(e.Purpose), string(e.Action), e.Basis, rule.Fold(e.Basis), e.At.UnixMilli()}
}

// Suppression returns the row of a contact whose address is suppressed.
func (r *Rows) Suppression(id domain.ContactID, s domain.Suppression) []any {
	return []any{int64(id), string(s.Reason), s.At.UnixMilli()}
}

// Stay returns the row of a stay in a segment.
func (r *Rows) Stay(m domain.Membership) []any {
	row := []any{int64(m.SegmentID), int64(m.ContactID), m.EnteredAt.UnixMilli(), nil}
	if !m.LeftAt.IsZero() {
		row[3] = m.LeftAt.UnixMilli()
	}
	return row
}
