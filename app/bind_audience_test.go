package app

import (
	"slices"
	"testing"
)

const livesInMumbai = `{"version":1,"include":{"type":"field","field":"city","op":"any_of","values":["Mumbai"]}}`

func TestTheOverlapOfSegments(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, _ := l.window()
	b := &Segments{s}
	pune := got[SegmentView](t)(b.Save(0, "Pune", fromPune))
	everyone := got[SegmentView](t)(b.Save(0, "All", `{"version":1,"include":{"type":"everyone"}}`))
	broken := got[SegmentView](t)(b.Save(0, "Broken", `{"type":"field","field":"nose","op":"is_set"}`))
	t.Run("adds up to each of them", func(t *testing.T) {
		view := got[OverlapView](t)(b.Overlap(fromPune, []int64{everyone.ID}))
		if len(view.Sets) != 2 || view.Sets[0] != (OverlapSet{People: 2}) || view.Sets[1].Name != "All" || view.Sets[1].People <= 2 {
			t.Fatalf("the sets are %+v", view.Sets)
		}
		last := view.Regions[len(view.Regions)-1]
		page := got[PersonPage](t)(b.OverlapPeople(fromPune, []int64{everyone.ID}, last.In, 0, 500))
		if page.Total != last.People || len(page.People) != last.People {
			t.Errorf("region %+v lists %d people", last, page.Total)
		}
	})
	t.Run("is offered with those that share most people, broken ones last", func(t *testing.T) {
		choices := got[[]OverlapChoice](t)(b.OverlapChoices(fromPune, pune.ID))
		if !slices.Equal(choices, []OverlapChoice{{everyone.ID, "All", 2}, {broken.ID, "Broken", -1}}) {
			t.Errorf("offered %+v", choices)
		}
	})
	t.Run("becomes a rule", func(t *testing.T) {
		made := got[CombinedRule](t)(b.RegionRule(fromPune, false, []int64{everyone.ID}, nil))
		count := got[RuleCount](t)(b.Count(made.Rule))
		if all := got[RuleCount](t)(b.Count(everyone.Rule)); count.People != all.People-2 || made.Fault != "" {
			t.Errorf("%+v has %d people", made, count.People)
		}
		pinned := `{"version":1,"always":[{"contact":1}]}`
		if made := got[CombinedRule](t)(b.RegionRule(pinned, true, nil, nil)); made.Fault != "pinned" {
			t.Errorf("people chosen by hand cannot be copied, got %+v", made)
		}
	})
}

func TestWhyOnePersonIsInASegment(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, _ := l.window()
	b := &Segments{s}
	in := got[PersonPage](t)(b.Sample(fromPune, false, 0, 1)).People[0]
	if v := got[WhyView](t)(b.Why(fromPune, in.ID, "")); !v.In || v.At == "" || len(v.Lanes) != 1 {
		t.Errorf("got %+v", v)
	}
	if v := got[WhyView](t)(b.Why(livesInMumbai, in.ID, "2020-01-01")); v.In {
		t.Errorf("got %+v", v)
	}
	pins := got[PinsView](t)(b.Pins(`{"version":1,"always":[{"contact":1,"reason":"a friend"}],"never":[{"contact":999}]}`))
	if len(pins.Always) != 1 || pins.Always[0].Name == "" || pins.Always[0].Reason != "a friend" || pins.Never[0].Name != "" {
		t.Errorf("pins are %+v", pins)
	}
	all := `{"version":1,"include":{"type":"everyone"}}`
	count := got[RuleCount](t)(b.Count(all))
	sum := 0
	for name := range mailStatuses {
		sum += got[PersonPage](t)(b.StatusPeople(all, name, 0, 1)).Total
	}
	if sum != count.People {
		t.Errorf("the reasons list %d of %d people", sum, count.People)
	}
	if _, err := b.StatusPeople(all, "moonlight", 0, 1); err == nil {
		t.Error("an unknown reason lists people")
	}
	if groups := got[[]NearGroupView](t)(b.NearMisses(fromPune)); groups == nil || len(groups) != 0 {
		t.Errorf("one clause has no near misses, got %+v", groups)
	}
}
