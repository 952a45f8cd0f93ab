package rule

import (
	"slices"
	"strings"
)

// Regular asks in how many of the last periods something happened: "in at least
// 4 of the last 6 months". Periods count back from the instant asked at; Unit is
// day, week or month.
type Regular struct {
	Event string   `json:"event"`
	Of    int      `json:"of"`
	Unit  string   `json:"unit" enum:"day,week,month"`
	Count *Count   `json:"count,omitempty"`
	Where []Filter `json:"where,omitempty"`
}

// RegularLeaf is a Regular made ready. Period i holds the instants after
// Edges[i] up to and with Edges[i+1] (UTC milliseconds, ascending).
type RegularLeaf struct {
	Selection
	Edges []int64
	Unit  string
	Count Span
}

const maxPeriods = 400

// Kind returns "regular".
func (*Regular) Kind() string { return "regular" }

// Trait returns the chip's key.
func (c *Regular) Trait() string { return "regular:" + c.Event }

func (c *Regular) resolve(r *resolver) Leaf {
	s, ok := r.selection(c.Event, nil, c.Where)
	if !ok {
		return nil
	}
	if c.Of == 0 || c.Unit == "" {
		r.unfinished("Say how many of the last weeks or months to look at.")
		return nil
	}
	if c.Of < 0 || c.Of > maxPeriods {
		r.problem("The number of periods has to be between 1 and %d.", maxPeriods)
		return nil
	}
	if !slices.Contains([]string{"day", "week", "month"}, c.Unit) {
		r.problem("KVN Mail cannot look at every %q. Choose days, weeks or months.", c.Unit)
		return nil
	}
	n, ok := r.countSpan(c.Count)
	if !ok {
		return nil
	}
	leaf := RegularLeaf{Selection: s, Count: n, Unit: c.Unit}
	for i := c.Of; i >= 0; i-- {
		leaf.Edges = append(leaf.Edges, r.now.step(-i, c.Unit))
	}
	leaf.Span = Span{Lo: leaf.Edges[0] + 1, Hi: leaf.Edges[c.Of]}
	return leaf
}

func (l RegularLeaf) find(s *subject) finding {
	seen := l.pick(s)
	hit := make([]bool, len(l.Edges))
	n := int64(0)
	for _, e := range seen {
		i, _ := slices.BinarySearch(l.Edges, e.At.UnixMilli())
		if !hit[i] {
			hit[i] = true
			n++
		}
	}
	return finding{match: l.Count.Has(n), count: n, seen: seen}
}

func (l RegularLeaf) facts(v voice, f finding) string { return v.regularFacts(l, f) }

func (v english) regularFacts(l RegularLeaf, f finding) string {
	return "In " + v.number(f.count) + " of " + v.number(int64(len(l.Edges)-1)) + " periods"
}

func (c *Regular) tokens(v voice, not bool) []Token { return v.regular(c, not) }

func (v english) regular(c *Regular, not bool) []Token {
	verb := v.eventVerb(c.Event)
	n, not := affirmPeriods(c.Count, not)
	out := append([]Token{{choose(not, verb.plain, "did not "+verb.base), "not"}}, v.where(c.Where, "where")...)
	of := v.countOf(n)
	switch {
	case not && n.Op == "at_least":
		of = "any"
	case n.Op == "between":
		of = v.number(int64(n.N)) + " to " + v.number(int64(n.To))
	}
	return append(out, Token{"in " + of, "count"}, Token{"of the last " + v.units(c.Of, c.Unit), "window"})
}

// affirmPeriods is affirm for a number of periods, where "not at least 4" is
// said as "fewer_than 4": "did not order in at least 4" could mean either.
func affirmPeriods(c *Count, not bool) (Count, bool) {
	n, not := affirm(c, not)
	if not && n.Op == "at_least" && n.N > 1 {
		return Count{Op: "fewer_than", N: n.N}, false
	}
	return n, not
}

func (v english) timesOften(n int64) string { return strings.ToLower(v.times(n)) }
