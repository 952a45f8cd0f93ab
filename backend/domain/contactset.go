package domain

import (
	"encoding/binary"
	"iter"
)

// ContactSet is a set of contacts as bytes: the steps from each number to the next, which
// takes one or two bytes a person. nil is the empty set.
type ContactSet []byte

// Contacts makes a set of numbers that come in ascending order, each once.
func Contacts(ascending iter.Seq[ContactID]) ContactSet {
	var set ContactSet
	last := ContactID(0)
	for id := range ascending {
		set = binary.AppendUvarint(set, uint64(id-last))
		last = id
	}
	return set
}

// All goes through the contacts in ascending order. It ends where bytes are damaged.
func (s ContactSet) All() iter.Seq[ContactID] {
	return func(yield func(ContactID) bool) {
		id := ContactID(0)
		for rest := []byte(s); len(rest) > 0; {
			step, n := binary.Uvarint(rest)
			if n <= 0 {
				return
			}
			id += ContactID(step)
			if !yield(id) {
				return
			}
			rest = rest[n:]
		}
	}
}

// Minus returns who is in s and not in other.
func (s ContactSet) Minus(other ContactSet) ContactSet {
	return Contacts(func(yield func(ContactID) bool) {
		next, stop := iter.Pull(other.All())
		defer stop()
		known, more := next()
		for id := range s.All() {
			for more && known < id {
				known, more = next()
			}
			if (!more || known != id) && !yield(id) {
				return
			}
		}
	})
}

// With returns who is in either.
func (s ContactSet) With(other ContactSet) ContactSet {
	return Contacts(func(yield func(ContactID) bool) {
		next, stop := iter.Pull(other.All())
		defer stop()
		known, more := next()
		for id := range s.All() {
			for ; more && known < id; known, more = next() {
				if !yield(known) {
					return
				}
			}
			if more && known == id {
				known, more = next()
			}
			if !yield(id) {
				return
			}
		}
		for ; more; known, more = next() {
			if !yield(known) {
				return
			}
		}
	})
}
