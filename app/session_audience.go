package app

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment"
)

// memberOf is a rule that asks who is in a saved segment: that of a frozen one
// goes by its record.
func memberOf(id int64) string { return fmt.Sprintf(`{"type":"segment","segments":[%d]}`, id) }

// compared returns the rules of an overlap: the one given, if any, then the segments.
func compared(text string, ids []int64) []string {
	rules := each(ids, memberOf)
	if text == "" {
		return rules
	}
	return append([]string{text}, rules...)
}

func (s *session) overlap(text string, ids []int64) (OverlapView, error) {
	_, studio, err := s.studio()
	if err != nil {
		return OverlapView{}, err
	}
	regions, err := studio.Overlap(background(), compared(text, ids))
	view := OverlapView{Sets: overlapSets(studio.Catalog(), text, ids), Regions: each(regions, overlapRegion)}
	for _, r := range regions {
		for _, k := range r.In {
			view.Sets[k].People += r.People
		}
	}
	return view, err
}

func overlapRegion(r segment.Region) OverlapRegion {
	return OverlapRegion{In: each(r.In, same[int]), People: r.People, Mailable: r.Mailable}
}

func overlapSets(cat rule.Catalog, text string, ids []int64) []OverlapSet {
	sets := []OverlapSet{}
	if text != "" {
		sets = append(sets, OverlapSet{})
	}
	for _, id := range ids {
		name, _ := cat.SegmentName(domain.SegmentID(id))
		sets = append(sets, OverlapSet{ID: id, Name: name})
	}
	return sets
}

func (s *session) overlapPeople(text string, ids []int64, in []int, offset, limit int) (PersonPage, error) {
	_, studio, err := s.studio()
	if err != nil {
		return PersonPage{}, err
	}
	page, err := studio.OverlapPeople(background(), compared(text, ids), in, offset, min(limit, pageLimit))
	return personPageView(page), err
}

func (s *session) overlapChoices(text string, own int64) ([]OverlapChoice, error) {
	_, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	choices := []OverlapChoice{}
	for _, g := range studio.Catalog().Segments {
		if int64(g.ID) != own {
			choices = append(choices, OverlapChoice{ID: int64(g.ID), Name: g.Name})
		}
	}
	common, err := studio.Common(background(), text, each(choices, func(c OverlapChoice) string { return memberOf(c.ID) }))
	if err != nil {
		return nil, err
	}
	for k := range choices {
		choices[k].Common = common[k]
	}
	slices.SortStableFunc(choices, func(a, b OverlapChoice) int { return cmp.Compare(b.Common, a.Common) })
	return choices, nil
}

func (s *session) regionRule(text string, inside bool, in, out []int64) (CombinedRule, error) {
	_, studio, err := s.studio()
	if err != nil {
		return CombinedRule{}, err
	}
	var draft *rule.Rule
	if text != "" {
		r, err := rule.Parse([]byte(text))
		if err != nil {
			return CombinedRule{}, err
		}
		draft = &r
	}
	made, fault := rule.Region(draft, inside, each(in, segmentID), each(out, segmentID), studio.Catalog())
	if fault != "" {
		return CombinedRule{Fault: string(fault)}, nil
	}
	return CombinedRule{Rule: string(made.JSON())}, nil
}

func segmentID(id int64) domain.SegmentID { return domain.SegmentID(id) }

func (s *session) nearMisses(text string) ([]NearGroupView, error) {
	_, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	groups, err := studio.NearMisses(background(), text)
	return each(groups, func(g segment.NearGroup) NearGroupView { return NearGroupView(g) }), err
}

func (s *session) nearPeople(text, path string, offset, limit int) (PersonPage, error) {
	_, studio, err := s.studio()
	if err != nil {
		return PersonPage{}, err
	}
	page, err := studio.NearPeople(background(), text, path, offset, min(limit, pageLimit))
	return personPageView(page), err
}

// mailStatuses are the statuses that have a list of their own, by their name on the bridge.
var mailStatuses = map[string]domain.MailStatus{
	"mailable": domain.Mailable, "no_address": domain.NoAddress, "no_consent": domain.NoConsent,
	"suppressed": domain.Suppressed, "paused": domain.Paused,
}

func (s *session) statusPeople(text, status string, offset, limit int) (PersonPage, error) {
	_, studio, err := s.studio()
	if err != nil {
		return PersonPage{}, err
	}
	of, known := mailStatuses[status]
	if !known {
		return PersonPage{}, domain.Errorf(domain.Invalid, "There is no such reason. Choose another.")
	}
	page, err := studio.StatusPeople(background(), text, of, offset, min(limit, pageLimit))
	return personPageView(page), err
}

func (s *session) why(text string, contact int64, day string) (WhyView, error) {
	_, studio, err := s.studio()
	if err != nil {
		return WhyView{}, err
	}
	v, err := studio.ExplainOn(background(), text, domain.ContactID(contact), day)
	return WhyView{In: v.In, At: stamp(v.At), Lanes: each(v.Lanes, explanationView)}, err
}

func (s *session) pins(text string) (PinsView, error) {
	w, err := s.current()
	if err != nil {
		return PinsView{}, err
	}
	r, err := rule.Parse([]byte(text))
	if err != nil {
		return PinsView{}, err
	}
	ids := each(append(slices.Clone(r.Always), r.Never...), func(p rule.Pin) domain.ContactID { return p.Contact })
	contacts, err := w.db.Contacts(background(), ids)
	names := map[domain.ContactID]string{}
	for _, c := range contacts {
		names[c.ID] = c.Name()
	}
	view := func(p rule.Pin) PinnedView {
		return PinnedView{ID: int64(p.Contact), Name: names[p.Contact], Reason: p.Reason}
	}
	return PinsView{Always: each(r.Always, view), Never: each(r.Never, view)}, err
}
