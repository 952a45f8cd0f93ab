package store

import (
	"encoding/binary"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// touchRows are the contacts an act touched, in the order it did, as columns. Most
// touches of an import set the same fields, so a touch names its fields by a shape.
type touchRows struct {
	contacts []domain.ContactID
	rows     []int64  // of the file, 0: none
	shapes   []uint32 // index into names
	ends     []uint32 // of each touch's values in before
	before   []byte
	names    []string // a shape: 1 for people who were added, else 0, and the ids of the fields
	codes    map[string]uint32
}

func (t *touchRows) len() int { return len(t.contacts) }

// add appends a touch. before holds as many values as the shape has fields, and
// none for somebody who was added.
func (t *touchRows) add(contact domain.ContactID, row int64, shape []byte, before []domain.Value) {
	code, known := t.codes[string(shape)]
	if !known {
		if t.codes == nil {
			t.codes = map[string]uint32{}
		}
		code = uint32(len(t.names))
		t.names = append(t.names, string(shape))
		t.codes[string(shape)] = code
	}
	for _, v := range before {
		t.before = appendValue(t.before, v)
	}
	t.contacts = append(t.contacts, contact)
	t.rows = append(t.rows, row)
	t.shapes = append(t.shapes, code)
	t.ends = append(t.ends, uint32(len(t.before)))
}

// values returns the packed values before a touch.
func (t *touchRows) values(i int) []byte {
	start := uint32(0)
	if i > 0 {
		start = t.ends[i-1]
	}
	return t.before[start:t.ends[i]]
}

// appendValue packs one value, which may be missing.
func appendValue(out []byte, v domain.Value) []byte {
	code := slices.Index(typeCodes, v.Type)
	out = append(out, byte(code+1))
	switch {
	case code < 0:
	case v.Type.Coded():
		out = append(binary.AppendUvarint(out, uint64(len(v.Text))), v.Text...)
	default:
		out = binary.AppendVarint(out, v.Int)
	}
	return out
}

func (c *cursor) value() domain.Value {
	code := int(c.byte()) - 1
	if code < 0 || code >= len(typeCodes) {
		c.bad = c.bad || code >= len(typeCodes)
		return domain.Value{}
	}
	v := domain.Value{Type: typeCodes[code]}
	if v.Type.Coded() {
		v.Text = string(c.take(c.count(len(c.data))))
	} else {
		v.Int = c.varint()
	}
	return v
}

// byRange returns the touches in the order of contacts, each one's in the order
// they were done, and where each range of contacts ends among them.
func (t *touchRows) byRange() (order []uint32, ends []int) {
	order = make([]uint32, t.len())
	for i := range order {
		order[i] = uint32(i)
	}
	if !slices.IsSorted(t.contacts) {
		slices.SortStableFunc(order, func(a, b uint32) int { return int(t.contacts[a] - t.contacts[b]) })
	}
	for i, n := range order {
		if i > 0 && rangeOf(t.contacts[n]) != rangeOf(t.contacts[order[i-1]]) {
			ends = append(ends, i)
		}
	}
	return order, append(ends, len(order))
}

// seal packs some touches of one range, picked in the order of contacts.
func (t *touchRows) seal(pick []uint32) []byte {
	ids, rows, codes := make([]int64, len(pick)), make([]int64, len(pick)), make([]uint32, len(pick))
	var names []string
	var before []byte
	renamed := map[uint32]uint32{}
	for i, n := range pick {
		ids[i], rows[i] = int64(t.contacts[n]), t.rows[n]
		code, known := renamed[t.shapes[n]]
		if !known {
			code = uint32(len(names))
			renamed[t.shapes[n]] = code
			names = append(names, t.names[t.shapes[n]])
		}
		codes[i] = code
		before = append(before, t.values(int(n))...)
	}
	out := binary.AppendUvarint(nil, uint64(len(pick)))
	out, scratch := appendInts(out, ids, nil)
	out, _ = appendInts(out, rows, scratch)
	out = appendNumbers(appendTexts(out, names), codes)
	return packer().EncodeAll(append(out, before...), []byte{blockFormat})
}

// touch is what one act did to one contact at one row of its file.
type touch struct {
	act    domain.ActID
	row    int
	added  bool
	fields []domain.FieldID
	before []domain.Value // as many as fields, none if added
}

// openTouches calls fn with every touch of a packed block; what is damaged is Corrupt.
func openTouches(data []byte, sum int64, act domain.ActID, fn func(domain.ContactID, touch)) error {
	if checksum(data) != sum || len(data) == 0 || data[0] != blockFormat {
		return damaged("record of changes")
	}
	raw, err := unpacker().DecodeAll(data[1:], nil)
	if err != nil {
		return damaged("record of changes")
	}
	c := &cursor{data: raw}
	n := c.count(maxRows)
	ids, rows := c.readInts(n, nil), c.readInts(n, nil)
	shapes := openShapes(c.readTexts(n, nil))
	codes := readNumbers[uint32](c, n, nil)
	for i := 0; i < n && !c.bad; i++ {
		if int(codes[i]) >= len(shapes) {
			return damaged("record of changes")
		}
		t := shapes[codes[i]]
		t.act, t.row = act, int(rows[i])
		if !t.added {
			t.before = make([]domain.Value, len(t.fields))
			for k := range t.before {
				t.before[k] = c.value()
			}
		}
		fn(domain.ContactID(ids[i]), t)
	}
	if c.bad || len(c.data) > 0 {
		return damaged("record of changes")
	}
	return nil
}

func openShapes(names []string) []touch {
	out := make([]touch, len(names))
	for i, name := range names {
		c := &cursor{data: []byte(name)}
		out[i].added = c.byte() == 1
		for len(c.data) > 0 {
			out[i].fields = append(out[i].fields, domain.FieldID(c.uvarint()))
		}
	}
	return out
}

// shape names the fields of a touch.
func (t *touch) shape() []byte {
	out := []byte{0}
	if t.added {
		out[0] = 1
	}
	for _, f := range t.fields {
		out = binary.AppendUvarint(out, uint64(f))
	}
	return out
}
