package app

import (
	"fmt"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

const (
	fromPune   = `{"all":[{"id":"c","type":"field","field":"city","op":"any_of","values":["Pune"]}]}`
	fromMumbai = `{"all":[{"id":"c","type":"field","field":"city","op":"any_of","values":["Mumbai"]}]}`
)

type changed struct {
	ID, Version, People int
	Name, FrozenAt      string
}

func TestVersionsOfASegmentAreListedAndRestored(t *testing.T) {
	l := newLine(t)
	l.shop()
	do[changed](l, "segment", "save", "Neighbours", l.file("pune.json", fromPune))
	back := do[changed](l, "segment", "restore", "Neighbours", "--version", "1")
	if back.Version != 2 || back.Name != "Neighbours" {
		t.Errorf("restored %+v", back)
	}
	versions := do[[]VersionView](l, "segment", "versions", "1")
	if len(versions) != 2 || versions[0].Version != 2 || versions[1].Sentence != "People who live in Pune." || versions[1].SavedAt == "" || versions[0].Rule != fromPune {
		t.Errorf("versions are %+v", versions)
	}
	l.refused(domain.NotFound, "segment", "restore", "Neighbours", "--version", "9")
	l.refused(domain.NotFound, "segment", "versions", "Nobody")
	l.refused(domain.NotFound, "segment", "versions", "77")
	do[changed](l, "segment", "save", "Neighbours", l.file("mumbai.json", fromMumbai))
	l.refused(domain.Conflict, "segment", "versions", "Neighbours")
	if code, _, _ := l.run("segment", "restore", "1"); code != exitUsage {
		t.Errorf("without a version it ended with %d", code)
	}
}

func TestFreezingASegmentIsOnRecord(t *testing.T) {
	l := newLine(t)
	l.shop()
	do[changed](l, "segment", "save", "Neighbours", l.file("pune.json", fromPune))
	if h := do[HistoryView](l, "segment", "history", "Neighbours"); h.EvaluatedAt != "" || h.Members != 0 || len(h.Days) != historyDays {
		t.Errorf("before there was a record: %+v", h)
	}
	if f := do[changed](l, "segment", "freeze", "Neighbours"); f.People != 2 || f.FrozenAt == "" {
		t.Errorf("froze %+v", f)
	}
	l.refused(domain.Conflict, "segment", "freeze", "Neighbours")
	h := do[HistoryView](l, "segment", "history", "1")
	if h.Members != 2 || h.EvaluatedAt == "" || h.Days[historyDays-1].Entered != 2 || len(h.Changes) != 2 || h.Changes[0].Name != "Asha" || !h.Changes[0].Entered || h.Changes[0].Cause != "rule" {
		t.Errorf("history is %+v", h)
	}
	if thawed := do[changed](l, "segment", "thaw", "Neighbours"); thawed.ID != 1 {
		t.Errorf("thawed %+v", thawed)
	}
	l.refused(domain.Conflict, "segment", "thaw", "Neighbours")
}

// window is a session on the shop's workspace as the interface would have it.
func (l line) window() (*session, *workspace) {
	l.t.Helper()
	s := newSession()
	if _, err := s.open(l.workspace); err != nil {
		l.t.Fatal(err)
	}
	l.t.Cleanup(s.stop)
	w, err := s.current()
	if err != nil {
		l.t.Fatal(err)
	}
	return s, w
}

// got fails the test on an error of a bound method.
func got[T any](t *testing.T) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestAFrozenSegmentKeepsItsPeopleWhateverItsRuleSays(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, w := l.window()
	b := &Segments{s}
	view := got[SegmentView](t)(b.Save(0, "Neighbours", fromPune))
	if frozen := got[SegmentView](t)(b.Freeze(view.ID)); frozen.FrozenAt == "" || frozen.People != 2 || frozen.Mailable != 2 {
		t.Errorf("frozen as %+v", frozen)
	}
	view = got[SegmentView](t)(b.Save(view.ID, "Neighbours", fromMumbai))
	if view.People != 2 || view.FrozenAt == "" {
		t.Errorf("with another rule %+v", view)
	}
	draft := domain.Campaign{SegmentID: domain.SegmentID(view.ID)}
	if to := got[audience](t)(w.audience(draft)); len(to.members) != 2 || to.members[0] != 1 || to.unfinished {
		t.Errorf("a campaign goes to %v", to.members)
	}
	if missing := got[map[string]int](t)(w.missing(draft, []string{"first_name", "phone", "nose"})); missing["first_name"] != 0 || missing["phone"] != 2 || len(missing) != 2 {
		t.Errorf("missing are %v", missing)
	}
	if in := got[PersonSegments](t)(s.segmentsOf(1)); len(in.In) != 1 {
		t.Errorf("Asha is in %v", in)
	}
	t.Run("and follows its rule again after the thaw", func(t *testing.T) {
		if live := got[SegmentView](t)(b.Thaw(view.ID)); live.People != 1 || live.FrozenAt != "" {
			t.Errorf("thawed as %+v", live)
		}
		if in := got[PersonSegments](t)(s.segmentsOf(1)); len(in.In) != 0 {
			t.Errorf("Asha is in %v", in)
		}
	})
	t.Run("and the old rule comes back with a difference in people and words", func(t *testing.T) {
		versions := got[[]VersionView](t)(b.Versions(view.ID))
		d := got[DiffView](t)(b.Diff(versions[0].Rule, versions[1].Rule))
		if d.OnlyA != 1 || d.OnlyB != 2 || d.Both != 0 || len(d.Changes) != 1 || d.Changes[0].Text != "Changed: “live in Mumbai” is now “live in Pune”." {
			t.Errorf("the difference is %+v", d)
		}
		if page := got[PersonPage](t)(b.DiffPeople(versions[0].Rule, versions[1].Rule, "only_b", 1, 5)); page.Total != 2 || len(page.People) != 1 || page.People[0].ID != 3 {
			t.Errorf("only in the old one are %+v", page)
		}
		if back := got[SegmentView](t)(b.Restore(view.ID, 1)); back.People != 2 || back.Rule != fromPune {
			t.Errorf("restored %+v", back)
		}
		h := got[HistoryView](t)(b.History(view.ID))
		for deadline := time.Now().Add(10 * time.Second); h.Members != 2 && time.Now().Before(deadline); h = got[HistoryView](t)(b.History(view.ID)) {
			time.Sleep(10 * time.Millisecond) // the record follows on its own
		}
		if h.Members != 2 || len(h.Changes) < 2 {
			t.Errorf("history is %+v", h)
		}
	})
	t.Run("and a version that would close a circle is refused", func(t *testing.T) {
		asks := func(id int64) string { return fmt.Sprintf(`{"type":"segment","segments":[%d]}`, id) }
		inner := got[SegmentView](t)(b.Save(0, "Inner", fromPune))
		outer := got[SegmentView](t)(b.Save(0, "Outer", asks(inner.ID)))
		got[SegmentView](t)(b.Save(outer.ID, "Outer", fromPune))
		got[SegmentView](t)(b.Save(inner.ID, "Inner", asks(outer.ID)))
		if _, err := b.Restore(outer.ID, 1); toBridge(err).Code != domain.Blocked {
			t.Errorf("got %v", err)
		}
	})
}
