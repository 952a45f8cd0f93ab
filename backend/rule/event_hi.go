package rule

func (v hindi) event(c *Event, not bool) []Token {
	values, rest := object(c.Event, c.Where)
	if values == nil {
		return v.counted(c.Event, v.window(c.Window), c.Count, c.Where, not)
	}
	d := v.eventVerb(c.Event)
	n, not := affirm(c.Count, not)
	how, such := v.where(rest, "where", false)
	out := append([]Token{{d.who, ""}, v.window(c.Window)}, how...)
	if len(such) > 0 {
		out = append(out, Token{"ऐसा", ""})
	}
	out = append(out, Token{v.list(values, "या"), "where"}, Token{v.count(n, times, not), "count"}, Token{d.lead, ""})
	return append(append(out, Token{d.did(Count{N: 1}, not), "not"}), such...)
}

func (v hindi) eventFacts(_ EventLeaf, f finding) string {
	if f.count == 0 {
		return "एक बार भी नहीं"
	}
	return v.times(f.count) + ", आख़िरी " + v.instant(f.seen[f.count-1].At) + " को"
}

func (v hindi) times(n int64) string { return v.number(n) + " " + times }
