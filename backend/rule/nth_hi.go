package rule

func (v hindi) nth(c *Nth, not bool) []Token {
	d := v.eventVerb(c.Event)
	var out []Token
	if len(c.Where) == 0 {
		out = []Token{{"जिनका", ""}, v.windowOf(c.Window, "का"), {v.ordinal(c.N, false) + " " + d.noun, "number"}}
	} else { // "जिनके उन ऑर्डरों में जिनमें डिवाइस phone हो, पहला …"
		out = []Token{{"जिनके", ""}, v.windowOf(c.Window, "के"), {"उन " + d.nouns + " में", ""}}
		out = append(out, v.suchThat(c.Where, "where", true)...)
		out[len(out)-1].Text += ","
		out = append(out, Token{v.ordinal(c.N, false), "number"})
	}
	out = append(out, Token{choose(not, "ऐसा था", "ऐसा नहीं था"), "not"})
	if len(c.Has) == 0 {
		return append(out, Token{v.blank, "has"})
	}
	return append(out, v.suchThat(c.Has, "has", false)...)
}

func (v hindi) nthFacts(l NthLeaf, f finding) string {
	if f.seen == nil {
		return "केवल " + v.number(f.count) + " ही हैं"
	}
	text := v.instant(f.seen[0].At) + " को हुआ"
	for _, p := range l.looksAt() {
		if value := f.seen[0].Prop(p); value.IsSet() {
			text += ", " + v.value(value)
		}
	}
	return text
}
