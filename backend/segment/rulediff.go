package segment

import (
	"bytes"
	"slices"
	"strconv"

	"github.com/kvnmail/kvnmail/backend/rule"
)

// RuleChange is one thing that differs between two rules. Before and After are
// the condition or group in words, "" where it is not there; Text is the whole
// change as a sentence.
type RuleChange struct {
	Kind   string // added, removed, changed, moved, muted, unmuted, mode
	Lane   string // include, exclude, always or never: the later rule's, or where it was removed from
	ID     string // the node's, where it has one
	Before string
	After  string
	Text   string
}

// The kinds of a RuleChange.
const (
	kindAdded   = "added"
	kindRemoved = "removed"
	kindChanged = "changed" // a condition asks something else
	kindMoved   = "moved"   // to the other lane or another group, or its group came or went around it
	kindMuted   = "muted"   // still there, but left out
	kindUnmuted = "unmuted"
	kindMode    = "mode" // a group joins its rules in another way
)

// The lanes of a rule.
const (
	laneInclude = "include"
	laneExclude = "exclude"
	laneAlways  = "always" // people chosen by hand
	laneNever   = "never"
)

// RuleDiff says what changed from rule a to rule b, in the order of b's tree and
// then what only a had. Nodes are the same if they have the same id, else if
// they ask exactly the same. A group that came or went whole is one change.
// Two rules that differ in the order of their nodes only have no changes.
func RuleDiff(a, b rule.Rule, cat rule.Catalog) []RuleChange {
	d := differ{cat: cat, partner: map[*rule.Node]*rule.Node{}}
	before, after := d.list(a), d.list(b)
	d.pair(before, after)
	out := []RuleChange{}
	for _, e := range after {
		out = append(out, d.arrival(e)...)
	}
	for _, e := range before {
		if d.partner[e.node] == nil && !d.goesWithParent(e) {
			out = append(out, d.change(kindRemoved, e, entry{}))
		}
	}
	out = append(out, pinsDiff(a.Always, b.Always, laneAlways, "always in", cat)...)
	return append(out, pinsDiff(a.Never, b.Never, laneNever, "never in", cat)...)
}

// pinsDiff says how many people were chosen by hand, or are no longer.
func pinsDiff(a, b []rule.Pin, lane, what string, cat rule.Catalog) []RuleChange {
	var out []RuleChange
	for _, side := range []struct {
		kind, verb string
		in, not    []rule.Pin
	}{{kindAdded, "Chosen by hand", b, a}, {kindRemoved, "No longer chosen by hand", a, b}} {
		n := int64(0)
		for _, p := range side.in {
			if !slices.ContainsFunc(side.not, func(o rule.Pin) bool { return o.Contact == p.Contact }) {
				n++
			}
		}
		if n > 0 {
			people := rule.FormatCount(n, cat.Settings.Locale) + " people"
			if n == 1 {
				people = "1 person"
			}
			out = append(out, RuleChange{Kind: side.kind, Lane: lane, Text: side.verb + " to be " + what + ": " + people + "."})
		}
	}
	return out
}

// entry is a node with its place.
type entry struct {
	node   *rule.Node
	parent *rule.Node // nil for the top of a lane
	lane   string
}

// differ finds, for every node of one rule, the same node in the other.
type differ struct {
	cat     rule.Catalog
	partner map[*rule.Node]*rule.Node
	places  map[*rule.Node]entry
}

// list returns all nodes of a rule, parents first. The top of each lane is
// always a group, an empty one where the lane is.
func (d *differ) list(r rule.Rule) []entry {
	if d.places == nil {
		d.places = map[*rule.Node]entry{}
	}
	var out []entry
	var walk func(n, parent *rule.Node, lane string)
	walk = func(n, parent *rule.Node, lane string) {
		e := entry{n, parent, lane}
		d.places[n] = e
		out = append(out, e)
		for _, kid := range n.Kids {
			walk(kid, n, lane)
		}
	}
	walk(laneTop(r.Include), nil, laneInclude)
	walk(laneTop(r.Exclude), nil, laneExclude)
	return out
}

func laneTop(n *rule.Node) *rule.Node {
	switch {
	case n == nil:
		return &rule.Node{Mode: rule.All}
	case n.Mode == "":
		return &rule.Node{Mode: rule.All, Kids: []*rule.Node{n}}
	}
	return n
}

// pair finds the same nodes: the tops of the lanes, then by id, then by content,
// first within the same group, then anywhere.
func (d *differ) pair(before, after []entry) {
	d.pairBy(before, after, func(e entry) string {
		if e.parent == nil {
			return e.lane
		}
		return ""
	})
	d.pairBy(before, after, func(e entry) string {
		if e.node.ID == "" {
			return ""
		}
		return nature(e.node) + e.node.ID
	})
	contents := map[*rule.Node]string{}
	for _, e := range slices.Concat(before, after) {
		contents[e.node] = content(e.node)
	}
	numbers := map[*rule.Node]int{} // of the groups in before
	for i, e := range before {
		numbers[e.node] = i + 1
	}
	within := func(e entry) string {
		number := max(numbers[e.parent], numbers[d.partner[e.parent]])
		if number == 0 {
			return ""
		}
		return strconv.Itoa(number) + contents[e.node]
	}
	for range rule.MaxDepth { // groups that were paired let those in them be
		d.pairBy(before, after, within)
	}
	d.pairBy(before, after, func(e entry) string { return contents[e.node] })
}

