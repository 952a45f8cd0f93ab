package app

import (
	"fmt"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/segment"
	"github.com/kvnmail/kvnmail/backend/store"
)

func (s *session) traits() ([]TraitGroup, error) {
	_, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	return each(studio.Traits(), traitGroupView), nil
}

func (s *session) traitFacts(key string) (TraitFacts, error) {
	_, studio, err := s.studio()
	if err != nil {
		return TraitFacts{}, err
	}
	f, err := studio.TraitFacts(background(), key)
	return TraitFacts{People: f.People, Of: f.Of, Missing: f.Missing, Text: f.Text, Top: each(f.Top, valueCountView)}, err
}

func (s *session) values(source, search string, limit int) ([]ValueCount, error) {
	_, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	values, err := studio.Values(source, search, min(limit, pageLimit))
	return each(values, valueCountView), err
}

func (s *session) eventTypes() ([]EventTypeView, error) {
	_, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	return each(studio.EventTypes(), eventTypeView), nil
}

func (s *session) countRule(text string) (RuleCount, error) {
	_, studio, err := s.studio()
	if err != nil {
		return RuleCount{}, err
	}
	ctx, end := s.counting.ask()
	defer end()
	count, err := studio.Count(ctx, text)
	broken := domain.CodeOf(err) == domain.Invalid
	if broken {
		count, err = studio.Describe(text) // what it asks about is gone: words can be shown, and what is wrong
	}
	view := ruleCountView(count)
	view.Broken = broken
	return view, err
}

func (s *session) project(rules []string) ([]int, error) {
	_, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	ctx, end := s.projecting.ask()
	defer end()
	counts, err := studio.Project(ctx, rules)
	return each(counts, func(n int) int { return n }), err
}

func (s *session) suggest(text string) ([]Suggestion, error) {
	_, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	list, err := studio.Suggest(background(), text)
	return each(list, func(v segment.Suggestion) Suggestion { return Suggestion(v) }), err
}

func (s *session) sampleOf(text string, near bool, offset, limit int) (PersonPage, error) {
	_, studio, err := s.studio()
	if err != nil {
		return PersonPage{}, err
	}
	page, err := studio.Sample(background(), text, near, offset, min(limit, pageLimit))
	return personPageView(page), err
}

func (s *session) explain(text string, contact int64) ([]Explanation, error) {
	_, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	lanes, err := studio.Explain(background(), text, domain.ContactID(contact))
	return each(lanes, explanationView), err
}

func (s *session) starters() ([]Starter, error) {
	_, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	list, err := studio.Starters(background())
	return each(list, func(v segment.Starter) Starter { return Starter(v) }), err
}

func (s *session) listSegments() ([]SegmentView, error) {
	w, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	all, err := w.db.Segments(background())
	if err != nil {
		return nil, err
	}
	used, err := w.segmentUse()
	if err != nil {
		return nil, err
	}
	views := []SegmentView{}
	for _, g := range all {
		view, err := segmentView(w.db, studio, g, used[g.ID])
		if err != nil {
			return nil, err
		}
		views = append(views, view)
	}
	return views, nil
}

// segmentView describes a saved segment. One whose rule cannot be counted any
// more (a field is gone) is still listed, so that it can be mended or deleted.
func segmentView(db *store.DB, studio *segment.Studio, g domain.Segment, usedIn []string) (SegmentView, error) {
	text := string(g.Rule)
	view := SegmentView{ID: int64(g.ID), Name: g.Name, Rule: text, UsedIn: strings.Join(usedIn, ", "), UpdatedAt: stamp(g.UpdatedAt), FrozenAt: stamp(g.FrozenAt)}
	var err error
	if view.Sentence, err = studio.Sentence(text); err == nil {
		view.People, view.Mailable, err = segmentPeople(db, studio, g)
	}
	if domain.CodeOf(err) == domain.Invalid {
		view.Sentence, err = toBridge(err).Message, nil
	}
	return view, err
}

// segmentPeople counts who is in a segment: by its rule, or by the record once it is frozen.
func segmentPeople(db *store.DB, studio *segment.Studio, g domain.Segment) (people, mailable int, err error) {
	if g.FrozenAt.IsZero() {
		return studio.People(background(), string(g.Rule))
	}
	members, err := db.OpenMembers(background(), g.ID)
	people, mailable = studio.Tally(members)
	return people, mailable, err
}

// segmentUse lists the names of campaigns that each segment is the audience of.
func (w *workspace) segmentUse() (map[domain.SegmentID][]string, error) {
	campaigns, err := w.db.Campaigns(background())
	used := map[domain.SegmentID][]string{}
	for _, c := range campaigns {
		if c.SegmentID != 0 {
			used[c.SegmentID] = append(used[c.SegmentID], c.Name)
		}
	}
	return used, err
}

func (s *session) getSegment(id int64) (SegmentView, error) {
	w, studio, err := s.studio()
	if err != nil {
		return SegmentView{}, err
	}
	g, err := w.db.Segment(background(), domain.SegmentID(id))
	if err != nil {
		return SegmentView{}, err
	}
	used, err := w.segmentUse()
	if err != nil {
		return SegmentView{}, err
	}
	return segmentView(w.db, studio, g, used[g.ID])
}

func (s *session) saveSegment(id int64, name, text string) (SegmentView, error) {
	w, studio, err := s.studio()
	if err != nil {
		return SegmentView{}, err
	}
	saved, err := w.saveSegment(studio, domain.SegmentID(id), name, text)
	if err != nil {
		return SegmentView{}, err
	}
	s.announceWorkspace()
	return s.getSegment(int64(saved.ID))
}

func (w *workspace) saveSegment(studio *segment.Studio, id domain.SegmentID, name, text string) (domain.Segment, error) {
	name, err := checkedName(name)
	if err != nil {
		return domain.Segment{}, err
	}
	if err := studio.CheckSave(id, name, text); err != nil {
		return domain.Segment{}, err
	}
	saved, err := w.db.SaveSegment(background(), domain.Segment{ID: id, Name: name, Rule: []byte(text)})
	if err != nil {
		return domain.Segment{}, err
	}
	return saved, w.refreshCatalog(studio)
}

// refreshCatalog lets rules name the segments as they are now.
func (w *workspace) refreshCatalog(studio *segment.Studio) error {
	cat, err := readCatalog(background(), w.db, w.session.language())
	if err == nil {
		studio.SetCatalog(cat)
		w.segmentsSaved()
	}
	return err
}

func (s *session) deleteSegment(id int64) error {
	w, err := s.current()
	if err != nil {
		return err
	}
	if err := checkUnused(background(), w.db, domain.SegmentID(id)); err != nil {
		return err
	}
	if err := w.db.DeleteSegment(background(), domain.SegmentID(id)); err != nil {
		return err
	}
	return s.segmentsMoved(w)
}

func quotedList(names []string) string {
	return strings.Join(each(names, func(n string) string { return fmt.Sprintf("“%s”", n) }), " and ")
}
