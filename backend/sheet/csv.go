package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// maxQuoted is the longest quoted cell. A quote that does not end within it
// was a plain character (5" nails), not the beginning of a quoted cell.
const maxQuoted = 256 << 10

// manyLines is how many line breaks in a cell look as if a quote were missing.
const manyLines = 20

// maxLine is the longest line, in bytes.
const maxLine = 16 << 20

// textRows reads the records of a text table. It takes everything: records may
// have any number of cells, quotes inside cells are kept, a quoted cell may
// hold line breaks, and a quote that never ends is a character.
type textRows struct {
	dialect
	src       io.Reader
	buf       []byte
	pos, end  int
	done      bool
	err       error
	row       int
	quoted    int // cells that were quoted
	read      int64
	total     int64
	checkUTF8 bool
	notes     *notes
	cells     [][2]int // pieces of record
	record    []byte   // the cells' bytes behind each other
}

func (t *textRows) warnings() []string       { return t.notes.list() }
func (t *textRows) progress() (int64, int64) { return t.read, t.total }
func (t *textRows) layout() Layout           { return Layout{} }
func (t *textRows) close() error             { return nil }

func (t *textRows) fill() bool {
	if t.done {
		return false
	}
	if t.pos > 0 {
		copy(t.buf, t.buf[t.pos:t.end])
		t.end -= t.pos
		t.pos = 0
	}
	if t.end == len(t.buf) {
		if len(t.buf) >= maxLine {
			t.err, t.done = domain.Errorf(domain.Blocked, "Reading stopped at row %d: a single line is longer than any spreadsheet allows. Check that this is really a csv file.", t.row+1), true
			return false
		}
		t.buf = append(t.buf, make([]byte, len(t.buf))...)
	}
	n, err := io.ReadAtLeast(t.src, t.buf[t.end:], 1)
	t.end += n
	if err != nil {
		t.done = true
		if !errors.Is(err, io.EOF) {
			t.err = because(err, domain.Errorf(domain.Unavailable, "The file could not be read from row %d on. Check the disk or copy the file to this computer first.", t.row+1))
		}
	}
	return n > 0
}

// next reads the next record. Blank lines are records without cells.
func (t *textRows) next(row *Row) (bool, error) {
	row.Cells = row.Cells[:0]
	if t.pos == t.end && !t.fill() {
		return false, t.err
	}
	line := t.line()
	if t.err != nil {
		return false, t.err
	}
	t.row++
	row.Number = t.row
	if t.quote != 0 && bytes.IndexByte(line, t.quote) >= 0 {
		t.quotedRecord()
		t.finish(row, string(t.record))
		return true, nil
	}
	text := string(line)
	t.pos += len(line)
	t.pos += t.breakAt(0)
	t.split(row, text)
	return true, nil
}

// line returns the bytes up to the next line break, without moving. The common line
// break is looked for; others may come before it, in files that were put together.
func (t *textRows) line() []byte {
	other := byte('\n' + '\r' - t.newline)
	for from := 0; ; {
		i := bytes.IndexByte(t.buf[t.pos+from:t.end], t.newline)
		to := t.end
		if i >= 0 {
			to = t.pos + from + i
		}
		if j := bytes.IndexByte(t.buf[t.pos+from:to], other); j >= 0 {
			return t.buf[t.pos : t.pos+from+j]
		}
		from = to - t.pos
		if i >= 0 || !t.fill() {
			return t.buf[t.pos : t.pos+from]
		}
	}
}

// breakAt returns the length of the line break at the offset, 0 when there is none.
func (t *textRows) breakAt(i int) int {
	switch {
	case !t.has(i):
		return 0
	case t.buf[t.pos+i] == '\n':
		return 1
	case t.buf[t.pos+i] != '\r':
		return 0
	case t.has(i+1) && t.buf[t.pos+i+1] == '\n':
		return 2
	}
	return 1
}

// split cuts a record without quotes.
func (t *textRows) split(row *Row, text string) {
	if text == "" {
		return
	}
	text = t.mend(text)
	from := 0
	for i := 0; i < len(text); i++ {
		if text[i] == t.comma {
			row.Cells = append(row.Cells, t.textCell(text[from:i]))
			from = i + 1
		}
	}
	row.Cells = append(row.Cells, t.textCell(text[from:]))
}

