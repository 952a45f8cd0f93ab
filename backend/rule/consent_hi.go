package rule

import "github.com/kvnmail/kvnmail/backend/domain"

var hindiPurposes = map[string]string{string(domain.Marketing): "मार्केटिंग"}

var hindiBasis = map[string]string{"consent": "सहमति", "existing_customer": "मौजूदा ग्राहक होने"}

func (v hindi) consent(c *Consent, not bool) []Token {
	out := append([]Token{{"जिन्होंने", ""}}, v.someWindow(c.Window)...)
	purpose := v.orChoose(namesOf([]string{string(c.Purpose)}, hindiPurposes)[0])
	out = append(out, Token{purpose + " के लिए", "values"})
	if len(c.Basis) > 0 {
		out = append(out, Token{v.list(namesOf(c.Basis, hindiBasis), "या") + " के आधार पर", "values"})
	}
	gave := choose(c.State == domain.Withdrawn, "दी है", "वापस ली है")
	return append(out, Token{"अनुमति " + choose(not, "", "नहीं ") + gave, "not"})
}

func (v hindi) consentFacts(_ ConsentLeaf, f finding) string {
	if !f.known {
		return "कभी पूछा नहीं गया"
	}
	text := v.instant(f.at) + choose(f.names[0] == string(domain.Withdrawn), " को अनुमति दी", " को अनुमति वापस ली")
	if f.names[1] != "" {
		text += " (" + namesOf(f.names[1:], hindiBasis)[0] + ")"
	}
	return text
}
