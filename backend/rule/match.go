package rule

import (
	"cmp"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Facts are everything rules can ask about one contact. Stays are of every
// segment, in any order; entries of the permission ledger come as recorded.
type Facts struct {
	Contact      domain.Contact
	Events       []domain.Event
	Consents     []domain.ConsentEntry
	Suppressions []domain.Suppression
	Stays        []domain.Membership
}

// Person is one contact with their facts in the order rules need them. Make one
// with PersonOf or NewPerson.
type Person struct{ Facts }

// NewPerson makes a person of a contact and their events alone.
func NewPerson(c domain.Contact, events []domain.Event) Person {
	return PersonOf(Facts{Contact: c, Events: events})
}

// PersonOf makes a person. Events of the same instant count in the order of
// their ids, then as given. The slices are not changed.
func PersonOf(f Facts) Person {
	f.Events = slices.Clone(f.Events)
	slices.SortStableFunc(f.Events, func(a, b domain.Event) int {
		return cmp.Or(cmp.Compare(a.At.UnixMilli(), b.At.UnixMilli()), cmp.Compare(a.ID, b.ID))
	})
	f.Consents = slices.Clone(f.Consents)
	slices.SortStableFunc(f.Consents, func(a, b domain.ConsentEntry) int {
		return cmp.Compare(a.At.UnixMilli(), b.At.UnixMilli())
	})
	return Person{f}
}

// subject is a person as a plan sees them.
type subject struct {
	person *Person
	loc    *time.Location
	asOf   int64
}

// finding is what a condition found out about a person, before its node's "not".
type finding struct {
	match  bool
	value  domain.Value // the value that decided
	other  domain.Value // the value it was compared with
	total  Ratio        // the number that decided, if known
	known  bool
	at     time.Time      // when it happened
	count  int64          // how many
	seen   []domain.Event // the events that decided, oldest first
	names  []string       // segments, or the action and basis of a permission
	reason domain.SuppressionReason
}

// Match reports whether a person is a member as of an instant. A rule with
// problems matches nobody.
func Match(r Rule, p Person, asOf time.Time, cat Catalog) bool {
	plan, err := Compile(r, cat, asOf)
	return err == nil && plan.Match(p)
}

// Match reports whether a person is a member.
func (p *Plan) Match(person Person) bool {
	return p.members(p.subject(&person))
}

func (p *Plan) subject(person *Person) *subject {
	return &subject{person, p.AsOf.Location(), p.AsOf.UnixMilli()}
}

func (p *Plan) members(s *subject) bool {
	id := s.person.Contact.ID
	if _, never := slices.BinarySearch(p.Never, id); never {
		return false
	}
	_, always := slices.BinarySearch(p.Always, id)
	return always || p.lanes(s)
}

func (p *Plan) lanes(s *subject) bool {
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
