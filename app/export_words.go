package app

import (
	"fmt"

	"github.com/kvnmail/kvnmail/backend/deliver"
	"github.com/kvnmail/kvnmail/backend/domain"
)

// exportWords are the words of files in one language: names of sheets, headers and
// what the rows say.
type exportWords struct {
	what, value                                                   string
	overview, rules, byDay, overlap                               string // sheets of a segment's report
	name, sentence, version, changed, frozenSince, writtenAt      string
	everybody, people, mayBeMailed, noAddress, noConsent          string
	suppressed, paused, usedIn                                    string
	rule, lane, include, leaveOut                                 string
	alone, before, left, without                                  string
	day, entered, leftDay                                         string
	segment, theirPeople, inBoth, share                           string
	campaign, results, leftOut, bySegment                         string // sheets of a campaign's report
	subject, sentAt, result, mails, reason, audience              string
	email, customer, reply, attempts, at, nextTry                 string
	imports, file, kind, importedAt, rows, added, updated         string
	unchanged, skipped, peopleAdded, peopleUpdated, eventsAdded   string
	undoneAt, book, bookOrText                                    string
	states                                                        map[domain.SendState]string
	reasons                                                       map[string]string
	kinds                                                         map[domain.ImportKind]string
	continued                                                     func(sheet string) string
	cut                                                           func(texts int, at string) string
	writingFile, savePeople, saveSegment, saveCampaign, saveTable string
	reportName                                                    func(name string) string
}

var englishExport = exportWords{
	what: "What", value: "Value", overview: "Overview", rules: "Rules", byDay: "By day", overlap: "Overlap",
	name: "Name", sentence: "Who is in it", version: "Version", changed: "Changed", frozenSince: "Frozen since", writtenAt: "Written at",
	everybody: "Everybody", people: "People", mayBeMailed: "May be mailed", noAddress: "No email address", noConsent: "No permission",
	suppressed: "Unsubscribed or bounced", paused: "Mail paused", usedIn: "Used in",
	rule: "Rule", lane: "Part", include: "Include", leaveOut: "Leave out", alone: "Match it alone", before: "Before it", left: "Left after it", without: "In the segment without it",
	day: "Day", entered: "Entered", leftDay: "Left", segment: "Segment", theirPeople: "People in it", inBoth: "In both", share: "Share of this segment, percent",
	campaign: "Campaign", results: "Results", leftOut: "Left out", bySegment: "By segment",
	subject: "Subject", sentAt: "Sent at", result: "Result", mails: "Mails", reason: "Why", audience: "Audience",
	email: "Email", customer: "Customer id", reply: "Server's answer", attempts: "Attempts", at: "When", nextTry: "Tried again at",
	imports: "Imports", file: "File", kind: "What the rows are", importedAt: "Imported at", rows: "Rows", added: "Rows added", updated: "Rows updated",
	unchanged: "Rows unchanged", skipped: "Rows skipped", peopleAdded: "People added", peopleUpdated: "People updated", eventsAdded: "Events added", undoneAt: "Taken back at",
	book: "Excel (.xlsx)", bookOrText: "Excel (.xlsx) or CSV (.csv), as the name ends",
	states: map[domain.SendState]string{
		domain.SendQueued: "Waiting", domain.SendClaimed: "On its way", domain.SendSent: "Sent", domain.SendRetry: "Trying again",
		domain.SendRefused: "Refused", domain.SendUnknown: "Unclear", domain.SendLeftOut: "Left out",
	},
	reasons: reasonWords,
	kinds:   map[domain.ImportKind]string{domain.ImportPeople: "People", domain.ImportOrders: "Orders", domain.ImportEvents: "Events"},
	continued: func(sheet string) string {
		return fmt.Sprintf("A sheet holds 1,048,576 rows; the list goes on in “%s”.", sheet)
	},
	cut: func(texts int, at string) string {
		if texts == 1 {
			return fmt.Sprintf("One text is longer than a cell of a workbook holds and was cut to 32,767 characters (%s). A csv file holds it whole.", at)
		}
		return fmt.Sprintf("%d texts are longer than a cell of a workbook holds and were cut to 32,767 characters, the first in %s. A csv file holds them whole.", texts, at)
	},
	writingFile: "Writing %s", savePeople: "Export people", saveSegment: "Save the report of the segment", saveCampaign: "Save the report of the campaign", saveTable: "Export the list of imports",
	reportName: func(name string) string { return name + " report" },
}

