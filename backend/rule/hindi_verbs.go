package rule

import "strings"

// hindiVerb is how an event reads. A clause is who, lead, the counted thing,
// after and one or many: "जिन्होंने | कार्ट में | 2 उत्पाद | | डाले". What has no
// thing is counted in बार. Noun, oblique and nouns are the event as a thing: the
// last order, after it, and among the orders. All of them are masculine.
type hindiVerb struct {
	who, lead, thing, after string
	one, many               string
	noun, oblique, nouns    string
}

var hindiVerbs = map[string]hindiVerb{
	"sent":          {"जिन्हें", "", "ईमेल", "", "भेजा गया", "भेजे गए", "भेजा गया ईमेल", "भेजे गए ईमेल", "भेजे गए ईमेलों"},
	"delivered":     {"जिन्हें", "", "ईमेल", "", "मिला", "मिले", "मिला ईमेल", "मिले ईमेल", "मिले ईमेलों"},
	"opened":        {"जिन्होंने", "", "ईमेल", "", "खोला", "खोले", "खोला गया ईमेल", "खोले गए ईमेल", "खोले गए ईमेलों"},
	"clicked":       {"जिन्होंने", "", "लिंक", "पर क्लिक", "किया", "किया", "क्लिक", "क्लिक", "क्लिकों"},
	"bounced":       {"जिनके यहाँ", "", "ईमेल", "बाउंस", "हुआ", "हुए", "बाउंस हुआ ईमेल", "बाउंस हुए ईमेल", "बाउंस हुए ईमेलों"},
	"complained":    {"जिन्होंने", "", "ईमेल", "को स्पैम", "बताया", "बताया", "स्पैम बताया गया ईमेल", "स्पैम बताए गए ईमेल", "स्पैम बताए गए ईमेलों"},
	"unsubscribed":  {"जिन्होंने", "", "", "अनसब्सक्राइब", "किया", "किया", "अनसब्सक्राइब", "अनसब्सक्राइब", "अनसब्सक्राइब के मौक़ों"},
	"visited":       {"जिन्होंने", "", "पेज", "", "देखा", "देखे", "देखा गया पेज", "देखे गए पेज", "देखे गए पेजों"},
	"added_to_cart": {"जिन्होंने", "कार्ट में", "उत्पाद", "", "डाला", "डाले", "कार्ट में डाला गया उत्पाद", "कार्ट में डाले गए उत्पाद", "कार्ट में डाले गए उत्पादों"},
	"purchased":     {"जिन्होंने", "", "ऑर्डर", "", "दिया", "दिए", "ऑर्डर", "ऑर्डर", "ऑर्डरों"},
	"refunded":      {"जिन्होंने", "", "ऑर्डर", "", "लौटाया", "लौटाए", "लौटाया गया ऑर्डर", "लौटाए गए ऑर्डर", "लौटाए गए ऑर्डरों"},
	"bought":        {"जिन्होंने", "", "उत्पाद", "", "ख़रीदा", "ख़रीदे", "ख़रीदा गया उत्पाद", "ख़रीदे गए उत्पाद", "ख़रीदे गए उत्पादों"},
	"returned":      {"जिन्होंने", "", "उत्पाद", "", "लौटाया", "लौटाए", "लौटाया गया उत्पाद", "लौटाए गए उत्पाद", "लौटाए गए उत्पादों"},
}

// eventVerb returns the words of an event type; the user's own are quoted.
func (v hindi) eventVerb(key string) hindiVerb {
	if known, ok := hindiVerbs[key]; ok {
		return known
	}
	name := v.eventName(key)
	return hindiVerb{"जिनके साथ", name, "", "", "हुआ", "हुआ", name, name, name + " के मौक़ों"}
}

// single reports whether a count asks for the singular.
func single(c Count) bool { return c.N == 1 && c.Op != "between" && c.Op != "more_than" }

// did writes the verb for so many things, with its negation: "नहीं दिए".
func (d hindiVerb) did(c Count, not bool) string {
	verb := choose(single(c), d.many, d.one)
	return strings.TrimSpace(d.after + choose(not, " ", " नहीं ") + verb)
}

// act writes the whole act, done once: "कार्ट में उत्पाद नहीं डाला".
func (d hindiVerb) act(not bool) string {
	return strings.Join([]string{d.lead, d.thing, d.did(Count{N: 1}, not)}, " ")
}

// acted writes a clause of what was done, without a number: who, the tokens in
// the middle, and the act with its negation.
func (v hindi) acted(d hindiVerb, middle []Token, where []Filter, not bool) []Token {
	how, such := v.where(where, "where", false)
	return d.clause(append(middle, how...), such, not)
}

// clause puts an act, and what it must be like, into its order.
func (d hindiVerb) clause(middle, such []Token, not bool) []Token {
	out := append([]Token{{d.who, ""}}, middle...)
	if len(such) > 0 {
		out = append(out, Token{"ऐसा", ""})
	}
	return append(append(out, Token{d.act(not), "not"}), such...)
}

// counted writes a clause of how often something was done in a window.
func (v hindi) counted(event string, window Token, c *Count, where []Filter, not bool) []Token {
	d := v.eventVerb(event)
	n, not := affirm(c, not)
	one := d.thing == "" || single(n)
	how, such := v.where(where, "where", !one)
	out := append([]Token{{d.who, ""}, window}, how...)
	if len(such) > 0 {
		out = append(out, Token{choose(one, "ऐसे", "ऐसा"), ""})
	}
	things := choose(d.thing == "", d.thing, times)
	out = append(out, Token{d.lead, ""}, Token{v.count(n, things, not), "count"}, Token{d.did(n, not), "not"})
	return append(out, such...)
}
