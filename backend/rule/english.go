package rule

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// english is the voice of English. Clauses follow "people who".
type english struct{ writer }

func newEnglish(cat Catalog) voice {
	return english{writer{
		cat: cat, locale: cat.Settings.Locale, yes: "yes", no: "no", more: "more", blank: "choose…",
		months: [12]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	}}
}

func (english) frame() frame {
	return frame{nobody: "Nobody yet", everyone: "Everyone", who: "People who ", but: "but not", butWho: " people who ", stop: "."}
}

func (english) joints(mode Mode, top bool, n int) joints {
	last := choose(mode == Any, "and", "or")
	j := joints{comma: ", ", last: " " + last + " ", after: ", " + last + " "}
	switch {
	case top:
	case mode == Any:
		j.open = "either "
	case n == 2:
		j.open = "both "
	default:
		j.open = "all of: "
	}
	return j
}

func (v english) pinned(always, never int, only bool) string {
	kept := v.plural(int64(always), "person", "people") + " chosen by hand"
	switch {
	case never == 0:
		return choose(only, "always including ", "Only ") + kept
	case always == 0:
		return "never including " + v.plural(int64(never), "person", "people") + " chosen by hand"
	}
	return choose(only, "always including ", "Only ") + kept + ", never " + v.number(int64(never))
}

func (english) groupText(mode Mode, not bool) string {
	switch {
	case not && mode == All:
		return "not all of these"
	case not != (mode == None):
		return "none of these"
	case mode == All:
		return "all of these"
	}
	return "any of these"
}

func (english) complaint(format string) string { return format }

func (english) brokenFacts() string     { return "This rule has to be mended first" }
func (english) mutedFacts() string      { return "Switched off" }
func (english) unfinishedFacts() string { return "Not finished, so it is left out" }

func (english) pinFacts(always bool) string {
	return choose(always, "never in, chosen by hand", "always in, chosen by hand")
}

func (v english) plural(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return v.number(n) + " " + many
}

func (v english) times(n int64) string {
	switch n {
	case 1:
		return "Once"
	case 2:
		return "Twice"
	}
	return v.number(n) + " times"
}

// count writes how many things, as affirm left them: "at least 2 orders".
func (v english) count(c Count, one, many string, not bool) string {
	n := int64(c.N)
	switch c.Op {
	case "at_least":
		if one == "time" && n == 1 {
			return choose(not, "at least once", "even once")
		}
		if not && n == 1 {
			return "any " + many
		}
		return "at least " + v.plural(n, one, many)
	case "at_most":
		return "at most " + v.plural(n, one, many)
	case "more_than":
		return "more than " + v.plural(n, one, many)
	case "exactly":
		return "exactly " + v.plural(n, one, many)
	case "between":
		return "between " + v.number(n) + " and " + v.plural(int64(c.To), one, many)
	}
	return v.blank + " " + many
}

// countOf writes how many of some: "at least 1".
func (v english) countOf(c Count) string {
	n := v.number(int64(c.N))
	switch c.Op {
	case "at_least":
		return "at least " + n
	case "at_most":
		return "at most " + n
	case "more_than":
		return "more than " + n
	case "fewer_than":
		return "fewer than " + n
	case "exactly":
		return "exactly " + n
	case "between":
		return "between " + n + " and " + v.number(int64(c.To))
	}
	return v.blank
}

// units writes a length of time: "30 days".
func (v english) units(n int, unit string) string {
	switch {
	case unit == "":
		unit = v.blank
	case n != 1:
		unit += "s"
	}
	if n == 0 {
		return v.blank + " " + unit
	}
	return v.number(int64(n)) + " " + unit
}

