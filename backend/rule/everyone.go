package rule

// Everyone matches every contact.
type Everyone struct{}

// EveryoneLeaf is Everyone made ready.
type EveryoneLeaf struct{}

// Kind returns "everyone".
func (*Everyone) Kind() string { return "everyone" }

// Trait returns the chip's key.
func (*Everyone) Trait() string { return "everyone" }

func (*Everyone) resolve(*resolver) Leaf { return EveryoneLeaf{} }

func (c *Everyone) tokens(v voice, not bool) []Token { return v.everyone(c, not) }

func (english) everyone(_ *Everyone, not bool) []Token {
	return []Token{{choose(not, "are in this workspace", "are not in this workspace"), "not"}}
}

func (EveryoneLeaf) find(*subject) finding { return finding{match: true} }

func (l EveryoneLeaf) facts(v voice, f finding) string { return v.everyoneFacts(l, f) }

func (english) everyoneFacts(EveryoneLeaf, finding) string { return "Everyone counts" }
