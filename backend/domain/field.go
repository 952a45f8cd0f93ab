package domain

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
// and mails (snake_case); Name is the user's word for it.
type Field struct {
	ID      FieldID
	Key     string
	Name    string
	Type    ValueType
	Builtin bool
}

// BuiltinFields returns the fields every workspace starts with, in id order.
func BuiltinFields() []Field {
	return []Field{
		{FieldEmail, "email", "Email", Text, true},
		{FieldExternalID, "external_id", "Customer id", Text, true},
		{FieldFirstName, "first_name", "First name", Text, true},
		{FieldLastName, "last_name", "Last name", Text, true},
		{FieldCity, "city", "City", Text, true},
		{FieldCountry, "country", "Country", Text, true},
		{FieldLanguage, "language", "Language", Text, true},
		{FieldPhone, "phone", "Phone", Text, true},
		{FieldJoined, "joined", "Joined", Date, true},
	}
}
