package rule

import (
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Messages asks about the last N mails sent to a contact: how many of them were
// opened (or clicked). Who was sent fewer than N is not matched. Opens and
// clicks made by machines count only with Machines.
type Messages struct {
	N        int    `json:"n"`
	Action   string `json:"action" enum:"opened,clicked"`
	Count    *Count `json:"count,omitempty"`
	Machines bool   `json:"machines,omitempty"`
}

// MessagesLeaf is a Messages made ready.
type MessagesLeaf struct {
	N        int
	Action   domain.EventTypeID
	Count    Span
	Machines bool
}

const maxMessages = 1000

// Kind returns "messages".
func (*Messages) Kind() string { return "messages" }

// Trait returns the chip's key.
func (c *Messages) Trait() string { return "messages:" + c.Action }

func (c *Messages) resolve(r *resolver) Leaf {
	if c.N == 0 || c.Action == "" {
		r.unfinished("Say how many of the last emails to look at.")
		return nil
	}
	if c.N < 0 || c.N > maxMessages {
		r.problem("The number of last emails has to be between 1 and %d.", maxMessages)
		return nil
	}
	n, ok := r.countSpan(c.Count)
	if !ok {
		return nil
	}
	switch c.Action {
	case "opened":
		return MessagesLeaf{c.N, domain.EventOpened, n, c.Machines}
	case "clicked":
		return MessagesLeaf{c.N, domain.EventClicked, n, c.Machines}
	}
	r.problem("Emails can be opened or clicked, not %q. Choose one of the two.", c.Action)
	return nil
}

func (l MessagesLeaf) find(s *subject) finding {
	var sent []domain.Event
	acted := map[int64]bool{}
	for _, e := range s.person.Events {
		if e.At.UnixMilli() > s.asOf {
			continue
		}
		if e.Type == domain.EventSent {
			sent = append(sent, e)
		}
		if m := e.Prop(domain.PropMessage); e.Type == l.Action && m.Type == domain.Number && (l.Machines || !byMachine(e)) {
			acted[m.Int] = true
		}
	}
	if len(sent) < l.N {
		return finding{count: int64(len(sent)), seen: sent}
	}
	sent = sent[len(sent)-l.N:]
	n := int64(0)
	for _, e := range sent {
		if m := e.Prop(domain.PropMessage); m.Type == domain.Number && acted[m.Int] {
			n++
		}
	}
	return finding{match: l.Count.Has(n), count: n, seen: sent}
}

func byMachine(e domain.Event) bool {
	v := e.Prop(domain.PropMachine)
	return v.Type == domain.Bool && v.Int != 0
}

func (l MessagesLeaf) facts(v voice, f finding) string { return v.messagesFacts(l, f) }

func (v english) messagesFacts(l MessagesLeaf, f finding) string {
	if len(f.seen) == 0 {
		return "No emails were sent to them so far"
	}
	if len(f.seen) < l.N {
		return "Only " + v.plural(f.count, "email was", "emails were") + " sent to them so far"
	}
	verb := choose(l.Action == domain.EventClicked, "Opened", "Clicked")
	text := verb + " " + v.number(f.count) + " of the last " + v.plural(int64(l.N), "email", "emails") + ": "
	for i, e := range slices.Backward(f.seen) {
		if len(f.seen)-i > 5 {
			return text + " and earlier"
		}
		if i < len(f.seen)-1 {
			text += ", "
		}
		text += v.instant(e.At)
	}
	return text
}

func (c *Messages) tokens(v voice, not bool) []Token { return v.messages(c, not) }

func (v english) messages(c *Messages, not bool) []Token {
	verb, negated := "opened", "did not open"
	if c.Action == "clicked" {
		verb, negated = "clicked", "did not click"
	}
	machines := Token{choose(c.Machines, "", "(machines included)"), "messages"}
	last := Token{"the last " + v.plural(int64(c.N), "email", "emails"), "messages"}
	switch c.N {
	case 0:
		last.Text = "the last " + v.blank + " emails"
	case 1:
		last.Text = "the last email"
	}
	if n, none := affirm(c.Count, false); n.Op == "at_least" && n.N == 1 {
		switch {
		case c.N == 1:
			return []Token{{choose(not != none, verb, negated), "not"}, last, machines}
		case none && not:
			ignored := choose(c.Action == "clicked", "did not ignore", "did not leave unclicked")
			return []Token{{ignored, "not"}, last, machines}
		case none:
			return []Token{{verb + " none of", "not"}, last, machines}
		}
	}
	n, _ := affirm(c.Count, false)
	return []Token{{choose(not, verb, negated), "not"}, {v.countOf(n) + " of", "count"}, last, machines}
}
