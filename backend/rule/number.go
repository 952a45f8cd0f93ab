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

var symbols = map[string]string{"INR": "₹", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}

func (w *writer) number(n int64) string { return FormatCount(n, w.cat.Settings.Locale) }

// money writes a plain decimal as an amount of the workspace's currency.
func (w *writer) money(plain string) string {
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
	return sign + symbol + group(plain, w.cat.Settings.Locale)
}

// FormatValue writes a value for people: numbers grouped, money with its sign,
// dates as 2 Jan 2006 in the workspace's zone.
func FormatValue(v domain.Value, cat Catalog) string { return (&writer{cat: cat}).value(v) }

func (w *writer) value(v domain.Value) string {
	switch v.Type {
	case domain.Money:
		return w.money(v.String())
	case domain.Number:
		return group(v.String(), w.cat.Settings.Locale)
	case domain.Date:
		return civil(v.Int).Format("2 Jan 2006")
	case domain.Time:
		return w.instant(v.DateTime())
	}
	return v.String()
}

// instant writes the local date of an instant.
func (w *writer) instant(t time.Time) string {
	return t.In(w.cat.Location()).Format("2 Jan 2006")
}

func (w *writer) plural(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return w.number(n) + " " + many
}

func (w *writer) times(n int64) string {
	switch n {
	case 1:
		return "Once"
	case 2:
		return "Twice"
	}
	return w.number(n) + " times"
}

func (w *writer) timesOf(n int64, event string) string {
	v := w.eventVerb(event)
	return w.plural(n, v.one, v.many)
}

// list joins words: "Mumbai, Pune or Bengaluru". Long lists are cut.
func (w *writer) list(words []string, and string) string {
	const most = 8
	if len(words) > most {
		return strings.Join(words[:most-1], ", ") + " " + and + " " + w.number(int64(len(words)-most+1)) + " more"
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " " + and + " " + words[last]
}

func choose(second bool, a, b string) string {
	if second {
		return b
	}
	return a
}
