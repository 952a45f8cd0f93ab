package engine

import (
	"context"

	"github.com/kvnmail/kvnmail/backend/rule"
)

// Failed are the near misses of a rule that fail one of its clauses.
type Failed struct {
	Node *rule.Node
	Path string
	Who  *Bitmap
}

// Failed tells the near misses of an answer apart by the clause at the top of the
// include lane that they fail, in the order of the rule. Everybody is in one of
// them; a clause that nobody fails alone is left out.
func (e *Engine) Failed(ctx context.Context, answer *Answer) ([]Failed, error) {
	if answer.plan.Include == nil || answer.NearAll.Count() == 0 {
		return nil, nil
	}
	a := e.ask(ctx, answer.plan)
	a.state = answer.state // the numbers must be of the people the answer is about
	var out []Failed
	for _, kid := range answer.plan.Include.Kids {
		passed, err := a.passed(kid)
		if err != nil {
			return nil, err
		}
		if who := answer.NearAll.AndNot(passed); who.Count() > 0 {
			out = append(out, Failed{Node: kid.Node, Path: kid.Path, Who: who})
		}
	}
	return out, nil
}

// passed returns everybody whom one node of a plan matches.
func (a *asker) passed(n *rule.PlanNode) (*Bitmap, error) {
	out := newBitmap(len(a.state.ids))
	for _, p := range a.state.parts {
		s, err := a.step(p, n)
		if err != nil {
			return nil, err
		}
		err = a.chunks(p, s.run, func(p *part, lo int, words []uint64) { p.scatter(out, lo, words) })
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}
