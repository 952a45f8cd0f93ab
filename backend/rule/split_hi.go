package rule

import "strings"

func (v hindi) split(c *Split, not bool) []Token {
	part := "के " + v.orChoose(c.To) + " % रैंडम हिस्से में"
	if from := strings.TrimSpace(c.From); from != "" && from != "0" {
		part = "के " + from + " से " + v.orChoose(c.To) + " % वाले रैंडम हिस्से में"
	}
	return []Token{{"जो बँटवारे", ""}, {v.quote(c.Name), "text"}, {part, "number"}, {claim{not: not, many: true}.is(), "not"}}
}

func (v hindi) splitFacts(_ SplitLeaf, f finding) string {
	return "इनका क्रम " + v.number(f.lotPercent()) + " % पर है"
}
