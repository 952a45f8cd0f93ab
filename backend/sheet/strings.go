package sheet

import "io"

// sharedStrings is a workbook's table of texts, read only as far as cells ask
// for it: the first rows of a big file come out before the table is read.
type sharedStrings struct {
	src   *scanner
	close io.Closer
	table []string
	buf   []byte
}

// at returns the text of the index; ok is false when the table does not have it.
func (s *sharedStrings) at(index int) (string, bool) {
	for index >= len(s.table) && s.src != nil && s.more() {
	}
	if index < 0 || index >= len(s.table) {
		return "", false
	}
	return s.table[index], true
}

// more reads one text of the table.
func (s *sharedStrings) more() bool {
	for s.src.next() {
		t := &s.src.tok
		if t.kind == tokenText || string(t.name) != "si" {
			continue
		}
		if t.empty {
			s.table = append(s.table, "")
			return true
		}
		if t.kind == tokenEnd {
			continue
		}
		s.buf = s.buf[:0]
		var ok bool
		if s.buf, _, ok = readRuns(s.src, s.buf, "si"); !ok {
			return false
		}
		s.table = append(s.table, string(s.buf))
		return true
	}
	return false
}

// readRuns appends the text of all runs up to the end tag named until, leaving
// out phonetic guides. ok is false when the XML ended first.
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
