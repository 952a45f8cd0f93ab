package store

import (
	"encoding/binary"
	"hash/crc32"
	"math"
	"math/bits"
	"sync"

	"github.com/klauspost/compress/zstd"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// A block is columns of numbers and texts. Numbers lie byte by byte: first the
// lowest byte of all, then the next one. That packs better than numbers one after
// the other, and needs no branch per number to read.

// blockFormat is the first byte of every block.
const blockFormat = 1

// Limits of a block. A damaged one that claims more is not tried.
const (
	maxRows  = 1 << 20 // rows that can be read
	cutRows  = 1 << 17 // rows that are written
	maxCells = 1 << 27 // rows times columns
)

// maxUnpacked is how many bytes a block may grow to when it is unpacked.
const maxUnpacked = 1 << 30

func damaged(what string) error {
	return domain.Errorf(domain.Corrupt, "The workspace file is damaged: some of its %s cannot be read. Open a backup, or keep a copy of the file and ask for help.", what)
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func checksum(data []byte) int64 { return int64(crc32.Checksum(data, castagnoli)) }

var packer = sync.OnceValue(func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithEncoderCRC(false))
	if err != nil {
		panic(err) // the options are constants
	}
	return e
})

var unpacker = sync.OnceValue(func() *zstd.Decoder {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(maxUnpacked))
	if err != nil {
		panic(err) // the options are constants
	}
	return d
})

// appendNumbers writes as many numbers as the reader expects.
func appendNumbers[T uint32 | uint64](out []byte, numbers []T) []byte {
	var all T
	for _, n := range numbers {
		all |= n
	}
	width := (bits.Len64(uint64(all)) + 7) / 8
	out = append(out, byte(width))
	for plane := range width {
		for _, n := range numbers {
			out = append(out, byte(n>>(8*plane)))
		}
	}
	return out
}

// packedInts are numbers as multiples of a divisor above a base.
type packedInts struct {
	base    int64
	divisor uint64
}

// frame finds base and divisor of the numbers that are not Missing.
func frame(ints []int64) packedInts {
	p := packedInts{base: math.MaxInt64}
	for _, n := range ints {
		if n != domain.Missing {
			p.base = min(p.base, n)
		}
	}
	for _, n := range ints {
		if n != domain.Missing && p.divisor != 1 {
			p.divisor = gcd(p.divisor, uint64(n)-uint64(p.base))
		}
	}
	p.divisor = max(p.divisor, 1)
	return p
}

