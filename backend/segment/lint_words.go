package segment

import (
	"fmt"

	"github.com/kvnmail/kvnmail/backend/rule"
)

// lintWords are what findings and their fixes say in one language.
type lintWords struct {
	remove, matchEither, putInOrder, onlyPermitted     string
	twice, everybodyNow, leavesOutNobody, leavesOutAll string
	contradiction, impliedBy, coveredBy, alwaysPair    func(other string) string
	nobodyOfNone, allExcluded, noneExcluded            func(other string) string
	noEffectNow, neverMailed, neverMailedAtAll         func(people string) string
	onlyMailed                                         func(times int) string
	onlyKnown                                          func(field string) string
	unknownKept, noPermission, swapped                 func(a, b string) string
	switchOff, coversAll                               string
	nobodyLeft, silentLeftOut, silentLeftOutAtAll      func(people string) string
	fewerTimes, longerTime, soonerAgo, smallerNumber   func(now, before string) string
	length                                             func(n int, unit string) string
}

func lintWordsOf(cat rule.Catalog) lintWords {
	if cat.Tongue() == "hi" {
		return lintHindi
	}
	return lintEnglish
}

// silenceOf says how many people got no mail that they could have answered.
func (w lintWords) silenceOf(leftOut, timed bool) func(people string) string {
	switch {
	case leftOut && timed:
		return w.silentLeftOut
	case leftOut:
		return w.silentLeftOutAtAll
	case timed:
		return w.neverMailed
	}
	return w.neverMailedAtAll
}

// with makes a sentence around one thing, with2 around two.
func with(format string) func(string) string {
	return func(a string) string { return fmt.Sprintf(format, a) }
}

func with2(format string) func(string, string) string {
	return func(a, b string) string { return fmt.Sprintf(format, a, b) }
}

var lintEnglish = lintWords{
	remove: "Remove it", matchEither: "Match either of the two", putInOrder: "Put them in order", onlyPermitted: "Only people with permission",
	twice: "This is there twice.", everybodyNow: "Everybody matches this, so it changes nothing.",
	leavesOutNobody: "This leaves out nobody now.", leavesOutAll: "This leaves out everybody who is included.",
	contradiction:    with("Nobody can match both this and “%s”."),
	impliedBy:        with("Everybody who matches “%s” matches this too, so this changes nothing."),
	coveredBy:        with("Everybody who matches this matches “%s” too, so this changes nothing."),
	alwaysPair:       with("Everybody matches this or “%s”, so together they let everybody through."),
	nobodyOfNone:     with("Everybody matches this or “%s”, so nobody is left."),
	allExcluded:      with("Everybody who matches “%s” is left out by this."),
	noneExcluded:     with("Nobody who matches “%s” matches this, so it leaves out nobody."),
	noEffectNow:      with("This changes nothing now: without it there are the same %s people."),
	neverMailed:      with("%s of these people were sent no email in that time, so they could not do it."),
	neverMailedAtAll: with("%s of these people were never sent an email, so they could not do it."),
	onlyMailed: func(times int) string {
		if times == 1 {
			return "Only people who were sent an email"
		}
		return fmt.Sprintf("Only people who were sent at least %d emails", times)
	},
	onlyKnown:    with("Only people whose “%s” is filled in"),
	unknownKept:  with2("Of %s of these people “%s” is not known, and they are kept in."),
	noPermission: with2("%s of %s people cannot be mailed, because no permission of theirs is on record."),
	swapped:      with2("The two ends are the wrong way round. They are read as %s to %s."),
	switchOff:    "Switch it off", coversAll: "Everybody matches this, so the other rules here change nothing.",
	nobodyLeft:         with("Nobody is left after this. There were %s people before it."),
	silentLeftOut:      with("This also leaves out %s people who were sent no email in that time."),
	silentLeftOutAtAll: with("This also leaves out %s people who were never sent an email."),
	fewerTimes:         with2("At least %s instead of %s"),
	longerTime:         with2("The last %s instead of %s"),
	soonerAgo:          with2("More than %s ago instead of %s"),
	smallerNumber:      with2("%s instead of %s"),
	length: func(n int, unit string) string {
		if n == 1 {
			return "1 " + unit
		}
		return fmt.Sprintf("%d %ss", n, unit)
	},
}

