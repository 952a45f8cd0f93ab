package rule

// complaint returns a problem or notice in Hindi, with the same things filled in.
func (hindi) complaint(format string) string {
	if own, ok := hindiComplaints[format]; ok {
		return own
	}
	return format
}

// hindiComplaints are what is wrong with a rule or missing in it, by the English
// format. Where the order differs, the arguments are numbered.
var hindiComplaints = map[string]string{
	"%s":   "%s",
	"This": "इस मान",

	// What is missing.
	"Nothing is chosen yet, so this matches nobody.":                           "अभी कुछ नहीं चुना गया है, इसलिए इसमें कोई नहीं आता।",
	"This group is empty, so it is left out. Put a rule into it or remove it.": "यह समूह ख़ाली है, इसलिए इसे छोड़ दिया गया है। इसमें कोई नियम डालें या इसे हटा दें।",
	"Choose a segment, and whether they entered or left it.":                   "कोई सेगमेंट चुनें, और यह भी कि लोग उसमें आए या उससे बाहर हुए।",
	"Choose a time such as this month.":                                        "समय चुनें, जैसे यह महीना।",
	"Choose at least one day of the week.":                                     "हफ़्ते का कम से कम एक दिन चुनें।",
	"Choose at least one segment.":                                             "कम से कम एक सेगमेंट चुनें।",
	"Choose at least one value for %s.":                                        "%s के लिए कम से कम एक मान चुनें।",
	"Choose the date.":                                                         "तारीख चुनें।",
	"Choose the time for %s.":                                                  "%s के लिए समय चुनें।",
	"Choose the time.":                                                         "समय चुनें।",
	"Choose what the filter looks at.":                                         "चुनें कि फ़िल्टर किस बात को देखे।",
	"Choose what the permission is for.":                                       "चुनें कि अनुमति किस लिए है।",
	"Choose what they did.":                                                    "चुनें कि लोगों ने क्या किया।",
	"Choose what to look at.":                                                  "चुनें कि क्या देखना है।",
	"Give the random part a name and say how many per cent it has.":            "रैंडम हिस्से को नाम दें और बताएँ कि वह कितने प्रतिशत का हो।",
	"Say how %s compares with %s.":                                             "बताएँ कि %s की %s से तुलना कैसे हो।",
	"Say how long the time is.":                                                "बताएँ कि समय कितना लंबा हो।",
	"Say how many %s there have to be.":                                        "बताएँ कि %s कितने होने चाहिए।",
	"Say how many of the last emails to look at.":                              "बताएँ कि पिछले कितने ईमेल देखने हैं।",
	"Say how many of the last weeks or months to look at.":                     "बताएँ कि पिछले कितने हफ़्ते या महीने देखने हैं।",
	"Say how many people, from which end, and what they are ranked by.":        "बताएँ कि कितने लोग, किस छोर से, और किस हिसाब से क्रम लगे।",
	"Say how many times.":                                                      "बताएँ कि कितनी बार।",
	"Say what %s has to be.":                                                   "बताएँ कि %s क्या होना चाहिए।",
	"Say what it has to come to.":                                              "बताएँ कि कुल कितना होना चाहिए।",
	"Say what they did first and what came after.":                             "बताएँ कि लोगों ने पहले क्या किया और उसके बाद क्या हुआ।",
	"Say what to add up.":                                                      "बताएँ कि किसका जोड़ निकालना है।",
	"Say when they used to do it, and since when they do not.":                 "बताएँ कि वे यह पहले कब करते थे, और कब से नहीं करते।",
	"Say which one it is and what it has to be like.":                          "बताएँ कि कौन-सा हो और कैसा हो।",
	"Say within what time it did not happen.":                                  "बताएँ कि कितने समय के भीतर यह नहीं हुआ।",
	"Type the number for %s.":                                                  "%s के लिए संख्या लिखें।",
	"Type the text to look for in %s.":                                         "%s में जो शब्द खोजना है उसे लिखें।",

	// What cannot be.
	"%q is not a date. Choose it from the calendar.":                                                 "“%s” कोई तारीख नहीं है। इसे कैलेंडर से चुनें।",
	"%q is not a day of the week. Choose the days again.":                                            "“%s” हफ़्ते का कोई दिन नहीं है। दिन फिर से चुनें।",
	"%s and %s are not of the same kind, so they cannot be compared. Choose another.":                "%s और %s एक ही तरह के नहीं हैं, इसलिए इनकी तुलना नहीं हो सकती। कुछ और चुनें।",
	"%s cannot be compared in this way. Choose another comparison.":                                  "%s की इस तरह तुलना नहीं हो सकती। कोई दूसरी तुलना चुनें।",
	"%s cannot be compared with %q. Type a plain number such as 12 or 12.50.":                        "%s की तुलना “%s” से नहीं हो सकती। 12 या 12.50 जैसी सादी संख्या लिखें।",
	"%s cannot be compared with %s in this way. Choose another comparison.":                          "%s की %s से इस तरह तुलना नहीं हो सकती। कोई दूसरी तुलना चुनें।",
	"%s has no part called %q. Look at the whole value instead.":                                     "%s में “%s” नाम का कोई हिस्सा नहीं है। पूरा मान देखें।",
	"%s is not a number, so it cannot be added up. Choose a number, or count different values.":      "%s कोई संख्या नहीं है, इसलिए उसका जोड़ नहीं हो सकता। कोई संख्या चुनें, या अलग-अलग मान गिनें।",
	"%s is not a number, so nobody can be ranked by it. Choose a number or a date.":                  "%s कोई संख्या नहीं है, इसलिए उससे क्रम नहीं लग सकता। कोई संख्या या तारीख चुनें।",
	"A filter here is two things at once. Remove it and add it again.":                               "यहाँ का एक फ़िल्टर एक साथ दो बातें कह रहा है। उसे हटाकर फिर से जोड़ें।",
	"A number of times cannot be below 0. Type another number.":                                      "बार की संख्या 0 से कम नहीं हो सकती। दूसरी संख्या लिखें।",
	"A person chosen by hand cannot be found. Choose them again.":                                    "हाथ से चुना गया एक व्यक्ति नहीं मिल रहा। उन्हें फिर से चुनें।",
	"A random part goes from one percentage to a higher one, between 0 and 100. Type other numbers.": "रैंडम हिस्सा 0 से 100 के बीच एक प्रतिशत से उससे बड़े प्रतिशत तक जाता है। दूसरी संख्याएँ लिखें।",
	"A segment used here was deleted. Choose another segment or remove this rule.":                   "यहाँ इस्तेमाल हुआ सेगमेंट हटा दिया गया है। दूसरा सेगमेंट चुनें या यह नियम हटा दें।",
	"A sequence can have at most %d steps. Remove some.":                                             "एक क्रम में अधिक से अधिक %d क़दम हो सकते हैं। कुछ क़दम हटा दें।",
	"Choose the top or the bottom, and people or per cent.":                                          "शीर्ष या सबसे नीचे चुनें, और लोग या प्रतिशत।",
	"Emails can be opened or clicked, not %q. Choose one of the two.":                                "ईमेल खोले जा सकते हैं या उन पर क्लिक हो सकता है, “%s” नहीं। दोनों में से एक चुनें।",
	"Events have nothing called %q. Choose another, or import it.":                                   "घटनाओं में “%s” नाम का कुछ नहीं है। कुछ और चुनें, या उसे इंपोर्ट करें।",
	"KVN Mail cannot look at %q. Choose something else.":                                             "KVN Mail “%s” को नहीं देख सकता। कुछ और चुनें।",
	"KVN Mail cannot look at every %q. Choose days, weeks or months.":                                "KVN Mail हर “%s” को नहीं देख सकता। दिन, हफ़्ते या महीने चुनें।",
	"KVN Mail does not know the count %q. Choose at least, at most, exactly or between.":             "KVN Mail “%s” गिनती नहीं जानता। कम से कम, अधिक से अधिक, ठीक या के बीच चुनें।",
	"KVN Mail does not know the kind of time %q. Choose another.":                                    "KVN Mail “%s” तरह का समय नहीं जानता। दूसरा चुनें।",
	"KVN Mail does not know the measure %q. Choose another.":                                         "KVN Mail “%s” माप नहीं जानता। दूसरी चुनें।",
	"KVN Mail does not know the time %q. Choose another.":                                            "KVN Mail “%s” समय नहीं जानता। दूसरा चुनें।",
	"KVN Mail does not know the unit %q. Choose days, weeks, months or years.":                       "KVN Mail “%s” इकाई नहीं जानता। दिन, हफ़्ते, महीने या साल चुनें।",
	"KVN Mail does not know which event %q is. Choose the first or the last.":                        "KVN Mail नहीं जानता कि “%s” कौन-सी घटना है। पहली या आख़िरी चुनें।",
	"KVN Mail does not know which first step %q is. Choose any or the last.":                         "KVN Mail नहीं जानता कि “%s” कौन-सा पहला क़दम है। कोई भी या आख़िरी चुनें।",
	"Mails bounce hard or soft, not %q. Choose one of the two.":                                      "ईमेल का बाउंस हार्ड या सॉफ़्ट होता है, “%s” नहीं। दोनों में से एक चुनें।",
	"More than %d people are chosen by hand. Give them a tag when importing and use that instead.":   "%d से अधिक लोग हाथ से चुने गए हैं। इंपोर्ट करते समय उन्हें एक टैग दें और उसी का इस्तेमाल करें।",
	"Nobody is suppressed for %q. Choose another reason.":                                            "“%s” की वजह से किसी को भेजना बंद नहीं होता। दूसरी वजह चुनें।",
	"Only the first and last %d can be asked about.":                                                 "केवल पहले और आख़िरी %d के बारे में पूछा जा सकता है।",
	"Only the last step can be something that did not happen. Move it to the end.":                   "जो नहीं हुआ, वह केवल आख़िरी क़दम हो सकता है। उसे अंत में ले जाएँ।",
	"People enter or leave a segment, they do not %q it. Choose one of the two.":                     "लोग सेगमेंट में आते हैं या उससे बाहर होते हैं, “%s” नहीं। दोनों में से एक चुनें।",
	"Permission is granted or withdrawn, not %q. Choose one of the two.":                             "अनुमति दी जाती है या वापस ली जाती है, “%s” नहीं। दोनों में से एक चुनें।",
	"The length of time has to be between 1 and 100,000.":                                            "समय की लंबाई 1 से 1,00,000 के बीच होनी चाहिए।",
	"The number of events to tell by cannot be below 1. Type another number.":                        "अंदाज़े के लिए मौक़ों की संख्या 1 से कम नहीं हो सकती। दूसरी संख्या लिखें।",
	"The number of last emails has to be between 1 and %d.":                                          "पिछले ईमेल की संख्या 1 से %d के बीच होनी चाहिए।",
	"The number of people has to be above 0, a percentage between 1 and 100. Type another number.":   "लोगों की संख्या 0 से अधिक और प्रतिशत 1 से 100 के बीच होना चाहिए। दूसरी संख्या लिखें।",
	"The number of periods has to be between 1 and %d.":                                              "अवधियों की संख्या 1 से %d के बीच होनी चाहिए।",
	"The pattern for %s cannot be read. Check its brackets, or look for a plain text instead.":       "%s का पैटर्न पढ़ा नहीं जा सका। उसके कोष्ठक जाँचें, या सादा शब्द खोजें।",
	"This asks about the future, where nothing has happened yet. Choose a time in the past.":         "यह आने वाले समय के बारे में है, जहाँ अभी कुछ हुआ नहीं है। बीता हुआ समय चुनें।",
	"This has more filters than can be followed. Keep at most %d, and groups at most %d deep.":       "इसमें समझे जा सकने से अधिक फ़िल्टर हैं। अधिक से अधिक %d रखें, और समूह अधिक से अधिक %d स्तर तक।",
	"This workspace has no events called %q. Choose another, or import them.":                        "इस वर्कस्पेस में “%s” नाम की कोई घटना नहीं है। दूसरी चुनें, या उसे इंपोर्ट करें।",
	"This workspace knows nothing called %q about people. Choose another, or import it.":             "यह वर्कस्पेस लोगों के बारे में “%s” नाम की कोई बात नहीं जानता। कुछ और चुनें, या उसे इंपोर्ट करें।",
	"Weekdays cannot be compared in this way. Choose the days.":                                      "हफ़्ते के दिनों की इस तरह तुलना नहीं हो सकती। दिन चुनें।",

	// Limits, and segments in segments.
	tooDeepFormat: "यहाँ समूह %d से अधिक स्तर गहरे हैं। कुछ नियम उनके समूहों से बाहर निकालें।",
	"This segment has more than %d rules. Save parts of it as segments of their own.":          "इस सेगमेंट में %d से अधिक नियम हैं। इसके हिस्सों को अलग सेगमेंट के रूप में सहेजें।",
	"The segment %q cannot be read. Open it and build it again.":                               "सेगमेंट “%s” पढ़ा नहीं जा सका। उसे खोलकर फिर से बनाएँ।",
	"The segment “%s” has a rule that has to be mended first: %s":                              "सेगमेंट “%s” के एक नियम को पहले ठीक करना होगा: %s",
	"These segments ask about each other in a circle: %s. Remove one of them from the circle.": "ये सेगमेंट घूम-फिरकर एक-दूसरे पर ही टिके हैं: %s। इस घेरे से किसी एक को हटाएँ।",
	" asks about ": " → ",
}
