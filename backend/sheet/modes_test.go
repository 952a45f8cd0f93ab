package sheet_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// modesDir is where the small workbooks with one fault each are.
func modesDir(t *testing.T) string {
	t.Helper()
	dir := "../../../shared/data/spreadsheet-modes"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("the workbooks with faults are not in this checkout")
	}
	return dir
}

type table struct {
	damaged  map[int]bool
	rows     map[int][]sheet.Cell
	order    []int
	warnings []string
	err      error
}

func read(t *testing.T, path, name string, opt sheet.Options) table {
	t.Helper()
	f, err := sheet.Open(path, opt)
	if err != nil {
		return table{err: err}
	}
	defer f.Close()
	rows, err := f.Rows(context.Background(), name)
	if err != nil {
		return table{err: err}
	}
	defer rows.Close()
	out := table{rows: map[int][]sheet.Cell{}, damaged: map[int]bool{}}
	for rows.Next() {
		r := rows.Row()
		out.rows[r.Number] = append([]sheet.Cell(nil), r.Cells...)
		out.order = append(out.order, r.Number)
		if r.Damaged {
			out.damaged[r.Number] = true
		}
	}
	out.err, out.warnings = rows.Err(), rows.Warnings()
	return out
}

// words writes a table in one line: "1:A|B 2:|C".
func (tab table) words() string {
	var out []string
	for _, n := range tab.order {
		var cells []string
		for _, c := range tab.rows[n] {
			cells = append(cells, c.Text)
		}
		out = append(out, fmt.Sprintf("%d:%s", n, strings.Join(cells, "|")))
	}
	return strings.Join(out, " ")
}

func TestFaultyWorkbooksAreReadOrNamed(t *testing.T) {
	dir := modesDir(t)
	for _, c := range []struct{ file, rows, warning, err string }{
		{file: "cdata.xlsx", rows: "1:a<b|2"},
		{file: "col_over.xlsx", rows: "1:1 2:2", warning: "column XFE"},
		{file: "csv_named.xlsx", rows: "1:email|name 2:a@b.c|A"},
		{file: "d1904.xlsx", rows: "1:2027-03-16|2027-03-16"},
		{file: "dates.xlsx", rows: "1:2023-03-15|2023-03-15T18:00:00|2023-03-15|2023-03-15|2023-03-15T18:00:00Z|60|-5"},
		{file: "dim_wrong.xlsx", rows: "1:1" + strings.Repeat("|", 25) + "26 50:|50"},
		{file: "empty.xlsx", err: "empty"},
		{file: "errors.xlsx", rows: "1:#N/A|#NOT CALCULATED!|x|3|true", warning: "no result"},
		{file: "hidden.xlsx", rows: "1:1 2:2"},
		{file: "html_named.xls", err: "web page"},
		{file: "lastrow.xlsx", rows: "1:1 1048576:2"},
		{file: "merged.xlsx", rows: "1:a||b 2:1|2|3"},
		{file: "no_r.xlsx", warning: ""},
		{file: "order.xlsx", rows: "2:1||3 1:0 3:5", warning: "not stored in order"},
		{file: "phones.xlsx", rows: "1:919876543210|919876543210|00042|007|0.125|0.1|0.3|0.001"},
		{file: "row_over.xlsx", rows: "1:1 1048577:2", warning: "beyond the last row"},
		{file: "strict.xlsx", rows: "1:1"},
		{file: "utf16part.xlsx"},
		{file: "xml_badutf8.xlsx", rows: "1:1 2:caf\uFFFD 3:3", warning: "mended"},
		{file: "xml_ctrl.xlsx", rows: "1:1 2:ab 3:3", warning: "mended"},
		{file: "xml_malformed.xlsx", rows: "1:1 2:a & b 3:3", warning: "mended"},
		{file: "xml_truncated.xlsx", rows: "1:1 2:2", err: "row 3"},
		{file: "zip_trunc.xlsx"},
		{file: "bomb3g.xlsx", err: "row 1"},
	} {
		t.Run(c.file, func(t *testing.T) {
			got := read(t, filepath.Join(dir, c.file), "", sheet.Options{})
			if c.rows != "" && got.words() != c.rows {
				t.Errorf("rows are %q, want %q", got.words(), c.rows)
			}
			if !strings.Contains(strings.Join(got.warnings, "\n"), c.warning) {
				t.Errorf("warnings are %q, want one about %q", got.warnings, c.warning)
			}
			if c.err == "" && got.err != nil && c.file != "zip_trunc.xlsx" {
				t.Errorf("unexpected error %v", got.err)
			}
			if c.err != "" && (got.err == nil || !strings.Contains(got.err.Error(), c.err)) {
				t.Errorf("error is %v, want one with %q", got.err, c.err)
			}
			t.Logf("%s | %v | %v", got.words(), got.warnings, got.err)
		})
	}
}

func TestATruncatedArchiveIsNeverSilent(t *testing.T) {
	got := read(t, filepath.Join(modesDir(t), "zip_trunc.xlsx"), "", sheet.Options{})
	if got.err == nil && len(got.warnings) == 0 {
		t.Fatal("a cut-off archive was read without a word")
	}
}

func TestABombTakesLittleMemory(t *testing.T) {
	path := filepath.Join(modesDir(t), "bomb3g.xlsx")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got := read(t, path, "", sheet.Options{})
	runtime.ReadMemStats(&after)
	if domain.CodeOf(got.err) != domain.Blocked {
		t.Fatalf("error is %v, want blocked", got.err)
	}
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 64<<20 {
		t.Fatalf("%d MiB were allocated", grown>>20)
	}
}

func TestHiddenSheetsAreListedAsHidden(t *testing.T) {
	f, err := sheet.Open(filepath.Join(modesDir(t), "hidden.xlsx"), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want := []sheet.Info{{"Visible", false}, {"Hid", true}, {"VH", true}}
	if fmt.Sprint(f.Sheets()) != fmt.Sprint(want) {
		t.Fatalf("sheets are %v, want %v", f.Sheets(), want)
	}
}

// The library is the oracle where it reads a file right; the faults it has
// (see the package doc) are left out.
func TestWorkbooksReadAsTheOracleReadsThem(t *testing.T) {
	dir := modesDir(t)
	for _, name := range []string{"cdata", "dim_wrong", "hidden", "merged", "no_r", "prefix", "rich", "lastrow"} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(dir, name+".xlsx")
			book, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Skipf("the oracle cannot open it: %v", err)
			}
			defer book.Close()
			first := book.GetSheetList()[0]
			want, err := book.GetRows(first)
			if err != nil {
				t.Fatal(err)
			}
			got := read(t, path, first, sheet.Options{})
			for i, cells := range want {
				for j, text := range cells {
					mine := ""
					if row := got.rows[i+1]; j < len(row) {
						mine = row[j].Text
					}
					if mine != strings.ReplaceAll(text, "\r\n", "\n") {
						t.Errorf("row %d column %s is %q, the oracle reads %q", i+1, sheet.ColumnName(j), mine, text)
					}
				}
			}
		})
	}
}
