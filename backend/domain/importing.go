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
// file as the user's spreadsheet program shows it; Column its header and Index its
// number from 0, -1 for the whole row; Value the cell as it stands in the file.
type RowProblem struct {
	Row        int
	Index      int
	Column     string
	Value      string
	Suggestion string // what was probably meant, "" for no idea
	Code       string
	Message    string
	Skipped    bool // the whole row was left out, not only this value
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

// WaitingImport is an import that was asked for and is not in yet. Plan is the
// importer's, as text; Locked says that the file wants a password, which is not kept.
type WaitingImport struct {
	ID       int64
	File     string // name without folder
	Path     string
	Plan     string
	Locked   bool
	QueuedAt time.Time
}
