package segment

// chipWords are a chip's label and hint in one language, and what else people
// may call it when they search.
type chipWords struct{ label, hint, also string }

// inBoth are the words of a chip in the languages there are.
type inBoth struct{ en, hi chipWords }

func (w inBoth) in(language string) chipWords {
	if language == "hi" {
		return w.hi
	}
	return w.en
}

// groupLabels name the groups of the traits pane.
var groupLabels = map[string]inBoth{
	"who":         {chipWords{label: "Who they are"}, chipWords{label: "वे कौन हैं"}},
	"bought":      {chipWords{label: "What they bought"}, chipWords{label: "क्या ख़रीदा"}},
	"reads":       {chipWords{label: "How they read"}, chipWords{label: "कैसे पढ़ते हैं"}},
	"browsed":     {chipWords{label: "What they browsed"}, chipWords{label: "क्या देखा"}},
	"device":      {chipWords{label: "Device & time"}, chipWords{label: "डिवाइस और समय"}},
	"predictions": {chipWords{label: "Predictions"}, chipWords{label: "अनुमान"}},
	"lists":       {chipWords{label: "Segments & lists"}, chipWords{label: "सेगमेंट और सूचियाँ"}},
}

// fieldWords are the hints of the fields every workspace has; their labels are the fields' names.
var fieldWords = map[string]inBoth{
	"city":       {chipWords{"", "Where they live", "town place location address"}, chipWords{"", "वे कहाँ रहते हैं", "नगर जगह पता"}},
	"country":    {chipWords{"", "The country they live in", "nation region location"}, chipWords{"", "वे किस देश में रहते हैं", "राष्ट्र"}},
	"language":   {chipWords{"", "The language they prefer", "tongue hindi english"}, chipWords{"", "उनकी पसंदीदा भाषा", "बोली हिन्दी"}},
	"joined":     {chipWords{"", "When they became a contact", "signup signed up registered since new"}, chipWords{"", "वे कब जुड़े", "साइनअप नया रजिस्टर"}},
	"email":      {chipWords{"", "Their email address, or a part of it", "address mail domain"}, chipWords{"", "उनका ईमेल पता या उसका हिस्सा", "मेल डोमेन"}},
	"first_name": {chipWords{"", "Their first name", "called"}, chipWords{"", "उनका पहला नाम", ""}},
	"phone":      {chipWords{"", "Their phone number, or whether there is one", "mobile whatsapp number"}, chipWords{"", "उनका फ़ोन नंबर, या है भी या नहीं", "मोबाइल व्हाट्सऐप"}},
}

