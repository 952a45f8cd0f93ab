package rule

import (
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Person is one contact with everything they did: the facts a rule is about.
type Person struct {
	contact domain.Contact
	events  []domain.Event // by time, then as given
}

// NewPerson makes a person of a contact and their events. Events of the same
// instant count in the order of their ids. The slice is not changed.
func NewPerson(c domain.Contact, events []domain.Event) Person {
	sorted := slices.Clone(events)
	slices.SortStableFunc(sorted, func(a, b domain.Event) int {
		if d := a.At.UnixMilli() - b.At.UnixMilli(); d != 0 {
			return int(max(-1, min(1, d)))
		}
		return int(max(-1, min(1, a.ID-b.ID)))
	})
	return Person{c, sorted}
}

// subject is a person as a plan sees them.
type subject struct {
	person *Person
	loc    *time.Location
	asOf   int64
}

// finding is what a condition found out about a person, before its node's "not".
type finding struct {
	match bool
	value domain.Value   // the value that decided
	count int64          // how many
	seen  []domain.Event // the events that decided, oldest first
	names []string       // segments
}

// Match reports whether a person is a member as of an instant. A rule with
// problems matches nobody.
func Match(r Rule, p Person, asOf time.Time, cat Catalog) bool {
	plan, err := Compile(r, cat, asOf)
	return err == nil && plan.Match(p)
}

// Match reports whether a person is a member.
func (p *Plan) Match(person Person) bool {
	return p.members(&subject{&person, p.AsOf.Location(), p.AsOf.UnixMilli()})
}

func (p *Plan) members(s *subject) bool {
	return p.Include != nil && p.Include.match(s) && (p.Exclude == nil || !p.Exclude.match(s))
}

func (n *PlanNode) match(s *subject) bool {
	verdict := false
	switch n.Mode {
	case All:
		verdict = !slices.ContainsFunc(n.Kids, func(k *PlanNode) bool { return !k.match(s) })
	case Any:
		verdict = slices.ContainsFunc(n.Kids, func(k *PlanNode) bool { return k.match(s) })
	case None:
		verdict = !slices.ContainsFunc(n.Kids, func(k *PlanNode) bool { return k.match(s) })
	default:
		verdict = n.Leaf.find(s).match
	}
	return verdict != n.Not
}
