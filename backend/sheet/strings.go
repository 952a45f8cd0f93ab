package sheet

import (
	"bytes"
	"errors"
	"io"
)

// sharedStrings is a workbook's table of texts, read only as far as cells ask
// for it: the first rows of a big file come out before the table is read. Texts lie
// behind each other in pieces of textsAtOnce, so that millions take little more than
// their letters.
type sharedStrings struct {
	src    *scanner
	close  io.Closer
	pieces []string
	ends   []uint32 // of each text in its piece
	size   int      // of all texts, in bytes, with what each costs besides
	buf    []byte
	ended  bool         // nothing more can be read
	mended map[int]bool // texts that were not written correctly
}

// mendedKept is how many texts that were mended are told apart.
const mendedKept = 100_000

// sound reads the rest of a table that was used, so that its checksum is checked, and
// reports whether it holds. A table with very much left is not read to its end.
func (s *sharedStrings) sound() bool {
	if s.src == nil || len(s.ends) == 0 {
		return true
	}
	for tokens := 0; tokens < 10_000_000; tokens++ {
		if !s.src.next() && !s.src.bad {
			err := s.src.err
			return err == nil || errors.Is(err, errCutOff) || errors.Is(err, errBomb) || errors.Is(err, errTokenBig)
		}
		s.src.bad = false
	}
	return true
}

// at returns the text of the index; ok is false when the table does not have it.
func (s *sharedStrings) at(index int) (string, bool) {
	for index >= len(s.ends) && s.src != nil && !s.ended && s.size < maxTexts && s.more() {
	}
	if index < 0 || index >= len(s.ends) {
		return "", false
	}
	from := uint32(0)
	if index%textsAtOnce > 0 {
		from = s.ends[index-1]
	}
	return s.pieces[index/textsAtOnce][from:s.ends[index]], true
}

// textsAtOnce is how many texts are read when one is wanted that was not read yet:
// they lie behind each other in one piece of memory.
const textsAtOnce = 256

// more reads the next texts of the table; false when there are none. Only the last
// piece has fewer than textsAtOnce.
func (s *sharedStrings) more() bool {
	s.buf = s.buf[:0]
	before := len(s.ends)
	for len(s.ends) < before+textsAtOnce {
		if s.ended = !s.one(); s.ended {
			break
		}
		s.ends = append(s.ends, uint32(len(s.buf)))
	}
	s.pieces = append(s.pieces, string(s.buf))
	s.size += len(s.buf) + textCost*(len(s.ends)-before)
	return len(s.ends) > before
}

// one reads one text behind those in buf; false at the end of the table.
func (s *sharedStrings) one() bool {
	if s.quickOne() {
		return true
	}
	for s.src.next() {
		t := &s.src.tok
		if t.kind == tokenText || string(t.name) != "si" {
			continue
		}
		if t.empty {
			return true
		}
		if t.kind == tokenEnd {
			if s.quickOne() {
				return true
			}
			continue
		}
		from := len(s.buf)
		var ok, mended bool
		if s.buf, mended, ok = readRuns(s.src, s.buf, "si"); !ok {
			s.buf = s.buf[:from]
		}
		if mended && len(s.mended) < mendedKept {
			if s.mended == nil {
				s.mended = map[int]bool{}
			}
			s.mended[len(s.ends)] = true
		}
		return ok
	}
	return false
}

// quickOne takes a text in the common form (<si><t>text</t></si>) off the buffer, see quick.
func (s *sharedStrings) quickOne() bool {
	const open, closing = "<si><t>", "</t></si>"
	b := s.src.buf[s.src.pos:s.src.end]
	if !startsWith(b, 0, open) {
		return false
	}
	n := bytes.IndexByte(b[len(open):], '<')
	if n < 0 || !startsWith(b, len(open)+n, closing) || !quickText(b[len(open):len(open)+n]) {
		return false
	}
	s.buf = append(s.buf, b[len(open):len(open)+n]...)
	s.src.pos += len(open) + n + len(closing)
	return true
}

// readRuns appends the text of all runs up to the end tag named until, leaving
// out phonetic guides. ok is false when the XML, or the row it is in, ended first.
func readRuns(src *scanner, dst []byte, until string) (out []byte, mended, ok bool) {
	inText, guide := false, 0
	for src.next() {
		t := &src.tok
		switch {
		case t.kind == tokenText:
			if inText && guide == 0 {
				var bad bool
				dst, bad = appendText(dst, *t)
				mended = mended || bad
			}
		case t.kind == tokenEnd && string(t.name) == until:
			return dst, mended, true
		case string(t.name) == "row":
			src.bad = true // a cell's text was not closed
			return dst, mended, false
		case string(t.name) == "t":
			inText = t.kind == tokenStart && !t.empty
		case string(t.name) == "rPh" && !t.empty:
			if t.kind == tokenStart {
				guide++
			} else {
				guide--
			}
		}
	}
	return dst, mended, false
}