func (d *differ) pairBy(before, after []entry, key func(entry) string) {
	free := map[string][]*rule.Node{}
	for _, e := range before {
		if k := key(e); k != "" && d.partner[e.node] == nil {
			free[k] = append(free[k], e.node)
		}
	}
	for _, e := range after {
		k := key(e)
		if nodes := free[k]; d.partner[e.node] == nil && len(nodes) > 0 {
			d.partner[e.node], d.partner[nodes[0]] = nodes[0], e.node
			free[k] = nodes[1:]
		}
	}
}

// nature keeps groups and conditions apart.
func nature(n *rule.Node) string {
	if n.Mode != "" {
		return "group "
	}
	return "condition "
}

// content is a node without ids, the order of its nodes and whether it is muted.
func content(n *rule.Node) string { return string(bare(n).JSON()) }

func bare(n *rule.Node) *rule.Node {
	out := &rule.Node{Not: n.Not, Mode: n.Mode, Cond: n.Cond}
	for _, kid := range n.Kids {
		inner := bare(kid)
		inner.Muted = kid.Muted
		out.Kids = append(out.Kids, inner)
	}
	slices.SortFunc(out.Kids, func(a, b *rule.Node) int { return bytes.Compare(a.JSON(), b.JSON()) })
	return out
}

// goesWithParent reports whether a node came or went with the group it is in.
func (d *differ) goesWithParent(e entry) bool { return e.parent != nil && d.partner[e.parent] == nil }

// arrival is how a node of the later rule differs from what it was.
func (d *differ) arrival(e entry) (out []RuleChange) {
	was, found := d.places[d.partner[e.node]]
	if !found {
		if !d.goesWithParent(e) {
			out = append(out, d.change(kindAdded, entry{}, e))
		}
		return out
	}
	if differs(was.node, e.node) {
		out = append(out, d.change(choose(e.node.Mode == "", kindChanged, kindMode), was, e))
	}
	if was.node.Muted != e.node.Muted {
		out = append(out, d.change(choose(e.node.Muted, kindMuted, kindUnmuted), was, e))
	}
	if e.parent != nil && d.partner[e.parent] != was.parent {
		out = append(out, d.change(kindMoved, was, e))
	}
	return out
}

func choose(yes bool, then, otherwise string) string {
	if yes {
		return then
	}
	return otherwise
}

// differs compares two nodes without what is below them.
func differs(a, b *rule.Node) bool {
	if a.Mode == "" {
		return content(a) != content(b)
	}
	if len(a.Kids) == 0 || len(b.Kids) == 0 {
		return false // how nothing is joined says nothing
	}
	return a.Not != b.Not || a.Mode != b.Mode
}

// change describes a change between two places of a node; the one it was not at is empty.
func (d *differ) change(kind string, was, is entry) RuleChange {
	c := RuleChange{Kind: kind, Lane: choose(is.node != nil, is.lane, was.lane), Before: d.words(was.node), After: d.words(is.node)}
	for _, n := range []*rule.Node{was.node, is.node} {
		if n != nil && n.ID != "" {
			c.ID = n.ID
		}
	}
	if kind == kindMode {
		c.Before, c.After = joining(was.node), joining(is.node)
	}
	c.Text = c.sentence(was.lane)
	return c
}

// words describes a node as if it were not muted.
func (d *differ) words(n *rule.Node) string {
	if n == nil {
		return ""
	}
	open := *n
	open.Muted = false
	if text := rule.Describe(&open, d.cat); text != "" {
		return text
	}
	return "an unfinished group"
}

// joining says what a group asks of its rules.
func joining(n *rule.Node) string {
	mode := n.Mode
	switch {
	case n.Not && mode == rule.Any:
		mode = rule.None
	case n.Not && mode == rule.None:
		mode = rule.Any
	case n.Not:
		return "not all of its rules"
	}
	return map[rule.Mode]string{rule.All: "all of its rules", rule.Any: "any of its rules", rule.None: "none of its rules"}[mode]
}

// sentence is the change in words.
func (c RuleChange) sentence(from string) string {
	where := choose(c.Lane == laneExclude, " among the people left out", "")
	switch c.Kind {
	case kindAdded:
		return "Added" + where + ": " + c.After + "."
	case kindRemoved:
		return "Removed" + where + ": " + c.Before + "."
	case kindChanged:
		return "Changed" + where + ": “" + c.Before + "” is now “" + c.After + "”."
	case kindMuted:
		return "Switched off" + where + ": " + c.After + "."
	case kindUnmuted:
		return "Switched on" + where + ": " + c.After + "."
	case kindMode:
		return "A group" + where + " asked for " + c.Before + " and now asks for " + c.After + "."
	case kindMoved:
		return "Moved " + c.destination(from) + ": " + c.After + "."
	}
	return ""
}

func (c RuleChange) destination(from string) string {
	switch {
	case from == c.Lane:
		return "to another group"
	case c.Lane == laneExclude:
		return "to the people left out"
	}
	return "from the people left out to those looked for"
}
