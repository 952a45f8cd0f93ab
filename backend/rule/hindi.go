package rule

import (
	"strconv"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// hindi is the voice of Hindi. Every clause carries its own relative word (जो,
// जिन्होंने, जिनका), so that clauses of any kind can stand side by side; its verb
// comes last, with the negation in it. What an event must be like follows the
// verb: "ऐसे ऑर्डर दिए जिनमें …".
type hindi struct{ writer }

func newHindi(cat Catalog) voice {
	return hindi{writer{
		cat: cat, locale: "hi-IN", yes: "हाँ", no: "नहीं", more: "अन्य", blank: "चुनें…",
		months: [12]string{"जन॰", "फ़र॰", "मार्च", "अप्रैल", "मई", "जून", "जुल॰", "अग॰", "सित॰", "अक्तू॰", "नव॰", "दिस॰"},
	}}
}

func (hindi) frame() frame {
	return frame{nobody: "अभी कोई नहीं", everyone: "सभी लोग", who: "वे लोग ", but: "लेकिन वे नहीं", butWho: " ", stop: "।"}
}

func (hindi) joints(mode Mode, top bool, _ int) joints {
	switch {
	case mode == Any && top:
		return joints{"", ", ", ", या ", ", या "}
	case mode == Any:
		return joints{"या तो ", ", ", " या ", ", या "}
	case top:
		return joints{"", ", ", ", और ", ", और "}
	}
	return joints{"", ", साथ ही ", " और साथ ही ", ", और साथ ही "}
}

func (v hindi) pinned(always, never int, only bool) string {
	chosen := func(n int) string {
		return choose(n == 1, "हाथ से चुने गए "+v.number(int64(n))+" लोग", "हाथ से चुना गया 1 व्यक्ति")
	}
	kept := choose(only, chosen(always)+" हमेशा शामिल", "केवल "+chosen(always))
	switch {
	case never == 0:
		return kept
	case always == 0:
		return chosen(never) + " कभी शामिल नहीं"
	}
	return kept + ", " + v.number(int64(never)) + " कभी नहीं"
}

func (hindi) groupText(mode Mode, not bool) string {
	switch {
	case not && mode == All:
		return "ये सभी एक साथ नहीं"
	case not != (mode == None):
		return "इनमें से कोई नहीं"
	case mode == All:
		return "ये सभी"
	}
	return "इनमें से कोई भी"
}

func (hindi) brokenFacts() string {
	return "पहले इस नियम को ठीक करना होगा"
}
func (hindi) mutedFacts() string { return "बंद किया हुआ" }
func (hindi) unfinishedFacts() string {
	return "अधूरा है, इसलिए छोड़ दिया गया"
}
func (hindi) pinFacts(always bool) string {
	return choose(always, "कभी शामिल नहीं, हाथ से चुना गया", "हमेशा शामिल, हाथ से चुना गया")
}

// count writes how many things, as affirm left them: "कम से कम 2 ऑर्डर". Things
// is बार for times, "" for a bare number.
func (v hindi) count(c Count, things string, not bool) string {
	n := v.number(int64(c.N))
	switch c.Op {
	case "at_least":
		if not && c.N == 1 {
			return choose(things == times, "एक भी "+things, "एक बार भी")
		}
		return "कम से कम " + n + " " + things
	case "at_most":
		return "अधिक से अधिक " + n + " " + things
	case "more_than":
		return n + " से अधिक " + things
	case "fewer_than":
		return n + " से कम " + things
	case "exactly":
		return "ठीक " + n + " " + things
	case "between":
		return n + " से " + v.number(int64(c.To)) + " " + things
	}
	return v.blank + " " + things
}

// times counts what has no thing to count.
const times = "बार"

// span is a unit of time: one stands after numbers before से, पहले and के भीतर,
// many before में.
type span struct {
	one, many string
	she       bool // feminine: पिछली तिमाही
}

var hindiUnits = map[string]span{
	"minute": {"मिनट", "मिनटों", false}, "hour": {"घंटे", "घंटों", false}, "day": {"दिन", "दिनों", false},
	"week": {"हफ़्ते", "हफ़्तों", false}, "month": {"महीने", "महीनों", false}, "quarter": {"तिमाही", "तिमाहियों", true},
	"year": {"साल", "सालों", false},
}

// length writes a length of time: "30 दिन".
func (v hindi) length(n int, unit string) string {
	number := v.blank
	if n != 0 {
		number = v.number(int64(n))
	}
	u := hindiUnits[unit]
	return number + " " + v.orChoose(u.one)
}

// stretch writes the last or next stretch of time, to be followed by में, में से or के: "पिछले 30 दिनों".
func (v hindi) stretch(kind string, n int, unit string) string {
	u := hindiUnits[unit]
	which := choose(kind == "next", "पिछल", "अगल") + choose(u.she, "े", "ी")
	if n == 0 || n == 1 {
		return which + " " + v.length(n, unit)
	}
	return which + " " + v.number(int64(n)) + " " + v.orChoose(u.many)
}

var hindiCalendar = map[string]string{
	"today": "आज", "yesterday": "बीते कल", "tomorrow": "आने वाले कल",
	"this_week": "इस हफ़्ते", "last_week": "पिछले हफ़्ते", "next_week": "अगले हफ़्ते",
	"this_month": "इस महीने", "last_month": "पिछले महीने", "next_month": "अगले महीने",
	"this_quarter": "इस तिमाही", "last_quarter": "पिछली तिमाही", "next_quarter": "अगली तिमाही",
	"this_year": "इस साल", "last_year": "पिछले साल", "next_year": "अगले साल",
	"this_fiscal_year": "इस वित्त वर्ष", "last_fiscal_year": "पिछले वित्त वर्ष", "next_fiscal_year": "अगले वित्त वर्ष",
}

// stem writes a window without what ties it to the sentence, and the word that
// ties it to a verb.
func (v hindi) stem(w *Window) (text, link string) {
	if w == nil {
		return "अब तक", ""
	}
	switch w.Kind {
	case "last", "next":
		return v.stretch(w.Kind, w.N, w.Unit), " में"
	case "more_than_ago":
		return v.length(w.N, w.Unit) + " से ज़्यादा पहले", ""
	case "between_ago":
		return v.number(int64(min(w.N, w.UntilN))) + " से " + v.length(max(w.N, w.UntilN), w.Unit) + " पहले", ""
	case "calendar":
		long := strings.HasSuffix(w.Name, "quarter") || strings.HasSuffix(w.Name, "fiscal_year")
		return v.orChoose(hindiCalendar[w.Name]), choose(long, "", " में")
	case "dates":
		from, to := v.days(w.From, w.To)
		return from + " से " + to + " तक", ""
	case "before":
		return v.day(w.From) + " से पहले", ""
	case "after":
		return v.day(w.From) + " के बाद", ""
	}
	return v.blank, ""
}

// window writes a window before a verb: "पिछले 365 दिनों में".
func (v hindi) window(w *Window) Token {
	text, link := v.stem(w)
	return Token{text + link, "window"}
}

// windowOf writes a window before a thing, with का or के: "पिछले 365 दिनों के".
func (v hindi) windowOf(w *Window, of string) Token {
	text, _ := v.stem(w)
	return Token{text + " " + of, "window"}
}

// someWindow writes a window where none goes without saying.
func (v hindi) someWindow(w *Window) []Token {
	if w == nil {
		return nil
	}
	return []Token{v.window(w)}
}

// amountText writes what a number must be: "30 दिन से कम". The unit is "" or has
// its blank in front.
func (v hindi) amountText(op, value, to string, typ domain.ValueType, unit string) string {
	a, b := v.operands(op, value, to, typ)
	switch op {
	case "eq":
		return "ठीक " + a + unit
	case "lt":
		return a + unit + " से कम"
	case "lte":
		return "अधिक से अधिक " + a + unit
	case "gt":
		return a + unit + " से अधिक"
	case "gte":
		return a + unit + " या अधिक"
	case "between":
		return a + " से " + b + unit + " के बीच"
	}
	return v.blank
}

var hindiOrdinals = [][2]string{
	{}, {"पहला", "पहले"}, {"दूसरा", "दूसरे"}, {"तीसरा", "तीसरे"}, {"चौथा", "चौथे"}, {"पाँचवाँ", "पाँचवें"}, {"छठा", "छठे"},
	{"सातवाँ", "सातवें"}, {"आठवाँ", "आठवें"}, {"नौवाँ", "नौवें"}, {"दसवाँ", "दसवें"},
}

// ordinal writes which of many, before a thing (पहला) or, oblique, before what
// follows it (पहले).
func (v hindi) ordinal(n int, oblique bool) string {
	switch {
	case n == 0:
		return v.blank
	case n == -1:
		return "आख़िरी"
	case n < 0:
		return "आख़िर से " + v.ordinal(-n, oblique)
	case n < len(hindiOrdinals):
		return choose(oblique, hindiOrdinals[n][0], hindiOrdinals[n][1])
	}
	return v.number(int64(n)) + choose(oblique, "वाँ", "वें")
}

// clock writes an hour of the day: "शाम 7 बजे".
func (v hindi) clock(text string, later int64) string {
	h, ok := hour(text)
	if !ok {
		return v.blank
	}
	return hindiClock(h + later)
}

func hindiClock(h int64) string {
	h = (h%24 + 24) % 24
	part := "रात"
	switch {
	case h >= 4 && h < 12:
		part = "सुबह"
	case h >= 12 && h < 16:
		part = "दोपहर"
	case h >= 16 && h < 20:
		part = "शाम"
	}
	if h %= 12; h == 0 {
		h = 12
	}
	return part + " " + strconv.FormatInt(h, 10) + " बजे"
}

var hindiDays = map[string]string{
	"mon": "सोमवार", "tue": "मंगलवार", "wed": "बुधवार", "thu": "गुरुवार", "fri": "शुक्रवार", "sat": "शनिवार", "sun": "रविवार",
}