var hindiUnits = map[string]string{"minute": "मिनट", "hour": "घंटे", "day": "दिन", "week": "हफ़्ते", "month": "महीने", "quarter": "तिमाही", "year": "साल"}

var lintHindi = lintWords{
	remove: "इसे हटाएँ", matchEither: "दोनों में से किसी एक को मानें", putInOrder: "सही क्रम में रखें", onlyPermitted: "केवल अनुमति वाले लोग",
	twice: "यह दो बार है।", everybodyNow: "यह सब पर लागू होता है, इसलिए इससे कुछ नहीं बदलता।",
	leavesOutNobody: "अभी इससे कोई बाहर नहीं होता।", leavesOutAll: "शामिल किए गए सभी लोग इससे बाहर हो जाते हैं।",
	contradiction:    with("यह और “%s” दोनों किसी पर एक साथ लागू नहीं हो सकते।"),
	impliedBy:        with("“%s” जिन पर लागू है, उन सब पर यह भी लागू है, इसलिए इससे कुछ नहीं बदलता।"),
	coveredBy:        with("यह जिन पर लागू है, उन सब पर “%s” भी लागू है, इसलिए इससे कुछ नहीं बदलता।"),
	alwaysPair:       with("यह या “%s” हर किसी पर लागू है, इसलिए मिलकर ये सबको आने देते हैं।"),
	nobodyOfNone:     with("यह या “%s” हर किसी पर लागू है, इसलिए कोई नहीं बचता।"),
	allExcluded:      with("“%s” जिन पर लागू है, वे सब इससे बाहर हो जाते हैं।"),
	noneExcluded:     with("“%s” जिन पर लागू है, उनमें से किसी पर यह लागू नहीं, इसलिए इससे कोई बाहर नहीं होता।"),
	noEffectNow:      with("इससे अभी कुछ नहीं बदलता: इसके बिना भी वही %s लोग हैं।"),
	neverMailed:      with("इनमें से %s लोगों को उस समय कोई ईमेल नहीं भेजा गया, इसलिए वे ऐसा कर ही नहीं सकते थे।"),
	neverMailedAtAll: with("इनमें से %s लोगों को कभी कोई ईमेल नहीं भेजा गया, इसलिए वे ऐसा कर ही नहीं सकते थे।"),
	onlyMailed: func(times int) string {
		return fmt.Sprintf("केवल वे लोग जिन्हें कम से कम %d ईमेल भेजे गए", times)
	},
	onlyKnown:    with("केवल वे लोग जिनका “%s” भरा हुआ है"),
	unknownKept:  with2("इनमें से %s लोगों का “%s” पता नहीं है, और वे शामिल रहते हैं।"),
	noPermission: with2("%[2]s में से %[1]s लोगों को ईमेल नहीं भेजा जा सकता, क्योंकि उनकी कोई अनुमति दर्ज नहीं है।"),
	swapped:      with2("दोनों सिरे उलटे हैं। इन्हें %s से %s पढ़ा जाता है।"),
	switchOff:    "इसे बंद करें", coversAll: "यह सब पर लागू होता है, इसलिए यहाँ के बाकी नियमों से कुछ नहीं बदलता।",
	nobodyLeft:         with("इसके बाद कोई नहीं बचा। इससे पहले %s लोग थे।"),
	silentLeftOut:      with("इससे वे %s लोग भी बाहर हो जाते हैं जिन्हें उस समय कोई ईमेल नहीं भेजा गया।"),
	silentLeftOutAtAll: with("इससे वे %s लोग भी बाहर हो जाते हैं जिन्हें कभी कोई ईमेल नहीं भेजा गया।"),
	fewerTimes:         with2("%[2]s की जगह कम से कम %[1]s"),
	longerTime:         with2("%[2]s की जगह पिछले %[1]s"),
	soonerAgo:          with2("%[2]s की जगह %[1]s से ज़्यादा पहले"),
	smallerNumber:      with2("%[2]s की जगह %[1]s"),
	length:             func(n int, unit string) string { return fmt.Sprintf("%d %s", n, hindiUnits[unit]) },
}
