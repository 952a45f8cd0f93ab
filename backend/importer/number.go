package importer

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// plainDecimal takes grouping, currency signs and brackets off a number as
// people write it ("₹ 1,00,000.50", "(12.00)", "1.234,56 €") and returns a
// plain decimal. Words of size count: "1.5 lakh" is 150000, "12k" is 12000. A
// percent sign goes: "12 %" is 12, as the column's name says what it is a share
// of. comma says that the column's decimal sign is the comma. money reports
// that a currency was named.
func plainDecimal(s string, comma bool) (plain string, money, ok bool) {
	if isPlain(s) {
		return s, false, true
	}
	if !mayBeNumber(s) {
		return "", false, false
	}
	s = foldDigits(s)
	if rest, found := strings.CutSuffix(s, "%"); found {
		s = strings.TrimSpace(rest)
	}
	s, zeros := cutSize(s)
	s, money = stripCurrency(s)
	negative := false
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		negative, s = true, strings.TrimSpace(s[1:len(s)-1])
	}
	if rest, found := strings.CutSuffix(s, "-"); found {
		negative, s = true, strings.TrimSpace(rest)
	}
	if rest, found := strings.CutPrefix(s, "-"); found {
		negative, s = !negative, strings.TrimSpace(rest)
	} else {
		s = strings.TrimPrefix(s, "+")
	}
	if cash, found := stripCurrency(s); found {
		money, s = true, cash
	}
	s, ok = ungroup(s, comma)
	if !ok {
		return "", money, false
	}
	s = shift(s, zeros)
	if negative {
		s = "-" + s
	}
	return s, money, true
}

// mayBeNumber spares ordinary words the way through the rest.
func mayBeNumber(s string) bool {
	if len(s) > 64 {
		return false
	}
	for i := range len(s) {
		if c := s[i]; c >= '0' && c <= '9' || c >= utf8.RuneSelf {
			return true
		}
	}
	return false
}

// isPlain reports whether s is already digits with at most one point and a sign.
func isPlain(s string) bool {
	digits, dots := 0, 0
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
			dots++
		case c == '-' && i == 0:
		default:
			return false
		}
	}
	return digits > 0 && dots <= 1
}

// foldDigits turns digits of any script into ASCII and odd minus signs and spaces into plain ones.
func foldDigits(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r < 0x80:
			return r
		case r == '−' || r == '–':
			return '-'
		case unicode.IsSpace(r):
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		case unicode.Is(unicode.Nd, r):
			for zero := r; ; zero-- {
				if !unicode.Is(unicode.Nd, zero-1) || r-zero == 9 {
					return '0' + (r - zero)
				}
			}
		}
		return r
	}, s))
}

var currencyWords = []string{"inr", "rs.", "rs", "usd", "eur", "gbp", "aud", "cad", "sgd", "aed", "chf", "jpy", "nzd", "zar", "try", "pln", "idr", "brl", "mxn", "sar", "qar", "npr", "lkr", "bdt", "myr", "thb", "cny", "rmb", "rub", "रुपये", "रुपए", "रु.", "रु", "rupees", "rupee", "/-", "/="}

func stripCurrency(s string) (string, bool) {
	found := false
	trimmed := strings.TrimFunc(s, func(r rune) bool {
		if unicode.Is(unicode.Sc, r) {
			found = true
			return true
		}
		return r == ' '
	})
	if !wordAtEnd(trimmed) {
		return trimmed, found
	}
	for _, word := range currencyWords {
		if rest, ok := cutFold(trimmed, word); ok && rest != "" {
			rest, _ = strings.CutSuffix(rest, "/-")
			return strings.TrimSpace(rest), true
		}
		if at := len(trimmed) - len(word); at > 0 && strings.EqualFold(trimmed[at:], word) {
			return strings.TrimSpace(trimmed[:at]), true
		}
	}
	return trimmed, found
}

// wordAtEnd reports whether anything but a digit stands at an end.
func wordAtEnd(s string) bool {
	return s != "" && (!digit(s[0]) || !digit(s[len(s)-1]))
}

// ungroup removes grouping and makes the decimal sign a point.
func ungroup(s string, comma bool) (string, bool) {
	point, group := ".", ","
	if comma {
		point, group = ",", "."
	}
	whole, fraction, hasFraction := strings.Cut(s, point)
	if strings.ContainsAny(fraction, ".,' ") || !groupsRight(whole, group) {
		return "", false
	}
	whole = strings.Map(func(r rune) rune {
		if r == ',' || r == '.' || r == '\'' || r == '’' || r == ' ' {
			return -1
		}
		return r
	}, whole)
	if hasFraction {
		whole += "." + fraction
	}
	return whole, isPlain(whole) && whole[0] != '-'
}

// groupsRight reports whether groups have 3 digits, or 2 as in lakhs with 3 at the end.
func groupsRight(whole, group string) bool {
	parts := strings.FieldsFunc(strings.ReplaceAll(whole, group, " "), func(r rune) bool { return r == ' ' || r == '\'' || r == '’' })
	for i, p := range parts[min(1, len(parts)):] {
		last := i == len(parts)-2
		if len(p) != 3 && (last || len(p) != 2) {
			return false
		}
	}
	return true
}

// commaVote says what a value reveals about its column's decimal sign: +1 comma, -1 point, 0 nothing.
func commaVote(s string) int {
	dot, comma := strings.LastIndexByte(s, '.'), strings.LastIndexByte(s, ',')
	switch {
	case dot < 0 && comma < 0:
		return 0
	case dot >= 0 && comma >= 0 && comma > dot:
		return 1
	case dot >= 0 && comma >= 0:
		return -1
	case dot >= 0:
		if strings.Count(s, ".") > 1 {
			return 1
		}
		return -min(1, abs(len(s)-dot-4))
	case strings.Count(s, ",") > 1:
		return -1
	}
	return min(1, abs(len(strings.TrimRight(s, " €"))-comma-4))
}

func abs(n int) int { return max(n, -n) }

// scaled reads a plain decimal into units of 1/scale, rounding half away from
// zero what scale cannot keep.
func scaled(plain string, scale int64) (int64, bool) {
	if n, err := domain.ParseDecimal(plain, scale); err == nil {
		return n, true
	}
	whole, fraction, found := strings.Cut(plain, ".")
	digits := 0
	for n := scale; n > 1; n /= 10 {
		digits++
	}
	if !found || len(fraction) <= digits {
		return 0, false
	}
	n, err := domain.ParseDecimal(whole+"."+fraction[:digits], scale)
	if err != nil {
		return 0, false
	}
	if fraction[digits] >= '5' {
		if strings.HasPrefix(plain, "-") {
			return n - 1, true
		}
		return n + 1, true
	}
	return n, true
}

// times multiplies a quantity and a unit price, both in millionths, into minor
// units, rounding half away from zero; false when it does not fit.
func times(quantity, price int64) (int64, bool) {
	const perMinor = domain.NumberScale * domain.NumberScale / 100
	negative := (quantity < 0) != (price < 0)
	hi, lo := bits.Mul64(uint64(max(quantity, -quantity)), uint64(max(price, -price)))
	lo, carry := bits.Add64(lo, perMinor/2, 0)
	hi += carry
	if hi >= perMinor {
		return 0, false
	}
	n, _ := bits.Div64(hi, lo, perMinor)
	if n > 1<<62 {
		return 0, false
	}
	if negative {
		return -int64(n), true
	}
	return int64(n), true
}