// textCell makes a cell, without the apostrophe that keeps programs from running it.
func (t *textRows) textCell(text string) Cell {
	if text == "" {
		return Cell{}
	}
	if len(text) > longestCell && utf8.RuneCountInString(text) > longestCell {
		t.notes.add("long", t.row, "A cell holds more than the 32,767 characters that spreadsheet programs can show; all of it was read.")
	}
	if text[0] == '\'' {
		if plain := Unprotect(text); plain != text {
			t.notes.add("formula", t.row, "Some texts had an apostrophe in front that keeps spreadsheet programs from running them as formulas; they are read without it.")
			text = plain
		}
	}
	return Cell{Text, text}
}

func (t *textRows) mend(text string) string {
	if strings.IndexByte(text, 0) >= 0 {
		text = strings.ReplaceAll(text, "\x00", "")
		t.notes.add("nul", t.row, "Some texts held characters that mean nothing (NUL); they were read without them.")
	}
	if !t.checkUTF8 {
		return text
	}
	text, bad := mendUTF8(text)
	if bad {
		t.notes.add("utf8", t.row, "Some characters could not be read and were replaced. Choose another encoding if names look wrong.")
	}
	return text
}

// finish makes the cells of a record that was taken apart byte by byte.
func (t *textRows) finish(row *Row, text string) {
	for _, c := range t.cells {
		row.Cells = append(row.Cells, t.textCell(t.mend(text[c[0]:c[1]])))
	}
}

// quotedRecord reads one record cell by cell.
func (t *textRows) quotedRecord() {
	t.cells, t.record = t.cells[:0], t.record[:0]
	for {
		from := len(t.record)
		last := t.cell()
		t.cells = append(t.cells, [2]int{from, len(t.record)})
		if last {
			return
		}
	}
}

// cell reads one cell and what ends it; last reports whether the record ends with it.
func (t *textRows) cell() (last bool) {
	skip := 0
	for t.has(skip) && t.buf[t.pos+skip] == ' ' && t.comma != ' ' {
		skip++
	}
	if t.has(skip) && t.buf[t.pos+skip] == t.quote {
		if ended, last := t.quotedCell(skip + 1); ended {
			t.quoted++
			return last
		}
		t.notes.add("quote", t.row, "A quotation mark is opened and never closed; it was read as a plain character.")
	}
	return t.plainCell()
}

// has reports whether there is a byte at the offset, reading more if needed.
func (t *textRows) has(offset int) bool {
	return t.pos+offset < t.end || t.fill() && t.pos+offset < t.end
}

func (t *textRows) plainCell() (last bool) {
	for i := 0; ; i++ {
		if !t.has(i) {
			t.take(i)
			t.pos = t.end
			return true
		}
		switch c := t.buf[t.pos+i]; c {
		case t.comma:
			t.take(i)
			t.pos += i + 1
			return false
		case '\n', '\r':
			n := t.breakAt(i) // before taking: it may move the buffer
			t.take(i)
			t.pos += i + n
			return true
		}
	}
}

func (t *textRows) take(n int) { t.record = append(t.record, t.buf[t.pos:t.pos+n]...) }

// quotedCell reads a cell whose opening quote ends at the offset. A quote
// closes it only before a separator or the end of the line, so that
// "12" nails" keeps its inner quote. ended is false, and nothing has moved,
// when no closing quote is found.
func (t *textRows) quotedCell(offset int) (ended, last bool) {
	mark, lines := len(t.record), 0
	for i := offset; i < maxQuoted && t.has(i); i++ {
		c := t.buf[t.pos+i]
		if c != t.quote {
			t.record = append(t.record, c)
			if c == '\n' {
				lines++
			}
			continue
		}
		if t.has(i+1) && t.buf[t.pos+i+1] == t.quote {
			t.record = append(t.record, c)
			i++
			continue
		}
		if n, last, ok := t.closes(i + 1); ok {
			t.pos += n
			if lines >= manyLines {
				t.notes.add("lines", t.row, fmt.Sprintf("A cell in quotation marks takes %d lines. Check it: when a quotation mark is missing, rows end up within one cell.", lines+1))
			}
			return true, last
		}
		t.record = append(t.record, c)
	}
	t.record = t.record[:mark]
	return false, false
}

// closes reports whether a separator or line end follows the offset, spaces
// aside, and the offset behind it.
func (t *textRows) closes(i int) (next int, last, ok bool) {
	for t.has(i) && t.buf[t.pos+i] == ' ' {
		i++
	}
	if !t.has(i) {
		return i, true, true
	}
	if t.buf[t.pos+i] == t.comma {
		return i + 1, false, true
	}
	n := t.breakAt(i)
	return i + n, true, n > 0
}
