package app

import (
	"cmp"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment"
)

func (s *session) overlapSaved(ids []int64) ([]SavedRegion, error) {
	_, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	all := each(ids, func(id int64) domain.SegmentID { return domain.SegmentID(id) })
	// by name, so that a frozen segment has the people it was frozen with
	rules := each(all, func(id domain.SegmentID) string { return string(rule.Exactly([]domain.SegmentID{id}, nil).JSON()) })
	regions, err := studio.Overlap(background(), rules)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(regions, func(a, b segment.Region) int { return cmp.Compare(b.People, a.People) })
	return each(regions, func(r segment.Region) SavedRegion { return savedRegion(r, all) }), nil
}

func savedRegion(r segment.Region, all []domain.SegmentID) SavedRegion {
	var in, out []domain.SegmentID
	for k, id := range all {
		if slices.Contains(r.In, k) {
			in = append(in, id)
		} else {
			out = append(out, id)
		}
	}
	return SavedRegion{
		In: each(in, func(id domain.SegmentID) int64 { return int64(id) }), People: r.People, Mailable: r.Mailable, Rule: string(rule.Exactly(in, out).JSON()),
	}
}
