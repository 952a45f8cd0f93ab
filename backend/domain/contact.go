package domain

import "time"

// Contact is one person. Email is normalised (see importer) or empty; at least
// one of Email and ExternalID is set. Values holds every other field that has
// a value.
type Contact struct {
	ID         ContactID
	Email      string
	ExternalID string
	Values     map[FieldID]Value
	CreatedAt  time.Time
}

// Value returns the value of a field, missing if the contact has none.
func (c Contact) Value(id FieldID) Value {
	switch id {
	case FieldEmail:
		return TextValue(c.Email)
	case FieldExternalID:
		return TextValue(c.ExternalID)
	}
	return c.Values[id]
}

// Name returns the best words to call the contact by: full name, else email, else external id.
func (c Contact) Name() string {
	first, last := c.Values[FieldFirstName].Text, c.Values[FieldLastName].Text
	switch {
	case first != "" && last != "":
		return first + " " + last
	case first+last != "":
		return first + last
	case c.Email != "":
		return c.Email
	}
	return c.ExternalID
}
