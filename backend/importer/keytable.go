package importer

import (
	"hash/maphash"
	"math"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// keyTable finds people by a key. It keeps no keys but 96 bits of hash of each, which
// in a list of ten million meet by chance once in 10^15 lists. Slots take 16 bytes.
type keyTable struct {
	seeds [2]maphash.Seed
	slots []keySlot
	used  int // with those of keys that were taken away
}

type keySlot struct {
	hash uint64
	more uint32
	id   uint32 // 0: free
}

// takenAway is the id in the slot of a key that is nobody's any more.
const takenAway = math.MaxUint32

func newKeyTable() *keyTable {
	return &keyTable{seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}}
}

func (t *keyTable) slot(key string, id domain.ContactID) keySlot {
	return keySlot{maphash.String(t.seeds[0], key), uint32(maphash.String(t.seeds[1], key)), uint32(id)}
}

// get returns whose key it is, 0 for nobody's.
func (t *keyTable) get(key string) domain.ContactID {
	if key == "" || len(t.slots) == 0 {
		return 0
	}
	if s := t.find(t.slot(key, 0)); s.id != takenAway {
		return domain.ContactID(s.id)
	}
	return 0
}

// find returns the slot with the hash of one, or the free one where it would go.
func (t *keyTable) find(like keySlot) *keySlot {
	mask := uint64(len(t.slots) - 1)
	for i := like.hash & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.id == 0 || s.hash == like.hash && s.more == like.more {
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
	fresh := t.slot(key, id)
	s := t.find(fresh)
	if s.id == 0 {
		t.used++
	}
	*s = fresh
}

// take takes a key away from whoever has it.
func (t *keyTable) take(key string) {
	if t.get(key) != 0 {
		t.find(t.slot(key, 0)).id = takenAway
	}
}

func (t *keyTable) grow() {
	old := t.slots
	t.slots, t.used = make([]keySlot, max(1024, 2*len(old))), 0
	for _, s := range old {
		if s.id != 0 && s.id != takenAway {
			*t.find(s) = s
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
