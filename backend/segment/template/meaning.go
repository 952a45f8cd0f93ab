package template

import (
	"slices"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// role is what a field or property of the user's own may be for. It is known by
// words in its name, in English, Hindi and as Hindi is often typed.
type role struct {
	key   string // in rules of workspaces that have no such field
	types []domain.ValueType
	words []string
}

var (
	days    = []domain.ValueType{domain.Date, domain.Time}
	figures = []domain.ValueType{domain.Number, domain.Money}
	anyType = []domain.ValueType{domain.Text, domain.List, domain.Bool, domain.Number, domain.Money}
)

var roles = map[string]role{
	"renewal": {"renewal_date", days, []string{"renew", "expir", "valid until", "valid till", "validity", "due date", "next due", "subscription end",
		"membership end", "policy end", "plan end", "end date", "नवीनीकरण", "नवीकरण", "रिन्यू", "समाप्ति", "वैधता", "वैध", "अवधि", "देय", "navinikaran", "samapti"}},
	"birthday": {"birthday", days, []string{"birth", "dob", "bday", "b day", "जन्म", "janam", "janm"}},
	"wedding":  {"wedding_anniversary", days, []string{"annivers", "wedding", "marriage", "शादी", "विवाह", "सालगिरह", "वर्षगांठ", "वर्षगाँठ", "shaadi", "vivah"}},
	"points":   {"loyalty_points", figures, []string{"point", "reward", "coins", "पॉइंट", "अंक", "पुरस्कार"}},
	"coupon":   {"coupon", anyType, []string{"coupon", "discount", "promo", "voucher", "offer code", "कूपन", "छूट", "डिस्काउंट", "ऑफ़र", "ऑफर"}},
}

// means reports whether a name or key says that something is for a role.
func (r role) means(name, key string) bool {
	text := rule.Fold(name) + " " + strings.ReplaceAll(rule.Fold(key), "_", " ")
	return slices.ContainsFunc(r.words, func(word string) bool { return strings.Contains(text, rule.Fold(word)) })
}

// field finds the user's field of a role that most people have a value of.
func (r role) field(cat rule.Catalog, data Data) (found domain.Field, ok bool) {
	most := 0
	for _, f := range cat.Fields {
		if f.Builtin || !slices.Contains(r.types, f.Type) || !r.means(f.Name, f.Key) {
			continue
		}
		if n := data.People(f.ID); n > most {
			found, ok, most = f, true, n
		}
	}
	return found, ok
}

// property finds a property of a role that events of a type carry.
func (r role) property(cat rule.Catalog, data Data, event domain.EventTypeID) (domain.Property, bool) {
	for _, p := range cat.Properties {
		if slices.Contains(r.types, p.Type) && r.means(p.Name, p.Key) && data.Carries(event, p.ID) {
			return p, true
		}
	}
	return domain.Property{}, false
}

// sense is what a value may mean: words it contains, or codes that it is. Usual is
// how it is written mostly, for where there is no such value; a sense that is
// needed makes no sense without one.
type sense struct {
	usual, words, codes []string
	needed              bool
}

var hindi = sense{usual: []string{"Hindi"}, words: []string{"hindi", "हिन्दी", "हिंदी"}, codes: []string{"hi", "hi-in", "hin"}}

var senses = map[string]sense{
	"phone": {usual: []string{"Phone"}, words: []string{"phone", "mobile", "android", "फ़ोन", "फोन", "मोबाइल"}, codes: []string{"ios"}},
	"computer": {usual: []string{"Desktop"}, words: []string{"desktop", "computer", "laptop", "windows", "कंप्यूटर", "कम्प्यूटर", "लैपटॉप"},
		codes: []string{"pc", "mac", "macos", "web"}},
	"jewellery": {usual: []string{"Gold", "Silver", "Jewellery"}, words: []string{"gold", "silver", "jewel", "सोना", "चाँदी", "चांदी", "आभूषण", "गहने", "ज्वेलरी"}, needed: true},
	"hindi":     hindi,
	"bengali":   {usual: []string{"Bengali"}, words: []string{"bengali", "bangla", "বাংলা", "बंगाली", "बांग्ला"}, codes: []string{"bn", "bn-in", "ben"}},
	"malayalam": {usual: []string{"Malayalam"}, words: []string{"malayalam", "മലയാളം", "मलयालम"}, codes: []string{"ml", "ml-in", "mal"}},
	"marathi":   {usual: []string{"Marathi"}, words: []string{"marathi", "मराठी"}, codes: []string{"mr", "mr-in", "mar"}},
	"tamil_or_telugu": {usual: []string{"Tamil", "Telugu"}, words: []string{"tamil", "தமிழ்", "तमिल", "telugu", "తెలుగు", "तेलुगु"},
		codes: []string{"ta", "ta-in", "tam", "te", "te-in", "tel"}},
	"hindi_or_english": {usual: []string{"English", "Hindi"}, words: append([]string{"english", "अंग्रेज़ी", "अंग्रेजी", "इंग्लिश"}, hindi.words...),
		codes: append([]string{"en", "en-in", "en-us", "en-gb", "eng"}, hindi.codes...)},
}

// among returns those of some values that have the sense.
func (s sense) among(values []string) (out []string) {
	for _, v := range values {
		folded := rule.Fold(v)
		has := func(word string) bool { return strings.Contains(folded, rule.Fold(word)) }
		if slices.ContainsFunc(s.words, has) || slices.Contains(s.codes, folded) {
			out = append(out, v)
		}
	}
	return out
}
