package engine

import (
	"context"
	"strconv"
	"time"

	"github.com/kvnmail/kvnmail/backend/rule"
)

// keptLeaves is how many bitmaps of conditions are kept: 6 kB each at 48,000
// people, 125 kB at a million.
const keptLeaves = 512

// Evaluate returns the members of a rule as of an instant. It fails on a rule
// with problems and when the context ends.
func (e *Engine) Evaluate(ctx context.Context, r rule.Rule, asOf time.Time) (*Bitmap, error) {
	p, err := rule.Compile(r, e.Catalog(), asOf)
	if err != nil {
		return nil, err
	}
	return e.members(ctx, p)
}

func (e *Engine) members(ctx context.Context, p *rule.Plan) (*Bitmap, error) {
	if p.Include == nil {
		return newBitmap(len(e.ids)), nil
	}
	members, err := e.node(ctx, p, p.Include)
	if err != nil || p.Exclude == nil {
		return members, err
	}
	out, err := e.node(ctx, p, p.Exclude)
	if err != nil {
		return nil, err
	}
	return members.AndNot(out), nil
}

// node returns the people a node matches. The bitmap may be shared.
func (e *Engine) node(ctx context.Context, p *rule.Plan, n *rule.PlanNode) (*Bitmap, error) {
	if n.Leaf != nil {
		b, err := e.cachedLeaf(ctx, p, n)
		if err == nil && n.Not {
			b = b.clone().flip()
		}
		return b, err
	}
	kids := make([]*Bitmap, len(n.Kids))
	for i, kid := range n.Kids {
		var err error
		if kids[i], err = e.node(ctx, p, kid); err != nil {
			return nil, err
		}
	}
	return join(n, kids), nil
}

// join combines the bitmaps of a group's nodes.
func join(n *rule.PlanNode, kids []*Bitmap) *Bitmap {
	out := kids[0].clone()
	for _, k := range kids[1:] {
		if n.Mode == rule.All {
			out.and(k)
		} else {
			out.or(k)
		}
	}
	if n.Not != (n.Mode == rule.None) {
		out.flip()
	}
	return out
}

// cachedLeaf returns a condition's bitmap before its "not". Conditions on other
// segments are not kept themselves, only what those segments ask.
func (e *Engine) cachedLeaf(ctx context.Context, p *rule.Plan, n *rule.PlanNode) (*Bitmap, error) {
	if _, ok := n.Leaf.(rule.SegmentLeaf); ok {
		return e.leaf(ctx, p, n.Leaf)
	}
	bare := rule.Node{Cond: n.Node.Cond}
	key := strconv.FormatInt(p.AsOf.UnixMilli(), 36) + p.AsOf.Location().String() + string(bare.JSON())
	e.mu.Lock()
	b, leaves := e.leaves[key], e.leaves
	e.mu.Unlock()
	if b != nil {
		return b, nil
	}
	b, err := e.leaf(ctx, p, n.Leaf)
	if err != nil {
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(leaves) >= keptLeaves {
		clear(leaves)
	}
	leaves[key] = b // of the catalog this plan was made with
	return b, nil
}
