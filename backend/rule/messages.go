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

func (l MessagesLeaf) facts(w *writer, f finding) string {
	if len(f.seen) == 0 {
		return "No emails were sent to them so far"
	}
	if len(f.seen) < l.N {
		return "Only " + w.plural(f.count, "email was", "emails were") + " sent to them so far"
	}
	verb := choose(l.Action == domain.EventClicked, "Opened", "Clicked")
	text := verb + " " + w.number(f.count) + " of the last " + w.plural(int64(l.N), "email", "emails") + ": "
	for i, e := range slices.Backward(f.seen) {
		if len(f.seen)-i > 5 {
			return text + " and earlier"
		}
		if i < len(f.seen)-1 {
			text += ", "
		}
		text += w.instant(e.At)
	}
	return text
}

func (c *Messages) tokens(w *writer, not bool) []Token {
	verb, negated := "opened", "did not open"
	if c.Action == "clicked" {
		verb, negated = "clicked", "did not click"
	}
	machines := choose(c.Machines, "", "(machines included)")
	last := "the last " + w.number(int64(c.N)) + " emails"
	if c.N == 1 {
		last = "the last email"
	}
	ignored := c.Count != nil && (c.Count.Op == "exactly" || c.Count.Op == "at_most") && c.Count.N == 0
	if ignored {
		verb += " none of"
		negated = choose(c.Action == "clicked", "did not ignore", "did not leave unclicked")
		return []Token{{choose(not, verb, negated), "not"}, {last, "messages"}, {machines, ""}}
	}
	return []Token{{choose(not, verb, negated), "not"}, {w.countOf(c.Count) + " of", "count"}, {last, "messages"}, {machines, ""}}
}
