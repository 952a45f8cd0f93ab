package sample

import (
	"math"
	"math/rand/v2"
	"time"
)

// source is one person's randomness.
type source struct{ *rand.Rand }

// personSource gives person i of a seed a source that no other person shares.
func personSource(seed uint64, i int) source {
	return source{rand.New(rand.NewPCG(seed, uint64(i)*0x9e3779b97f4a7c15+1))}
}

// chance is true with probability p.
func (s source) chance(p float64) bool { return s.Float64() < p }

// weighted picks an index with probability proportional to its weight.
func (s source) weighted(weights []float64) int {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	x := s.Float64() * sum
	for i, w := range weights {
		if x -= w; x < 0 {
			return i
		}
	}
	return len(weights) - 1
}

// count draws from a Poisson distribution (Knuth's method; mean below about 30).
func (s source) count(mean float64) int {
	limit, product := math.Exp(-mean), s.Float64()
	n := 0
	for ; product > limit; n++ {
		product *= s.Float64()
	}
	return n
}

// pick returns one of the words.
func (s source) pick(words []string) string { return words[s.IntN(len(words))] }

// moment is an instant on the day in zone, at an hour people are awake for, shifted towards
// the person's own favourite hour.
func (s source) moment(day time.Time, favourite int) time.Time {
	hour := favourite
	if s.chance(.45) {
		hour = s.weighted(hourWeights)
	}
	y, m, d := day.Date()
	return time.Date(y, m, d, hour, s.IntN(60), s.IntN(60), 0, day.Location())
}
