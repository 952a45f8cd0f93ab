package importer

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// meaningsText lists what headers stand for in some twenty languages.
//
//go:embed data/meanings.txt
var meaningsText string

// meanings finds targets by normalised headers, for each kind of file.
type meanings struct{ people, orders, events map[string]string }

// knownMeanings reads the list when the first file is looked at.
var knownMeanings = sync.OnceValue(func() meanings { return readMeanings(meaningsText) })

func readMeanings(text string) meanings {
	m := meanings{map[string]string{}, map[string]string{}, map[string]string{}}
	var targets []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '=':
			targets = strings.Fields(line[1:])
		default:
			_, names, _ := strings.Cut(line, ":")
			m.add(targets, names)
		}
	}
	return m
}

// add enters names that are separated by "|"; of two meanings the first stays.
func (m *meanings) add(targets []string, names string) {
	for name := range strings.SplitSeq(names, "|") {
		key := normalHeader(name)
		for i, index := range []map[string]string{m.people, m.orders, m.events} {
			for _, key := range []string{key, squeezed(key)} {
				if targets[i] != "-" && index[key] == "" {
					index[key] = targets[i]
				}
			}
		}
	}
}

// squeezed is a name without spaces, marked so that it is found by itself only:
// "FIRSTNAME" and "Whats App No" are words that others write apart or together.
func squeezed(plain string) string { return "~" + strings.ReplaceAll(plain, " ", "") }

func (m *meanings) of(kind domain.ImportKind) map[string]string {
	switch kind {
	case domain.ImportOrders:
		return m.orders
	case domain.ImportEvents:
		return m.events
	}
	return m.people
}

// How sure a name alone makes us, in percent.
const (
	sureExact   = 95 // the very words
	sureBare    = 92 // without what stands in brackets
	sureTrimmed = 86 // without words such as "customer" and "(INR)"
	sureOther   = 60 // an alternate address or number
)

// meaningOf finds what a header stands for in a file of the kind, "" when it is no
// known word, and how sure that is.
func meaningOf(header string, kind domain.ImportKind) (target string, sure int) {
	known := knownMeanings()
	index := known.of(kind)
	plain := normalHeader(header)
	if target = index[plain]; target != "" {
		return target, sureExact
	}
	bare := normalHeader(cleanHeader(header))
	for _, name := range []string{bare, squeezed(plain), squeezed(bare)} {
		if target = index[name]; target != "" {
			return target, sureBare
		}
	}
	if target = index[trimWords(bare, headBefore, headAfter)]; target != "" {
		return target, sureTrimmed
	}
	target = index[trimWords(bare, otherWords, otherWords)]
	if target == toEmail || target == toPhone {
		return target, sureOther
	}
	return "", 0
}

// known reports whether a header is a known word in any kind of file.
func known(header string) bool {
	for _, kind := range []domain.ImportKind{domain.ImportPeople, domain.ImportOrders, domain.ImportEvents} {
		if target, sure := meaningOf(header, kind); target != "" && sure > sureOther {
			return true
		}
	}
	return false
}

// Words that say no more than the name does without them.
var (
	headBefore = strings.Fields("customer cust client contact subscriber member user billing shipping mailing primary your my the default buyer guest student patient registered permanent current main enter please valid correct profile person donor applicant attendee participant delegate invoice bill")
	headAfter  = strings.Fields("required mandatory optional inr usd eur gbp aed rs rupees incl excl utc ist gmt value here of customer client contact primary main default with code in")
	otherWords = strings.Fields("alternate alternative alt secondary second other backup additional office home work 2 3 ii customer contact")
)

// trimWords takes words off both ends as long as one is left.
func trimWords(plain string, before, after []string) string {
	words := strings.Fields(plain)
	for len(words) > 1 && slices.Contains(before, words[0]) {
		words = words[1:]
	}
	for len(words) > 1 && slices.Contains(after, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// cleanHeader is a header as the name of a field: without brackets at its end, stars,
// colons and currency signs. "Order Total (INR)*" is "Order Total".
func cleanHeader(header string) string {
	s := strings.Join(strings.Fields(cleanText(header)), " ")
	for {
		was := s
		s = strings.Trim(s, " *:;,_-\"'₹$€£#?।")
		if open := strings.LastIndexAny(s, "(["); open > 0 && strings.HasSuffix(s, closing(s[open])) {
			s = s[:open]
		}
		if s == was {
			break
		}
	}
	if s == "" {
		return strings.TrimSpace(header)
	}
	return s
}

// fieldName is how a new field is called: "Last seen at" for last_seen_at.
func fieldName(header string) string {
	s := cleanHeader(header)
	if strings.Contains(s, "_") {
		s = strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(s, "_", " ")), " "))
	}
	if s == strings.ToLower(s) {
		first, size := utf8.DecodeRuneInString(s)
		s = string(unicode.ToUpper(first)) + s[size:]
	}
	return s
}

func closing(open byte) string {
	if open == '[' {
		return "]"
	}
	return ")"
}
