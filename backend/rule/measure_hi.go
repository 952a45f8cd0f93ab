package rule

func (v hindi) measure(c *Measure, not bool) []Token {
	amount := v.amountText(c.Op, c.Value, c.To, amountType(c.Amount, v.cat), v.amountUnit(c.Measure))
	if c.Measure == "sum" && c.Event == "purchased" && c.Property == "amount" {
		how, such := v.where(c.Where, "where", true)
		out := append([]Token{{"जिन्होंने", ""}, v.window(c.Window)}, how...)
		if len(such) > 0 {
			out = append(out, Token{"ऐसे ऑर्डरों पर", ""})
		}
		return append(append(out, Token{amount, "number"}, Token{choose(not, "ख़र्च किए", "ख़र्च नहीं किए"), "not"}), such...)
	}
	things, such := v.measured(c.Amount, v.amountName(c.Amount, false))
	out := append([]Token{{"जिनके", ""}}, things...)
	return append(append(out, Token{amount, "number"}, Token{claim{not: not}.is(), "not"}), such...)
}

// measured writes what is reckoned, with its window and filters: "पिछले 30 दिनों के
// ऑर्डरों की संख्या".
func (v hindi) measured(c Amount, name string) (things, such []Token) {
	things = []Token{v.windowOf(c.Window, "के")}
	if len(c.Where) > 0 {
		things = append(things, Token{"ऐसे", ""})
	}
	return append(things, Token{name, "measure"}), v.suchThat(c.Where, "where", true)
}

// amountName writes an amount, oblique before के हिसाब से.
func (v hindi) amountName(c Amount, oblique bool) string {
	d, name := v.eventVerb(c.Event), v.propertyName(c.Property)
	switch c.Measure {
	case "count":
		return d.nouns + " की संख्या"
	case "gap":
		return d.nouns + " के बीच औसत अंतराल"
	case "since_first", "since_last":
		which := choose(c.Measure == "since_last", "पहले ", "आख़िरी ")
		return which + d.oblique + " के बाद " + choose(oblique, "बीता समय", "बीते समय")
	case "sum":
		return d.nouns + " में कुल " + name
	case "average":
		return d.nouns + " में औसत " + name
	case "smallest":
		return d.nouns + " में न्यूनतम " + name
	case "largest":
		return d.nouns + " में अधिकतम " + name
	case "distinct":
		return d.nouns + " में अलग-अलग " + name + " की संख्या"
	}
	return d.nouns + " में " + v.blank
}

func (hindi) amountUnit(measure string) string { return choose(timed(measure), "", " दिन") }

func (v hindi) measureFacts(l MeasureLeaf, f finding) string {
	if !f.known {
		return "गिनने को कुछ नहीं"
	}
	total := v.amount(f.total, l.AmountLeaf.Type) + v.amountUnit(l.Measure)
	return total + ", कुल " + v.number(f.count) + " " + v.eventVerb(l.Selection.Type.Key).oblique
}
