package store

import (
	"encoding/binary"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// sealedEvents is a block of events with what the engine does not need.
type sealedEvents struct {
	domain.EventBlock
	// Batch numbers the writing of blocks. Of one contact's events of one instant
	// those of a lower batch are older; within a batch those of a lower rank.
	Batch int64
	Ranks []uint32 // among events of all types of one contact and instant; nil: all 0
	Keys  []string // nil: no event has one
}

// encodeEvents packs a block: its format, how many bytes the columns take, the
// columns, the keys. The keys are apart because the engine never reads them.
func encodeEvents(s *sealedEvents) []byte {
	out := []byte{blockFormat}
	columns := packer().EncodeAll(eventColumns(s), nil)
	out = append(binary.AppendUvarint(out, uint64(len(columns))), columns...)
	if s.Keys == nil {
		return out
	}
	return packer().EncodeAll(appendTexts(nil, s.Keys), out)
}

func eventColumns(s *sealedEvents) []byte {
	out := binary.AppendUvarint(nil, uint64(s.Type))
	out = binary.AppendUvarint(out, uint64(s.Batch))
	out = binary.AppendUvarint(out, uint64(len(s.At)))
	out = binary.AppendUvarint(out, uint64(len(s.Contacts)))
	out = appendContacts(out, s)
	out = appendTimes(out, s)
	if s.Ranks == nil {
		out = append(out, 0)
	} else {
		out = appendNumbers(append(out, 1), s.Ranks)
	}
	out = binary.AppendUvarint(out, uint64(len(s.Columns)))
	var scratch []uint64
	for i := range s.Columns {
		c := &s.Columns[i]
		out, scratch = appendColumn(out, int64(c.Property), &c.ValueColumn, scratch)
	}
	return out
}

// appendContacts writes how far each contact is from the one before, and how many rows it has.
func appendContacts(out []byte, s *sealedEvents) []byte {
	steps, rows := make([]uint64, len(s.Contacts)), make([]uint32, len(s.Contacts))
	contact, end := s.Contacts[0], uint32(0)
	out = binary.AppendVarint(out, int64(contact))
	for i, id := range s.Contacts {
		steps[i], rows[i] = uint64(id-contact), s.Ends[i]-end
		contact, end = id, s.Ends[i]
	}
	return appendNumbers(appendNumbers(out, steps), rows)
}

// appendTimes writes each contact's first time, and of the others how much later they are.
func appendTimes(out []byte, s *sealedEvents) []byte {
	p := frame(s.At)
	firsts, steps := make([]uint64, 0, len(s.Ends)), make([]uint64, 0, len(s.At)-len(s.Ends))
	row := 0
	for _, end := range s.Ends {
		firsts = append(firsts, uint64(s.At[row]-p.base)/p.divisor)
		for row++; row < int(end); row++ {
			steps = append(steps, uint64(s.At[row]-s.At[row-1])/p.divisor)
		}
	}
	return appendNumbers(appendNumbers(p.append(out), firsts), steps)
}

// eventDecoder unpacks blocks into memory that it uses again.
type eventDecoder struct {
	raw    []byte
	steps  []uint64
	rows   []uint32
	firsts []uint64
	apart  []uint64
}

// blockParts splits a block into its packed columns and keys.
func blockParts(data []byte, sum int64) (columns, keys []byte, err error) {
	c := cursor{data: data}
	if checksum(data) != sum || c.byte() != blockFormat {
		return nil, nil, damaged("events")
	}
	columns = c.take(c.count(len(data)))
	if c.bad {
		return nil, nil, damaged("events")
	}
	return columns, c.data, nil
}

// decode unpacks a block, its keys too if asked for. Properties for which known
// says no are left out; a nil known knows all. What is damaged is Corrupt.
func (d *eventDecoder) decode(data []byte, sum int64, known func(domain.PropertyID, domain.ValueType) bool, withKeys bool, into *sealedEvents) error {
	columns, keys, err := blockParts(data, sum)
	if err != nil {
		return err
	}
	if d.raw, err = unpacker().DecodeAll(columns, d.raw[:0]); err != nil {
		return damaged("events")
	}
	c := &cursor{data: d.raw}
	if d.columns(c, known, into); c.bad || len(c.data) > 0 {
		return damaged("events")
	}
	into.Keys = into.Keys[:0]
	if !withKeys || len(keys) == 0 {
		return nil
	}
	into.Keys, err = decodeKeys(keys, len(into.At), into.Keys)
	return err
}

func decodeKeys(packed []byte, rows int, into []string) ([]string, error) {
	raw, err := unpacker().DecodeAll(packed, nil)
	if err != nil {
		return nil, damaged("events")
	}
	c := &cursor{data: raw}
	if into = c.readTexts(rows, into); c.bad || len(c.data) > 0 || len(into) != rows {
		return nil, damaged("events")
	}
	return into, nil
}

func (d *eventDecoder) columns(c *cursor, known func(domain.PropertyID, domain.ValueType) bool, into *sealedEvents) {
	into.Type = domain.EventTypeID(c.uvarint())
	into.Batch = int64(c.uvarint())
	rows, contacts := c.count(maxRows), c.count(maxRows)
	if contacts > rows {
		c.bad = true
	}
	if c.bad || !d.contacts(c, rows, contacts, into) || !d.times(c, into) {
		c.bad = true
		return
	}
	into.Ranks = into.Ranks[:0]
	if c.byte() != 0 {
		into.Ranks = readNumbers(c, rows, into.Ranks)
	}
	columns, kept := c.columnCount(rows), 0
	for range columns {
		if kept == cap(into.Columns) {
			into.Columns = slices.Grow(into.Columns[:kept], 1)
		}
		into.Columns = into.Columns[:kept+1]
		column := &into.Columns[kept]
		column.Property = domain.PropertyID(c.readColumn(rows, &column.ValueColumn))
		if c.bad {
			break
		}
		if known == nil || known(column.Property, column.Type) {
			kept++
		}
	}
	into.Columns = into.Columns[:kept]
}

func (d *eventDecoder) contacts(c *cursor, rows, contacts int, into *sealedEvents) bool {
	contact := domain.ContactID(c.varint())
	d.steps = readNumbers(c, contacts, d.steps)
	d.rows = readNumbers(c, contacts, d.rows)
	into.Contacts, into.Ends = sized(into.Contacts, contacts), sized(into.Ends, contacts)
	if c.bad {
		return false
	}
	end := 0
	for i, step := range d.steps {
		if (step == 0) != (i == 0) || step > 1<<62 || d.rows[i] == 0 {
			return false
		}
		contact += domain.ContactID(step)
		end += int(d.rows[i])
		into.Contacts[i], into.Ends[i] = contact, uint32(end)
	}
	return end == rows
}

func (d *eventDecoder) times(c *cursor, into *sealedEvents) bool {
	rows := 0
	if len(into.Ends) > 0 {
		rows = int(into.Ends[len(into.Ends)-1])
	}
	p := packedInts{c.varint(), c.uvarint()}
	d.firsts = readNumbers(c, len(into.Ends), d.firsts)
	d.apart = readNumbers(c, rows-len(into.Ends), d.apart)
	into.At = sized(into.At, rows)
	if c.bad {
		return false
	}
	row, steps := 0, d.apart
	for i, end := range into.Ends {
		at := p.base + int64(d.firsts[i]*p.divisor)
		into.At[row] = at
		for row++; row < int(end); row++ {
			at += int64(steps[0] * p.divisor)
			steps = steps[1:]
			into.At[row] = at
		}
	}
	return true
}
