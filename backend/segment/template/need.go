package template

import (
	"maps"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// need is data that a template asks about and the workspace has none of: Kind is
// event, field, property or values.
type need struct{ Kind, Key string }

func (f *filler) lack(needs ...need) {
	for _, n := range needs {
		if !slices.Contains(f.missing, n) {
			f.missing = append(f.missing, n)
		}
	}
}

func (f *filler) needEvent(key string) {
	if t, ok := f.cat.EventType(key); !ok || !f.data.Did(t.ID) {
		f.lack(need{"event", key})
	}
}

// needNamed looks at the field or property that a filled piece names.
func (f *filler) needNamed(v map[string]any, event string) {
	if key, ok := v["field"].(string); ok {
		if field, known := f.cat.Field(key); known && f.data.People(field.ID) == 0 {
			f.lack(need{"field", key})
		}
	}
	key, ok := v["property"].(string)
	if !ok || key == rule.Hour || key == rule.Weekday {
		return
	}
	t, _ := f.cat.EventType(event)
	if p, known := f.cat.Property(key); known && f.data.Did(t.ID) && !f.data.Carries(t.ID, p.ID) {
		f.lack(need{"property", key})
	}
}

// withMissing returns the catalog with the fields and properties that are not
// there, so that a sentence can be made that names them.
func (f *filler) withMissing(language string) rule.Catalog {
	fields, properties := slices.Clone(f.cat.Fields), slices.Clone(f.cat.Properties)
	for _, n := range f.missing {
		if _, known := f.cat.Field(n.Key); n.Kind == "field" && !known {
			fields = append(fields, domain.Field{ID: -1, Key: n.Key, Name: pretendNames[language][n.Key], Type: pretendTypes[n.Key]})
		}
		if _, known := f.cat.Property(n.Key); n.Kind == "property" && !known {
			properties = append(properties, domain.Property{ID: -1, Key: n.Key, Name: pretendNames[language][n.Key], Type: domain.Text})
		}
	}
	if len(fields)+len(properties) == len(f.cat.Fields)+len(f.cat.Properties) {
		return f.cat
	}
	return rule.NewCatalog(fields, f.cat.EventTypes, properties, f.cat.Segments, f.cat.Settings).In(language)
}

var pretendTypes = map[string]domain.ValueType{
	"renewal_date": domain.Date, "birthday": domain.Date, "wedding_anniversary": domain.Date, "loyalty_points": domain.Number,
}

var pretendNames = map[string]map[string]string{
	"en": {"renewal_date": "Renewal date", "birthday": "Birthday", "wedding_anniversary": "Wedding day", "loyalty_points": "Loyalty points", "coupon": "Coupon"},
	"hi": {"renewal_date": "नवीनीकरण की तारीख़", "birthday": "जन्मदिन", "wedding_anniversary": "शादी का दिन", "loyalty_points": "लॉयल्टी पॉइंट", "coupon": "कूपन"},
}

// needWords are the sentences for what is missing, by kind and key.
var needWords = map[string]map[string]string{
	"en": {
		"event sent": "Needs mails that were sent.", "event opened": "Needs to know who opened your mails.", "event clicked": "Needs to know who clicked in your mails.",
		"event visited": "Needs visits to your site.", "event added_to_cart": "Needs carts: who put what into one, and when.",
		"event purchased": "Needs orders: import them after your people.", "event refunded": "Needs returned orders.", "event bought": "Needs orders with their products.",
		"field city": "Needs a column with the city.", "field country": "Needs a column with the country.", "field language": "Needs a column with the language they prefer.",
		"field joined": "Needs a column with the day they joined.", "field first_name": "Needs a column with the first name.",
		"field renewal_date": "Needs a column with the renewal date.", "field birthday": "Needs a column with the birthday.",
		"field wedding_anniversary": "Needs a column with the wedding day.", "field loyalty_points": "Needs a column with the loyalty points.",
		"property category": "Needs the category of what was bought.", "property product": "Needs the name of what was bought.",
		"property amount": "Needs the amount in rupees or another currency.", "property device": "Needs the device they read or browse on.",
		"property coupon": "Needs a column of orders with the coupon or discount.",
		"values category": "Needs more than one category.", "values product": "Needs the name of what was bought.",
		"values city": "Needs more cities than there are.", "values country": "Needs a column with the country.",
		"values jewellery": "Needs products in a category such as gold or jewellery.",
	},
	"hi": {
		"event sent": "भेजे गए ईमेल चाहिए।", "event opened": "किसने ईमेल खोले, यह जानकारी चाहिए।", "event clicked": "किसने ईमेल में क्लिक किया, यह जानकारी चाहिए।",
		"event visited": "वेबसाइट की विज़िट चाहिए।", "event added_to_cart": "कार्ट की जानकारी चाहिए: किसने क्या और कब डाला।",
		"event purchased": "ऑर्डर चाहिए: लोगों के बाद उन्हें इंपोर्ट करें।", "event refunded": "वापस हुए ऑर्डर चाहिए।", "event bought": "सामान के साथ ऑर्डर चाहिए।",
		"field city": "शहर का कॉलम चाहिए।", "field country": "देश का कॉलम चाहिए।", "field language": "पसंदीदा भाषा का कॉलम चाहिए।",
		"field joined": "जुड़ने की तारीख़ का कॉलम चाहिए।", "field first_name": "पहले नाम का कॉलम चाहिए।",
		"field renewal_date": "नवीनीकरण की तारीख़ का कॉलम चाहिए।", "field birthday": "जन्मदिन का कॉलम चाहिए।",
		"field wedding_anniversary": "शादी की तारीख़ का कॉलम चाहिए।", "field loyalty_points": "लॉयल्टी पॉइंट का कॉलम चाहिए।",
		"property category": "ख़रीदी गई चीज़ की श्रेणी चाहिए।", "property product": "ख़रीदी गई चीज़ का नाम चाहिए।",
		"property amount": "रुपये या दूसरी मुद्रा में रक़म चाहिए।", "property device": "किस डिवाइस पर पढ़ते या देखते हैं, यह जानकारी चाहिए।",
		"property coupon": "ऑर्डर में कूपन या छूट का कॉलम चाहिए।",
		"values category": "एक से ज़्यादा श्रेणियाँ चाहिए।", "values product": "ख़रीदी गई चीज़ का नाम चाहिए।",
		"values city": "और ज़्यादा शहर चाहिए।", "values country": "देश का कॉलम चाहिए।",
		"values jewellery": "सोने या आभूषण जैसी श्रेणी के सामान चाहिए।",
	},
}

// sentences says what is missing, each thing once.
func (f *filler) sentences(language string) (out []string) {
	for _, n := range f.missing {
		if said := needWords[language][n.Kind+" "+n.Key]; !slices.Contains(out, said) {
			out = append(out, said)
		}
	}
	return out
}

func sortedKeys(v map[string]any) []string { return slices.Sorted(maps.Keys(v)) }
