package importer

import (
	"strings"
	"unicode/utf8"

	"github.com/kvnmail/kvnmail/backend/sheet"
)

// Rows that are no data: a header again, where exports were put together, and totals.
const (
	headerAgain = "header_again"
	totalRow    = "total_row"
)

// totalWords begin a row of totals.
var totalWords = wordSet("total|grand total|sub total|subtotal|totals|sum|net total|overall total|total amount|page total|कुल|कुल योग|योग|महायोग|एकूण|કુલ|மொத்தம்|మొత్తం|মোট|ಒಟ್ಟು|gesamt|summe|gesamtsumme|total général|total general|totale|totaal|razem|suma|toplam|итого|всего|الإجمالي|المجموع|jumlah|合计|总计|合計|総計")

func wordSet(list string) map[string]bool {
	out := map[string]bool{}
	for word := range strings.SplitSeq(list, "|") {
		out[normalHeader(word)] = true
	}
	return out
}

// noData returns why a row behind the header is no data, "" for data. Whether a
// row of totals names a person is for the caller to say.
func (s *survey) noData(cells []sheet.Cell) string {
	switch {
	case s.isHeaderAgain(cells):
		return headerAgain
	case looksLikeTotal(cells):
		return totalRow
	}
	return ""
}

// isHeaderAgain compares a row with the header, cell by cell.
func (s *survey) isHeaderAgain(cells []sheet.Cell) bool {
	n := 0
	for i, name := range s.names {
		if i >= len(cells) || cells[i].Text == "" {
			if name != "" {
				return false
			}
			continue
		}
		if cells[i].Text != name && !strings.EqualFold(strings.Join(strings.Fields(cleanText(cells[i].Text)), " "), name) {
			return false
		}
		n++
	}
	return n > 0
}

// looksLikeTotal reports whether the first word of a row says total and all the rest
// are numbers.
func looksLikeTotal(cells []sheet.Cell) bool {
	first := 0
	for first < len(cells) && cells[first].Text == "" {
		first++
	}
	if first >= len(cells) || len(cells[first].Text) > 40 || !totalWord(cells[first].Text) {
		return false
	}
	numbers := 0
	for _, c := range cells[first+1:] {
		text := cleanText(c.Text)
		if text == "" {
			continue
		}
		if _, _, ok := plainDecimal(text, false); !ok && !commaNumber(text) {
			return false
		}
		numbers++
	}
	return numbers > 0
}

func commaNumber(text string) bool {
	_, _, ok := plainDecimal(text, true)
	return ok
}

func totalWord(text string) bool {
	if c := text[0]; c < utf8.RuneSelf && strings.IndexByte("tgsnopjr", c|0x20) < 0 {
		return false // spares nearly all rows the rest
	}
	return totalWords[normalHeader(text)]
}

// aside returns why the row at hand is left out before anything in it is read, "" to
// read it. A row of totals that names a person is somebody called Total.
func (r *run) aside(row *sheet.Row) string {
	if row.Number == r.survey.second {
		return headerAgain
	}
	code := r.survey.noData(row.Cells)
	if code == totalRow && r.namesSomebody(row.Cells) {
		return ""
	}
	return code
}

func (r *run) namesSomebody(cells []sheet.Cell) bool {
	if p := r.people.email; p != nil && cellText(cells, p.index) != "" && !totalWord(cellText(cells, p.index)) {
		return true
	}
	p := r.people.external
	return p != nil && cellText(cells, p.index) != "" && !totalWord(cellText(cells, p.index))
}
