package sheet

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// maxToken is the longest tag or run of text that is read. A cell holds at
// most 32,767 characters, so anything near this is an attack, not a cell.
const maxToken = 4 << 20

var (
	errCutOff   = errors.New("the XML ends too early")
	errTokenBig = errors.New("a cell is larger than any spreadsheet allows")
	errBadXML   = errors.New("the XML is not well formed")
)

type tokenKind uint8

const (
	tokenStart tokenKind = iota
	tokenEnd
	tokenText
)

// token is one piece of XML. Its slices point into the scanner's buffer and
// live until the next call of next.
type token struct {
	kind  tokenKind
	empty bool   // <name/>: no end token follows
	cdata bool   // text that must not be unescaped
	name  []byte // without namespace prefix
	body  []byte // attributes of a start, characters of a text
}

// scanner cuts a stream of XML into tokens without checking that tags match:
// the callers know which tags they wait for.
type scanner struct {
	src      io.Reader
	buf      []byte
	pos, end int
	done     bool
	err      error
	bad      bool // next ended at broken markup; it goes on behind it when this is taken back
	tok      token
}

func newScanner(r io.Reader) *scanner { return &scanner{src: r, buf: make([]byte, 128<<10)} }

// fill reads more bytes behind the unread ones; false when none came.
func (s *scanner) fill() bool {
	if s.done {
		return false
	}
	if s.pos > 0 {
		copy(s.buf, s.buf[s.pos:s.end])
		s.end -= s.pos
		s.pos = 0
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= maxToken {
			s.err, s.done = errTokenBig, true
			return false
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	n, err := io.ReadAtLeast(s.src, s.buf[s.end:], 1)
	s.end += n
	if err != nil {
		s.done = true
		if err != io.EOF {
			s.err = err
		}
	}
	return n > 0
}

// next moves to the next token, skipping comments and instructions. It
// returns false at the end, with err set when the end came too early, and at broken
// markup, with bad set.
func (s *scanner) next() bool {
	for {
		if s.pos == s.end && !s.fill() {
			return false
		}
		if s.buf[s.pos] != '<' {
			s.text()
			return true
		}
		n := s.markup()
		for n == 0 {
			if !s.fill() {
				if s.err == nil {
					s.err = errCutOff
				}
				return false
			}
			n = s.markup()
		}
		s.pos += n
		if s.bad {
			return false
		}
		if s.tok.name != nil || s.tok.cdata {
			return true
		}
	}
}

// text takes everything up to the next tag.
func (s *scanner) text() {
	from := s.pos
	for {
		if i := bytes.IndexByte(s.buf[from:s.end], '<'); i >= 0 {
			s.take(from + i)
			return
		}
		seen := s.end - s.pos
		if !s.fill() {
			s.take(s.end)
			return
		}
		from = s.pos + seen
	}
}

func (s *scanner) take(to int) {
	s.tok = token{kind: tokenText, body: s.buf[s.pos:to]}
	s.pos = to
}

// markup reads the tag at pos into tok and returns its length, 0 when more
// bytes are needed. Comments and instructions leave tok without a name.
func (s *scanner) markup() int {
	b := s.buf[s.pos:s.end]
	s.tok = token{}
	if len(b) < 2 {
		return 0
	}
	switch {
	case b[1] == '/':
		return s.endTag(b)
	case b[1] == '?':
		return skipPast(b, "?>")
	case b[1] == '!':
		return s.declaration(b)
	}
	return s.startTag(b)
}

func skipPast(b []byte, mark string) int {
	if i := bytes.Index(b, []byte(mark)); i >= 0 {
		return i + len(mark)
	}
	return 0
}

func (s *scanner) declaration(b []byte) int {
	const open = "<![CDATA["
	if len(b) < len(open) {
		return 0
	}
	if string(b[:4]) == "<!--" {
		return skipPast(b, "-->")
	}
	if string(b[:len(open)]) != open {
		return skipPast(b, ">")
	}
	n := skipPast(b, "]]>")
	if n > 0 {
		s.tok = token{kind: tokenText, cdata: true, body: b[len(open) : n-3]}
	}
	return n
}

func (s *scanner) endTag(b []byte) int {
	i := bytes.IndexByte(b, '>')
	if j := bytes.IndexByte(b[1:], '<'); j >= 0 && (i < 0 || j+1 < i) {
		return s.broken(j + 1)
	}
	if i < 0 {
		return 0
	}
	s.tok = token{kind: tokenEnd, name: localName(bytes.TrimRight(b[2:i], " \t\r\n"))}
	return i + 1
}

func (s *scanner) startTag(b []byte) int {
	end := tagEnd(b)
	switch {
	case !nameStart(b[1]):
		return s.broken(1)
	case end < 0:
		return 0
	case b[end] == '<':
		return s.broken(end)
	}
	body := b[1:end]
	empty := len(body) > 0 && body[len(body)-1] == '/'
	if empty {
		body = body[:len(body)-1]
	}
	n := 0
	for n < len(body) && body[n] > ' ' {
		n++
	}
	s.tok = token{kind: tokenStart, empty: empty, name: localName(body[:n]), body: body[n:]}
	return end + 1
}

// broken ends the scan behind n bytes that are no markup.
func (s *scanner) broken(n int) int {
	s.tok, s.bad = token{}, true
	return n
}

func nameStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= utf8.RuneSelf
}

// tagEnd finds the > of the tag at the beginning of b, outside quotes, or a < that
// cannot be there.
func tagEnd(b []byte) int {
	quote := byte(0)
	for i, c := range b {
		switch {
		case c == '<' && i > 0:
			return i
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '>':
			return i
		case c == '"' || c == '\'':
			quote = c
		}
	}
	return -1
}

func localName(b []byte) []byte {
	return b[bytes.IndexByte(b, ':')+1:]
}

// nextAttr takes the first attribute off the body of a start tag; name is nil
// when there is none.
func nextAttr(b []byte) (name, value, rest []byte) {
	for len(b) > 0 && b[0] <= ' ' {
		b = b[1:]
	}
	eq := bytes.IndexByte(b, '=')
	if eq < 0 {
		return nil, nil, nil
	}
	name = bytes.TrimRight(b[:eq], " \t\r\n")
	b = bytes.TrimLeft(b[eq+1:], " \t\r\n")
	if len(b) == 0 {
		return nil, nil, nil
	}
	end := bytes.IndexByte(b[1:], b[0])
	if end < 0 {
		return nil, nil, nil
	}
	return name, b[1 : 1+end], b[2+end:]
}

// appendText appends the characters of a text token: line ends normalised,
// entities and _xHHHH_ escapes resolved, control characters and broken UTF-8
// replaced. mended reports whether anything was not as XML wants it.
func appendText(dst []byte, t token) (out []byte, mended bool) {
	raw := t.body
	if plainText(raw) {
		return append(dst, raw...), false
	}
	from := len(dst)
	if t.cdata {
		dst = append(dst, raw...)
	} else {
		dst, mended = unescape(dst, raw)
	}
	if bytes.Contains(dst[from:], []byte("_x")) {
		dst = resolveEscapes(dst, from)
	}
	clean, bad := mendCharacters(dst[from:])
	return append(dst[:from], clean...), mended || bad
}

func plainText(b []byte) bool {
	for i, c := range b {
		if c >= utf8.RuneSelf || c < ' ' || c == '&' || c == '_' && i+1 < len(b) && b[i+1] == 'x' {
			return false
		}
	}
	return true
}

var entities = map[string]byte{"amp": '&', "lt": '<', "gt": '>', "quot": '"', "apos": '\''}

func unescape(dst, s []byte) (out []byte, mended bool) {
	for {
		i := bytes.IndexByte(s, '&')
		if i < 0 {
			return append(dst, s...), mended
		}
		dst = append(dst, s[:i]...)
		s = s[i+1:]
		end := bytes.IndexByte(s[:min(len(s), 12)], ';')
		if end > 0 {
			if r, ok := entity(string(s[:end])); ok {
				dst = utf8.AppendRune(dst, r)
				s = s[end+1:]
				continue
			}
		}
		dst, mended = append(dst, '&'), true
	}
}

func entity(name string) (rune, bool) {
	if c, ok := entities[name]; ok {
		return rune(c), true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 21)
	return rune(n), err == nil && utf8.ValidRune(rune(n))
}

// resolveEscapes replaces _xHHHH_ (how workbooks write characters XML cannot hold) from the offset on.
func resolveEscapes(dst []byte, from int) []byte {
	src := bytes.Clone(dst[from:])
	dst = dst[:from]
	for i := 0; i < len(src); i++ {
		if src[i] == '_' && i+7 <= len(src) && src[i+1] == 'x' && src[i+6] == '_' {
			if n, err := strconv.ParseUint(string(src[i+2:i+6]), 16, 16); err == nil {
				if r, taken := unescaped(rune(n), src[i+7:]); taken > 0 {
					dst = utf8.AppendRune(dst, r)
					i += 6 + taken - 1
					continue
				}
			}
		}
		dst = append(dst, src[i])
	}
	return dst
}

// unescaped returns the character of an escape and, plus one, how many bytes of rest belong
// to it: those of the second half of a pair. Half a pair alone is no character: 0.
func unescaped(r rune, rest []byte) (rune, int) {
	if !utf16.IsSurrogate(r) {
		return r, 1
	}
	if len(rest) >= 7 && string(rest[:2]) == "_x" && rest[6] == '_' {
		if low, err := strconv.ParseUint(string(rest[2:6]), 16, 16); err == nil {
			if whole := utf16.DecodeRune(r, rune(low)); whole != utf8.RuneError {
				return whole, 8
			}
		}
	}
	return 0, 0
}

// mendCharacters drops carriage returns and control characters and replaces
// broken UTF-8 by U+FFFD. Tabs and line feeds stay.
func mendCharacters(b []byte) (out []byte, mended bool) {
	out = make([]byte, 0, len(b))
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			mended = true
			out = utf8.AppendRune(out, utf8.RuneError)
		case r == '\r':
			if n == len(b) || b[n] != '\n' {
				out = append(out, '\n')
			}
		case r < ' ' && r != '\t' && r != '\n':
			mended = true
		default:
			out = append(out, b[:n]...)
		}
		b = b[n:]
	}
	return out, mended
}
