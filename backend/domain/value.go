package domain

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// ValueType is the type of a contact's field or an event's property.
type ValueType string

// The value types and what Value.Int holds for each.
const (
	Text   ValueType = "text"   // Value.Text, trimmed, never empty
	Number ValueType = "number" // millionths: 1.5 is 1_500_000
	Money  ValueType = "money"  // minor units of the workspace's currency (paise, cents)
	Date   ValueType = "date"   // local calendar date as days since 1970-01-01
	Time   ValueType = "time"   // instant as milliseconds since 1970-01-01 UTC
	Bool   ValueType = "bool"   // 0 or 1
	List   ValueType = "list"   // Value.Text: the items (tags), see ListValue
)

// NumberScale is how many units of Value.Int make the number 1.
const NumberScale = 1_000_000

// Value is one typed value. The zero Value is "missing". Comparing two Values
// of one type compares Text for text and Int for everything else; both are
// exact.
type Value struct {
	Type ValueType
	Int  int64
	Text string
}

// IsSet reports whether there is a value at all.
func (v Value) IsSet() bool { return v.Type != "" }

// TextValue returns a text value, missing when s is blank.
func TextValue(s string) Value {
	s = strings.TrimSpace(s)
	if s == "" {
		return Value{}
	}
	return Value{Type: Text, Text: s}
}

// listSeparator keeps the items of a list apart; no item can hold it.
const listSeparator = "\n"

// ListValue returns a list of texts such as tags: trimmed, in the given order,
// without blanks and repetitions; missing when nothing is left.
func ListValue(items []string) Value {
	var kept []string
	for _, item := range items {
		item = strings.TrimSpace(strings.ReplaceAll(item, listSeparator, " "))
		if item != "" && !slices.Contains(kept, item) {
			kept = append(kept, item)
		}
	}
	if len(kept) == 0 {
		return Value{}
	}
	return Value{Type: List, Text: strings.Join(kept, listSeparator)}
}

// Items returns the items of a list, none for every other value.
func (v Value) Items() []string {
	if v.Type != List {
		return nil
	}
	return strings.Split(v.Text, listSeparator)
}

// IntValue returns a Number holding the whole number n.
func IntValue(n int64) Value { return Value{Type: Number, Int: n * NumberScale} }

// MoneyValue returns an amount of minor units.
func MoneyValue(minor int64) Value { return Value{Type: Money, Int: minor} }

// BoolValue returns a yes or no.
func BoolValue(b bool) Value {
	if b {
		return Value{Type: Bool, Int: 1}
	}
	return Value{Type: Bool}
}

// DateValue returns the calendar date of t as t's own zone shows it.
func DateValue(t time.Time) Value {
	y, m, d := t.Date()
	return Value{Type: Date, Int: time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400}
}

// TimeValue returns the instant t, cut to milliseconds.
func TimeValue(t time.Time) Value { return Value{Type: Time, Int: t.UnixMilli()} }

// DateTime returns midnight UTC of a Date value, or the UTC instant of a Time value.
func (v Value) DateTime() time.Time {
	if v.Type == Date {
		return time.Unix(v.Int*86400, 0).UTC()
	}
	return time.UnixMilli(v.Int).UTC()
}

// ParseDecimal reads a plain decimal ("-12.5", no grouping) into units of
// 1/scale. It refuses more digits after the point than scale keeps (unless
// they are zeros) and anything out of int64's range.
func ParseDecimal(s string, scale int64) (int64, error) {
	bad := func() (int64, error) { return 0, Errorf(Invalid, "%q is not a number.", s) }
	text, negative := strings.CutPrefix(strings.TrimSpace(s), "-")
	whole, frac, _ := strings.Cut(text, ".")
	if whole == "" && frac == "" || strings.ContainsAny(text, "+-eE_") {
		return bad()
	}
	digits := len(strconv.FormatInt(scale, 10)) - 1
	frac = strings.TrimRight(frac, "0")
	if len(frac) > digits {
		return 0, Errorf(Invalid, "%q has more decimals than can be kept exactly.", s)
	}
	n, err := strconv.ParseInt(whole+frac+strings.Repeat("0", digits-len(frac)), 10, 64)
	if err != nil && whole+frac != "" {
		return bad()
	}
	if n == math.MinInt64 {
		return bad()
	}
	if negative {
		n = -n
	}
	return n, nil
}

// FormatDecimal writes units of 1/scale as a plain decimal without trailing zeros.
func FormatDecimal(n, scale int64) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	frac := ""
	if rest := n % scale; rest != 0 {
		digits := len(strconv.FormatInt(scale, 10)) - 1
		frac = "." + strings.TrimRight(fmt.Sprintf("%0*d", digits, rest), "0")
	}
	return sign + strconv.FormatInt(n/scale, 10) + frac
}

// String writes the value plainly: decimals without grouping, dates as
// 2006-01-02, instants as RFC 3339 in UTC, yes/no for bools, "" when missing.
func (v Value) String() string {
	switch v.Type {
	case Text:
		return v.Text
	case List:
		return strings.Join(v.Items(), ", ")
	case Number:
		return FormatDecimal(v.Int, NumberScale)
	case Money:
		return FormatDecimal(v.Int, 100)
	case Date:
		return v.DateTime().Format(time.DateOnly)
	case Time:
		return v.DateTime().Format(time.RFC3339)
	case Bool:
		if v.Int != 0 {
			return "yes"
		}
		return "no"
	}
	return ""
}
