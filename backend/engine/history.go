package engine

import (
	"context"
	"slices"
	"sync"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// History hands over who was in a segment when, by contact and time.
type History interface {
	EachStay(ctx context.Context, id domain.SegmentID, fn func(domain.Membership) error) error
}

// stayCache keeps the stays of the segments that were asked about.
type stayCache struct {
	mu      sync.Mutex
	history History
	kept    map[domain.SegmentID]*stays
}

// stays are the stays in one segment by contact number: those of contact i are
// rows off[i] up to off[i+1].
type stays struct {
	off     []uint32
	entered []int64 // UTC milliseconds
	left    []int64 // domain.Missing: still there
}

// SetHistory says where stays are read from when a rule asks about them.
func (e *Engine) SetHistory(h History) {
	e.stays.mu.Lock()
	defer e.stays.mu.Unlock()
	e.stays.history, e.stays.kept = h, nil
}

// HistoryChanged says that people entered or left segments: call it after that
// is on record.
func (e *Engine) HistoryChanged(ids ...domain.SegmentID) {
	e.stays.mu.Lock() // answers about stays are never kept
	for _, id := range ids {
		delete(e.stays.kept, id)
	}
	e.stays.mu.Unlock()
}

// staysOf returns the stays in a segment.
func (a *asker) staysOf(id domain.SegmentID) (*stays, error) {
	c := &a.e.stays
	c.mu.Lock()
	defer c.mu.Unlock()
	if s := c.kept[id]; s != nil && len(s.off) == len(a.state.ids)+1 {
		return s, nil
	}
	s := &stays{off: make([]uint32, len(a.state.ids)+1)}
	if c.history != nil {
		if err := c.history.EachStay(a.ctx, id, func(m domain.Membership) error { return s.add(m, a.state.ids) }); err != nil {
			return nil, err
		}
	}
	for i := range len(s.off) - 1 {
		s.off[i+1] += s.off[i]
	}
	if c.kept == nil {
		c.kept = map[domain.SegmentID]*stays{}
	}
	c.kept[id] = s
	return s, nil
}

// add appends a stay; off counts the stays of each contact until all are there.
func (s *stays) add(m domain.Membership, ids []domain.ContactID) error {
	i, known := slices.BinarySearch(ids, m.ContactID)
	if !known {
		return nil
	}
	left := int64(domain.Missing)
	if !m.LeftAt.IsZero() {
		left = m.LeftAt.UnixMilli()
	}
	s.off[i+1]++
	s.entered, s.left = append(s.entered, m.EnteredAt.UnixMilli()), append(s.left, left)
	return nil
}

// any reports whether a stay of contact number i is as asked for.
func (s *stays) any(i int, is func(entered, left int64) bool) bool {
	for row := s.off[i]; row < s.off[i+1]; row++ {
		if is(s.entered[row], s.left[row]) {
			return true
		}
	}
	return false
}

func (a *asker) history(p *part, l rule.HistoryLeaf) (kernel, error) {
	changed := func(entered, left int64) bool {
		if l.Left {
			return left != domain.Missing && l.In.Has(left)
		}
		return l.In.Has(entered)
	}
	var each []kernel
	for _, id := range l.Segments {
		s, err := a.staysOf(id)
		if err != nil {
			return nil, err
		}
		each = append(each, perRow(func(i int) bool { return s.any(p.number(i), changed) }))
	}
	return anyOf(each), nil
}

// staying answers who has a stay in a segment on record at the instant asked at.
func (a *asker) staying(p *part, id domain.SegmentID) (kernel, error) {
	s, err := a.staysOf(id)
	if err != nil {
		return nil, err
	}
	there := func(entered, left int64) bool { return entered <= a.asOf && (left == domain.Missing || left > a.asOf) }
	return perRow(func(i int) bool { return s.any(p.number(i), there) }), nil
}
