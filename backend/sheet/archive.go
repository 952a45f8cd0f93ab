package sheet

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"path"
	"regexp"
	"strings"

	"github.com/klauspost/compress/flate"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// part is one file inside the archive.
type part struct {
	packed int64
	size   int64 // unpacked, 0 when unknown
	open   func() (io.ReadCloser, error)
}

// archive is a workbook's parts by normalised name.
type archive struct {
	parts  map[string]part
	cutOff bool // the table of contents was missing and parts were found by searching
}

// openArchive reads the table of contents, or, when the file was cut off
// before it, finds the parts that are there.
func openArchive(src io.ReaderAt, size int64) (*archive, error) {
	a := &archive{parts: map[string]part{}}
	zr, err := zip.NewReader(src, size)
	if err != nil {
		a.cutOff = true
		if err := a.salvage(src, size); err != nil {
			return nil, err
		}
		return a, nil
	}
	zr.RegisterDecompressor(zip.Deflate, func(r io.Reader) io.ReadCloser { return flate.NewReader(r) })
	for _, f := range zr.File {
		a.parts[partName(f.Name)] = part{packed: int64(f.CompressedSize64), size: int64(f.UncompressedSize64), open: f.Open}
	}
	return a, nil
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean(strings.ReplaceAll(name, `\`, "/")), "/"))
}

func (a *archive) has(name string) bool {
	_, ok := a.parts[partName(name)]
	return ok
}

// open returns the bytes of a part as UTF-8, guarded by the limits.
func (a *archive) open(name string) (io.ReadCloser, int64, error) {
	p, ok := a.parts[partName(name)]
	if !ok {
		return nil, 0, fmt.Errorf("part %s is missing", name)
	}
	raw, err := p.open()
	if err != nil {
		return nil, 0, err
	}
	guarded := &limited{src: raw, packed: p.packed}
	return struct {
		io.Reader
		io.Closer
	}{asUTF8(bufio.NewReaderSize(guarded, 64<<10)), guarded}, p.size, nil
}

// asUTF8 gives XML as UTF-8, by its mark, its first characters or what it declares
// (XML 1.0, appendix F).
func asUTF8(src *bufio.Reader) io.Reader {
	head, _ := src.Peek(128)
	decode := func(e encoding.Encoding) io.Reader { return transform.NewReader(src, e.NewDecoder()) }
	switch {
	case bytes.HasPrefix(head, []byte("\xFF\xFE")), bytes.HasPrefix(head, []byte("\xFE\xFF")):
		return decode(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))
	case bytes.HasPrefix(head, []byte("<\x00")):
		return decode(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM))
	case bytes.HasPrefix(head, []byte("\x00<")):
		return decode(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM))
	}
	if found := declared.FindSubmatch(head); found != nil {
		if e, err := namedEncoding(string(found[1])); err == nil && e != nil {
			return decode(e)
		}
	}
	return src
}

var declared = regexp.MustCompile(`^(?:\xEF\xBB\xBF)?<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']`)

// salvage finds parts by their local headers.
func (a *archive) salvage(src io.ReaderAt, size int64) error {
	const window = 1 << 20
	buf := make([]byte, window+64)
	for at := int64(0); at < size; at += window {
		n, err := src.ReadAt(buf[:min(int64(len(buf)), size-at)], at)
		if err != nil && err != io.EOF {
			return err
		}
		for i := 0; i < min(n, window); {
			j := bytes.Index(buf[i:n], []byte("PK\x03\x04"))
			if j < 0 {
				break
			}
			a.salvagePart(src, at+int64(i+j), size)
			i += j + 4
		}
	}
	return nil
}

func (a *archive) salvagePart(src io.ReaderAt, at, size int64) {
	var head [30]byte
	if _, err := src.ReadAt(head[:], at); err != nil {
		return
	}
	method := binary.LittleEndian.Uint16(head[8:])
	nameLen := int64(binary.LittleEndian.Uint16(head[26:]))
	data := at + 30 + nameLen + int64(binary.LittleEndian.Uint16(head[28:]))
	name := make([]byte, nameLen)
	if _, err := src.ReadAt(name, at+30); err != nil || data > size {
		return
	}
	length := size - data
	if packed := int64(binary.LittleEndian.Uint32(head[18:])); packed > 0 && packed < length {
		length = packed
	}
	body := func() io.Reader { return io.NewSectionReader(src, data, length) }
	switch method {
	case zip.Deflate:
		a.parts[partName(string(name))] = part{packed: length, open: func() (io.ReadCloser, error) { return flate.NewReader(body()), nil }}
	case zip.Store:
		a.parts[partName(string(name))] = part{packed: length, open: func() (io.ReadCloser, error) { return io.NopCloser(body()), nil }}
	}
}
