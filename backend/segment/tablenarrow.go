package segment

import (
	"context"
	"strings"

	"github.com/kvnmail/kvnmail/backend/rule"
)

// Narrowing is a part of a filter and how many people there would be without it.
type Narrowing struct {
	Node    string // the clause's id; "" is the quick search
	Without int    // 0: leaving out one part brings nobody back
}

// Narrowest finds the part of a filter that keeps most people out: what to drop
// where nobody is found.
func (s *Studio) Narrowest(ctx context.Context, text, search string) (Narrowing, error) {
	r, err := filterOf(text)
	if err != nil {
		return Narrowing{}, err
	}
	var worst Narrowing
	try := func(id string, r rule.Rule, search string) error {
		members, err := s.foundBy(ctx, r, search)
		if err == nil && members.Count() > worst.Without {
			worst = Narrowing{id, members.Count()}
		}
		return err
	}
	if strings.TrimSpace(search) != "" {
		if err := try("", r, ""); err != nil {
			return Narrowing{}, err
		}
	}
	for _, clause := range rule.Words(r, s.Catalog()).Clauses {
		if clause.ID == "" {
			continue
		}
		without := rule.Rule{Version: r.Version, Include: dropped(r.Include, clause.ID), Exclude: dropped(r.Exclude, clause.ID), Always: r.Always, Never: r.Never}
		if err := try(clause.ID, forEverybody(without), search); err != nil {
			return Narrowing{}, err
		}
	}
	return worst, nil
}

// dropped returns a node without the condition of an id; nil when nothing is left.
func dropped(n *rule.Node, id string) *rule.Node {
	if n == nil || n.Cond != nil && n.ID == id {
		return nil
	}
	if n.Cond != nil {
		return n
	}
	out := *n
	out.Kids = nil
	for _, kid := range n.Kids {
		if kept := dropped(kid, id); kept != nil {
			out.Kids = append(out.Kids, kept)
		}
	}
	if len(out.Kids) == 0 {
		return nil
	}
	return &out
}
