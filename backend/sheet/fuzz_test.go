package sheet_test

import (
	"archive/zip"
	"bytes"
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/sheet"
)

// bookOf packs a sheet's XML and shared strings into the smallest workbook.
func bookOf(t *testing.T, sheetXML, shared []byte) []byte {
	t.Helper()
	return bookWith(t, map[string]string{"xl/worksheets/s.xml": string(sheetXML), "xl/strings.xml": string(shared)})
}

// bookWith packs the parts that every workbook has, as they are given or the smallest.
func bookWith(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	all := map[string]string{
		"[Content_Types].xml":        `<Types/>`,
		"_rels/.rels":                `<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/s.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="strings.xml"/></Relationships>`,
	}
	maps.Copy(all, parts)
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(all[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestARowWhoseTagsDoNotMatchIsGivenAsDamagedAndReadingGoesOn(t *testing.T) {
	for name, second := range map[string]string{
		"a cell is not closed":     `<row r="2"><c r="A2"><v>2</v></row>`,
		"a value is not closed":    `<row r="2"><c r="A2"><v>2</row>`,
		"the row is not closed":    `<row r="2"><c r="A2"><v>2</v></c>`,
		"nothing of it is closed":  `<row r="2"><c r="A2"><v>2`,
		"a text run is not closed": `<row r="2"><c r="A2" t="inlineStr"><is><t>2</row>`,
	} {
		t.Run(name, func(t *testing.T) {
			xml := `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>` + second + `<row r="3"><c r="A3"><v>3</v></c></row></sheetData></worksheet>`
			got := read(t, file(t, "t.xlsx", bookOf(t, []byte(xml), nil)), "", sheet.Options{})
			if len(got.order) != 3 || !got.damaged[2] || got.damaged[1] || got.damaged[3] || got.rows[3][0].Text != "3" || got.err != nil {
				t.Fatalf("read %q, damaged %v, error %v", got.words(), got.damaged, got.err)
			}
			if !strings.Contains(strings.Join(got.warnings, " "), "damaged") {
				t.Errorf("not said: %q", got.warnings)
			}
		})
	}
}

func TestASheetThatEndsWithinARowIsToldApart(t *testing.T) {
	xml := `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></sheetData></worksheet>`
	got := read(t, file(t, "t.xlsx", bookOf(t, []byte(xml), nil)), "", sheet.Options{})
	if len(got.order) != 2 || !got.damaged[2] || got.err != nil {
		t.Fatalf("read %q, damaged %v, error %v", got.words(), got.damaged, got.err)
	}
}

func TestHiddenRowsAndColumnsAndMergedCellsAreKnown(t *testing.T) {
	xml := `<worksheet><cols><col min="2" max="3" hidden="1"/><col min="4" max="4" width="9"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row><row r="3"><c r="A3"><v>3</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="B1:D1"/><mergeCell ref="odd"/></mergeCells></worksheet>`
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
	var hidden []int
	for rows.Next() {
		if rows.Row().Hidden {
			hidden = append(hidden, rows.Row().Number)
		}
	}
	looks := rows.Layout()
	if !slices.Equal(hidden, []int{2}) || !slices.Equal(looks.HiddenColumns, []int{1, 2}) || !slices.Equal(looks.Merged, []sheet.Span{{Column: 1, Row: 1, LastColumn: 3, LastRow: 1}}) {
		t.Errorf("hidden rows %v, %+v", hidden, looks)
	}
}

func TestTextsThatAreMissingFromTheTableAreMarked(t *testing.T) {
	xml := `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>9</v></c></row></sheetData></worksheet>`
	got := read(t, file(t, "t.xlsx", bookOf(t, []byte(xml), []byte(`<sst><si><r><t>a</t></r><r><t>b</t></r><rPh><t>x</t></rPh></si></sst>`))), "", sheet.Options{})
	if got.words() != "1:ab|#LOST!" || len(got.warnings) != 1 {
		t.Fatalf("read %q, warnings %q", got.words(), got.warnings)
	}
}

func FuzzAnySheetIsReadWithoutPanic(f *testing.F) {
	f.Add([]byte(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c t="inlineStr"><is><t>&amp;_x0041_</t></is></c></row></sheetData></worksheet>`))
	f.Add([]byte(`<a:row r='2'><a:c r="ZZZZ9" s="-1"><![CDATA[x]]><v>1e309</v></a:c><!-- -->`))
	f.Fuzz(func(t *testing.T, data []byte) {
		opened, err := sheet.Open(file(t, "t.xlsx", bookOf(t, data, data)), sheet.Options{})
		if err != nil {
			return
		}
		defer opened.Close()
		rows, err := opened.Rows(context.Background(), "")
		if err != nil {
			return
		}
		defer rows.Close()
		for rows.Next() {
			if len(rows.Row().Cells) > 16384 {
				t.Fatal("a row has more columns than a spreadsheet")
			}
		}
	})
}
