package domain

import (
	"strconv"
	"strings"
)

// FormatCount writes a whole number in the grouping of a BCP 47 locale:
// 1,00,000 where Indian grouping is used (any language of India, or a locale
// of region IN), otherwise groups of three with the language's separator.
func FormatCount(n int, locale string) string {
	digits, negative := strings.CutPrefix(strconv.Itoa(n), "-")
	return signed(negative, grouped(digits, locale))
}

// FormatMoney writes an amount of minor units (hundredths) with the sign of its
// ISO 4217 currency: ₹1,250 or ₹1,250.50. Whole amounts show no decimals; a
// currency without a well-known sign shows its code ("CHF 1,250").
func FormatMoney(minor int64, currency, locale string) string {
	plain, negative := strings.CutPrefix(FormatDecimal(minor, 100), "-")
	whole, frac, _ := strings.Cut(plain, ".")
	amount := grouped(whole, locale)
	if frac != "" {
		amount += decimalPoint(locale) + (frac + "0")[:2]
	}
	currency = strings.ToUpper(currency)
	sign, known := currencySigns[currency]
	switch {
	case currency == "":
	case signFollows[language(locale)] && known:
		amount += nbsp + sign
	case signFollows[language(locale)]:
		amount += nbsp + currency
	case known:
		amount = sign + amount
	default:
		amount = currency + nbsp + amount
	}
	return signed(negative, amount)
}

// FormatDecimalIn writes units of 1/scale with the grouping and decimal sign of
// a locale, without trailing zeros.
func FormatDecimalIn(n, scale int64, locale string) string {
	plain, negative := strings.CutPrefix(FormatDecimal(n, scale), "-")
	whole, frac, _ := strings.Cut(plain, ".")
	out := grouped(whole, locale)
	if frac != "" {
		out += decimalPoint(locale) + frac
	}
	return signed(negative, out)
}

// nbsp keeps a number and its unit on one line.
const nbsp = "\u00a0"

var currencySigns = map[string]string{
	"INR": "₹", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "KRW": "₩",
	"AUD": "A$", "CAD": "CA$", "NZD": "NZ$", "BRL": "R$", "ILS": "₪", "NGN": "₦", "PHP": "₱", "VND": "₫", "BDT": "৳",
}

// groupSigns are the thousands separators other than the comma.
var groupSigns = map[string]string{
	"de": ".", "es": ".", "it": ".", "nl": ".", "pt": ".", "id": ".", "tr": ".", "da": ".", "el": ".", "ro": ".", "vi": ".",
	"fr": "\u202f", "sv": nbsp, "nb": nbsp, "no": nbsp, "fi": nbsp, "pl": nbsp, "cs": nbsp, "ru": nbsp, "uk": nbsp, "bg": nbsp, "hu": nbsp,
}

// signFollows are the languages that write the currency after the amount.
var signFollows = map[string]bool{
	"de": true, "es": true, "it": true, "fr": true, "sv": true, "nb": true, "no": true, "fi": true, "pl": true, "cs": true,
	"ru": true, "uk": true, "bg": true, "hu": true, "da": true, "el": true, "ro": true, "vi": true,
}

// indian are the languages of India that are written with lakhs and crores.
var indian = map[string]bool{
	"hi": true, "bn": true, "mr": true, "te": true, "ta": true, "gu": true, "kn": true, "ml": true, "or": true, "pa": true, "as": true, "sa": true,
}

func language(locale string) string {
	lang, _, _ := strings.Cut(strings.ReplaceAll(locale, "_", "-"), "-")
	return strings.ToLower(lang)
}

func groupsByTwo(locale string) bool {
	_, rest, _ := strings.Cut(strings.ReplaceAll(locale, "_", "-"), "-")
	for part := range strings.SplitSeq(rest, "-") {
		if strings.EqualFold(part, "IN") {
			return true
		}
	}
	return indian[language(locale)]
}

func decimalPoint(locale string) string {
	if _, ok := groupSigns[language(locale)]; ok {
		return ","
	}
	return "."
}

func grouped(digits, locale string) string {
	sep, ok := groupSigns[language(locale)]
	if !ok {
		sep = ","
	}
	step := 3
	if groupsByTwo(locale) {
		step = 2
	}
	if len(digits) <= 3 {
		return digits
	}
	head, out := digits[:len(digits)-3], digits[len(digits)-3:]
	for len(head) > step {
		head, out = head[:len(head)-step], head[len(head)-step:]+sep+out
	}
	return head + sep + out
}

func signed(negative bool, s string) string {
	if negative {
		return "-" + s
	}
	return s
}
