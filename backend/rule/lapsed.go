package rule

// Lapsed asks who used to do something and does not lately: Count times in the
// window Used, and not once in the window Lately.
type Lapsed struct {
	Event  string   `json:"event"`
	Count  *Count   `json:"count,omitempty"`
	Used   *Window  `json:"used,omitempty"`
	Lately *Window  `json:"lately,omitempty"`
	Where  []Filter `json:"where,omitempty"`
}

// LapsedLeaf is a Lapsed made ready: events of Selection lie in Count, and none
// of the same kind lies in Lately.
type LapsedLeaf struct {
	Selection
	Count  Span
	Lately Selection
}

// Kind returns "lapsed".
func (*Lapsed) Kind() string { return "lapsed" }

// Trait returns the chip's key.
func (c *Lapsed) Trait() string { return "lapsed:" + c.Event }

func (c *Lapsed) resolve(r *resolver) Leaf {
	if c.Event != "" && (c.Used == nil || c.Lately == nil) {
		r.unfinished("Say when they used to do it, and since when they do not.")
		return nil
	}
	used, ok := r.selection(c.Event, c.Used, c.Where)
	if !ok {
		return nil
	}
	lately, ok := r.selection(c.Event, c.Lately, c.Where)
	if !ok {
		return nil
	}
	n, ok := r.countSpan(c.Count)
	if !ok {
		return nil
	}
	return LapsedLeaf{used, n, lately}
}

func (l LapsedLeaf) find(s *subject) finding {
	seen, lately := l.pick(s), l.Lately.pick(s)
	n := int64(len(seen))
	return finding{match: l.Count.Has(n) && len(lately) == 0, count: n, seen: lately}
}

func (l LapsedLeaf) facts(v voice, f finding) string { return v.lapsedFacts(l, f) }

func (v english) lapsedFacts(l LapsedLeaf, f finding) string {
	text := v.times(f.count) + " then"
	if f.count == 0 {
		text = "Not once then"
	}
	if len(f.seen) == 0 {
		return text + ", not once lately"
	}
	return text + ", and lately on " + v.instant(f.seen[len(f.seen)-1].At)
}

func (c *Lapsed) tokens(v voice, not bool) []Token { return v.lapsed(c, not) }

func (v english) lapsed(c *Lapsed, not bool) []Token {
	verb := v.eventVerb(c.Event)
	n, never := affirm(c.Count, false)
	did := choose(never, verb.past, verb.negated)
	out := []Token{
		{choose(not, did, "are not among those who "+did), "not"},
		{v.count(n, verb.one, verb.many, never), "count"},
	}
	out = append(out, v.where(c.Where, "where")...)
	none := choose(verb.one == "time", "but none", "but not once")
	return append(out, Token{v.window(c.Used), "used"}, Token{none, ""}, Token{v.window(c.Lately), "window"})
}
