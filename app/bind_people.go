package app

// People is bound to the interface: looking at contacts.
type People struct{ s *session }

// PersonDetail is everything about one person.
type PersonDetail struct {
	Person   PersonRow      `json:"person"`
	Fields   []FieldValue   `json:"fields"`
	Timeline []TimelineItem `json:"timeline"` // newest first, at most 200
	Events   int            `json:"events"`
	Segments []string       `json:"segments"`
	Consent  []string       `json:"consent"` // the permission ledger, one sentence a line
}

// FieldValue is one trait of a person, formatted.
type FieldValue struct {
	Key   string `json:"key"`
	Name  string `json:"name"`
	Value string `json:"value"`
}

// TimelineItem is one event of a person in words.
type TimelineItem struct {
	At     string `json:"at"` // RFC 3339
	Day    string `json:"day"`
	Time   string `json:"time"`
	Kind   string `json:"kind"` // event type key
	Text   string `json:"text"`
	Detail string `json:"detail"`
}

// List pages through people whose name, email or id contains search.
func (b *People) List(search string, offset, limit int) (out PersonPage, err error) {
	defer guard(&err)
	return b.s.listPeople(search, offset, limit)
}

// Get returns one person.
func (b *People) Get(id int64) (out PersonDetail, err error) {
	defer guard(&err)
	return b.s.person(id)
}
