package compose

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kvnmail/kvnmail/backend/domain"
)

type wordKind uint8

const (
	wordNone  wordKind = iota
	wordName           // contact.first_name, default
	wordValue          // "friend", 12.5
	wordSign           // | : ,
)

type word struct {
	kind  wordKind
	text  string
	value domain.Value
}

// lexField cuts the inside of an output tag into words. Typographic quotes
// count as quotes, because text editors put them in by themselves.
func lexField(s string) ([]word, error) {
	var out []word
	for {
		s = strings.TrimLeftFunc(s, unicode.IsSpace)
		if s == "" {
			return out, nil
		}
		w, rest, err := nextWord(s)
		if err != nil {
			return nil, err
		}
		out, s = append(out, w), rest
	}
}

func nextWord(s string) (word, string, error) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case r == '|' || r == ':' || r == ',':
		return word{kind: wordSign, text: s[:1]}, s[1:], nil
	case closingQuote(r) != 0:
		end := strings.IndexRune(s[size:], closingQuote(r))
		if end < 0 {
			return word{}, "", fieldError("A quote is not closed in a personal field: %s", short(s))
		}
		text := s[size : size+end]
		_, closing := utf8.DecodeRuneInString(s[size+end:])
		return word{kind: wordValue, value: domain.Value{Type: domain.Text, Text: text}}, s[size+end+closing:], nil
	case r >= '0' && r <= '9' || r == '-':
		return numberWord(s)
	case isNameRune(r):
		end := strings.IndexFunc(s, func(r rune) bool { return !isNameRune(r) })
		if end < 0 {
			end = len(s)
		}
		return word{kind: wordName, text: s[:end]}, s[end:], nil
	}
	return word{}, "", fieldError("A personal field holds a sign it cannot use: %s", short(s))
}

func numberWord(s string) (word, string, error) {
	end := 1
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == '.') {
		end++
	}
	n, err := domain.ParseDecimal(s[:end], domain.NumberScale)
	if err != nil {
		return word{}, "", fieldError("A number in a personal field cannot be read: %s", short(s))
	}
	return word{kind: wordValue, text: s[:end], value: domain.Value{Type: domain.Number, Int: n}}, s[end:], nil
}

func closingQuote(r rune) rune {
	switch r {
	case '"', '\'':
		return r
	case '“', '”':
		return '”'
	case '‘', '’':
		return '’'
	}
	return 0
}

func isNameRune(r rune) bool {
	return r == '_' || r == '.' || unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
}
