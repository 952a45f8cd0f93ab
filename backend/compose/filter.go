package compose

import (
	"math/big"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// filterFunc changes a value. It never fails: what cannot be computed stays as it is.
type filterFunc func(e *environment, in domain.Value, args []domain.Value) domain.Value

type filterDef struct {
	min, max int
	fn       filterFunc
}

// environment is what formatting depends on besides the value.
type environment struct {
	locale   string
	currency string
	zone     *time.Location
}

var filters = map[string]filterDef{
	"default":    {1, 1, filterDefault},
	"capitalize": {0, 0, onText(capitalize)},
	"upcase":     {0, 0, onText(strings.ToUpper)},
	"downcase":   {0, 0, onText(strings.ToLower)},
	"strip":      {0, 0, onText(strings.TrimSpace)},
	"lstrip":     {0, 0, onText(func(s string) string { return strings.TrimLeftFunc(s, unicode.IsSpace) })},
	"rstrip":     {0, 0, onText(func(s string) string { return strings.TrimRightFunc(s, unicode.IsSpace) })},
	"truncate":   {0, 2, filterTruncate},
	"append":     {1, 1, filterAppend},
	"prepend":    {1, 1, filterPrepend},
	"replace":    {1, 2, filterReplace},
	"remove":     {1, 1, filterReplace},
	"escape":     {0, 0, func(_ *environment, in domain.Value, _ []domain.Value) domain.Value { return in }}, // everything is escaped already
	"plus":       {1, 1, arithmetic(func(a, b *big.Rat) *big.Rat { return a.Add(a, b) })},
	"minus":      {1, 1, arithmetic(func(a, b *big.Rat) *big.Rat { return a.Sub(a, b) })},
	"times":      {1, 1, arithmetic(func(a, b *big.Rat) *big.Rat { return a.Mul(a, b) })},
	"divided_by": {1, 1, arithmetic(func(a, b *big.Rat) *big.Rat {
		if b.Sign() == 0 {
			return a
		}
		return a.Quo(a, b)
	})},
	"round":  {0, 1, filterRound},
	"number": {0, 0, filterNumber},
	"money":  {0, 0, filterMoney},
	"date":   {0, 1, filterDate},
}

func textValue(s string) domain.Value {
	if utf8.RuneCountInString(s) > maxValue {
		s = string([]rune(s)[:maxValue])
	}
	if s == "" {
		return domain.Value{}
	}
	return domain.Value{Type: domain.Text, Text: s}
}

func onText(fn func(string) string) filterFunc {
	return func(e *environment, in domain.Value, _ []domain.Value) domain.Value {
		if !in.IsSet() {
			return in
		}
		return textValue(fn(e.format(in)))
	}
}

func filterDefault(e *environment, in domain.Value, args []domain.Value) domain.Value {
	if !in.IsSet() || in.Type == domain.Text && strings.TrimSpace(in.Text) == "" {
		return args[0]
	}
	return in
}

func capitalize(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToTitle(r)) + strings.ToLower(s[size:])
}

func filterTruncate(e *environment, in domain.Value, args []domain.Value) domain.Value {
	limit, tail := 50, "..."
	if len(args) > 0 && args[0].Type == domain.Number {
		limit = int(min(max(args[0].Int/domain.NumberScale, 0), maxValue))
	}
	if len(args) > 1 {
		tail = e.format(args[1])
	}
	runes := []rune(e.format(in))
	if len(runes) <= limit {
		return in
	}
	keep := max(limit-utf8.RuneCountInString(tail), 0)
	return textValue(string(runes[:keep]) + tail)
}

func filterAppend(e *environment, in domain.Value, args []domain.Value) domain.Value {
	return textValue(e.format(in) + e.format(args[0]))
}

func filterPrepend(e *environment, in domain.Value, args []domain.Value) domain.Value {
	return textValue(e.format(args[0]) + e.format(in))
}

