package rule

// Event asks how often something happened.
type Event struct {
	Event  string   `json:"event"`
	Count  *Count   `json:"count,omitempty"`
	Window *Window  `json:"window,omitempty"`
	Where  []Filter `json:"where,omitempty"`
}

// EventLeaf is an Event made ready: the number of selected events lies in Count.
type EventLeaf struct {
	Selection
	Count Span
}

// Kind returns "event".
func (*Event) Kind() string { return "event" }

// Trait returns the chip's key: the event, with the property of its first
// filter where that has a chip of its own ("event:opened.hour").
func (c *Event) Trait() string { return eventTrait(c.Event, c.Where) }

func (c *Event) resolve(r *resolver) Leaf {
	s, ok := r.selection(c.Event, c.Window, c.Where)
	if !ok {
		return nil
	}
	n, ok := r.countSpan(c.Count)
	if !ok {
		return nil
	}
	return EventLeaf{s, n}
}

func (l EventLeaf) find(s *subject) finding {
	seen := l.pick(s)
	n := int64(len(seen))
	return finding{match: l.Count.Has(n), count: n, seen: seen}
}

func (l EventLeaf) facts(w *writer, f finding) string {
	if f.count == 0 {
		return "Not once"
	}
	return w.times(f.count) + ", last on " + w.instant(f.seen[f.count-1].At)
}

func (c *Event) tokens(w *writer, not bool) []Token {
	v := w.eventVerb(c.Event)
	object, rest := w.object(c.Event, c.Where)
	if object != "" && c.Trait() == "event:visited.category" {
		v.past, v.negated = "browsed", "did not browse"
	}
	out := []Token{{choose(not, v.past, v.negated), "not"}}
	if object != "" { // "bought Skincare at least 2 times"
		out = append(out, Token{object, "where"}, Token{w.count(c.Count, "time", "times", not), "count"})
	} else {
		out = append(out, Token{w.count(c.Count, v.one, v.many, not), "count"})
	}
	out = append(out, w.where(rest)...)
	return append(out, Token{w.window(c.Window), "window"})
}
