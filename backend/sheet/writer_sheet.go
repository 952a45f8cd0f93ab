package sheet

import (
	"io"
	"strconv"
	"unicode/utf8"
)

const (
	widthRows = 100      // the rows that the widths of columns are guessed from
	flushAt   = 64 << 10 // bytes of rows handed on at a time
	minWidth  = 9
	maxWidth  = 60
)

// sheetWriter writes one sheet. The first rows wait in buf until the widths of
// the columns, which a sheet begins with, can be guessed from them.
type sheetWriter struct {
	out     io.Writer
	title   string
	header  []string
	first   bool
	begun   bool
	row     int // the number of the row being written
	digits  []byte
	buf     []byte
	columns []columnWriter
}

// columnWriter is what is kept about one column.
type columnWriter struct {
	start []byte // a cell's beginning up to its row: `<c r="AB`
	width int    // of the widest of the first cells, in characters
}

func newSheetWriter(out io.Writer, title string, header []string, first bool) *sheetWriter {
	s := &sheetWriter{out: out, title: title, header: header, first: first}
	if len(header) == 0 {
		return s
	}
	s.startRow()
	for i, name := range header {
		s.grow(i, utf8.RuneCountInString(name)+4) // room for the filter's button
		if name != "" {
			s.text(i, cutUTF16(name, maxCellText), styleHeader)
		}
	}
	s.endRow()
	return s
}

// write adds a row. cut is the column of a text that had to be cut, -1 for none.
func (s *sheetWriter) write(cells []Cell) (cut int, err error) {
	cut = -1
	s.startRow()
	for i := range cells {
		if cells[i].Text == "" {
			continue
		}
		if s.row <= widthRows {
			s.grow(i, utf8.RuneCountInString(cells[i].Text)+1)
		}
		if len(cells[i].Text) > maxCellText && cells[i].Kind != Number {
			if short := cutUTF16(cells[i].Text, maxCellText); len(short) < len(cells[i].Text) {
				cut = i
				s.cell(i, Cell{cells[i].Kind, short})
				continue
			}
		}
		s.cell(i, cells[i])
	}
	s.endRow()
	if len(s.buf) < flushAt || s.row < widthRows && len(s.buf) < 4*flushAt {
		return cut, nil
	}
	return cut, s.flush()
}

func (s *sheetWriter) startRow() {
	s.row++
	s.digits = strconv.AppendInt(s.digits[:0], int64(s.row), 10)
	s.buf = append(s.buf, `<row r="`...)
	s.buf = append(s.buf, s.digits...)
	s.buf = append(s.buf, `">`...)
}

func (s *sheetWriter) endRow() { s.buf = append(s.buf, "</row>"...) }

// column returns a column, making it and those before it.
func (s *sheetWriter) column(i int) *columnWriter {
	for len(s.columns) <= i {
		s.columns = append(s.columns, columnWriter{start: []byte(`<c r="` + ColumnName(len(s.columns)))})
	}
	return &s.columns[i]
}

func (s *sheetWriter) grow(i, width int) {
	c := s.column(i)
	c.width = max(c.width, min(width, maxWidth))
}

func (s *sheetWriter) flush() error {
	if !s.begun {
		s.begun = true
		if _, err := s.out.Write(s.head()); err != nil {
			return err
		}
	}
	_, err := s.out.Write(s.buf)
	s.buf = s.buf[:0]
	return err
}

// head is what stands before the rows.
func (s *sheetWriter) head() []byte {
	b := []byte(xmlHead + `<worksheet ` + mainSpace + `><sheetViews><sheetView workbookViewId="0"`)
	if s.first {
		b = append(b, ` tabSelected="1"`...)
	}
	if len(s.header) > 0 {
		b = append(b, `><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`...)
	} else {
		b = append(b, `/></sheetViews>`...)
	}
	if len(s.columns) > 0 {
		b = append(b, "<cols>"...)
		for i, c := range s.columns {
			n := strconv.Itoa(i + 1)
			b = append(b, `<col min="`+n+`" max="`+n+`" width="`+strconv.Itoa(max(c.width, minWidth))+`.7109375" customWidth="1"/>`...)
		}
		b = append(b, "</cols>"...)
	}
	return append(b, "<sheetData>"...)
}

// filter is the range that the header's filter buttons work on.
func (s *sheetWriter) filter() string {
	if len(s.header) == 0 {
		return ""
	}
	return "A1:" + ColumnName(len(s.header)-1) + strconv.Itoa(s.row)
}

// end writes what stands after the rows. Texts that look like numbers are meant
// to be texts, so Excel is asked not to mark each of them as a mistake.
func (s *sheetWriter) end() error {
	s.buf = append(s.buf, "</sheetData>"...)
	if area := s.filter(); area != "" {
		s.buf = append(s.buf, `<autoFilter ref="`+area+`"/>`...)
	}
	if len(s.columns) > 0 {
		s.buf = append(s.buf, `<ignoredErrors><ignoredError sqref="A1:`+ColumnName(len(s.columns)-1)+strconv.Itoa(s.row)+`" numberStoredAsText="1"/></ignoredErrors>`...)
	}
	s.buf = append(s.buf, "</worksheet>"...)
	return s.flush()
}
