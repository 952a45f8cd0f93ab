package importer

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/kvnmail/kvnmail/backend/sheet"
)

// headerSearch is among how many rows the header is looked for: exports often
// begin with a title, notes and blank rows.
const headerSearch = 30

// normalHeader writes a header as lower-case words without accents: "InvoiceNo",
// "invoice_no" and "Invoice No." are the same, and so are "Prénom" and "prenom".
func normalHeader(s string) string {
	var b strings.Builder
	before := ' '
	for _, r := range norm.NFKD.String(s) {
		switch {
		case r >= 0x300 && r < 0x370 || unicode.Is(unicode.Cf, r): // accents, joiners
			continue
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
	best, bestScore, data := -1, 0.0, false
	for i, row := range rows[:min(len(rows), headerSearch)] {
		score := headerScore(row.Cells, width)
		if score <= bestScore || i+1 == len(rows) && score <= 1.5 {
			continue
		}
		if score <= 1 && (data || comesAgain(row.Cells, rows[i+1:])) {
			data = true // and so are the rows behind it, unless they have known words
			continue
		}
		best, bestScore = i, score
	}
	return best
}

// comesAgain reports whether a row without any known word holds values that its
// columns hold further down: then it is data.
func comesAgain(cells []sheet.Cell, rows []sheet.Row) bool {
	for i, c := range cells {
		text := cleanText(c.Text)
		for _, row := range rows[:min(len(rows), 500)] {
			if text != "" && cellText(row.Cells, i) == text {
				return true
			}
		}
	}
	return false
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
// an earlier row wins over an equal later one. Among several known words a few
// that look like data may stand, such as years over their sums.
func headerScore(cells []sheet.Cell, width int) float64 {
	texts, n, words, data := map[string]bool{}, 0, 0, 0
	for _, c := range cells {
		text := cleanText(c.Text)
		if text == "" {
			continue
		}
		n++
		texts[text] = true
		switch {
		case strings.Contains(text, "@") && isEmail(text):
			return 0
		case known(text):
			words++
		case c.Kind != sheet.Text || looksLikeData(text):
			data++
		}
	}
	if n == 0 || n*2 < width || width > 2 && n == 1 || data > 0 && (words < 2 || data*2 > n) {
		return 0
	}
	if len(texts) < n && (words == 0 || len(texts)*2 <= n) {
		return 0
	}
	distinct := float64(len(texts)) / float64(n)
	return distinct * (float64(min(n, width))/float64(width) + 2*float64(words)/float64(n))
}

func isEmail(text string) bool {
	_, ok := CleanEmail(text)
	return ok
}

// looksLikeData reports whether a text is a value rather than the name of a column.
func looksLikeData(text string) bool {
	if isEmail(text) {
		return true
	}
	if _, _, ok := plainDecimal(text, false); ok {
		return true
	}
	_, ok := readDate(text, orderAny)
	return ok
}

// columnNames are the texts of the header row; where the row above groups columns
// ("Customer" over "Name" and "City"), names that say nothing or repeat take the
// group's name along, unless merged cells have joined them already.
func columnNames(rows []sheet.Row, header int, joined bool) []string {
	at := indexOfRow(rows, header)
	if at < 0 {
		return nil
	}
	names := headerTexts(rows[at].Cells)
	if joined || at == 0 || rows[at-1].Number != header-1 {
		return names
	}
	groups := groupNames(rows[at-1].Cells, len(names))
	count := map[string]int{}
	for _, name := range names {
		count[normalHeader(name)]++
	}
	for i, group := range groups {
		if i < len(names) && group != "" && (names[i] == "" || count[normalHeader(names[i])] > 1 || meaningIn(names[i]) == "") {
			names[i] = strings.TrimSpace(group + " " + names[i])
		}
	}
	return names
}

func indexOfRow(rows []sheet.Row, number int) int {
	for i := range rows {
		if rows[i].Number == number {
			return i
		}
	}
	return -1
}

func headerTexts(cells []sheet.Cell) []string {
	out := make([]string, lastFilled(cells))
	for i := range out {
		out[i] = strings.Join(strings.Fields(cleanText(cells[i].Text)), " ")
	}
	return out
}

// groupNames spreads the names of merged cells over their columns; nil when the row
// is a title or data and no row of groups.
func groupNames(cells []sheet.Cell, width int) []string {
	texts := headerTexts(cells)
	if filled(cells) < 2 || len(texts) > width {
		return nil
	}
	group := ""
	out := make([]string, width)
	for i := range out {
		if i < len(texts) && texts[i] != "" {
			if len(texts[i]) > 60 || looksLikeData(texts[i]) {
				return nil
			}
			group = texts[i]
		}
		out[i] = group
	}
	return out
}
