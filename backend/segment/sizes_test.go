package segment_test

import (
	"slices"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/segment"
)

func TestSizesAreThoseAtTheEndOfEachLocalDay(t *testing.T) {
	india := time.FixedZone("IST", 19800)
	at := func(text string) time.Time {
		out, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	moves := []domain.SegmentMove{
		{From: at("2026-04-01T06:00:00Z"), Entered: 100},
		{From: at("2026-05-07T18:00:00Z"), Entered: 5, Left: 2}, // 23:30 on the 7th
		{From: at("2026-05-07T18:30:00Z"), Left: 1},             // midnight of the 8th
		{From: at("2026-05-10T05:30:00Z"), Entered: 8},
	}
	for _, c := range []struct {
		name  string
		moves []domain.SegmentMove
		begun string
		days  int
		from  string
		want  []int
	}{
		{"over all of the days", moves, "2026-04-01T06:00:00Z", 4, "2026-05-07", []int{103, 102, 102, 110}},
		{"from the day it begins", moves[3:], "2026-05-09T20:00:00Z", 30, "2026-05-10", []int{8}},
		{"of nobody", nil, "2026-05-08T20:00:00Z", 30, "2026-05-09", []int{0, 0}},
		{"of a record ahead of the clock", moves, "2026-05-12T06:00:00Z", 4, "2026-05-10", []int{110}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := segment.DailySizes(c.moves, at(c.begun), now, india, c.days)
			if got.From != c.from || !slices.Equal(got.Days, c.want) {
				t.Errorf("got %+v", got)
			}
		})
	}
}
