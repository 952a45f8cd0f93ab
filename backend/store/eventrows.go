package store

import (
	"cmp"
	"slices"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// rangeWidth is how many contact ids share blocks. It stands as 4096 in queries and
// in the triggers of the schema, and never changes.
const rangeWidth = 4096

func rangeOf(id domain.ContactID) int64 { return int64(id) / rangeWidth }

// eventRows are events of one type as columns, in the order in which they were added.
type eventRows struct {
	kind     domain.EventTypeID
	contacts []domain.ContactID
	at       []int64
	numbers  []uint32 // of each event among those of all types
	keys     []string // shorter than at when the last ones have none
	columns  []rowColumn
}

// rowColumn is a property of events; it may be shorter than they are.
type rowColumn struct {
	domain.PropertyColumn
	codes map[string]uint32
}

func (r *eventRows) add(e domain.Event, number uint32) {
	r.contacts = append(r.contacts, e.ContactID)
	r.at = append(r.at, e.At.UnixMilli())
	r.numbers = append(r.numbers, number)
	row := len(r.at) - 1
	r.setKey(row, e.Key)
	for _, p := range e.Props {
		if p.Value.IsSet() {
			r.column(p.ID, p.Value.Type).set(row, p.Value)
		}
	}
}

func (r *eventRows) setKey(row int, key string) {
	if key == "" && row >= len(r.keys) {
		return
	}
	for row >= len(r.keys) {
		r.keys = append(r.keys, "")
	}
	r.keys[row] = key
}

func (r *eventRows) key(row int) string {
	if row < len(r.keys) {
		return r.keys[row]
	}
	return ""
}

func (r *eventRows) column(id domain.PropertyID, t domain.ValueType) *rowColumn {
	for i := range r.columns {
		if r.columns[i].Property == id {
			return &r.columns[i]
		}
	}
	r.columns = append(r.columns, rowColumn{domain.PropertyColumn{Property: id, ValueColumn: domain.ValueColumn{Type: t}}, map[string]uint32{}})
	return &r.columns[len(r.columns)-1]
}

// set puts a value into a row, which may be the first after the last one. A value
// of another type than the column's is missing, as a damaged file would have it.
func (c *rowColumn) set(row int, v domain.Value) {
	c.fill(row + 1)
	switch {
	case c.Type.Coded():
		c.Codes[row] = c.code(v)
	case v.Type == c.Type:
		c.Ints[row] = v.Int
	default:
		c.Ints[row] = domain.Missing
	}
}

func (c *rowColumn) code(v domain.Value) uint32 {
	if v.Type != c.Type {
		return 0
	}
	code := c.codes[v.Text]
	if code == 0 {
		kept := strings.Clone(v.Text) // not the line of a file that it came from
		c.Texts = append(c.Texts, kept)
		code = uint32(len(c.Texts))
		c.codes[kept] = code
	}
	return code
}

// fill makes the column as long as rows.
func (c *rowColumn) fill(rows int) {
	for c.Type.Coded() && len(c.Codes) < rows {
		c.Codes = append(c.Codes, 0)
	}
	for !c.Type.Coded() && len(c.Ints) < rows {
		c.Ints = append(c.Ints, domain.Missing)
	}
}

// addBlock adds all events of a block, in its order.
func (r *eventRows) addBlock(b *domain.EventBlock) {
	start := len(r.at)
	row := 0
	for k, end := range b.Ends {
		for ; row < int(end); row++ {
			r.contacts = append(r.contacts, b.Contacts[k])
			r.numbers = append(r.numbers, uint32(len(r.numbers)))
		}
	}
	r.at = append(r.at, b.At...)
	for i := range b.Columns {
		from := &b.Columns[i]
		to := r.column(from.Property, from.Type)
		to.fill(start)
		to.append(&from.ValueColumn)
	}
}

// addRows adds all events of others, in the order of their adding.
func (r *eventRows) addRows(others *eventRows) {
	rows := make([]uint32, len(others.at))
	for i := range rows {
		rows[i] = uint32(i)
	}
	var b domain.EventBlock
	others.block(rows, &b)
	r.addBlock(&b)
}

// append adds the values of a whole column of a block.
func (c *rowColumn) append(from *domain.ValueColumn) {
	switch {
	case c.Type != from.Type:
		c.fill(max(len(c.Codes), len(c.Ints)) + max(len(from.Codes), len(from.Ints)))
	case c.Type.Coded():
		codes := make([]uint32, len(from.Texts)+1)
		for i, s := range from.Texts {
			codes[i+1] = c.code(domain.Value{Type: c.Type, Text: s})
		}
		for _, code := range from.Codes {
			c.Codes = append(c.Codes, codes[code])
		}
	default:
		c.Ints = append(c.Ints, from.Ints...)
	}
}

// event makes an event of a row.
func (r *eventRows) event(row int) domain.Event {
	e := domain.Event{ContactID: r.contacts[row], Type: r.kind, At: instant(r.at[row]), Key: r.key(row)}
	for i := range r.columns {
		c := &r.columns[i]
		if row < max(len(c.Codes), len(c.Ints)) {
			if v := c.Value(row); v.IsSet() {
				e.Props = append(e.Props, domain.PropertyValue{ID: c.Property, Value: v})
			}
		}
	}
	sortProps(e.Props)
	return e
}

// sortProps puts properties in the order in which rows of the file have them.
func sortProps(props []domain.PropertyValue) {
	slices.SortFunc(props, func(a, b domain.PropertyValue) int { return cmp.Compare(a.ID, b.ID) })
}

// replace overwrites a row with an event of the same type.
func (r *eventRows) replace(row int, e domain.Event) {
	r.contacts[row], r.at[row] = e.ContactID, e.At.UnixMilli()
	r.setKey(row, e.Key)
	for i := range r.columns {
		r.columns[i].set(row, e.Prop(r.columns[i].Property))
	}
	for _, p := range e.Props {
		if p.Value.IsSet() {
			r.column(p.ID, p.Value.Type).set(row, p.Value)
		}
	}
}

// replaceKnown is replace that leaves properties alone which the workspace does not know.
func (r *eventRows) replaceKnown(row int, e domain.Event, known columns) {
	for i := range r.columns {
		c := &r.columns[i]
		if known.knows(c.Property, c.Type) || row >= max(len(c.Codes), len(c.Ints)) {
			continue
		}
		if v := c.Value(row); v.IsSet() {
			e.Props = append(e.Props[:len(e.Props):len(e.Props)], domain.PropertyValue{ID: c.Property, Value: v})
		}
	}
	r.replace(row, e)
}

// block makes a block of the rows, which must be sorted by contact, time and
// order of adding.
func (r *eventRows) block(rows []uint32, into *domain.EventBlock) {
	into.Type = r.kind
	into.Contacts, into.Ends, into.At = into.Contacts[:0], into.Ends[:0], into.At[:0]
	for i, row := range rows {
		if n := len(into.Contacts); n == 0 || into.Contacts[n-1] != r.contacts[row] {
			into.Contacts, into.Ends = append(into.Contacts, r.contacts[row]), append(into.Ends, 0)
		}
		into.Ends[len(into.Ends)-1] = uint32(i + 1)
		into.At = append(into.At, r.at[row])
	}
	into.Columns = into.Columns[:0]
	for i := range r.columns {
		c := domain.PropertyColumn{Property: r.columns[i].Property}
		if r.columns[i].pick(rows, &c.ValueColumn) {
			into.Columns = append(into.Columns, c)
		}
	}
}

// pick copies the values of some rows and reports whether there are any.
func (c *rowColumn) pick(rows []uint32, into *domain.ValueColumn) (any bool) {
	into.Reset(c.Type)
	if !c.Type.Coded() {
		for _, row := range rows {
			n := int64(domain.Missing)
			if int(row) < len(c.Ints) {
				n = c.Ints[row]
			}
			any = any || n != domain.Missing
			into.Ints = append(into.Ints, n)
		}
		return any
	}
	codes := make([]uint32, len(c.Texts)+1)
	for _, row := range rows {
		var code uint32
		if int(row) < len(c.Codes) {
			code = c.Codes[row]
		}
		if code != 0 && codes[code] == 0 {
			into.Texts = append(into.Texts, c.Texts[code-1])
			codes[code] = uint32(len(into.Texts))
		}
		into.Codes = append(into.Codes, codes[code])
	}
	return len(into.Texts) > 0
}

// sorted returns all rows by contact, time and order of adding.
func (r *eventRows) sorted() []uint32 {
	rows := make([]uint32, len(r.at))
	for i := range rows {
		rows[i] = uint32(i)
	}
	slices.SortFunc(rows, func(a, b uint32) int {
		if c := cmp.Compare(r.contacts[a], r.contacts[b]); c != 0 {
			return c
		}
		if c := cmp.Compare(r.at[a], r.at[b]); c != 0 {
			return c
		}
		return cmp.Compare(a, b)
	})
	return rows
}
