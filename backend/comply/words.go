package comply

import (
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// words are the sentences about permission in one language. Those with a date get
// it with the source behind it: "3 May 2026 (shop counter)".
type words struct {
	can, cannot, nothing, marketing                string
	noAddress, badAddress, neverAgreed             string
	addAddress, correctAddress, recordIt, onlyThey string
	staysClosed, liftIt, pausedForGood             string
	tookBack, pausedUntil, suppressedOn            func(on string) string
	why                                            map[domain.SuppressionReason]func(on string) string
	withdrawn                                      func(what, on string) string
	agreed, customer                               func(what, on, wording string) string
}

func wordsIn(lang string) *words {
	if lang == "hi" {
		return &hindi
	}
	return &english
}

var english = words{
	can: "Can be mailed today.", cannot: "Cannot be mailed today.", nothing: "Nothing is recorded about what they agreed to.", marketing: "marketing mail",
	noAddress: "There is no email address.", badAddress: "The email address is not complete.", neverAgreed: "They have not agreed to marketing mail.",
	addAddress: "Add an email address.", correctAddress: "Correct the email address if you know a better one.", recordIt: "If they have agreed, record where and when.",
	onlyThey:    "Only they can give it again. Record it when they do.",
	staysClosed: "This stays as it is: nothing done in KVN Mail lifts it.", liftIt: "Lift the pause to mail them again.", pausedForGood: "Mail to them is paused.",
	tookBack:     func(on string) string { return "They took their permission back on " + on + "." },
	pausedUntil:  func(on string) string { return "Mail to them is paused until the end of " + on + "." },
	suppressedOn: func(on string) string { return "Closed for mail on " + on + "." },
	why: map[domain.SuppressionReason]func(on string) string{
		domain.SuppressedUnsubscribed: func(on string) string { return "Unsubscribed on " + on + "." },
		domain.SuppressedBounced:      func(on string) string { return "Closed, because their mailbox does not exist, on " + on + "." },
		domain.SuppressedComplained:   func(on string) string { return "Closed, because they marked a mail as spam, on " + on + "." },
		domain.SuppressedManually:     func(on string) string { return "Closed by hand on " + on + "." },
	},
	withdrawn: func(what, on string) string {
		return "Took back their permission for " + what + ", recorded on " + on + "."
	},
	agreed: func(what, on, wording string) string {
		return "Agreed to " + what + ", recorded on " + on + quotedIn(", with the words “", wording, "”") + "."
	},
	customer: func(what, on, wording string) string {
		return "May get " + what + " as an existing customer, since an order or request of theirs, recorded on " + on + quotedIn(", with the words “", wording, "”") + "."
	},
}

var hindi = words{
	can: "आज ईमेल भेजा जा सकता है।", cannot: "आज ईमेल नहीं भेजा जा सकता।", nothing: "उनकी सहमति के बारे में कुछ दर्ज नहीं है।", marketing: "मार्केटिंग ईमेल",
	noAddress: "कोई ईमेल पता नहीं है।", badAddress: "ईमेल पता पूरा नहीं है।", neverAgreed: "उन्होंने मार्केटिंग ईमेल की सहमति नहीं दी है।",
	addAddress: "ईमेल पता जोड़ें।", correctAddress: "यदि सही ईमेल पता मालूम हो, तो उसे ठीक करें।", recordIt: "यदि उन्होंने सहमति दी है, तो दर्ज करें कि कहाँ और कब।",
	onlyThey:    "इसे केवल वे ही फिर दे सकते हैं। जब दें, तब दर्ज करें।",
	staysClosed: "यह ऐसा ही रहता है: KVN Mail में कुछ भी करने से यह नहीं हटता।", liftIt: "फिर से ईमेल भेजने के लिए रोक हटाएँ।", pausedForGood: "इन्हें ईमेल भेजना रोका हुआ है।",
	tookBack: func(on string) string {
		return "उन्होंने " + on + " को अपनी सहमति वापस ले ली।"
	},
	pausedUntil: func(on string) string {
		return "इन्हें ईमेल भेजना " + on + " के अंत तक रोका हुआ है।"
	},
	suppressedOn: func(on string) string {
		return on + " को ईमेल के लिए बंद किया गया।"
	},
	why: map[domain.SuppressionReason]func(on string) string{
		domain.SuppressedUnsubscribed: func(on string) string { return on + " को सदस्यता छोड़ी।" },
		domain.SuppressedBounced: func(on string) string {
			return on + " को बंद हुआ, क्योंकि मेलबॉक्स मौजूद नहीं है।"
		},
		domain.SuppressedComplained: func(on string) string {
			return on + " को बंद हुआ, क्योंकि उन्होंने ईमेल को स्पैम बताया।"
		},
		domain.SuppressedManually: func(on string) string { return on + " को हाथ से बंद किया गया।" },
	},
	withdrawn: func(what, on string) string {
		return what + " की सहमति वापस ली, " + on + " को दर्ज।"
	},
	agreed: func(what, on, wording string) string {
		return what + " की सहमति दी, " + on + " को दर्ज" + quotedIn(", इन शब्दों में: “", wording, "”") + "।"
	},
	customer: func(what, on, wording string) string {
		return "मौजूदा ग्राहक के नाते " + what + " पा सकते हैं, " + on + " को दर्ज" + quotedIn(", इन शब्दों में: “", wording, "”") + "।"
	},
}

// quotedIn puts a wording between two pieces of a sentence; nothing where there is none.
func quotedIn(before, wording, after string) string {
	if wording == "" {
		return ""
	}
	return before + strings.TrimRight(wording, ".") + after
}
