package rule_test

import (
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
)

func TestHistory(t *testing.T) {
	over := domain.Membership{SegmentID: 12, EnteredAt: ago(40), LeftAt: ago(10)}
	again := domain.Membership{SegmentID: 12, EnteredAt: ago(2)}
	const entered, left = `{"type":"history","segments":[12],"change":"entered","window":{"kind":"last","n":7,"unit":"day"}}`, `{"type":"history","segments":[12],"change":"left"}`
	means(t,
		meaning{"entered S in the last N days, by the history on record", entered, someone(over, again), true},
		meaning{"an older entry does not count", entered, someone(over), false},
		meaning{"left S", left, someone(over), true},
		meaning{"who is still in it has not left", left, someone(again), false},
		meaning{"leaving and coming back is still leaving", left, someone(over, again), true},
		meaning{"another segment's history does not count", `{"type":"history","segments":[13],"change":"left"}`, someone(over), false},
		meaning{"any of some segments", `{"type":"history","segments":[13,12],"change":"left"}`, someone(over), true},
	)
	t.Run("what happens after the instant asked at does not exist", func(t *testing.T) {
		meansAsOf(t, ago(20), meaning{"not left yet", left, someone(over), false})
	})
}

func TestFrozenSegments(t *testing.T) {
	stay := domain.Membership{SegmentID: 13, EnteredAt: ago(30)}
	const in = `{"type":"segment","segments":[13]}`
	means(t,
		meaning{"the members of a frozen segment are those on record", in, someone(stay), true},
		meaning{"whatever its rule says now", in, someone(), false},
		meaning{"who has left is out", in, someone(domain.Membership{SegmentID: 13, EnteredAt: ago(30), LeftAt: ago(1)}), false},
		meaning{"somebody leaves at the instant itself", in, someone(domain.Membership{SegmentID: 13, EnteredAt: ago(30), LeftAt: now}), false},
		meaning{"and enters at it", in, someone(domain.Membership{SegmentID: 13, EnteredAt: now}), true},
	)
}
