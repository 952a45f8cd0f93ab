package sheet

import (
	"archive/zip"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// book writes a workbook (ECMA-376, transitional) part by part: the sheets as
// their rows come, then what they share.
type book struct {
	zip    *zip.Writer
	packer *packer // of the part being written
	report *Written
	sheets []writtenSheet
	sheet  *sheetWriter // being written, nil between sheets
	rows   int          // the most a sheet may hold; tests make it smaller
	err    error
}

// writtenSheet is what the workbook's own part says about a sheet.
type writtenSheet struct {
	name   string
	filter string // the range of the table that its filter buttons work on, "" without a header
}

func newBook(out io.Writer, report *Written) *book {
	b := &book{zip: zip.NewWriter(out), report: report, rows: lastRow}
	b.zip.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		b.packer = newPacker(w)
		return b.packer, nil
	})
	b.err = b.add(firstParts)
	return b
}

func (b *book) begin(name string, header []string) error {
	if b.err = b.endSheet(); b.err != nil {
		return b.err
	}
	if len(header) > lastColumn {
		return errTooWide
	}
	return b.openSheet(freeSheetName(name, b.report.Sheets), name, header)
}

var errTooWide = domain.Errorf(domain.Full, "A workbook holds at most 16,384 columns. Choose csv instead, or fewer columns.")

func (b *book) openSheet(name, title string, header []string) error {
	part, err := b.zip.Create("xl/worksheets/sheet" + strconv.Itoa(len(b.sheets)+1) + ".xml")
	if err != nil {
		b.err = err
		return err
	}
	b.report.Sheets = append(b.report.Sheets, name)
	b.sheets = append(b.sheets, writtenSheet{name: name})
	b.sheet = newSheetWriter(part, title, header, len(b.sheets) == 1)
	return nil
}

func (b *book) endSheet() error {
	if b.sheet == nil || b.err != nil {
		return b.err
	}
	b.sheets[len(b.sheets)-1].filter = b.sheet.filter()
	err := b.sheet.end()
	b.sheet = nil
	return err
}

// write adds a row, on another sheet when this one is full.
func (b *book) write(cells []Cell) error {
	switch {
	case b.err != nil:
		return b.err
	case len(cells) > lastColumn:
		return errTooWide
	case b.sheet == nil:
		b.err = b.begin("Sheet1", nil)
	case b.sheet.row >= b.rows:
		b.err = b.goOn()
	}
	if b.err != nil {
		return b.err
	}
	cut, err := b.sheet.write(cells)
	if cut >= 0 {
		b.noteCut(cut)
	}
	b.err = err
	return err
}

// goOn continues the table on another sheet.
func (b *book) goOn() error {
	err := b.begin(b.sheet.title, b.sheet.header)
	b.report.Continued = append(b.report.Continued, b.report.Sheets[len(b.report.Sheets)-1])
	return err
}

// noteCut remembers that the text of a cell of the row just written was cut.
func (b *book) noteCut(column int) {
	if b.report.Cut++; b.report.Cut == 1 {
		b.report.CutAt = b.sheets[len(b.sheets)-1].name + " " + ColumnName(column) + strconv.Itoa(b.sheet.row)
	}
}

func (b *book) finish() error {
	if b.err == nil && len(b.sheets) == 0 {
		b.err = b.begin("Sheet1", nil)
	}
	if err := b.endSheet(); err != nil {
		b.abandon()
		return err
	}
	if err := b.add(b.lastParts()); err != nil {
		b.abandon()
		return err
	}
	return b.zip.Close()
}

func (b *book) add(parts []bookPart) error {
	for _, part := range parts {
		w, err := b.zip.Create(part.name)
		if err == nil {
			_, err = io.WriteString(w, part.text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// abandon stops the compressing of a workbook that will not be finished.
func (b *book) abandon() {
	if b.packer != nil && !b.packer.over() {
		_ = b.packer.Close() // the file is removed
	}
}

// maxSheetName is the length of a sheet's name in UTF-16 units.
const maxSheetName = 31

// freeSheetName makes a name that a sheet may have and none has yet: not empty,
// at most 31 characters, without : \ / ? * [ ], no apostrophe outside, not
// "History", which Excel keeps for itself.
func freeSheetName(name string, taken []string) string {
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`:\/?*[]`, r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	clean = strings.Trim(strings.Join(strings.Fields(clean), " "), "'")
	if clean == "" || strings.EqualFold(clean, "History") {
		clean = strings.TrimSpace(clean + " Sheet1")
	}
	for n := 1; ; n++ {
		suffix := ""
		if n > 1 {
			suffix = " (" + strconv.Itoa(n) + ")"
		}
		try := strings.TrimRight(cutUTF16(clean, maxSheetName-len(suffix)), " '") + suffix
		if !containsFold(taken, try) {
			return try
		}
	}
}

func containsFold(list []string, s string) bool {
	for _, v := range list {
		if strings.EqualFold(v, s) {
			return true
		}
	}
	return false
}

// cutUTF16 returns the beginning of a text that takes at most n units of UTF-16.
func cutUTF16(s string, n int) string {
	if len(s) <= n {
		return s
	}
	units := 0
	for i, r := range s {
		if units += max(1, utf16.RuneLen(r)); units > n {
			return s[:i]
		}
	}
	return s
}
