package sheet_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/sheet"
)

// cellXML writes a random cell. plain has it in the form that nearly all programs
// write, odd says the same with an attribute that means nothing, which no quick path takes.
func cellXML(r *rand.Rand, ref string) (plain, odd string) {
	texts := []string{"Asha", "", " spaced ", "a &amp; b", "&#x41;", "अनिल", "_x0041_", "x_x", "line\nbreak", "\r\n", "caf\xc3\xa9", "bad\xff", "7", "-0.50", "1e5", "#N/A", "TRUE", "45000", "45000.75", "0", "1", "2", "99999999999", "2.5499999999999998"}
	text := texts[r.IntN(len(texts))]
	kind := []string{"", ` t="s"`, ` t="n"`, ` t="b"`, ` t="e"`, ` t="d"`, ` t="str"`, ` t="inlineStr"`, ` t="odd"`}[r.IntN(9)]
	style := []string{"", ` s="0"`, ` s="1"`, ` s="2"`, ` s="77"`, ` s=""`}[r.IntN(6)]
	body := "<v>" + text + "</v>"
	if kind == ` t="inlineStr"` {
		body = "<is><t>" + text + "</t></is>"
	}
	if r.IntN(12) == 0 {
		body = "<f>1+1</f>" + body
	}
	if r.IntN(15) == 0 {
		body = ""
	}
	at := fmt.Sprintf(` r="%s"`, ref)
	if r.IntN(20) == 0 {
		at = ""
	}
	return "<c" + at + style + kind + ">" + body + "</c>", "<c" + at + style + kind + ` ph="0">` + body + "</c>"
}

func TestCellsInTheCommonFormAreReadAsAllOthers(t *testing.T) {
	shared := []byte(`<sst><si><t>zero</t></si><si><t>o&lt;ne</t></si><si><r><t>t</t></r><r><t>wo</t></r></si><si><t></t></si><si/></sst>`)
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 3))
		var plain, odd strings.Builder
		for row := 1; row < 40; row++ {
			fmt.Fprintf(&plain, `<row r="%d">`, row)
			fmt.Fprintf(&odd, `<row r="%d">`, row)
			for column := 0; column < 12; column++ {
				if r.IntN(5) == 0 {
					continue
				}
				p, o := cellXML(r, sheet.ColumnName(column)+fmt.Sprint(row))
				plain.WriteString(p)
				odd.WriteString(o)
			}
			plain.WriteString("</row>")
			odd.WriteString("</row>")
		}
		read := func(rows string) table {
			return read(t, file(t, "t.xlsx", bookOf(t, []byte("<worksheet><sheetData>"+rows+"</sheetData></worksheet>"), shared)), "", sheet.Options{})
		}
		if a, b := read(plain.String()), read(odd.String()); !reflect.DeepEqual(a, b) {
			t.Fatalf("seed %d: the common form reads as\n%s %q\nthe other as\n%s %q", seed, a.words(), a.warnings, b.words(), b.warnings)
		}
	}
}
