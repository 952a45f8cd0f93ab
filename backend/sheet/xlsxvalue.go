package sheet

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// longestCell is how many characters a cell can hold in spreadsheet programs.
const longestCell = 32_767

func (x *xlsxRows) noteLength(text []byte, row int) {
	if utf8.RuneCount(text) > longestCell {
		x.notes.add("long", row, "A cell holds more than the 32,767 characters that spreadsheet programs can show; all of it was read.")
	}
}

// place makes room for a cell and notes one that is written twice.
func (x *xlsxRows) place(row *Row, column int) {
	x.widen(row, column)
	if row.Cells[column].Kind != Empty {
		x.notes.add("twice", row.Number, "A cell is written twice in this file; the last value is the one that was read.")
	}
}

// Uncalculated stands in the place of a formula whose result is not in the file.
const Uncalculated = "#NOT CALCULATED!"

func (x *xlsxRows) putUncalculated(row *Row, c xlsxCell) {
	if c.column >= lastColumn {
		return
	}
	x.notes.add("formula", row.Number, "A formula has no result in this file, because the program that wrote it did not calculate. Open it in your spreadsheet program and save it, so that the results are there.")
	x.place(row, c.column)
	row.Cells[c.column] = Cell{Error, Uncalculated}
}

func (x *xlsxRows) appendText(t token, row int) {
	var mended bool
	x.texts, mended = appendText(x.texts, t)
	x.note(mended, row)
}

func (x *xlsxRows) note(mended bool, row int) {
	if mended {
		x.notes.add("text", row, "Some text in this file is not written correctly and was mended; look at it before you import.")
	}
}

// put places the value that was read into texts[from:].
func (x *xlsxRows) put(row *Row, c xlsxCell, from int) {
	if c.column >= lastColumn {
		x.notes.add("columns", row.Number, fmt.Sprintf("A value in column %s lies beyond the last column a spreadsheet can have and was left out.", ColumnName(c.column)))
		return
	}
	x.place(row, c.column)
	raw := x.texts[from:]
	if c.kind == "" || c.kind == "n" {
		if fast := x.plainNumber(c, raw); fast {
			row.Cells[c.column] = Cell{Kind: Number}
			x.spans = append(x.spans, span{c.column, from, len(x.texts)})
			return
		}
	}
	if (c.kind == "str" || c.kind == "inlineStr") && len(raw) > 0 {
		if len(raw) > longestCell {
			x.noteLength(raw, row.Number)
		}
		row.Cells[c.column] = Cell{Kind: Text}
		x.spans = append(x.spans, span{c.column, from, len(x.texts)})
		return
	}
	row.Cells[c.column] = x.value(c, string(raw), row.Number)
}

// plainNumber reports whether raw is a short whole number or decimal without any formatting to apply.
func (x *xlsxRows) plainNumber(c xlsxCell, raw []byte) bool {
	if s := x.styleOf(c); s.date || s.zeros > 0 || len(raw) == 0 || len(raw) > 15 {
		return false
	}
	dots := 0
	for i, b := range raw {
		switch {
		case b >= '0' && b <= '9':
		case b == '.' && i > 0 && raw[i-1] != '-':
			dots++
		case b == '-' && i == 0 && len(raw) > 1:
		default:
			return false
		}
	}
	last := raw[len(raw)-1]
	return dots == 0 || dots == 1 && last != '0' && last != '.'
}

func (x *xlsxRows) styleOf(c xlsxCell) style {
	if c.style > 0 && c.style < len(x.book.styles) {
		return x.book.styles[c.style]
	}
	return style{}
}

// value makes the typed cell of a raw value. Some programs put white space around values.
func (x *xlsxRows) value(c xlsxCell, written string, row int) Cell {
	raw := strings.TrimSpace(written)
	switch c.kind {
	case "s":
		index, err := strconv.Atoi(raw)
		text, ok := x.shared(index, row)
		if err != nil || !ok {
			x.notes.add("strings", row, "The file has lost some of its texts; those cells are marked as errors.")
			return Cell{Error, "#LOST!"}
		}
		return nonEmpty(Text, text)
	case "b":
		if raw == "1" || raw == "true" {
			return Cell{Bool, "true"}
		}
		return Cell{Bool, "false"}
	case "e":
		return nonEmpty(Error, raw)
	case "d":
		return nonEmpty(Date, raw)
	case "str", "inlineStr":
		return nonEmpty(Text, written)
	}
	if cell, ok := x.number(c, raw, row); ok {
		return cell
	}
	return nonEmpty(Text, written)
}

// shared returns a text of the table.
func (x *xlsxRows) shared(index, row int) (string, bool) {
	text, ok := x.book.strings.at(index)
	if len(x.book.strings.mended) > 0 {
		x.note(x.book.strings.mended[index], row)
	}
	if len(text) > longestCell {
		x.noteLength([]byte(text), row)
	}
	return text, ok
}

func (x *xlsxRows) number(c xlsxCell, raw string, row int) (cell Cell, ok bool) {
	text, ok := decimalText(raw)
	if !ok {
		return Cell{}, false
	}
	s := x.styleOf(c)
	if s.date {
		if date, ok := serialDate(raw, x.book.from1904); ok {
			return Cell{Date, date}, true
		}
		x.notes.add("date", row, "A cell is formatted as a date but holds a number that is no day of the calendar; it was read as a number.")
	}
	return Cell{Number, padZeros(text, s.zeros)}, true
}

func nonEmpty(kind Kind, text string) Cell {
	if text == "" {
		return Cell{}
	}
	return Cell{kind, text}
}
