package engine

import (
	"math"

	"github.com/kvnmail/kvnmail/backend/rule"
)

// times are the instants of the rows of a run: whole seconds since base where
// all of them are (four bytes each), else UTC milliseconds.
type times struct {
	sec  []uint32
	base int64 // seconds since 1970
	ms   []int64
}

// instant are the element types times can have.
type instant interface{ uint32 | int64 }

// at returns the instant of a row in UTC milliseconds.
func (t *times) at(row int) int64 {
	if t.sec != nil {
		return (t.base + int64(t.sec[row])) * 1000
	}
	return t.ms[row]
}

func (t *times) bytes() int { return 4*len(t.sec) + 8*len(t.ms) }

// bounds are the times that lie in a span, in the unit of the rows, both ends
// included; none when it holds no instant.
type bounds[T instant] struct {
	lo, hi T
	none   bool
}

// secondsIn converts a span for rows kept as seconds.
func (t *times) secondsIn(s rule.Span) bounds[uint32] {
	lo, hi := int64(0), int64(math.MaxUint32)
	if s.Lo > t.base*1000 {
		lo = ceilDiv(s.Lo, 1000) - t.base
	}
	if s.Hi < (t.base+math.MaxUint32)*1000 {
		hi = floorDiv(s.Hi, 1000) - t.base
	}
	if lo > hi || hi < 0 || lo > math.MaxUint32 {
		return bounds[uint32]{none: true}
	}
	return bounds[uint32]{lo: uint32(lo), hi: uint32(hi)}
}

// trim returns the rows of from..to that lie in the bounds. Rows are in order of
// time; most questions are about the newest, so the end is looked at first.
func trim[T instant](at []T, from, to int, b bounds[T]) (int, int) {
	for to > from && at[to-1] > b.hi {
		to--
	}
	start := to
	for start > from && at[start-1] >= b.lo {
		start--
		if to-start == longRun {
			return from + firstFrom(at[from:start], b.lo), to
		}
	}
	return start, to
}

// longRun is from how many rows on a search by halves beats looking at each.
const longRun = 24

// firstFrom returns the first row at or after lo in ordered rows.
func firstFrom[T instant](at []T, lo T) int {
	a, b := 0, len(at)
	for a < b {
		m := int(uint(a+b) >> 1)
		if at[m] < lo {
			a = m + 1
		} else {
			b = m
		}
	}
	return a
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func ceilDiv(a, b int64) int64 { return -floorDiv(-a, b) }
