package importer

import (
	"hash/maphash"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// keyTable finds people by a key. It keeps no keys but 128 bits of hash of each, which
// in a list of a billion never meet by chance, so a million people take 50 MB at most.
type keyTable struct {
	seeds [2]maphash.Seed
	slots []keySlot
	used  int // with those of keys that were taken away
}

type keySlot struct {
	hash [2]uint64
	id   domain.ContactID // 0: free, -1: taken away
}

const takenAway domain.ContactID = -1

func newKeyTable() *keyTable {
	return &keyTable{seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}}
}

func (t *keyTable) hash(key string) [2]uint64 {
	return [2]uint64{maphash.String(t.seeds[0], key), maphash.String(t.seeds[1], key)}
}

// get returns whose key it is, 0 for nobody's.
func (t *keyTable) get(key string) domain.ContactID {
	if key == "" || len(t.slots) == 0 {
		return 0
	}
	if s := t.find(t.hash(key)); s.id != takenAway {
		return s.id
	}
	return 0
}

// find returns the slot of a hash, or the free one where it would go.
func (t *keyTable) find(hash [2]uint64) *keySlot {
	mask := uint64(len(t.slots) - 1)
	for i := hash[0] & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.id == 0 || s.hash == hash {
			return s
		}
	}
}

// put makes a key somebody's. No key at all is nobody's.
func (t *keyTable) put(key string, id domain.ContactID) {
	if key == "" {
		return
	}
	if 3*len(t.slots) <= 4*t.used {
		t.grow()
	}
	hash := t.hash(key)
	s := t.find(hash)
	if s.id == 0 {
		t.used++
	}
	*s = keySlot{hash, id}
}

// take takes a key away from whoever has it.
func (t *keyTable) take(key string) {
	if t.get(key) != 0 {
		t.find(t.hash(key)).id = takenAway
	}
}

func (t *keyTable) grow() {
	old := t.slots
	t.slots, t.used = make([]keySlot, max(1024, 2*len(old))), 0
	for _, s := range old {
		if s.id > 0 {
			*t.find(s.hash) = s
			t.used++
		}
	}
}

// byPerson is one small thing about each contact, by its number.
type byPerson[T any] struct{ list []T }

func (b *byPerson[T]) get(id domain.ContactID) (v T) {
	if int64(id) < int64(len(b.list)) {
		v = b.list[id]
	}
	return v
}

func (b *byPerson[T]) set(id domain.ContactID, v T) {
	for int64(id) >= int64(len(b.list)) {
		b.list = append(b.list, make([]T, max(1024, len(b.list)/4))...)
	}
	b.list[id] = v
}
