package sheet

import (
	"bytes"
	"io"
	"strings"
)

// TextTable returns rows of texts as the bytes of a csv file, for the few that are
// not worth a [Writer].
func TextTable(rows [][]string) []byte {
	var out bytes.Buffer
	t := newTextTable(&out, ',')
	for _, row := range rows {
		_ = t.write(textCells(row)) // a buffer takes everything
	}
	return out.Bytes()
}

// textTable writes csv or tsv as RFC 4180 has it, with lines that end in CR LF
// and a byte order mark, without which Excel takes UTF-8 for the system's code page.
type textTable struct {
	out   io.Writer
	comma byte
	width int // cells that every line has at least: those of the header
	line  []byte
	begun bool
	err   error
}

func newTextTable(out io.Writer, comma byte) *textTable {
	t := &textTable{out: out, comma: comma}
	_, t.err = io.WriteString(out, "\uFEFF")
	return t
}

func (t *textTable) begin(_ string, header []string) error {
	if t.begun {
		return errOneTable
	}
	t.width = len(header)
	return t.write(textCells(header))
}

func (t *textTable) write(cells []Cell) error {
	if t.err != nil {
		return t.err
	}
	t.begun = true
	t.line = t.line[:0]
	for i, c := range cells {
		if i > 0 {
			t.line = append(t.line, t.comma)
		}
		t.line = t.appendCell(t.line, c)
	}
	for range t.width - max(len(cells), 1) {
		t.line = append(t.line, t.comma)
	}
	t.line = append(t.line, '\r', '\n')
	_, t.err = t.out.Write(t.line)
	return t.err
}

// appendCell writes one cell. Only text can be taken for a formula: see [Protect].
func (t *textTable) appendCell(dst []byte, c Cell) []byte {
	text := c.Text
	if c.Kind == Text || c.Kind == Empty {
		text = Protect(text)
	}
	if !t.quoted(text) {
		return append(dst, text...)
	}
	dst = append(dst, '"')
	for from := 0; ; {
		i := strings.IndexByte(text[from:], '"')
		if i < 0 {
			return append(append(dst, text[from:]...), '"')
		}
		dst = append(append(dst, text[from:from+i+1]...), '"')
		from += i + 1
	}
}

// quoted reports whether a cell needs quotation marks. Those with anything that
// separates in some country's Excel get them, so that "a;=SUM(1)" is not torn in
// two where the list separator is a semicolon; so do those with spaces outside,
// and with an apostrophe in front, which some readers take for a quotation mark.
func (t *textTable) quoted(text string) bool {
	if text == "" {
		return false
	}
	return text[0] <= ' ' || text[len(text)-1] <= ' ' || text[0] == '\'' || strings.ContainsAny(text, ",;\t|\"\r\n")
}

func (t *textTable) finish() error { return t.err }

func (t *textTable) abandon() {}
