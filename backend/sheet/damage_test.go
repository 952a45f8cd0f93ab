package sheet_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/sheet"
)

// inSheet reads rows written as XML.
func inSheet(t *testing.T, rows, texts string) table {
	t.Helper()
	xml := `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`
	return read(t, file(t, "t.xlsx", bookOf(t, []byte(xml), []byte(texts))), "", sheet.Options{})
}

const (
	rowOne   = `<row r="1"><c r="A1"><v>1</v></c></row>`
	rowThree = `<row r="3"><c r="A3"><v>3</v></c></row>`
)

func TestBrokenMarkupCostsOnlyItsOwnRow(t *testing.T) {
	for name, second := range map[string]string{
		"a quote is not closed":        `<row r="2"><c r="A2><v>2</v></c><c r="B2"><v>9</v></c></row>`,
		"a sign stands for itself":     `<row r="2"><c r="A2" t="str"><v>5 < 6</v></c></row>`,
		"a tag is cut":                 `<row r="2"><c r="A2"><v>2</v</c></row>`,
		"the row's tag is cut":         `<row r="2"<c r="A2"><v>2</v></c></row>`,
		"the row's tag is another one": `<rox r="2"><c r="A2"><v>2</v></c><c r="B2"><v>2</v></c></row>`,
		"a text run is cut":            `<row r="2"><c r="A2" t="inlineStr"><is><t>2</t</is></c></row>`,
	} {
		t.Run(name, func(t *testing.T) {
			got := inSheet(t, rowOne+second+rowThree, "")
			if fmt.Sprint(got.order) != "[1 2 3]" || !got.damaged[2] || got.damaged[1] || got.damaged[3] || got.rows[3][0].Text != "3" || got.err != nil {
				t.Fatalf("read %q, damaged %v, error %v", got.words(), got.damaged, got.err)
			}
		})
	}
}

func TestNoRowIsLostOrMadeWhenBytesOfASheetAreBroken(t *testing.T) {
	var rows strings.Builder
	for i := 1; i <= 60; i++ {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%d"><v>%d</v></c><c r="B%d" t="inlineStr"><is><t>x%d</t></is></c></row>`, i, i, 1000+i, i, i)
	}
	for seed := range uint64(120) {
		r := rand.New(rand.NewPCG(seed, 7))
		xml := []byte(rows.String())
		at := r.IntN(len(xml))
		xml[at] = `<>"/ xr=`[r.IntN(8)]
		got := inSheet(t, string(xml), "")
		if len(got.order) < 59 && got.err == nil {
			t.Errorf("seed %d: %d rows after %q and no error", seed, len(got.order), xml[max(0, at-30):min(len(xml), at+30)])
		}
		if len(got.order) == 59 && len(got.damaged) == 0 {
			t.Errorf("seed %d: a row is gone without a word after %q", seed, xml[max(0, at-30):min(len(xml), at+30)])
		}
	}
}

func TestRowsOfTheSameNumberAreAllRead(t *testing.T) {
	got := inSheet(t, rowOne+rowOne+rowThree+rowOne, "")
	if got.words() != "1:1 2:1 3:3 4:1" || !strings.Contains(strings.Join(got.warnings, " "), "same number") {
		t.Fatalf("read %q, warnings %q", got.words(), got.warnings)
	}
}

func TestWhiteSpaceAroundValuesMeansNothingAroundTextsItDoes(t *testing.T) {
	got := inSheet(t, `<row r="1"><c r="A1" t="s"><v> 0
</v></c><c r="B1"><v> 12 </v></c><c r="C1" t="b"><v> 1 </v></c><c r="D1" t="str"><v> x </v></c></row>`, `<sst><si><t> y </t></si></sst>`)
	if got.words() != "1: y |12|true| x " || len(got.warnings) != 0 {
		t.Fatalf("read %q, warnings %q", got.words(), got.warnings)
	}
}

func TestTextsOfTheTableThatWereMendedAreReportedWithTheirRows(t *testing.T) {
	got := inSheet(t, rowOne+`<row r="2"><c r="A2" t="s"><v>1</v></c></row>`, "<sst><si><t>a</t></si><si><t>caf\xe9</t></si></sst>")
	if got.words() != "1:1 2:caf\uFFFD" || !strings.Contains(strings.Join(got.warnings, " "), "mended; look at it before you import. (row 2)") {
		t.Fatalf("read %q, warnings %q", got.words(), got.warnings)
	}
}

func TestATableOfTextsThatBreaksOffGivesNoWrongTexts(t *testing.T) {
	cells := `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>`
	got := inSheet(t, cells+cells, `<sst><si><t>a</t></si><si><row/></si><si><t>b</t></si></sst>`)
	if got.words() != "1:a|#LOST!|#LOST! 2:a|#LOST!|#LOST!" {
		t.Fatalf("read %q", got.words())
	}
}

func TestCharactersThatDoNotExistAreNotMadeUp(t *testing.T) {
	got := inSheet(t, `<row r="1"><c r="A1" t="str"><v>_xD83D__xDE00_</v></c><c r="B1" t="str"><v>_xD83D_</v></c><c r="C1" t="str"><v>&#xD83D;</v></c></row>`, "")
	if got.words() != "1:😀|_xD83D_|&#xD83D;" || len(got.warnings) != 1 {
		t.Fatalf("read %q, warnings %q", got.words(), got.warnings)
	}
}

func TestADateThatNeverWasIsReported(t *testing.T) {
	styles := `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`
	xml := `<worksheet><sheetData><row r="1"><c r="A1" s="1"><v>60</v></c><c r="B1" s="1"><v>61</v></c></row></sheetData></worksheet>`
	got := read(t, file(t, "t.xlsx", bookWith(t, map[string]string{"xl/worksheets/s.xml": xml, "xl/styles.xml": styles})), "", sheet.Options{})
	if got.words() != "1:60|1900-03-01" || !strings.Contains(strings.Join(got.warnings, " "), "no day of the calendar") {
		t.Fatalf("read %q, warnings %q", got.words(), got.warnings)
	}
}

func TestColumnsHiddenAgainAndAgainTakeNoMemory(t *testing.T) {
	xml := `<worksheet><cols>` + strings.Repeat(`<col min="1" max="16384" hidden="1"/>`, 10_000) + `</cols><sheetData>` + rowOne + `</sheetData></worksheet>`
	f, err := sheet.Open(file(t, "t.xlsx", bookOf(t, []byte(xml), nil)), sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.Rows(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
	}
	if n := len(rows.Layout().HiddenColumns); n != 16384 {
		t.Errorf("%d hidden columns", n)
	}
}