// window writes a window: "in the last 365 days".
func (v english) window(w *Window) string {
	if w == nil {
		return "at any time"
	}
	switch w.Kind {
	case "last", "next":
		if w.N == 1 {
			return "in the " + w.Kind + " " + v.orChoose(w.Unit)
		}
		return "in the " + w.Kind + " " + v.units(w.N, w.Unit)
	case "more_than_ago":
		return "more than " + v.units(w.N, w.Unit) + " ago"
	case "between_ago":
		return "between " + v.number(int64(min(w.N, w.UntilN))) + " and " + v.units(max(w.N, w.UntilN), w.Unit) + " ago"
	case "calendar":
		return v.orChoose(strings.ReplaceAll(w.Name, "_", " "))
	case "dates":
		from, to := v.days(w.From, w.To)
		return "from " + from + " to " + to
	case "before", "after":
		return w.Kind + " " + v.day(w.From)
	}
	return v.blank
}

// someWindow writes a window where none goes without saying.
func (v english) someWindow(w *Window) []Token {
	if w == nil {
		return nil
	}
	return []Token{{v.window(w), "window"}}
}

// windowOr writes a window, or other words for any time.
func (v english) windowOr(w *Window, ever string) Token {
	if w == nil {
		return Token{ever, "window"}
	}
	return Token{v.window(w), "window"}
}

// amountText writes what a number must be: "at most 30 days". The unit is "" or
// has its blank in front.
func (v english) amountText(op, value, to string, typ domain.ValueType, unit string) string {
	a, b := v.operands(op, value, to, typ)
	if a == "1" && op != "between" {
		unit = strings.TrimSuffix(unit, "s")
	}
	switch op {
	case "eq":
		return "exactly " + a + unit
	case "lt":
		return "less than " + a + unit
	case "lte":
		return "at most " + a + unit
	case "gt":
		return "more than " + a + unit
	case "gte":
		return a + unit + " or more"
	case "between":
		return "between " + a + " and " + b + unit
	}
	return v.blank
}

// named writes a name inside a sentence: "City" is "city" there, but "NPS" and
// "Mumbai Club" stay.
func named(name string) string {
	first, size := utf8.DecodeRuneInString(name)
	if strings.ContainsFunc(name[size:], unicode.IsUpper) || utf8.RuneCountInString(name) < 2 {
		return name
	}
	return string(unicode.ToLower(first)) + name[size:]
}

// a writes a thing with its article: "a city", "an email", "an NPS".
func a(thing string) string {
	first, _, _ := strings.Cut(thing, " ")
	vowels := "aeio"
	if len(first) > 1 && strings.ToUpper(first) == first {
		vowels = "aefhilmnorsx" // spelled out letter by letter
	}
	r, _ := utf8.DecodeRuneInString(thing)
	return choose(strings.ContainsRune(vowels, unicode.ToLower(r)), "a ", "an ") + thing
}

// of writes how much of something there has to be: "of 5 or more", "between 3 and 5".
func of(amount string) string {
	if strings.HasPrefix(amount, "between ") {
		return amount
	}
	return "of " + amount
}

// ordinal writes which of many: "first", "3rd", "last", "2nd last".
func (v english) ordinal(n int) string {
	switch n {
	case 0:
		return v.blank
	case 1:
		return "first"
	case -1:
		return "last"
	}
	last := ""
	if n < 0 {
		n, last = -n, " last"
	}
	suffix := "th"
	if tens := n % 100; tens < 11 || tens > 13 {
		suffix = map[int]string{1: "st", 2: "nd", 3: "rd"}[n%10]
		suffix = choose(suffix == "", suffix, "th")
	}
	return v.number(int64(n)) + suffix + last
}

// clock writes an hour as on a clock face: "7 pm".
func (v english) clock(text string, later int64) string {
	h, ok := hour(text)
	if !ok {
		return v.blank
	}
	return clockFace(h + later)
}

func clockFace(h int64) string {
	h = (h%24 + 24) % 24
	switch h {
	case 0:
		return "midnight"
	case 12:
		return "noon"
	}
	return strconv.FormatInt(h%12, 10) + choose(h > 12, " am", " pm")
}

var dayNames = map[string]string{
	"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday", "sun": "Sunday",
}

// namesOf writes keys by their names, those without one as they are.
func namesOf(keys []string, names map[string]string) []string {
	out := slices.Clone(keys)
	for i, k := range keys {
		if name := names[strings.ToLower(strings.TrimSpace(k))]; name != "" {
			out[i] = name
		}
	}
	return out
}
