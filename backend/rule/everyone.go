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

func (*Everyone) tokens(_ *writer, not bool) []Token {
	if not {
		return []Token{{"are nobody at all", "not"}}
	}
	return []Token{{"are in this workspace", "not"}}
}

func (EveryoneLeaf) find(*subject) finding { return finding{match: true} }

func (EveryoneLeaf) facts(*writer, finding) string { return "Everyone counts" }
