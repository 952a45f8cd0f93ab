package segment

import (
	"slices"
	"strconv"
	"strings"

	"github.com/kvnmail/kvnmail/backend/rule"
)

// mending changes a copy of a rule. Nodes are named by the paths they had in the
// rule it was copied from, so one mending makes one change.
type mending struct{ rule rule.Rule }

// mended returns the document of a rule with a change made to it.
func mended(r rule.Rule, change func(*mending)) string {
	copied, err := rule.Parse(r.JSON())
	if err != nil { // a rule that was read can be written and read
		return ""
	}
	m := &mending{copied}
	change(m)
	m.rule.Include, m.rule.Exclude = tidyLane(m.rule.Include), tidyLane(m.rule.Exclude)
	return string(m.rule.JSON())
}

// find returns a node and, unless it is a lane, its group and its place there.
func (m *mending) find(path string) (node, group *rule.Node, at int) {
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	node = m.rule.Include
	if parts[0] == "exclude" {
		node = m.rule.Exclude
	}
	for i := 2; i < len(parts); i += 2 {
		group = node
		at, _ = strconv.Atoi(parts[i])
		node = group.Kids[at]
	}
	return node, group, at
}

// remove takes a node out of its group.
func (m *mending) remove(path string) {
	if _, group, at := m.find(path); group != nil {
		group.Kids = slices.Delete(group.Kids, at, at+1)
	}
}

// either puts two nodes of one group into a group of which any may match, where the first was.
func (m *mending) either(first, second string) {
	a, group, i := m.find(first)
	b, _, j := m.find(second)
	group.Kids[i] = &rule.Node{Mode: rule.Any, Kids: []*rule.Node{a, b}}
	group.Kids = slices.Delete(group.Kids, j, j+1)
}

// also asks something more of who matches a node: after it, where all have to match,
// else together with it in a group of its own.
func (m *mending) also(path string, more *rule.Node) {
	node, group, at := m.find(path)
	switch {
	case group != nil && group.Mode == rule.All:
		group.Kids = slices.Insert(group.Kids, at+1, more)
	case group != nil:
		group.Kids[at] = &rule.Node{Mode: rule.All, Kids: []*rule.Node{node, more}}
	case node.Mode == rule.All && !node.Not:
		node.Kids = append(node.Kids, more)
	default:
		m.rule.Include = &rule.Node{Mode: rule.All, Kids: []*rule.Node{node, more}}
	}
}

// replace asks something else in the place of a condition.
func (m *mending) replace(path string, c rule.Condition) {
	node, _, _ := m.find(path)
	node.Cond = c
}

// mute switches a node off.
func (m *mending) mute(path string) {
	node, _, _ := m.find(path)
	node.Muted = true
}

// putInOrder turns the ranges of a condition round that are the wrong way round.
func (m *mending) putInOrder(path string) {
	node, _, _ := m.find(path)
	for _, r := range rangesOf(node.Cond) {
		if r.swapped() {
			r.swap()
		}
	}
}

// tidyLane takes empty groups out of a lane and puts a lone node in its group's place.
// A lane stays a group. It is nil once nothing is in it.
func tidyLane(lane *rule.Node) *rule.Node {
	if lane == nil || lane.Mode == "" {
		return lane
	}
	tidyKids(lane)
	if len(lane.Kids) == 0 {
		return nil
	}
	return lane
}

func tidyKids(group *rule.Node) {
	var kids []*rule.Node
	for _, kid := range group.Kids {
		if kid.Mode == "" {
			kids = append(kids, kid)
			continue
		}
		tidyKids(kid)
		switch len(kid.Kids) {
		case 0:
		case 1:
			lone := kid.Kids[0]
			lone.Not = lone.Not != ((kid.Mode == rule.None) != kid.Not)
			lone.Muted = lone.Muted || kid.Muted
			kids = append(kids, lone)
		default:
			kids = append(kids, kid)
		}
	}
	group.Kids = kids
}
