package sheet

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Format is what a file really is, whatever its name says.
type Format string

// The formats that can be read.
const (
	XLSX Format = "xlsx"
	CSV  Format = "csv"
	TSV  Format = "tsv"
)

// File is an open spreadsheet. Close it when done. It is for one goroutine.
type File struct {
	format Format
	bytes  int64
	sheets []Info
	book   *workbook
	text   *textFile
	file   *os.File
	cutOff bool
}

// Open opens a workbook (xlsx, xlsm) or text table (csv, tsv, txt). What it
// cannot read it names: domain.Invalid with what the file is and what to do,
// domain.Blocked for a locked workbook without the right password,
// domain.Corrupt for a damaged one.
func Open(path string, opt Options) (*File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, openError(err)
	}
	opened, err := open(f, opt)
	if err != nil {
		f.Close()
		return nil, err
	}
	return opened, nil
}

func openError(err error) error {
	if os.IsNotExist(err) {
		return because(err, domain.Errorf(domain.NotFound, "There is no file of this name any more. Choose it again."))
	}
	return because(err, domain.Errorf(domain.Unavailable, "The file could not be opened. Close it in other programs and check that you may read it."))
}

func open(f *os.File, opt Options) (*File, error) {
	stat, err := f.Stat()
	if err != nil {
		return nil, openError(err)
	}
	if stat.IsDir() {
		return nil, domain.Errorf(domain.Invalid, "This is a folder. Choose a spreadsheet file in it.")
	}
	head := make([]byte, 64<<10)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, openError(err)
	}
	head = head[:n]
	out := &File{bytes: stat.Size(), file: f}
	switch {
	case n == 0:
		return nil, domain.Errorf(domain.Invalid, "The file is empty: it holds no bytes at all. Export it again from where it came.")
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return out, out.openZip(f, stat.Size())
	case bytes.HasPrefix(head, compoundMark):
		return out, out.openCompound(opt.Password)
	}
	if err := refuseForeign(head); err != nil {
		return nil, err
	}
	return out, out.openText(head, opt)
}

func (f *File) openZip(src io.ReaderAt, size int64) error {
	arc, err := openArchive(src, size)
	if err != nil {
		return damagedWorkbook(err)
	}
	if err := refusePackage(arc); err != nil {
		return err
	}
	book, err := openWorkbook(arc)
	if err != nil {
		return damagedWorkbook(err)
	}
	f.cutOff = arc.cutOff
	if arc.cutOff {
		book.warnings = append(book.warnings, "This file was cut off, for example by an unfinished download: its end is missing. Rows that could still be found are shown; get the file again if you can.")
	}
	f.format, f.book = XLSX, book
	for _, s := range book.sheets {
		f.sheets = append(f.sheets, s.Info)
	}
	return nil
}

func damagedWorkbook(err error) error {
	return because(err, domain.Errorf(domain.Corrupt, "This workbook is damaged and no sheet could be found in it. Open it in your spreadsheet program, save it again, or get the file once more."))
}

func (f *File) openText(head []byte, opt Options) error {
	text, err := openTextFile(f.file, f.bytes, head, opt)
	if err != nil {
		return err
	}
	f.text, f.format = text, CSV
	if text.comma == '\t' {
		f.format = TSV
	}
	base := filepath.Base(f.file.Name())
	f.sheets = []Info{{Name: strings.TrimSuffix(base, filepath.Ext(base))}}
	return nil
}

// Forget lets go of the texts that were read so far; they are read again when needed.
func (f *File) Forget() {
	if f.book != nil {
		f.book.reopenStrings()
	}
}

// Close releases the file.
func (f *File) Close() error { return f.file.Close() }

// Format returns what the file is.
func (f *File) Format() Format { return f.format }

// Bytes returns the size of the file.
func (f *File) Bytes() int64 { return f.bytes }

// CutOff reports whether the end of a workbook is missing, as while it is being written
// or after an unfinished download.
func (f *File) CutOff() bool { return f.cutOff }

// Sheets returns the sheets in the file's order, at least one.
func (f *File) Sheets() []Info { return f.sheets }

// DefaultSheet returns the name of the first sheet that is not hidden, or of the first.
func (f *File) DefaultSheet() string {
	for _, s := range f.sheets {
		if !s.Hidden {
			return s.Name
		}
	}
	return f.sheets[0].Name
}

// Encoding returns the IANA name of a text file's encoding, "" for a workbook.
func (f *File) Encoding() string {
	if f.text == nil {
		return ""
	}
	return f.text.encoding
}

// Delimiter returns what separates the cells of a text file, "" for a workbook.
func (f *File) Delimiter() string {
	if f.text == nil {
		return ""
	}
	return string(f.text.comma)
}

// Rows starts reading a sheet, "" meaning [File.DefaultSheet], from its first
// row. The context ends the reading; its error then comes out of [Rows.Err].
// Several Rows of one file may be read one after the other, not at once.
func (f *File) Rows(ctx context.Context, name string) (*Rows, error) {
	if f.text != nil {
		src, err := f.text.rows()
		return &Rows{ctx: ctx, src: src}, err
	}
	if name == "" {
		name = f.DefaultSheet()
	}
	for _, s := range f.book.sheets {
		if s.Name == name {
			src, err := f.book.rows(s)
			return &Rows{ctx: ctx, src: src}, err
		}
	}
	return nil, domain.Errorf(domain.NotFound, "The file has no sheet named %q. Choose one of its sheets.", name)
}

// source is what a format gives to Rows.
type source interface {
	next(*Row) (bool, error)
	warnings() []string
	progress() (done, total int64)
	layout() Layout
	close() error
}

// Rows goes through the rows of a sheet that hold something, in the order of
// the file:
//
//	for rows.Next() { use(rows.Row()) }
//	if err := rows.Err(); err != nil { ... }
type Rows struct {
	ctx   context.Context
	src   source
	row   Row
	err   error
	count int
}

// Next moves to the next row and reports whether there is one.
func (r *Rows) Next() bool {
	for r.err == nil {
		if r.count++; r.count%256 == 0 && r.ctx.Err() != nil {
			r.err = because(r.ctx.Err(), domain.Errorf(domain.Canceled, "Reading was stopped."))
			return false
		}
		var ok bool
		if ok, r.err = r.src.next(&r.row); !ok || r.err != nil {
			return false
		}
		if r.row.Damaged || !blank(r.row.Cells) {
			return true
		}
	}
	return false
}

func blank(cells []Cell) bool {
	for i := range cells {
		if cells[i].Kind != Empty {
			return false
		}
	}
	return true
}

// Row returns the row that Next moved to. See [Row] for how long it lives.
func (r *Rows) Row() *Row { return &r.row }

// Err returns why reading ended before the end of the sheet, nil at its true
// end: domain.Corrupt (damaged from a row on), Blocked (a limit) or Canceled.
func (r *Rows) Err() error { return r.err }

// Warnings returns what was mended or left out so far, in a user's words.
func (r *Rows) Warnings() []string { return r.src.warnings() }

// Layout returns what is known so far of the sheet's looks.
func (r *Rows) Layout() Layout { return r.src.layout() }

// Progress returns how many of how many bytes have been read.
func (r *Rows) Progress() (done, total int64) { return r.src.progress() }

// Close ends the reading.
func (r *Rows) Close() error { return r.src.close() }
