package rule

import (
	"slices"
	"strconv"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// InlineFault says why a segment's rule cannot stand for the segment itself.
type InlineFault string

// The faults. "" is none.
const (
	InlineGone       InlineFault = "gone"       // it is not there, or cannot be read or counted
	InlineFrozen     InlineFault = "frozen"     // its members are fixed, whatever its rule says
	InlinePinned     InlineFault = "pinned"     // people are chosen by hand
	InlineUnfinished InlineFault = "unfinished" // a part of it is not finished
	InlineHistory    InlineFault = "history"    // who entered or left it, or a ranking among it, is asked for
	InlineTooBig     InlineFault = "too_big"    // the rule would nest too deep or get too long
)

// Body returns one node that matches exactly the members of a saved segment. The
// node is the caller's own; its ids begin with the segment's number, so that they
// are other ones than those of the rule it goes into.
func (c Catalog) Body(id domain.SegmentID) (*Node, InlineFault) {
	g, ok := c.segments[id]
	switch {
	case !ok || g.err != nil:
		return nil, InlineGone
	case g.frozen:
		return nil, InlineFrozen
	case len(g.rule.Always)+len(g.rule.Never) > 0:
		return nil, InlinePinned
	}
	problems, notices := Check(g.rule, c)
	if len(problems) > 0 {
		return nil, InlineGone
	}
	plan, err := Compile(g.rule, c, epoch)
	if err != nil || len(notices) > 0 || plan.Include == nil {
		return nil, InlineUnfinished
	}
	prefix := "s" + strconv.FormatInt(int64(id), 10) + "-"
	body := copied(g.rule.Include, prefix)
	if plan.Exclude == nil {
		return body, ""
	}
	out := copied(g.rule.Exclude, prefix)
	out.Not = !out.Not
	return &Node{ID: prefix + "whole", Mode: All, Kids: []*Node{body, out}}, ""
}

// copied returns a copy of a node and all below, whose ids have a prefix.
func copied(n *Node, prefix string) *Node {
	out := *n
	if out.ID != "" {
		out.ID = prefix + out.ID
	}
	out.Kids = nil
	for _, kid := range n.Kids {
		out.Kids = append(out.Kids, copied(kid, prefix))
	}
	return &out
}

// Inline returns a rule that asks the conditions of a segment wherever r asks
// about the segment. Its members are the same.
func Inline(r Rule, id domain.SegmentID, cat Catalog) (Rule, InlineFault) {
	body, fault := cat.Body(id)
	if fault != "" {
		return Rule{}, fault
	}
	in := &inliner{id: id, body: body}
	out := Rule{Version: r.Version, Include: in.node(r.Include), Exclude: in.node(r.Exclude), Always: r.Always, Never: r.Never}
	if in.fault != "" {
		return Rule{}, in.fault
	}
	if again, err := Parse(out.JSON()); err != nil || hasProblems(again, cat) {
		return Rule{}, InlineTooBig
	}
	return out, ""
}

func hasProblems(r Rule, cat Catalog) bool {
	problems, _ := Check(r, cat)
	return len(problems) > 0
}

// inliner puts a body in the place of a segment.
type inliner struct {
	id    domain.SegmentID
	body  *Node
	times int // how often it was put in: each copy has ids of its own
	fault InlineFault
}

func (in *inliner) node(n *Node) *Node {
	if n == nil {
		return nil
	}
	if c, ok := n.Cond.(*Segment); ok && slices.Contains(c.Segments, in.id) {
		return in.replaced(n, c)
	}
	if n.Cond != nil && slices.Contains(Rule{Include: n}.Segments(), in.id) {
		in.fault = InlineHistory
	}
	out := *n
	out.Kids = nil
	for _, kid := range n.Kids {
		out.Kids = append(out.Kids, in.node(kid))
	}
	return &out
}

// replaced returns the body with the negation and the name of the condition it
// takes the place of; other segments of the condition stay beside it.
func (in *inliner) replaced(n *Node, c *Segment) *Node {
	in.times++
	body := copied(in.body, strconv.Itoa(in.times)+"-")
	rest := slices.DeleteFunc(slices.Clone(c.Segments), func(id domain.SegmentID) bool { return id == in.id })
	out := body
	if len(rest) > 0 {
		out = &Node{Mode: Any, Kids: []*Node{{ID: body.ID + "rest", Cond: &Segment{Segments: rest}}, body}}
	}
	out.ID, out.Not, out.Muted = n.ID, out.Not != n.Not, n.Muted
	return out
}

// Combination is a way to make one segment of several.
type Combination string

// The combinations.
const (
	Merge     Combination = "merge"     // who is in any of them
	Intersect Combination = "intersect" // who is in all of them
	Subtract  Combination = "subtract"  // who is in the first and in none of the others
)

// Combine returns a rule made of saved segments: one that asks about them, or with
// full one that has copies of their rules.
func Combine(how Combination, ids []domain.SegmentID, full bool, cat Catalog) (Rule, InlineFault) {
	if !full {
		return byReference(how, ids), ""
	}
	var bodies []*Node
	for _, id := range ids {
		body, fault := cat.Body(id)
		if fault != "" {
			return Rule{}, fault
		}
		bodies = append(bodies, body)
	}
	out := Rule{Version: Version}
	switch how {
	case Merge:
		out.Include = lane("include", Any, bodies...)
	case Intersect:
		out.Include = lane("include", All, bodies...)
	case Subtract:
		out.Include = lane("include", All, bodies[0])
		out.Exclude = lane("exclude", Any, bodies[1:]...)
	}
	if again, err := Parse(out.JSON()); err != nil || hasProblems(again, cat) {
		return Rule{}, InlineTooBig
	}
	return out, ""
}

func byReference(how Combination, ids []domain.SegmentID) Rule {
	in := func(n int, ids ...domain.SegmentID) *Node {
		return &Node{ID: "in" + strconv.Itoa(n), Cond: &Segment{Segments: ids}}
	}
	out := Rule{Version: Version}
	switch how {
	case Merge:
		out.Include = lane("include", All, in(1, ids...))
	case Intersect:
		var each []*Node
		for i, id := range ids {
			each = append(each, in(i+1, id))
		}
		out.Include = lane("include", All, each...)
	case Subtract:
		out.Include = lane("include", All, in(1, ids[0]))
		out.Exclude = lane("exclude", Any, in(2, ids[1:]...))
	}
	return out
}

// lane joins nodes; groups that are joined the same way dissolve in it.
func lane(id string, mode Mode, nodes ...*Node) *Node {
	out := &Node{ID: id, Mode: mode}
	for _, n := range nodes {
		if n.Mode == mode && !n.Not && !n.Muted || len(nodes) == 1 && n.Mode != "" && !n.Not && !n.Muted {
			if len(nodes) == 1 {
				out.Mode = n.Mode
			}
			out.Kids = append(out.Kids, n.Kids...)
			continue
		}
		out.Kids = append(out.Kids, n)
	}
	return out
}
