package rule

import (
	"context"
	"strconv"
	"time"
)

// Explanation is a node of a rule with the verdict on one person, reached by the
// same code that decides membership. Mode is "" for conditions; Lane is
// "include" or "exclude" on the top nodes. Facts says what decided it.
type Explanation struct {
	ID       string
	Path     string
	Mode     string
	Lane     string
	Text     string
	Match    bool
	Muted    bool
	Facts    string
	Children []Explanation
}

// Crowd knows everybody: it sets the edges of a plan's rankings (see Plan.Ranks).
type Crowd interface {
	Rank(ctx context.Context, p *Plan) error
}

// Explain says for one person why each node of a rule matches or not: one
// explanation for each lane that has a node, and one for a person chosen by
// hand. Nodes left out never match and say so. Without a crowd, nobody is in any
// ranking.
func Explain(ctx context.Context, r Rule, person Person, asOf time.Time, cat Catalog, crowd Crowd) ([]Explanation, error) {
	plan, err := Compile(r, cat, asOf)
	if err != nil {
		return nil, err
	}
	if crowd != nil {
		if err := crowd.Rank(ctx, plan); err != nil {
			return nil, err
		}
	}
	e := explainer{v: voiceOf(cat), s: plan.subject(&person), nodes: map[string]*PlanNode{}}
	e.index(plan.Include)
	e.index(plan.Exclude)
	var out []Explanation
	if r.Include != nil {
		x := e.node(r.Include, "/include")
		x.Lane = "include"
		out = append(out, x)
	}
	if r.Exclude != nil {
		x := e.node(r.Exclude, "/exclude")
		x.Lane = "exclude"
		out = append(out, x)
	}
	out = append(out, pinned(r.Always, person, "always", e.v.pinFacts(true))...)
	return append(out, pinned(r.Never, person, "never", e.v.pinFacts(false))...), nil
}

// pinned explains that a person was chosen by hand.
func pinned(pins []Pin, person Person, lane, text string) []Explanation {
	for i, p := range pins {
		if p.Contact == person.Contact.ID {
			return []Explanation{{Path: "/" + lane + "/" + strconv.Itoa(i), Lane: lane, Text: text, Match: true, Facts: p.Reason}}
		}
	}
	return nil
}

type explainer struct {
	v     voice
	s     *subject
	nodes map[string]*PlanNode // by path
}

func (e *explainer) index(n *PlanNode) {
	if n == nil {
		return
	}
	e.nodes[n.Path] = n
	for _, k := range n.Kids {
		e.index(k)
	}
}

func (e *explainer) node(n *Node, path string) Explanation {
	p := e.nodes[path]
	x := Explanation{ID: n.ID, Path: path, Mode: string(n.Mode), Muted: n.Muted, Match: p != nil && p.match(e.s)}
	for i, kid := range n.Kids {
		x.Children = append(x.Children, e.node(kid, kidPath(path, n.Mode, i)))
	}
	switch {
	case n.Muted:
		x.Facts = e.v.mutedFacts()
	case p == nil:
		x.Facts = e.v.unfinishedFacts()
	case p.Leaf != nil:
		x.Facts = p.Leaf.facts(e.v, p.Leaf.find(e.s))
	}
	if n.Cond != nil {
		x.Text = clauseText(tokensOf(n, n.Not, e.v))
	} else {
		x.Text = e.v.groupText(n.Mode, n.Not)
	}
	return x
}
