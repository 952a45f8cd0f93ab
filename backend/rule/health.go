package rule

import (
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Health asks about the state of a contact as an addressee. Is is bounced (Bounce
// hard, soft or, when empty, either; in Window), role (the address belongs to a
// function such as info@) or never_engaged (mailed, but never opened or clicked;
// what machines did does not count).
//
// A bounce is an event "bounced" whose property "bounce" says hard or soft; an
// address suppressed for bouncing has bounced hard.
type Health struct {
	Is     string  `json:"is" enum:"bounced,role,never_engaged"`
	Bounce string  `json:"bounce,omitempty" enum:"hard,soft"`
	Window *Window `json:"window,omitempty"`
}

// BounceProperty is the key of the property that says how a mail bounced.
const BounceProperty = "bounce"

// BouncedLeaf is a Health about bounces made ready: an event of Bounces, or a
// suppression in Suppressed.
type BouncedLeaf struct {
	Bounces    Selection
	Suppressed *SuppressedLeaf // nil: soft bounces only
}

// RoleLeaf is a Health about role addresses made ready.
type RoleLeaf struct{}

// UnengagedLeaf is a Health about who never engaged made ready.
type UnengagedLeaf struct{ AsOf int64 } // UTC milliseconds

// Kind returns "health".
func (*Health) Kind() string { return "health" }

// Trait returns the chip's key.
func (c *Health) Trait() string { return "health:" + c.Is }

func (c *Health) resolve(r *resolver) Leaf {
	switch c.Is {
	case "":
		r.unfinished("Choose what to look at.")
		return nil
	case "bounced":
		return c.bounced(r)
	case "role":
		return RoleLeaf{}
	case "never_engaged":
		return UnengagedLeaf{r.now.at.UnixMilli()}
	}
	r.problem("KVN Mail cannot look at %q. Choose something else.", c.Is)
	return nil
}

func (c *Health) bounced(r *resolver) Leaf {
	span, ok := r.pastWindow(c.Window)
	if !ok {
		return nil
	}
	leaf := BouncedLeaf{Bounces: Selection{Type: domain.EventType{ID: domain.EventBounced, Key: "bounced"}, Span: span, Window: c.Window}}
	if c.Bounce != "soft" {
		leaf.Suppressed = &SuppressedLeaf{[]domain.SuppressionReason{domain.SuppressedBounced}, span, c.Window}
	}
	switch c.Bounce {
	case "":
	case "hard", "soft":
		kind := Test{Type: domain.Text, Op: "any_of", Folded: []string{c.Bounce}}
		leaf.Bounces.Where = []FilterTest{{Property: r.cat.properties[BounceProperty].ID, Test: kind}}
	default:
		r.problem("Mails bounce hard or soft, not %q. Choose one of the two.", c.Bounce)
		return nil
	}
	return leaf
}

func (l BouncedLeaf) find(s *subject) finding {
	seen := l.Bounces.pick(s)
	f := finding{match: len(seen) > 0, count: int64(len(seen)), seen: seen}
	if l.Suppressed != nil && !f.match {
		return l.Suppressed.find(s)
	}
	return f
}

func (l BouncedLeaf) facts(v voice, f finding) string { return v.bouncedFacts(l, f) }

func (v english) bouncedFacts(_ BouncedLeaf, f finding) string {
	if f.count > 0 {
		return v.times(f.count) + ", last on " + v.instant(f.seen[f.count-1].At)
	}
	if f.match {
		return "Suppressed on " + v.instant(f.at) + ": " + reasonWords[f.reason]
	}
	return "No bounce"
}

func (RoleLeaf) find(s *subject) finding { return finding{match: IsRole(s.person.Contact.Email)} }

func (l RoleLeaf) facts(v voice, f finding) string { return v.roleFacts(l, f) }

func (english) roleFacts(_ RoleLeaf, f finding) string {
	return choose(f.match, "A person's own address", "An address of a function, not of a person")
}

func (l UnengagedLeaf) find(s *subject) finding {
	f := finding{}
	for _, e := range s.person.Events {
		if e.At.UnixMilli() > l.AsOf {
			continue
		}
		switch {
		case e.Type == domain.EventSent:
			f.count++
		case (e.Type == domain.EventOpened || e.Type == domain.EventClicked) && !byMachine(e):
			f.seen = append(f.seen, e)
		}
	}
	f.match = f.count > 0 && len(f.seen) == 0
	return f
}

func (l UnengagedLeaf) facts(v voice, f finding) string { return v.unengagedFacts(l, f) }

func (v english) unengagedFacts(_ UnengagedLeaf, f finding) string {
	switch {
	case f.count == 0:
		return "No emails were sent to them so far"
	case len(f.seen) == 0:
		return v.plural(f.count, "email", "emails") + " sent, none opened or clicked"
	}
	return "Opened or clicked, last on " + v.instant(f.seen[len(f.seen)-1].At)
}

func (c *Health) tokens(v voice, not bool) []Token { return v.health(c, not) }

func (v english) health(c *Health, not bool) []Token {
	switch c.Is {
	case "bounced":
		bounce := "a " + strings.TrimSpace(c.Bounce+" bounce")
		return []Token{{choose(not, "had", "did not have"), "not"}, {bounce, "values"}, {v.window(c.Window), "window"}}
	case "role":
		return []Token{{choose(not, "have", "do not have"), "not"}, {"a role address such as info@ or sales@", "values"}}
	case "never_engaged":
		if not {
			return []Token{{"opened or clicked an email,", "values"}, {"or were never sent one", "not"}}
		}
		return []Token{{"never", "not"}, {"opened or clicked an email", "values"}}
	}
	return []Token{{choose(not, "have", "do not have"), "not"}, {v.blank, "values"}}
}
