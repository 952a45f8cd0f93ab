package rule

import (
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Suppressed asks whether the contact's address must not be mailed: for one of
// some reasons (any when there are none), since a time in Window.
type Suppressed struct {
	Reasons []domain.SuppressionReason `json:"reasons,omitempty"`
	Window  *Window                    `json:"window,omitempty"`
}

// SuppressedLeaf is a Suppressed made ready.
type SuppressedLeaf struct {
	Reasons []domain.SuppressionReason
	In      Span
	Window  *Window // where In comes from
}

var reasonWords = map[domain.SuppressionReason]string{
	domain.SuppressedUnsubscribed: "unsubscribed", domain.SuppressedBounced: "bounced for good",
	domain.SuppressedComplained: "complained", domain.SuppressedManually: "blocked by hand",
}

// Kind returns "suppressed".
func (*Suppressed) Kind() string { return "suppressed" }

// Trait returns the chip's key.
func (*Suppressed) Trait() string { return "suppressed" }

func (c *Suppressed) resolve(r *resolver) Leaf {
	for _, reason := range c.Reasons {
		if reasonWords[reason] == "" {
			r.problem("Nobody is suppressed for %q. Choose another reason.", reason)
			return nil
		}
	}
	span, ok := r.pastWindow(c.Window)
	if !ok {
		return nil
	}
	return SuppressedLeaf{c.Reasons, span, c.Window}
}

// For reports whether a reason will do.
func (l SuppressedLeaf) For(reason domain.SuppressionReason) bool {
	return len(l.Reasons) == 0 || slices.Contains(l.Reasons, reason)
}

func (l SuppressedLeaf) find(s *subject) finding {
	f := finding{}
	for _, e := range s.person.Suppressions {
		if e.At.UnixMilli() > s.asOf {
			continue
		}
		f.known, f.at, f.names = true, e.At, []string{reasonWords[e.Reason]}
		if l.For(e.Reason) && l.In.Has(e.At.UnixMilli()) {
			f.match = true
			return f
		}
	}
	return f
}

func (l SuppressedLeaf) facts(w *writer, f finding) string {
	if !f.known {
		return "Not suppressed"
	}
	return "Suppressed on " + w.instant(f.at) + ": " + f.names[0]
}

func (c *Suppressed) tokens(w *writer, not bool) []Token {
	out := []Token{{choose(not, "must not be mailed", "are not kept from being mailed"), "not"}}
	if len(c.Reasons) > 0 {
		var names []string
		for _, reason := range c.Reasons {
			names = append(names, reasonWords[reason])
		}
		out = append(out, Token{"because they " + w.list(names, "or"), "values"})
	}
	if c.Window != nil {
		out = append(out, Token{"since a day " + w.window(c.Window), "window"})
	}
	return out
}
