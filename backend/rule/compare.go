package rule

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Comparison is the question asked of one value. Op is any_of, contains,
// starts_with, ends_with, matches (text); any_of, all_of, none_of, number
// (lists, number with Count); eq, lt, lte, gt, gte, between (numbers and money,
// decimals in units); is_true; window and anniversary (dates and times); is_set.
type Comparison struct {
	Op     string   `json:"op,omitempty" enum:"any_of,all_of,none_of,number,contains,starts_with,ends_with,matches,eq,lt,lte,gt,gte,between,is_true,window,anniversary,is_set"`
	Values []string `json:"values,omitempty"`
	Text   string   `json:"text,omitempty"`
	Value  string   `json:"value,omitempty"`
	To     string   `json:"to,omitempty"`
	Count  *Count   `json:"count,omitempty"`
	Window *Window  `json:"window,omitempty"`
}

// Test is a Comparison made ready: what a value must be like. For text exactly
// one of Folded, Needle and Pattern is used, for lists Folded or Span (the number
// of items); anything else must lie in Span, or outside its inside when Wrap is
// set (hours past midnight), or on one of Days when that is set (anniversaries).
type Test struct {
	Type    domain.ValueType
	Op      string
	Folded  []string // sorted
	Needle  string
	Pattern *regexp.Regexp
	Span    Span
	Wrap    bool
	Days    *Anniversary
	Window  *Window // where Span or Days come from
}

// Text reports whether a folded text, or a folded list (see FoldValue), passes.
func (t Test) Text(folded string) bool {
	if t.Type == domain.List {
		return t.list(folded)
	}
	switch t.Op {
	case "any_of":
		_, found := slices.BinarySearch(t.Folded, folded)
		return found
	case "contains":
		return strings.Contains(folded, t.Needle)
	case "starts_with":
		return strings.HasPrefix(folded, t.Needle)
	case "ends_with":
		return strings.HasSuffix(folded, t.Needle)
	case "matches":
		return t.Pattern.MatchString(folded)
	}
	return true // is_set
}

// Int reports whether a value of any type but text passes.
func (t Test) Int(v int64) bool {
	switch {
	case t.Wrap:
		return v >= t.Span.Lo || v <= t.Span.Hi
	case t.Days != nil:
		return t.Days.has(v, t.Type)
	}
	return t.Span.Has(v)
}

// Value reports whether v passes. A missing value, or one of another type, does
// not; but an empty list has no items, so it passes where 0 or "none of" does.
func (t Test) Value(v domain.Value) bool {
	if t.Type.Coded() {
		folded := ""
		if v.Type == t.Type {
			folded = FoldValue(v)
		}
		return (folded != "" || t.Empty()) && t.Text(folded)
	}
	return v.Type == t.Type && t.Int(v.Int)
}

// Empty reports whether a missing value passes, as some tests of lists let it.
func (t Test) Empty() bool {
	return t.Type == domain.List && (t.Op == "none_of" || t.Op == "number" && t.Span.Has(0))
}

var opsOf = map[domain.ValueType][]string{
	domain.Text:   {"any_of", "contains", "starts_with", "ends_with", "matches", "is_set"},
	domain.Number: {"eq", "lt", "lte", "gt", "gte", "between", "is_set"},
	domain.Money:  {"eq", "lt", "lte", "gt", "gte", "between", "is_set"},
	domain.List:   {"any_of", "all_of", "none_of", "number", "is_set"},
	domain.Bool:   {"is_true", "is_set"},
	domain.Date:   {"window", "anniversary", "is_set"},
	domain.Time:   {"window", "anniversary", "is_set"},
}

// test resolves a comparison for a value type; ok is false when it is
// unfinished or wrong, which has been reported.
func (r *resolver) test(c Comparison, typ domain.ValueType, name string) (t Test, ok bool) {
	t = Test{Type: typ, Op: c.Op, Span: forever}
	if c.Op == "" {
		return t, r.unfinished("Say what %s has to be.", name)
	}
	if !slices.Contains(opsOf[typ], c.Op) {
		return t, r.problem("%s cannot be compared in this way. Choose another comparison.", name)
	}
	switch {
	case c.Op == "is_set":
		return t, true
	case c.Op == "is_true":
		t.Span = Span{Lo: 1, Hi: 1}
		return t, true
	case typ == domain.Text:
		return r.textTest(t, c, name)
	case typ == domain.List:
		return r.listTest(t, c, name)
	case c.Op == "window", c.Op == "anniversary":
		return r.windowTest(t, c, name)
	}
	t.Span, ok = r.numberSpan(c.Op, c.Value, c.To, scaleOf(typ), name)
	return t, ok
}

