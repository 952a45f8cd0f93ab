package engine

import (
	"context"
	"math/bits"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// MaxOverlap is how many plans Overlap takes.
const MaxOverlap = 5

// Overlap is how the members of some plans overlap: Counts has one number for
// each combination, at the index whose bit k is set for plan k. Everybody is in
// exactly one combination; index 0 are those in none.
type Overlap struct {
	Counts  []int
	members []*Bitmap
	all     *Bitmap
}

// Overlap counts every combination of up to MaxOverlap plans, exactly.
func (e *Engine) Overlap(ctx context.Context, plans []*rule.Plan) (*Overlap, error) {
	if len(plans) == 0 || len(plans) > MaxOverlap {
		return nil, domain.Errorf(domain.Invalid, "Choose one to %d segments to compare.", MaxOverlap)
	}
	out := &Overlap{Counts: make([]int, 1<<len(plans)), all: e.state.Load().present()}
	for _, p := range plans {
		b, err := e.Members(ctx, p)
		if err != nil {
			return nil, err
		}
		b.Grow(out.all.n)
		out.members = append(out.members, b)
	}
	for k, word := range out.all.words {
		out.split(k, len(plans)-1, word, 0)
	}
	return out, nil
}

// split adds the people of a word to their combinations, plan by plan.
func (o *Overlap) split(k, plan int, people uint64, combination int) {
	if people == 0 {
		return
	}
	if plan < 0 {
		o.Counts[combination] += bits.OnesCount64(people)
		return
	}
	in := people & o.members[plan].words[k]
	o.split(k, plan-1, in, combination|1<<plan)
	o.split(k, plan-1, people&^in, combination)
}

// People returns the people of a combination.
func (o *Overlap) People(combination int) *Bitmap {
	out := o.all.clone()
	for k, b := range o.members {
		if combination>>k&1 == 1 {
			out.and(b)
		} else {
			out.andNot(b)
		}
	}
	return out
}
