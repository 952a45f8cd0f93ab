package rule

func (v hindi) regular(c *Regular, not bool) []Token {
	n, not := affirmPeriods(c.Count, not)
	of := v.count(n, "", false) + " में"
	if not && n.Op == "at_least" {
		of = "किसी में भी"
	}
	middle := []Token{{v.stretch("last", c.Of, c.Unit) + " में से", "window"}, {of, "count"}}
	return v.acted(v.eventVerb(c.Event), middle, c.Where, not)
}

func (v hindi) regularFacts(l RegularLeaf, f finding) string {
	return v.number(int64(len(l.Edges)-1)) + " अवधियों में से " + v.number(f.count) + " में"
}
