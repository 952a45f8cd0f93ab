package engine

import (
	"context"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// step is a node of a plan made ready for one part.
type step struct {
	node *rule.PlanNode
	fill kernel // of a condition, before its "not"
	kids []*step
}

// program is a plan made ready for one part. A nil lane is empty.
type program struct {
	part    *part
	include *step
	exclude *step
	pins    pinned
}

// pinned are the rows of people chosen by hand; nil when there are none.
type pinned struct{ always, never *Bitmap }

func (a *asker) program(p *part, plan *rule.Plan) (*program, error) {
	out := &program{part: p, pins: pinned{p.rowsOf(plan.Always), p.rowsOf(plan.Never)}}
	var err error
	if plan.Include != nil {
		if out.include, err = a.step(p, plan.Include); err != nil {
			return nil, err
		}
	}
	if plan.Exclude != nil {
		out.exclude, err = a.step(p, plan.Exclude)
	}
	return out, err
}

func (a *asker) step(p *part, n *rule.PlanNode) (*step, error) {
	s := &step{node: n}
	var err error
	if n.Leaf != nil {
		s.fill, err = a.keptKernel(p, n)
		return s, err
	}
	for _, k := range n.Kids {
		kid, err := a.step(p, k)
		if err != nil {
			return nil, err
		}
		s.kids = append(s.kids, kid)
	}
	return s, nil
}

// rowsOf returns the rows of contacts, nil for none.
func (p *part) rowsOf(ids []domain.ContactID) *Bitmap {
	if len(ids) == 0 {
		return nil
	}
	b := newBitmap(p.n())
	for _, id := range ids {
		if i, ok := slices.BinarySearch(p.ids, id); ok {
			b.words[i/64] |= 1 << (i % 64)
		}
	}
	return b
}

// members answers a whole plan for a chunk.
func (pr *program) members(w *worker, lo, hi int, out []uint64) {
	if pr.include == nil {
		clear(out)
	} else {
		pr.include.run(w, lo, hi, out)
		if pr.exclude != nil && some(out) {
			leave := w.take()[:len(out)]
			pr.exclude.run(w, lo, hi, leave)
			for k := range out {
				out[k] &^= leave[k]
			}
			w.give(leave)
		}
	}
	pr.pins.apply(lo, out)
}

// apply puts people chosen by hand into a chunk that begins at row lo, or out of it.
func (p pinned) apply(lo int, out []uint64) {
	for k := range out {
		if p.always != nil {
			out[k] |= p.always.words[lo/64+k]
		}
		if p.never != nil {
			out[k] &^= p.never.words[lo/64+k]
		}
	}
}

// remove takes everybody chosen by hand out of a chunk.
func (p pinned) remove(lo int, out []uint64) {
	for _, b := range []*Bitmap{p.always, p.never} {
		for k := range out {
			if b != nil {
				out[k] &^= b.words[lo/64+k]
			}
		}
	}
}

// run answers a node. A group stops as soon as its other nodes cannot matter.
func (s *step) run(w *worker, lo, hi int, out []uint64) {
	if s.fill != nil {
		s.fill(w, lo, hi, out)
		if s.node.Not {
			flip(out)
		}
		return
	}
	s.kids[0].run(w, lo, hi, out)
	other := w.take()[:len(out)]
	for _, kid := range s.kids[1:] {
		if s.node.Mode == rule.All {
			if !some(out) {
				break
			}
			kid.run(w, lo, hi, other)
			for k := range out {
				out[k] &= other[k]
			}
			continue
		}
		kid.run(w, lo, hi, other)
		for k := range out {
			out[k] |= other[k]
		}
	}
	w.give(other)
	if s.flips() {
		flip(out)
	}
}

// flips reports whether a group's answer is the opposite of its joined nodes.
func (s *step) flips() bool { return s.node.Not != (s.node.Mode == rule.None) }

func flip(words []uint64) {
	for k := range words {
		words[k] = ^words[k]
	}
}

func some(words []uint64) bool {
	var any uint64
	for _, w := range words {
		any |= w
	}
	return any != 0
}

// Evaluate returns the members of a rule as of an instant. It fails on a rule
// with problems and when the context ends.
func (e *Engine) Evaluate(ctx context.Context, r rule.Rule, asOf time.Time) (*Bitmap, error) {
	p, err := rule.Compile(r, e.Catalog(), asOf)
	if err != nil {
		return nil, err
	}
	return e.Members(ctx, p)
}

// Members returns the members of a plan. It sets the edges of the plan's rankings.
func (e *Engine) Members(ctx context.Context, p *rule.Plan) (*Bitmap, error) {
	a := e.ask(ctx, p)
	if err := a.rankings(p); err != nil {
		return nil, err
	}
	return a.members(p)
}

func (a *asker) members(p *rule.Plan) (*Bitmap, error) {
	out := newBitmap(len(a.state.ids))
	err := a.eachPart(p, func(pr *program) kernel { return pr.members }, func(part *part, lo int, words []uint64) {
		part.scatter(out, lo, words)
	})
	return out, err
}

// eachPart runs a kernel over every part. take gets every chunk's bits of live
// rows; it is called from several goroutines, but for one chunk of the first part
// or one whole later part at a time.
func (a *asker) eachPart(p *rule.Plan, with func(*program) kernel, take func(part *part, lo int, words []uint64)) error {
	for _, part := range a.state.parts {
		pr, err := a.program(part, p)
		if err != nil {
			return err
		}
		if err := a.chunks(part, with(pr), take); err != nil {
			return err
		}
	}
	return nil
}

func (a *asker) chunks(p *part, fill kernel, take func(p *part, lo int, words []uint64)) error {
	n := chunksOf(p.n())
	run := func(w *worker, k int) {
		lo := k * chunkRows
		hi := min(lo+chunkRows, p.n())
		out := w.take()[:(hi-lo+63)/64]
		fill(w, lo, hi, out)
		for j := range out {
			out[j] &= p.live.words[lo/64+j]
		}
		take(p, lo, out)
		w.give(out)
	}
	if p.who == nil {
		return spread(a.ctx, n, run)
	}
	w := workers.Get().(*worker)
	defer workers.Put(w)
	for k := range n { // rows of later parts share words of the answer
		run(w, k)
	}
	return stopped(a.ctx)
}

// scatter sets the bits of a chunk that begins at row lo in a bitmap by number.
func (p *part) scatter(out *Bitmap, lo int, words []uint64) {
	if p.who == nil {
		copy(out.words[lo/64:], words)
		return
	}
	for k, word := range words {
		for ; word != 0; word &= word - 1 {
			out.set(int(p.who[lo+k*64+lowest(word)]))
		}
	}
}
