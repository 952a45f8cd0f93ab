package rule

func (v hindi) sequence(c *Sequence, not bool) []Token {
	if len(c.Steps) == 0 {
		return []Token{{"जिन्होंने", ""}, {v.blank, "step"}, {choose(not, "किया", "नहीं किया"), "not"}}
	}
	middle := v.someWindow(c.Window)
	if c.Which == "last" {
		middle = append([]Token{{"आख़िरी बार", ""}}, middle...)
	}
	first := v.eventVerb(c.Steps[0].Event)
	out := v.acted(first, middle, c.Steps[0].Where, false)
	who := first.who
	for _, s := range c.Steps[1:] {
		d := v.eventVerb(s.Event)
		then := v.acted(d, v.within(s.Within), s.Where, s.Not)
		for i, t := range then {
			if t.Edit == "not" {
				then[i].Edit = "step"
			}
		}
		then[0].Text = "और फिर " + choose(d.who == who, d.who, "")
		who = d.who
		out = append(out, then...)
	}
	if c.Same != "" {
		out = append(out, Token{"(हर बार वही " + v.propertyName(c.Same) + ")", "same"})
	}
	return v.exceptThose(out, not)
}

func (v hindi) within(l *Length) []Token {
	if l == nil {
		return nil
	}
	return []Token{{v.length(l.N, l.Unit) + " के भीतर", "within"}}
}

func (v hindi) sequenceFacts(l SequenceLeaf, f finding) string {
	last := l.Steps[len(l.Steps)-1]
	switch {
	case f.count == 0:
		return "पहला क़दम कभी नहीं हुआ"
	case !f.match:
		return v.times(f.count) + " शुरू हुआ, पर आगे ऐसे नहीं बढ़ा"
	case last.Not:
		return v.instant(f.seen[0].At) + " के बाद आख़िरी क़दम नहीं हुआ"
	}
	return v.instant(f.seen[0].At) + " को पूरा हुआ"
}
