package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// rowsWhen asks for the list until it is as wanted: the record follows on its own.
func rowsWhen(t *testing.T, b *Segments, want func([]SegmentRow) bool) []SegmentRow {
	t.Helper()
	rows := got[[]SegmentRow](t)(b.Rows())
	for deadline := time.Now().Add(10 * time.Second); !want(rows) && time.Now().Before(deadline); rows = got[[]SegmentRow](t)(b.Rows()) {
		time.Sleep(10 * time.Millisecond)
	}
	if !want(rows) {
		t.Fatalf("the list stays %+v", rows)
	}
	return rows
}

func asks(id int64) string {
	return fmt.Sprintf(`{"version":1,"include":{"type":"segment","segments":[%d]}}`, id)
}

func TestTheListOfSegments(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, _ := l.window()
	b := &Segments{s}
	pune := got[SegmentView](t)(b.Save(0, "Pune", fromPune))
	outer := got[SegmentView](t)(b.Save(0, "Outer", asks(pune.ID)))
	broken := got[SegmentView](t)(b.Save(0, "Broken", `{"type":"field","field":"nose","op":"is_set"}`))
	campaign := got[CampaignView](t)((&Campaigns{s}).Create(pune.ID, ""))
	t.Run("has names, sentences and the numbers on record", func(t *testing.T) {
		rows := rowsWhen(t, b, func(rows []SegmentRow) bool { return rows[2].People == 2 })
		row := rows[2]
		if row.Name != "Pune" || row.Sentence != "People who live in Pune." || row.Trouble != "" || !slices.Equal(row.Sizes, []int{2}) || row.From == "" || row.FrozenAt != "" {
			t.Errorf("Pune is %+v", row)
		}
		want := []UseView{{Kind: "campaign", ID: campaign.ID, Name: campaign.Name, State: "draft"}, {Kind: "segment", ID: outer.ID, Name: "Outer"}}
		if !slices.Equal(row.UsedIn, want) {
			t.Errorf("used in %+v", row.UsedIn)
		}
		if rows[0].Name != "Broken" || rows[0].Trouble == "" || rows[0].Sentence == "" || rows[0].People != -1 || rows[0].UsedIn == nil || rows[0].Sizes == nil {
			t.Errorf("Broken is %+v", rows[0])
		}
	})
	t.Run("is counted beside", func(t *testing.T) {
		counts := got[[]SegmentCount](t)(b.CountSaved([]int64{pune.ID, broken.ID, 77}))
		if !slices.Equal(counts, []SegmentCount{{pune.ID, 2, 2}, {broken.ID, -1, -1}}) {
			t.Errorf("counted %+v", counts)
		}
	})
	t.Run("and what it cannot count is still told in words", func(t *testing.T) {
		count := got[RuleCount](t)(b.Count(`{"id":"n","type":"field","field":"nose","op":"is_set"}`))
		if len(count.Clauses) != 1 || count.Clauses[0].Text == "" || len(count.Unfinished) != 1 || count.Unfinished[0].ID != "n" || count.Contacts == 0 || count.People != 0 || !count.Broken {
			t.Errorf("told %+v", count)
		}
	})
	t.Run("says what deleting would break, and deletes nothing of that", func(t *testing.T) {
		uses := got[SegmentUses](t)(b.Uses(pune.ID))
		if len(uses.Breaks) != 2 || len(uses.Keeps) != 0 || uses.Inline != "" {
			t.Errorf("uses are %+v", uses)
		}
		if err := b.Delete(pune.ID); toBridge(err).Code != domain.Conflict || !strings.Contains(toBridge(err).Message, "” and “Outer”") {
			t.Errorf("said %v", err)
		}
	})
	t.Run("puts the rule in the place of the segment, and back", func(t *testing.T) {
		points := got[[]RestorePoint](t)(b.ReplaceUses(pune.ID))
		if !slices.Equal(points, []RestorePoint{{outer.ID, 1}}) {
			t.Errorf("restore points are %+v", points)
		}
		if view := got[SegmentView](t)(b.Get(outer.ID)); view.Sentence != "People who live in Pune." || view.People != 2 {
			t.Errorf("Outer is %+v", view)
		}
		if view := got[SegmentView](t)(b.Restore(outer.ID, points[0].Version)); view.Rule != asks(pune.ID) {
			t.Errorf("back is %+v", view)
		}
	})
	t.Run("renames, copies, deletes and brings back", func(t *testing.T) {
		ok(t, b.Rename(broken.ID, " Noses "))
		if err := b.Rename(broken.ID, "  "); toBridge(err).Code != domain.Invalid {
			t.Errorf("said %v", err)
		}
		copied := got[int64](t)(b.Duplicate(pune.ID, "Pune again"))
		ok(t, b.Delete(copied))
		ok(t, b.Undelete(copied))
		rows := rowsWhen(t, b, func(rows []SegmentRow) bool { return len(rows) == 4 && rows[3].People == 2 })
		if rows[0].Name != "Noses" || rows[3].ID != copied || rows[3].Name != "Pune again" || rows[3].Sentence != rows[2].Sentence {
			t.Errorf("the list is %+v", rows)
		}
		if err := b.Undelete(copied); toBridge(err).Code != domain.NotFound {
			t.Errorf("said %v", err)
		}
	})
	t.Run("freezes with the people of before", func(t *testing.T) {
		got[SegmentView](t)(b.Freeze(pune.ID))
		frozen := got[[]SegmentRow](t)(b.Rows())[2]
		got[SegmentView](t)(b.Save(pune.ID, "Pune", fromMumbai))
		got[SegmentView](t)(b.Thaw(pune.ID))
		rowsWhen(t, b, func(rows []SegmentRow) bool { return rows[2].People == 1 })
		ok(t, b.Refreeze(pune.ID, frozen.FrozenAt))
		counts := got[[]SegmentCount](t)(b.CountSaved([]int64{pune.ID}))
		if counts[0].People != 2 {
			t.Errorf("refrozen with %+v", counts)
		}
		if uses := got[SegmentUses](t)(b.Uses(pune.ID)); uses.Inline != "frozen" {
			t.Errorf("a frozen one could be replaced by its rule: %+v", uses)
		}
		if _, err := b.ReplaceUses(pune.ID); toBridge(err).Code != domain.Blocked {
			t.Errorf("said %v", err)
		}
	})
	t.Run("combines", func(t *testing.T) {
		if made := got[CombinedRule](t)(b.Combine("merge", []int64{pune.ID, outer.ID}, false)); made.Fault != "" || !strings.Contains(made.Rule, fmt.Sprintf("[%d,%d]", pune.ID, outer.ID)) {
			t.Errorf("made %+v", made)
		}
		if made := got[CombinedRule](t)(b.Combine("merge", []int64{pune.ID, outer.ID}, true)); made.Fault != "frozen" || made.Rule != "" {
			t.Errorf("made %+v", made)
		}
		for _, ids := range [][]int64{{pune.ID}, {pune.ID, 77}} {
			if _, err := b.Combine("merge", ids, false); err == nil {
				t.Errorf("%v were combined", ids)
			}
		}
	})
}

