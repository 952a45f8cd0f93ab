package sheet

// Kind is what a cell holds.
type Kind uint8

// The kinds of cells. Cells of text files are Text or Empty.
const (
	Empty  Kind = iota // nothing; Text is ""
	Text               // Text as written
	Number             // Text is an exact plain decimal such as "-12.5", leading zeros kept where the cell shows them
	Date               // Text is 2006-01-02, 2006-01-02T15:04:05 or 15:04:05, without a zone unless the file has one
	Bool               // Text is "true" or "false"
	Error              // Text is the spreadsheet's error, such as "#N/A"
	Money              // for writing only: a Number that is shown with two decimals
)

// Cell is one cell as the user would see it, but exact. The zero Cell is empty.
type Cell struct {
	Kind Kind
	Text string
}

// Row is one row that holds something. Number is its 1-based number as a
// spreadsheet program shows it. Cells[i] is the cell of column i counted from
// 0; columns after the last filled one are absent. Cells is reused by the next
// call of [Rows.Next]; the strings in it may be kept. Hidden says that a spreadsheet
// program does not show the row; Damaged that it is broken in the file, so that Cells
// may lack some of its values.
type Row struct {
	Number  int
	Cells   []Cell
	Hidden  bool
	Damaged bool
}

// Options say how to read a file; zero values mean "guess".
type Options struct {
	Encoding  string // IANA name of a text file's encoding, such as "windows-1252"
	Delimiter string // what separates the cells of a text file: one character, or "tab"
	Password  string // of an encrypted workbook
}

// Info is one sheet of a file. A text file has one sheet, named after the file.
type Info struct {
	Name   string
	Hidden bool // hidden from the user of a spreadsheet program
}

// ColumnName returns the letters of the column counted from 0: "A", "Z", "AA".
func ColumnName(index int) string {
	name := ""
	for n := index + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// Layout is what a sheet's looks say about how to read it, as far as the reading has
// got: hidden columns are known after the first row, merged cells at the end of the sheet.
type Layout struct {
	HiddenColumns []int  // counted from 0
	Merged        []Span // the first 1,000
}

// Span is a rectangle of cells that are shown as one. Columns count from 0, rows from 1;
// the last ones are included.
type Span struct{ Column, Row, LastColumn, LastRow int }
