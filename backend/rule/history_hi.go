package rule

func (v hindi) history(c *History, not bool) []Token {
	verb := choose(not, "में आए", "में नहीं आए")
	if c.Change == "left" {
		verb = choose(not, "से बाहर हुए", "से बाहर नहीं हुए")
	}
	return []Token{{"जो", ""}, v.window(c.Window), {v.segmentNames(c.Segments), "segment"}, {verb, "not"}}
}

func (v hindi) historyFacts(l HistoryLeaf, f finding) string {
	if !f.match {
		return choose(l.Left, "उस समय नहीं आए", "उस समय बाहर नहीं हुए")
	}
	return v.instant(f.at) + choose(l.Left, " को आए", " को बाहर हुए")
}
