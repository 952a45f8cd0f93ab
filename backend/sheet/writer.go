package sheet

import (
	"bufio"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Writer writes one table to a file. Nothing is at the path until Close
// succeeded; Discard leaves whatever was there before.
type Writer struct {
	path, temp string
	out        rowWriter
	rows       int
	ended      bool
}

type rowWriter interface {
	write(cells []Cell) error
	save(temp string) error
	discard()
}

// Create begins a file. The ending of the path decides: .xlsx is a workbook,
// .tsv separates by tabs, anything else is csv in UTF-8 with a mark that
// spreadsheet programs know.
func Create(path string) (*Writer, error) {
	w := &Writer{path: path, temp: filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".part")}
	var err error
	switch strings.ToLower(filepath.Ext(path)) {
	case ".xlsx":
		w.out, err = newBookWriter()
	case ".tsv":
		w.out, err = newTextWriter(w.temp, '\t')
	default:
		w.out, err = newTextWriter(w.temp, ',')
	}
	if err != nil {
		return nil, writeError(err)
	}
	return w, nil
}

func writeError(err error) error {
	return because(err, domain.Errorf(domain.Unavailable, "The file could not be written. Check that the folder exists, that the disk has room and that the file is not open elsewhere."))
}

// Write adds a row. A workbook takes 1,048,576 rows; more is domain.Full.
func (w *Writer) Write(cells []Cell) error {
	if _, book := w.out.(*bookWriter); book && w.rows >= lastRow {
		return domain.Errorf(domain.Full, "A workbook holds at most 1,048,576 rows. Choose csv instead, or fewer people.")
	}
	w.rows++
	if err := w.out.write(cells); err != nil {
		return writeError(err)
	}
	return nil
}

// WriteText adds a row of texts.
func (w *Writer) WriteText(texts ...string) error {
	cells := make([]Cell, len(texts))
	for i, s := range texts {
		cells[i] = nonEmpty(Text, s)
	}
	return w.Write(cells)
}

// Close completes the file and puts it at its path.
func (w *Writer) Close() error {
	if w.ended {
		return nil
	}
	w.ended = true
	if err := w.out.save(w.temp); err != nil {
		os.Remove(w.temp)
		return writeError(err)
	}
	if err := os.Rename(w.temp, w.path); err != nil {
		os.Remove(w.temp)
		return writeError(err)
	}
	return nil
}

// Discard gives up the file; after Close it does nothing.
func (w *Writer) Discard() {
	if w.ended {
		return
	}
	w.ended = true
	w.out.discard()
	os.Remove(w.temp)
}

// textWriter writes csv or tsv.
type textWriter struct {
	file  *os.File
	out   *bufio.Writer
	comma byte
	line  []byte
}

func newTextWriter(temp string, comma byte) (*textWriter, error) {
	f, err := os.OpenFile(temp, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	w := &textWriter{file: f, out: bufio.NewWriterSize(f, 256<<10), comma: comma}
	_, err = w.out.WriteString("\uFEFF")
	return w, err
}

func (w *textWriter) write(cells []Cell) error {
	w.line = w.line[:0]
	for i, c := range cells {
		if i > 0 {
			w.line = append(w.line, w.comma)
		}
		w.line = w.appendCell(w.line, c)
	}
	w.line = append(w.line, '\r', '\n')
	_, err := w.out.Write(w.line)
	return err
}

// appendCell writes one cell. Text that a spreadsheet program would run as a
// formula gets an apostrophe in front (CSV injection); numbers need none.
func (w *textWriter) appendCell(dst []byte, c Cell) []byte {
	text := c.Text
	if c.Kind == Text && text != "" && strings.IndexByte("=+-@\t\r", text[0]) >= 0 {
		text = "'" + text
	}
	if strings.IndexByte(text, w.comma) < 0 && !strings.ContainsAny(text, "\"\r\n") && strings.TrimSpace(text) == text {
		return append(dst, text...)
	}
	dst = append(dst, '"')
	dst = append(dst, strings.ReplaceAll(text, `"`, `""`)...)
	return append(dst, '"')
}

func (w *textWriter) save(string) error {
	err := w.out.Flush()
	if err == nil {
		err = w.file.Sync()
	}
	if closing := w.file.Close(); err == nil {
		err = closing
	}
	return err
}

func (w *textWriter) discard() { w.file.Close() }

// bookWriter writes a workbook of one sheet.
type bookWriter struct {
	book   *excelize.File
	stream *excelize.StreamWriter
	day    int // style of dates
	moment int // style of instants
	row    int
	values []any
}

func newBookWriter() (*bookWriter, error) {
	book := excelize.NewFile()
	w := &bookWriter{book: book}
	var err error
	if w.day, err = book.NewStyle(&excelize.Style{CustomNumFmt: new("yyyy-mm-dd")}); err != nil {
		return nil, err
	}
	if w.moment, err = book.NewStyle(&excelize.Style{CustomNumFmt: new("yyyy-mm-dd hh:mm:ss")}); err != nil {
		return nil, err
	}
	w.stream, err = book.NewStreamWriter("Sheet1")
	return w, err
}

func (w *bookWriter) write(cells []Cell) error {
	w.row++
	w.values = w.values[:0]
	for _, c := range cells {
		w.values = append(w.values, w.value(c))
	}
	at, err := excelize.CoordinatesToCellName(1, w.row)
	if err != nil {
		return err
	}
	return w.stream.SetRow(at, w.values)
}

// value maps a cell to what the workbook library writes. Numbers that binary
// fractions cannot hold to the digit (long ids) and leading zeros stay text.
func (w *bookWriter) value(c Cell) any {
	switch c.Kind {
	case Empty:
		return nil
	case Bool:
		return c.Text == "true"
	case Number:
		return numberValue(c.Text)
	case Date:
		return w.dateValue(c.Text)
	}
	return c.Text
}

func numberValue(text string) any {
	digits := strings.TrimLeft(text, "-")
	if len(digits) > 15 || len(digits) > 1 && digits[0] == '0' && digits[1] != '.' {
		return text
	}
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return n
	}
	if f, err := strconv.ParseFloat(text, 64); err == nil {
		return f
	}
	return text
}

func (w *bookWriter) dateValue(text string) any {
	for layout, style := range map[string]int{time.DateOnly: w.day, "2006-01-02T15:04:05": w.moment} {
		if at, err := time.Parse(layout, text); err == nil && at.Year() > 1900 {
			return excelize.Cell{StyleID: style, Value: at}
		}
	}
	return text
}

func (w *bookWriter) save(temp string) error {
	defer w.book.Close()
	if err := w.stream.Flush(); err != nil {
		return err
	}
	f, err := os.OpenFile(temp, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	if _, err = w.book.WriteTo(f); err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	return err
}

func (w *bookWriter) discard() { w.book.Close() }
