package segment

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Moves is where a history is read from.
type Moves interface {
	// EachMove calls fn with the stays in a segment that began or ended at since or later.
	EachMove(ctx context.Context, id domain.SegmentID, since time.Time, fn func(domain.Membership) error) error
}

// Day counts who entered and left on one local day.
type Day struct {
	Date    string // 2026-05-31
	Entered int
	Left    int
}

// History is what happened in a segment lately: every day, oldest first, with
// those on which nothing did, and the newest changes, newest first.
type History struct {
	Days    []Day
	Changes []domain.MembershipChange
}

// ReadHistory reads the last days of a segment, today included, and the newest
// changes among them, at most recent of them.
func ReadHistory(ctx context.Context, from Moves, id domain.SegmentID, now time.Time, zone *time.Location, days, recent int) (History, error) {
	today := now.In(zone)
	begin := time.Date(today.Year(), today.Month(), today.Day()-days+1, 0, 0, 0, 0, zone)
	h := &historian{begin: begin, now: now, zone: zone, recent: recent, byDate: map[string]int{}}
	for n := range days {
		date := begin.AddDate(0, 0, n).Format(time.DateOnly)
		h.byDate[date] = n
		h.out.Days = append(h.out.Days, Day{Date: date})
	}
	err := from.EachMove(ctx, id, begin, func(m domain.Membership) error {
		h.take(domain.MembershipChange{SegmentID: id, ContactID: m.ContactID, Entered: true, At: m.EnteredAt, Cause: m.Entered})
		if !m.LeftAt.IsZero() {
			h.take(domain.MembershipChange{SegmentID: id, ContactID: m.ContactID, At: m.LeftAt, Cause: m.Left})
		}
		return nil
	})
	h.keepNewest()
	return h.out, err
}

// historian collects a history.
type historian struct {
	begin, now time.Time
	zone       *time.Location
	recent     int
	byDate     map[string]int // place in out.Days
	lastDay    string         // of lastAt: whole crowds move at the same instant
	lastAt     time.Time
	out        History
}

func (h *historian) take(c domain.MembershipChange) {
	if c.At.Before(h.begin) || c.At.After(h.now) {
		return
	}
	if h.lastDay == "" || !c.At.Equal(h.lastAt) {
		h.lastAt, h.lastDay = c.At, c.At.In(h.zone).Format(time.DateOnly)
	}
	if n, ok := h.byDate[h.lastDay]; ok && c.Entered {
		h.out.Days[n].Entered++
	} else if ok {
		h.out.Days[n].Left++
	}
	h.out.Changes = append(h.out.Changes, c)
	if len(h.out.Changes) >= 4*h.recent+1000 {
		h.keepNewest()
	}
}

// keepNewest sorts the changes, newest first, and forgets the older ones.
func (h *historian) keepNewest() {
	slices.SortStableFunc(h.out.Changes, func(a, b domain.MembershipChange) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.ContactID, b.ContactID))
	})
	h.out.Changes = h.out.Changes[:min(h.recent, len(h.out.Changes))]
}
