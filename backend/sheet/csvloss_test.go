package sheet_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// letters leaves out everything that can separate, quote or pad cells.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(",;\t| \r\n\"'\uFEFF", r) {
			return -1
		}
		return r
	}, text)
}

// holdsEveryLetter fails when a letter of the text is in no cell, twice, or elsewhere.
func holdsEveryLetter(t *testing.T, text string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "t.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	got := read(t, path, "", sheet.Options{Encoding: "utf-8"})
	if domain.CodeOf(got.err) == domain.Invalid { // no table at all: it was named
		return
	}
	var cells strings.Builder
	for _, n := range got.order {
		for _, c := range got.rows[n] {
			cells.WriteString(c.Text)
		}
	}
	if have, want := letters(cells.String()), letters(text); have != want || got.err != nil {
		t.Fatalf("of %q came %q (%v)", text, got.words(), got.err)
	}
}

func TestNoLetterOfATextTableIsLost(t *testing.T) {
	pieces := []string{"a", "b", "1", "é", "अ", ",", ",", ";", "\"", "\"", "\"\"", "'", "\n", "\n", "\r\n", "\r", " ", "\t", "="}
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 5))
		var text strings.Builder
		for range 1 + r.IntN(40) {
			text.WriteString(pieces[r.IntN(len(pieces))])
		}
		holdsEveryLetter(t, text.String())
	}
}

func FuzzNoLetterOfATextTableIsLost(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "a;\"b\r\nc\"\r\n", "\"never closed,1\n2,3\n", "'a','b'\r'c,d',1\r", "a\t\"b\" \"c\"\t\n", "\"a\" b,c\r\r\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) || strings.HasPrefix(strings.ToLower(strings.TrimSpace(text)), "sep=") {
			return // reported as mended, left out, or no cells
		}
		holdsEveryLetter(t, text)
	})
}

func TestWhatIsOddInATextTableIsReported(t *testing.T) {
	for name, c := range map[string]struct{ text, want, warning string }{
		"NUL":            {"name,city\nA\x00sha,Pune\n" + strings.Repeat("x,yyyyyyyy\n", 20), "Asha", "NUL"},
		"a long cell":    {"name,city\n" + strings.Repeat("a", 40_000) + ",Pune\n", strings.Repeat("a", 40_000), "32,767"},
		"a quote forgot": {"name,city\n\"Asha\n" + strings.Repeat("x,y\n", 30) + "z\",Pune\n", "Asha\n" + strings.Repeat("x,y\n", 30) + "z", "takes 32 lines"},
	} {
		t.Run(name, func(t *testing.T) {
			got := read(t, file(t, "t.csv", []byte(c.text)), "", sheet.Options{})
			if got.rows[2][0].Text != c.want || !strings.Contains(strings.Join(got.warnings, " "), c.warning) {
				t.Errorf("read %.60q, warnings %q", got.rows[2][0].Text, got.warnings)
			}
		})
	}
}
