package segment

import (
	"cmp"
	"context"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Region is one combination of several rules: who is in exactly those of In (by
// their place), and in none of the others.
type Region struct {
	In       []int
	People   int
	Mailable int
}

// Overlap returns every combination of up to five rules that has anybody in it,
// exactly counted, the largest first; each person is in one region. The region of
// those in no rule is left out.
func (s *Studio) Overlap(ctx context.Context, rules []string) ([]Region, error) {
	o, err := s.overlap(ctx, rules)
	if err != nil {
		return nil, err
	}
	out := []Region{}
	for combination, people := range o.Counts {
		if combination == 0 || people == 0 {
			continue
		}
		r := Region{People: people, Mailable: s.tally(o.People(combination))[domain.Mailable]}
		for k := range rules {
			if combination>>k&1 == 1 {
				r.In = append(r.In, k)
			}
		}
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(a, b Region) int {
		return cmp.Or(cmp.Compare(b.People, a.People), slices.Compare(a.In, b.In))
	})
	return out, nil
}

// Common returns how many people of a rule each of some others has too, -1 for
// one that cannot be counted.
func (s *Studio) Common(ctx context.Context, text string, others []string) ([]int, error) {
	members, err := s.evaluate(ctx, text)
	if err != nil {
		return nil, err
	}
	out := make([]int, len(others))
	for k, other := range others {
		theirs, err := s.evaluate(ctx, other)
		switch code := domain.CodeOf(err); {
		case err == nil:
			out[k] = members.CountAnd(theirs)
		case code == domain.Invalid || code == domain.Blocked:
			out[k] = -1
		default:
			return nil, err
		}
	}
	return out, nil
}

// OverlapPeople returns people of one region.
func (s *Studio) OverlapPeople(ctx context.Context, rules []string, in []int, offset, limit int) (PersonPage, error) {
	o, err := s.overlap(ctx, rules)
	if err != nil {
		return PersonPage{}, err
	}
	combination := 0
	for _, k := range in {
		if k < 0 || k >= len(rules) {
			return PersonPage{}, domain.Errorf(domain.Invalid, "There is no such part of the overlap. Choose another.")
		}
		combination |= 1 << k
	}
	return s.page(ctx, o.People(combination), offset, limit, nil)
}

func (s *Studio) overlap(ctx context.Context, rules []string) (*engine.Overlap, error) {
	var plans []*rule.Plan
	for _, text := range rules {
		r, err := rule.Parse([]byte(text))
		if err != nil {
			return nil, err
		}
		p, err := rule.Compile(r, s.Catalog(), s.now())
		if err != nil {
			return nil, err
		}
		plans = append(plans, p)
	}
	return s.engine.Overlap(ctx, plans)
}
