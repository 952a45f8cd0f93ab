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
	folded := strings.Map(cherokee, cases.Fold().String(norm.NFC.String(s)))
	return strings.TrimSpace(norm.NFC.String(folded))
}

// cherokee makes capitals of small Cherokee letters. Those alone fold to
// capitals in Unicode, and package cases turns each into the other.
func cherokee(r rune) rune {
	switch {
	case 0xab70 <= r && r <= 0xabbf:
		return r - 0xab70 + 0x13a0
	case 0x13f8 <= r && r <= 0x13fd:
		return r - 0x13f8 + 0x13f0
	}
	return r
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
