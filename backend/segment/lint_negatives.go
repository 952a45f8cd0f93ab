package segment

import (
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// mailsOffered is how many mails people should have been sent for their silence to mean something.
const mailsOffered = 3

// neverMailed finds people among those who "did not open" who were sent nothing to open.
func (l *linter) neverMailed(n *rule.Node, path string) {
	switch c := n.Cond.(type) {
	case *rule.Event:
		if c.Event == "opened" && zeroTimes(c.Count, n.Not) || c.Event == "clicked" && zeroTimes(c.Count, n.Not) {
			l.unmailed(n, path, c.Window)
		}
	case *rule.Messages:
		if n.Not {
			l.unmailed(n, path, nil)
		}
	}
}

// zeroTimes reports whether a count, perhaps turned round, lets in people who never did it.
func zeroTimes(c *rule.Count, not bool) bool {
	none := c != nil && (c.Op == "at_most" || c.Op == "exactly" && c.N == 0 || c.Op == "between" && min(c.N, c.To) == 0 || c.Op == "at_least" && c.N == 0)
	return none != not
}

func (l *linter) unmailed(n *rule.Node, path string, w *rule.Window) {
	sent := func(times int) *rule.Node {
		return &rule.Node{Cond: &rule.Event{Event: "sent", Count: &rule.Count{Op: "at_least", N: times}, Window: w}}
	}
	about := l.concerned(n, path)
	silent := about.AndNot(l.alone(sent(1))).Count()
	if silent == 0 {
		return
	}
	times := mailsOffered
	if about.CountAnd(l.alone(sent(times))) == 0 {
		times = 1
	}
	say := l.words.silenceOf(leftOut(path), w != nil)
	message := say(l.count(silent))
	l.say(n, path, NeverMailed, message, l.words.onlyMailed(times), func(m *mending) { m.also(path, sent(times)) })
}

// concerned are the people whom a node lets in, or takes out of those included.
func (l *linter) concerned(n *rule.Node, path string) *engine.Bitmap {
	if leftOut(path) && l.rule.Include != nil {
		return l.alone(l.rule.Include).And(l.alone(l.rule.Exclude)).And(l.alone(n))
	}
	return l.answer.Members.And(l.alone(n))
}

// leftOut reports whether a path is in the lane of those left out.
func leftOut(path string) bool { return strings.HasPrefix(path, "/exclude") }

// unknownKept finds people among those who "are not" something of whom it is not known what they are.
func (l *linter) unknownKept(n *rule.Node, path string) {
	c, ok := n.Cond.(*rule.Field)
	if !ok || !n.Not || c.Op == "is_set" {
		return
	}
	f, ok := l.cat.Field(c.Field)
	if !ok || f.Type == domain.List {
		return
	}
	known := &rule.Node{Cond: &rule.Field{Field: c.Field, Comparison: rule.Comparison{Op: "is_set"}}}
	unknown := l.answer.Members.AndNot(l.alone(known)).Count()
	if unknown == 0 {
		return
	}
	name := l.cat.FieldName(f)
	l.say(n, path, UnknownKept, l.words.unknownKept(l.count(unknown), name), l.words.onlyKnown(name), func(m *mending) { m.also(path, known) })
}
