package sheet_test

import (
	"archive/zip"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

var update = flag.Bool("update", false, "write the golden files anew")

// at returns a cell, an empty one where there is none.
func (tab table) at(row, column int) sheet.Cell {
	if cells := tab.rows[row]; column < len(cells) {
		return cells[column]
	}
	return sheet.Cell{}
}

// create begins a file that ends with the test.
func create(t *testing.T, name string) (*sheet.Writer, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	out, err := sheet.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(out.Discard)
	return out, path
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// everyKind is a row of each kind of cell, as it is written and as it reads back.
var everyKind = []struct{ cell, back sheet.Cell }{
	{sheet.Cell{}, sheet.Cell{}},
	{sheet.Cell{Kind: sheet.Text, Text: "Asha"}, sheet.Cell{Kind: sheet.Text, Text: "Asha"}},
	{sheet.Cell{Kind: sheet.Text, Text: "अनिल < & > \"'"}, sheet.Cell{Kind: sheet.Text, Text: "अनिल < & > \"'"}},
	{sheet.Cell{Kind: sheet.Text, Text: "  two\tlines\nand a _x000D_ and _xyz_ "}, sheet.Cell{Kind: sheet.Text, Text: "  two\tlines\nand a _x000D_ and _xyz_ "}},
	{sheet.Cell{Kind: sheet.Text, Text: "=1+1"}, sheet.Cell{Kind: sheet.Text, Text: "=1+1"}},
	{sheet.Cell{Kind: sheet.Text, Text: "007"}, sheet.Cell{Kind: sheet.Text, Text: "007"}},
	{sheet.Cell{Kind: sheet.Text, Text: "a\r\nb"}, sheet.Cell{Kind: sheet.Text, Text: "a\nb"}},
	{sheet.Cell{Kind: sheet.Text, Text: "bell\abell"}, sheet.Cell{Kind: sheet.Text, Text: "bellbell"}}, // reading leaves out what nobody can see
	{sheet.Cell{Kind: sheet.Text, Text: "bad \xff byte"}, sheet.Cell{Kind: sheet.Text, Text: "bad \uFFFD byte"}},
	{sheet.Cell{Kind: sheet.Text, Text: "\uFFFEx\uFFFF\uFFFC😀"}, sheet.Cell{Kind: sheet.Text, Text: "\uFFFEx\uFFFF\uFFFC😀"}},
	{sheet.Cell{Kind: sheet.Number, Text: "0"}, sheet.Cell{Kind: sheet.Number, Text: "0"}},
	{sheet.Cell{Kind: sheet.Number, Text: "-12.5"}, sheet.Cell{Kind: sheet.Number, Text: "-12.5"}},
	{sheet.Cell{Kind: sheet.Number, Text: "123456789.012345"}, sheet.Cell{Kind: sheet.Number, Text: "123456789.012345"}},
	{sheet.Cell{Kind: sheet.Number, Text: "0.00000000000000123456789012345"}, sheet.Cell{Kind: sheet.Number, Text: "0.00000000000000123456789012345"}},
	{sheet.Cell{Kind: sheet.Number, Text: "123456789012345"}, sheet.Cell{Kind: sheet.Number, Text: "123456789012345"}},
	{sheet.Cell{Kind: sheet.Number, Text: "1234567890123456"}, sheet.Cell{Kind: sheet.Text, Text: "1234567890123456"}},
	{sheet.Cell{Kind: sheet.Number, Text: "0042"}, sheet.Cell{Kind: sheet.Text, Text: "0042"}},
	{sheet.Cell{Kind: sheet.Number, Text: "twelve"}, sheet.Cell{Kind: sheet.Text, Text: "twelve"}},
	{sheet.Cell{Kind: sheet.Money, Text: "1250.5"}, sheet.Cell{Kind: sheet.Number, Text: "1250.5"}},
	{sheet.Cell{Kind: sheet.Date, Text: "2026-02-28"}, sheet.Cell{Kind: sheet.Date, Text: "2026-02-28"}},
	{sheet.Cell{Kind: sheet.Date, Text: "1900-03-01"}, sheet.Cell{Kind: sheet.Date, Text: "1900-03-01"}},
	{sheet.Cell{Kind: sheet.Date, Text: "9999-12-31T23:59:59"}, sheet.Cell{Kind: sheet.Date, Text: "9999-12-31T23:59:59"}},
	{sheet.Cell{Kind: sheet.Date, Text: "2026-05-31T00:00:01"}, sheet.Cell{Kind: sheet.Date, Text: "2026-05-31T00:00:01"}},
	{sheet.Cell{Kind: sheet.Date, Text: "15:04:05"}, sheet.Cell{Kind: sheet.Date, Text: "15:04:05"}},
	{sheet.Cell{Kind: sheet.Date, Text: "1899-12-31"}, sheet.Cell{Kind: sheet.Text, Text: "1899-12-31"}},
	{sheet.Cell{Kind: sheet.Date, Text: "2026-02-29"}, sheet.Cell{Kind: sheet.Text, Text: "2026-02-29"}},
	{sheet.Cell{Kind: sheet.Bool, Text: "true"}, sheet.Cell{Kind: sheet.Bool, Text: "true"}},
	{sheet.Cell{Kind: sheet.Bool, Text: "false"}, sheet.Cell{Kind: sheet.Bool, Text: "false"}},
	{sheet.Cell{Kind: sheet.Error, Text: "#N/A"}, sheet.Cell{Kind: sheet.Error, Text: "#N/A"}},
	{sheet.Cell{Kind: sheet.Error, Text: "#LOST!"}, sheet.Cell{Kind: sheet.Text, Text: "#LOST!"}},
	{sheet.Cell{Text: "of no kind"}, sheet.Cell{Kind: sheet.Text, Text: "of no kind"}},
	{sheet.Cell{Kind: sheet.Text, Text: "last"}, sheet.Cell{Kind: sheet.Text, Text: "last"}},
}

func TestEveryKindOfCellReadsBackFromAWorkbook(t *testing.T) {
	out, path := create(t, "kinds.xlsx")
	var cells []sheet.Cell
	for _, k := range everyKind {
		cells = append(cells, k.cell)
	}
	must(t, out.Write(cells))
	must(t, out.Close())
	got := read(t, path, "", sheet.Options{})
	if got.err != nil || len(got.order) != 1 {
		t.Fatalf("%v, rows %v", got.err, got.order)
	}
	for i, k := range everyKind {
		if back := got.at(1, i); back != k.back {
			t.Errorf("%+v read back as %+v, want %+v", k.cell, back, k.back)
		}
	}
}

func TestAnotherLibraryReadsTheSame(t *testing.T) {
	out, path := create(t, "other.xlsx")
	must(t, out.Begin("People: all/some", "Email", "Note"))
	must(t, out.WriteText("asha@example.com", "a\r\nb _x0041_ <&> "))
	must(t, out.Write([]sheet.Cell{{Kind: sheet.Date, Text: "2026-05-31T10:30:00"}, {Kind: sheet.Money, Text: "1234567.5"}}))
	must(t, out.Begin("people ALL SOME", "Second"))
	must(t, out.Close())
	book, err := excelize.OpenFile(path)
	must(t, err)
	defer book.Close()
	if got := strings.Join(book.GetSheetList(), "|"); got != "People all some|people ALL SOME (2)" {
		t.Errorf("sheets %q", got)
	}
	for cell, want := range map[string]string{"A1": "Email", "B2": "a\r\nb _x0041_ <&> ", "A3": "2026-05-31 10:30:00", "B3": "1,234,567.50"} {
		if got, err := book.GetCellValue("People all some", cell); err != nil || got != want {
			t.Errorf("%s is %q (%v), want %q", cell, got, err, want)
		}
	}
	panes, err := book.GetPanes("People all some")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes %+v, %v", panes, err)
	}
}

func TestASmallWorkbookIsExactlyThis(t *testing.T) {
	out, path := create(t, "small.xlsx")
	must(t, out.Begin("People", "Email", "City", "Joined", "Spent"))
	for _, who := range []string{"asha@example.com", "ravi@example.com"} {
		must(t, out.Write([]sheet.Cell{{Kind: sheet.Text, Text: who}, {Kind: sheet.Text, Text: "पुणे & Pune"}, {Kind: sheet.Date, Text: "2026-01-31"}, {Kind: sheet.Money, Text: "-12.5"}}))
	}
	must(t, out.Begin("Totals"))
	must(t, out.WriteText("'quoted'"))
	must(t, out.Close())
	got := unzipped(t, path)
	golden := filepath.Join("testdata", "small.xlsx.txt")
	if *update {
		must(t, os.MkdirAll("testdata", 0o755))
		must(t, os.WriteFile(golden, []byte(got), 0o644))
	}
	want, err := os.ReadFile(golden)
	must(t, err)
	if got != string(want) {
		t.Errorf("the workbook changed; look at it, then run with -update:\n%s", got)
	}
}

// unzipped returns the parts of a workbook as one text.
func unzipped(t *testing.T, path string) string {
	t.Helper()
	z, err := zip.OpenReader(path)
	must(t, err)
	defer z.Close()
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		text, err := io.ReadAll(r)
		must(t, err)
		all.WriteString("== " + f.Name + "\n" + strings.ReplaceAll(string(text), "><", ">\n<") + "\n")
	}
	return all.String()
}

