package app

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/store"
)

// checkedName checks a name that a person gave.
func checkedName(name string) (string, error) {
	if name = strings.TrimSpace(name); name == "" {
		return "", domain.ErrorAt(domain.Invalid, "name", "Give the segment a name, so that you find it again.")
	}
	return name, nil
}

// segmentsMoved lets everybody know the segments as they are now. It does not wait
// for an engine that is being filled: that will read them anyway.
func (s *session) segmentsMoved(w *workspace) error {
	if !w.loading() {
		studio, err := w.studio()
		if err != nil {
			return err
		}
		if err := w.refreshCatalog(studio); err != nil {
			return err
		}
	}
	s.announceWorkspace()
	return nil
}

func (s *session) renameSegment(id int64, name string) error {
	w, err := s.current()
	if err != nil {
		return err
	}
	if name, err = checkedName(name); err != nil {
		return err
	}
	if err := w.db.RenameSegment(background(), domain.SegmentID(id), name); err != nil {
		return err
	}
	return s.segmentsMoved(w)
}

func (s *session) duplicateSegment(id int64, name string) (int64, error) {
	w, err := s.current()
	if err != nil {
		return 0, err
	}
	copied, err := duplicateSegment(background(), w.db, domain.SegmentID(id), name)
	if err != nil {
		return 0, err
	}
	return int64(copied.ID), s.segmentsMoved(w)
}

func duplicateSegment(ctx context.Context, db *store.DB, id domain.SegmentID, name string) (domain.Segment, error) {
	g, err := db.Segment(ctx, id)
	if err != nil {
		return g, err
	}
	if name, err = checkedName(name); err != nil {
		return g, err
	}
	return db.SaveSegment(ctx, domain.Segment{Name: name, Rule: g.Rule})
}

func (s *session) undeleteSegment(id int64) error {
	w, err := s.current()
	if err != nil {
		return err
	}
	if err := w.db.UndeleteSegment(background(), domain.SegmentID(id)); err != nil {
		return err
	}
	return s.segmentsMoved(w)
}

func (s *session) refreezeSegment(id int64, moment string) error {
	w, err := s.current()
	if err != nil {
		return err
	}
	at, err := time.Parse(time.RFC3339, moment)
	if err != nil {
		return domain.Errorf(domain.Invalid, "The moment that the segment was frozen at cannot be read. Freeze it anew.")
	}
	var members []domain.ContactID
	err = w.db.EachStay(background(), domain.SegmentID(id), func(m domain.Membership) error {
		if !m.EnteredAt.After(at) && (m.LeftAt.IsZero() || m.LeftAt.After(at)) {
			members = append(members, m.ContactID)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := w.db.FreezeSegment(background(), domain.SegmentID(id), s.clock.Now(), members); err != nil {
		return err
	}
	return s.segmentsMoved(w)
}

func (s *session) segmentUses(id int64) (SegmentUses, error) {
	w, err := s.current()
	if err != nil {
		return SegmentUses{}, err
	}
	return segmentUses(background(), w.db, domain.SegmentID(id))
}

// segmentUses sorts who asks about a segment by whether it would break without.
func segmentUses(ctx context.Context, db *store.DB, id domain.SegmentID) (SegmentUses, error) {
	out := SegmentUses{Breaks: []UseView{}, Keeps: []UseView{}}
	if _, err := db.Segment(ctx, id); err != nil {
		return out, err
	}
	cat, err := readCatalog(ctx, db, "")
	if err != nil {
		return out, err
	}
	all, err := usesOfSegments(ctx, db, cat)
	if err != nil {
		return out, err
	}
	for _, use := range all[id] {
		if use.State == string(domain.CampaignSent) {
			out.Keeps = append(out.Keeps, use)
		} else {
			out.Breaks = append(out.Breaks, use)
		}
	}
	for _, use := range out.Breaks {
		if use.Kind == "segment" && out.Inline == "" {
			r, _ := cat.SegmentRule(domain.SegmentID(use.ID))
			_, fault := rule.Inline(r, id, cat)
			out.Inline = string(fault)
		}
	}
	return out, nil
}

// checkUnused refuses what something would not work without.
func checkUnused(ctx context.Context, db *store.DB, id domain.SegmentID) error {
	uses, err := segmentUses(ctx, db, id)
	if err != nil || len(uses.Breaks) == 0 {
		return err
	}
	names := each(uses.Breaks, func(u UseView) string { return u.Name })
	return domain.Errorf(domain.Conflict, "This segment is used in %s. Choose another one there, or put its rule in its place, then delete it.", quotedList(names))
}

func (s *session) replaceUses(id int64) ([]RestorePoint, error) {
	w, err := s.current()
	if err != nil {
		return nil, err
	}
	points, err := replaceUses(background(), w.db, domain.SegmentID(id))
	if err != nil {
		return nil, err
	}
	return points, s.segmentsMoved(w)
}

// replaceUses puts a segment's rule in its place wherever segments ask about it.
// All are worked out before the first is saved.
func replaceUses(ctx context.Context, db *store.DB, id domain.SegmentID) ([]RestorePoint, error) {
	cat, err := readCatalog(ctx, db, "")
	if err != nil {
		return nil, err
	}
	var changed []domain.Segment
	points := []RestorePoint{}
	for _, g := range cat.Segments {
		r, ok := cat.SegmentRule(g.ID)
		if !ok || !slices.Contains(r.Segments(), id) {
			continue
		}
		out, fault := rule.Inline(r, id, cat)
		if fault != "" {
			return nil, domain.Errorf(domain.Blocked, "The rule of this segment cannot take its place in “%s”. Open that segment and change it by hand.", g.Name)
		}
		points = append(points, RestorePoint{int64(g.ID), g.Version})
		g.Rule = out.JSON()
		changed = append(changed, g)
	}
	for _, g := range changed {
		if _, err := db.SaveSegment(ctx, g); err != nil {
			return nil, err
		}
	}
	return points, nil
}

func (s *session) combineSegments(how string, ids []int64, full bool) (CombinedRule, error) {
	w, err := s.current()
	if err != nil {
		return CombinedRule{}, err
	}
	cat, err := readCatalog(background(), w.db, s.language())
	if err != nil {
		return CombinedRule{}, err
	}
	return combineSegments(how, each(ids, func(id int64) domain.SegmentID { return domain.SegmentID(id) }), full, cat)
}

func combineSegments(how string, ids []domain.SegmentID, full bool, cat rule.Catalog) (CombinedRule, error) {
	ways := []rule.Combination{rule.Merge, rule.Intersect, rule.Subtract}
	if !slices.Contains(ways, rule.Combination(how)) || len(ids) < 2 {
		return CombinedRule{}, domain.Errorf(domain.Invalid, "Choose two segments or more, and how to put them together.")
	}
	for _, id := range ids {
		if _, ok := cat.SegmentName(id); !ok {
			return CombinedRule{}, domain.Errorf(domain.NotFound, "A segment chosen here was deleted. Choose others.")
		}
	}
	r, fault := rule.Combine(rule.Combination(how), ids, full, cat)
	if fault != "" {
		return CombinedRule{Fault: string(fault)}, nil
	}
	return CombinedRule{Rule: string(r.JSON())}, nil
}
