package segment

import (
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Sizes is how many people were in a segment at the end of each day, oldest first,
// today's so far last. From is the first of the days ("2026-05-31").
type Sizes struct {
	From string
	Days []int
}

// DailySizes adds the moves of one segment, in the order of time, up to its size at
// the end of each of the last days, from the day the record begins on.
func DailySizes(moves []domain.SegmentMove, begun, now time.Time, zone *time.Location, days int) Sizes {
	today := midnight(now, zone)
	first := today.AddDate(0, 0, 1-days)
	if begin := midnight(begun, zone); begin.After(first) {
		first = begin
	}
	if first.After(today) {
		first = today
	}
	out := Sizes{From: first.Format(time.DateOnly)}
	size := 0
	for day := first; !day.After(today); day = day.AddDate(0, 0, 1) {
		next := day.AddDate(0, 0, 1)
		for len(moves) > 0 && (moves[0].From.Before(next) || next.After(today)) {
			size += moves[0].Entered - moves[0].Left
			moves = moves[1:]
		}
		out.Days = append(out.Days, size)
	}
	return out
}

func midnight(at time.Time, zone *time.Location) time.Time {
	y, m, d := at.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, zone)
}
