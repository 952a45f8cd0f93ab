package engine

import (
	"context"
	"time"

	"github.com/kvnmail/kvnmail/backend/rule"
)

// NodeCount are the numbers of one node, all exact. Alone is how many of all
// contacts match it. Before and Left are the people before and after it within
// its group, in the order of the tree. Adds is what it brings that no earlier
// sibling did (what it takes out, for the leave-out lane and "none" groups).
// Without is how many members there were if it were removed.
type NodeCount struct {
	ID      string
	Path    string
	Alone   int
	Before  int
	Left    int
	Adds    int
	Without int
}

// NearMiss is a top-level clause of the include lane with the people who fail
// it and nothing else.
type NearMiss struct {
	Node   *rule.PlanNode
	People *Bitmap
}

// Answer is everything about one rule: its members, the numbers of every node
// that is not inside a muted one, and near misses (only where the include lane
// asks for all of two or more clauses; people who are left out are none).
type Answer struct {
	Members *Bitmap
	Nodes   []NodeCount
	Near    []NearMiss
	NearAll *Bitmap
}

// Nodes evaluates a rule with the numbers of every node.
func (e *Engine) Nodes(ctx context.Context, r rule.Rule, asOf time.Time) (*Answer, error) {
	p, err := rule.Compile(r, e.Catalog(), asOf)
	if err != nil {
		return nil, err
	}
	c := &counter{e: e, plan: p, maps: map[*rule.PlanNode]*Bitmap{}, byPath: map[string]*rule.PlanNode{}}
	for _, lane := range []*rule.PlanNode{p.Include, p.Exclude} {
		if lane != nil {
			if err := c.evaluate(ctx, lane); err != nil {
				return nil, err
			}
		}
	}
	c.members = c.lanes(c.maps[p.Include], c.maps[p.Exclude])
	c.total = c.members.Count()
	c.lane(r.Include, "/include", fullBitmap(len(e.ids)))
	if r.Exclude != nil {
		c.lane(r.Exclude, "/exclude", c.lanes(c.maps[p.Include], nil))
	}
	out := &Answer{Members: c.members, Nodes: c.out}
	c.nearMisses(out)
	return out, nil
}

type counter struct {
	e       *Engine
	plan    *rule.Plan
	maps    map[*rule.PlanNode]*Bitmap
	byPath  map[string]*rule.PlanNode
	members *Bitmap
	total   int
	out     []NodeCount
}

func (c *counter) evaluate(ctx context.Context, n *rule.PlanNode) error {
	c.byPath[n.Path] = n
	if n.Leaf != nil {
		b, err := c.e.node(ctx, c.plan, n)
		c.maps[n] = b
		return err
	}
	kids := make([]*Bitmap, len(n.Kids))
	for i, kid := range n.Kids {
		if err := c.evaluate(ctx, kid); err != nil {
			return err
		}
		kids[i] = c.maps[kid]
	}
	c.maps[n] = join(n, kids)
	return nil
}

// lanes combines the two lanes; a nil include matches nobody.
func (c *counter) lanes(include, exclude *Bitmap) *Bitmap {
	if include == nil {
		return newBitmap(len(c.e.ids))
	}
	if exclude == nil {
		return include
	}
	return include.AndNot(exclude)
}

// lane counts a lane's top node and everything below. among is who the lane works on.
func (c *counter) lane(n *rule.Node, path string, among *Bitmap) {
	if n == nil {
		return
	}
	p := c.byPath[path]
	count := NodeCount{ID: n.ID, Path: path, Before: among.Count(), Left: among.Count(), Without: c.total}
	if p != nil {
		b := c.maps[p]
		hit := b.countAnd(among)
		count.Alone, count.Left, count.Adds, count.Without = b.Count(), hit, hit, c.without(p)
		if path == "/exclude" {
			count.Left = count.Before - hit
		}
	}
	c.out = append(c.out, count)
	c.group(n, path, among, path == "/exclude")
}

// group counts the nodes of a group among the people who reach it.
func (c *counter) group(n *rule.Node, path string, among *Bitmap, leaveOut bool) {
	if n.Muted || n.Mode == "" {
		return
	}
	left, seen := among.clone(), newBitmap(len(c.e.ids))
	leftCount, seenCount := left.Count(), 0
	for i, kid := range n.Kids {
		kidPath := rule.KidPath(path, n.Mode, i)
		p := c.byPath[kidPath]
		count := NodeCount{ID: kid.ID, Path: kidPath, Without: c.total}
		reach := among
		if n.Mode == rule.All {
			reach = left.clone()
		}
		before := leftCount
		if n.Mode == rule.Any && !leaveOut {
			before = seenCount
		}
		if p != nil {
			b := c.maps[p]
			seenBefore := seenCount
			seen.or(b.And(among))
			seenCount = seen.Count()
			count.Alone, count.Adds, count.Without = b.Count(), seenCount-seenBefore, c.without(p)
			if n.Mode == rule.All {
				left.and(b)
			} else {
				left.andNot(b)
			}
			leftCount = left.Count()
		}
		count.Before, count.Left = before, leftCount
		if n.Mode == rule.Any && !leaveOut {
			count.Left = seenCount
		}
		c.out = append(c.out, count)
		c.group(kid, kidPath, reach, leaveOut)
	}
}

// without returns how many members there were if the node were removed.
func (c *counter) without(removed *rule.PlanNode) int {
	include, exclude := c.maps[c.plan.Include], c.maps[c.plan.Exclude]
	if c.plan.Include != nil {
		include = c.rest(c.plan.Include, removed)
	}
	if c.plan.Exclude != nil {
		exclude = c.rest(c.plan.Exclude, removed)
	}
	return c.lanes(include, exclude).Count()
}

// rest returns a node's bitmap without one node below it, nil if nothing is left.
func (c *counter) rest(n, removed *rule.PlanNode) *Bitmap {
	if n == removed {
		return nil
	}
	if len(removed.Path) <= len(n.Path) || removed.Path[:len(n.Path)+1] != n.Path+"/" {
		return c.maps[n]
	}
	var kids []*Bitmap
	for _, kid := range n.Kids {
		if b := c.rest(kid, removed); b != nil {
			kids = append(kids, b)
		}
	}
	if len(kids) == 0 {
		return nil
	}
	return join(n, kids)
}

// nearMisses finds the people who fail exactly one top-level clause.
func (c *counter) nearMisses(out *Answer) {
	n := len(c.e.ids)
	out.NearAll = newBitmap(n)
	top := c.plan.Include
	if top == nil || top.Mode != rule.All || top.Not || len(top.Kids) < 2 {
		return
	}
	one, more := newBitmap(n), newBitmap(n) // fail at least one, at least two
	for _, kid := range top.Kids {
		fails := c.maps[kid].clone().flip()
		more.or(one.And(fails))
		one.or(fails)
	}
	out.NearAll = one.andNot(more)
	if c.plan.Exclude != nil {
		out.NearAll.andNot(c.maps[c.plan.Exclude])
	}
	for _, kid := range top.Kids {
		out.Near = append(out.Near, NearMiss{kid, out.NearAll.AndNot(c.maps[kid])})
	}
}
