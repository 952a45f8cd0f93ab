package engine

import (
	"context"
	"math/bits"
	"sync"
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

// Answer is everything about one rule: its members, the numbers of every node
// that is not inside a muted one, and the people who fail exactly one top-level
// clause (only where the include lane asks for all of two or more clauses; people
// who are left out are none).
type Answer struct {
	Members *Bitmap
	Nodes   []NodeCount
	NearAll *Bitmap
	plan    *rule.Plan
	state   *state
	people  int
}

// People returns how many members there are.
func (a *Answer) People() int { return a.people }

// Nodes evaluates a rule with the numbers of every node.
func (e *Engine) Nodes(ctx context.Context, r rule.Rule, asOf time.Time) (*Answer, error) {
	p, err := rule.Compile(r, e.Catalog(), asOf)
	if err != nil {
		return nil, err
	}
	a := e.ask(ctx, p)
	if err := a.rankings(p); err != nil {
		return nil, err
	}
	s := &survey{rule: r, members: newBitmap(len(a.state.ids)), near: newBitmap(len(a.state.ids))}
	s.list()
	for _, part := range a.state.parts {
		if err := s.count(a, part, p); err != nil {
			return nil, err
		}
	}
	out := &Answer{Members: s.members, NearAll: s.near, plan: p, state: a.state, Nodes: make([]NodeCount, len(s.nodes))}
	for i, n := range s.nodes {
		t := s.totals[i]
		out.Nodes[i] = NodeCount{n.node.ID, n.path, t.alone, t.before, t.left, t.adds, t.without}
	}
	out.people = s.totals[len(s.nodes)].alone
	return out, nil
}

// survey counts the nodes of a rule over all parts.
type survey struct {
	rule    rule.Rule
	nodes   []listed
	members *Bitmap
	near    *Bitmap

	mu     sync.Mutex
	totals []tally // by node; the last is of the whole rule
}

// listed is a node of the rule, in the order the numbers are given. kids are the
// places of its own nodes in that order; at is its place.
type listed struct {
	node *rule.Node
	path string
	at   int
	kids []int
}

type tally struct{ alone, before, left, adds, without int }

func (t *tally) add(o tally) {
	t.alone += o.alone
	t.before += o.before
	t.left += o.left
	t.adds += o.adds
	t.without += o.without
}

// list puts the nodes in order: each before what is in it. What is inside a
// muted group has no numbers.
func (s *survey) list() {
	var add func(n *rule.Node, path string) int
	add = func(n *rule.Node, path string) int {
		at := len(s.nodes)
		s.nodes = append(s.nodes, listed{node: n, path: path, at: at})
		if n.Muted || n.Mode == "" {
			return at
		}
		var kids []int
		for i, k := range n.Kids {
			kids = append(kids, add(k, rule.KidPath(path, n.Mode, i)))
		}
		s.nodes[at].kids = kids
		return at
	}
	if s.rule.Include != nil {
		add(s.rule.Include, "/include")
	}
	if s.rule.Exclude != nil {
		add(s.rule.Exclude, "/exclude")
	}
	s.totals = make([]tally, len(s.nodes)+1)
}

// count adds the numbers of one part.
func (s *survey) count(a *asker, p *part, plan *rule.Plan) error {
	pr, err := a.program(p, plan)
	if err != nil {
		return err
	}
	steps := map[string]*step{}
	pr.include.index(steps)
	pr.exclude.index(steps)
	prepare := func() *surveyor { return s.surveyor(pr, steps) }
	n := chunksOf(p.n())
	if p.who != nil { // rows of later parts share words of the answer
		sv := prepare()
		for k := range n {
			sv.chunk(k)
		}
		s.add(sv)
		return stopped(a.ctx)
	}
	var all []*surveyor
	err = share(a.ctx, n, func() *surveyor {
		sv := prepare()
		s.mu.Lock()
		defer s.mu.Unlock()
		all = append(all, sv)
		return sv
	}, func(sv *surveyor, k int) { sv.chunk(k) })
	for _, sv := range all {
		s.add(sv)
	}
	return err
}

// add takes the numbers of a surveyor that is done.
func (s *survey) add(sv *surveyor) {
	workers.Put(sv.w)
	for i := range sv.totals {
		s.totals[i].add(sv.totals[i])
	}
}

func (s *step) index(into map[string]*step) {
	if s == nil {
		return
	}
	into[s.node.Path] = s
	for _, k := range s.kids {
		k.index(into)
	}
}

// chunksOf returns how many chunks so many rows make.
func chunksOf(rows int) int { return (rows + chunkRows - 1) / chunkRows }

func onesIn(words []uint64) int {
	n := 0
	for _, w := range words {
		n += bits.OnesCount64(w)
	}
	return n
}

// Failing returns the node at the top of the include lane that a near miss
// fails, nil if contact i is none.
func (e *Engine) Failing(ctx context.Context, answer *Answer, i int) (*rule.Node, error) {
	a := e.ask(ctx, answer.plan)
	a.plain = true
	p, row, ok := a.state.find(i)
	if !ok || answer.plan.Include == nil {
		return nil, nil
	}
	w, out := workers.Get().(*worker), make([]uint64, 1)
	defer workers.Put(w)
	lo := row / 64 * 64
	for _, kid := range answer.plan.Include.Kids {
		s, err := a.step(p, kid)
		if err != nil {
			return nil, err
		}
		s.run(w, lo, min(lo+64, p.n()), out)
		if out[0]>>(row%64)&1 == 0 {
			return kid.Node, nil
		}
	}
	return nil, nil
}
