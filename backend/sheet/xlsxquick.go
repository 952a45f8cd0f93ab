package sheet

import (
	"bytes"
	"unicode/utf8"
)

// Nearly all cells of nearly all workbooks are written in one way:
//
//	<c r="B2" s="1" t="s"><v>7</v></c>
//	<c r="B2" t="inlineStr"><is><t>text</t></is></c>
//
// The quick reader takes such a cell off the buffer in one go. Whatever looks
// different in any way (other attributes, formulas, entities, a cell that goes on
// behind the buffer) it leaves to the scanner, so the two always agree.

// quickCell is a cell in the common form; its slices point into the buffer.
type quickCell struct {
	xlsxCell
	value  []byte
	inline bool // value is text, not a number or an index
	length int  // of the whole cell in the buffer
}

// quick reads the cell at the beginning of b; ok is false when it is not in the
// common form.
func quick(b []byte) (c quickCell, ok bool) {
	if len(b) < 4 || b[0] != '<' || b[1] != 'c' {
		return c, false
	}
	c.column = -1
	i, ok := c.attributes(b, 2)
	if !ok {
		return c, false
	}
	open, closing := "<v>", "</v></c>"
	if c.kind == "inlineStr" {
		open, closing, c.inline = "<is><t>", "</t></is></c>", true
	}
	if !startsWith(b, i, open) {
		return c, false
	}
	i += len(open)
	n := bytes.IndexByte(b[i:], '<')
	if n <= 0 || !startsWith(b, i+n, closing) {
		return c, false
	}
	c.value = b[i : i+n]
	c.length = i + n + len(closing)
	return c, quickText(c.value)
}

// attributes reads ` r="B2" s="1" t="s">` from the offset on and returns the offset behind it.
func (c *quickCell) attributes(b []byte, i int) (int, bool) {
	for i+4 < len(b) && b[i] == ' ' && b[i+2] == '=' && b[i+3] == '"' {
		from := i + 4
		n := bytes.IndexByte(b[from:min(len(b), from+24)], '"')
		if n < 0 {
			return 0, false
		}
		value := b[from : from+n]
		switch b[i+1] {
		case 'r':
			c.column = columnOf(value)
		case 's':
			if c.style, n = digitsOf(value); n < 0 {
				return 0, false
			}
		case 't':
			if c.kind = cellKind(value); c.kind == "" {
				return 0, false
			}
		default:
			return 0, false
		}
		i = from + len(value) + 1
	}
	return i + 1, i < len(b) && b[i] == '>' && c.column >= 0
}

func startsWith(b []byte, i int, what string) bool {
	return i+len(what) <= len(b) && string(b[i:i+len(what)]) == what
}

// digitsOf reads a whole number; n is -1 when it is none.
func digitsOf(b []byte) (number, n int) {
	if len(b) == 0 || len(b) > 9 {
		return 0, -1
	}
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, -1
		}
		number = number*10 + int(c-'0')
	}
	return number, len(b)
}

// quickText reports whether characters stand for themselves: no entity, no escape, no
// line end that would be normalised, nothing broken.
func quickText(b []byte) bool {
	high := false
	for i, c := range b {
		switch {
		case c == '&' || c < ' ' && c != '\t' && c != '\n' || c == '_' && i+1 < len(b) && b[i+1] == 'x':
			return false
		case c >= utf8.RuneSelf:
			high = true
		}
	}
	return !high || utf8.Valid(b)
}

// quickCells takes cells in the common form off the buffer, as many as follow each
// other, and returns the column of the last one.
func (x *xlsxRows) quickCells(row *Row, column int) int {
	for {
		c, ok := quick(x.src.buf[x.src.pos:x.src.end])
		if !ok {
			return column
		}
		x.src.pos += c.length
		column = c.column
		x.putQuick(row, &c)
	}
}

// putQuick places the value of a cell in the common form.
func (x *xlsxRows) putQuick(row *Row, c *quickCell) {
	if c.kind == "s" && c.column < lastColumn {
		if index, n := digitsOf(c.value); n > 0 {
			if text, known := x.shared(index, row.Number); known {
				x.place(row, c.column)
				row.Cells[c.column] = nonEmpty(Text, text)
				return
			}
		}
	}
	from := len(x.texts)
	x.texts = append(x.texts, c.value...)
	x.put(row, c.xlsxCell, from)
}

// widen makes room for a column.
func (x *xlsxRows) widen(row *Row, column int) {
	for len(row.Cells) <= column {
		row.Cells = append(row.Cells, Cell{})
	}
}
