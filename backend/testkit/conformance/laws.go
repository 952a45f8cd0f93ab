package conformance

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Laws holds an evaluator to what must be true of every rule whatever it asks:
// the complement, De Morgan, muting is removing, the order of siblings does not
// matter, a rule survives its JSON, and what comes after the instant does not
// exist. It needs no reference, and the reference itself is held to it.
func Laws(t *testing.T, build func(*Workspace) (Evaluator, error), o Options) {
	t.Helper()
	for i := range o.Workspaces {
		seed := o.Seed + uint64(i)
		w := NewWorkspace(seed, size(seed, o.Contacts))
		evaluate, err := build(w)
		if err != nil {
			t.Fatalf("workspace %d: %v", seed, err)
		}
		l := &laws{Rand: rand.New(rand.NewPCG(seed, 3)), t: t, w: w, seed: seed, evaluate: evaluate}
		for j := range o.Rules {
			l.hold(NewRule(seed*100_000+uint64(j), w, o.Only...))
		}
		l.past(build, o)
		if t.Failed() {
			return
		}
	}
}

type laws struct {
	*rand.Rand
	t        *testing.T
	w        *Workspace
	seed     uint64
	evaluate Evaluator
}

func (l *laws) members(e Evaluator, r rule.Rule, asOf time.Time) []domain.ContactID {
	l.t.Helper()
	out, err := e(l.t.Context(), r, asOf)
	if err != nil {
		l.t.Errorf("workspace %d: %v\n%s", l.seed, err, r.JSON())
	}
	return out
}

// same fails when two rules do not have the same members.
func (l *laws) same(law string, a, b rule.Rule) {
	l.t.Helper()
	x, y := l.members(l.evaluate, a, l.w.AsOf), l.members(l.evaluate, b, l.w.AsOf)
	if !slices.Equal(x, y) {
		l.t.Errorf("workspace %d, %s: %v and %v\n%s\n%s", l.seed, law, x, y, a.JSON(), b.JSON())
	}
}

func (l *laws) hold(r rule.Rule) {
	l.t.Helper()
	again, err := rule.Parse(r.JSON())
	if err != nil {
		l.t.Errorf("workspace %d: %v\n%s", l.seed, err, r.JSON())
		return
	}
	l.same("a rule and what its JSON says", r, again)
	l.same("siblings in another order", r, l.shuffled(r))
	muted, removed := l.muted(r)
	l.same("a muted node and none", muted, removed)
	if node := r.Include; node != nil && !node.Muted {
		l.complement(node)
		l.deMorgan(node)
	}
}

// clone copies a rule deeply.
func clone(r rule.Rule) rule.Rule {
	out, err := rule.Parse(r.JSON())
	if err != nil {
		panic(err) // it was written by the same package
	}
	return out
}

func groups(n *rule.Node) []*rule.Node {
	if n == nil || n.Mode == "" {
		return nil
	}
	out := []*rule.Node{n}
	for _, k := range n.Kids {
		out = append(out, groups(k)...)
	}
	return out
}

func (l *laws) shuffled(r rule.Rule) rule.Rule {
	out := clone(r)
	for _, g := range slices.Concat(groups(out.Include), groups(out.Exclude)) {
		l.Shuffle(len(g.Kids), func(i, j int) { g.Kids[i], g.Kids[j] = g.Kids[j], g.Kids[i] })
	}
	return out
}

// muted returns the rule with some node muted and with the same node removed.
func (l *laws) muted(r rule.Rule) (muted, removed rule.Rule) {
	muted, removed = clone(r), clone(r)
	in, out := slices.Concat(groups(muted.Include), groups(muted.Exclude)), slices.Concat(groups(removed.Include), groups(removed.Exclude))
	if len(in) == 0 {
		muted.Include.Muted, removed.Include = true, nil
		return muted, removed
	}
	g := l.IntN(len(in))
	if n := len(in[g].Kids); n > 0 {
		k := l.IntN(n)
		in[g].Kids[k].Muted = true
		out[g].Kids = slices.Delete(out[g].Kids, k, k+1)
	}
	return muted, removed
}

func (l *laws) complement(n *rule.Node) {
	l.t.Helper()
	plan, err := rule.Compile(rule.Rule{Include: n}, l.w.Catalog, l.w.AsOf)
	if err != nil || plan.Include == nil {
		return // nothing finished has no complement
	}
	turned := *n
	turned.Not = !n.Not
	in, out := l.members(l.evaluate, rule.Rule{Include: n}, l.w.AsOf), l.members(l.evaluate, rule.Rule{Include: &turned}, l.w.AsOf)
	both := slices.Concat(in, out)
	slices.Sort(both)
	if everyone := l.members(l.evaluate, rule.Rule{Include: &rule.Node{Cond: &rule.Everyone{}}}, l.w.AsOf); !slices.Equal(both, everyone) {
		l.t.Errorf("workspace %d: %v match and %v do not, of %v\n%s", l.seed, in, out, everyone, rule.Rule{Include: n}.JSON())
	}
}

// deMorgan turns the nodes of a group and its way of joining them.
func (l *laws) deMorgan(n *rule.Node) {
	l.t.Helper()
	if n.Mode == "" {
		return
	}
	turned := &rule.Node{Mode: rule.All, Not: n.Not}
	if n.Mode == rule.All {
		turned.Mode, turned.Not = rule.Any, !n.Not
	}
	for _, k := range n.Kids {
		kid := *k
		kid.Not = !k.Not
		turned.Kids = append(turned.Kids, &kid)
	}
	if n.Mode == rule.Any {
		turned.Not = !n.Not
	}
	l.same("De Morgan", rule.Rule{Include: n}, rule.Rule{Include: turned})
}

// past asks as of an earlier instant, also of a workspace that ends there.
func (l *laws) past(build func(*Workspace) (Evaluator, error), o Options) {
	l.t.Helper()
	asOf := l.w.AsOf.Add(-time.Duration(l.IntN(60*24)) * time.Hour)
	if n := len(l.w.Events); n > 0 && chance(l.Rand, 2) {
		if at := l.w.Events[l.IntN(n)].At; at.Before(l.w.AsOf) {
			asOf = at
		}
	}
	short, err := build(l.w.Until(asOf))
	if err != nil {
		l.t.Errorf("workspace %d: %v", l.seed, err)
		return
	}
	for j := range o.Rules {
		r := NewRule(l.seed*100_000+uint64(j), l.w, o.Only...)
		all, cut := l.members(l.evaluate, r, asOf), l.members(short, r, asOf)
		if !slices.Equal(all, cut) {
			l.t.Errorf("workspace %d as of %s: %v, but %v of what there was then\n%s", l.seed, asOf, all, cut, r.JSON())
		}
	}
}
