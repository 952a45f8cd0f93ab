package rule

import (
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Suppressed asks whether the contact's address must not be mailed: for one of
// some reasons (any when there are none), since a time in Window.
type Suppressed struct {
	Reasons []domain.SuppressionReason `json:"reasons,omitempty" enum:"unsubscribed,hard_bounce,complaint,manual"`
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
		f.known, f.at, f.reason = true, e.At, e.Reason
		if l.For(e.Reason) && l.In.Has(e.At.UnixMilli()) {
			f.match = true
			return f
		}
	}
	return f
}

func (l SuppressedLeaf) facts(v voice, f finding) string { return v.suppressedFacts(l, f) }

func (v english) suppressedFacts(l SuppressedLeaf, f finding) string {
	if !f.known {
		return "Not suppressed"
	}
	return "Suppressed on " + v.instant(f.at) + ": " + reasonWords[f.reason]
}

func (c *Suppressed) tokens(v voice, not bool) []Token { return v.suppressed(c, not) }

func (v english) suppressed(c *Suppressed, not bool) []Token {
	are := choose(c.Window == nil, "were ", "are ")
	out := append([]Token{{are + choose(not, "", "not"), "not"}, {"blocked from being mailed", "values"}}, v.someWindow(c.Window)...)
	if len(c.Reasons) == 0 {
		return out
	}
	var why []string
	for _, reason := range c.Reasons {
		why = append(why, v.orChoose(suppressedFor[reason]))
	}
	return append(out, Token{"for " + v.list(why, "or"), "values"})
}

// suppressedFor are the reasons of a suppression as things one is blocked for.
var suppressedFor = map[domain.SuppressionReason]string{
	domain.SuppressedUnsubscribed: "unsubscribing", domain.SuppressedBounced: "bouncing for good",
	domain.SuppressedComplained: "complaining", domain.SuppressedManually: "a reason noted by hand",
}
