package sheet_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/kvnmail/kvnmail/backend/sheet"
)

const oneText = `<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>José</v></c></row></sheetData></worksheet>`

func TestPartsAreReadInTheEncodingTheyDeclare(t *testing.T) {
	latin, err := charmap.Windows1252.NewEncoder().String(`<?xml version="1.0" encoding="windows-1252"?>` + oneText)
	if err != nil {
		t.Fatal(err)
	}
	wide := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder()
	declared, err := wide.String(`<?xml version="1.0" encoding="UTF-16"?><workbook xmlns:r="r"><sheets><sheet name="Größe" r:id="r1"/></sheets></workbook>`)
	if err != nil {
		t.Fatal(err)
	}
	bare, err := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String(`<?xml version="1.0"?>` + oneText)
	if err != nil {
		t.Fatal(err)
	}
	for name, parts := range map[string]map[string]string{
		"an old encoding":      {"xl/worksheets/s.xml": latin},
		"UTF-16 with its mark": {"xl/worksheets/s.xml": oneText, "xl/workbook.xml": declared},
		"UTF-16 without mark":  {"xl/worksheets/s.xml": bare},
		"UTF-8 as declared":    {"xl/worksheets/s.xml": `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + oneText},
	} {
		t.Run(name, func(t *testing.T) {
			if got := read(t, file(t, "t.xlsx", bookWith(t, parts)), "", sheet.Options{}); got.words() != "1:José" || got.err != nil || len(got.warnings) != 0 {
				t.Errorf("read %q, warnings %q, error %v", got.words(), got.warnings, got.err)
			}
		})
	}
}

func TestADamagedListOfSheetsStillLeadsToTheirCells(t *testing.T) {
	for name, c := range map[string]struct{ list, name, warning string }{
		"cut within":         {`<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r1"/><sheet na`, "S", "list of sheets"},
		"cut before":         {`<workbook xmlns:r="r"><shee`, "s", "list of sheets"},
		"a sheet is missing": {`<workbook xmlns:r="r"><sheets><sheet name="S" r:id="r1"/><sheet name="Gone" r:id="r9"/></sheets></workbook>`, "S", `"Gone"`},
	} {
		t.Run(name, func(t *testing.T) {
			path := file(t, "t.xlsx", bookWith(t, map[string]string{"xl/worksheets/s.xml": oneText, "xl/workbook.xml": c.list}))
			got := read(t, path, c.name, sheet.Options{})
			if got.words() != "1:José" || !strings.Contains(strings.Join(got.warnings, " "), c.warning) {
				t.Errorf("read %q, warnings %q, error %v", got.words(), got.warnings, got.err)
			}
		})
	}
}
