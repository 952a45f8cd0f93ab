package importer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"
)

// CleanEmail returns the address as the workspace keeps it, false when it
// cannot be one. Spaces and invisible characters around and inside go,
// "Name <a@b.in>" and "mailto:" are unwrapped, everything is lower case: the
// local part too, because mailboxes that differ by case only do not exist in
// practice. International domains are kept in their own letters. A domain
// needs a dot and a real ending, so a@b is refused.
func CleanEmail(s string) (string, bool) {
	if quick, ok := quickEmail(s); ok {
		return quick, validEmail(quick)
	}
	s = norm.NFKC.String(strings.Map(visible, s))
	if open := strings.LastIndexByte(s, '<'); open >= 0 && strings.HasSuffix(s, ">") {
		s = s[open+1 : len(s)-1]
	}
	s = strings.TrimSpace(s)
	if rest, ok := cutFold(s, "mailto:"); ok {
		s = rest
	}
	s = strings.ToLower(strings.Trim(s, " ;,'\"."))
	local, host, found := strings.Cut(s, "@")
	if found && strings.Contains(host, "xn--") {
		if own, err := idna.Punycode.ToUnicode(host); err == nil {
			s = local + "@" + own
		}
	}
	return s, validEmail(s)
}

// quickEmail recognises what nearly every address is: plain lower-case ASCII.
func quickEmail(s string) (string, bool) {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '@', c == '.', c == '_', c == '+':
		default:
			return "", false
		}
	}
	return s, s != "" && !strings.HasSuffix(s, ".")
}

func cutFold(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
		return s[len(prefix):], true
	}
	return s, false
}

// visible drops invisible characters and makes every kind of space a space.
func visible(r rune) rune {
	switch {
	case unicode.Is(unicode.Cf, r), r == '\u034F', r == '\u115F', r == '\u3164':
		return -1
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), r == utf8.RuneError:
		return -1
	}
	return r
}

func validEmail(s string) bool {
	local, host, found := strings.Cut(s, "@")
	if !found || local == "" || len(local) > 64 || len(s) > 254 {
		return false
	}
	if strings.ContainsAny(s, " \"(),:;<>[]\\") || strings.Contains(s, "..") || local[0] == '.' || local[len(local)-1] == '.' {
		return false
	}
	return validHost(host)
}

func validHost(host string) bool {
	if !strings.Contains(host, ".") {
		return false
	}
	last := ""
	for label := range strings.SplitSeq(host, ".") {
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' || strings.ContainsAny(label, "@_!#$%&'*+/=?^`{|}~") {
			return false
		}
		last = label
	}
	return utf8.RuneCountInString(last) >= 2 && strings.Trim(last, "0123456789") != ""
}

// cleanText trims a value and drops characters nobody can see, except the
// joiners that Indian scripts are written with.
func cleanText(s string) string {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c >= utf8.RuneSelf {
			return strings.TrimSpace(strings.Map(readable, s))
		}
	}
	return strings.TrimSpace(s)
}

func readable(r rune) rune {
	switch {
	case r == '\u200C' || r == '\u200D' || r == '\n':
		return r
	case r == '\u00A0' || r == '\t':
		return ' '
	case unicode.Is(unicode.Cf, r), unicode.IsControl(r):
		return -1
	}
	return r
}