func gcd(a, b uint64) uint64 {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

func (p packedInts) append(out []byte) []byte {
	return binary.AppendUvarint(binary.AppendVarint(out, p.base), p.divisor)
}

// appendInts writes numbers that may be Missing.
func appendInts(out []byte, ints []int64, scratch []uint64) ([]byte, []uint64) {
	p := frame(ints)
	out = p.append(out)
	scratch = scratch[:0]
	var absent []byte
	for i, n := range ints {
		if n != domain.Missing {
			scratch = append(scratch, (uint64(n)-uint64(p.base))/p.divisor)
			continue
		}
		if absent == nil {
			absent = make([]byte, (len(ints)+7)/8)
		}
		absent[i/8] |= 1 << (i % 8)
		scratch = append(scratch, 0)
	}
	if absent == nil {
		out = append(out, 0)
	} else {
		out = append(append(out, 1), absent...)
	}
	return appendNumbers(out, scratch), scratch
}

// appendTexts writes texts that are read back together.
func appendTexts(out []byte, texts []string) []byte {
	out = binary.AppendUvarint(out, uint64(len(texts)))
	lengths := make([]uint32, len(texts))
	for i, s := range texts {
		lengths[i] = uint32(len(s))
	}
	out = appendNumbers(out, lengths)
	for _, s := range texts {
		out = append(out, s...)
	}
	return out
}

// typeCodes are the value types as they stand in blocks: never change the order.
var typeCodes = []domain.ValueType{domain.Text, domain.Number, domain.Money, domain.Date, domain.Time, domain.Bool, domain.List}

// appendColumn writes the values of a column for all rows.
func appendColumn(out []byte, id int64, c *domain.ValueColumn, scratch []uint64) ([]byte, []uint64) {
	out = binary.AppendUvarint(out, uint64(id))
	for code, t := range typeCodes {
		if t == c.Type {
			out = append(out, byte(code))
		}
	}
	if c.Type.Coded() {
		return appendNumbers(appendTexts(out, c.Texts), c.Codes), scratch
	}
	return appendInts(out, c.Ints, scratch)
}

// cursor reads a block. After something impossible bad is set, and all it
// returns is empty.
type cursor struct {
	data []byte
	bad  bool
}

func (c *cursor) uvarint() uint64 {
	v, n := binary.Uvarint(c.data)
	if n <= 0 {
		c.bad, c.data = true, nil
		return 0
	}
	c.data = c.data[n:]
	return v
}

func (c *cursor) varint() int64 {
	v, n := binary.Varint(c.data)
	if n <= 0 {
		c.bad, c.data = true, nil
		return 0
	}
	c.data = c.data[n:]
	return v
}

// count reads a number that may not be above limit.
func (c *cursor) count(limit int) int {
	n := c.uvarint()
	if n > uint64(limit) {
		c.bad, c.data = true, nil
		return 0
	}
	return int(n)
}

// take returns the next n bytes, nil when there are not as many.
func (c *cursor) take(n int) []byte {
	if n < 0 || n > len(c.data) {
		c.bad, c.data = true, nil
		return nil
	}
	b := c.data[:n]
	c.data = c.data[n:]
	return b
}

func (c *cursor) byte() byte {
	if b := c.take(1); b != nil {
		return b[0]
	}
	return 0
}

// readNumbers reads n numbers in place of what into held.
func readNumbers[T uint32 | uint64 | int64](c *cursor, n int, into []T) []T {
	into = sized(into, n)
	width := int(c.byte())
	planes := c.take(width * n)
	if c.bad || width > 8 {
		c.bad = true
		return into[:0]
	}
	clear(into)
	for plane := range width {
		lane := planes[plane*n:][:n]
		for i, b := range lane {
			into[i] |= T(b) << (8 * plane)
		}
	}
	return into
}

// sized returns s with n elements, of any content.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// readInts reads n numbers that may be Missing.
func (c *cursor) readInts(n int, into []int64) []int64 {
	p := packedInts{c.varint(), c.uvarint()}
	var absent []byte
	if c.byte() != 0 {
		absent = c.take((n + 7) / 8)
	}
	into = readNumbers(c, n, into)
	if c.bad {
		return into[:0]
	}
	for i, v := range into {
		into[i] = int64(uint64(p.base) + uint64(v)*p.divisor)
	}
	for i := range into {
		if absent != nil && absent[i/8]&(1<<(i%8)) != 0 {
			into[i] = domain.Missing
		}
	}
	return into
}

// columnCount reads how many columns of that many rows follow.
func (c *cursor) columnCount(rows int) int {
	n := c.count(len(c.data))
	if n*rows > maxCells {
		c.bad, c.data = true, nil
		return 0
	}
	return n
}

// readTexts reads up to limit texts, all in one piece of memory.
func (c *cursor) readTexts(limit int, into []string) []string {
	n := c.count(limit)
	lengths := readNumbers[uint32](c, n, nil)
	total := 0
	for _, l := range lengths {
		total += int(l)
	}
	all := string(c.take(total))
	into = into[:0]
	if c.bad {
		return into
	}
	for _, l := range lengths {
		into = append(into, all[:l])
		all = all[l:]
	}
	return into
}

// readColumn reads the values of a column for n rows and returns its id.
func (c *cursor) readColumn(n int, into *domain.ValueColumn) int64 {
	id, code := c.uvarint(), int(c.byte())
	if c.bad || id > math.MaxInt64 || code >= len(typeCodes) {
		c.bad = true
		return 0
	}
	into.Reset(typeCodes[code])
	if !into.Type.Coded() {
		into.Ints = c.readInts(n, into.Ints)
		return int64(id)
	}
	into.Texts = c.readTexts(n, into.Texts)
	into.Codes = readNumbers(c, n, into.Codes)
	for _, code := range into.Codes {
		if int(code) > len(into.Texts) {
			c.bad = true
			break
		}
	}
	return int64(id)
}
