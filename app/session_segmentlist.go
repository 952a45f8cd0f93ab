package app

import (
	"context"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment"
	"github.com/kvnmail/kvnmail/backend/store"
)

// lineDays is how many days the line of a segment's size covers.
const lineDays = 30

func (s *session) segmentRows() ([]SegmentRow, error) {
	w, err := s.current()
	if err != nil {
		return nil, err
	}
	return segmentRows(background(), w.db, s.language(), s.clock.Now())
}

// segmentRows describes the saved segments from the file alone: nothing is counted.
func segmentRows(ctx context.Context, db *store.DB, language string, now time.Time) ([]SegmentRow, error) {
	cat, err := readCatalog(ctx, db, language)
	if err != nil {
		return nil, err
	}
	uses, err := usesOfSegments(ctx, db, cat)
	if err != nil {
		return nil, err
	}
	sizes, err := recordedSizes(ctx, db, cat, now, lineDays)
	if err != nil {
		return nil, err
	}
	return each(cat.Segments, func(g domain.Segment) SegmentRow {
		row := SegmentRow{
			ID: int64(g.ID), Name: g.Name, Rule: string(g.Rule), People: -1, Sizes: []int{},
			UsedIn: each(uses[g.ID], same[UseView]), UpdatedAt: stamp(g.UpdatedAt), FrozenAt: exactStamp(g.FrozenAt),
		}
		row.Sentence, row.Trouble = ruleWords(g, cat)
		if line, known := sizes[g.ID]; known {
			row.From, row.Sizes, row.People = line.From, line.Days, line.Days[len(line.Days)-1]
		}
		return row
	}), nil
}

// exactStamp is stamp to the millisecond.
func exactStamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339Nano)
}

func same[T any](v T) T { return v }

// ruleWords returns a segment's rule as a sentence, and what is wrong with it.
func ruleWords(g domain.Segment, cat rule.Catalog) (sentence, trouble string) {
	r, err := rule.Parse(g.Rule)
	if err != nil {
		return "", toBridge(err).Message
	}
	if problems, _ := rule.Check(r, cat); len(problems) > 0 {
		trouble = problems[0].Message
	}
	return rule.Sentence(r, cat), trouble
}

// recordedSizes returns the sizes of every segment that has a record on its last days.
func recordedSizes(ctx context.Context, db *store.DB, cat rule.Catalog, now time.Time, days int) (map[domain.SegmentID]segment.Sizes, error) {
	watches, err := db.Watches(ctx)
	if err != nil {
		return nil, err
	}
	moves, err := db.SegmentMoves(ctx)
	if err != nil {
		return nil, err
	}
	by := map[domain.SegmentID][]domain.SegmentMove{}
	for _, m := range moves {
		by[m.SegmentID] = append(by[m.SegmentID], m)
	}
	created := map[domain.SegmentID]time.Time{}
	for _, g := range cat.Segments {
		created[g.ID] = g.CreatedAt
	}
	out := map[domain.SegmentID]segment.Sizes{}
	for _, w := range watches {
		begun := created[w.SegmentID]
		if own := by[w.SegmentID]; len(own) > 0 {
			begun = own[0].From
		}
		out[w.SegmentID] = segment.DailySizes(by[w.SegmentID], begun, now, cat.Location(), days)
	}
	return out, nil
}

// usesOfSegments lists who asks about each segment: campaigns, then segments.
func usesOfSegments(ctx context.Context, db *store.DB, cat rule.Catalog) (map[domain.SegmentID][]UseView, error) {
	campaigns, err := db.Campaigns(ctx)
	if err != nil {
		return nil, err
	}
	out := map[domain.SegmentID][]UseView{}
	for _, c := range campaigns {
		if c.SegmentID != 0 {
			out[c.SegmentID] = append(out[c.SegmentID], UseView{Kind: "campaign", ID: int64(c.ID), Name: c.Name, State: string(c.State)})
		}
	}
	for _, g := range cat.Segments {
		r, _ := cat.SegmentRule(g.ID)
		for _, id := range slices.Compact(slices.Sorted(slices.Values(r.Segments()))) {
			out[id] = append(out[id], UseView{Kind: "segment", ID: int64(g.ID), Name: g.Name})
		}
	}
	return out, nil
}

// countedAtOnce bounds how many segments or templates one call counts, so that
// numbers come in as they are known and a call is over soon.
const countedAtOnce = 20

func (s *session) countSaved(ids []int64) ([]SegmentCount, error) {
	w, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	out := []SegmentCount{}
	for _, id := range ids[:min(len(ids), countedAtOnce)] {
		g, err := w.db.Segment(background(), domain.SegmentID(id))
		if domain.CodeOf(err) == domain.NotFound {
			continue // deleted meanwhile
		}
		if err != nil {
			return nil, err
		}
		count, err := countOne(w.db, studio, g)
		if err != nil {
			return nil, err
		}
		out = append(out, count)
	}
	return out, nil
}

// countOne counts a saved segment. One whose rule cannot be counted has no number.
func countOne(db *store.DB, studio *segment.Studio, g domain.Segment) (SegmentCount, error) {
	count := SegmentCount{ID: int64(g.ID), People: -1, Mailable: -1}
	if !g.FrozenAt.IsZero() {
		members, err := db.OpenMembers(background(), g.ID)
		count.People, count.Mailable = studio.Tally(members)
		return count, err
	}
	n, err := studio.Headcount(background(), string(g.Rule))
	if code := domain.CodeOf(err); code == domain.Invalid || code == domain.Blocked {
		return count, nil
	}
	count.People, count.Mailable = n.People, n.Mailable
	return count, err
}

func (s *session) segmentTemplates() ([]TemplateView, error) {
	_, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	return templateViews(studio)
}

func templateViews(studio *segment.Studio) ([]TemplateView, error) {
	all, err := studio.Templates()
	out := []TemplateView{}
	for _, t := range all {
		out = append(out, TemplateView{
			Key: t.Key, Category: t.Category, Icon: t.Icon, Name: t.Name, Why: t.Why, Sentence: t.Sentence, Rule: t.Rule,
			Missing: each(t.Missing, same[string]), Best: t.Best > 0,
		})
	}
	return out, err
}

func (s *session) countTemplates(keys []string) ([]TemplateCount, error) {
	_, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	return countTemplates(background(), studio, keys[:min(len(keys), countedAtOnce)])
}

// countTemplates counts those templates that lack nothing.
func countTemplates(ctx context.Context, studio *segment.Studio, keys []string) ([]TemplateCount, error) {
	all, err := studio.Templates()
	if err != nil {
		return nil, err
	}
	out := []TemplateCount{}
	for _, t := range all {
		if !slices.Contains(keys, t.Key) {
			continue
		}
		count := TemplateCount{Key: t.Key, People: -1}
		if len(t.Missing) == 0 {
			n, err := studio.Headcount(ctx, t.Rule)
			if err != nil {
				return nil, err
			}
			count.People = n.People
		}
		out = append(out, count)
	}
	return out, nil
}
