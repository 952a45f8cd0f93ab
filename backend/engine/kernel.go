package engine

import (
	"context"
	"math/bits"
	"sync"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// chunkWords is how many words of a bitmap one step of work fills: 4,096
// contacts, so that the bitmaps of a whole rule stay in the fastest memory.
const chunkWords = 64

const chunkRows = chunkWords * 64

// kernel answers one condition for the rows lo up to hi of a part, at most
// chunkRows of them, lo a multiple of 64: bit k of out is row lo+k. It writes
// every word; bits past hi mean nothing.
type kernel func(w *worker, lo, hi int, out []uint64)

// worker is the memory of one core while it works on a question.
type worker struct {
	free   [][]uint64 // bitmaps of chunkWords
	masks  [][]uint8
	before []uint32
	total  []uint64
	nums   [chunkRows]int64
	dens   [chunkRows]int64
	seen   [256]uint32
	ints   []int64
	marks  []uint64
	times  []int64
	picks  []picked
}

// workers are lent for a question and used again for the next.
var workers = sync.Pool{New: func() any { return &worker{} }}

// spread runs fn for 0 to n-1 on all cores, each with a worker of its own. It
// ends early with the context.
func spread(ctx context.Context, n int, fn func(w *worker, k int)) error {
	var mu sync.Mutex
	var lent []*worker
	err := share(ctx, n, func() *worker {
		w := workers.Get().(*worker)
		mu.Lock()
		defer mu.Unlock()
		lent = append(lent, w)
		return w
	}, fn)
	for _, w := range lent {
		workers.Put(w)
	}
	return err
}

// take lends a bitmap of a chunk; its contents are whatever was in it.
func (w *worker) take() []uint64 {
	if n := len(w.free); n > 0 {
		b := w.free[n-1]
		w.free = w.free[:n-1]
		return b
	}
	return make([]uint64, chunkWords)
}

func (w *worker) give(b []uint64) { w.free = append(w.free, b[:chunkWords]) }

// asker is one question at one moment: what kernels are made with.
type asker struct {
	e     *Engine
	state *state
	ctx   context.Context
	asOf  int64 // UTC milliseconds
	loc   *time.Location
	plain bool // nothing is kept: for questions about less than a chunk
}

func (e *Engine) ask(ctx context.Context, p *rule.Plan) *asker {
	return &asker{e: e, state: e.state.Load(), ctx: ctx, asOf: p.AsOf.UnixMilli(), loc: p.AsOf.Location()}
}

// kernel makes the kernel of a condition for a part, before its node's "not".
func (a *asker) kernel(p *part, l rule.Leaf) (kernel, error) {
	switch l := l.(type) {
	case rule.EveryoneLeaf:
		return constant(true), nil
	case rule.FieldLeaf:
		return a.field(p, l), nil
	case rule.EventLeaf:
		return a.event(p, l), nil
	case rule.NthLeaf:
		return a.nth(p, l), nil
	case rule.RegularLeaf:
		return a.regular(p, l), nil
	case rule.LapsedLeaf:
		return a.lapsed(p, l), nil
	case rule.MeasureLeaf:
		return a.measure(p, l), nil
	case rule.RecencyLeaf:
		return a.recency(p, l), nil
	case rule.MessagesLeaf:
		return a.messages(p, l), nil
	case rule.SequenceLeaf:
		return a.sequence(p, l), nil
	case rule.HabitLeaf:
		return a.habit(p, l), nil
	case *rule.RankLeaf:
		return a.rank(p, l)
	case rule.SegmentLeaf:
		return a.segments(p, l.Parts)
	}
	return a.recordKernel(p, l)
}

// recordKernel makes the kernels of conditions on permission, list health,
// history and chance.
func (a *asker) recordKernel(p *part, l rule.Leaf) (kernel, error) {
	switch l := l.(type) {
	case rule.HistoryLeaf:
		return a.history(p, l)
	case rule.ConsentLeaf:
		return a.consent(p, l), nil
	case rule.SuppressedLeaf:
		return a.suppressed(p, l), nil
	case rule.BouncedLeaf:
		return a.bounced(p, l), nil
	case rule.RoleLeaf:
		return a.role(p), nil
	case rule.UnengagedLeaf:
		return a.unengaged(p, l), nil
	case rule.SplitLeaf:
		return perRow(func(i int) bool { return l.Has(p.ids[i]) }), nil
	}
	return nil, domain.Errorf(domain.Internal, "KVN Mail cannot count this kind of rule (%T). Please report it.", l)
}

// constant answers the same for everybody.
func constant(yes bool) kernel {
	word := uint64(0)
	if yes {
		word = ^word
	}
	return func(_ *worker, _, _ int, out []uint64) {
		for k := range out {
			out[k] = word
		}
	}
}

// perRow asks row by row.
func perRow(passes func(i int) bool) kernel {
	return func(_ *worker, lo, hi int, out []uint64) {
		for k := range out {
			var word uint64
			base := lo + k*64
			for i := base; i < min(base+64, hi); i++ {
				if passes(i) {
					word |= 1 << (i - base)
				}
			}
			out[k] = word
		}
	}
}

// perRowWith asks row by row, with the core's own memory.
func perRowWith(passes func(w *worker, i int) bool) kernel {
	return func(w *worker, lo, hi int, out []uint64) {
		perRow(func(i int) bool { return passes(w, i) })(w, lo, hi, out)
	}
}

// inTable answers by what a table says of each row's code.
func inTable[T unsigned](codes []T, table []uint8) kernel {
	return func(_ *worker, lo, hi int, out []uint64) {
		for k := range out {
			base := lo + k*64
			var word uint64
			for j, c := range codes[base:min(base+64, hi)] {
				word |= uint64(table[c]) << (j & 63)
			}
			out[k] = word
		}
	}
}

// inRange answers whether each row's code lies from first up to first+width.
func inRange[T unsigned](codes []T, first, width uint64) kernel {
	return func(_ *worker, lo, hi int, out []uint64) {
		for k := range out {
			base := lo + k*64
			var word uint64
			for j, c := range codes[base:min(base+64, hi)] {
				_, below := bits.Sub64(uint64(c)-first, width+1, 0)
				word |= below << (j & 63)
			}
			out[k] = word
		}
	}
}

// inSet answers whether the codes of an array are in a set.
func inSet(codes *narrow, s codeSet) kernel {
	switch {
	case s.none:
		return constant(false)
	case s.table != nil && codes.b1 != nil:
		return inTable(codes.b1, s.table)
	case s.table != nil && codes.b2 != nil:
		return inTable(codes.b2, s.table)
	case s.table != nil && codes.b4 != nil:
		return inTable(codes.b4, s.table)
	case s.table != nil:
		return inTable(codes.b8, s.table)
	case codes.b1 != nil:
		return inRange(codes.b1, s.lo, s.width)
	case codes.b2 != nil:
		return inRange(codes.b2, s.lo, s.width)
	case codes.b4 != nil:
		return inRange(codes.b4, s.lo, s.width)
	}
	return inRange(codes.b8, s.lo, s.width)
}
