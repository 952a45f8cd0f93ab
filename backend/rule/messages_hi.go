package rule

import (
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

func (v hindi) messages(c *Messages, not bool) []Token {
	clicked := c.Action == "clicked"
	did := func(not, many bool) Token {
		opened := choose(many, "खोला", "खोले")
		return Token{choose(clicked, "", "पर क्लिक ") + choose(not, "", "नहीं ") + choose(clicked, opened, "किया"), "not"}
	}
	machines := Token{choose(c.Machines, "", "(मशीनें भी शामिल)"), "messages"}
	if c.N == 1 {
		if n, none := affirm(c.Count, false); n.Op == "at_least" && n.N == 1 {
			last := choose(clicked, "पिछला ईमेल", "पिछले ईमेल")
			return []Token{{"जिन्होंने", ""}, {last, "messages"}, did(not != none, false), machines}
		}
	}
	number := v.blank
	if c.N != 0 {
		number = v.number(int64(c.N))
	}
	last := "पिछले " + number + " ईमेल"
	n, none := affirm(c.Count, false)
	switch {
	case none && not:
		ignored := choose(clicked, "अनदेखे नहीं किए", "बिना क्लिक के नहीं छोड़े")
		return []Token{{"जिन्होंने", ""}, {last, "messages"}, {ignored, "not"}, machines}
	case none:
		return []Token{{"जिन्होंने", ""}, {last + " में से", "messages"}, {"एक भी", "count"}, did(true, false), machines}
	}
	return []Token{{"जिन्होंने", ""}, {last + " में से", "messages"}, {v.count(n, "", false), "count"}, did(not, !single(n)), machines}
}

func (v hindi) messagesFacts(l MessagesLeaf, f finding) string {
	if len(f.seen) == 0 {
		return "इन्हें अब तक कोई ईमेल नहीं भेजा गया"
	}
	if len(f.seen) < l.N {
		return "इन्हें अब तक केवल " + v.number(f.count) + " ईमेल भेजे गए"
	}
	verb := choose(l.Action == domain.EventClicked, "खोले", "पर क्लिक किया")
	text := "पिछले " + v.number(int64(l.N)) + " ईमेल में से " + v.number(f.count) + " " + verb + ": "
	for i, e := range slices.Backward(f.seen) {
		if len(f.seen)-i > 5 {
			return text + " और पुराने"
		}
		if i < len(f.seen)-1 {
			text += ", "
		}
		text += v.instant(e.At)
	}
	return text
}
