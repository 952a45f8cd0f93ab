package rule

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Fold returns the form in which two texts are compared: trimmed, NFC and
// case-folded. Folding twice changes nothing.
func Fold(s string) string {
	if isASCII(s) {
		return strings.ToLower(strings.TrimSpace(s))
	}
	folded := cases.Fold().String(norm.NFC.String(s))
	return strings.TrimSpace(norm.NFC.String(folded))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
