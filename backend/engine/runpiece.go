package engine

import (
	"math"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// runPiece is rows of one run on their way, in the run's order. counts says how
// many rows contact first+i has.
type runPiece struct {
	first  int
	counts []uint32
	at     []int64 // UTC milliseconds
	props  map[domain.PropertyID]*pieceColumn
}

type pieceColumn struct {
	typ domain.ValueType
	values
}

// runPiece takes a block of events over. Events of nobody in ids are left out.
func (e *Engine) runPiece(block *domain.EventBlock, ids []domain.ContactID) *runPiece {
	p := &runPiece{props: map[domain.PropertyID]*pieceColumn{}}
	keep := p.place(block, ids)
	if len(p.counts) == 0 {
		return p
	}
	p.at = pickRows(block.At, keep)
	var own []uint32
	for i := range block.Columns {
		c := &block.Columns[i]
		if t, known := e.propertyType(c.Property); !known || t != c.Type {
			continue
		}
		col := &pieceColumn{typ: c.Type}
		col.read(&c.ValueColumn, e.propertyTexts(c.Property), own)
		if keep != nil {
			col.codes, col.ints = pickRows(col.codes, keep), pickRows(col.ints, keep)
		}
		p.props[c.Property] = col
	}
	return p
}

// place counts the rows of each contact. keep is nil when every row stays.
func (p *runPiece) place(block *domain.EventBlock, ids []domain.ContactID) (keep []uint32) {
	var numbers []int
	all := true
	for _, id := range block.Contacts {
		i, known := slices.BinarySearch(ids, id)
		if !known {
			i, all = -1, false
		}
		numbers = append(numbers, i)
		if known && len(p.counts) == 0 {
			p.first = i
			p.counts = append(p.counts, 0)
		}
		for known && p.first+len(p.counts) <= i {
			p.counts = append(p.counts, 0)
		}
	}
	start := uint32(0)
	for k, end := range block.Ends {
		if i := numbers[k]; i >= 0 {
			p.counts[i-p.first] = end - start
			for row := start; row < end && !all; row++ {
				keep = append(keep, row)
			}
		}
		start = end
	}
	return keep
}

// pickRows returns the rows in the given order; nil order means all as they are.
func pickRows[T any](in []T, order []uint32) []T {
	if order == nil || in == nil {
		return slices.Clone(in)
	}
	out := make([]T, len(order))
	for i, row := range order {
		out[i] = in[row]
	}
	return out
}

// joinRun makes a run over n contacts of pieces with ascending contacts, no two
// of which share one.
func (e *Engine) joinRun(n int, pieces []*runPiece, dict func(domain.PropertyID) *dictionary, work parallel) *run {
	r := &run{off: make([]uint32, n+1), props: map[domain.PropertyID]*column{}, first: math.MaxInt64, last: math.MinInt64}
	starts := make([]int, len(pieces))
	rows := 0
	types := map[domain.PropertyID]domain.ValueType{}
	for k, p := range pieces {
		starts[k] = rows
		rows += len(p.at)
		for i, c := range p.counts {
			r.off[p.first+i+1] = c
		}
		for id, c := range p.props {
			types[id] = c.typ
		}
	}
	for i := range n {
		r.off[i+1] += r.off[i]
	}
	r.joinTimes(rows, pieces, starts, work)
	for id, typ := range types {
		chunks := make([]chunk, len(pieces))
		for k, p := range pieces {
			chunks[k] = chunk{first: starts[k]}
			if c := p.props[id]; c != nil {
				chunks[k].values = &c.values
			}
		}
		var d *dictionary
		if typ.Coded() {
			d = dict(id)
		}
		r.props[id] = assemble(typ, d, rows, chunks, work)
	}
	return r
}

// joinTimes keeps the instants as seconds where that loses nothing.
func (r *run) joinTimes(rows int, pieces []*runPiece, starts []int, work parallel) {
	whole := true
	for _, p := range pieces {
		for _, at := range p.at {
			r.first, r.last = min(r.first, at), max(r.last, at)
			whole = whole && at%1000 == 0
		}
	}
	if rows == 0 {
		r.first, r.last = 0, 0
		r.at.sec = []uint32{}
		return
	}
	r.at.base = floorDiv(r.first, 1000)
	if !whole || floorDiv(r.last, 1000)-r.at.base > math.MaxUint32 {
		r.at.ms = make([]int64, rows)
		work(len(pieces), func(k int) { copy(r.at.ms[starts[k]:], pieces[k].at) })
		return
	}
	r.at.sec = make([]uint32, rows)
	work(len(pieces), func(k int) {
		out := r.at.sec[starts[k]:]
		for i, at := range pieces[k].at {
			out[i] = uint32(at/1000 - r.at.base)
		}
	})
}
