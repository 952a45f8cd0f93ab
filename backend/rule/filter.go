package rule

import (
	"slices"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Virtual properties, which every event has: the local hour (0 to 23) and the
// local day of the week ("mon" to "sun").
const (
	Hour    = "hour"
	Weekday = "weekday"
)

// Weekdays are the values of Weekday, in the order of time.Weekday.
var Weekdays = []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

// Filter asks something of an event's own properties, or is a group of filters:
// then one of All, Any and None is set.
type Filter struct {
	Property string `json:"property,omitempty"`
	Not      bool   `json:"not,omitempty"`
	Comparison
	All  []Filter `json:"all,omitempty"`
	Any  []Filter `json:"any,omitempty"`
	None []Filter `json:"none,omitempty"`
}

// group returns the mode and filters of a group, "" for a single filter.
func (f Filter) group() (Mode, []Filter) {
	switch {
	case len(f.All) > 0:
		return All, f.All
	case len(f.Any) > 0:
		return Any, f.Any
	case len(f.None) > 0:
		return None, f.None
	}
	return "", nil
}

// forms counts what the filter is: a group of a mode, or of several, or a single one.
func (f Filter) forms() int {
	n := 0
	for _, is := range []bool{f.Property != "", len(f.All) > 0, len(f.Any) > 0, len(f.None) > 0} {
		if is {
			n++
		}
	}
	return n
}

// FilterTest is a Filter made ready. Mode and Kids are set for groups. Virtual
// is Hour, Weekday (Days says which pass, by time.Weekday) or "" for a stored
// property.
type FilterTest struct {
	Mode     Mode
	Kids     []FilterTest
	Property domain.PropertyID
	Virtual  string
	Days     [7]bool
	Test     Test
	Not      bool
}

// maxFilters is how many filters one condition may have, groups included.
const maxFilters = 200

// filters makes the filters of a condition ready: all of them have to pass.
func (r *resolver) filters(where []Filter) ([]FilterTest, bool) {
	left := maxFilters
	return r.filterList(where, 1, &left)
}

func (r *resolver) filterList(where []Filter, depth int, left *int) ([]FilterTest, bool) {
	if *left -= len(where); *left < 0 || depth > MaxDepth {
		return nil, r.problem("This has more filters than can be followed. Keep at most %d, and groups at most %d deep.", maxFilters, MaxDepth)
	}
	var out []FilterTest
	for _, f := range where {
		if f.forms() > 1 {
			return nil, r.problem("A filter here is two things at once. Remove it and add it again.")
		}
		t := FilterTest{Not: f.Not}
		mode, kids := f.group()
		ok := false
		if t.Mode = mode; mode == "" {
			t, ok = r.filter(f)
		} else {
			t.Kids, ok = r.filterList(kids, depth+1, left)
		}
		if !ok {
			return nil, false
		}
		out = append(out, t)
	}
	return out, true
}

func (r *resolver) filter(f Filter) (FilterTest, bool) {
	if f.Property == "" {
		return FilterTest{}, r.unfinished("Choose what the filter looks at.")
	}
	p, ok := r.cat.Property(f.Property)
	if !ok {
		return FilterTest{}, r.problem("Events have nothing called %q. Choose another, or import it.", f.Property)
	}
	out := FilterTest{Property: p.ID, Not: f.Not}
	switch f.Property {
	case Weekday:
		return r.weekdayFilter(out, f)
	case Hour:
		out.Virtual = Hour
	}
	out.Test, ok = r.test(f.Comparison, p.Type, r.cat.PropertyName(p))
	if ok && out.Virtual == Hour && f.Op == "between" {
		out.wrapHours(f)
	}
	return out, ok
}

// wrapHours lets "between 22 and 3" run past midnight; other numbers put
// swapped bounds in order.
func (t *FilterTest) wrapHours(f Filter) {
	from, _ := domain.ParseDecimal(f.Value, domain.NumberScale)
	to, _ := domain.ParseDecimal(f.To, domain.NumberScale)
	t.Test.Span, t.Test.Wrap = Span{Lo: from, Hi: to}, from > to
}

func (r *resolver) weekdayFilter(out FilterTest, f Filter) (FilterTest, bool) {
	out.Virtual = Weekday
	if f.Op == "is_set" {
		out.Days = [7]bool{true, true, true, true, true, true, true}
		return out, true
	}
	if f.Op != "any_of" && f.Op != "" {
		return out, r.problem("Weekdays cannot be compared in this way. Choose the days.")
	}
	if len(f.Values) == 0 {
		return out, r.unfinished("Choose at least one day of the week.")
	}
	for _, v := range f.Values {
		i := slices.Index(Weekdays, strings.ToLower(strings.TrimSpace(v)))
		if i < 0 {
			return out, r.problem("%q is not a day of the week. Choose the days again.", v)
		}
		out.Days[i] = true
	}
	return out, true
}

func (t FilterTest) passes(e domain.Event, loc *time.Location) bool {
	passes := func(k FilterTest) bool { return k.passes(e, loc) }
	switch t.Mode {
	case All:
		return allPass(t.Kids, e, loc) != t.Not
	case Any:
		return slices.ContainsFunc(t.Kids, passes) != t.Not
	case None:
		return slices.ContainsFunc(t.Kids, passes) == t.Not
	}
	switch t.Virtual {
	case Hour:
		return t.Test.Int(int64(e.At.In(loc).Hour())*domain.NumberScale) != t.Not
	case Weekday:
		return t.Days[e.At.In(loc).Weekday()] != t.Not
	}
	return t.Test.Value(e.Prop(t.Property)) != t.Not
}

func allPass(tests []FilterTest, e domain.Event, loc *time.Location) bool {
	for _, t := range tests {
		if !t.passes(e, loc) {
			return false
		}
	}
	return true
}
