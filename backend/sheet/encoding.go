package sheet

import (
	"bytes"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/unicode"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// encodingGuess is how the bytes of a text file become characters.
type encodingGuess struct {
	name string
	skip int               // bytes of the mark at the beginning
	dec  encoding.Encoding // nil for UTF-8
	sure bool
}

// maxValidated is how much of a file is checked for being UTF-8 throughout.
const maxValidated = 256 << 20

// guessEncoding decides by byte order mark, by the whole file being UTF-8,
// then by statistics over the beginning and the lines with other bytes.
func guessEncoding(f *os.File, head []byte) encodingGuess {
	switch {
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		return encodingGuess{name: "utf-8", skip: 3, sure: true}
	case bytes.HasPrefix(head, []byte("\xFF\xFE")):
		return encodingGuess{"utf-16le", 2, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), true}
	case bytes.HasPrefix(head, []byte("\xFE\xFF")):
		return encodingGuess{"utf-16be", 2, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), true}
	}
	if even, odd := zeros(head); odd > len(head)/8 && even < odd/8 {
		return encodingGuess{"utf-16le", 0, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), true}
	} else if even > len(head)/8 && odd < even/8 {
		return encodingGuess{"utf-16be", 0, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), true}
	}
	found := scanUTF8(f)
	if found.isUTF8() {
		return encodingGuess{name: "utf-8", sure: true}
	}
	return guessLegacy(found.telling)
}

func zeros(b []byte) (even, odd int) {
	for i, c := range b {
		if c == 0 && i%2 == 0 {
			even++
		} else if c == 0 {
			odd++
		}
	}
	return even, odd
}

// utf8Scan is what the bytes outside ASCII of a file look like.
type utf8Scan struct {
	telling []byte // up to 64 KiB of lines with such bytes
	whole   int    // characters of UTF-8
	broken  int    // bytes that cannot be UTF-8
}

// isUTF8 reports whether the file is UTF-8, but for a cell here and there that another
// program glued in: those are mended and counted, and the rest is not spoiled. Text in
// an old encoding hardly ever looks like UTF-8 by chance.
func (u *utf8Scan) isUTF8() bool { return u.broken == 0 || u.whole >= 10*u.broken }

// scanUTF8 reads the file and counts.
func scanUTF8(f *os.File) (found utf8Scan) {
	src := io.NewSectionReader(f, 0, maxValidated)
	buf := make([]byte, 256<<10)
	kept := 0
	for {
		n, err := io.ReadFull(src, buf[kept:])
		block := buf[:kept+n]
		end := len(block)
		if err == nil {
			end -= incompleteRune(block)
		}
		found.add(block[:end])
		kept = copy(buf, block[end:])
		if err != nil || found.broken > 100_000 && !found.isUTF8() {
			return found
		}
	}
}

func (u *utf8Scan) add(block []byte) {
	for line := range bytes.SplitAfterSeq(block, []byte("\n")) {
		if ascii(line) {
			continue
		}
		if len(u.telling) < 64<<10 {
			u.telling = append(u.telling, line...)
		}
		for len(line) > 0 {
			r, n := utf8.DecodeRune(line)
			switch {
			case r == utf8.RuneError && n == 1:
				u.broken++
			case n > 1:
				u.whole++
			}
			line = line[n:]
		}
	}
}

func ascii(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// incompleteRune returns how many bytes at the end begin a character that goes on.
func incompleteRune(b []byte) int {
	for n := 1; n <= 3 && n <= len(b); n++ {
		if c := b[len(b)-n]; utf8.RuneStart(c) {
			if !utf8.FullRune(b[len(b)-n:]) {
				return n
			}
			return 0
		}
	}
	return 0
}

// guessLegacy takes the statistical guess only for scripts that use bytes
// outside ASCII for most letters and only if every byte decodes. For texts
// with an accent here and there such guesses are arbitrary, and windows-1252
// is what nearly all of them are.
func guessLegacy(telling []byte) encodingGuess {
	western := encodingGuess{name: "windows-1252", dec: charmap.Windows1252}
	found := chardet.Detect(telling)
	if found.Confidence < 0.2 || highShare(telling) < 0.3 {
		return western
	}
	name := strings.ToLower(strings.ReplaceAll(found.Encoding, "_", "-"))
	dec, err := namedEncoding(name)
	if err != nil || dec == nil {
		return western
	}
	text, err := dec.NewDecoder().Bytes(telling)
	if err != nil || bytes.ContainsRune(text, utf8.RuneError) {
		return western
	}
	return encodingGuess{name: name, dec: dec}
}

// highShare is the share of bytes outside ASCII among letters.
func highShare(b []byte) float64 {
	high, letters := 0, 1
	for _, c := range b {
		switch {
		case c >= utf8.RuneSelf:
			high++
			letters++
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			letters++
		}
	}
	return float64(high) / float64(letters)
}

var encodingAliases = map[string]string{
	"cp932": "shift_jis", "shift-jis": "shift_jis", "windows-31j": "shift_jis", "cp949": "euc-kr", "gb2312": "gbk", "cp1252": "windows-1252", "latin1": "iso-8859-1",
}

// namedEncoding finds the decoder of an IANA name, nil for UTF-8.
func namedEncoding(name string) (encoding.Encoding, error) {
	name = strings.ToLower(strings.TrimSpace(name))
	if other, ok := encodingAliases[name]; ok {
		name = other
	}
	switch name {
	case "utf-8", "utf8", "utf-8-sig":
		return nil, nil
	case "utf-16", "utf-16le":
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), nil
	case "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), nil
	}
	dec, err := ianaindex.IANA.Encoding(name)
	if err != nil || dec == nil {
		return nil, because(err, domain.Errorf(domain.Invalid, "The encoding %q is not known. Choose UTF-8 or the encoding of the program that wrote the file.", name))
	}
	return dec, nil
}

// chosenEncoding applies the user's choice, or guesses.
func chosenEncoding(f *os.File, head []byte, choice string) (encodingGuess, error) {
	guess := guessEncoding(f, head)
	if choice == "" || strings.EqualFold(choice, guess.name) {
		return guess, nil
	}
	dec, err := namedEncoding(choice)
	if err != nil {
		return guess, err
	}
	chosen := encodingGuess{name: strings.ToLower(choice), dec: dec, sure: true}
	if dec == nil {
		chosen.skip = guess.skip
	}
	return chosen, nil
}
