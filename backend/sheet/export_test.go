package sheet

import "os"

// SetSheetRows makes the sheets of a workbook hold fewer rows.
func SetSheetRows(w *Writer, n int) { w.out.(*book).rows = n }

// SetCreatePart replaces how unfinished files are made and returns the way back.
func SetCreatePart(make func(folder, pattern string) (*os.File, error)) (undo func()) {
	before := createPart
	createPart = make
	return func() { createPart = before }
}
