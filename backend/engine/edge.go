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
	for i := lo; i < hi; {
		word := p.who.words[i/64]
		for ; word != 0; word &= word - 1 {
			k := i + bits.TrailingZeros64(word)
			if p.v.num[k] != unranked {
				fn(k, p.v.key(k))
			}
		}
		i += 64
	}
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

// find finds the person at a place of the ranking, from 1: it narrows the stretch
// of keys in which that place lies, and sorts only who is in it.
func (c *contest) find(place int, lo, hi int64) (rule.Edge, error) {
	for lo < hi {
		width := uint64(hi-lo)/buckets + 1
		type histogram [buckets]uint32
		var counts histogram
		err := each(c, func(t *histogram, p contestPart, from, to int) {
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
	var found []ranked
	for _, p := range c.parts {
		p.rows(0, p.part.n(), func(i int, key int64) {
			if lo <= key && key <= hi {
				found = append(found, ranked{p.v.at(i), p.part.ids[i]})
			}
		})
	}
	if len(c.parts) == 1 && lo == hi && c.parts[0].v.den == nil { // all equal, and by id already
		return rule.Edge{Value: found[place-1].value, ID: found[place-1].id, Some: true}, nil
	}
	slices.SortFunc(found, func(x, y ranked) int {
		order := x.value.Compare(y.value)
		if !c.leaf.Bottom {
			order = -order
		}
		return cmp.Or(order, cmp.Compare(x.id, y.id))
	})
	last := found[place-1]
	return rule.Edge{Value: last.value, ID: last.id, Some: true}, stopped(c.a.ctx)
}