// words are the chips that are not fields, by their key.
var words = map[string]inBoth{
	"everyone":       {chipWords{"Everyone", "All contacts of this workspace", "all anybody whole list"}, chipWords{"सभी लोग", "इस वर्कस्पेस के सभी संपर्क", "पूरी सूची सब"}},
	"provider":       {chipWords{"Mailbox provider", "Who runs their mailbox, such as Gmail", "gmail outlook yahoo domain email service"}, chipWords{"ईमेल सेवा", "उनका मेलबॉक्स किसका है, जैसे Gmail", "जीमेल प्रोवाइडर"}},
	"anniversary":    {chipWords{"Joining anniversary", "The day they joined comes round again", "yearly birthday"}, chipWords{"जुड़ने की वर्षगाँठ", "जिस दिन वे जुड़े थे, वह फिर आने वाला है", "सालगिरह"}},
	"orders":         {chipWords{"Placed orders", "How many orders they placed", "purchased bought purchases customer sales"}, chipWords{"दिए गए ऑर्डर", "उन्होंने कितने ऑर्डर दिए", "ख़रीद ग्राहक बिक्री"}},
	"spent":          {chipWords{"Amount spent", "What their orders come to", "money revenue total value sum"}, chipWords{"ख़र्च की गई राशि", "उनके ऑर्डरों का कुल जोड़", "पैसा रुपये कुल"}},
	"last_order":     {chipWords{"Last order", "When they last ordered", "recency recent purchase"}, chipWords{"आख़िरी ऑर्डर", "उन्होंने आख़िरी बार कब ऑर्डर दिया", "हाल की ख़रीद"}},
	"first_order":    {chipWords{"First order", "When they ordered for the first time", "new customer acquisition"}, chipWords{"पहला ऑर्डर", "उन्होंने पहली बार कब ऑर्डर दिया", "नया ग्राहक"}},
	"first_bought":   {chipWords{"First thing they bought", "What their first purchase was", "entry product start"}, chipWords{"पहली ख़रीद क्या थी", "उन्होंने सबसे पहले क्या ख़रीदा", "शुरुआत"}},
	"average_order":  {chipWords{"Average order", "How much one of their orders is on average", "aov mean basket"}, chipWords{"औसत ऑर्डर", "उनका एक ऑर्डर औसतन कितने का होता है", "औसत टोकरी"}},
	"order_gap":      {chipWords{"Days between orders", "How long they usually take from one order to the next", "gap interval cycle reorder frequency"}, chipWords{"ऑर्डरों के बीच दिन", "एक ऑर्डर से अगले तक औसतन कितने दिन", "अंतराल"}},
	"orders_often":   {chipWords{"Orders regularly", "In how many of the last months they ordered", "loyal habit every month repeat"}, chipWords{"नियमित ऑर्डर", "पिछले कितने महीनों में उन्होंने ऑर्डर दिया", "हर महीने वफ़ादार"}},
	"orders_lapsed":  {chipWords{"Used to order", "Ordered earlier, but not lately", "lapsed lost churn quiet win back dormant"}, chipWords{"पहले ऑर्डर देते थे", "पहले ऑर्डर दिया, पर हाल में नहीं", "छूटे हुए शांत"}},
	"orders_again":   {chipWords{"Ordered again soon", "Ordered, and then once more within a time", "repeat second sequence then"}, chipWords{"जल्द दोबारा ऑर्डर", "ऑर्डर दिया और तय समय में फिर दिया", "दूसरा क्रम"}},
	"top_customers":  {chipWords{"Top customers", "The best people by what they spent", "rank best vip biggest percent"}, chipWords{"शीर्ष ग्राहक", "ख़र्च के हिसाब से सबसे बड़े ग्राहक", "सबसे अच्छे प्रतिशत"}},
	"categories":     {chipWords{"Different categories", "From how many categories they bought", "distinct variety breadth"}, chipWords{"अलग-अलग श्रेणियाँ", "उन्होंने कितनी श्रेणियों से ख़रीदा", "विविधता"}},
	"bought_cat":     {chipWords{"Bought category", "The kinds of product they bought", "purchased type"}, chipWords{"ख़रीदी गई श्रेणी", "उन्होंने किस तरह के उत्पाद ख़रीदे", "प्रकार"}},
	"bought_product": {chipWords{"Bought product", "The products they bought", "purchased item sku"}, chipWords{"ख़रीदा गया उत्पाद", "उन्होंने कौन-से उत्पाद ख़रीदे", "सामान"}},
	"usual_cat":      {chipWords{"Favourite category", "The kind of product they buy most often", "habit usual favorite prefers"}, chipWords{"पसंदीदा श्रेणी", "वे सबसे ज़्यादा किस तरह का उत्पाद ख़रीदते हैं", "आदत"}},
	"returned":       {chipWords{"Returned", "What they sent back", "refund refunded"}, chipWords{"लौटाया", "उन्होंने क्या वापस किया", "रिफ़ंड वापसी"}},
	"sent":           {chipWords{"Emails sent to them", "How many emails they were sent", "mailed received frequency"}, chipWords{"उन्हें भेजे गए ईमेल", "उन्हें कितने ईमेल भेजे गए", "मेल"}},
	"opened":         {chipWords{"Opened emails", "How many of your emails they opened", "read engagement opens"}, chipWords{"खोले गए ईमेल", "उन्होंने आपके कितने ईमेल खोले", "पढ़े"}},
	"clicked":        {chipWords{"Clicked a link", "Whether they clicked in an email", "clicks engagement"}, chipWords{"लिंक पर क्लिक", "उन्होंने ईमेल में क्लिक किया या नहीं", "क्लिक"}},
	"ignored":        {chipWords{"Ignored last emails", "Opened none of the last emails sent to them", "unopened quiet inactive"}, chipWords{"पिछले ईमेल अनदेखे", "पिछले भेजे गए ईमेल में से एक भी नहीं खोला", "शांत निष्क्रिय"}},
	"last_opened":    {chipWords{"Last opened", "When they last opened an email", "recency inactive"}, chipWords{"आख़िरी बार खोला", "उन्होंने आख़िरी बार ईमेल कब खोला", ""}},
	"opens_often":    {chipWords{"Opens regularly", "In how many of the last weeks they opened an email", "loyal reader habit every week"}, chipWords{"नियमित पढ़ते हैं", "पिछले कितने हफ़्तों में उन्होंने ईमेल खोला", "हर हफ़्ते"}},
	"opens_lapsed":   {chipWords{"Used to open", "Opened emails earlier, but not lately", "lapsed quiet dormant sleeping"}, chipWords{"पहले खोलते थे", "पहले ईमेल खोले, पर हाल में नहीं", "शांत"}},
	"opens_soon":     {chipWords{"Opens quickly", "Was sent an email and opened it within a time", "sequence then fast"}, chipWords{"जल्दी खोलते हैं", "ईमेल भेजा गया और तय समय में खोला", "तेज़ क्रम"}},
	"unsubscribed":   {chipWords{"Unsubscribed", "Whether they unsubscribed, and when", "opt out left"}, chipWords{"अनसब्सक्राइब किया", "उन्होंने अनसब्सक्राइब किया या नहीं, और कब", ""}},
	"complained":     {chipWords{"Marked as spam", "Whether they marked an email as spam", "complaint junk"}, chipWords{"स्पैम बताया", "उन्होंने किसी ईमेल को स्पैम बताया या नहीं", "शिकायत"}},
	"visited":        {chipWords{"Visited a page", "How often they were on your site", "web site browsed views"}, chipWords{"पेज देखा", "वे आपकी साइट पर कितनी बार आए", "वेबसाइट"}},
	"visited_page":   {chipWords{"Viewed page", "Which pages they looked at", "url web site"}, chipWords{"देखा गया पेज", "उन्होंने कौन-से पेज देखे", "वेबसाइट"}},
	"visited_cat":    {chipWords{"Browsed category", "The kinds of product they looked at", "viewed interest"}, chipWords{"देखी गई श्रेणी", "उन्होंने किस तरह के उत्पाद देखे", "रुचि"}},
	"last_visit":     {chipWords{"Last visit", "When they were last on your site", "recency"}, chipWords{"आख़िरी बार आए", "वे आपकी साइट पर आख़िरी बार कब आए", ""}},
	"cart":           {chipWords{"Added to cart", "What they put into the cart", "basket"}, chipWords{"कार्ट में डाला", "उन्होंने कार्ट में क्या डाला", "टोकरी"}},
	"left_cart":      {chipWords{"Left a cart", "Put something into the cart and did not buy it in time", "abandoned basket sequence then did not"}, chipWords{"छोड़ा हुआ कार्ट", "कार्ट में कुछ डाला, पर समय पर नहीं ख़रीदा", "अधूरा टोकरी"}},
	"device":         {chipWords{"Device", "What they read or browse on", "phone mobile desktop tablet"}, chipWords{"डिवाइस", "वे किस पर पढ़ते या देखते हैं", "फ़ोन मोबाइल कंप्यूटर"}},
	"hour":           {chipWords{"Time of day", "The hours at which they read or browse", "evening morning night hour"}, chipWords{"दिन का समय", "वे किस समय पढ़ते या देखते हैं", "सुबह शाम रात घंटा"}},
	"usual_hour":     {chipWords{"Usual hour", "The hour at which they usually read", "habit best time evening morning"}, chipWords{"आम तौर पर समय", "वे आम तौर पर किस समय पढ़ते हैं", "आदत सुबह शाम"}},
	"usual_day":      {chipWords{"Usual weekday", "The day on which they usually read", "habit weekend monday sunday"}, chipWords{"आम तौर पर दिन", "वे आम तौर पर किस दिन पढ़ते हैं", "आदत सोमवार रविवार"}},
	"usual_device":   {chipWords{"Usual device", "What they usually read on", "habit phone mobile desktop"}, chipWords{"आम तौर पर डिवाइस", "वे आम तौर पर किस पर पढ़ते हैं", "आदत फ़ोन मोबाइल"}},
	"segment":        {chipWords{"", "People of this saved segment", ""}, chipWords{"", "इस सहेजे गए सेगमेंट के लोग", ""}},
	"history":        {chipWords{"Entered or left a segment", "Who came into a segment lately, or dropped out of it", "joined history moved new members"}, chipWords{"सेगमेंट में आए या बाहर हुए", "हाल में कौन सेगमेंट में आया या उससे बाहर हुआ", "इतिहास नए"}},
	"consent":        {chipWords{"Permission", "Whether they agreed to be mailed, on what basis and since when", "consent opt in gdpr dpdp subscribed"}, chipWords{"अनुमति", "उन्होंने ईमेल पाने की सहमति दी या नहीं, किस आधार पर और कब से", "सहमति"}},
	"suppressed":     {chipWords{"Blocked addresses", "Who must not be mailed, and why", "suppressed unsubscribed blocklist do not mail"}, chipWords{"जिन्हें भेजना बंद है", "किसे ईमेल नहीं भेजा जा सकता, और क्यों", "ब्लॉक"}},
	"bounced":        {chipWords{"Bounced", "Whose mail came back, for good or for now", "hard soft undeliverable invalid"}, chipWords{"बाउंस हुए", "किसका ईमेल लौट आया, हमेशा के लिए या अभी", "हार्ड सॉफ़्ट"}},
	"role":           {chipWords{"Role address", "Addresses of a function such as info@ or sales@", "shared group info sales"}, chipWords{"विभाग का पता", "info@ या sales@ जैसे पद के पते", "साझा"}},
	"never_engaged":  {chipWords{"Never engaged", "Was mailed, but never opened or clicked", "inactive cold dead"}, chipWords{"कभी नहीं पढ़ा", "ईमेल भेजे गए, पर कभी खोला या क्लिक नहीं किया", "निष्क्रिय"}},
	"split":          {chipWords{"Random part", "A random share of people that stays the same", "split test sample holdout ab control percent"}, chipWords{"रैंडम हिस्सा", "लोगों का एक रैंडम हिस्सा जो हर बार वही रहता है", "टेस्ट नमूना प्रतिशत"}},
	"imported":       {chipWords{"", "“%s” as you imported it", ""}, chipWords{"", "“%s”, जैसा आपने इंपोर्ट किया", ""}},
	"derived":        {chipWords{"", "Worked out by KVN Mail on %s", "prediction score"}, chipWords{"", "KVN Mail ने %s को निकाला", "अनुमान स्कोर"}},
}
