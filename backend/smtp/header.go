package smtp

import (
	"encoding/base64"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kvnmail/kvnmail/backend/domain"
	"golang.org/x/net/idna"
)

const lineLength = 76 // RFC 2047: the most for a line with encoded words

// oneLine turns everything that could end or hide inside a header line into a space.
func oneLine(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == utf8.RuneError {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, " "))
	return strings.TrimSpace(s)
}

// text writes free text as a header's value: plain and folded where it can be,
// as encoded words where it must be. used is the length of "Name: ".
func text(used int, s string) string {
	s = oneLine(s)
	if isPlain(s) {
		if folded, ok := fold(used, s); ok {
			return folded
		}
	}
	return encodedWords(used, s)
}

// phrase writes a display name: a quoted string, or encoded words.
func phrase(used int, s string) string {
	s = oneLine(s)
	if s == "" {
		return ""
	}
	if isPlain(s) && len(s) <= 60 {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
	}
	return encodedWords(used, s)
}

func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return !strings.Contains(s, "=?") && !strings.Contains(s, "  ")
}

// fold breaks lines at spaces; it gives up on words too long for a line.
func fold(used int, s string) (string, bool) {
	var b strings.Builder
	column := used
	for i, word := range strings.Split(s, " ") {
		if len(word) > lineLength-2 {
			return "", false
		}
		switch {
		case i > 0 && column+1+len(word) > lineLength:
			b.WriteString("\r\n ")
			column = 1
		case i > 0:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += len(word)
	}
	return b.String(), true
}

// encodedWords writes RFC 2047 words that never split a character and never
// exceed a line, in whichever of Q and B is shorter. The Q form uses only what
// is allowed inside a phrase, so the words fit names and subjects alike.
func encodedWords(used int, s string) string {
	encode, cost := encodeB, func(n int) int { return (n + 2) / 3 * 4 }
	if q := len(encodeQ(s)); q < cost(len(s)) {
		encode, cost = encodeQ, nil
	}
	var words []string
	room := lineLength - used - len("=?UTF-8?B??=")
	for chunk, rest := "", s; rest != "" || chunk != ""; {
		_, size := utf8.DecodeRuneInString(rest)
		if rest != "" && fits(chunk+rest[:size], room, cost) {
			chunk, rest = chunk+rest[:size], rest[size:]
			continue
		}
		words = append(words, encode(chunk))
		chunk, room = "", lineLength-1-len("=?UTF-8?B??=")
	}
	letter := "B"
	if cost == nil {
		letter = "Q"
	}
	for i, w := range words {
		words[i] = "=?UTF-8?" + letter + "?" + w + "?="
	}
	return strings.Join(words, "\r\n ")
}

func fits(chunk string, room int, cost func(int) int) bool {
	if cost == nil {
		return len(encodeQ(chunk)) <= room
	}
	return cost(len(chunk)) <= room
}

func encodeB(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }

func encodeQ(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		switch {
		case c == ' ':
			b.WriteByte('_')
		case c >= '0' && c <= '9', c >= 'A' && c <= 'Z', c >= 'a' && c <= 'z', strings.IndexByte("!*+-/", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "=%02X", c)
		}
	}
	return b.String()
}

// mailbox writes "name <address>" folded to lines.
func mailbox(used int, name, address string) string {
	p := phrase(used, name)
	switch {
	case p == "":
		return "<" + address + ">"
	case len(lastLine(p))+used+len(address)+3 > lineLength:
		return p + "\r\n <" + address + ">"
	}
	return p + " <" + address + ">"
}

func lastLine(s string) string { return s[strings.LastIndexByte(s, '\n')+1:] }

// wireAddress checks an address for use in commands and headers and returns it
// with its domain in ASCII. utf8 says that the part before the @ is not ASCII,
// which only servers with SMTPUTF8 take.
func wireAddress(address string) (wire string, utf8 bool, err error) {
	local, host, found := strings.Cut(address, "@")
	bad := strings.ContainsFunc(address, func(r rune) bool {
		return unicode.IsControl(r) || unicode.IsSpace(r) || strings.ContainsRune(`<>()[]\,;:"`, r)
	})
	if !found || bad || local == "" || host == "" || strings.Contains(host, "@") {
		return "", false, domain.Errorf(domain.Invalid, "This is not an email address that can be written to. Check it for typing mistakes.")
	}
	ascii, err := idna.Punycode.ToASCII(host)
	if err != nil || !isPlain(ascii) {
		return "", false, domain.Errorf(domain.Invalid, "The part of the address after the @ is not a proper domain. Check it for typing mistakes.")
	}
	return local + "@" + ascii, !isPlain(local), nil
}
