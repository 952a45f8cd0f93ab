package rule

import "github.com/kvnmail/kvnmail/backend/domain"

func (v hindi) field(c *Field, not bool) []Token {
	f, ok := v.cat.Field(c.Field)
	if !ok {
		return []Token{{"जिनके लिए", ""}, {v.orChoose(c.Field), "values"}, {claim{not: not}.is(), "not"}}
	}
	values := v.orChoose(v.list(c.Values, "या"))
	switch {
	case c.Other != "":
		return v.otherTokens(c, f, not)
	case c.Part != "":
		return v.partTokens(c, not)
	case (c.Field == "city" || c.Field == "country") && c.Op == "any_of":
		return []Token{{"जो", ""}, {values, "values"}, {choose(not, "में रहते हैं", "में नहीं रहते"), "not"}}
	case c.Field == "language" && c.Op == "any_of":
		return []Token{{"जिनकी पसंदीदा भाषा", ""}, {values, "values"}, {claim{not: not}.is(), "not"}}
	case c.Field == "joined" && c.Op == "window":
		return []Token{{"जो", ""}, {v.window(c.Window).Text, "date"}, {choose(not, "जुड़े", "नहीं जुड़े"), "not"}}
	case c.Op == "anniversary" && isBirthday(f):
		return []Token{{"जिनका जन्मदिन", ""}, {v.window(c.Window).Text, "date"}, {claim{not: not}.is(), "not"}}
	case c.Op == "anniversary" && c.Field == "joined":
		return []Token{{"जिनके जुड़ने की वर्षगाँठ", ""}, {v.window(c.Window).Text, "date"}, {claim{not: not}.is(), "not"}}
	}
	said := v.claim(c.Comparison, f.Type, not)
	return []Token{{v.whose(f, said.link), ""}, {said.value, said.edit}, {said.isOf(hindiFields[f.Key].she), "not"}}
}

func (v hindi) partTokens(c *Field, not bool) []Token {
	values := v.orChoose(v.list(c.Values, "या"))
	if c.Op == "any_of" {
		at := choose(c.Part == PartDomain, "का", "पर")
		return []Token{{"जिनका ईमेल पता", ""}, {values + " " + at, "values"}, {claim{not: not}.is(), "not"}}
	}
	said := v.claim(c.Comparison, domain.Text, not)
	part := choose(c.Part == PartDomain, "की ईमेल सेवा", "का ईमेल डोमेन")
	if said.link != "" {
		part = choose(c.Part == PartDomain, "की ईमेल सेवा ", "के ईमेल डोमेन ") + said.link
	}
	return []Token{{"जिन" + part, ""}, {said.value, said.edit}, {said.isOf(c.Part == PartProvider), "not"}}
}

// hindiSigns tie a field to another one, numbers and dates.
var hindiSigns = map[string][2]string{
	"eq": {"के बराबर", "के ही दिन"}, "lt": {"से कम", "से पहले"}, "lte": {"के बराबर या कम", "के दिन या उससे पहले"},
	"gt": {"से अधिक", "के बाद"}, "gte": {"के बराबर या अधिक", "के दिन या उसके बाद"},
}

func (v hindi) otherTokens(c *Field, f domain.Field, not bool) []Token {
	name := v.orChoose(c.Other)
	if other, ok := v.cat.Field(c.Other); ok {
		name = v.fieldName(other)
	}
	sign := hindiSigns[c.Op][0]
	if f.Type == domain.Date || f.Type == domain.Time {
		sign = hindiSigns[c.Op][1]
	}
	return []Token{{v.whose(f, "") + ",", ""}, {name, "values"}, {v.orChoose(sign), "number"}, {claim{not: not}.is(), "not"}}
}

func (v hindi) fieldFacts(l FieldLeaf, f finding) string {
	name := v.fieldName(l.Field)
	if !f.value.IsSet() {
		return name + " पता नहीं"
	}
	text := name + ": " + v.value(f.value)
	if l.Other != nil {
		text += ", " + v.fieldName(*l.Other) + ": " + v.value(f.other)
	}
	if !l.Field.DerivedAt.IsZero() {
		text += ", " + v.instant(l.Field.DerivedAt) + " को निकाला गया"
	}
	return text
}
