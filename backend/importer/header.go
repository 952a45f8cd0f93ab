package importer

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/kvnmail/kvnmail/backend/sheet"
)

// headerSearch is among how many rows the header is looked for: exports often
// begin with a title, a date and a blank row.
const headerSearch = 20

// normalHeader writes a header as lower-case words: "InvoiceNo", "invoice_no"
// and "Invoice No." are the same.
func normalHeader(s string) string {
	var b strings.Builder
	before := ' '
	for _, r := range norm.NFKC.String(s) {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r):
			r = ' '
		case unicode.IsUpper(r) && unicode.IsLower(before):
			b.WriteByte(' ')
		}
		before = r
		b.WriteRune(unicode.ToLower(r))
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// findHeader returns the index in rows of the header, -1 when there is none.
func findHeader(rows []sheet.Row) int {
	width := commonWidth(rows)
	best, bestScore := -1, 0.0
	for i, row := range rows[:min(len(rows), headerSearch)] {
		score := headerScore(row.Cells, width)
		if score > bestScore && (i+1 < len(rows) || score > 1.5) {
			best, bestScore = i, score
		}
	}
	return best
}

// commonWidth is the number of filled cells most rows have.
func commonWidth(rows []sheet.Row) int {
	counts := map[int]int{}
	for _, row := range rows {
		counts[filled(row.Cells)]++
	}
	width := 1
	for n, times := range counts {
		if times > counts[width] || times == counts[width] && n > width {
			width = n
		}
	}
	return width
}

func filled(cells []sheet.Cell) int {
	n := 0
	for _, c := range cells {
		if c.Kind != sheet.Empty && strings.TrimSpace(c.Text) != "" {
			n++
		}
	}
	return n
}

// headerScore is 0 for a row that cannot be a header. Known words count most;
// an earlier row wins over an equal later one.
func headerScore(cells []sheet.Cell, width int) float64 {
	texts, known := map[string]bool{}, 0
	for _, c := range cells {
		text := cleanText(c.Text)
		if text == "" {
			continue
		}
		if c.Kind != sheet.Text || looksLikeData(text) || texts[text] {
			return 0
		}
		texts[text] = true
		if meaningOf(text) != nil {
			known++
		}
	}
	n := len(texts)
	if n == 0 || n*2 < width || width > 2 && n == 1 {
		return 0
	}
	return float64(min(n, width))/float64(width) + 2*float64(known)/float64(n)
}

// looksLikeData reports whether a text is a value rather than the name of a column.
func looksLikeData(text string) bool {
	if strings.Contains(text, "@") {
		if _, ok := CleanEmail(text); ok {
			return true
		}
	}
	if _, _, ok := plainDecimal(text, false); ok {
		return true
	}
	_, ok := readDate(text, orderAny)
	return ok
}
