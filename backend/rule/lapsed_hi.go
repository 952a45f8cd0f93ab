package rule

func (v hindi) lapsed(c *Lapsed, not bool) []Token {
	used, lately := v.window(c.Used), v.window(c.Lately)
	used.Edit = "used"
	none := choose(v.eventVerb(c.Event).thing == "", "एक भी नहीं", "एक बार भी नहीं")
	out := append(v.counted(c.Event, used, c.Count, c.Where, false), Token{"पर", ""}, lately, Token{none, ""})
	return v.exceptThose(out, not)
}

// exceptThose negates a clause that says more than one thing as a whole.
func (hindi) exceptThose(clause []Token, not bool) []Token {
	if !not {
		return clause
	}
	return append([]Token{{"जो उनमें से नहीं हैं", "not"}}, clause...)
}

func (v hindi) lapsedFacts(_ LapsedLeaf, f finding) string {
	text := "तब " + v.times(f.count)
	if f.count == 0 {
		text = "तब एक बार भी नहीं"
	}
	if len(f.seen) == 0 {
		return text + ", हाल में एक बार भी नहीं"
	}
	return text + ", और हाल में " + v.instant(f.seen[len(f.seen)-1].At) + " को"
}
