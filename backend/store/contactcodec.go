package store

import (
	"encoding/binary"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// encodeContacts packs a block of contacts.
func encodeContacts(b *domain.ContactBlock) []byte {
	out := binary.AppendUvarint(nil, uint64(len(b.IDs)))
	ids := make([]int64, len(b.IDs))
	for i, id := range b.IDs {
		ids[i] = int64(id)
	}
	out, scratch := appendInts(out, ids, nil)
	out = binary.AppendUvarint(out, uint64(len(b.Columns)))
	for i := range b.Columns {
		c := &b.Columns[i]
		out, scratch = appendColumn(out, int64(c.Field), &c.ValueColumn, scratch)
	}
	return packer().EncodeAll(out, []byte{blockFormat})
}

// decodeContacts unpacks a block of contacts; what is damaged is Corrupt.
func decodeContacts(data []byte, sum int64, into *domain.ContactBlock) error {
	if checksum(data) != sum || len(data) == 0 || data[0] != blockFormat {
		return damaged("people")
	}
	raw, err := unpacker().DecodeAll(data[1:], nil)
	if err != nil {
		return damaged("people")
	}
	c := &cursor{data: raw}
	n := c.count(maxRows)
	into.IDs = into.IDs[:0]
	for _, id := range c.readInts(n, nil) {
		into.IDs = append(into.IDs, domain.ContactID(id))
	}
	columns := c.columnCount(n)
	into.Columns = into.Columns[:0]
	for range columns {
		into.Columns = extend(into.Columns)
		column := &into.Columns[len(into.Columns)-1]
		column.Field = domain.FieldID(c.readColumn(n, &column.ValueColumn))
		if c.bad {
			break
		}
	}
	if c.bad || len(c.data) > 0 {
		return damaged("people")
	}
	return nil
}

// extend makes s longer by one element that keeps its memory.
func extend[T any](s []T) []T {
	if len(s) < cap(s) {
		return s[:len(s)+1]
	}
	var fresh T
	return append(s, fresh)
}
