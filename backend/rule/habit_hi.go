package rule

import "strings"

func (v hindi) habit(c *Habit, not bool) []Token {
	d := v.eventVerb(c.Event)
	middle := []Token{v.window(c.Window), {"आम तौर पर", ""}}
	how, such := v.where(c.Where, "where", false)
	if usual := v.adverb(filterPartOf(c.Is, false)); usual != "" {
		middle = append(middle, Token{usual, "is"})
	} else {
		is := v.suchThat([]Filter{c.Is}, "is", false)
		if len(such) > 0 {
			such[0].Text = "और " + strings.TrimPrefix(such[0].Text, "जिसमें ")
		}
		such = append(is, such...)
	}
	out := d.clause(append(middle, how...), such, not)
	if c.Min > 0 {
		out = append(out, Token{"(कम से कम " + v.number(int64(c.Min)) + " मौक़ों के आधार पर)", "is"})
	}
	return out
}

func (v hindi) habitFacts(l HabitLeaf, f finding) string {
	if !f.known {
		return "अंदाज़े के लिए केवल " + v.number(f.count) + " मौक़े"
	}
	usual := l.usual(v.writer, f.value, hindiClock, hindiDays)
	return "आम तौर पर " + usual + ", " + v.number(f.count) + " मौक़ों के आधार पर"
}
