package domain

import "math"

// ValueColumn is one value for each row of a block. Text and list values are
// codes into Texts (code n is Texts[n-1], as first written; 0 is missing);
// every other type uses Ints, with Missing where there is no value.
type ValueColumn struct {
	Type  ValueType
	Texts []string
	Codes []uint32
	Ints  []int64
}

// Missing marks an absent value in ValueColumn.Ints. No value can be it.
const Missing = math.MinInt64

// Reset makes the column empty and keeps its memory.
func (c *ValueColumn) Reset(t ValueType) {
	c.Type, c.Texts, c.Codes, c.Ints = t, c.Texts[:0], c.Codes[:0], c.Ints[:0]
}

// Coded reports whether values of the type are codes into Texts.
func (t ValueType) Coded() bool { return t == Text || t == List }

// Value returns the value of a row.
func (c *ValueColumn) Value(row int) Value {
	switch {
	case c.Type.Coded():
		if code := c.Codes[row]; code != 0 {
			return Value{Type: c.Type, Text: c.Texts[code-1]}
		}
	case c.Ints[row] != Missing:
		return Value{Type: c.Type, Int: c.Ints[row]}
	}
	return Value{}
}

// FieldColumn is a ValueColumn of a contact's field.
type FieldColumn struct {
	Field FieldID
	ValueColumn
}

// PropertyColumn is a ValueColumn of an event's property.
type PropertyColumn struct {
	Property PropertyID
	ValueColumn
}

// ContactBlock is a run of contacts as columns, by ascending id. Email and
// external id are columns like every field; fields nobody in the block has may
// be absent.
type ContactBlock struct {
	IDs     []ContactID
	Columns []FieldColumn
}

// EventBlock is all events of one type of a run of contacts as columns, sorted
// by contact, then time, then the order in which they were added. Contacts are
// those with such events; the rows of Contacts[i] end before Ends[i] and begin
// where those of the contact before end.
type EventBlock struct {
	Type     EventTypeID
	Contacts []ContactID
	Ends     []uint32
	At       []int64 // UTC milliseconds
	Columns  []PropertyColumn
}
