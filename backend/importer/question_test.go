package importer_test

import (
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/kvnmail/kvnmail/backend/importer"
)

// hiddenBook is a workbook as people make them: a header over two rows with merged
// cells, a filtered row, a hidden column and a hidden sheet.
func hiddenBook(t *testing.T) string {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	rows := [][]any{
		{"Email", "Address", "", "Points"}, {"", "City", "Country", ""},
		{"asha@x.in", "Pune", "India", 1}, {"ravi@x.in", "Goa", "India", 2}, {"meera@x.in", "Kochi", "India", 3},
	}
	for i, row := range rows {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := book.SetSheetRow("Sheet1", at, &row); err != nil {
			t.Fatal(err)
		}
	}
	_, err := book.NewSheet("Old list")
	path := filepath.Join(t.TempDir(), "hidden.xlsx")
	for _, err := range []error{
		err, book.MergeCell("Sheet1", "B1", "C1"), book.MergeCell("Sheet1", "A1", "A2"), book.MergeCell("Sheet1", "D1", "D2"),
		book.SetRowVisible("Sheet1", 4, false), book.SetColVisible("Sheet1", "D", false), book.SetSheetVisible("Old list", false), book.SaveAs(path),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	return path
}

func TestWhatAFileHidesAndMergesIsTold(t *testing.T) {
	seen, err := importer.Inspect(t.Context(), hiddenBook(t), importer.ReadOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	codes := ""
	for _, q := range seen.Questions {
		codes += q.Code + " "
	}
	if codes != "hidden_sheet hidden_rows hidden_columns merged_header " {
		t.Errorf("asked: %+v", seen.Questions)
	}
	names := ""
	for _, c := range seen.Columns {
		names += c.Name + ","
	}
	if names != "Email,Address City,Address Country,Points," || seen.HeaderRow != 2 || !seen.Columns[3].Hidden || seen.Columns[0].Target != "field:email" || len(seen.Rows) != 3 {
		t.Errorf("header in row %d: %s %+v", seen.HeaderRow, names, seen.Columns)
	}
}

func TestHiddenRowsAreReadOrCountedAsLeftOut(t *testing.T) {
	path := hiddenBook(t)
	for answer, want := range map[string][2]int{"": {3, 0}, importer.HiddenRead: {3, 0}, importer.HiddenSkip: {2, 1}} {
		rep := bringFile(t, newMemory(), path, func(p *importer.Plan) { p.Options.HiddenRows = answer })
		if rep.Tally.Added != want[0] || rep.Tally.Skipped != want[1] || rep.Tally.Rows != 3 {
			t.Errorf("%q: %+v %+v", answer, rep.Tally, rep.Problems)
		}
	}
}
