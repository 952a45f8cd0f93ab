package rule

import (
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// voice puts rules into one language: a whole clause for each kind of condition,
// because word order is the language's own, and a fact for each kind of leaf. A
// further language is one more implementation and its entry in voices.
type voice interface {
	clauseVoice
	factVoice
	frame() frame
	// joints returns the words that hold a group of n parts together.
	joints(mode Mode, top bool, n int) joints
	// pinned says how many people are chosen by hand; only, that nobody else is in.
	pinned(always, never int, only bool) string
	// groupText says what a group asks of its nodes: "none of these".
	groupText(mode Mode, not bool) string
	value(v domain.Value) string
	labelVoice
	// complaint returns the format of a problem or notice, given in English.
	complaint(format string) string
}

// clauseVoice has the words of each kind of condition, in pieces that open editors.
type clauseVoice interface {
	everyone(c *Everyone, not bool) []Token
	field(c *Field, not bool) []Token
	event(c *Event, not bool) []Token
	nth(c *Nth, not bool) []Token
	regular(c *Regular, not bool) []Token
	lapsed(c *Lapsed, not bool) []Token
	measure(c *Measure, not bool) []Token
	recency(c *Recency, not bool) []Token
	messages(c *Messages, not bool) []Token
	sequence(c *Sequence, not bool) []Token
	habit(c *Habit, not bool) []Token
	rank(c *Rank, not bool) []Token
	segment(c *Segment, not bool) []Token
	history(c *History, not bool) []Token
	consent(c *Consent, not bool) []Token
	suppressed(c *Suppressed, not bool) []Token
	health(c *Health, not bool) []Token
	split(c *Split, not bool) []Token
}

// labelVoice names what the workspace knows, each alone.
type labelVoice interface {
	fieldLabel(f domain.Field) string
	eventLabel(t domain.EventType) string
	propertyLabel(p domain.Property) string
}

// factVoice says what each kind of leaf found out about one person.
type factVoice interface {
	brokenFacts() string
	mutedFacts() string
	unfinishedFacts() string
	pinFacts(always bool) string
	everyoneFacts(l EveryoneLeaf, f finding) string
	fieldFacts(l FieldLeaf, f finding) string
	eventFacts(l EventLeaf, f finding) string
	nthFacts(l NthLeaf, f finding) string
	regularFacts(l RegularLeaf, f finding) string
	lapsedFacts(l LapsedLeaf, f finding) string
	measureFacts(l MeasureLeaf, f finding) string
	recencyFacts(l RecencyLeaf, f finding) string
	messagesFacts(l MessagesLeaf, f finding) string
	sequenceFacts(l SequenceLeaf, f finding) string
	habitFacts(l HabitLeaf, f finding) string
	rankFacts(l *RankLeaf, f finding) string
	segmentFacts(l SegmentLeaf, f finding) string
	historyFacts(l HistoryLeaf, f finding) string
	consentFacts(l ConsentLeaf, f finding) string
	suppressedFacts(l SuppressedLeaf, f finding) string
	bouncedFacts(l BouncedLeaf, f finding) string
	roleFacts(l RoleLeaf, f finding) string
	unengagedFacts(l UnengagedLeaf, f finding) string
	splitFacts(l SplitLeaf, f finding) string
}

// frame is what stands around the clauses of a sentence.
type frame struct {
	nobody   string // the whole sentence of a rule that matches nobody, without its stop
	everyone string // "Everyone"
	who      string // "People who "
	but      string // "but not"
	butWho   string // " people who "
	stop     string // "."
}

// joints are the words of a group: open stands before its parts, comma between
// them, last before the last one, and after instead of last behind a group.
type joints struct{ open, comma, last, after string }

// voices are the languages there are, by their code.
var voices = map[string]func(Catalog) voice{
	"en": newEnglish,
	"hi": newHindi,
}

// voiceOf returns the voice of a catalog's language.
func voiceOf(cat Catalog) voice { return voices[cat.language()](cat) }

// Speaks returns the code of the language that rules are put into words in.
func (c Catalog) Speaks() string { return c.language() }

// language returns the code of a language there is a voice for.
func (c Catalog) language() string {
	locale, _, _ := strings.Cut(strings.ReplaceAll(c.Settings.Locale, "_", "-"), "-")
	for _, code := range []string{c.Language, strings.ToLower(locale)} {
		if voices[code] != nil {
			return code
		}
	}
	return "en"
}

// turn says how a group reads once a negation is carried to its parts (De
// Morgan): as All or Any of them, each turned into its opposite when flip is set.
func turn(mode Mode, not bool) (plain Mode, flip bool) {
	if mode == None {
		mode, not = Any, !not
	}
	switch {
	case !not:
		return mode, false
	case mode == All:
		return Any, true
	}
	return All, true
}
