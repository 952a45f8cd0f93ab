package engine

import (
	"math"
	"slices"
	"sync"
)

// missingInt stands for no number in a list of numbers.
const missingInt = math.MinInt64

// intReader reads whole numbers of a column, which may be nil.
func intReader(c *column) func(row int) (int64, bool) {
	if c == nil || c.typ.Coded() {
		return nil
	}
	return c.int
}

// deedReader reads how many events of a type there are, when the last was, or
// what they add up to; nobody without one has a number.
func (a *asker) deedReader(p *part, k OrderKey) func(row int) (int64, bool) {
	s := a.upTo(p.events(k.Event))
	if s.run == nil {
		return nil
	}
	if k.By == BySum {
		return sumReader(&s, s.run.props[k.Property])
	}
	return func(row int) (int64, bool) {
		from, to := s.bounds(row)
		if from == to {
			return 0, false
		}
		if k.By == ByCount {
			return int64(to - from), true
		}
		return s.run.at.at(to - 1), true
	}
}

// sumReader adds up a column of rows; who has no value at all has no sum.
func sumReader(s *rows, c *column) func(row int) (int64, bool) {
	if c == nil || c.typ.Coded() {
		return nil
	}
	return func(row int) (sum int64, some bool) {
		from, to := s.bounds(row)
		for i := from; i < to; i++ {
			if v, ok := c.int(i); ok {
				sum, some = sum+v, true
			}
		}
		return sum, some
	}
}

// intRanks ranks everybody by whole numbers; of gives a part's reader, nil where
// nobody in it has one.
func (a *asker) intRanks(of func(p *part) func(row int) (int64, bool)) (ranks, error) {
	values := make([]int64, len(a.state.ids))
	for i := range values {
		values[i] = missingInt
	}
	var mu sync.Mutex
	var all frame
	for _, p := range a.state.parts {
		read := of(p)
		if read == nil {
			continue
		}
		err := a.eachChunk(p, func(lo, hi int) {
			var f frame
			for row := lo; row < hi; row++ {
				if !p.live.Has(row) {
					continue
				}
				if v, ok := read(row); ok {
					values[p.number(row)] = v
					f.add(v)
				}
			}
			mu.Lock()
			defer mu.Unlock()
			all.include(f)
		})
		if err != nil {
			return ranks{}, err
		}
	}
	return rankInts(values, all), nil
}

// eachChunk calls fn with stretches of a part's rows, on all cores.
func (a *asker) eachChunk(p *part, fn func(lo, hi int)) error {
	none := func() struct{} { return struct{}{} }
	return share(a.ctx, chunksOf(p.n()), none, func(_ struct{}, k int) {
		fn(k*chunkRows, min((k+1)*chunkRows, p.n()))
	})
}

// rankInts ranks numbers by where they stand in their frame, or, where that has
// more places than ranks can say, by their place among all there are.
func rankInts(values []int64, f frame) ranks {
	out := ranks{codes: make([]uint32, len(values))}
	if !f.some {
		return out
	}
	rank := func(v int64) uint32 { return uint32(uint64(v-f.lowest)/f.divisor()) + 1 }
	if f.top() < math.MaxUint32 {
		out.top = uint32(f.top())
	} else {
		var distinct []int64
		for _, v := range values {
			if v != missingInt {
				distinct = append(distinct, v)
			}
		}
		slices.Sort(distinct)
		distinct = slices.Compact(distinct)
		out.top = uint32(len(distinct))
		rank = func(v int64) uint32 {
			at, _ := slices.BinarySearch(distinct, v)
			return uint32(at) + 1
		}
	}
	const block = 1 << 16
	everyCore((len(values)+block-1)/block, func(k int) {
		for i := k * block; i < min((k+1)*block, len(values)); i++ {
			if values[i] != missingInt {
				out.codes[i] = rank(values[i])
			}
		}
	})
	return out
}
