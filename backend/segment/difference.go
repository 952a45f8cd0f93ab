package segment

import (
	"context"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Difference is how the people of two rules differ, and what changed from the
// first rule to the second.
type Difference struct {
	OnlyA   int
	OnlyB   int
	Both    int
	Changes []RuleChange
}

// Part is one of the three groups of people that two rules make.
type Part string

// The parts of a difference.
const (
	OnlyA Part = "only_a" // in the first rule and not in the second
	OnlyB Part = "only_b"
	Both  Part = "both"
)

// Diff compares two rules as of now. A rule with problems is refused with the
// path of the first; RuleDiff still tells the two apart in words.
func (s *Studio) Diff(ctx context.Context, ruleA, ruleB string) (Difference, error) {
	a, b, err := s.both(ctx, ruleA, ruleB)
	if err != nil {
		return Difference{}, err
	}
	common := a.people.And(b.people).Count()
	return Difference{
		OnlyA: a.people.Count() - common, OnlyB: b.people.Count() - common, Both: common,
		Changes: RuleDiff(a.rule, b.rule, s.Catalog()),
	}, nil
}

// DiffPeople returns people of one part of a difference in the order of their ids.
func (s *Studio) DiffPeople(ctx context.Context, ruleA, ruleB string, part Part, offset, limit int) (PersonPage, error) {
	a, b, err := s.both(ctx, ruleA, ruleB)
	if err != nil {
		return PersonPage{}, err
	}
	switch part {
	case OnlyA:
		return s.page(ctx, a.people.AndNot(b.people), offset, limit, nil)
	case OnlyB:
		return s.page(ctx, b.people.AndNot(a.people), offset, limit, nil)
	case Both:
		return s.page(ctx, a.people.And(b.people), offset, limit, nil)
	}
	return PersonPage{}, domain.ErrorAt(domain.Invalid, "part", "Choose the people of one version, of the other, or of both.")
}

// side is one of the two rules of a difference with its people.
type side struct {
	rule   rule.Rule
	people *engine.Bitmap
}

// both evaluates two rules as of the same instant.
func (s *Studio) both(ctx context.Context, ruleA, ruleB string) (a, b side, err error) {
	if a.rule, err = rule.Parse([]byte(ruleA)); err != nil {
		return a, b, err
	}
	if b.rule, err = rule.Parse([]byte(ruleB)); err != nil {
		return a, b, err
	}
	now := s.now()
	if a.people, err = s.engine.Evaluate(ctx, a.rule, now); err != nil {
		return a, b, err
	}
	b.people, err = s.engine.Evaluate(ctx, b.rule, now)
	return a, b, err
}
