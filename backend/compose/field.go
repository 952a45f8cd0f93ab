package compose

import (
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Limits of one personal field.
const (
	maxField   = 500   // characters between the braces
	maxFilters = 10    // filters in a row
	maxValue   = 2_000 // characters it may become
)

// Names that stand without "contact." before them.
const (
	unsubscribeURL = "unsubscribe_url"
	postalAddress  = "postal_address"
	senderName     = "sender_name"
)

// piece is a stretch of literal text, a personal field, or a field that cannot
// be understood (err set).
type piece struct {
	text  string
	field *field
	err   error
	src   string // as written, braces included
}

// field is a compiled output tag.
type field struct {
	key     string // "first_name" of contact.first_name, or a bare name
	contact bool
	filters []filterCall
}

type filterCall struct {
	name string
	fn   filterFunc
	args []domain.Value
}

// hasFallback reports whether the field says what to write when there is no value.
func (f *field) hasFallback() bool {
	for _, c := range f.filters {
		if c.name == "default" && len(c.args) > 0 && strings.TrimSpace(c.args[0].Text+c.args[0].String()) != "" {
			return true
		}
	}
	return false
}

// splitFields cuts plain text into literals and fields. It never fails: what
// cannot be understood is a piece with an error.
func splitFields(s string) []piece {
	var out []piece
	for s != "" {
		at := nextBrace(s)
		if at < 0 {
			return append(out, piece{text: s})
		}
		if at > 0 {
			out = append(out, piece{text: s[:at]})
		}
		end := tagEnd(s[at:])
		if end < 0 {
			out = append(out, piece{src: s[at : at+2], err: fieldError("A personal field is not closed: %s", short(s[at:]))})
			s = s[at+2:]
			continue
		}
		out = append(out, parseTag(s[at:at+end]))
		s = s[at+end:]
	}
	return out
}

// nextBrace finds the next {{ or {%.
func nextBrace(s string) int {
	for i := 0; i+1 < len(s); i++ {
		if s[i] == '{' && (s[i+1] == '{' || s[i+1] == '%') {
			return i
		}
	}
	return -1
}

// tagEnd returns the length of the tag that s begins with, -1 if it is not
// closed. Closing braces inside quotes do not count, unless the quotes
// themselves are not closed.
func tagEnd(s string) int {
	closing := "}}"
	if s[1] == '%' {
		closing = "%}"
	}
	var quote byte
	for i := 2; i+1 < len(s) && i < maxField+4; i++ {
		switch {
		case quote != 0:
			if s[i] == quote {
				quote = 0
			}
		case s[i] == '"' || s[i] == '\'':
			quote = s[i]
		case s[i:i+2] == closing:
			return i + 2
		}
	}
	if i := strings.Index(s[:min(len(s), maxField+2)], closing); i >= 0 {
		return i + 2
	}
	return -1
}

func parseTag(src string) piece {
	if src[1] == '%' {
		return piece{src: src, err: fieldError("Only personal fields can stand in a mail, not commands: %s", short(src))}
	}
	inner := strings.TrimSuffix(strings.TrimPrefix(src[2:len(src)-2], "-"), "-")
	f, err := parseField(inner)
	return piece{field: f, src: src, err: err}
}

func parseField(inner string) (*field, error) {
	words, err := lexField(inner)
	if err != nil {
		return nil, err
	}
	p := fieldParser{words: words, src: short(strings.TrimSpace(inner))}
	return p.field()
}

type fieldParser struct {
	words []word
	at    int
	src   string
}

func (p *fieldParser) next() word {
	if p.at >= len(p.words) {
		return word{}
	}
	p.at++
	return p.words[p.at-1]
}

func (p *fieldParser) peek() word {
	if p.at >= len(p.words) {
		return word{}
	}
	return p.words[p.at]
}

func (p *fieldParser) field() (*field, error) {
	name := p.next()
	if name.kind != wordName {
		return nil, fieldError("A personal field begins with a name such as contact.first_name, not: %s", p.src)
	}
	f := &field{key: name.text}
	if key, ok := strings.CutPrefix(name.text, "contact."); ok {
		f.key, f.contact = key, true
	}
	for p.at < len(p.words) {
		if w := p.next(); w.text != "|" || w.kind != wordSign {
			return nil, fieldError("A personal field is not written right near %q: %s", short(w.text), p.src)
		}
		call, err := p.filter()
		if err != nil {
			return nil, err
		}
		if f.filters = append(f.filters, call); len(f.filters) > maxFilters {
			return nil, fieldError("A personal field changes its value too often: %s", p.src)
		}
	}
	return f, nil
}

func (p *fieldParser) filter() (filterCall, error) {
	name := p.next()
	def, ok := filters[name.text]
	if name.kind != wordName || !ok {
		return filterCall{}, fieldError("The change %q of a personal field is not known: %s", short(name.text), p.src)
	}
	call := filterCall{name: name.text, fn: def.fn}
	if w := p.peek(); w.kind == wordSign && w.text == ":" {
		for p.next(); ; p.next() {
			arg := p.next()
			if arg.kind != wordValue {
				return filterCall{}, fieldError("After %q a text in quotes or a number is needed: %s", name.text, p.src)
			}
			call.args = append(call.args, arg.value)
			if w := p.peek(); w.kind != wordSign || w.text != "," {
				break
			}
		}
	}
	if len(call.args) < def.min || len(call.args) > def.max {
		return filterCall{}, fieldError("The change %q of a personal field needs other details: %s", name.text, p.src)
	}
	return call, nil
}

func fieldError(format string, args ...any) error {
	return domain.Errorf(domain.Invalid, format, args...)
}
