package app

import (
	"context"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment"
	"github.com/kvnmail/kvnmail/backend/store"
)

func (s *session) segmentVersions(id int64) ([]VersionView, error) {
	w, err := s.current()
	if err != nil {
		return nil, err
	}
	return versionViews(background(), w.db, domain.SegmentID(id), s.language())
}

// versionViews describes the versions of a segment. One whose rule cannot be read
// any more is listed with the reason.
func versionViews(ctx context.Context, db *store.DB, id domain.SegmentID, language string) ([]VersionView, error) {
	if _, err := db.Segment(ctx, id); err != nil {
		return nil, err
	}
	cat, err := readCatalog(ctx, db, language)
	if err != nil {
		return nil, err
	}
	versions, err := db.SegmentVersions(ctx, id)
	return each(versions, func(v domain.SegmentVersion) VersionView {
		view := VersionView{Version: v.Version, Name: v.Name, Rule: string(v.Rule), SavedAt: stamp(v.SavedAt)}
		r, err := rule.Parse(v.Rule)
		if err != nil {
			view.Sentence = toBridge(err).Message
			return view
		}
		view.Sentence = rule.Sentence(r, cat)
		return view
	}), err
}

func (s *session) restoreSegment(id int64, version int) (SegmentView, error) {
	w, err := s.current()
	if err != nil {
		return SegmentView{}, err
	}
	if _, err := restoreSegment(background(), w.db, domain.SegmentID(id), version); err != nil {
		return SegmentView{}, err
	}
	return s.segmentChanged(id)
}

// restoreSegment restores a version unless segments would ask about each other in a circle by it.
func restoreSegment(ctx context.Context, db *store.DB, id domain.SegmentID, version int) (domain.Segment, error) {
	old, err := db.SegmentVersion(ctx, id, version)
	if err != nil {
		return domain.Segment{}, err
	}
	r, err := rule.Parse(old.Rule)
	if err != nil {
		return domain.Segment{}, err
	}
	cat, err := readCatalog(ctx, db, "")
	if err != nil {
		return domain.Segment{}, err
	}
	if err := rule.FindCircle(id, old.Name, r, cat); err != nil {
		return domain.Segment{}, err
	}
	return db.RestoreSegment(ctx, id, version)
}

// segmentChanged tells everybody that a saved segment is another one now and describes it.
func (s *session) segmentChanged(id int64) (SegmentView, error) {
	w, studio, err := s.studio()
	if err != nil {
		return SegmentView{}, err
	}
	if err := w.refreshCatalog(studio); err != nil {
		return SegmentView{}, err
	}
	s.announceWorkspace()
	return s.getSegment(id)
}

func (s *session) diffRules(ruleA, ruleB string) (DiffView, error) {
	_, studio, err := s.studio()
	if err != nil {
		return DiffView{}, err
	}
	d, err := studio.Diff(background(), ruleA, ruleB)
	return DiffView{
		OnlyA: d.OnlyA, OnlyB: d.OnlyB, Both: d.Both,
		Changes: each(d.Changes, func(c segment.RuleChange) RuleChangeView { return RuleChangeView(c) }),
	}, err
}

func (s *session) diffPeople(ruleA, ruleB, part string, offset, limit int) (PersonPage, error) {
	_, studio, err := s.studio()
	if err != nil {
		return PersonPage{}, err
	}
	page, err := studio.DiffPeople(background(), ruleA, ruleB, segment.Part(part), offset, min(limit, pageLimit))
	return personPageView(page), err
}

func (s *session) freezeSegment(id int64) (SegmentView, error) {
	w, studio, err := s.studio()
	if err != nil {
		return SegmentView{}, err
	}
	if _, err := freezeSegment(background(), w.db, studio, domain.SegmentID(id), s.clock.Now()); err != nil {
		return SegmentView{}, err
	}
	return s.segmentChanged(id)
}

// freezeSegment fixes a segment's members as its rule finds them and returns how many.
func freezeSegment(ctx context.Context, db *store.DB, studio *segment.Studio, id domain.SegmentID, at time.Time) (people int, err error) {
	g, err := db.Segment(ctx, id)
	if err != nil {
		return 0, err
	}
	members, err := studio.Members(ctx, string(g.Rule))
	if err != nil {
		return 0, err
	}
	return len(members), db.FreezeSegment(ctx, id, at, members)
}

func (s *session) thawSegment(id int64) (SegmentView, error) {
	w, err := s.current()
	if err != nil {
		return SegmentView{}, err
	}
	if err := w.db.ThawSegment(background(), domain.SegmentID(id)); err != nil {
		return SegmentView{}, err
	}
	return s.segmentChanged(id)
}

func (s *session) segmentHistory(id int64) (HistoryView, error) {
	w, err := s.current()
	if err != nil {
		return HistoryView{}, err
	}
	return historyView(background(), w.db, domain.SegmentID(id), s.clock.Now())
}

// historyDays and historyChanges bound what one history shows.
const (
	historyDays    = 90
	historyChanges = 50
)

func historyView(ctx context.Context, db *store.DB, id domain.SegmentID, now time.Time) (HistoryView, error) {
	if _, err := db.Segment(ctx, id); err != nil {
		return HistoryView{}, err
	}
	cat, err := readCatalog(ctx, db, "")
	if err != nil {
		return HistoryView{}, err
	}
	history, err := segment.ReadHistory(ctx, db, id, now, cat.Location(), historyDays, historyChanges)
	if err != nil {
		return HistoryView{}, err
	}
	members, err := db.OpenMembers(ctx, id)
	if err != nil {
		return HistoryView{}, err
	}
	sizes, err := recordedSizes(ctx, db, cat, now, historyDays)
	if err != nil {
		return HistoryView{}, err
	}
	view := HistoryView{Members: len(members), Days: dayViews(history.Days, sizes[id].Days)}
	if view.EvaluatedAt, err = recordedUpTo(ctx, db, id); err != nil {
		return HistoryView{}, err
	}
	view.Changes, err = moveViews(ctx, db, history.Changes)
	return view, err
}

// dayViews puts the sizes of the last days beside who entered and left.
func dayViews(days []segment.Day, sizes []int) []DayView {
	out := each(days, func(d segment.Day) DayView { return DayView{Date: d.Date, Size: -1, Entered: d.Entered, Left: d.Left} })
	first := len(out) - len(sizes)
	for i, size := range sizes {
		out[first+i].Size = size
	}
	return out
}

// recordedUpTo says how far the record of a segment goes, "" when it has none.
func recordedUpTo(ctx context.Context, db *store.DB, id domain.SegmentID) (string, error) {
	watches, err := db.Watches(ctx)
	for _, w := range watches {
		if w.SegmentID == id {
			return stamp(w.EvaluatedAt), nil
		}
	}
	return "", err
}

// moveViews names the people of changes.
func moveViews(ctx context.Context, db *store.DB, changes []domain.MembershipChange) ([]MoveView, error) {
	ids := each(changes, func(c domain.MembershipChange) domain.ContactID { return c.ContactID })
	contacts, err := db.Contacts(ctx, ids)
	names := map[domain.ContactID]string{}
	for _, c := range contacts {
		names[c.ID] = c.Name()
	}
	return each(changes, func(c domain.MembershipChange) MoveView {
		return MoveView{ID: int64(c.ContactID), Name: names[c.ContactID], Entered: c.Entered, At: stamp(c.At), Cause: string(c.Cause)}
	}), err
}
