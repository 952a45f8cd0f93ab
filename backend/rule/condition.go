package rule

import (
	"encoding/json"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Condition is what a leaf of the tree asks of a contact. Its type lives in a
// file of its own; only this package makes them.
type Condition interface {
	// Kind returns the condition's "type" in JSON.
	Kind() string
	// Trait names the chip this condition comes from, for its icon and colour.
	Trait() string
	resolve(r *resolver) Leaf
	tokens(v voice, not bool) []Token
}

// Leaf is a condition with every name looked up and every value read for one
// instant: what evaluators work on. It is one of the *Leaf types here.
type Leaf interface {
	find(s *subject) finding
	facts(v voice, f finding) string
	clock(c *Clock)
}

// conditions makes an empty condition of each kind there is.
var conditions = []func() Condition{
	func() Condition { return &Everyone{} },
	func() Condition { return &Field{} },
	func() Condition { return &Event{} },
	func() Condition { return &Nth{} },
	func() Condition { return &Regular{} },
	func() Condition { return &Lapsed{} },
	func() Condition { return &Measure{} },
	func() Condition { return &Recency{} },
	func() Condition { return &Messages{} },
	func() Condition { return &Sequence{} },
	func() Condition { return &Habit{} },
	func() Condition { return &Rank{} },
	func() Condition { return &Segment{} },
	func() Condition { return &History{} },
	func() Condition { return &Consent{} },
	func() Condition { return &Suppressed{} },
	func() Condition { return &Health{} },
	func() Condition { return &Split{} },
}

func parseCondition(kind string, raw json.RawMessage, path string) (Condition, error) {
	var c Condition
	for _, empty := range conditions {
		if c = empty(); c.Kind() == kind {
			break
		}
		c = nil
	}
	if c == nil {
		return nil, domain.ErrorAt(domain.Invalid, path, "This part of the rule is of a kind that KVN Mail does not know (%q). Remove it.", kind)
	}
	if err := json.Unmarshal(raw, c); err != nil {
		return nil, unreadable(path, err)
	}
	return c, nil
}

// broken stands for a condition with a problem: it matches nobody and keeps its
// place in the words.
type broken struct{}

func (broken) find(*subject) finding           { return finding{} }
func (broken) facts(v voice, _ finding) string { return v.brokenFacts() }
