package store

import (
	"database/sql/driver"
	"fmt"
	"hash/maphash"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// keyIndex finds events by the hashes of their keys, 16 bytes for each slot. Two
// keys can have one hash, so what it finds has to be compared with the real key.
type keyIndex struct {
	hashes []uint64 // 0: free
	ids    []domain.EventID
	used   int
}

var keySeed = maphash.MakeSeed()

func hashKey(key string) uint64 { return max(maphash.String(keySeed, key), 1) }

func (k *keyIndex) add(hash uint64, id domain.EventID) {
	if 4*(k.used+1) > 3*len(k.hashes) {
		k.grow()
	}
	k.put(hash, id)
	k.used++
}

func (k *keyIndex) put(hash uint64, id domain.EventID) {
	mask := uint64(len(k.hashes) - 1)
	i := hash & mask
	for k.hashes[i] != 0 {
		i = (i + 1) & mask
	}
	k.hashes[i], k.ids[i] = hash, id
}

func (k *keyIndex) grow() {
	old := *k
	size := max(1024, 2*len(old.hashes))
	k.hashes, k.ids = make([]uint64, size), make([]domain.EventID, size)
	for i, hash := range old.hashes {
		if hash != 0 {
			k.put(hash, old.ids[i])
		}
	}
}

// each calls fn with the ids of a hash until fn says that it is enough.
func (k *keyIndex) each(hash uint64, fn func(domain.EventID) (enough bool, err error)) error {
	if len(k.hashes) == 0 {
		return nil
	}
	mask := uint64(len(k.hashes) - 1)
	for i := hash & mask; k.hashes[i] != 0; i = (i + 1) & mask {
		if k.hashes[i] != hash {
			continue
		}
		if enough, err := fn(k.ids[i]); enough || err != nil {
			return err
		}
	}
	return nil
}

// readKeys makes an index of all sealed keys of a type.
func readKeys(scan scanner, kind domain.EventTypeID) (*keyIndex, error) {
	k := &keyIndex{}
	var keys []string
	err := scan(fmt.Sprintf("SELECT id, checksum, events, data FROM event_block WHERE type_id = %d", kind), func(row []driver.Value) error {
		_, packed, err := blockParts(blob(row[3]), integer(row[1]))
		if err != nil || len(packed) == 0 {
			return err
		}
		if keys, err = decodeKeys(packed, int(integer(row[2])), keys[:0]); err != nil {
			return err
		}
		for i, key := range keys {
			if key != "" {
				k.add(hashKey(key), sealedID(integer(row[0]), i))
			}
		}
		return nil
	})
	return k, err
}

// sealedCache keeps blocks that were unpacked lately.
type sealedCache struct {
	scan   scanner
	blocks map[int64]*sealedBlock
	events int
}

// cachedEvents is how many events of blocks are kept unpacked.
const cachedEvents = 4_000_000

// block returns a block with all its properties, nil when there is none of that id.
func (c *sealedCache) block(id int64) (*sealedBlock, error) {
	if b := c.blocks[id]; b != nil {
		return b, nil
	}
	var found *sealedBlock
	var d eventDecoder
	err := c.scan(fmt.Sprintf("SELECT checksum, data FROM event_block WHERE id = %d", id), func(row []driver.Value) error {
		found = &sealedBlock{id: id}
		return d.decode(blob(row[1]), integer(row[0]), nil, true, &found.sealedEvents)
	})
	if err != nil || found == nil {
		return nil, err
	}
	if c.events > cachedEvents || c.blocks == nil {
		c.blocks, c.events = map[int64]*sealedBlock{}, 0
	}
	c.blocks[id] = found
	c.events += len(found.At)
	return found, nil
}

// event returns a sealed event by its id with the properties that are known.
func (c *sealedCache) event(id domain.EventID, known columns) (e domain.Event, found bool, err error) {
	at, row := sealedPlace(id)
	b, err := c.block(at)
	if err != nil || b == nil || row >= len(b.At) {
		return e, false, err
	}
	e = b.event(b.contact(row), row, nil)
	kept := e.Props[:0]
	for _, p := range e.Props {
		if known.knows(p.ID, p.Value.Type) {
			kept = append(kept, p)
		}
	}
	e.Props = kept
	sortProps(e.Props)
	return e, true, nil
}