var hindiExport = exportWords{
	what: "क्या", value: "मान", overview: "सार", rules: "नियम", byDay: "दिन के हिसाब से", overlap: "साझे लोग",
	name: "नाम", sentence: "इसमें कौन हैं", version: "संस्करण", changed: "बदला गया", frozenSince: "कब से स्थिर", writtenAt: "कब लिखा गया",
	everybody: "सभी लोग", people: "लोग", mayBeMailed: "मेल भेज सकते हैं", noAddress: "ईमेल पता नहीं", noConsent: "अनुमति नहीं",
	suppressed: "अनसब्सक्राइब या बाउंस", paused: "मेल रोका हुआ", usedIn: "कहाँ इस्तेमाल",
	rule: "नियम", lane: "भाग", include: "शामिल", leaveOut: "छोड़ें", alone: "अकेले इससे मेल खाते हैं", before: "इससे पहले", left: "इसके बाद बचे", without: "इसके बिना सेगमेंट में",
	day: "दिन", entered: "आए", leftDay: "गए", segment: "सेगमेंट", theirPeople: "उसमें लोग", inBoth: "दोनों में", share: "इस सेगमेंट का हिस्सा, प्रतिशत",
	campaign: "अभियान", results: "नतीजे", leftOut: "छोड़े गए", bySegment: "सेगमेंट के हिसाब से",
	subject: "विषय", sentAt: "कब भेजा", result: "नतीजा", mails: "ईमेल", reason: "क्यों", audience: "दर्शक",
	email: "ईमेल", customer: "ग्राहक आईडी", reply: "सर्वर का जवाब", attempts: "कोशिशें", at: "कब", nextTry: "फिर कोशिश कब",
	imports: "आयात", file: "फ़ाइल", kind: "पंक्तियाँ क्या हैं", importedAt: "कब आयात हुआ", rows: "पंक्तियाँ", added: "जोड़ी गई पंक्तियाँ", updated: "बदली गई पंक्तियाँ",
	unchanged: "वैसी ही पंक्तियाँ", skipped: "छोड़ी गई पंक्तियाँ", peopleAdded: "जोड़े गए लोग", peopleUpdated: "बदले गए लोग", eventsAdded: "जोड़ी गई घटनाएँ", undoneAt: "कब वापस लिया गया",
	book: "Excel (.xlsx)", bookOrText: "Excel (.xlsx) या CSV (.csv), नाम के अंत के हिसाब से",
	states: map[domain.SendState]string{
		domain.SendQueued: "इंतज़ार में", domain.SendClaimed: "रास्ते में", domain.SendSent: "भेजा गया", domain.SendRetry: "फिर कोशिश हो रही है",
		domain.SendRefused: "अस्वीकृत", domain.SendUnknown: "साफ़ नहीं", domain.SendLeftOut: "छोड़ा गया",
	},
	reasons: map[string]string{
		domain.NoAddress.String(): "ईमेल पता नहीं", domain.NoConsent.String(): "अनुमति नहीं", domain.Suppressed.String(): "अनसब्सक्राइब या बाउंस", domain.Paused.String(): "उनका मेल रोका हुआ था",
		deliver.ReasonGone: "अभियान शुरू होने के बाद हटाए गए", deliver.ReasonNotRendered: "उनका ईमेल नहीं बन सका",
	},
	kinds: map[domain.ImportKind]string{domain.ImportPeople: "लोग", domain.ImportOrders: "ऑर्डर", domain.ImportEvents: "घटनाएँ"},
	continued: func(sheet string) string {
		return fmt.Sprintf("एक शीट में 10,48,576 पंक्तियाँ आती हैं; सूची “%s” में आगे जारी है।", sheet)
	},
	cut: func(texts int, at string) string {
		if texts == 1 {
			return fmt.Sprintf("एक पाठ वर्कबुक के खाने से लंबा है, इसलिए 32,767 अक्षरों पर काटा गया (%s)। csv फ़ाइल में वह पूरा आता है।", at)
		}
		return fmt.Sprintf("%d पाठ वर्कबुक के खाने से लंबे हैं, इसलिए 32,767 अक्षरों पर काटे गए, पहला %s में। csv फ़ाइल में वे पूरे आते हैं।", texts, at)
	},
	writingFile: "%s लिखी जा रही है", savePeople: "लोग फ़ाइल में निकालें", saveSegment: "सेगमेंट की रिपोर्ट सहेजें", saveCampaign: "अभियान की रिपोर्ट सहेजें", saveTable: "आयातों की सूची निकालें",
	reportName: func(name string) string { return name + " रिपोर्ट" },
}

// exportWordsIn returns the words in a language, English where there are no others.
func exportWordsIn(language string) *exportWords {
	if language == "hi" {
		return &hindiExport
	}
	return &englishExport
}
