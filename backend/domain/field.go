package domain

import "time"

// Fields that every workspace has from the start. FieldEmail and
// FieldExternalID are columns of their own in the contact table; every other
// field N lives in column fN.
const (
	FieldEmail      FieldID = 1
	FieldExternalID FieldID = 2
	FieldFirstName  FieldID = 3
	FieldLastName   FieldID = 4
	FieldCity       FieldID = 5
	FieldCountry    FieldID = 6
	FieldLanguage   FieldID = 7
	FieldPhone      FieldID = 8
	FieldJoined     FieldID = 9
)

// Field is something known about a contact. Key is its stable name in rules
// and mails (snake_case); Name is the user's word for it. A derived trait is a
// field whose values KVN Mail worked out itself, at DerivedAt; before that
// instant it has none.
type Field struct {
	ID        FieldID
	Key       string
	Name      string
	Type      ValueType
	Builtin   bool
	DerivedAt time.Time
}

// BuiltinFields returns the fields every workspace starts with, in id order.
func BuiltinFields() []Field {
	return []Field{
		{ID: FieldEmail, Key: "email", Name: "Email", Type: Text, Builtin: true},
		{ID: FieldExternalID, Key: "external_id", Name: "Customer id", Type: Text, Builtin: true},
		{ID: FieldFirstName, Key: "first_name", Name: "First name", Type: Text, Builtin: true},
		{ID: FieldLastName, Key: "last_name", Name: "Last name", Type: Text, Builtin: true},
		{ID: FieldCity, Key: "city", Name: "City", Type: Text, Builtin: true},
		{ID: FieldCountry, Key: "country", Name: "Country", Type: Text, Builtin: true},
		{ID: FieldLanguage, Key: "language", Name: "Language", Type: Text, Builtin: true},
		{ID: FieldPhone, Key: "phone", Name: "Phone", Type: Text, Builtin: true},
		{ID: FieldJoined, Key: "joined", Name: "Joined", Type: Date, Builtin: true},
	}
}