func filterReplace(e *environment, in domain.Value, args []domain.Value) domain.Value {
	old, with := e.format(args[0]), ""
	if len(args) > 1 {
		with = e.format(args[1])
	}
	s := e.format(in)
	if old == "" || len(s)+strings.Count(s, old)*len(with) > 4*maxValue {
		return in
	}
	return textValue(strings.ReplaceAll(s, old, with))
}

// exact reads a number, an amount or a text that is a number.
func exact(v domain.Value) (*big.Rat, bool) {
	switch v.Type {
	case domain.Number:
		return big.NewRat(v.Int, domain.NumberScale), true
	case domain.Money:
		return big.NewRat(v.Int, 100), true
	case domain.Text:
		if n, err := domain.ParseDecimal(v.Text, domain.NumberScale); err == nil {
			return big.NewRat(n, domain.NumberScale), true
		}
	}
	return nil, false
}

// fromExact rounds half away from zero to what the type keeps.
func fromExact(r *big.Rat, t domain.ValueType) (domain.Value, bool) {
	scale := int64(domain.NumberScale)
	if t == domain.Money {
		scale = 100
	} else {
		t = domain.Number
	}
	n := roundHalfAway(r.Mul(r, big.NewRat(scale, 1)))
	return domain.Value{Type: t, Int: n.Int64()}, n.IsInt64()
}

func roundHalfAway(r *big.Rat) *big.Int {
	half := big.NewRat(int64(r.Sign()), 2)
	half.Add(half, r)
	return new(big.Int).Quo(half.Num(), half.Denom())
}

func arithmetic(op func(a, b *big.Rat) *big.Rat) filterFunc {
	return func(_ *environment, in domain.Value, args []domain.Value) domain.Value {
		a, okA := exact(in)
		b, okB := exact(args[0])
		if !okA || !okB {
			return in
		}
		if out, ok := fromExact(op(a, b), in.Type); ok {
			return out
		}
		return in
	}
}

func filterRound(_ *environment, in domain.Value, args []domain.Value) domain.Value {
	r, ok := exact(in)
	if !ok {
		return in
	}
	digits := int64(0)
	if len(args) > 0 && args[0].Type == domain.Number {
		digits = min(max(args[0].Int/domain.NumberScale, 0), 6)
	}
	scale := int64(1)
	for range digits {
		scale *= 10
	}
	whole := new(big.Rat).SetInt(roundHalfAway(r.Mul(r, big.NewRat(scale, 1))))
	if v, ok := fromExact(whole.Quo(whole, big.NewRat(scale, 1)), in.Type); ok {
		return v
	}
	return in
}

func filterNumber(e *environment, in domain.Value, _ []domain.Value) domain.Value {
	r, ok := exact(in)
	if !ok {
		return in
	}
	v, ok := fromExact(r, domain.Number)
	if !ok {
		return in
	}
	return textValue(domain.FormatDecimalIn(v.Int, domain.NumberScale, e.locale))
}

func filterMoney(e *environment, in domain.Value, _ []domain.Value) domain.Value {
	r, ok := exact(in)
	if !ok {
		return in
	}
	v, ok := fromExact(r, domain.Money)
	if !ok {
		return in
	}
	return textValue(domain.FormatMoney(v.Int, e.currency, e.locale))
}

// format writes a value the way a reader wants to see it.
func (e *environment) format(v domain.Value) string {
	switch v.Type {
	case domain.Text:
		return v.Text
	case domain.Money:
		return domain.FormatMoney(v.Int, e.currency, e.locale)
	case domain.Date, domain.Time:
		return formatDate(e.local(v), "%-d %B %Y")
	}
	return v.String()
}

// local returns the instant of a date or time as the workspace's clock shows it.
func (e *environment) local(v domain.Value) time.Time {
	if v.Type == domain.Date {
		return v.DateTime()
	}
	return v.DateTime().In(e.zone)
}