func TestATableTooLongForASheetGoesOnInAnother(t *testing.T) {
	out, path := create(t, "long.xlsx")
	sheet.SetSheetRows(out, 4)
	must(t, out.Begin("A segment with quite a long name", "Email"))
	for _, name := range []string{"a", "b", "c", "d", "e", "f", "g"} {
		must(t, out.WriteText(name))
	}
	must(t, out.Close())
	if got := out.Report(); got.Rows != 7 || strings.Join(got.Sheets, "|") != "A segment with quite a long nam|A segment with quite a long (2)|A segment with quite a long (3)" || len(got.Continued) != 2 {
		t.Errorf("report %+v", got)
	}
	for name, want := range map[string]string{"": "1:Email 2:a 3:b 4:c", "A segment with quite a long (2)": "1:Email 2:d 3:e 4:f", "A segment with quite a long (3)": "1:Email 2:g"} {
		if got := read(t, path, name, sheet.Options{}); got.words() != want {
			t.Errorf("%q holds %s, want %s", name, got.words(), want)
		}
	}
}

func TestATextTooLongForACellIsCutAndTold(t *testing.T) {
	long := strings.Repeat("x", 32766) + "😀" + "tail"
	out, path := create(t, "cut.xlsx")
	must(t, out.Begin("Notes", "Who", "Note"))
	must(t, out.WriteText("a", strings.Repeat("अ", 32767)))
	must(t, out.WriteText("b", long))
	must(t, out.WriteText("c", long))
	must(t, out.Close())
	if got := out.Report(); got.Cut != 2 || got.CutAt != "Notes B3" {
		t.Errorf("report %+v", got)
	}
	got := read(t, path, "", sheet.Options{})
	if got.at(2, 1).Text != strings.Repeat("अ", 32767) || got.at(3, 1).Text != strings.Repeat("x", 32766) {
		t.Error("another text was cut, or in the middle of a character")
	}
	whole, path := create(t, "whole.csv")
	must(t, whole.WriteText("a", long))
	must(t, whole.Close())
	if got := read(t, path, "", sheet.Options{}); got.at(1, 1).Text != long || whole.Report().Cut != 0 {
		t.Error("csv has no such limit")
	}
}

