package segment

import (
	"strconv"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// bounds finds ranges written the wrong way round. They are read in order all the same.
func (l *linter) bounds(n *rule.Node, path string) {
	for _, r := range rangesOf(n.Cond) {
		if r.swapped() {
			l.say(n, path, SwappedBounds, l.words.swapped(r.to(), r.from()), l.words.putInOrder, func(m *mending) { m.putInOrder(path) })
			return
		}
	}
}

// span is a range as it is written in a condition.
type span interface {
	from() string
	to() string
	swapped() bool // the larger end comes first
	swap()
}

// rangesOf lists the ranges of a condition: of its values, its counts, its dates
// and its filters.
func rangesOf(c rule.Condition) (out []span) {
	switch c := c.(type) {
	case *rule.Field:
		out = comparisonSpans(&c.Comparison)
	case *rule.Measure:
		out = append(windowSpans(c.Window), filterSpans(c.Where)...)
		if c.Op == "between" {
			out = append(out, numberSpan{&c.Value, &c.To})
		}
	case *rule.Event:
		out = append(countSpans(c.Count), windowSpans(c.Window)...)
		out = append(out, filterSpans(c.Where)...)
	case *rule.Recency:
		out = append(windowSpans(c.Window), filterSpans(c.Where)...)
	case *rule.Messages:
		out = countSpans(c.Count)
	case *rule.Regular:
		out = append(countSpans(c.Count), filterSpans(c.Where)...)
	}
	return out
}

func comparisonSpans(c *rule.Comparison) []span {
	out := append(countSpans(c.Count), windowSpans(c.Window)...)
	if c.Op == "between" {
		out = append(out, numberSpan{&c.Value, &c.To})
	}
	return out
}

// filterSpans leaves out hours: from 22 to 3 is past midnight.
func filterSpans(where []rule.Filter) (out []span) {
	for i := range where {
		if where[i].Property != rule.Hour {
			out = append(out, comparisonSpans(&where[i].Comparison)...)
		}
	}
	return out
}

func countSpans(c *rule.Count) []span {
	if c == nil || c.Op != "between" {
		return nil
	}
	return []span{countSpan{c}}
}

func windowSpans(w *rule.Window) []span {
	if w == nil || w.Kind != "dates" {
		return nil
	}
	return []span{dateSpan{w}}
}

// numberSpan are two numbers in decimals.
type numberSpan struct{ lo, hi *string }

func (s numberSpan) from() string { return *s.lo }
func (s numberSpan) to() string   { return *s.hi }
func (s numberSpan) swap()        { *s.lo, *s.hi = *s.hi, *s.lo }

func (s numberSpan) swapped() bool {
	lo, errLo := domain.ParseDecimal(*s.lo, domain.NumberScale)
	hi, errHi := domain.ParseDecimal(*s.hi, domain.NumberScale)
	return errLo == nil && errHi == nil && lo > hi
}

// countSpan are two numbers of times.
type countSpan struct{ count *rule.Count }

func (s countSpan) from() string  { return strconv.Itoa(s.count.N) }
func (s countSpan) to() string    { return strconv.Itoa(s.count.To) }
func (s countSpan) swapped() bool { return s.count.N > s.count.To }
func (s countSpan) swap()         { s.count.N, s.count.To = s.count.To, s.count.N }

// dateSpan are two days, which order as their texts do.
type dateSpan struct{ window *rule.Window }

func (s dateSpan) from() string  { return s.window.From }
func (s dateSpan) to() string    { return s.window.To }
func (s dateSpan) swapped() bool { return s.window.To != "" && s.window.From > s.window.To }
func (s dateSpan) swap()         { s.window.From, s.window.To = s.window.To, s.window.From }
