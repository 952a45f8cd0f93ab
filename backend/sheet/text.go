package sheet

import (
	"bytes"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// textFile is a csv, tsv or similar file and its dialect.
type textFile struct {
	file     *os.File
	bytes    int64
	guess    encodingGuess
	encoding string
	dialect
}

// sampleBytes is how much of a text file the dialect is judged by.
const sampleBytes = 128 << 10

func openTextFile(f *os.File, size int64, head []byte, opt Options) (*textFile, error) {
	guess, err := chosenEncoding(f, head, opt.Encoding)
	if err != nil {
		return nil, err
	}
	t := &textFile{file: f, bytes: size, guess: guess, encoding: guess.name}
	sample := make([]byte, sampleBytes)
	n, err := io.ReadFull(t.reader(nil), sample)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, openError(err)
	}
	sample = sample[:n]
	if bytes.Count(sample, []byte{0}) > n/100 {
		return nil, domain.Errorf(domain.Invalid, "This is not a spreadsheet: it holds binary data. Choose an xlsx or csv file.")
	}
	whole := err == io.EOF || err == io.ErrUnexpectedEOF
	if !whole {
		if cut := bytes.LastIndexAny(sample, "\r\n"); cut > 0 {
			sample = sample[:cut+1]
		}
	}
	t.dialect = sniff(sample)
	if opt.Delimiter != "" {
		t.comma = delimiterOf(opt.Delimiter)
	}
	return t, nil
}

func delimiterOf(name string) byte {
	if name == "tab" || name == `\t` {
		return '\t'
	}
	return name[0]
}

// reader returns the file's characters as UTF-8 from the beginning; count, if not nil, counts the bytes read.
func (t *textFile) reader(count *int64) io.Reader {
	skip := int64(t.guess.skip)
	var src io.Reader = io.NewSectionReader(t.file, skip, t.bytes-skip)
	if count != nil {
		src = io.TeeReader(src, counter{count})
	}
	if t.guess.dec == nil {
		return src
	}
	return t.guess.dec.NewDecoder().Reader(src)
}

type counter struct{ n *int64 }

func (c counter) Write(p []byte) (int, error) {
	*c.n += int64(len(p))
	return len(p), nil
}

// dialect is how a text file separates and quotes.
type dialect struct {
	comma   byte
	quote   byte // 0 when quotes mean nothing
	newline byte // the common line break: '\n', or '\r' in files of old Macs; others count too
	start   int  // bytes before the first record: a "sep=;" line
}

// sniff guesses the dialect from the beginning of the text.
func sniff(sample []byte) dialect {
	d := dialect{comma: ',', quote: '"', newline: '\n'}
	if bytes.Count(sample, []byte("\r"))-bytes.Count(sample, []byte("\r\n")) > bytes.Count(sample, []byte("\n")) {
		d.newline = '\r'
	}
	line, _, _ := bytes.Cut(sample, []byte{d.newline})
	if rest, ok := bytes.CutPrefix(bytes.ToLower(bytes.TrimSpace(line)), []byte("sep=")); ok && len(rest) <= 1 {
		d.start = min(len(line)+1, len(sample))
		d.comma = '\t'
		if len(rest) == 1 {
			d.comma = rest[0]
		}
		return d
	}
	best := 0.0
	for _, comma := range []byte(",;\t|") {
		for _, quote := range []byte(`"'`) {
			try := dialect{comma: comma, quote: quote, newline: d.newline}
			if score := try.score(sample); score > best {
				best, d = score, try
			}
		}
	}
	return d
}

// score says how well the dialect explains the sample: the share of records
// that have the most common number of cells, more when there are more of them
// and fewer stray quotes.
func (d dialect) score(sample []byte) float64 {
	p := &textRows{src: bytes.NewReader(nil), dialect: d, buf: sample, end: len(sample), done: true, notes: newNotes(nil)}
	counts, records, quotes := map[int]int{}, 0, 0
	var row Row
	for records < 200 {
		ok, _ := p.next(&row)
		if !ok {
			break
		}
		if len(row.Cells) == 0 {
			continue
		}
		records++
		counts[len(row.Cells)]++
		for _, c := range row.Cells {
			if len(c.Text) > 1 && strings.IndexByte(c.Text, d.quote) == 0 {
				quotes++
			}
		}
	}
	width, most := 1, 0
	for n, times := range counts {
		if times*n > most*width || times == most && n > width {
			width, most = n, times
		}
	}
	if width < 2 || records == 0 {
		return 0
	}
	score := float64(most) / float64(records) * (1 + float64(min(width, 20))/40)
	score -= 0.02 * float64(min(quotes, 10))
	if d.quote == '\'' {
		if p.quoted == 0 {
			return 0
		}
		score -= 0.05
	}
	return score
}

func (t *textFile) rows() (*textRows, error) {
	r := &textRows{dialect: t.dialect, buf: make([]byte, 256<<10), total: t.bytes, notes: newNotes(nil)}
	r.src = t.reader(&r.read)
	if t.start > 0 {
		if _, err := io.CopyN(io.Discard, r.src, int64(t.start)); err != nil {
			return nil, openError(err)
		}
	}
	if !t.guess.sure {
		r.notes.fixed = []string{"The file does not say how its letters are written; " + t.encoding + " was assumed. Check names with accents, and choose another encoding if they look wrong."}
	}
	r.checkUTF8 = t.guess.dec == nil
	return r, nil
}

// mendUTF8 replaces broken characters.
func mendUTF8(s string) (string, bool) {
	if utf8.ValidString(s) {
		return s, false
	}
	return strings.ToValidUTF8(s, string(utf8.RuneError)), true
}
