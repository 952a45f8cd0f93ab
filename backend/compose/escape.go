package compose

import (
	"strings"
	"unicode/utf8"
)

var (
	textEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	attrEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;")
)

func escapeText(s string) string { return textEscaper.Replace(s) }
func escapeAttr(s string) string { return attrEscaper.Replace(s) }

// isUnwanted reports whether a character of a value could disturb what stands
// around it: control characters, direction overrides that turn later text
// around, and invisible marks.
func isUnwanted(r rune) bool {
	switch {
	case r < 0x20 && r != '\n' && r != '\t' && r != '\r', r >= 0x7f && r <= 0x9f:
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff, r == utf8.RuneError, isMark(r):
		return true
	}
	return false
}

// cleanValue prepares the value of a field: one line, no unwanted characters,
// at most maxValue characters.
func cleanValue(s string) string {
	if plainASCII(s) && len(s) <= maxValue {
		return s
	}
	var b strings.Builder
	n := 0
	for _, r := range s {
		if isUnwanted(r) {
			continue
		}
		if n++; n > maxValue {
			break
		}
		switch r {
		case '\n', '\r', '\t', 0x2028, 0x2029:
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
}

func plainASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}

// collapse turns runs of white space into one space, as a mail program shows
// them. No-break spaces stay.
func collapse(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		if r == ' ' || r == '\n' || r == '\t' || r == '\r' || r == '\f' {
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	if space {
		b.WriteByte(' ')
	}
	return b.String()
}
