package rule

import (
	"strconv"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Region returns a rule of the people who are in all of some saved segments and
// in none of others, asked about by their names. With draft, its people are in
// (inside) or out as well; what the draft asks is copied.
func Region(draft *Rule, inside bool, in, out []domain.SegmentID, cat Catalog) (Rule, InlineFault) {
	r := Rule{Version: Version}
	include, exclude := segmentNodes("in", in), segmentNodes("out", out)
	if draft != nil {
		if len(draft.Always)+len(draft.Never) > 0 {
			return Rule{}, InlinePinned
		}
		whole := wholeOf(*draft, cat)
		switch {
		case whole == nil && inside:
			include = append([]*Node{{ID: "nobody", Not: true, Cond: &Everyone{}}}, include...)
		case inside:
			include = append(laneNodes(draft.Include, All), include...)
			exclude = append(laneNodes(draft.Exclude, Any), exclude...)
		case whole != nil:
			exclude = append([]*Node{whole}, exclude...)
		}
	}
	if len(include) == 0 {
		include = []*Node{{ID: "everyone", Cond: &Everyone{}}}
	}
	r.Include = &Node{ID: "include", Mode: All, Kids: include}
	if len(exclude) > 0 {
		r.Exclude = &Node{ID: "exclude", Mode: Any, Kids: exclude}
	}
	if _, err := Parse(r.JSON()); err != nil {
		return Rule{}, InlineTooBig
	}
	return r, ""
}

// segmentNodes asks about each of some segments.
func segmentNodes(prefix string, ids []domain.SegmentID) (nodes []*Node) {
	for i, id := range ids {
		nodes = append(nodes, &Node{ID: prefix + strconv.Itoa(i+1), Cond: &Segment{Segments: []domain.SegmentID{id}}})
	}
	return nodes
}

// laneNodes copies a lane for one that joins by mode: its own nodes where they
// are joined the same way, else the lane as one node.
func laneNodes(lane *Node, mode Mode) []*Node {
	if lane == nil {
		return nil
	}
	body := copied(lane, "a-")
	if body.Mode == mode && !body.Not && !body.Muted {
		return body.Kids
	}
	return []*Node{body}
}

// wholeOf returns a node that matches the people of both lanes of a rule, nil for
// one that matches nobody. Unfinished parts ask nothing.
func wholeOf(r Rule, cat Catalog) *Node {
	plan, err := Compile(r, cat, epoch)
	if err != nil || plan.Include == nil {
		return nil
	}
	body := copied(r.Include, "a-")
	if plan.Exclude == nil {
		return body
	}
	out := copied(r.Exclude, "a-")
	out.Not = !out.Not
	return &Node{ID: "a-whole", Mode: All, Kids: []*Node{body, out}}
}
