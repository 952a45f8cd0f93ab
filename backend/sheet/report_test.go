package sheet_test

import (
	"bytes"
	"runtime"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

func TestOddCellsAreReadAndReported(t *testing.T) {
	long := strings.Repeat("अ", 40_000)
	for name, c := range map[string]struct{ row, text, warning string }{
		"a cell twice":                 {`<c r="A1"><v>1</v></c><c r="A1"><v>2</v></c>`, "2", "twice"},
		"a text twice":                 {`<c r="A1" t="s"><v>0</v></c><c r="A1" t="s"><v>0</v></c>`, "shared", "twice"},
		"more than a cell can hold":    {`<c r="A1" t="inlineStr"><is><t>` + long + `</t></is></c>`, long, "32,767"},
		"a formula without its result": {`<c r="A1"><f>SUM(B1:B9)</f></c>`, sheet.Uncalculated, "no result"},
		"a formula with its result":    {`<c r="A1"><f>SUM(B1:B9)</f><v>12</v></c>`, "12", ""},
	} {
		t.Run(name, func(t *testing.T) {
			xml := `<worksheet><sheetData><row r="1">` + c.row + `</row></sheetData></worksheet>`
			got := read(t, file(t, "t.xlsx", bookOf(t, []byte(xml), []byte(`<sst><si><t>shared</t></si></sst>`))), "", sheet.Options{})
			said := strings.Join(got.warnings, "\n")
			if got.err != nil || len(got.rows[1]) != 1 || got.rows[1][0].Text != c.text || !strings.Contains(said, c.warning) || c.warning == "" && said != "" {
				t.Errorf("read %.80q, warnings %q, error %v", got.words(), said, got.err)
			}
		})
	}
}

func TestAFewBrokenLettersDoNotSpoilAFileOfUTF8(t *testing.T) {
	text := "name,city\n" + strings.Repeat("अनिल,पुणे\n", 40) + "Ren\xe9,Goa\n"
	got := read(t, file(t, "t.csv", []byte(text)), "", sheet.Options{})
	if got.rows[2][0].Text != "अनिल" || got.rows[42][0].Text != "Ren\uFFFD" || len(got.warnings) != 1 {
		t.Errorf("read %q and %q, warnings %q", got.rows[2], got.rows[42], got.warnings)
	}
	old := "name,city\nRen\xe9,Orl\xe9ans\nAndr\xe9,Gen\xe8ve\n"
	if got := read(t, file(t, "t.csv", []byte(old)), "", sheet.Options{}); got.rows[2][0].Text != "René" {
		t.Errorf("an old encoding reads as %q", got.words())
	}
}

func TestHostilePartsTakeLittleMemory(t *testing.T) {
	rows := []byte(`<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>99999999</v></c></row></sheetData></worksheet>`)
	texts := append(append([]byte("<sst>"), bytes.Repeat([]byte("<si><t>"+strings.Repeat("a", 1000)+"</t></si>"), 80_000)...), "</sst>"...)
	path := file(t, "t.xlsx", bookOf(t, rows, texts))
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	got := read(t, path, "", sheet.Options{})
	runtime.ReadMemStats(&after)
	if got.err == nil && len(got.warnings) == 0 {
		t.Errorf("read %.50q without a word", got.words())
	}
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 256<<20 {
		t.Errorf("%d MiB were allocated for %d KiB", grown>>20, len(path)>>10)
	}
	if domain.CodeOf(got.err) != "" && domain.CodeOf(got.err) != domain.Blocked && domain.CodeOf(got.err) != domain.Corrupt {
		t.Errorf("error is %v", got.err)
	}
}
