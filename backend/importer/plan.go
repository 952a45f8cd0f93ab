package importer

import (
	"context"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Tx is the writing side of one transaction. The store's bulk transaction satisfies it.
type Tx interface {
	BeginAct(domain.Act) error // what the changes that follow are
	AtRow(int)                 // the row of the file that the next changes come from
	AddContact(domain.Contact) (domain.ContactID, error)
	ReplaceContact(old, changed domain.Contact) error // old as read in this transaction
	Contacts([]domain.ContactID) ([]domain.Contact, error)
	AddEvent(domain.Event) (domain.EventID, error)
	UpdateEvent(domain.Event) error
	AddConsent(domain.ConsentEntry) error
	AddSuppression(domain.Suppression) error
	EventByKey(domain.EventTypeID, string) (domain.Event, bool, error)
	EachContactKey(func(id domain.ContactID, email, externalID string) error) error
	Contact(domain.ContactID) (domain.Contact, error)
	CreateField(domain.Field) (domain.Field, error)
	CreateProperty(domain.Property) (domain.Property, error)
	CreateEventType(domain.EventType) (domain.EventType, error)
	SaveImport(domain.Import) (domain.ImportID, error)
	DoneWaiting(int64) error // takes a line off the list of imports that wait
	RememberImport(domain.ImportMemory) error
	ImportedFile(domain.FileContent) error
}

// Store is what a run needs of a workspace. Bulk runs fn in one transaction
// and rolls everything back when fn returns an error.
type Store interface {
	Bulk(ctx context.Context, fn func(Tx) error) error
	Settings(ctx context.Context) (domain.Settings, error)
	Fields(ctx context.Context) ([]domain.Field, error)
	Properties(ctx context.Context) ([]domain.Property, error)
	EventTypes(ctx context.Context) ([]domain.EventType, error)
	EachConsent(ctx context.Context, purpose domain.Purpose, fn func(id domain.ContactID, latest domain.ConsentAction, at time.Time) error) error
	EachSuppression(ctx context.Context, fn func(domain.Suppression) error) error
}

// ReadOptions say how to read a file; zero values mean "guess".
type ReadOptions struct {
	Sheet     string
	Encoding  string
	Delimiter string
	HeaderRow int // 1-based row number; 0 guesses, -1 says there is none
	Password  string
	// HiddenRows says what becomes of rows that the spreadsheet hides: HiddenRead (or ""), HiddenSkip.
	HiddenRows string
	Fresh      bool // guess anew, whatever was chosen for such a file before
}

// Plan is everything the user decided, plus what a run needs of the workspace.
type Plan struct {
	Path       string
	Options    ReadOptions
	Kind       domain.ImportKind
	Event      string // key of the event type, for ImportEvents; made if it does not exist
	Mapping    []ColumnChoice
	MatchOn    string // MatchEmail or MatchExternalID; "" is MatchEmail
	OnMatch    string // OnMatchFill, OnMatchNewer or OnMatchKeep; "" is OnMatchFill
	DateOrder  string // "dmy", "mdy", "ymd", or "" when the columns leave no doubt
	AskDates   bool   // day and month are in doubt and DateOrder must be chosen
	Permission Permission
	// Corrections replace cells before they are read.
	Corrections []Correction

	// Again is set where nobody looks at the import before it is in.
	Again *Again

	DryRun      bool
	Waiting     int64                       // the line of the store's list of imports that wait; it goes when the import is in
	HashAddress func(email string) [32]byte `json:"-"` // keyed hash of suppressions; needed where opt-outs are mapped
	Clock       domain.Clock                `json:"-"` // nil is the system's
}

// How people of the file are found in the workspace and what happens to them.
const (
	MatchEmail      = "email"
	MatchExternalID = "external_id"
	OnMatchFill     = "fill"  // only blanks are filled
	OnMatchNewer    = "newer" // values of the file win
	OnMatchKeep     = "keep"  // people already here stay as they are
)

// ColumnChoice maps the column of Index (from 0) to a target key, "" to leave
// it out. Name is the name of a new field; "" takes the column's. OnMatch says what
// becomes of values that people already have, "" as the plan says.
type ColumnChoice struct {
	Index   int
	Target  string
	Name    string
	OnMatch string
}

// Correction replaces the text of a cell: of the row with the number Row, or, where Row
// is 0, of every row whose cell in the column of Index reads From. With the Index -1 it
// leaves the row out.
type Correction struct {
	Row   int
	Index int
	From  string
	To    string
}

// The answers to "may these people be mailed?".
const (
	PermissionConsent  = "consent"
	PermissionCustomer = "existing_customer"
	PermissionNone     = "none"
)

// Permission is the answer to "may these people be mailed?". Answer "" means
// not answered, which only a dry run accepts.
type Permission struct {
	Answer   string
	Purpose  domain.Purpose // "" is marketing
	Source   string
	On       string // date, 2006-01-02
	Wording  string
	Language string // of the wording, a BCP 47 tag
	Proof    string
}

// Report accounts for every data row of the file.
type Report struct {
	ImportID     domain.ImportID // 0 for a dry run
	File         string
	Kind         domain.ImportKind
	Tally        domain.ImportTally
	Reasons      []Reason            // by number of rows, most first
	Problems     []domain.RowProblem // the first 2,000 of each reason
	ProblemCount int
	Repeats      []Repeat // the first 200 rows about somebody who came before; Tally.Repeated counts all
	Warnings     []string
	Seconds      float64
	FinishedAt   time.Time
	Content      domain.FileContent // empty for a dry run

	plan   Plan
	header int
	marks  []problemMark
}

// Repeat is a row about somebody who came before, in the row First.
type Repeat struct {
	Row, First int
	Who        string // email or customer id
}

// Reason counts what was skipped or set aside for one reason.
type Reason struct {
	Code      string
	Message   string
	Rows      int
	Suggested int // of them with an idea what was meant
	Skipped   bool
	Told      bool // nothing is wrong, it is only told
}

// Inspection is what a file looks like before anything is written.
type Inspection struct {
	Path      string
	File      string // name without folder
	Format    string
	Bytes     int64
	Sheets    []SheetInfo
	Sheet     string
	Encoding  string
	Delimiter string
	HeaderRow int // -1 when there is none
	Columns   []Column
	Rows      []PreviewRow // the first 50 data rows
	Kind      domain.ImportKind
	KindWhy   string
	Why       Words  // KindWhy, to be put into another language
	Preset    string // name of the tool that wrote the file, "" when it is not known
	Warnings  []string
	Cautions  []Words // warnings about what the values mean
	Questions []Question
	Targets   []Target
	Choices   Plan
	// Remembered says whose choices these are; nil where everything is guessed.
	Remembered *Remembered
}

// SheetInfo is one sheet of a workbook.
type SheetInfo struct {
	Name   string
	Hidden bool
}

// Column is one column with what it seems to hold.
type Column struct {
	Index      int
	Name       string // header text, or "Column C" where there is none
	Target     string
	Confidence int // percent
	Note       string
	Type       domain.ValueType
	Samples    []string
	Filled     int // percent of looked-at rows that have a value
	Hidden     bool
}

// PreviewRow is one row as text.
type PreviewRow struct {
	Row   int
	Cells []string
}

// Target is something a column can become. Kind is "people", "orders", "events" or "both".
type Target struct {
	Key   string
	Name  string
	Kind  string
	Group string
}
