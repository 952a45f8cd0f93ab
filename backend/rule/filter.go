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

// Filter asks something of an event's own properties.
type Filter struct {
	Property string `json:"property"`
	Not      bool   `json:"not,omitempty"`
	Comparison
}

// FilterTest is a Filter made ready. Virtual is Hour, Weekday (Days says which
// pass, by time.Weekday) or "" for a stored property.
type FilterTest struct {
	Property domain.PropertyID
	Virtual  string
	Days     [7]bool
	Test     Test
	Not      bool
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
	out.Test, ok = r.test(f.Comparison, p.Type, p.Name)
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
	t.Test.Span, t.Test.Wrap = Span{from, to}, from > to
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
	switch t.Virtual {
	case Hour:
		return t.Test.Int(int64(e.At.In(loc).Hour())*domain.NumberScale) != t.Not
	case Weekday:
		return t.Days[e.At.In(loc).Weekday()] != t.Not
	}
	return t.Test.Value(e.Prop(t.Property)) != t.Not
}
