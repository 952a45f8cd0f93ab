package app

// Imports is bound to the interface: bringing spreadsheets in.
type Imports struct{ s *session }

// ReadOptions say how to read a file; zero values mean "guess".
type ReadOptions struct {
	Sheet     string `json:"sheet"`
	Encoding  string `json:"encoding"`
	Delimiter string `json:"delimiter"`
	HeaderRow int    `json:"headerRow"` // 1-based row number; 0 guesses
	Password  string `json:"password"`
	// HiddenRows says what becomes of rows that the spreadsheet hides: "read" (or "") or "skip".
	HiddenRows string `json:"hiddenRows"`
	Fresh      bool   `json:"fresh,omitempty"` // guess anew, whatever was chosen for such a file before
}

// Inspection is what a file looks like before anything is written.
type Inspection struct {
	Path      string          `json:"path"`
	File      string          `json:"file"`   // name without folder
	Format    string          `json:"format"` // "xlsx", "csv", "tsv"
	Bytes     int64           `json:"bytes"`
	Sheets    []SheetView     `json:"sheets"` // one for text files
	Sheet     string          `json:"sheet"`
	Encoding  string          `json:"encoding"`
	Delimiter string          `json:"delimiter"`
	HeaderRow int             `json:"headerRow"`
	Columns   []ColumnView    `json:"columns"`
	Rows      []PreviewRow    `json:"rows"` // the first 50 data rows
	Kind      string          `json:"kind"` // "people", "orders" or "events": the guess; of events, Choices.Event says which
	KindWhy   string          `json:"kindWhy"`
	Preset    string          `json:"preset"` // name of the tool that wrote the file, "" when it is not known
	Warnings  []string        `json:"warnings"`
	Questions []QuestionView  `json:"questions"` // what the file hides or merges
	Targets   []ImportTarget  `json:"targets"`   // everything a column can become, for people and orders
	Choices   ImportSelection `json:"choices"`   // the guessed plan, ready to run once permission is answered
	// Remembered says whose earlier choices these are, null where all is guessed.
	Remembered *RememberedView `json:"remembered"`
}

// QuestionView is something about a file that is told, and with "hidden_rows" asked.
type QuestionView struct {
	Code string `json:"code"` // "hidden_sheet", "hidden_rows", "hidden_columns", "merged_header"
	Text string `json:"text"`
}

// SheetView is one sheet of a workbook.
type SheetView struct {
	Name   string `json:"name"`
	Hidden bool   `json:"hidden"`
}

// ColumnView is one column with what it seems to hold.
type ColumnView struct {
	Index      int      `json:"index"`
	Name       string   `json:"name"`       // header text, or "Column C" where there is none
	Target     string   `json:"target"`     // guessed target key, "" to leave out
	Confidence int      `json:"confidence"` // percent
	Note       string   `json:"note"`       // e.g. "Email", "Date, day first"
	Type       string   `json:"type"`       // value type seen: text number money date time bool
	Samples    []string `json:"samples"`
	Filled     int      `json:"filled"` // percent of looked-at rows that have a value
	Hidden     bool     `json:"hidden"` // in the spreadsheet
}

// PreviewRow is one row as text.
type PreviewRow struct {
	Row   int      `json:"row"`
	Cells []string `json:"cells"`
}

// ImportTarget is something a column can be mapped to. Key is "field:email",
// "event:order_id", "event:at", "event:product", "event:quantity",
// "event:unit_price", "event:amount", "event:category", "new:text" (a new field
// named after the column; also new:number new:money new:date new:bool new:list) ...
// A key stands once for each kind that calls it otherwise.
type ImportTarget struct {
	Key   string `json:"key"`
	Name  string `json:"name"`
	Kind  string `json:"kind"` // "people", "orders", "events" or "both": where it can be used
	Group string `json:"group"`
}

// ImportSelection is what the user chose; it is the whole plan of an import.
type ImportSelection struct {
	Path        string             `json:"path"`
	Options     ReadOptions        `json:"options"`
	Kind        string             `json:"kind"`  // "people", "orders" or "events"
	Event       string             `json:"event"` // key of the kind of event, for "events"; made if there is none
	Mapping     []ColumnChoice     `json:"mapping"`
	MatchOn     string             `json:"matchOn"`   // "email" or "external_id"
	OnMatch     string             `json:"onMatch"`   // "fill", "newer", "keep"
	DateOrder   string             `json:"dateOrder"` // "dmy", "mdy", "ymd" or "" when not in doubt
	AskDates    bool               `json:"askDates"`  // day and month are in doubt and must be chosen
	Corrections []CorrectionChoice `json:"corrections"`
	Permission  PermissionChoice   `json:"permission"`
}

// CorrectionChoice replaces a cell before it is read: of one row, or, where Row is 0, of
// every row whose cell in the column reads From. Index -1 leaves the row out.
type CorrectionChoice struct {
	Row   int    `json:"row"`
	Index int    `json:"index"`
	From  string `json:"from"`
	To    string `json:"to"`
}

// ColumnChoice maps one column.
type ColumnChoice struct {
	Index  int    `json:"index"`
	Target string `json:"target"`
	Name   string `json:"name"` // name of a new field
	// OnMatch says what becomes of values that people already have: "" as the selection says.
	OnMatch string `json:"onMatch"`
}

