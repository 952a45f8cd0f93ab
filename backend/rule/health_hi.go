package rule

var hindiBounces = map[string]string{"hard": "हार्ड बाउंस", "soft": "सॉफ़्ट बाउंस"}

func (v hindi) health(c *Health, not bool) []Token {
	switch c.Is {
	case "bounced":
		bounce := choose(c.Bounce == "", namesOf([]string{c.Bounce}, hindiBounces)[0], "बाउंस")
		return []Token{{"जिनका", ""}, v.window(c.Window), {bounce, "values"}, {choose(not, "हुआ", "नहीं हुआ"), "not"}}
	case "role":
		return []Token{{"जिनका ईमेल पता", ""}, {"किसी पद या विभाग का", "values"}, {claim{not: not}.is(), "not"}}
	case "never_engaged":
		if not {
			return []Token{{"जिन्होंने", ""}, {"कोई ईमेल खोला या उस पर क्लिक किया,", "values"}, {"या जिन्हें कभी कोई ईमेल नहीं भेजा गया", "not"}}
		}
		return []Token{{"जिन्होंने", ""}, {"भेजा गया कोई भी ईमेल", "values"}, {"न कभी खोला, न उस पर क्लिक किया", "not"}}
	}
	return []Token{{"जिनका", ""}, {v.blank, "values"}, {claim{not: not}.is(), "not"}}
}

func (v hindi) bouncedFacts(_ BouncedLeaf, f finding) string {
	if f.count > 0 {
		return v.times(f.count) + ", आख़िरी " + v.instant(f.seen[f.count-1].At) + " को"
	}
	if f.match {
		return v.instant(f.at) + " से भेजना बंद: " + hindiReasons[f.reason]
	}
	return "कोई बाउंस नहीं"
}

func (hindi) roleFacts(_ RoleLeaf, f finding) string {
	return choose(f.match, "किसी व्यक्ति का अपना पता", "किसी पद या विभाग का पता, किसी व्यक्ति का नहीं")
}

func (v hindi) unengagedFacts(_ UnengagedLeaf, f finding) string {
	switch {
	case f.count == 0:
		return "इन्हें अब तक कोई ईमेल नहीं भेजा गया"
	case len(f.seen) == 0:
		return v.number(f.count) + " ईमेल भेजे गए, न कोई खोला, न किसी पर क्लिक किया"
	}
	return "खोला या क्लिक किया, आख़िरी बार " + v.instant(f.seen[len(f.seen)-1].At) + " को"
}
