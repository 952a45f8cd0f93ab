package app

// PeopleQuestion asks for a page of the table of people.
type PeopleQuestion struct {
	Rule    string      `json:"rule"`   // a rule document, "" for everybody
	Search  string      `json:"search"` // every word is in the name, the address or the customer id
	Sort    []TableSort `json:"sort"`
	Columns []string    `json:"columns"`
	Offset  int         `json:"offset"`
	Limit   int         `json:"limit"` // at most 200
}

// TableSort is a column the table is sorted by.
type TableSort struct {
	Column     string `json:"column"`
	Descending bool   `json:"descending"`
}

// TablePage is a page of the table of people.
type TablePage struct {
	Rows     []TableRow `json:"rows"`
	Total    int        `json:"total"`
	Mailable int        `json:"mailable"`
}

// TableRow is a person with the cells of the columns asked for.
type TableRow struct {
	ID       int64    `json:"id"`
	Name     string   `json:"name"`
	Initials string   `json:"initials"`
	Mailable bool     `json:"mailable"`
	Why      string   `json:"why"` // why they cannot be mailed
	Cells    []string `json:"cells"`
}

// TableColumn is a column that can be shown and sorted by.
type TableColumn struct {
	Key   string `json:"key"`
	Name  string `json:"name"`
	Kind  string `json:"kind"` // "person", "text", "number", "date"
	Usual bool   `json:"usual"`
}

// PeopleSelection is people chosen in the table: those of IDs or, with All,
// everybody the filter finds but those of IDs.
type PeopleSelection struct {
	Rule   string  `json:"rule"`
	Search string  `json:"search"`
	All    bool    `json:"all"`
	IDs    []int64 `json:"ids"`
}

// PeopleCount is how many people something is about.
type PeopleCount struct {
	People   int `json:"people"`
	Mailable int `json:"mailable"`
}

// Narrowing is the part of a filter that keeps most people out.
type Narrowing struct {
	Node    string `json:"node"` // the clause's id; "" is the search
	Without int    `json:"without"`
}

// FilterWords are the clauses of a filter in words.
type FilterWords struct {
	Clauses    []Clause     `json:"clauses"`
	Unfinished []PathNotice `json:"unfinished"` // clauses that are left out, or cannot be asked, and why
}

// PersonPeek is what is worth knowing about a person at a glance.
type PersonPeek struct {
	Person TableRow   `json:"person"`
	Email  string     `json:"email"`
	Facts  []PeekFact `json:"facts"`
	Deeds  []PeekDeed `json:"deeds"` // the newest first
	Events int        `json:"events"`
}

// PeekFact is something known about a person, in words.
type PeekFact struct {
	Key   string `json:"key"`
	Name  string `json:"name"`
	Value string `json:"value"`
}

// PeekDeed is one thing somebody did.
type PeekDeed struct {
	When   string `json:"when"`
	Kind   string `json:"kind"`
	Text   string `json:"text"`
	Detail string `json:"detail"`
}

// Columns lists what the table can show.
func (b *People) Columns() (out []TableColumn, err error) {
	defer guard(&err)
	return b.s.tableColumns()
}

// Page returns a page of the table.
func (b *People) Page(q PeopleQuestion) (out TablePage, err error) {
	defer guard(&err)
	return b.s.tablePage(q)
}

// Span returns who is from one place of the table up to, and without, another;
// at most 20,000 people.
func (b *People) Span(q PeopleQuestion, from, to int) (ids []int64, err error) {
	defer guard(&err)
	return b.s.tableSpan(q, from, to)
}

// CountSelection counts the people of a selection.
func (b *People) CountSelection(sel PeopleSelection) (out PeopleCount, err error) {
	defer guard(&err)
	return b.s.countSelection(sel)
}

// Filter says a filter in words.
func (b *People) Filter(rule string) (out FilterWords, err error) {
	defer guard(&err)
	return b.s.filterWords(rule)
}

// Narrowest finds which part of a filter to drop where nobody is found.
func (b *People) Narrowest(rule, search string) (out Narrowing, err error) {
	defer guard(&err)
	return b.s.narrowest(rule, search)
}

// Peek returns what is worth knowing about a person at a glance.
func (b *People) Peek(id int64) (out PersonPeek, err error) {
	defer guard(&err)
	return b.s.peek(id)
}
