package rule

import "github.com/kvnmail/kvnmail/backend/domain"

// Nth asks whether the first, last or n-th event of a selection has a property:
// 1 is the first, 2 the second, -1 the last, -2 the one before it.
type Nth struct {
	Event  string   `json:"event"`
	N      int      `json:"n"`
	Has    []Filter `json:"has"`
	Window *Window  `json:"window,omitempty"`
	Where  []Filter `json:"where,omitempty"`
}

// NthLeaf is an Nth made ready.
type NthLeaf struct {
	Selection
	N   int
	Has []FilterTest
}

const maxNth = 10_000

// Kind returns "nth".
func (*Nth) Kind() string { return "nth" }

// Trait returns the chip's key.
func (c *Nth) Trait() string { return "nth:" + c.Event }

func (c *Nth) resolve(r *resolver) Leaf {
	s, ok := r.selection(c.Event, c.Window, c.Where)
	if !ok {
		return nil
	}
	if c.N == 0 || len(c.Has) == 0 {
		r.unfinished("Say which one it is and what it has to be like.")
		return nil
	}
	if c.N > maxNth || c.N < -maxNth {
		r.problem("Only the first and last %d can be asked about.", maxNth)
		return nil
	}
	has, ok := r.filters(c.Has)
	if !ok {
		return nil
	}
	return NthLeaf{s, c.N, has}
}

func (l NthLeaf) find(s *subject) finding {
	seen := l.pick(s)
	i := l.N - 1
	if l.N < 0 {
		i = len(seen) + l.N
	}
	f := finding{count: int64(len(seen))}
	if i < 0 || i >= len(seen) {
		return f
	}
	f.seen = seen[i : i+1]
	f.match = allPass(l.Has, seen[i], s.loc)
	return f
}

func (l NthLeaf) facts(v voice, f finding) string { return v.nthFacts(l, f) }

func (v english) nthFacts(l NthLeaf, f finding) string {
	if f.seen == nil {
		return "There are only " + v.number(f.count)
	}
	text := "It was on " + v.instant(f.seen[0].At)
	for _, p := range l.looksAt() {
		if value := f.seen[0].Prop(p); value.IsSet() {
			text += ", " + v.value(value)
		}
	}
	return text
}

// looksAt returns the properties the question is about.
func (l NthLeaf) looksAt() []domain.PropertyID {
	var out []domain.PropertyID
	var walk func(tests []FilterTest)
	walk = func(tests []FilterTest) {
		for _, t := range tests {
			if t.Mode == "" && t.Virtual == "" {
				out = append(out, t.Property)
			}
			walk(t.Kids)
		}
	}
	walk(l.Has)
	return out
}

func (c *Nth) tokens(v voice, not bool) []Token { return v.nth(c, not) }

func (v english) nth(c *Nth, not bool) []Token {
	out := []Token{
		{choose(not, "had as their", "did not have as their"), "not"},
		{v.ordinal(c.N) + " " + v.eventVerb(c.Event).noun, "number"},
	}
	out = append(out, v.where(c.Where, "where")...)
	out = append(out, v.windowOr(c.Window, choose(c.N < 0, "ever", "so far")), Token{"one", ""})
	if len(c.Has) == 0 {
		return append(out, Token{v.blank, "has"})
	}
	return append(out, v.where(c.Has, "has")...)
}
