package sheet_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/kvnmail/kvnmail/backend/sheet"
)

// anyBook writes a workbook with the oracle: values of every kind, sparse, on several sheets.
func anyBook(t *testing.T, r *rand.Rand) (path string, names []string) {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	date1904 := r.IntN(3) == 0
	if err := book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &date1904}); err != nil {
		t.Fatal(err)
	}
	day, err := book.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 1 + r.IntN(3) {
		name := []string{"Sheet1", "ग्राहक", "Q & A"}[n]
		if _, err := book.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for range 20 + r.IntN(120) {
			at, err := excelize.CoordinatesToCellName(1+r.IntN(30), 1+r.IntN(200))
			if err != nil {
				t.Fatal(err)
			}
			if err := setAny(book, name, at, day, r); err != nil {
				t.Fatal(err)
			}
		}
		names = append(names, name)
	}
	path = filepath.Join(t.TempDir(), "book.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path, names
}

func setAny(book *excelize.File, name, at string, day int, r *rand.Rand) error {
	switch r.IntN(9) {
	case 0:
		return book.SetCellInt(name, at, int64(r.IntN(2_000_000)-1_000_000))
	case 1:
		return book.SetCellFloat(name, at, float64(r.IntN(1_000_000))/100, 2, 64)
	case 2:
		return book.SetCellBool(name, at, r.IntN(2) == 0)
	case 3:
		return book.SetCellStr(name, at, []string{"Asha", "अनिल कुमार", "a & b < c", "two\nlines", "  spaces  ", "=1+1", "_x0041_", "007", "😀"}[r.IntN(9)])
	case 4:
		if err := book.SetCellStyle(name, at, at, day); err != nil {
			return err
		}
		return book.SetCellFloat(name, at, float64(61+r.IntN(60_000)), 0, 64)
	case 5:
		return book.SetCellRichText(name, at, []excelize.RichTextRun{{Text: "bold", Font: &excelize.Font{Bold: true}}, {Text: " and not"}})
	case 6:
		return book.SetCellFormula(name, at, "SUM(1,2)")
	case 7:
		return book.SetCellValue(name, at, time.Date(2026, 3, 4, r.IntN(24), r.IntN(60), 0, 0, time.UTC))
	}
	return book.SetCellDefault(name, at, fmt.Sprint(r.IntN(99)))
}

// agrees compares a cell with the raw text that the oracle has. What the oracle gives as
// a day number we give as a date; it keeps nothing of a formula without a result.
func agrees(c sheet.Cell, raw string) bool {
	switch {
	case c.Kind == sheet.Date:
		return raw != "" && strings.Trim(raw, "0123456789.E+-") == ""
	case c.Kind == sheet.Bool:
		return raw == map[string]string{"true": "1", "false": "0"}[c.Text] || strings.EqualFold(raw, c.Text)
	case c.Text == sheet.Uncalculated:
		return raw == ""
	case c.Kind == sheet.Number && strings.Contains(raw, "."): // a fraction is the same without zeros at its end
		return c.Text == strings.TrimRight(strings.TrimRight(raw, "0"), ".")
	}
	return c.Text == strings.ReplaceAll(raw, "\r\n", "\n")
}

func TestAnyWorkbookOfTheOracleReadsAsTheOracleReadsIt(t *testing.T) {
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 11))
		path, names := anyBook(t, r)
		book, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			want, err := book.GetRows(name)
			if err != nil {
				t.Fatal(err)
			}
			got := read(t, path, name, sheet.Options{})
			if got.err != nil {
				t.Fatal(got.err)
			}
			compare(t, fmt.Sprintf("seed %d, %s", seed, name), got, want)
		}
		book.Close()
	}
}

func compare(t *testing.T, what string, got table, want [][]string) {
	t.Helper()
	cells := 0
	for i, line := range want {
		for k, raw := range line {
			c := sheet.Cell{}
			if row := got.rows[i+1]; k < len(row) {
				c = row[k]
			}
			if !agrees(c, raw) {
				t.Errorf("%s: row %d column %s is %+v, the oracle has %q", what, i+1, sheet.ColumnName(k), c, raw)
			}
			if raw != "" {
				cells++
			}
		}
	}
	ours := 0
	for _, row := range got.rows {
		for _, c := range row {
			if c.Kind != sheet.Empty && c.Text != sheet.Uncalculated {
				ours++
			}
		}
	}
	if ours != cells {
		t.Errorf("%s: %d cells, the oracle has %d", what, ours, cells)
	}
}