func (r *resolver) textTest(t Test, c Comparison, name string) (Test, bool) {
	if c.Op == "any_of" {
		return r.valuesTest(t, c, name)
	}
	if t.Needle = Fold(c.Text); t.Needle == "" {
		return t, r.unfinished("Type the text to look for in %s.", name)
	}
	if c.Op == "matches" {
		var err error
		if len(c.Text) <= 1000 {
			t.Pattern, err = regexp.Compile("(?i)" + c.Text)
		}
		if t.Pattern == nil || err != nil {
			return t, r.problem("The pattern for %s cannot be read. Check its brackets, or look for a plain text instead.", name)
		}
	}
	return t, true
}

func (r *resolver) valuesTest(t Test, c Comparison, name string) (Test, bool) {
	for _, v := range c.Values {
		if f := Fold(v); f != "" {
			t.Folded = append(t.Folded, f)
		}
	}
	slices.Sort(t.Folded)
	t.Folded = slices.Compact(t.Folded)
	if len(t.Folded) == 0 {
		return t, r.unfinished("Choose at least one value for %s.", name)
	}
	return t, true
}

func (r *resolver) windowTest(t Test, c Comparison, name string) (Test, bool) {
	if c.Window == nil {
		return t, r.unfinished("Choose the time for %s.", name)
	}
	if !r.checkWindow(c.Window) {
		return t, false
	}
	t.Window = c.Window
	switch {
	case c.Op == "anniversary":
		t.Days = newAnniversary(r.now.days(c.Window), r.now.at.Location())
	case t.Type == domain.Date:
		t.Span = r.now.days(c.Window)
	default:
		t.Span = r.now.instants(c.Window)
	}
	return t, true
}

func scaleOf(typ domain.ValueType) int64 {
	if typ == domain.Money {
		return 100
	}
	return domain.NumberScale
}

// numberSpan turns a comparison of numbers into the range that passes.
func (r *resolver) numberSpan(op, value, to string, scale int64, name string) (Span, bool) {
	if strings.TrimSpace(value) == "" || op == "between" && strings.TrimSpace(to) == "" {
		return Span{}, r.unfinished("Type the number for %s.", name)
	}
	v, err := domain.ParseDecimal(value, scale)
	if err != nil {
		return Span{}, r.problem("%s cannot be compared with %q. Type a plain number such as 12 or 12.50.", name, value)
	}
	switch op {
	case "eq":
		return Span{Lo: v, Hi: v}, true
	case "lt":
		return Span{Lo: forever.Lo, Hi: v - 1}, true
	case "lte":
		return Span{Lo: forever.Lo, Hi: v}, true
	case "gt":
		if v == math.MaxInt64 {
			return Span{Lo: 1, Hi: 0}, true // nothing is larger
		}
		return Span{Lo: v + 1, Hi: math.MaxInt64}, true
	case "gte":
		return Span{Lo: v, Hi: math.MaxInt64}, true
	case "between":
		u, err := domain.ParseDecimal(to, scale)
		if err != nil {
			return Span{}, r.problem("%s cannot be compared with %q. Type a plain number such as 12 or 12.50.", name, to)
		}
		return Span{Lo: min(u, v), Hi: max(u, v)}, true
	}
	return Span{}, r.problem("%s cannot be compared in this way. Choose another comparison.", name)
}

// Key names what the test asks of a text or list: equal keys ask the same.
func (t Test) Key() string {
	key := t.Op + "\x00" + t.Needle + "\x00" + strings.Join(t.Folded, itemSeparator)
	if t.Pattern != nil {
		key += "\x00" + t.Pattern.String()
	}
	if t.Type == domain.List {
		key += fmt.Sprint("\x00", t.Span)
	}
	return key
}
