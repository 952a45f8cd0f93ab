package sheet

import (
	"errors"
	"io"
	"strconv"

	"github.com/kvnmail/kvnmail/backend/domain"
)

const (
	lastColumn = 16384
	lastRow    = 1048576
)

// xlsxRows reads the rows of one sheet part.
type xlsxRows struct {
	book  *workbook
	name  string
	src   *scanner
	part  io.Closer
	size  int64
	bytes *countingReader

	row   int // number of the row being read, or of the last one read
	over  bool
	cells int64
	texts []byte // the texts of the row's own cells, made into one string at its end
	spans []span
	notes *notes
	looks Layout

	again  bool // the token at hand begins the next row: the one before was not closed
	lost   bool // what comes up to the next row belongs to one that was given as damaged
	seen   seenRows
	closed bool // the sheet's data ended within a row
}

// span says which piece of texts a cell takes.
type span struct{ column, from, to int }

type countingReader struct {
	src io.Reader
	n   int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.src.Read(p)
	c.n += int64(n)
	return n, err
}

func (w *workbook) rows(s sheetPart) (*xlsxRows, error) {
	r, size, err := w.arc.open(s.part)
	if err != nil {
		return nil, because(err, domain.Errorf(domain.Corrupt, "Sheet %q is missing from the file. Open the file in your spreadsheet program, save it again and import that copy.", s.Name))
	}
	count := &countingReader{src: r}
	return &xlsxRows{book: w, name: s.Name, src: newScanner(count), part: r, size: size, bytes: count, notes: newNotes(w.warnings)}, nil
}

func (x *xlsxRows) warnings() []string       { return x.notes.list() }
func (x *xlsxRows) progress() (int64, int64) { return x.bytes.n, max(x.size, x.bytes.n) }
func (x *xlsxRows) layout() Layout           { return x.looks }
func (x *xlsxRows) close() error             { return x.part.Close() }

// next reads the next row that is written in the sheet, which may hold no cells.
func (x *xlsxRows) next(row *Row) (bool, error) {
	if x.over {
		return false, nil
	}
	if x.closed {
		return false, x.drain()
	}
	for x.again || x.token() {
		x.again = false
		t := &x.src.tok
		name := string(t.name)
		switch {
		case t.kind == tokenStart && name == "row":
			return x.readRow(row, *t)
		case name == "row":
			x.lost = false
		case t.kind == tokenStart && name == "c" && !x.lost:
			x.orphans(row)
			return true, nil
		case t.kind == tokenStart && name == "col":
			x.hide(*t)
		case name == "sheetData" && (t.kind == tokenEnd || t.empty):
			return false, x.drain()
		}
	}
	x.over = true
	return false, x.damage(x.row + 1)
}

// token moves to the next token between rows. Markup that is broken is passed over: if
// it was a row's, the cells behind it tell.
func (x *xlsxRows) token() bool {
	for !x.src.next() {
		if !x.src.bad {
			return false
		}
		x.src.bad = false
	}
	return true
}

// orphans gives cells that stand in no row, because its tag is broken, as a damaged row.
func (x *xlsxRows) orphans(row *Row) {
	x.row = x.seen.take(x.row + 1)
	*row = Row{Number: x.row, Cells: row.Cells[:0]}
	x.spoil(row)
	x.lost = true
}

// drain reads to the end of the part, so that its checksum is checked, and that of the texts.
func (x *xlsxRows) drain() error {
	x.over = true
	for x.token() {
		if t := &x.src.tok; t.kind == tokenStart && string(t.name) == "mergeCell" {
			x.merge(*t)
		}
	}
	if x.src.err != nil && !errors.Is(x.src.err, errCutOff) || !x.book.strings.sound() {
		x.notes.add("checksum", 0, "The file does not match its checksum, so some values may be wrong. Save it again in your spreadsheet program if you can.")
	}
	return nil
}

// damage is the error for a sheet that cannot be read from a row on.
func (x *xlsxRows) damage(from int) error {
	cause := x.src.err
	switch {
	case cause == nil && x.src.bad:
		cause = errBadXML
	case cause == nil:
		cause = errCutOff
	}
	if errors.Is(cause, errBomb) || errors.Is(cause, errTokenBig) {
		return because(cause, domain.Errorf(domain.Blocked, "Reading stopped at row %d of sheet %q: this file unpacks to far more than a real spreadsheet holds and could exhaust this computer. If you trust it, save it again in your spreadsheet program or as csv.", from, x.name))
	}
	return because(cause, domain.Errorf(domain.Corrupt, "Sheet %q is damaged: nothing could be read from row %d on. Open the file in your spreadsheet program, save it again and import that copy.", x.name, from))
}

func (x *xlsxRows) readRow(row *Row, start token) (bool, error) {
	number := x.startRow(row, start)
	x.texts, x.spans, x.lost = x.texts[:0], x.spans[:0], false
	if !start.empty {
		if err := x.readCells(row); err != nil && !x.goOn(row) {
			x.over = true
			return false, err
		}
	}
	x.row = number
	text := string(x.texts)
	for _, s := range x.spans {
		row.Cells[s.column].Text = text[s.from:s.to]
	}
	x.cells += int64(len(row.Cells))
	if x.cells > maxCells {
		x.over = true
		x.src.err = errBomb
		return false, x.damage(number + 1)
	}
	return true, nil
}

