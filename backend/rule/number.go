package rule

import (
	"strconv"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

var epoch = time.Unix(0, 0)

// FormatCount writes a whole number in the grouping of the locale: 1,00,000
// for India, 100,000 elsewhere.
func FormatCount(n int64, locale string) string { return group(strconv.FormatInt(n, 10), locale) }

// group puts separators into a plain decimal.
func group(plain, locale string) string {
	sign := ""
	if rest, ok := strings.CutPrefix(plain, "-"); ok {
		sign, plain = "-", rest
	}
	whole, frac, hasFrac := strings.Cut(plain, ".")
	if hasFrac {
		frac = "." + frac
	}
	if len(whole) <= 3 {
		return sign + whole + frac
	}
	step := 3
	if strings.HasSuffix(locale, "-IN") || locale == "hi" {
		step = 2
	}
	out, rest := whole[len(whole)-3:], whole[:len(whole)-3]
	for len(rest) > step {
		out, rest = rest[len(rest)-step:]+","+out, rest[:len(rest)-step]
	}
	return sign + rest + "," + out + frac
}

// writer writes numbers, values and lists for one language.
type writer struct {
	cat     Catalog
	locale  string     // how numbers are grouped
	months  [12]string // in a date
	yes, no string
	more    string // "and 3 more"
	blank   string // stands for what is not filled in yet
}

var symbols = map[string]string{"INR": "₹", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}

func (w writer) number(n int64) string { return FormatCount(n, w.locale) }

// money writes a plain decimal as an amount of the workspace's currency.
func (w writer) money(plain string) string {
	sign := ""
	if rest, ok := strings.CutPrefix(plain, "-"); ok {
		sign, plain = "-", rest
	}
	if whole, frac, ok := strings.Cut(plain, "."); ok && len(frac) == 1 {
		plain = whole + "." + frac + "0"
	}
	symbol, ok := symbols[w.cat.Settings.Currency]
	if !ok {
		symbol = strings.TrimSpace(w.cat.Settings.Currency + " ")
		if symbol != "" {
			symbol += " "
		}
	}
	return sign + symbol + group(plain, w.locale)
}

// FormatValue writes a value for people: numbers grouped, money with its sign,
// dates as 2 Jan 2006 in the workspace's zone.
func FormatValue(v domain.Value, cat Catalog) string { return voiceOf(cat).value(v) }

func (w writer) value(v domain.Value) string {
	switch v.Type {
	case domain.Money:
		return w.money(v.String())
	case domain.Number:
		return group(v.String(), w.locale)
	case domain.Date:
		return w.date(civil(v.Int))
	case domain.Time:
		return w.instant(v.DateTime())
	case domain.Bool:
		return choose(v.Int != 0, w.no, w.yes)
	}
	return v.String()
}

// instant writes the local date of an instant.
func (w writer) instant(t time.Time) string { return w.date(t.In(w.cat.Location())) }

func (w writer) date(t time.Time) string {
	y, m, d := t.Date()
	return strconv.Itoa(d) + " " + w.months[m-1] + " " + strconv.Itoa(y)
}

// day writes a day such as "2006-01-02".
func (w writer) day(s string) string {
	d, ok := parseDay(s)
	if !ok {
		return w.orChoose(s)
	}
	return w.date(civil(d))
}

// days puts the two ends of a window in order and writes them.
func (w writer) days(from, to string) (string, string) {
	if a, ok := parseDay(from); ok {
		if b, ok := parseDay(to); ok && b < a {
			from, to = to, from
		}
	}
	return w.day(from), w.day(to)
}

// amount writes an amount: money to its unit, other numbers to two decimals.
func (w writer) amount(total Ratio, typ domain.ValueType) string {
	v := domain.Value{Type: typ, Int: total.Num / total.Den}
	if typ == domain.Number {
		const step = domain.NumberScale / 100
		v.Int = (v.Int + step/2) / step * step
	}
	return w.value(v)
}

// list joins words: "Mumbai, Pune or Bengaluru". Long lists are cut.
func (w writer) list(words []string, and string) string {
	const most = 8
	if len(words) > most {
		return strings.Join(words[:most-1], ", ") + " " + and + " " + w.number(int64(len(words)-most+1)) + " " + w.more
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + and + " " + words[last]
}

func (w writer) orChoose(s string) string {
	if strings.TrimSpace(s) == "" {
		return w.blank
	}
	return s
}

func (w writer) quote(s string) string {
	if strings.TrimSpace(s) == "" {
		return w.blank
	}
	return "“" + strings.TrimSpace(s) + "”"
}

// operands reads the two numbers of a comparison, in order, as they are written.
// What cannot be read comes back as it was typed.
func (w writer) operands(op, value, to string, typ domain.ValueType) (string, string) {
	scale := scaleOf(typ)
	v, err := domain.ParseDecimal(value, scale)
	if err != nil {
		return w.orChoose(value), w.orChoose(to)
	}
	u, err := domain.ParseDecimal(to, scale)
	if err != nil || op != "between" {
		return w.value(domain.Value{Type: typ, Int: v}), w.orChoose(to)
	}
	return w.value(domain.Value{Type: typ, Int: min(u, v)}), w.value(domain.Value{Type: typ, Int: max(u, v)})
}

// hour reads an hour of the day.
func hour(s string) (int64, bool) {
	n, err := domain.ParseDecimal(s, domain.NumberScale)
	return n / domain.NumberScale, err == nil
}

func choose(second bool, a, b string) string {
	if second {
		return b
	}
	return a
}
