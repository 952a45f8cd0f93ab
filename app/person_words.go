package app

import (
	"fmt"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// personWords are the words of a person's page in one language.
type personWords struct {
	lang                                             string
	byHand, fromSample, unknownGroup, unknownOrigin  string
	pieces, machine, note, permission                string
	statuses                                         map[domain.MailStatus]string
	hereSince, fromFile, byHandAt, sampleAt, derived func(...string) string
	inFile                                           func(file, day string, row int) string
	happened                                         func(count int, day string) string
	since, sinceStart, left                          func(day string) string
	keptChanged, keptTaken, keptNeeded               func(field string) string
	closedAddress                                    string
	tags                                             string
}

// f makes a sentence of a format and words.
func f(format string) func(...string) string {
	return func(words ...string) string {
		args := each(words, func(w string) any { return w })
		return fmt.Sprintf(format, args...)
	}
}

// one makes a sentence of a format and one word.
func one(format string) func(string) string {
	return func(word string) string { return fmt.Sprintf(format, word) }
}

var englishPerson = personWords{
	lang: "en", byHand: "Written by hand", fromSample: "From the sample data", unknownGroup: "Here before changes were recorded", unknownOrigin: "Here since before KVN Mail recorded where values come from.",
	pieces: "pieces", machine: "by a machine, not by them", note: "Note", permission: "Permission",
	statuses:  map[domain.MailStatus]string{domain.NoAddress: "No email address", domain.NoConsent: "No permission", domain.Suppressed: "Unsubscribed or bounced", domain.Paused: "Mail paused"},
	hereSince: f("Here since %s"), fromFile: f("From %s, %s"), byHandAt: f("Written by hand on %s."), sampleAt: f("Came with the sample data on %s."),
	derived: f("Worked out by KVN Mail on %s from what they did."),
	inFile: func(file, day string, row int) string {
		if row == 0 {
			return fmt.Sprintf("Set by the import of %s on %s.", file, day)
		}
		return fmt.Sprintf("Set by the import of %s on %s, row %d.", file, day, row)
	},
	happened: func(count int, day string) string {
		switch count {
		case 0:
			return "Nothing on " + day
		case 1:
			return "1 event on " + day
		}
		return fmt.Sprintf("%d events on %s", count, day)
	},
	since: one("Since %s"), sinceStart: one("Since the segment was made or changed, %s"), left: one("Left on %s"),
	keptChanged: one("%s was changed since, so it stays."), keptTaken: one("%s stays, because another person has the earlier one by now."), keptNeeded: one("%s stays, because nothing else would be left to know them by."),
	closedAddress: "This address is closed for mail, so they cannot be mailed at it.", tags: "Tags",
}

var hindiPerson = personWords{
	lang: "hi", byHand: "हाथ से लिखा", fromSample: "नमूना डेटा से", unknownGroup: "बदलाव दर्ज होने से पहले से", unknownOrigin: "तब से है जब KVN Mail यह दर्ज नहीं करता था कि मान कहाँ से आए।",
	pieces: "नग", machine: "मशीन ने किया, उन्होंने नहीं", note: "नोट", permission: "अनुमति",
	statuses:  map[domain.MailStatus]string{domain.NoAddress: "ईमेल पता नहीं", domain.NoConsent: "अनुमति नहीं", domain.Suppressed: "सदस्यता छोड़ी या ईमेल लौटा", domain.Paused: "ईमेल रोका हुआ"},
	hereSince: f("%s से यहाँ"), fromFile: f("%s से, %s"), byHandAt: f("%s को हाथ से लिखा गया।"), sampleAt: f("%s को नमूना डेटा के साथ आया।"),
	derived: f("KVN Mail ने %s को इनके कामों से निकाला।"),
	inFile: func(file, day string, row int) string {
		if row == 0 {
			return fmt.Sprintf("%s को %s के आयात से आया।", day, file)
		}
		return fmt.Sprintf("%s को %s के आयात से आया, पंक्ति %d।", day, file, row)
	},
	happened: func(count int, day string) string {
		if count == 0 {
			return day + " को कुछ नहीं"
		}
		if count == 1 {
			return day + " को 1 घटना"
		}
		return fmt.Sprintf("%s को %d घटनाएँ", day, count)
	},
	since: one("%s से"), sinceStart: one("सेगमेंट के बनने या बदलने से, %s"), left: one("%s को निकले"),
	keptChanged: one("%s इसके बाद बदला गया, इसलिए वैसा ही रहेगा।"), keptTaken: one("%s वैसा ही रहेगा, क्योंकि पहले वाला अब किसी और के पास है।"), keptNeeded: one("%s वैसा ही रहेगा, क्योंकि पहचान के लिए और कुछ नहीं बचेगा।"),
	closedAddress: "यह पता ईमेल के लिए बंद है, इसलिए इस पर ईमेल नहीं भेजा जा सकता।", tags: "टैग",
}

// personWordsIn returns the words in a language, English where there are no others.
func personWordsIn(lang string) *personWords {
	if lang == "hi" {
		return &hindiPerson
	}
	return &englishPerson
}

func (w *personWords) day(at time.Time) string { return domain.FormatDay(at, w.lang) }

// field and event name what every workspace has as rules name it, so that one thing
// has one name on all screens.
func (w *personWords) field(f domain.Field) string {
	if f.Key == tagsKey && f.Type == domain.List {
		return w.tags
	}
	return w.catalog().FieldName(f)
}

func (w *personWords) event(t domain.EventType) string { return w.catalog().EventName(t) }

func (w *personWords) property(p domain.Property) string { return w.catalog().PropertyName(p) }

func (w *personWords) catalog() rule.Catalog { return rule.Catalog{Language: w.lang} }

// kept says what an undo left as it is, a sentence each.
func (w *personWords) kept(values []domain.KeptValue, fields []domain.Field) []string {
	say := map[domain.WhyKept]func(string) string{domain.KeptChanged: w.keptChanged, domain.KeptTaken: w.keptTaken, domain.KeptNeeded: w.keptNeeded}
	return each(values, func(v domain.KeptValue) string {
		name := ""
		for _, f := range fields {
			if f.ID == v.Field {
				name = w.field(f)
			}
		}
		return say[v.Why](name)
	})
}

// join sets the pieces of a line side by side.
func join(parts []string) string { return strings.Join(parts, " · ") }
