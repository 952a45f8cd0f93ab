package rule

import (
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// claim is what is said of a thing: "(शहर) link value है". Link ties the thing to
// the value, "" for nothing; many asks for हैं, always for होता है; not is what is
// left of a negation.
type claim struct {
	link, value, edit string
	many, always, not bool
}

// is writes the verb that ends the claim about a masculine thing.
func (c claim) is() string { return c.isOf(false) }

// isOf writes the verb that ends the claim about a feminine (she) or masculine thing.
func (c claim) isOf(she bool) string {
	switch {
	case c.always && c.not:
		return "नहीं " + choose(she, "होता", "होती")
	case c.always:
		return choose(she, "होता है", "होती है")
	}
	return choose(c.not, "", "नहीं ") + choose(c.many, "है", "हैं")
}

// claim reads a comparison.
func (v hindi) claim(c Comparison, typ domain.ValueType, not bool) claim {
	out := claim{not: not, edit: "values"}
	switch {
	case typ == domain.Number || typ == domain.Money:
		out.edit = "number"
	case typ == domain.Date || typ == domain.Time:
		out.edit = "date"
	}
	switch c.Op {
	case "contains", "starts_with", "ends_with", "matches":
		return v.textClaim(out, c)
	case "any_of", "all_of", "none_of", "number":
		return v.listClaim(out, c, typ)
	case "is_set":
		out.value = "दर्ज"
	case "is_true":
		out.value = "“हाँ”"
	case "window":
		out.value = v.window(c.Window).Text
	case "anniversary":
		out.link, out.value = "की वर्षगाँठ", v.window(c.Window).Text
	default:
		out.value = v.amountText(c.Op, c.Value, c.To, typ, "")
	}
	return out
}

func (v hindi) textClaim(out claim, c Comparison) claim {
	text := v.quote(c.Text)
	out.edit = "text"
	switch c.Op {
	case "contains":
		out.link, out.value = "में", text
	case "starts_with":
		out.always = true
		out.value = text + " से शुरू"
	case "ends_with":
		out.always = true
		out.value = text + " पर ख़त्म"
	case "matches":
		out.value = "पैटर्न " + text + " के अनुसार"
	}
	return out
}

func (v hindi) listClaim(out claim, c Comparison, typ domain.ValueType) claim {
	out.value = v.orChoose(v.list(c.Values, "या"))
	if typ != domain.List {
		return out
	}
	out.link = "में"
	switch {
	case c.Op == "number":
		out.link, out.edit, out.value = "की संख्या", "count", v.blank
		if c.Count != nil {
			out.value, out.not = v.numberOf(c.Count, out.not)
		}
	case c.Op == "all_of" && len(c.Values) > 1:
		out.value, out.many = v.list(c.Values, "और")+" सभी", true
	case c.Op == "none_of":
		out.not = !out.not
		out.value += choose(len(c.Values) > 1, "", " में से कोई")
	}
	return out
}

// numberOf writes how many of something there have to be, alone.
func (v hindi) numberOf(c *Count, not bool) (string, bool) {
	n, not := affirm(c, not)
	if not && n.Op == "at_least" && n.N == 1 {
		return "0", false
	}
	return v.count(n, "", not), not
}

// hindiNoun is a field as a thing one has, direct and oblique.
type hindiNoun struct {
	name, oblique string
	she           bool // feminine
}

var hindiFields = map[string]hindiNoun{
	"email": {"ईमेल पता", "ईमेल पते", false}, "external_id": {"ग्राहक आईडी", "ग्राहक आईडी", true},
	"first_name": {"पहला नाम", "पहले नाम", false}, "last_name": {"उपनाम", "उपनाम", false},
	"city": {"शहर", "शहर", false}, "country": {"देश", "देश", false}, "language": {"भाषा", "भाषा", true},
	"phone": {"फ़ोन नंबर", "फ़ोन नंबर", false}, "joined": {"जुड़ने की तारीख", "जुड़ने की तारीख", true},
}

// fieldName writes the name of a field.
func (hindi) fieldName(f domain.Field) string {
	if noun, ok := hindiFields[f.Key]; ok {
		return noun.name
	}
	return f.Name
}

// whose writes the field and what ties it to its value: "जिनकी भाषा", "जिनके शहर
// में". The gender of the user's own fields is not known, so they stand alone.
func (hindi) whose(f domain.Field, link string) string {
	noun, ok := hindiFields[f.Key]
	switch {
	case !ok && link == "में":
		return "जिनके " + f.Name + " में"
	case !ok:
		return strings.TrimSpace("जिनके लिए " + f.Name + " " + link)
	case noun.she:
		return strings.TrimSpace("जिनकी " + noun.oblique + " " + link)
	case link != "":
		return "जिनके " + noun.oblique + " " + link
	}
	return "जिनका " + noun.name
}
