package rule

import (
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// History asks whether the contact entered, or left, one of some segments in a
// window, by the history on record.
type History struct {
	Segments []domain.SegmentID `json:"segments"`
	Change   string             `json:"change" enum:"entered,left"`
	Window   *Window            `json:"window,omitempty"`
}

// HistoryLeaf is a History made ready.
type HistoryLeaf struct {
	Segments []domain.SegmentID
	Left     bool
	In       Span
	Window   *Window // where In comes from
}

// Kind returns "history".
func (*History) Kind() string { return "history" }

// Trait returns the chip's key.
func (c *History) Trait() string { return "history" }

func (c *History) resolve(r *resolver) Leaf {
	if len(c.Segments) == 0 || c.Change == "" {
		r.unfinished("Choose a segment, and whether they entered or left it.")
		return nil
	}
	if c.Change != "entered" && c.Change != "left" {
		r.problem("People enter or leave a segment, they do not %q it. Choose one of the two.", c.Change)
		return nil
	}
	for _, id := range c.Segments {
		if _, ok := r.cat.segments[id]; !ok {
			r.problem("A segment used here was deleted. Choose another segment or remove this rule.")
			return nil
		}
	}
	span, ok := r.pastWindow(c.Window)
	if !ok {
		return nil
	}
	return HistoryLeaf{c.Segments, c.Change == "left", span, c.Window}
}

func (l HistoryLeaf) find(s *subject) finding {
	f := finding{}
	for _, m := range s.person.Stays {
		at := m.EnteredAt
		if l.Left {
			at = m.LeftAt
		}
		if !at.IsZero() && slices.Contains(l.Segments, m.SegmentID) && l.In.Has(at.UnixMilli()) {
			f.match = true
			f.at = latest(f.at, at)
		}
	}
	return f
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func (l HistoryLeaf) facts(v voice, f finding) string { return v.historyFacts(l, f) }

func (v english) historyFacts(l HistoryLeaf, f finding) string {
	if !f.match {
		return choose(l.Left, "Not entered then", "Not left then")
	}
	return choose(l.Left, "Entered on ", "Left on ") + v.instant(f.at)
}

func (c *History) tokens(v voice, not bool) []Token { return v.history(c, not) }

func (v english) history(c *History, not bool) []Token {
	verb := choose(not, "entered", "did not enter")
	if c.Change == "left" {
		verb = choose(not, "left", "did not leave")
	}
	return []Token{{verb, "not"}, {v.segmentNames(c.Segments), "segment"}, {v.window(c.Window), "window"}}
}
