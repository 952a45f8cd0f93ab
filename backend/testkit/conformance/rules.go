package conformance

import (
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

func sortEvents(events []domain.Event) {
	slices.SortFunc(events, func(a, b domain.Event) int {
		if d := a.At.UnixMilli() - b.At.UnixMilli(); d != 0 {
			return int(max(-1, min(1, d)))
		}
		return int(a.ID - b.ID)
	})
}

type ruler struct {
	*rand.Rand
	w    *Workspace
	next int
}

// NewRule makes the rule of a seed for a workspace. It has no problems; some of
// it may be unfinished.
func NewRule(seed uint64, w *Workspace) rule.Rule {
	r := &ruler{Rand: rand.New(rand.NewPCG(seed, 2)), w: w}
	out := rule.Rule{Version: rule.Version, Include: r.node(3)}
	if r.IntN(3) == 0 {
		out.Exclude = r.node(2)
	}
	return out
}

func (r *ruler) node(depth int) *rule.Node {
	r.next++
	n := &rule.Node{ID: "n" + strconv.Itoa(r.next), Not: r.IntN(4) == 0, Muted: r.IntN(12) == 0}
	if depth == 0 || r.IntN(3) == 0 {
		n.Cond = r.condition()
		return n
	}
	n.Mode = pick(r.Rand, []rule.Mode{rule.All, rule.Any, rule.None})
	n.Kids = []*rule.Node{}
	for range r.IntN(4) {
		n.Kids = append(n.Kids, r.node(depth-1))
	}
	return n
}

func (r *ruler) condition() rule.Condition {
	types := []string{"sent", "opened", "purchased", "visited", "demo", "clicked"}
	event := pick(r.Rand, types)
	switch r.IntN(12) {
	case 0:
		return &rule.Everyone{}
	case 1, 2, 3:
		f := pick(r.Rand, r.w.Catalog.Fields)
		return &rule.Field{Field: f.Key, Comparison: r.comparison(f.Type)}
	case 4, 5, 6:
		return &rule.Event{Event: event, Count: r.count(), Window: r.window(false), Where: r.where()}
	case 7:
		return &rule.Recency{Event: event, Which: pick(r.Rand, []string{"last", "first"}), Window: r.window(false), Where: r.where()}
	case 8, 9:
		return r.measure(event)
	case 10:
		return &rule.Messages{N: 1 + r.IntN(3), Action: pick(r.Rand, []string{"opened", "clicked"}), Count: r.count()}
	}
	return &rule.Segment{Segments: []domain.SegmentID{domain.SegmentID(7 + r.IntN(3)), 7}[:1+r.IntN(2)]}
}

func (r *ruler) measure(event string) rule.Condition {
	c := &rule.Measure{Amount: rule.Amount{Event: event, Measure: pick(r.Rand, []string{"sum", "average", "smallest", "largest", "distinct"}), Window: r.window(false), Where: r.where()}}
	c.Property = pick(r.Rand, []string{"amount", "quantity", "score"})
	if c.Measure == "distinct" {
		c.Property = pick(r.Rand, []string{"category", "message", "due", "machine", "amount"})
	}
	n := r.numbers()
	c.Op, c.Value, c.To = n.Op, n.Value, n.To
	return c
}

func (r *ruler) numbers() rule.Comparison {
	n := func() string { return domain.FormatDecimal(int64(r.IntN(9)-2)*50, 100) }
	return rule.Comparison{Op: pick(r.Rand, []string{"eq", "lt", "lte", "gt", "gte", "between"}), Value: n(), To: n()}
}

func (r *ruler) comparison(t domain.ValueType) rule.Comparison {
	if r.IntN(10) == 0 {
		return rule.Comparison{Op: "is_set"}
	}
	switch t {
	case domain.Number, domain.Money:
		return r.numbers()
	case domain.Bool:
		return rule.Comparison{Op: "is_true"}
	case domain.Date, domain.Time:
		return rule.Comparison{Op: "window", Window: r.window(true)}
	}
	text := []rune(pick(r.Rand, texts))
	switch op := pick(r.Rand, []string{"any_of", "contains", "starts_with", "ends_with", "matches"}); op {
	case "any_of":
		return rule.Comparison{Op: op, Values: []string{pick(r.Rand, texts), pick(r.Rand, texts)}}
	case "matches":
		return rule.Comparison{Op: op, Text: pick(r.Rand, []string{"^m.*i$", "s{2}", "[[:digit:]]+", "(?:ü|é)", "A|B"})}
	default:
		return rule.Comparison{Op: op, Text: string(text[:1+r.IntN(len(text))])}
	}
}

func (r *ruler) count() *rule.Count {
	if r.IntN(5) == 0 {
		return nil
	}
	return &rule.Count{Op: pick(r.Rand, []string{"at_least", "at_most", "exactly", "between"}), N: r.IntN(4), To: r.IntN(4)}
}

// window may look forward only where values can lie in the future.
func (r *ruler) window(future bool) *rule.Window {
	if !future && r.IntN(4) == 0 {
		return nil
	}
	kinds := []string{"last", "more_than_ago", "between_ago", "calendar", "dates", "before", "after"}
	names := []string{"today", "yesterday", "this_week", "last_week", "this_month", "last_month", "this_quarter", "last_quarter",
		"this_year", "last_year", "this_fiscal_year", "last_fiscal_year"}
	if future {
		kinds, names = append(kinds, "next"), append(names, "tomorrow", "next_week", "next_month", "next_fiscal_year")
	}
	day := func() string { return r.w.AsOf.AddDate(0, 0, 5-r.IntN(40)).Format("2006-01-02") }
	w := &rule.Window{Kind: pick(r.Rand, kinds)}
	switch w.Kind {
	case "calendar":
		w.Name = pick(r.Rand, names)
	case "dates", "before", "after":
		w.From = day()
		if w.Kind == "dates" {
			w.To = day()
		}
	default:
		w.N, w.Unit = r.IntN(5), pick(r.Rand, []string{"minute", "hour", "day", "week", "month", "quarter", "year"})
		if w.Kind == "between_ago" {
			w.UntilN = r.IntN(5)
		}
	}
	return w
}

func (r *ruler) where() []rule.Filter {
	var out []rule.Filter
	for range r.IntN(3) * r.IntN(2) {
		f := rule.Filter{Not: r.IntN(3) == 0}
		switch r.IntN(4) {
		case 0:
			f.Property, f.Comparison = rule.Hour, rule.Comparison{Op: "between", Value: strconv.Itoa(r.IntN(24)), To: strconv.Itoa(r.IntN(24))}
		case 1:
			f.Property, f.Comparison = rule.Weekday, rule.Comparison{Op: "any_of", Values: []string{pick(r.Rand, rule.Weekdays), pick(r.Rand, rule.Weekdays)}}
		default:
			p := pick(r.Rand, r.w.Catalog.Properties)
			f.Property, f.Comparison = p.Key, r.comparison(p.Type)
		}
		out = append(out, f)
	}
	return out
}