// PermissionChoice is the answer to "may these people be mailed?".
type PermissionChoice struct {
	Answer   string `json:"answer"`  // "consent", "existing_customer", "none"; "" not answered yet
	Purpose  string `json:"purpose"` // "marketing" or "service"; "" is marketing
	Source   string `json:"source"`  // where they agreed
	On       string `json:"on"`      // date, 2006-01-02
	Wording  string `json:"wording"`
	Language string `json:"language"` // of the wording, a BCP 47 tag
	Proof    string `json:"proof"`
}

// ImportReport accounts for every row.
type ImportReport struct {
	ImportID      int64         `json:"importId"` // 0 for a dry run
	File          string        `json:"file"`
	Kind          string        `json:"kind"`
	Rows          int           `json:"rows"`
	Added         int           `json:"added"`
	Updated       int           `json:"updated"`
	Unchanged     int           `json:"unchanged"`
	Skipped       int           `json:"skipped"`
	PeopleAdded   int           `json:"peopleAdded"`
	PeopleUpdated int           `json:"peopleUpdated"`
	EventsAdded   int           `json:"eventsAdded"`
	Reasons       []ReasonCount `json:"reasons"` // skipped rows and set-aside values by reason
	Problems      []ProblemView `json:"problems"`
	ProblemCount  int           `json:"problemCount"` // Problems holds at most 200; see Imports.Problems
	Repeated      int           `json:"repeated"`     // rows about somebody who came earlier in the file
	Repeats       []RepeatView  `json:"repeats"`      // the first 200 of them
	OptOuts       int           `json:"optOuts"`      // addresses that were closed because the file says no
	Warnings      []string      `json:"warnings"`
	Seconds       float64       `json:"seconds"`
	FinishedAt    string        `json:"finishedAt"`
	UndoneAt      string        `json:"undoneAt"`   // "": it is in force
	WhyNotUndo    string        `json:"whyNotUndo"` // "": it can be undone
}

// RepeatView is a row about somebody who came before, in the row First.
type RepeatView struct {
	Row   int    `json:"row"`
	First int    `json:"firstRow"`
	Who   string `json:"who"`
}

// ReasonCount counts rows by reason.
type ReasonCount struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Rows    int    `json:"rows"`
	// Suggested counts those with an idea what was meant.
	Suggested int  `json:"suggested"`
	Skipped   bool `json:"skipped"`
	Told      bool `json:"told"` // nothing is wrong, it is only told: no warning
}

// ProblemView is one problem of one row.
type ProblemView struct {
	Row        int    `json:"row"`
	Index      int    `json:"index"` // of the column from 0, -1: the whole row
	Column     string `json:"column"`
	Value      string `json:"value"`
	Suggestion string `json:"suggestion"` // what was probably meant, "" for no idea
	Code       string `json:"code"`
	Message    string `json:"message"`
	Skipped    bool   `json:"skipped"`
}

// ProblemPage is some of the problems of a run.
type ProblemPage struct {
	Rows  []ProblemView `json:"rows"`
	Total int           `json:"total"` // that can be paged through: at most 2,000 of each reason
}

// Pick asks for a spreadsheet with the native dialog; "" when canceled.
func (b *Imports) Pick() (path string, err error) {
	defer guard(&err)
	return b.s.pickSpreadsheet()
}

// Inspect reads the beginning of a file and guesses what it holds. What was chosen for a
// file with the same columns before, or nearly the same, takes the place of guesses,
// unless opt is Fresh.
func (b *Imports) Inspect(path string, opt ReadOptions) (out Inspection, err error) {
	defer guard(&err)
	return b.s.inspect(path, opt)
}

// GuessAs guesses the columns anew for rows that are what the user says: "people",
// "orders" or "events". What else was chosen has to be carried over.
func (b *Imports) GuessAs(path string, opt ReadOptions, kind string) (out ImportSelection, err error) {
	defer guard(&err)
	return b.s.guessAs(path, opt, kind)
}

// DryRun starts a job that reads the whole file and counts what an import would
// do, writing nothing. Its report comes from Report(job).
func (b *Imports) DryRun(sel ImportSelection) (job string, err error) {
	defer guard(&err)
	return b.s.lookThrough(sel)
}

// Start starts the import as a job. Only one import runs at a time; others wait. Should
// the program end before it is in, it is in the list of Waiting at the next start.
func (b *Imports) Start(sel ImportSelection) (job string, err error) {
	defer guard(&err)
	return b.s.startImport(sel)
}

// Report returns the report of a finished dry run or import job.
func (b *Imports) Report(job string) (out ImportReport, err error) {
	defer guard(&err)
	return b.s.importReport(job)
}

// List returns past imports, newest first.
func (b *Imports) List() (out []ImportReport, err error) {
	defer guard(&err)
	return b.s.listImports()
}

// Problems returns a page of what was wrong in a finished dry run or import, of one
// code or of all ("").
func (b *Imports) Problems(job, code string, offset, limit int) (out ProblemPage, err error) {
	defer guard(&err)
	return b.s.importProblems(job, code, offset, limit)
}

// SaveProblems writes the rows that had a problem to a file the user picks, in the shape
// of the file they came from with the reasons behind, and returns its path, "" when
// canceled.
func (b *Imports) SaveProblems(job string) (path string, err error) {
	defer guard(&err)
	return b.s.saveProblems(job)
}
