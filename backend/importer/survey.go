package importer

import (
	"context"
	"slices"
	"sort"
	"strings"
	"sync"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// surveyRows is how many rows the types of columns are judged by.
const surveyRows = 20_000

// survey is what the beginning of a file shows.
type survey struct {
	file     *sheet.File
	sheet    string
	rows     []sheet.Row // in the order of their numbers
	header   int         // row number, -1 when there is none
	second   int         // number of a header's second line behind it, 0 when there is none
	names    []string    // of the header row as they stand there
	width    int         // columns of the sheet; those behind them are unfolded
	guessed  int         // what header would be without anybody's choice
	columns  []*column
	objects  []object
	preset   *preset
	when     *column // names a kind of event and says when it happened, nil for none
	warnings []string
	cautions []Words // warnings about what the values mean
	damage   error   // why reading ended early, nil when it did not
	looks    sheet.Layout
	merged   bool // the header is two rows put together
}

// data returns the surveyed rows behind the header.
func (s *survey) data() []sheet.Row {
	at := sort.Search(len(s.rows), func(i int) bool { return s.rows[i].Number > s.header })
	return s.rows[at:]
}

// look opens a file and surveys it. The caller closes s.file.
func look(ctx context.Context, path string, opt ReadOptions) (*survey, error) {
	f, err := sheet.Open(path, sheet.Options{Encoding: opt.Encoding, Delimiter: opt.Delimiter, Password: opt.Password})
	if err != nil {
		return nil, err
	}
	s := &survey{file: f, sheet: opt.Sheet}
	if s.sheet == "" || f.Format() != sheet.XLSX {
		s.sheet = f.DefaultSheet()
	}
	if err := s.readBeginning(ctx); err != nil {
		f.Close()
		return nil, err
	}
	s.placeHeader(opt.HeaderRow)
	s.unmerge(s.looks.Merged)
	s.describe()
	s.preset = presetOf(s)
	return s, nil
}

func (s *survey) readBeginning(ctx context.Context) error {
	rows, err := s.file.Rows(ctx, s.sheet)
	if err != nil {
		return err
	}
	defer rows.Close()
	for len(s.rows) < surveyRows && rows.Next() {
		r := rows.Row()
		if !r.Damaged {
			s.rows = append(s.rows, sheet.Row{Number: r.Number, Hidden: r.Hidden, Cells: append([]sheet.Cell(nil), r.Cells...)})
		}
	}
	s.warnings, s.looks = rows.Warnings(), rows.Layout()
	sort.SliceStable(s.rows, func(i, j int) bool { return s.rows[i].Number < s.rows[j].Number })
	switch err := rows.Err(); {
	case err == nil:
	case domain.CodeOf(err) == domain.Corrupt:
		s.damage = err
		s.warnings = append(s.warnings, userMessage(err))
	default:
		return err
	}
	if len(s.rows) == 0 && s.damage != nil {
		return s.damage
	}
	if len(s.rows) == 0 {
		return domain.Errorf(domain.Invalid, "The sheet holds no rows. Choose another sheet, or export the file again.")
	}
	return nil
}

// userMessage returns an error's words for the user, without its technical cause.
func userMessage(err error) string {
	if e, ok := err.(*domain.Error); ok {
		return e.Message
	}
	return err.Error()
}

func (s *survey) placeHeader(choice int) {
	s.guessed = s.guessHeader()
	if s.header = choice; choice == 0 {
		s.header = s.guessed
	}
}

// guessHeader returns the number of the row that seems to hold the names, -1 for none.
func (s *survey) guessHeader() int {
	if at := findHeader(s.rows); at >= 0 {
		return s.rows[at].Number
	}
	return -1
}

// describe makes the columns and lets every surveyed value vote.
func (s *survey) describe() {
	named := columnNames(s.rows, s.header, s.merged)
	if at := indexOfRow(s.rows, s.header); at >= 0 {
		s.names = headerTexts(s.rows[at].Cells)
		s.findSecondLine(at)
	}
	s.dropNoData()
	s.width = len(s.names)
	for _, row := range s.data() {
		s.width = max(s.width, lastFilled(row.Cells))
	}
	for i := range s.width {
		c := newColumn(i)
		if i < len(named) && named[i] != "" {
			c.name, c.named = named[i], true
		}
		s.columns = append(s.columns, c)
	}
	for _, index := range s.looks.HiddenColumns {
		if index < len(s.columns) {
			s.columns[index].hidden = true
		}
	}
	s.unfold()
	s.vote()
}

// vote judges the columns side by side, because a person waits for it.
func (s *survey) vote() {
	rows := s.data()
	var all sync.WaitGroup
	for i, c := range s.columns {
		all.Go(func() {
			for _, row := range rows {
				cell := sheet.Cell{}
				if i < len(row.Cells) {
					cell = row.Cells[i]
				}
				c.add(cell)
			}
			c.decide()
		})
	}
	all.Wait()
	for _, c := range s.columns {
		c.warn(s)
	}
}

// findSecondLine looks whether the row behind the header names columns too, in another
// language perhaps.
func (s *survey) findSecondLine(at int) {
	if at+1 >= len(s.rows) || s.rows[at+1].Number != s.header+1 {
		return
	}
	words, n := 0, 0
	for _, text := range headerTexts(s.rows[at+1].Cells) {
		if text != "" {
			n++
			if known(text) {
				words++
			}
		}
	}
	if words >= 2 && words*2 > n && filled(s.rows[at+1].Cells) <= len(s.names) {
		s.second = s.header + 1
	}
}

// dropNoData takes out of the looked-at rows what is no data, so that it has no vote.
func (s *survey) dropNoData() {
	s.rows = slices.DeleteFunc(s.rows, func(row sheet.Row) bool {
		return row.Number > s.header && (row.Number == s.second || s.noData(row.Cells) != "")
	})
}

// warn tells of a column in which a spreadsheet has probably exchanged days and months.
func (c *column) warn(s *survey) {
	if c.isDate() && c.mangled.found() {
		s.cautions = append(s.cautions, Words{mangledWarning, []any{c.name, c.mangled.sample}})
	}
}

// mangledWarning is said of a column where dates and texts that are dates stand side by side.
const mangledWarning = "In column “%s” some dates are real dates and some are text, and every real one has a day of 12 or less. A spreadsheet program has probably exchanged day and month in the real ones, such as %s. Compare some with the source before you import."

// forget lets go of the rows and values that the columns were judged by.
func (s *survey) forget() {
	s.rows = nil
	for _, c := range s.columns {
		c.values, c.samples, c.firsts = nil, nil, nil
	}
}

func lastFilled(cells []sheet.Cell) int {
	for n := len(cells); n > 0; n-- {
		if strings.TrimSpace(cells[n-1].Text) != "" {
			return n
		}
	}
	return 0
}
