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

func (l EventLeaf) facts(v voice, f finding) string { return v.eventFacts(l, f) }

func (v english) eventFacts(l EventLeaf, f finding) string {
	if f.count == 0 {
		return "Not once"
	}
	return v.times(f.count) + ", last on " + v.instant(f.seen[f.count-1].At)
}

func (c *Event) tokens(v voice, not bool) []Token { return v.event(c, not) }

func (v english) event(c *Event, not bool) []Token {
	verb := v.eventVerb(c.Event)
	n, not := affirm(c.Count, not)
	values, rest := object(c.Event, c.Where)
	if values != nil && c.Trait() == "event:visited.category" {
		verb.past, verb.negated = "browsed", "did not browse"
	}
	out := []Token{{choose(not, verb.past, verb.negated), "not"}}
	if values != nil { // "bought Skincare at least 2 times"
		text := v.list(values, "or") + choose(c.Event == "added_to_cart", "", " to the cart")
		out = append(out, Token{text, "where"}, Token{v.count(n, "time", "times", not), "count"})
	} else {
		out = append(out, Token{v.count(n, verb.one, verb.many, not), "count"})
	}
	out = append(out, v.where(rest, "where")...)
	return append(out, Token{v.window(c.Window), "window"})
}
