package sheet

import (
	"strconv"
	"strings"
)

// The bounds of the table of texts that cells share. Texts beyond it stand in
// their cells, as do those of columns in which texts hardly ever repeat: a table
// of everything would have to be kept in memory until the end, by whoever writes
// and by whoever reads.
const (
	maxShared      = 16 << 10
	maxSharedBytes = 2 << 20
	maxSharedText  = 64
	judgedAfter    = 256 // texts of a column until it is known whether they repeat
)

// textPool are the texts that cells refer to by number.
type textPool struct {
	index map[string]int
	xml   []byte
}

func newTextPool() *textPool { return &textPool{index: map[string]int{}} }

// number returns a text's place in the table; known is whether it was there
// before, ok false when the table has no room for it.
func (t *textPool) number(s string) (n int, known, ok bool) {
	if n, known = t.index[s]; known {
		return n, true, true
	}
	if len(t.index) >= maxShared || len(t.xml) > maxSharedBytes {
		return 0, false, false
	}
	n = len(t.index)
	t.index[strings.Clone(s)] = n // the text may be a piece of a whole row's
	t.xml = append(t.xml, "<si>"...)
	t.xml = appendTextElement(t.xml, s)
	t.xml = append(t.xml, "</si>"...)
	return n, false, true
}

// text writes a text cell: by its number in the shared table or, in columns where
// texts hardly repeat, by itself.
func (s *sheetWriter) text(i int, text string, style int) {
	s.open(i)
	if style != stylePlain {
		s.buf = append(s.buf, `" s="`...)
		s.buf = strconv.AppendInt(s.buf, int64(style), 10)
	}
	if n, ok := s.shared(i, text); ok {
		s.buf = append(s.buf, `" t="s"><v>`...)
		s.buf = strconv.AppendInt(s.buf, int64(n), 10)
		s.buf = append(s.buf, "</v></c>"...)
		return
	}
	s.buf = append(s.buf, `" t="inlineStr"><is>`...)
	s.buf = appendTextElement(s.buf, text)
	s.buf = append(s.buf, "</is></c>"...)
}

// shared returns the number of a text in the shared table, if it should stand there.
func (s *sheetWriter) shared(i int, text string) (n int, ok bool) {
	c := s.column(i)
	if len(text) > maxSharedText || c.missed > judgedAfter && c.missed > c.found {
		return 0, false
	}
	n, known, ok := s.texts.number(text)
	if known {
		c.found++
	} else {
		c.missed++
	}
	return n, ok
}

// appendTextElement writes the t element; spaces outside are kept by xml:space.
func appendTextElement(dst []byte, s string) []byte {
	if s != "" && (s[0] <= ' ' || s[len(s)-1] <= ' ') {
		dst = append(dst, `<t xml:space="preserve">`...)
	} else {
		dst = append(dst, "<t>"...)
	}
	return append(appendXML(dst, s), "</t>"...)
}

func (t *textPool) part() string {
	return xmlHead + `<sst ` + mainSpace + `>` + string(t.xml) + `</sst>`
}
