package engine

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"sync"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// contest is who takes part in a ranking: of each part, a bitmap of rows and
// their numbers.
type contest struct {
	a     *asker
	leaf  *rule.RankLeaf
	parts []contestPart
}

type contestPart struct {
	part *part
	v    *vector
	who  *Bitmap
}

// edge finds the last person of a ranking that is still in.
func (a *asker) edge(l *rule.RankLeaf) (rule.Edge, error) {
	c := &contest{a: a, leaf: l}
	for _, p := range a.state.parts {
		if err := c.add(p); err != nil {
			return rule.Edge{}, err
		}
	}
	people, lo, hi, err := c.extent()
	if err != nil {
		return rule.Edge{}, err
	}
	place := l.Limit(people)
	if place == 0 {
		return rule.Edge{}, nil
	}
	return c.find(place, lo, hi)
}

func (c *contest) add(p *part) error {
	v, err := c.a.vector(p, c.leaf)
	if err != nil {
		return err
	}
	who := p.live
	if len(c.leaf.Among) > 0 {
		fill, err := c.a.segments(p, c.leaf.Among)
		if err != nil {
			return err
		}
		who = newBitmap(p.n())
		if err := c.a.chunks(p, fill, func(_ *part, lo int, words []uint64) { copy(who.words[lo/64:], words) }); err != nil {
			return err
		}
	}
	c.parts = append(c.parts, contestPart{p, v, who})
	return nil
}

// each runs fn over stretches of ranked rows on all cores. Each core has a T of
// its own, which is handed to done at the end, one after the other.
func each[T any](c *contest, fn func(t *T, p contestPart, lo, hi int), done func(t *T)) error {
	for _, p := range c.parts {
		var mu sync.Mutex
		var all []*T
		err := share(c.a.ctx, chunksOf(p.part.n()), func() *T {
			t := new(T)
			mu.Lock()
			defer mu.Unlock()
			all = append(all, t)
			return t
		}, func(t *T, k int) { fn(t, p, k*chunkRows, min((k+1)*chunkRows, p.part.n())) })
		if err != nil {
			return err
		}
		for _, t := range all {
			done(t)
		}
	}
	return nil
}

// rows calls fn with the row and key of everybody ranked in a stretch.
func (p contestPart) rows(lo, hi int, fn func(i int, key int64)) {
	for i := lo; i < hi; i += 64 {
		for word := p.who.words[i/64]; word != 0; word &= word - 1 {
			k := i + bits.TrailingZeros64(word)
			if p.v.num[k] != unranked {
				fn(k, p.v.key(k))
			}
		}
	}
}

// plain reports whether the keys of a stretch are the numbers themselves and
// everybody in it takes part, so that it can be gone through without asking.
func (p contestPart) plain(lo, hi int) bool {
	if p.v.den != nil || hi%64 != 0 {
		return false
	}
	for _, word := range p.who.words[lo/64 : hi/64] {
		if word != ^uint64(0) {
			return false
		}
	}
	return true
}

// extent returns how many people are ranked, and their smallest and largest key.
func (c *contest) extent() (people int, lo, hi int64, err error) {
	type extent struct {
		n      int
		lo, hi int64
	}
	lo, hi = math.MaxInt64, math.MinInt64
	err = each(c, func(t *extent, p contestPart, from, to int) {
		if t.n == 0 {
			t.lo, t.hi = math.MaxInt64, math.MinInt64
		}
		if p.plain(from, to) {
			for _, key := range p.v.num[from:to] {
				if key != unranked {
					t.n++
					t.lo, t.hi = min(t.lo, key), max(t.hi, key)
				}
			}
			return
		}
		p.rows(from, to, func(_ int, key int64) {
			t.n++
			t.lo, t.hi = min(t.lo, key), max(t.hi, key)
		})
	}, func(t *extent) {
		if t.n > 0 {
			people += t.n
			lo, hi = min(lo, t.lo), max(hi, t.hi)
		}
	})
	return people, lo, hi, err
}

// buckets is into how many stretches of keys find cuts at a time.
const buckets = 1 << 12

// histogram counts keys by stretch.
type histogram [buckets]uint32

// add counts the keys from lo to hi, in stretches of a width.
func (t *histogram) add(keys []int64, lo, hi int64, width uint64) {
	shift := 0
	if width&(width-1) == 0 {
		shift = bits.TrailingZeros64(width)
	}
	for _, key := range keys {
		if key < lo || key > hi || key == unranked {
			continue
		}
		if shift > 0 {
			t[uint64(key-lo)>>shift%buckets]++
		} else {
			t[uint64(key-lo)/width%buckets]++
		}
	}
}

// find finds the person at a place of the ranking, from 1: it narrows the stretch
// of keys in which that place lies, and sorts only who is in it.
func (c *contest) find(place int, lo, hi int64) (rule.Edge, error) {
	for lo < hi {
		width := uint64(1) << bits.Len64(uint64(hi-lo)/buckets) // a power of two, so that nothing is divided
		var counts histogram
		err := each(c, func(t *histogram, p contestPart, from, to int) {
			if p.plain(from, to) {
				t.add(p.v.num[from:to], lo, hi, width)
				return
			}
			p.rows(from, to, func(_ int, key int64) {
				if lo <= key && key <= hi {
					t[uint64(key-lo)/width]++
				}
			})
		}, func(t *histogram) {
			for k, n := range t {
				counts[k] += n
			}
		})
		if err != nil {
			return rule.Edge{}, err
		}
		b, before := findBucket(counts[:], place, c.leaf.Bottom)
		place -= before
		lo += int64(uint64(b) * width)
		if uint64(hi-lo) >= width { // the last bucket may be narrower
			hi = lo + int64(width-1)
		}
		if counts[b] <= buckets {
			break
		}
	}
	return c.pick(place, lo, hi)
}

// findBucket finds the bucket a place lies in and how many people come before it.
func findBucket(counts []uint32, place int, bottom bool) (bucket, before int) {
	for k := range counts {
		b := k
		if !bottom {
			b = len(counts) - 1 - k
		}
		if before+int(counts[b]) >= place {
			return b, before
		}
		before += int(counts[b])
	}
	return 0, before // not reached: the place is within the ranking
}

// ranked is a person in a ranking.
type ranked struct {
	value rule.Ratio
	id    domain.ContactID
}

// pick finds a place among the people whose keys lie from lo to hi.
func (c *contest) pick(place int, lo, hi int64) (rule.Edge, error) {
	type found struct{ people []ranked }
	var all []ranked
	err := each(c, func(t *found, p contestPart, from, to int) {
		if p.plain(from, to) {
			for i, key := range p.v.num[from:to] {
				if lo <= key && key <= hi && key != unranked {
					t.people = append(t.people, ranked{p.v.at(from + i), p.part.ids[from+i]})
				}
			}
			return
		}
		p.rows(from, to, func(i int, key int64) {
			if lo <= key && key <= hi {
				t.people = append(t.people, ranked{p.v.at(i), p.part.ids[i]})
			}
		})
	}, func(t *found) { all = append(all, t.people...) })
	if err != nil {
		return rule.Edge{}, err
	}
	last := place - 1
	slices.SortFunc(all, func(x, y ranked) int {
		order := x.value.Compare(y.value)
		if !c.leaf.Bottom {
			order = -order
		}
		return cmp.Or(order, cmp.Compare(x.id, y.id))
	})
	return rule.Edge{Value: all[last].value, ID: all[last].id, Some: true}, nil
}
