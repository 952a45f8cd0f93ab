package sheet

import (
	"path/filepath"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Writer writes tables to a file: a workbook, or one table of text. Rows go to
// the disk as they come, so a million of them need a few MiB of memory. Nothing
// is at the path until Close succeeded; Discard leaves whatever was there before.
//
//	out, err := sheet.Create(path)
//	...
//	defer out.Discard()
//	out.Begin("People", "Email", "City")
//	out.WriteText("asha@example.com", "Pune")
//	err = out.Close()
type Writer struct {
	part   *partFile
	out    tables
	report Written
	ended  bool
}

// Written says what came of the rows.
type Written struct {
	Rows      int      // without headers
	Sheets    []string // of a workbook, in order
	Continued []string // those of Sheets that go on with a table too long for one
	Cut       int      // texts longer than a cell of a workbook can hold, cut to 32,767 characters
	CutAt     string   // where the first of them is, such as "People C17"
	Bytes     int64    // the size of the file, after Close
}

// tables is a format that tables are written in.
type tables interface {
	begin(name string, header []string) error
	write(cells []Cell) error
	finish() error
	abandon()
}

// Create begins a file. The ending of the path decides: .xlsx is a workbook,
// .tsv separates by tabs, anything else is csv in UTF-8 with a mark that
// spreadsheet programs know. Only its owner may read the file, because such
// files hold what is known about people.
func Create(path string) (*Writer, error) {
	part, err := newPartFile(path)
	if err != nil {
		return nil, err
	}
	w := &Writer{part: part}
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xlsx":
		w.out = newBook(part, &w.report)
	case ".tsv":
		w.out = newTextTable(part, '\t')
	default:
		w.out = newTextTable(part, ',')
	}
	return w, nil
}

// Begin starts a table with a header, a workbook's next sheet. The header is
// shown bold, stays in view and can be filtered by. A name that sheets cannot
// have is made one. A text file takes one table only: a second is domain.Invalid.
func (w *Writer) Begin(name string, header ...string) error {
	return writeError(w.out.begin(name, header))
}

// Write adds a row of cells of any kind. A workbook's table that is too long for
// a sheet goes on in another ("People (2)"), with the header again. What a
// spreadsheet could not hold to the digit, such as a card number of 16 digits or
// one that begins with a zero, is written as text.
func (w *Writer) Write(cells []Cell) error {
	if err := w.out.write(cells); err != nil {
		return writeError(err)
	}
	w.report.Rows++
	return nil
}

// WriteText adds a row of texts.
func (w *Writer) WriteText(texts ...string) error { return w.Write(textCells(texts)) }

func textCells(texts []string) []Cell {
	cells := make([]Cell, len(texts))
	for i, s := range texts {
		cells[i] = nonEmpty(Text, s)
	}
	return cells
}

// Report says what was written so far.
func (w *Writer) Report() Written { return w.report }

// Close completes the file and puts it at its path.
func (w *Writer) Close() error {
	if w.ended {
		return nil
	}
	w.ended = true
	err := w.out.finish()
	if err == nil {
		w.report.Bytes, err = w.part.keep()
	}
	if err != nil {
		w.part.drop()
	}
	return writeError(err)
}

// Discard gives up the file; after Close it does nothing.
func (w *Writer) Discard() {
	if w.ended {
		return
	}
	w.ended = true
	w.out.abandon()
	w.part.drop()
}

// errOneTable is what a text file says to a second table.
var errOneTable = domain.Errorf(domain.Invalid, "A csv file holds one table only. Choose a workbook (.xlsx) for a report of several.")
