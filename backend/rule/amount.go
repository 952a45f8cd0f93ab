package rule

import (
	"math"
	"math/bits"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Amount is a number reckoned from events of one type. Measure is count, sum,
// average, smallest, largest, distinct (number of different values), gap
// (average days between two), since_first or since_last (days ago). Sum to
// distinct reckon with Property.
type Amount struct {
	Event    string   `json:"event,omitempty"`
	Measure  string   `json:"measure,omitempty" enum:"count,sum,average,smallest,largest,distinct,gap,since_first,since_last"`
	Property string   `json:"property,omitempty"`
	Window   *Window  `json:"window,omitempty"`
	Where    []Filter `json:"where,omitempty"`
}

// AmountLeaf is an Amount made ready. Its number is a Ratio in Type's units:
// the property's own for sum to largest, else plain numbers (millionths).
type AmountLeaf struct {
	Selection
	Measure  string
	Property domain.Property
	Type     domain.ValueType
	AsOf     int64 // UTC milliseconds
}

// Ratio is an exact number, Num / Den, with Den above 0.
type Ratio struct{ Num, Den int64 }

// Compare returns -1, 0 or 1 for a below, equal to or above b.
func (a Ratio) Compare(b Ratio) int {
	if a.Den == b.Den {
		return compareInts(a.Num, b.Num)
	}
	left, right := product(a.Num, b.Den), product(b.Num, a.Den)
	if c := compareInts(left.hi, right.hi); c != 0 {
		return c
	}
	switch {
	case left.lo < right.lo:
		return -1
	case left.lo > right.lo:
		return 1
	}
	return 0
}

// In reports whether the number lies in the span, exactly: one between two
// units is neither of them.
func (a Ratio) In(s Span) bool {
	return a.Compare(Ratio{s.Lo, 1}) >= 0 && a.Compare(Ratio{s.Hi, 1}) <= 0
}

func compareInts(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// wide is a signed number of 128 bits.
type wide struct {
	hi int64
	lo uint64
}

func product(a, b int64) wide {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	// Mul64 takes both as unsigned: correct the upper half for negative ones.
	return wide{int64(hi) - (a>>63)&b - (b>>63)&a, lo}
}

// A day is 86,400,000 ms and a number is kept in millionths, so a time of n ms
// is n*10/864 of those.
const (
	dayNum = 10
	dayDen = 864
)

// Days returns a time in milliseconds, divided by parts, as a number of days.
func Days(ms, parts int64) Ratio { return Ratio{ms * dayNum, dayDen * parts} }

var withProperty = []string{"sum", "average", "smallest", "largest", "distinct"}
var withoutProperty = []string{"count", "gap", "since_first", "since_last"}

func (r *resolver) amount(c Amount) (AmountLeaf, bool) {
	s, ok := r.selection(c.Event, c.Window, c.Where)
	if !ok {
		return AmountLeaf{}, false
	}
	leaf := AmountLeaf{Selection: s, Measure: c.Measure, Type: domain.Number, AsOf: r.now.at.UnixMilli()}
	if slices.Contains(withoutProperty, c.Measure) {
		return leaf, true
	}
	if c.Measure != "" && !slices.Contains(withProperty, c.Measure) {
		return leaf, r.problem("KVN Mail does not know the measure %q. Choose another.", c.Measure)
	}
	if c.Measure == "" || c.Property == "" {
		return leaf, r.unfinished("Say what to add up.")
	}
	p, ok := r.cat.properties[c.Property]
	if !ok {
		return leaf, r.problem("Events have nothing called %q. Choose another, or import it.", c.Property)
	}
	leaf.Property = p
	if c.Measure == "distinct" {
		return leaf, true
	}
	leaf.Type = p.Type
	if p.Type != domain.Number && p.Type != domain.Money {
		return leaf, r.problem("%s is not a number, so it cannot be added up. Choose a number, or count different values.", r.cat.PropertyName(p))
	}
	return leaf, true
}

// reckon returns the number, how many events it was reckoned from, and whether
// there is one: count and sum of nothing are 0, the others are missing.
func (l AmountLeaf) reckon(s *subject) (total Ratio, n int64, ok bool) {
	picked := l.pick(s)
	n = int64(len(picked))
	switch l.Measure {
	case "count":
		return Ratio{n * domain.NumberScale, 1}, n, true
	case "gap", "since_first", "since_last":
		return l.times(picked)
	}
	values := l.values(picked)
	n = int64(len(values))
	if n == 0 {
		return Ratio{0, 1}, 0, l.Measure == "sum"
	}
	return l.total(values), n, true
}

func (l AmountLeaf) times(picked []domain.Event) (Ratio, int64, bool) {
	n := int64(len(picked))
	if n == 0 || l.Measure == "gap" && n == 1 {
		return Ratio{}, n, false
	}
	first, last := picked[0].At.UnixMilli(), picked[n-1].At.UnixMilli()
	switch l.Measure {
	case "gap":
		return Days(last-first, n-1), n, true
	case "since_first":
		return Days(l.AsOf-first, 1), n, true
	}
	return Days(l.AsOf-last, 1), n, true
}

// values returns what there is to reckon with, texts and lists folded.
func (l AmountLeaf) values(picked []domain.Event) []domain.Value {
	var out []domain.Value
	for _, e := range picked {
		v := e.Prop(l.Property.ID)
		if v.Type != l.Property.Type {
			continue
		}
		if v.Type.Coded() {
			if v.Text = FoldValue(v); v.Text == "" {
				continue
			}
		}
		out = append(out, v)
	}
	return out
}

func (l AmountLeaf) total(values []domain.Value) Ratio {
	var sum int64
	distinct := map[domain.Value]bool{}
	smallest, largest := int64(math.MaxInt64), int64(math.MinInt64)
	for _, v := range values {
		sum += v.Int
		distinct[v] = true
		smallest, largest = min(smallest, v.Int), max(largest, v.Int)
	}
	switch l.Measure {
	case "sum":
		return Ratio{sum, 1}
	case "average":
		return Ratio{sum, int64(len(values))}
	case "smallest":
		return Ratio{smallest, 1}
	case "largest":
		return Ratio{largest, 1}
	}
	return Ratio{int64(len(distinct)) * domain.NumberScale, 1}
}
