package rule

func (v hindi) recency(c *Recency, not bool) []Token {
	which := choose(c.Which == "first", "आख़िरी बार", "पहली बार")
	return v.acted(v.eventVerb(c.Event), []Token{{which, ""}, v.window(c.Window)}, c.Where, not)
}

func (v hindi) recencyFacts(l RecencyLeaf, f finding) string {
	if f.count == 0 {
		return "कभी नहीं"
	}
	return choose(l.First, "आख़िरी बार ", "पहली बार ") + v.instant(f.seen[0].At) + " को"
}
