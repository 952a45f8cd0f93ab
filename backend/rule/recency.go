package rule

import "github.com/kvnmail/kvnmail/backend/domain"

// Recency asks when the last (or first) event of a kind happened. A contact
// without one is not matched.
type Recency struct {
	Event  string   `json:"event"`
	Which  string   `json:"which" enum:"last,first"`
	Window *Window  `json:"window,omitempty"`
	Where  []Filter `json:"where,omitempty"`
}

// RecencyLeaf is a Recency made ready. Selection has no window of its own: the
// one event it ends in must lie in In.
type RecencyLeaf struct {
	Selection
	First bool
	In    Span    // where the event has to lie
	Ago   *Window // where In comes from
}

// Kind returns "recency".
func (*Recency) Kind() string { return "recency" }

// Trait returns the chip's key.
func (c *Recency) Trait() string { return "recency:" + c.Event }

func (c *Recency) resolve(r *resolver) Leaf {
	s, ok := r.selection(c.Event, nil, c.Where)
	if !ok {
		return nil
	}
	if c.Which != "last" && c.Which != "first" && c.Which != "" {
		r.problem("KVN Mail does not know which event %q is. Choose the first or the last.", c.Which)
		return nil
	}
	span, ok := r.pastWindow(c.Window)
	if !ok {
		return nil
	}
	return RecencyLeaf{s, c.Which == "first", span, c.Window}
}

func (l RecencyLeaf) find(s *subject) finding {
	seen := l.pick(s)
	if len(seen) == 0 {
		return finding{}
	}
	e := seen[len(seen)-1]
	if l.First {
		e = seen[0]
	}
	return finding{match: l.In.Has(e.At.UnixMilli()), count: int64(len(seen)), seen: []domain.Event{e}}
}

func (l RecencyLeaf) facts(v voice, f finding) string { return v.recencyFacts(l, f) }

func (v english) recencyFacts(l RecencyLeaf, f finding) string {
	if f.count == 0 {
		return "Never"
	}
	return choose(l.First, "Last on ", "First on ") + v.instant(f.seen[0].At)
}

func (c *Recency) tokens(v voice, not bool) []Token { return v.recency(c, not) }

func (v english) recency(c *Recency, not bool) []Token {
	which := choose(c.Which == "first", "last", "first")
	verb := v.eventVerb(c.Event)
	did := choose(not, verb.with(which), "did not "+verb.base+" for the "+which+" time")
	out := append([]Token{{did, "not"}}, v.where(c.Where, "where")...)
	return append(out, Token{v.window(c.Window), "window"})
}
