package domain

import "time"

// ImportKind says what one row of an imported sheet is.
type ImportKind string

// A row is a person, an order (or one line of it), or another event.
const (
	ImportPeople ImportKind = "people"
	ImportOrders ImportKind = "orders"
	ImportEvents ImportKind = "events"
)

// ImportTally accounts for every data row of a file: Rows = Added + Updated +
// Unchanged + Skipped. People and Events say what came out of them.
type ImportTally struct {
	Rows, Added, Updated, Unchanged, Skipped int
	PeopleAdded, PeopleUpdated               int
	EventsAdded                              int
	Repeated                                 int // rows about somebody who came earlier in the file
	OptOuts                                  int // addresses that the file says no for and that were open
}

// RowProblem is one thing wrong with one row. Row is the row's number in the
// file as the user's spreadsheet program shows it; Column its header.
type RowProblem struct {
	Row     int
	Column  string
	Value   string
	Code    string
	Message string
	Skipped bool // the whole row was left out, not only this value
}

// Import is the record of one import that took place.
type Import struct {
	ID         ImportID
	Kind       ImportKind
	File       string // name without folder
	SHA256     string // of the file's bytes, hex
	Tally      ImportTally
	StartedAt  time.Time
	FinishedAt time.Time
	Undoable   bool      // what an undo needs was recorded
	UndoneAt   time.Time // zero: it is in force
}