func TestMoreColumnsThanASheetHasAreRefused(t *testing.T) {
	out, _ := create(t, "wide.xlsx")
	if err := out.Write(make([]sheet.Cell, 16385)); domain.CodeOf(err) != domain.Full {
		t.Errorf("got %v", err)
	}
}

func TestATextFileHoldsOneTable(t *testing.T) {
	out, _ := create(t, "one.csv")
	must(t, out.Begin("One", "a"))
	if err := out.Begin("Two", "b"); domain.CodeOf(err) != domain.Invalid {
		t.Errorf("got %v", err)
	}
}

func TestNothingIsAtThePathUntilTheFileIsWhole(t *testing.T) {
	for _, ending := range []string{".xlsx", ".csv"} {
		t.Run(ending, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "list"+ending)
			must(t, os.WriteFile(path, []byte("before"), 0o644))
			out, err := sheet.Create(path)
			must(t, err)
			for range 50_000 {
				must(t, out.WriteText("asha@example.com", "Pune"))
			}
			out.Discard()
			out.Discard()
			if data, err := os.ReadFile(path); err != nil || string(data) != "before" {
				t.Errorf("%q, %v", data, err)
			}
			onlyFile(t, path)
			out, err = sheet.Create(path)
			must(t, err)
			must(t, out.WriteText("new"))
			must(t, out.Close())
			out.Discard()
			if got := read(t, path, "", sheet.Options{}); got.words() != "1:new" {
				t.Errorf("got %s", got.words())
			}
			onlyFile(t, path)
			if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 || info.Size() != out.Report().Bytes {
				t.Errorf("%v %v", info, err)
			}
		})
	}
}

// onlyFile checks that nothing else is in the folder of a file.
func onlyFile(t *testing.T, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	if len(entries) != 1 || entries[0].Name() != filepath.Base(path) {
		t.Errorf("the folder holds %v", entries)
	}
}

func TestAFolderThatIsNotThereIsNamed(t *testing.T) {
	if _, err := sheet.Create(filepath.Join(t.TempDir(), "none", "list.xlsx")); domain.CodeOf(err) != domain.Unavailable {
		t.Errorf("got %v", err)
	}
}
