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

func (l LapsedLeaf) facts(w *writer, f finding) string {
	text := w.times(f.count) + " then"
	if f.count == 0 {
		text = "Not once then"
	}
	if len(f.seen) == 0 {
		return text + ", not once lately"
	}
	return text + ", and lately on " + w.instant(f.seen[len(f.seen)-1].At)
}

func (c *Lapsed) tokens(w *writer, not bool) []Token {
	v := w.eventVerb(c.Event)
	out := []Token{{choose(not, v.past, v.negated), "not"}, {w.count(c.Count, v.one, v.many, not), "count"}}
	out = append(out, w.where(c.Where)...)
	return append(out, Token{w.window(c.Used), "used"}, Token{"but not once", ""}, Token{w.window(c.Lately), "window"})
}
