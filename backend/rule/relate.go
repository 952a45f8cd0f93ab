package rule

import (
	"reflect"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Relation says what it means for one part of a rule that another one is true.
type Relation int

// The relations of a part a to a part b. All but Unrelated hold for every contact,
// whatever the data.
const (
	Unrelated Relation = iota
	Same               // they ask the same
	Opposite           // one is true exactly where the other is not
	Implies            // who matches a matches b
	Implied            // who matches b matches a
	Excludes           // nobody matches both
	Covers             // everybody matches one or the other, some perhaps both
)

// Relations says how parts of one rule relate as of an instant. It is careful
// rather than clever: what it cannot tell is Unrelated. Each part, and each segment
// asked about, is read once, however often it is compared.
type Relations struct {
	first *resolver
	read  map[*Node]*PlanNode
}

// NewRelations compares parts of rules as of an instant.
func NewRelations(cat Catalog, asOf time.Time) *Relations {
	return &Relations{newResolver(cat, asOf), map[*Node]*PlanNode{}}
}

// plan is a part made ready, nil for one that is unfinished or broken.
func (x *Relations) plan(n *Node) *PlanNode {
	p, done := x.read[n]
	if !done {
		r := *x.first // with the same segments, but a count and problems of its own
		if p = r.node(n, "", 1); len(r.problems) > 0 {
			p = nil
		}
		x.read[n] = p
	}
	return p
}

// Of relates part a to part b.
func (x *Relations) Of(a, b *Node) Relation {
	left, right := x.plan(a), x.plan(b)
	if left == nil || right == nil {
		return Unrelated
	}
	leftNot, rightNot := left.Not, right.Not
	positive := relatePositive(left, right)
	switch {
	case leftNot && rightNot:
		return contrapositive(positive)
	case leftNot:
		return notLeft(positive)
	case rightNot:
		return flipped(notLeft(flipped(positive)))
	}
	return positive
}

// relatePositive relates two parts as they are without their own "not".
func relatePositive(a, b *PlanNode) Relation {
	if a.Leaf == nil || b.Leaf == nil {
		if sameQuestion(a, b) {
			return Same
		}
		return Unrelated
	}
	if reflect.DeepEqual(a.Leaf, b.Leaf) {
		return Same
	}
	switch left := a.Leaf.(type) {
	case FieldLeaf:
		if right, ok := b.Leaf.(FieldLeaf); ok {
			return relateFields(left, right)
		}
	case MeasureLeaf:
		if right, ok := b.Leaf.(MeasureLeaf); ok {
			return relateMeasures(left, right)
		}
	case EventLeaf:
		if right, ok := b.Leaf.(EventLeaf); ok && reflect.DeepEqual(left.Selection, right.Selection) {
			return relateSpans(left.Count, right.Count, Span{0, forever.Hi})
		}
	}
	return relateClaims(claimsOf(a.Leaf), claimsOf(b.Leaf))
}

// sameQuestion reports whether two groups ask the same in the same order.
func sameQuestion(a, b *PlanNode) bool {
	if (a.Leaf == nil) != (b.Leaf == nil) || a.Mode != b.Mode || len(a.Kids) != len(b.Kids) {
		return false
	}
	if a.Leaf != nil {
		return reflect.DeepEqual(a.Leaf, b.Leaf)
	}
	for i := range a.Kids {
		if a.Kids[i].Not != b.Kids[i].Not || !sameQuestion(a.Kids[i], b.Kids[i]) {
			return false
		}
	}
	return true
}

// relateFields relates two questions about one value of a contact.
func relateFields(a, b FieldLeaf) Relation {
	if a.Field.ID != b.Field.ID || a.Part != b.Part || a.Other != nil || b.Other != nil || a.Field.Type == domain.List {
		return Unrelated
	}
	switch {
	case b.Test.Op == "is_set":
		return Implies
	case a.Test.Op == "is_set":
		return Implied
	case a.Field.Type == domain.Text:
		return relateTextTests(a.Test, b.Test)
	case a.Test.Wrap || b.Test.Wrap || a.Test.Days != nil || b.Test.Days != nil:
		return Unrelated
	}
	return orMissing(relateSpans(a.Test.Span, b.Test.Span, forever), true)
}

func relateTextTests(a, b Test) Relation {
	switch {
	case a.Op == "any_of" && b.Op == "any_of":
		return relateSets(a.Folded, b.Folded)
	case a.Op == "any_of":
		return relateTexts(a.Folded, b)
	case b.Op == "any_of":
		return flipped(relateTexts(b.Folded, a))
	}
	return relateNeedles(a, b)
}

// relateSets relates "is any of" two sorted lists of values.
func relateSets(a, b []string) Relation {
	common := 0
	for _, v := range a {
		if _, found := slices.BinarySearch(b, v); found {
			common++
		}
	}
	switch {
	case common == 0:
		return Excludes
	case common == len(a):
		return Implies
	case common == len(b):
		return Implied
	}
	return Unrelated
}

// relateSpans relates "lies in" two spans of values that lie in all.
func relateSpans(a, b, all Span) Relation {
	lo, hi := max(a.Lo, b.Lo), min(a.Hi, b.Hi)
	switch {
	case lo > hi && min(a.Lo, b.Lo) <= all.Lo && max(a.Hi, b.Hi) >= all.Hi && lo-1 == hi:
		return Opposite
	case lo > hi:
		return Excludes
	case a.Lo >= b.Lo && a.Hi <= b.Hi:
		return Implies
	case b.Lo >= a.Lo && b.Hi <= a.Hi:
		return Implied
	case min(a.Lo, b.Lo) <= all.Lo && max(a.Hi, b.Hi) >= all.Hi:
		return Covers
	}
	return Unrelated
}

// contrapositive is the relation of "not a" to "not b".
func contrapositive(r Relation) Relation {
	return map[Relation]Relation{Same: Same, Opposite: Opposite, Implies: Implied, Implied: Implies, Excludes: Covers, Covers: Excludes}[r]
}

// notLeft is the relation of "not a" to b.
func notLeft(r Relation) Relation {
	return map[Relation]Relation{Same: Opposite, Opposite: Same, Implies: Covers, Implied: Excludes, Excludes: Implied, Covers: Implies}[r]
}

// flipped is the relation of b to a.
func flipped(r Relation) Relation {
	switch r {
	case Implies:
		return Implied
	case Implied:
		return Implies
	}
	return r
}
