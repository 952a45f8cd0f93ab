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
	leaf.Span = Span{leaf.Edges[0] + 1, leaf.Edges[c.Of]}
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

func (l RegularLeaf) facts(w *writer, f finding) string {
	return "In " + w.number(f.count) + " of " + w.number(int64(len(l.Edges)-1)) + " periods"
}

func (c *Regular) tokens(w *writer, not bool) []Token {
	v := w.eventVerb(c.Event)
	verb := choose(not, v.plain, "did not "+v.base)
	out := append([]Token{{verb, "not"}}, w.where(c.Where)...)
	unit := w.orChoose(c.Unit)
	return append(out, Token{"in " + w.countOf(c.Count), "count"}, Token{"of the last " + w.plural(int64(c.Of), unit, unit+"s"), "window"})
}

func (w *writer) timesOften(n int64) string { return strings.ToLower(w.times(n)) }
