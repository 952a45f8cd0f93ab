package sheet_test

import (
	"archive/zip"
	"bytes"
	"context"
	"testing"

	"github.com/kvnmail/kvnmail/backend/sheet"
)

// bookOf packs a sheet's XML and shared strings into the smallest workbook.
func bookOf(t *testing.T, sheetXML, shared []byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, part := range []struct {
		name string
		body []byte
	}{
		{"[Content_Types].xml", []byte(`<Types/>`)},
		{"_rels/.rels", []byte(`<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`)},
		{"xl/workbook.xml", []byte(`<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>`)},
		{"xl/_rels/workbook.xml.rels", []byte(`<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/s.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="strings.xml"/></Relationships>`)},
		{"xl/worksheets/s.xml", sheetXML},
		{"xl/strings.xml", shared},
	} {
		w, err := z.Create(part.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(part.body); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestTagsThatDoNotMatchEndTheReadingWithTheRow(t *testing.T) {
	xml := `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></row><row r="3"><c r="A3"><v>3</v></c></row></sheetData></worksheet>`
	got := read(t, file(t, "t.xlsx", bookOf(t, []byte(xml), nil)), "", sheet.Options{})
	if got.words() != "1:1" || got.err == nil || !bytes.Contains([]byte(got.err.Error()), []byte("row 2 on")) {
		t.Fatalf("read %q, error %v", got.words(), got.err)
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
