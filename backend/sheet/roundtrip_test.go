package sheet_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/sheet"
)

// pieces are what random texts are made of: everything that is special to XML,
// to workbooks, to text tables and to formulas, and scripts of several kinds.
var pieces = []string{
	"a", "Asha", " ", "  ", "\t", "\n", ",", ";", "|", "\"", "\"\"", "'", "=", "+", "-", "@", "=1+1", "SUM(", ")", "!", "#", "0", "007", "1e5", "<", ">", "&", "&amp;", "]]>", "<c>",
	"_x0041_", "_x", "_", "x005F_", "_xD83D_", "\u00A0", "\u200B", "\uFEFF", "é", "नमस्ते", "日本", "😀", "\u0085", "\u007F", "\uFFFC", "/", "\\", "%", "2026-05-31",
}

func randomText(r *rand.Rand) string {
	var out strings.Builder
	for range 1 + r.IntN(5) {
		out.WriteString(pieces[r.IntN(len(pieces))])
	}
	return out.String()
}

func randomCell(r *rand.Rand) sheet.Cell {
	switch r.IntN(9) {
	case 0:
		return sheet.Cell{}
	case 1:
		return sheet.Cell{Kind: sheet.Number, Text: strconv.FormatInt(r.Int64N(2e15)-1e15, 10)}
	case 2:
		return sheet.Cell{Kind: sheet.Number, Text: strconv.FormatFloat(float64(r.Int64N(2e12)-1e12)/1e4, 'f', -1, 64)}
	case 3:
		return sheet.Cell{Kind: sheet.Date, Text: randomMoment(r).Format(time.DateOnly)}
	case 4:
		at := randomMoment(r).Add(time.Second * time.Duration(1+r.IntN(86399)))
		return sheet.Cell{Kind: sheet.Date, Text: at.Format("2006-01-02T15:04:05")}
	case 5:
		return sheet.Cell{Kind: sheet.Bool, Text: strconv.FormatBool(r.IntN(2) == 0)}
	}
	return sheet.Cell{Kind: sheet.Text, Text: randomText(r)}
}

// randomMoment is the midnight of any day from March 1900 to the end of 9999.
func randomMoment(r *rand.Rand) time.Time {
	first := time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, r.IntN(2_958_404))
}

// TestAnyCellsReadBackIdentically is the promise between writing and reading:
// every cell of a workbook, and every text of a text table, comes back as it was.
func TestAnyCellsReadBackIdentically(t *testing.T) {
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 17))
		rows := make([][]sheet.Cell, 1+r.IntN(150))
		for i := range rows {
			rows[i] = make([]sheet.Cell, 2+r.IntN(30))
			for k := range rows[i] {
				rows[i][k] = randomCell(r)
			}
			rows[i][len(rows[i])-1] = sheet.Cell{Kind: sheet.Text, Text: "end"}
		}
		for _, ending := range []string{".xlsx", ".csv", ".tsv"} {
			path := filepath.Join(t.TempDir(), "any"+ending)
			writeRows(t, path, rows)
			got := read(t, path, "", sheet.Options{})
			if got.err != nil || len(got.order) != len(rows)+1 {
				t.Fatalf("seed %d %s: %v, %d rows of %d", seed, ending, got.err, len(got.order)-1, len(rows))
			}
			for i, row := range rows {
				for k, want := range row {
					if back := got.at(got.order[i+1], k); back.Text != want.Text || ending == ".xlsx" && back.Kind != want.Kind {
						t.Fatalf("seed %d %s row %d column %d: %+v came back as %+v", seed, ending, i+2, k, want, back)
					}
				}
			}
		}
	}
}

func writeRows(t *testing.T, path string, rows [][]sheet.Cell) {
	t.Helper()
	out, err := sheet.Create(path)
	must(t, err)
	defer out.Discard()
	header := make([]string, 40)
	for i := range header {
		header[i] = fmt.Sprintf("Column %d", i+1)
	}
	must(t, out.Begin("Any", header...))
	for _, row := range rows {
		must(t, out.Write(row))
	}
	must(t, out.Close())
}

func TestEveryDayIsWrittenAsTheReaderCountsIt(t *testing.T) {
	out, path := create(t, "days.xlsx")
	day := time.Date(1900, 3, 1, 0, 0, 0, 0, time.UTC)
	var days []string
	for day.Year() < 2110 {
		days = append(days, day.Format(time.DateOnly))
		must(t, out.Write([]sheet.Cell{{Kind: sheet.Date, Text: days[len(days)-1]}}))
		day = day.AddDate(0, 0, 1)
	}
	must(t, out.Close())
	got := read(t, path, "", sheet.Options{})
	for i, want := range days {
		if back := got.at(i+1, 0); back != (sheet.Cell{Kind: sheet.Date, Text: want}) {
			t.Fatalf("%s came back as %+v", want, back)
		}
	}
}

func TestWritingHoldsAFewMebibytesWhateverTheNumberOfRows(t *testing.T) {
	out, _ := create(t, "many.xlsx")
	must(t, out.Begin("Many", "Email", "Note", "Number"))
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	most := uint64(0)
	for i := range 200_000 {
		n := strconv.Itoa(i)
		must(t, out.Write([]sheet.Cell{{Kind: sheet.Text, Text: "person" + n + "@example.com"}, {Kind: sheet.Text, Text: "note " + n}, {Kind: sheet.Number, Text: n}}))
		if i%50_000 == 49_999 {
			runtime.GC()
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapAlloc-min(before.HeapAlloc, now.HeapAlloc))
		}
	}
	must(t, out.Close())
	if most > 16<<20 {
		t.Errorf("%d MiB were held", most>>20)
	}
}
