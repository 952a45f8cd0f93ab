package rule

func (hindi) everyone(_ *Everyone, not bool) []Token {
	return []Token{{"जो इस वर्कस्पेस में", ""}, {choose(not, "हैं", "नहीं हैं"), "not"}}
}

func (hindi) everyoneFacts(EveryoneLeaf, finding) string {
	return "सभी गिने जाते हैं"
}