// startRow reads the tag of a row and returns its number.
func (x *xlsxRows) startRow(row *Row, start token) int {
	number := x.row + 1
	*row = Row{Cells: row.Cells[:0]}
	for name, value, rest := nextAttr(start.body); name != nil; name, value, rest = nextAttr(rest) {
		switch string(name) {
		case "r":
			if n, err := strconv.Atoi(string(value)); err == nil && n > 0 {
				number = n
			}
		case "hidden":
			row.Hidden = isTrue(value)
		}
	}
	if free := x.seen.take(number); free != number {
		x.notes.add("same row", free, "Several rows of this sheet have the same number; all are read, the later ones under the next number that is free.")
		number = free
	} else if number <= x.row {
		x.notes.add("order", number, "The rows of this sheet are not stored in order; each is read under its own number.")
	}
	if number > lastRow {
		x.notes.add("rows", number, "This sheet has rows beyond the last row a spreadsheet can have; they are read all the same.")
	}
	row.Number = number
	return number
}

// isTrue reads a truth value of XML.
func isTrue(b []byte) bool { return string(b) == "1" || string(b) == "true" }

// goOn reports whether reading can go on behind a broken row: its tags do not match,
// but the XML goes on, so the next row is found by its own tag. The broken one is given
// as such.
func (x *xlsxRows) goOn(row *Row) bool {
	if !x.src.bad {
		return false
	}
	x.src.bad = false
	x.lost = x.src.tok.kind != tokenEnd || string(x.src.tok.name) != "row"
	x.spoil(row)
	return true
}

func (x *xlsxRows) spoil(row *Row) {
	row.Damaged = true
	x.notes.add("damaged", row.Number, "A row of this sheet is damaged in the file, so its values cannot be trusted; it is left out.")
}

func (x *xlsxRows) readCells(row *Row) error {
	column := x.quickCells(row, -1)
	for ; x.src.next(); column = x.quickCells(row, column) {
		t := &x.src.tok
		switch name := string(t.name); {
		case t.kind == tokenStart && name == "c":
			c := cellStart(*t)
			if c.column < 0 {
				c.column = column + 1
			}
			column = c.column
			if !t.empty {
				if err := x.readCell(row, c); err != nil {
					return err
				}
			}
		case t.kind == tokenEnd && name == "row":
			return nil
		case x.unclosed(t, name):
			return x.damage(row.Number)
		}
	}
	return x.damage(row.Number)
}

// unclosed reports whether a token cannot come within a row: the row before it was not
// closed. Reading goes on from there.
func (x *xlsxRows) unclosed(t *token, name string) bool {
	x.again = t.kind == tokenStart && name == "row"
	x.closed = t.kind == tokenEnd && (name == "sheetData" || name == "worksheet")
	if x.again || x.closed {
		x.src.bad = true
	}
	return x.again || x.closed
}

// xlsxCell is what the start tag of a cell says.
type xlsxCell struct {
	column int // -1 when not given
	style  int
	kind   string
}

func cellStart(t token) xlsxCell {
	c := xlsxCell{column: -1}
	for name, value, rest := nextAttr(t.body); len(name) > 0; name, value, rest = nextAttr(rest) {
		if len(name) != 1 {
			continue
		}
		switch name[0] {
		case 'r':
			c.column = columnOf(value)
		case 's':
			c.style, _ = strconv.Atoi(string(value))
		case 't':
			c.kind = cellKind(value)
		}
	}
	return c
}

// cellKind returns the constant for a cell's t attribute without allocating.
func cellKind(b []byte) string {
	for _, known := range [...]string{"s", "n", "b", "e", "d", "str", "inlineStr"} {
		if string(b) == known {
			return known
		}
	}
	return ""
}

// columnOf reads the letters of a reference like "AB12", -1 when there are none.
func columnOf(ref []byte) int {
	n := 0
	for _, c := range ref {
		switch {
		case c >= 'A' && c <= 'Z':
			n = n*26 + int(c-'A') + 1
		case c >= 'a' && c <= 'z':
			n = n*26 + int(c-'a') + 1
		default:
			return n - 1
		}
		if n > 1<<20 {
			break
		}
	}
	return n - 1
}

// readCell reads the children of a cell and puts its value into the row.
func (x *xlsxRows) readCell(row *Row, c xlsxCell) error {
	from, inValue, has, formula := len(x.texts), false, false, false
	for x.src.next() {
		t := &x.src.tok
		name := string(t.name)
		switch {
		case t.kind == tokenText:
			if inValue {
				x.appendText(*t, row.Number)
			}
		case name == "v":
			inValue = t.kind == tokenStart && !t.empty
			has = true
		case name == "f":
			formula = true
		case name == "is" && t.kind == tokenStart && !t.empty:
			var mended, ok bool
			if x.texts, mended, ok = readRuns(x.src, x.texts, "is"); !ok {
				x.unclosed(&x.src.tok, string(x.src.tok.name))
				return x.damage(row.Number)
			}
			x.note(mended, row.Number)
			has = true
		case name == "c" && t.kind == tokenEnd:
			if has {
				x.put(row, c, from)
			} else if formula {
				x.putUncalculated(row, c)
			}
			return nil
		case name == "row" && t.kind == tokenEnd:
			x.src.bad = true
			return x.damage(row.Number)
		case x.unclosed(t, name):
			return x.damage(row.Number)
		}
	}
	return x.damage(row.Number)
}
