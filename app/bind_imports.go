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
	Kind      string          `json:"kind"` // "people" or "orders": the guess
	KindWhy   string          `json:"kindWhy"`
	Warnings  []string        `json:"warnings"`
	Targets   []ImportTarget  `json:"targets"` // everything a column can become, for people and orders
	Choices   ImportSelection `json:"choices"` // the guessed plan, ready to run once permission is answered
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
}

// PreviewRow is one row as text.
type PreviewRow struct {
	Row   int      `json:"row"`
	Cells []string `json:"cells"`
}

// ImportTarget is something a column can be mapped to. Key is "field:email",
// "event:order_id", "event:at", "event:product", "event:quantity",
// "event:unit_price", "event:amount", "event:category", "new:text" (a new field
// named after the column; also new:number new:money new:date new:bool) ...
type ImportTarget struct {
	Key   string `json:"key"`
	Name  string `json:"name"`
	Kind  string `json:"kind"` // "people", "orders" or "both": where it can be used
	Group string `json:"group"`
}

// ImportSelection is what the user chose; it is the whole plan of an import.
type ImportSelection struct {
	Path       string           `json:"path"`
	Options    ReadOptions      `json:"options"`
	Kind       string           `json:"kind"`
	Mapping    []ColumnChoice   `json:"mapping"`
	MatchOn    string           `json:"matchOn"`   // "email" or "external_id"
	OnMatch    string           `json:"onMatch"`   // "fill", "newer", "keep"
	DateOrder  string           `json:"dateOrder"` // "dmy", "mdy", "ymd" or "" when not in doubt
	AskDates   bool             `json:"askDates"`  // day and month are in doubt and must be chosen
	Permission PermissionChoice `json:"permission"`
}

// ColumnChoice maps one column.
type ColumnChoice struct {
	Index  int    `json:"index"`
	Target string `json:"target"`
	Name   string `json:"name"` // name of a new field
}

// PermissionChoice is the answer to "may these people be mailed?".
type PermissionChoice struct {
	Answer  string `json:"answer"` // "consent", "existing_customer", "none"; "" not answered yet
	Source  string `json:"source"` // where they agreed
	On      string `json:"on"`     // date, 2006-01-02
	Wording string `json:"wording"`
	Proof   string `json:"proof"`
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
	ProblemCount  int           `json:"problemCount"` // Problems holds at most 200
	Warnings      []string      `json:"warnings"`
	Seconds       float64       `json:"seconds"`
	FinishedAt    string        `json:"finishedAt"`
}

// ReasonCount counts rows by reason.
type ReasonCount struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Rows    int    `json:"rows"`
	Skipped bool   `json:"skipped"`
}

// ProblemView is one problem of one row.
type ProblemView struct {
	Row     int    `json:"row"`
	Column  string `json:"column"`
	Value   string `json:"value"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Skipped bool   `json:"skipped"`
}

// Pick asks for a spreadsheet with the native dialog; "" when canceled.
func (b *Imports) Pick() (path string, err error) {
	defer guard(&err)
	return b.s.pickSpreadsheet()
}

// Inspect reads the beginning of a file and guesses what it holds.
func (b *Imports) Inspect(path string, opt ReadOptions) (out Inspection, err error) {
	defer guard(&err)
	return b.s.inspect(path, opt)
}

// DryRun starts a job that reads the whole file and counts what an import would
// do, writing nothing. Its report comes from Report(job).
func (b *Imports) DryRun(sel ImportSelection) (job string, err error) {
	defer guard(&err)
	return b.s.startImport(sel, true)
}

// Start starts the import as a job.
func (b *Imports) Start(sel ImportSelection) (job string, err error) {
	defer guard(&err)
	return b.s.startImport(sel, false)
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

// SaveProblems writes the problems of a finished job to a csv file the user
// picks and returns its path, "" when canceled.
func (b *Imports) SaveProblems(job string) (path string, err error) {
	defer guard(&err)
	return b.s.saveProblems(job)
}
