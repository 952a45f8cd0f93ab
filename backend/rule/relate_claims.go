package rule

import (
	"math"
	"reflect"
	"slices"
	"strings"
)

// tallied says of a contact that the number of some events lies in a span. What a
// condition asks of events is one of these or, for the last and the first event, two.
type tallied struct {
	of    Selection
	times Span
}

// claimsOf takes a condition without its "not" apart, nil where it asks something else.
func claimsOf(leaf Leaf) []tallied {
	once, never := Span{1, math.MaxInt64}, Span{0, 0}
	switch l := leaf.(type) {
	case EventLeaf:
		return []tallied{{l.Selection, l.Count}}
	case RecencyLeaf:
		in, beyond := l.Selection, l.Selection
		in.Span = l.In
		beyond.Span = Span{Lo: l.In.Hi + 1, Hi: math.MaxInt64}
		if l.First {
			beyond.Span = Span{Lo: forever.Lo, Hi: l.In.Lo - 1}
		}
		return []tallied{{in, once}, {beyond, never}}
	}
	return nil
}

// relateClaims relates two conditions by what both say of events.
func relateClaims(as, bs []tallied) Relation {
	excludes := func(a tallied) bool { return slices.ContainsFunc(bs, a.excludes) }
	switch {
	case len(as) == 0 || len(bs) == 0:
		return Unrelated
	case slices.ContainsFunc(as, excludes):
		return Excludes
	case implyAll(as, bs):
		return Implies
	case implyAll(bs, as):
		return Implied
	}
	return Unrelated
}

// implyAll reports whether each of bs follows from one of as.
func implyAll(as, bs []tallied) bool {
	for _, b := range bs {
		if !slices.ContainsFunc(as, func(a tallied) bool { return a.implies(b) }) {
			return false
		}
	}
	return true
}

// excludes reports that nobody can be as both claims say: there are never more
// events of a part than of the whole.
func (c tallied) excludes(o tallied) bool {
	return c.of.within(o.of) && c.times.Lo > o.times.Hi || o.of.within(c.of) && o.times.Lo > c.times.Hi
}

// implies reports that the other follows: many of a part are many of the whole, and
// few of the whole are few of a part.
func (c tallied) implies(o tallied) bool {
	many := c.of.within(o.of) && c.times.Lo >= o.times.Lo && o.times.Hi == math.MaxInt64
	few := o.of.within(c.of) && o.times.Lo == 0 && c.times.Hi <= o.times.Hi
	return many || few
}

// within reports whether every event that s picks is picked by o too, whatever there is.
func (s Selection) within(o Selection) bool {
	if s.Type.ID != o.Type.ID || s.Span.Lo < o.Span.Lo || s.Span.Hi > o.Span.Hi {
		return false
	}
	for _, test := range o.Where {
		if !slices.ContainsFunc(s.Where, func(own FilterTest) bool { return reflect.DeepEqual(own, test) }) {
			return false
		}
	}
	return true
}

// relateMeasures relates two questions about the same number reckoned from events.
func relateMeasures(a, b MeasureLeaf) Relation {
	if !reflect.DeepEqual(a.AmountLeaf, b.AmountLeaf) {
		return Unrelated
	}
	left, leftFits := a.doubled()
	right, rightFits := b.doubled()
	if !leftFits || !rightFits {
		return Unrelated
	}
	return orMissing(relateSpans(left, right, forever), a.Measure != "count" && a.Measure != "sum")
}

// orMissing weakens a relation of numbers where a contact may have no number at
// all, and so match neither.
func orMissing(r Relation, may bool) Relation {
	switch {
	case !may:
		return r
	case r == Opposite:
		return Excludes
	case r == Covers:
		return Unrelated
	}
	return r
}

// doubled is the span with room for what lies between two whole units: n stands at
// 2n and everything from n to n+1 at 2n+1. False where the numbers are too large.
func (l MeasureLeaf) doubled() (Span, bool) {
	const most = math.MaxInt64 / 4
	inner := 0
	if l.Strict {
		inner = 1
	}
	out := l.Span
	for _, end := range []struct {
		at    *int64
		open  int64
		outer int64
	}{{&out.Lo, forever.Lo, -1}, {&out.Hi, forever.Hi, 1}} {
		if *end.at == end.open {
			continue
		}
		if *end.at > most || *end.at < -most {
			return Span{}, false
		}
		*end.at = 2**end.at + int64(inner)*end.outer
	}
	return out, true
}

// relateTexts relates a list of values to another question about the same text.
func relateTexts(values []string, other Test) Relation {
	passing := 0
	for _, v := range values {
		if other.Text(v) {
			passing++
		}
	}
	switch passing {
	case 0:
		return Excludes
	case len(values):
		return Implies
	}
	return Unrelated
}

// relateNeedles relates two pieces that a text contains, begins or ends with.
func relateNeedles(a, b Test) Relation {
	holds := map[string]func(string, string) bool{"contains": strings.Contains, "starts_with": strings.HasPrefix, "ends_with": strings.HasSuffix}
	sameEnd := a.Op == b.Op || b.Op == "contains"
	switch {
	case holds[a.Op] == nil || holds[b.Op] == nil:
		return Unrelated
	case sameEnd && holds[b.Op](a.Needle, b.Needle):
		return Implies
	case (a.Op == b.Op || a.Op == "contains") && holds[a.Op](b.Needle, a.Needle):
		return Implied
	}
	return Unrelated
}
