package conformance_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

// crowd counts by the reference, one person at a time.
type crowd struct {
	w      *conformance.Workspace
	people []rule.Person
}

func (c crowd) count(t *testing.T, r rule.Rule) int {
	t.Helper()
	plan, err := rule.Compile(r, c.w.Catalog, c.w.AsOf)
	if err != nil {
		t.Fatal(err)
	}
	plan.RankPeople(c.people)
	n := 0
	for _, p := range c.people {
		if plan.Match(p) {
			n++
		}
	}
	return n
}

// find returns the node with an id and a copy of the rule without it.
func find(t *testing.T, r rule.Rule, id string) (*rule.Node, rule.Rule) {
	t.Helper()
	without, err := rule.Parse(r.JSON())
	if err != nil {
		t.Fatal(err)
	}
	var found *rule.Node
	var cut func(n *rule.Node) *rule.Node
	cut = func(n *rule.Node) *rule.Node {
		if n == nil || n.ID == id {
			found = n
			return nil
		}
		var kids []*rule.Node
		for _, k := range n.Kids {
			if k.ID == id {
				found = k
			} else {
				cut(k)
				kids = append(kids, k)
			}
		}
		n.Kids = kids
		return n
	}
	if without.Include = cut(without.Include); found == nil {
		without.Exclude = cut(without.Exclude)
	}
	return found, without
}

func TestTheNumbersOfEveryNodeAreWhatTheReferenceCounts(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		w := conformance.NewWorkspace(seed, 70)
		c := crowd{w: w, people: w.People()}
		e, err := engine.Load(context.Background(), w.Source(), w.Catalog)
		if err != nil {
			t.Fatal(err)
		}
		e.SetHistory(w)
		for k := range uint64(8) {
			r := conformance.NewRule(seed*1000+k, w)
			answer, err := e.Nodes(t.Context(), r, w.AsOf)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := answer.Members.Count(), c.count(t, r); got != want {
				t.Errorf("seed %d/%d: %d members, want %d", seed, k, got, want)
			}
			for _, n := range answer.Nodes {
				node, without := find(t, r, n.ID)
				alone := c.count(t, rule.Rule{Include: node})
				if n.Alone != alone || n.Without != c.count(t, without) {
					t.Errorf("seed %d/%d node %s: got %+v, want alone %d, without %d\n%s", seed, k, n.Path, n, alone, c.count(t, without), r.JSON())
				}
			}
		}
	}
}

func TestTheFunnelOfAnAllGroupEndsWithItsPeople(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		w := conformance.NewWorkspace(seed, 40)
		e, err := engine.Load(context.Background(), w.Source(), w.Catalog)
		if err != nil {
			t.Fatal(err)
		}
		e.SetHistory(w)
		r := conformance.NewRule(seed, w)
		answer, err := e.Nodes(t.Context(), r, w.AsOf)
		if err != nil {
			t.Fatal(err)
		}
		byPath := map[string]engine.NodeCount{}
		for _, n := range answer.Nodes {
			byPath[n.Path] = n
		}
		top := r.Include
		if top == nil || top.Mode == "" || top.Not || top.Muted || len(top.Kids) == 0 {
			continue
		}
		last, sum := engine.NodeCount{}, 0
		for i := range top.Kids {
			last = byPath[rule.KidPath("/include", top.Mode, i)]
			sum += last.Adds
		}
		lane := byPath["/include"]
		if lane.Alone == 0 {
			continue // nothing finished below
		}
		if last.Left != lane.Alone || top.Mode == rule.Any && sum != lane.Alone || top.Mode == rule.None && len(w.Contacts)-sum != lane.Alone {
			t.Errorf("seed %d: ends with %+v, adds up to %d, lane %+v", seed, last, sum, lane)
		}
	}
}

func TestNearMissesFailExactlyOneTopLevelClause(t *testing.T) {
	t.Parallel()
	some := 0
	for seed := range uint64(400) {
		w := conformance.NewWorkspace(seed, 30)
		e, err := engine.Load(context.Background(), w.Source(), w.Catalog)
		if err != nil {
			t.Fatal(err)
		}
		e.SetHistory(w)
		r := conformance.NewRule(seed, w)
		answer, err := e.Nodes(t.Context(), r, w.AsOf)
		if err != nil {
			t.Fatal(err)
		}
		people := w.People()
		for i, c := range w.Contacts {
			lanes, err := rule.Explain(t.Context(), r, people[i], w.AsOf, w.Catalog, e)
			if err != nil {
				t.Fatal(err)
			}
			want := failsOne(lanes)
			if got := answer.NearAll.Has(i); got != want {
				text, _ := json.Marshal(lanes)
				t.Fatalf("seed %d, contact %d: near miss %v, want %v\n%s", seed, c.ID, got, want, text)
			}
			if want {
				some++
			}
		}
	}
	if some == 0 {
		t.Fatal("there were no near misses to compare")
	}
}

func failsOne(lanes []rule.Explanation) bool {
	top := lanes[0]
	if top.Mode != "all" || top.Text != "all of these" {
		return false
	}
	for _, l := range lanes[1:] { // left out, or chosen by hand
		if l.Match {
			return false
		}
	}
	clauses, fails := 0, 0
	for _, k := range top.Children {
		if leftOut(k) {
			continue
		}
		clauses++
		if !k.Match {
			fails++
		}
	}
	return clauses > 1 && fails == 1 && !top.Muted
}

// leftOut reports whether a node has nothing that counts in it.
func leftOut(x rule.Explanation) bool {
	if x.Muted || unfinished(x) {
		return true
	}
	if x.Mode == "" {
		return false
	}
	for _, k := range x.Children {
		if !leftOut(k) {
			return false
		}
	}
	return true
}

func unfinished(x rule.Explanation) bool {
	return x.Facts == "Not finished, so it is left out"
}
