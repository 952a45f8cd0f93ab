package engine

import "math/bits"

// Bitmap is a set of contacts by their dense number. Bitmaps handed out are
// shared: do not change them.
type Bitmap struct {
	words []uint64
	n     int
}

// NewBitmap returns an empty set of contacts with numbers below n.
func NewBitmap(n int) *Bitmap { return newBitmap(n) }

func newBitmap(n int) *Bitmap { return &Bitmap{make([]uint64, (n+63)/64), n} }

// Add puts contact i into a set of one's own.
func (b *Bitmap) Add(i int) { b.set(i) }

// Remove takes contact i out of a set of one's own.
func (b *Bitmap) Remove(i int) { b.unset(i) }

// Put says whether contact i is in a set of one's own.
func (b *Bitmap) Put(i int, in bool) {
	if in {
		b.set(i)
	} else {
		b.unset(i)
	}
}

// Grow makes room in a set of one's own for numbers below n.
func (b *Bitmap) Grow(n int) {
	for len(b.words) < (n+63)/64 {
		b.words = append(b.words, 0)
	}
	b.n = max(b.n, n)
}

func fullBitmap(n int) *Bitmap {
	b := newBitmap(n)
	for i := range b.words {
		b.words[i] = ^uint64(0)
	}
	b.trim()
	return b
}

// trim clears the bits past the last contact.
func (b *Bitmap) trim() {
	if rest := b.n % 64; rest != 0 {
		b.words[len(b.words)-1] &= 1<<rest - 1
	}
}

// Has reports whether contact i is in the set.
func (b *Bitmap) Has(i int) bool { return b.words[i/64]>>(i%64)&1 == 1 }

// Len returns how many contacts could be in the set.
func (b *Bitmap) Len() int { return b.n }

// Count returns how many contacts are in the set.
func (b *Bitmap) Count() int {
	n := 0
	for _, w := range b.words {
		n += bits.OnesCount64(w)
	}
	return n
}

// Each calls fn for every contact of the set in order until it returns false.
func (b *Bitmap) Each(fn func(i int) bool) {
	for k, w := range b.words {
		for ; w != 0; w &= w - 1 {
			if !fn(k*64 + bits.TrailingZeros64(w)) {
				return
			}
		}
	}
}

func (b *Bitmap) clone() *Bitmap {
	return &Bitmap{append([]uint64(nil), b.words...), b.n}
}

// And returns the contacts in both sets.
func (b *Bitmap) And(o *Bitmap) *Bitmap { return b.clone().and(o) }

// AndNot returns the contacts in b but not in o.
func (b *Bitmap) AndNot(o *Bitmap) *Bitmap { return b.clone().andNot(o) }

func (b *Bitmap) and(o *Bitmap) *Bitmap {
	for i, w := range o.words {
		b.words[i] &= w
	}
	return b
}

func (b *Bitmap) andNot(o *Bitmap) *Bitmap {
	for i, w := range o.words {
		b.words[i] &^= w
	}
	return b
}

// CountAnd returns how many contacts are in both sets.
func (b *Bitmap) CountAnd(o *Bitmap) int {
	n := 0
	for i := range min(len(b.words), len(o.words)) {
		n += bits.OnesCount64(b.words[i] & o.words[i])
	}
	return n
}

// Xor returns the contacts in exactly one of the sets.
func (b *Bitmap) Xor(o *Bitmap) *Bitmap {
	out := b.clone()
	out.Grow(o.n)
	for i, w := range o.words {
		out.words[i] ^= w
	}
	return out
}

func (b *Bitmap) set(i int) { b.words[i/64] |= 1 << (i % 64) }

func (b *Bitmap) unset(i int) { b.words[i/64] &^= 1 << (i % 64) }

func lowest(word uint64) int { return bits.TrailingZeros64(word) }
