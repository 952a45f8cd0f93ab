package conformance

import (
	"math"
	"strconv"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

var units = []string{"minute", "hour", "day", "week", "month", "quarter", "year"}

// numbers compares with a number that is among the data's, or the largest there is.
func (r *ruler) numbers(t domain.ValueType) rule.Comparison {
	scale := int64(domain.NumberScale)
	if t == domain.Money {
		scale = 100
	}
	n := func() string {
		if r.may(Largest) && chance(r.Rand, 15) {
			return domain.FormatDecimal(pick(r.Rand, []int64{math.MaxInt64, -math.MaxInt64}), scale)
		}
		if chance(r.Rand, 2) {
			return domain.FormatDecimal(int64(r.IntN(5)-2), scale)
		}
		return domain.FormatDecimal(int64(r.IntN(9)-4)*50, 100)
	}
	return rule.Comparison{Op: pick(r.Rand, []string{"eq", "lt", "lte", "gt", "gte", "between"}), Value: n(), To: n()}
}

func (r *ruler) comparison(t domain.ValueType) rule.Comparison {
	if chance(r.Rand, 10) {
		return rule.Comparison{Op: "is_set"}
	}
	switch t {
	case domain.Number, domain.Money:
		return r.numbers(t)
	case domain.Bool:
		return rule.Comparison{Op: "is_true"}
	case domain.Date, domain.Time:
		return rule.Comparison{Op: pick(r.Rand, []string{"window", "window", "anniversary"}), Window: r.window(true)}
	case domain.List:
		return r.listing()
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

// listing compares a list. A value of two lines is no item, whatever its lines are.
func (r *ruler) listing() rule.Comparison {
	if chance(r.Rand, 4) {
		return rule.Comparison{Op: "number", Count: &rule.Count{Op: pick(r.Rand, []string{"at_least", "at_most", "exactly", "between"}), N: r.IntN(4), To: r.IntN(4)}}
	}
	c := rule.Comparison{Op: pick(r.Rand, []string{"any_of", "all_of", "none_of"})}
	for range 1 + r.IntN(3) {
		c.Values = append(c.Values, pick(r.Rand, items))
	}
	if chance(r.Rand, 8) {
		c.Values[0] = "care\nGold"
	}
	return c
}

// past is a window that is not "ever".
func (r *ruler) past() *rule.Window {
	for {
		if w := r.window(false); w != nil {
			return w
		}
	}
}

// window may look forward only where values can lie in the future.
func (r *ruler) window(future bool) *rule.Window {
	if !future && chance(r.Rand, 4) {
		return nil
	}
	kinds := []string{"last", "more_than_ago", "between_ago", "calendar", "dates", "before", "after"}
	names := []string{"today", "yesterday", "this_week", "last_week", "this_month", "last_month", "this_quarter", "last_quarter",
		"this_year", "last_year", "this_fiscal_year", "last_fiscal_year"}
	if future {
		kinds, names = append(kinds, "next"), append(names, "tomorrow", "next_week", "next_month", "next_quarter", "next_year", "next_fiscal_year")
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
		w.N, w.Unit = r.IntN(5), pick(r.Rand, units)
		if w.Kind == "between_ago" {
			w.UntilN = r.IntN(5)
		}
	}
	return w
}

// where is none, one or two filters.
func (r *ruler) where() []rule.Filter {
	var out []rule.Filter
	for range r.IntN(3) * r.IntN(2) {
		out = append(out, r.filterIn(2))
	}
	return out
}

// filterIn is a filter, or a group of filters up to a depth.
func (r *ruler) filterIn(depth int) rule.Filter {
	if depth == 0 || !r.may(FilterTree) || !chance(r.Rand, 5) {
		return r.filter()
	}
	var kids []rule.Filter
	for range 1 + r.IntN(3) {
		kids = append(kids, r.filterIn(depth-1))
	}
	f := rule.Filter{Not: chance(r.Rand, 3)}
	switch r.IntN(3) {
	case 0:
		f.All = kids
	case 1:
		f.Any = kids
	case 2:
		f.None = kids
	}
	return f
}

// filter asks one thing of an event.
func (r *ruler) filter() rule.Filter {
	f := rule.Filter{Not: chance(r.Rand, 3)}
	switch r.IntN(4) {
	case 0:
		f.Property, f.Comparison = rule.Hour, r.hours()
	case 1:
		f.Property, f.Comparison = rule.Weekday, rule.Comparison{Op: "any_of", Values: []string{pick(r.Rand, rule.Weekdays), pick(r.Rand, rule.Weekdays)}}
		if chance(r.Rand, 10) {
			f.Comparison = rule.Comparison{Op: "is_set"}
		}
	default:
		p := r.property()
		f.Property, f.Comparison = p.Key, r.comparison(p.Type)
	}
	return f
}

// hours compares an hour of the day, most often with hours past midnight.
func (r *ruler) hours() rule.Comparison {
	c := rule.Comparison{Op: "between", Value: strconv.Itoa(r.IntN(24)), To: strconv.Itoa(r.IntN(24))}
	if chance(r.Rand, 4) {
		c.Op = pick(r.Rand, []string{"eq", "lt", "lte", "gt", "gte", "is_set"})
	}
	return c
}

func (r *ruler) property() domain.Property {
	for {
		if p := pick(r.Rand, r.w.Catalog.Properties); p.Type != domain.List || r.may(Lists) {
			return p
		}
	}
}
