package importer

import (
	"sort"
	"strings"

	"github.com/kvnmail/kvnmail/backend/sheet"
)

// Question is something about a file that its reader sees and a person may not: it is
// told, and where there is a choice, asked.
type Question struct {
	Code   string // "hidden_sheet", "hidden_rows", "hidden_columns", "merged_header"
	Format string // one of QuestionSentences
	Args   []any
}

// The answers to hidden rows. "" reads them.
const (
	HiddenRead = "read"
	HiddenSkip = "skip"
)

// Sentences of questions.
const (
	askHiddenSheet   = "The file also has hidden sheets: %s. Choose one of them if your list is there."
	askHiddenRows    = "%d of the first %d rows are hidden in the spreadsheet, for example by a filter. They are read like the others unless you leave them out."
	askHiddenColumns = "These columns are hidden in the spreadsheet: %s. They are read like the others; leave them out below if you do not want them."
	askMergedHeader  = "Cells of the header are merged. The columns under them got names put together from both rows; check them in the next step."
)

// QuestionSentences are all that a question can say.
func QuestionSentences() []string {
	return []string{askHiddenSheet, askHiddenRows, askHiddenColumns, askMergedHeader}
}

// questions finds what is to be told about the sheet that was surveyed.
func (s *survey) questions() []Question {
	var out []Question
	ask := func(code, format string, args ...any) {
		out = append(out, Question{code, format, args})
	}
	var hidden []string
	for _, info := range s.file.Sheets() {
		if info.Hidden && info.Name != s.sheet {
			hidden = append(hidden, info.Name)
		}
	}
	if len(hidden) > 0 {
		ask("hidden_sheet", askHiddenSheet, strings.Join(hidden, ", "))
	}
	rows := 0
	for _, row := range s.data() {
		if row.Hidden {
			rows++
		}
	}
	if rows > 0 {
		ask("hidden_rows", askHiddenRows, rows, len(s.data()))
	}
	if names := s.hiddenNames(); len(names) > 0 {
		ask("hidden_columns", askHiddenColumns, strings.Join(names, ", "))
	}
	if s.merged {
		ask("merged_header", askMergedHeader)
	}
	return out
}

func (s *survey) hiddenNames() (names []string) {
	for _, c := range s.columns {
		if c.hidden {
			names = append(names, c.name)
		}
	}
	return names
}

// unmerge names columns under merged cells of a header by both rows ("Address City"),
// and makes the lower row the header. Two rows are one header when the upper one has
// merged cells side by side and the lower one looks like a header itself.
func (s *survey) unmerge(merged []sheet.Span) {
	for _, top := range []int{s.header, s.header - 1} {
		upper, lower := s.rowAt(top), s.rowAt(top+1)
		if upper == nil || lower == nil || !spreads(merged, top) || headerScore(lower.Cells, filled(lower.Cells)) == 0 {
			continue
		}
		lower.Cells, s.header, s.merged = bothNames(merged, top, upper.Cells, lower.Cells), top+1, true
		return
	}
}

// rowAt returns a surveyed row by its number, nil when there is none.
func (s *survey) rowAt(number int) *sheet.Row {
	at := sort.Search(len(s.rows), func(i int) bool { return s.rows[i].Number >= number })
	if number < 1 || at == len(s.rows) || s.rows[at].Number != number {
		return nil
	}
	return &s.rows[at]
}

func bothNames(merged []sheet.Span, top int, upper, lower []sheet.Cell) []sheet.Cell {
	both := make([]sheet.Cell, max(len(upper), len(lower)))
	for i := range both {
		over, under := spanned(merged, top, upper, i), cellText(lower, i)
		name := strings.TrimSpace(over + " " + under)
		if over == under || mergedDown(merged, top, i) {
			name = over
		}
		if name != "" {
			both[i] = sheet.Cell{Kind: sheet.Text, Text: name}
		}
	}
	return both
}

// spreads reports whether cells of a row are merged side by side.
func spreads(merged []sheet.Span, row int) bool {
	for _, m := range merged {
		if m.Row == row && m.LastRow == row && m.LastColumn > m.Column {
			return true
		}
	}
	return false
}

// mergedDown reports whether a cell of a row is one with that below it.
func mergedDown(merged []sheet.Span, row, column int) bool {
	for _, m := range merged {
		if m.Row == row && m.LastRow > row && m.Column <= column && column <= m.LastColumn {
			return true
		}
	}
	return false
}

// spanned is the text that a column shows in a row: its own or that of the merged cell it is in.
func spanned(merged []sheet.Span, row int, cells []sheet.Cell, column int) string {
	for _, m := range merged {
		if m.Row == row && m.Column <= column && column <= m.LastColumn {
			return cellText(cells, m.Column)
		}
	}
	return cellText(cells, column)
}