func TestASentCampaignOutlivesItsSegment(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, w := l.window()
	b := &Segments{s}
	pune := got[SegmentView](t)(b.Save(0, "Pune", fromPune))
	campaigns := &Campaigns{s}
	sent := got[CampaignView](t)(campaigns.Create(pune.ID, ""))
	ok(t, w.db.SetCampaignState(t.Context(), domain.CampaignID(sent.ID), domain.CampaignSent, time.Now()))
	if uses := got[SegmentUses](t)(b.Uses(pune.ID)); len(uses.Breaks) != 0 || len(uses.Keeps) != 1 {
		t.Errorf("uses are %+v", uses)
	}
	ok(t, b.Delete(pune.ID))
	got[CampaignView](t)(campaigns.Get(sent.ID))
	got[Waterfall](t)(campaigns.Waterfall(sent.ID))
	got[PersonPage](t)(campaigns.Readers(sent.ID, "", 0, 5))
}

func TestTemplatesAreListedAtOnceAndCountedInParts(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, _ := l.window()
	b := &Segments{s}
	all := got[[]TemplateView](t)(b.Templates())
	if len(all) < 45 {
		t.Fatalf("%d templates", len(all))
	}
	var keys []string
	for _, one := range all {
		keys = append(keys, one.Key)
	}
	counts := got[[]TemplateCount](t)(b.CountTemplates(keys))
	if len(counts) != countedAtOnce {
		t.Errorf("%d were counted at once", len(counts))
	}
	city := got[[]TemplateCount](t)(b.CountTemplates([]string{"top_city", "left_cart", "gone"}))
	if len(city) != 2 || city[0].People <= 0 || city[1] != (TemplateCount{"left_cart", -1}) {
		t.Errorf("counted %+v", city)
	}
}

// ok fails the test on an error.
func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
