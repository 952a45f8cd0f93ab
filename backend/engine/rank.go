package engine

import (
	"context"
	"math"
	"slices"
	"sync"

	"github.com/kvnmail/kvnmail/backend/rule"
)

// Rank sets the edges of a plan's rankings; it makes Engine a rule.Crowd.
func (e *Engine) Rank(ctx context.Context, p *rule.Plan) error { return e.ask(ctx, p).rankings(p) }

func (a *asker) rankings(p *rule.Plan) error {
	for _, l := range p.Ranks() {
		edge, err := a.edge(l)
		if err != nil {
			return err
		}
		l.SetEdge(edge)
	}
	return nil
}

// vector is what everybody in a part is ranked by. den is nil when every number
// is whole; who has no number has num unranked.
type vector struct {
	num, den []int64
}

const unranked = math.MinInt64

func (v *vector) at(i int) rule.Ratio {
	if v.den == nil {
		return rule.Ratio{Num: v.num[i], Den: 1}
	}
	return rule.Ratio{Num: v.num[i], Den: v.den[i]}
}

// key is the whole part of a number: in the order of the numbers, or equal.
func (v *vector) key(i int) int64 {
	if v.den == nil {
		return v.num[i]
	}
	return floorDiv(v.num[i], v.den[i])
}

// vectorCache keeps the vectors of the last questions.
type vectorCache struct {
	mu   sync.Mutex
	kept []keptVector
}

type keptVector struct {
	key vectorKey
	v   *vector
}

type vectorKey struct {
	part *index
	what string
}

const keptVectors = 6

func (c *vectorCache) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kept = nil
}

func (c *vectorCache) find(key vectorKey) *vector {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, k := range c.kept {
		if k.key == key {
			return k.v
		}
	}
	return nil
}

func (c *vectorCache) keep(key vectorKey, v *vector) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.kept = append(c.kept, keptVector{key, v}); len(c.kept) > keptVectors {
		c.kept = slices.Delete(c.kept, 0, 1)
	}
}

// vector works out what everybody in a part is ranked by.
func (a *asker) vector(p *part, l *rule.RankLeaf) (*vector, error) {
	key := vectorKey{p.index, l.Key(a.asOf >= a.state.last)}
	if v := a.e.ranks.find(key); v != nil {
		return v, nil
	}
	reckon, whole := a.ranker(p, l)
	v := &vector{num: make([]int64, p.n())}
	if !whole {
		v.den = make([]int64, p.n())
	}
	err := spread(a.ctx, chunksOf(p.n()), func(w *worker, k int) {
		lo, hi := k*chunkRows, min((k+1)*chunkRows, p.n())
		reckon(w, lo, hi)
		for i := lo; i < hi; i++ {
			v.num[i] = w.nums[i-lo]
			if w.dens[i-lo] == 0 {
				v.num[i] = unranked
			}
			if !whole {
				v.den[i] = max(w.dens[i-lo], 1)
			}
		}
	})
	if err != nil {
		return nil, err
	}
	a.e.ranks.keep(key, v)
	return v, nil
}

// before answers who comes before the edge, or is at it.
func (v *vector) before(p *part, l *rule.RankLeaf, edge rule.Edge) kernel {
	if v.den != nil || edge.Value.Den != 1 {
		return perRow(func(i int) bool {
			return v.num[i] != unranked && l.Before(v.at(i), p.ids[i], edge.Value, edge.ID)
		})
	}
	return func(_ *worker, lo, hi int, out []uint64) {
		for k := range out {
			var word uint64
			base := lo + k*64
			for j, n := range v.num[base:min(base+64, hi)] {
				if n == edge.Value.Num && p.ids[base+j] <= edge.ID || (n > edge.Value.Num) != l.Bottom && n != edge.Value.Num && n != unranked {
					word |= 1 << (j & 63)
				}
			}
			out[k] = word
		}
	}
}

// ranker returns how to reckon the numbers of a chunk into a worker's nums and
// dens (0: none), and whether all are whole.
func (a *asker) ranker(p *part, l *rule.RankLeaf) (reckon func(w *worker, lo, hi int), whole bool) {
	if l.Field != nil {
		return fieldNumbers(a.column(p, *l.Field)), true
	}
	if m := a.amount(p, l.Amount); m != nil {
		return m.reckon, m.whole()
	}
	den := int64(0)
	if nothingIsZero(l.Amount.Measure) {
		den = 1
	}
	return func(w *worker, lo, hi int) {
		for i := range hi - lo {
			w.nums[i], w.dens[i] = 0, den
		}
	}, true
}

// fieldNumbers reckons with a field's values; col may be nil.
func fieldNumbers(col *column) func(w *worker, lo, hi int) {
	return func(w *worker, lo, hi int) {
		for i := lo; i < hi; i++ {
			w.nums[i-lo], w.dens[i-lo] = 0, 0
			if col == nil {
				continue
			}
			if n, ok := col.int(i); ok {
				w.nums[i-lo], w.dens[i-lo] = n, 1
			}
		}
	}
}

func (a *asker) rank(p *part, l *rule.RankLeaf) (kernel, error) {
	edge := l.Edge()
	if !edge.Some {
		return constant(false), nil
	}
	v, err := a.vector(p, l)
	if err != nil {
		return nil, err
	}
	inside := v.before(p, l, edge)
	if len(l.Among) == 0 {
		return inside, nil
	}
	among, err := a.segments(p, l.Among)
	if err != nil {
		return nil, err
	}
	return func(w *worker, lo, hi int, out []uint64) {
		inside(w, lo, hi, out)
		only := w.take()[:len(out)]
		among(w, lo, hi, only)
		for k := range out {
			out[k] &= only[k]
		}
		w.give(only)
	}, nil
}
