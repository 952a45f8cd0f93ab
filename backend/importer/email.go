package importer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"
)

// What can be wrong with a text that stands in place of an email.
const (
	badEmail      = "bad_email"
	emailNoAt     = "email_no_at"
	emailTwoAts   = "email_two_ats"
	emailNoDot    = "email_no_dot"
	emailSpaces   = "email_spaces"
	emailFake     = "email_fake"
	manyEmails    = "many_emails"
	emailTypo     = "email_typo"
	roleAddress   = "role_address"
	maxEmailBytes = 254
)

// emailReading is what a cell of emails says. Code is why there is no address, "" where
// there is one or where nothing is meant to stand.
type emailReading struct {
	address string
	code    string
	many    bool // other addresses follow the first
}

// CleanEmail returns the address as the workspace keeps it, false when it
// cannot be one. Spaces and invisible characters around and inside go,
// "Name <a@b.in>" and "mailto:" are unwrapped, everything is lower case: the
// local part too, because mailboxes that differ by case only do not exist in
// practice. International domains are kept in their own letters. A domain
// needs a dot and a real ending, so a@b is refused, and so are several addresses.
func CleanEmail(s string) (string, bool) {
	if quick, ok := quickEmail(s); ok {
		return quick, emailFault(quick) == ""
	}
	s = oneEmail(s)
	return s, emailFault(s) == ""
}

// readEmail reads a cell: one address, or the first of several.
func readEmail(s string) emailReading {
	if quick, ok := quickEmail(s); ok {
		return judged(quick)
	}
	if blankWord(s) {
		return emailReading{}
	}
	clean := oneEmail(s)
	fault := emailFault(clean)
	if fault == "" {
		return judged(clean)
	}
	if first, rest := firstEmail(s); first != "" {
		return emailReading{address: first, many: rest}
	}
	return emailReading{code: fault}
}

func judged(clean string) emailReading {
	if fault := emailFault(clean); fault != "" {
		return emailReading{code: fault}
	}
	if isFake(clean) {
		return emailReading{code: emailFake}
	}
	return emailReading{address: clean}
}

// firstEmail finds the first address among several, and whether another follows. A word
// right before an address may be its beginning with a space in it ("asha rao@x.in"):
// such an address may be somebody else's and is not taken.
func firstEmail(s string) (first string, more bool) {
	for part := range strings.FieldsFuncSeq(strings.Map(visible, s), func(r rune) bool { return strings.ContainsRune(",;/|\n", r) }) {
		before := ""
		for word := range strings.FieldsSeq(part) {
			clean := oneEmail(word)
			switch {
			case emailFault(clean) != "" || isFake(clean) || lettersOnly(before):
			case first == "":
				first = clean
			case clean != first:
				return first, true
			}
			before = word
		}
	}
	return first, false
}

// oneEmail cleans what should be one address.
func oneEmail(s string) string {
	s = norm.NFKC.String(strings.Map(visible, s))
	if open := strings.LastIndexByte(s, '<'); open >= 0 && strings.HasSuffix(strings.TrimSpace(s), ">") {
		s = strings.TrimSuffix(strings.TrimSpace(s[open+1:]), ">")
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
	return s
}

// quickEmail recognises what nearly every address is: plain ASCII letters, digits and
// a few signs.
func quickEmail(s string) (string, bool) {
	lower := true
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '@', c == '.', c == '_', c == '+':
		case c == '-' && (i == 0 || s[i-1] != '-'): // two of them may hide an international domain
		case c >= 'A' && c <= 'Z':
			lower = false
		default:
			return "", false
		}
	}
	if !lower {
		s = strings.ToLower(s)
	}
	return s, s != "" && strings.IndexByte(s, '@') > 0 && s[len(s)-1] != '.'
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

// emailFault returns why a cleaned text is no address, "" when it is one.
func emailFault(s string) string {
	at := strings.IndexByte(s, '@')
	switch {
	case at < 0:
		return emailNoAt
	case strings.IndexByte(s[at+1:], '@') >= 0:
		return emailTwoAts
	case strings.IndexByte(s, ' ') >= 0:
		return emailSpaces
	case !validLocal(s[:at]) || len(s) > maxEmailBytes || strings.ContainsAny(s, "\"(),:;<>[]\\"):
		return badEmail
	case strings.IndexByte(s[at+1:], '.') < 0:
		return emailNoDot
	case !validHost(s[at+1:]):
		return badEmail
	}
	return ""
}

func validLocal(local string) bool {
	return local != "" && len(local) <= 64 && local[0] != '.' && local[len(local)-1] != '.' && !strings.Contains(local, "..")
}

func validHost(host string) bool {
	last := ""
	for {
		label, rest, more := strings.Cut(host, ".")
		if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' || oddSign(label) {
			return false
		}
		if last, host = label, rest; !more {
			break
		}
	}
	return utf8.RuneCountInString(last) >= 2 && strings.Trim(last, "0123456789") != ""
}

// oddSign reports whether a label of a domain has a sign that none can have.
func oddSign(label string) bool {
	for i := range len(label) {
		if c := label[i]; c < utf8.RuneSelf && !digit(c) && (c|0x20 < 'a' || c|0x20 > 'z') && c != '-' {
			return true
		}
	}
	return false
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
