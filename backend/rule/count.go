package rule

import "math"

// Count is how often something must have happened. Op is at_least, at_most,
// exactly or between (N and To, both included). A nil Count is "at least once".
type Count struct {
	Op string `json:"op" enum:"at_least,at_most,exactly,between"`
	N  int    `json:"n"`
	To int    `json:"to,omitempty"`
}

// count turns a Count into the range of numbers that passes.
func (r *resolver) countSpan(c *Count) (Span, bool) {
	if c == nil {
		return Span{Lo: 1, Hi: math.MaxInt64}, true
	}
	if c.N < 0 || c.To < 0 {
		return Span{}, r.problem("A number of times cannot be below 0. Type another number.")
	}
	n, to := int64(c.N), int64(c.To)
	switch c.Op {
	case "at_least":
		return Span{Lo: n, Hi: math.MaxInt64}, true
	case "at_most":
		return Span{Lo: 0, Hi: n}, true
	case "exactly":
		return Span{Lo: n, Hi: n}, true
	case "between":
		return Span{Lo: min(n, to), Hi: max(n, to)}, true
	case "":
		return Span{}, r.unfinished("Say how many times.")
	}
	return Span{}, r.problem("KVN Mail does not know the count %q. Choose at least, at most, exactly or between.", c.Op)
}

// affirm says a count in the plainest way, with the negation it is left with:
// "exactly 0" is "not at least 1" and "not at most 2" is "more_than 2". Equal and
// zero bounds of "between" fall away. A nil Count is "at least once".
func affirm(c *Count, not bool) (Count, bool) {
	out := Count{Op: "at_least", N: 1}
	if c != nil {
		out = *c
	}
	if out.Op == "between" {
		out.N, out.To = min(c.N, c.To), max(c.N, c.To)
		switch {
		case out.N == out.To:
			out.Op = "exactly"
		case out.N == 0:
			out.Op, out.N = "at_most", out.To
		}
	}
	switch {
	case out.N == 0 && (out.Op == "exactly" || out.Op == "at_most"):
		return Count{Op: "at_least", N: 1}, !not
	case not && out.Op == "at_most":
		return Count{Op: "more_than", N: out.N}, false
	}
	return out, not
}
