package rule

import "github.com/kvnmail/kvnmail/backend/domain"

// hindiReasons are the reasons of a suppression, before के कारण.
var hindiReasons = map[domain.SuppressionReason]string{
	domain.SuppressedUnsubscribed: "अनसब्सक्राइब करने", domain.SuppressedBounced: "स्थायी बाउंस",
	domain.SuppressedComplained: "शिकायत", domain.SuppressedManually: "हाथ से रोके जाने",
}

func (v hindi) suppressed(c *Suppressed, not bool) []Token {
	out := append([]Token{{"जिन्हें", ""}}, v.someWindow(c.Window)...)
	if len(c.Reasons) > 0 {
		var why []string
		for _, reason := range c.Reasons {
			why = append(why, v.orChoose(hindiReasons[reason]))
		}
		out = append(out, Token{v.list(why, "या") + " के कारण", "values"})
	}
	verb := choose(not, "बंद है", "बंद नहीं है")
	if c.Window != nil {
		verb = choose(not, "बंद किया गया", "बंद नहीं किया गया")
	}
	return append(out, Token{"ईमेल भेजना", "values"}, Token{verb, "not"})
}

func (v hindi) suppressedFacts(_ SuppressedLeaf, f finding) string {
	if !f.known {
		return "भेजना बंद नहीं है"
	}
	return v.instant(f.at) + " से भेजना बंद: " + hindiReasons[f.reason]
}
