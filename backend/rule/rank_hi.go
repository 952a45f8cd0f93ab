package rule

func (v hindi) rank(c *Rank, not bool) []Token {
	number := v.blank
	if c.N != 0 {
		number = v.number(int64(c.N))
	}
	end := map[string]string{"top": "शीर्ष", "bottom": "सबसे नीचे के"}[c.End]
	place := v.orChoose(end) + " " + number + choose(c.Unit == "percent", " लोगों में", " % में")
	out := []Token{{"जो", ""}}
	if len(c.Among) > 0 {
		out = append(out, Token{v.segmentNames(c.Among) + " में से", "segment"})
	}
	var such []Token
	if c.Field == "" && c.Event != "" {
		var things []Token
		things, such = v.measured(c.Amount, v.amountName(c.Amount, true)+" के हिसाब से")
		out = append(out, things...)
	} else {
		name := v.orChoose(c.Field)
		if f, ok := v.cat.Field(c.Field); ok {
			name = v.fieldName(f)
		}
		out = append(out, Token{name + " के हिसाब से", "measure"})
	}
	return append(append(out, Token{place, "number"}, Token{claim{not: not, many: true}.is(), "not"}), such...)
}

func (v hindi) rankFacts(l *RankLeaf, f finding) string {
	if !f.known {
		return "क्रम में नहीं: गिनने को कुछ नहीं"
	}
	unit := v.amountUnit(l.Amount.Measure)
	text := "मान " + v.ranked(l, f.total) + unit
	if !l.edge.Some {
		return text
	}
	return text + "; क्रम " + v.ranked(l, l.edge.Value) + unit + " पर ख़त्म होता है"
}
