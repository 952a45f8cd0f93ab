package segment_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment"
)

func TestADifferenceCountsAndListsThePeopleOfEachPart(t *testing.T) {
	s := open(t)
	pune, buyers := `{"id":"c","type":"field","field":"city","op":"any_of","values":["Pune"]}`, `{"type":"event","event":"purchased","count":{"op":"at_least","n":4}}`
	d, err := s.Diff(t.Context(), pune, buyers) // 4 and 5 live in Pune; 5 and 6 ordered four times or more
	if err != nil || d.OnlyA != 1 || d.OnlyB != 1 || d.Both != 1 || len(d.Changes) != 2 {
		t.Fatalf("got %+v, %v", d, err)
	}
	for part, want := range map[segment.Part]int64{segment.OnlyA: 4, segment.OnlyB: 6, segment.Both: 5} {
		page, err := s.DiffPeople(t.Context(), pune, buyers, part, 0, 10)
		if err != nil || page.Total != 1 || page.People[0].ID != want {
			t.Errorf("%s: %+v, %v", part, page, err)
		}
	}
	for _, wrong := range [][3]string{{"{", pune, "both"}, {pune, "{", "both"}, {pune, `{"type":"field","field":"nose","op":"is_set"}`, "both"}, {pune, buyers, "neither"}} {
		if _, err := s.DiffPeople(t.Context(), wrong[0], wrong[1], segment.Part(wrong[2]), 0, 10); domain.CodeOf(err) != domain.Invalid {
			t.Errorf("%v gave %v", wrong, err)
		}
	}
}

// Nodes for the rules below.
const (
	pune    = `{"id":"p","type":"field","field":"city","op":"any_of","values":["Pune"]}`
	mumbai  = `{"id":"p","type":"field","field":"city","op":"any_of","values":["Mumbai"]}`
	once    = `{"id":"o","type":"event","event":"purchased","count":{"op":"at_least","n":1}}`
	nobody  = `{"id":"n","type":"event","event":"opened","not":true}`
	anyName = `{"type":"field","field":"first_name","op":"is_set"}`
	anyLast = `{"type":"field","field":"last_name","op":"is_set"}`
)

func all(nodes ...string) string { return `{"id":"top","all":[` + strings.Join(nodes, ",") + `]}` }

func lanes(include, exclude string) string {
	return `{"version":1,"include":` + include + `,"exclude":` + exclude + `}`
}

func TestWhatChangedBetweenTwoRulesIsSaidInWords(t *testing.T) {
	cat := open(t).Catalog()
	for _, c := range []struct {
		name, a, b string
		want       []string
	}{
		{"nothing, in another order", all(pune, once, anyName, anyLast), all(anyLast, once, anyName, pune), nil},
		{"nothing, without ids, in another order", `{"all":[{"any":[` + anyName + `,` + anyLast + `]},` + anyName + `]}`, `{"all":[` + anyName + `,{"any":[` + anyLast + `,` + anyName + `]}]}`, nil},
		{"a condition more", all(pune), all(pune, once), []string{"added include o: Added: placed at least 1 order at any time."}},
		{"a condition less", all(pune, anyName), all(pune), []string{"removed include : Removed: have their first name filled in."}},
		{"other values", all(pune, once), all(mumbai, once), []string{"changed include p: Changed: “live in Pune” is now “live in Mumbai”."}},
		{"the opposite", all(once), all(strings.Replace(once, `"type"`, `"not":true,"type"`, 1)), []string{"changed include o: Changed: “placed at least 1 order at any time” is now “did not place any orders at any time”."}},
		{"switched off", all(pune, once), all(pune, strings.Replace(once, `"type"`, `"muted":true,"type"`, 1)), []string{"muted include o: Switched off: placed at least 1 order at any time."}},
		{"switched on", all(strings.Replace(once, `"type"`, `"muted":true,"type"`, 1)), all(once), []string{"unmuted include o: Switched on: placed at least 1 order at any time."}},
		{"any instead of all", all(pune, once), strings.Replace(all(pune, once), `"all"`, `"any"`, 1), []string{"mode include top: A group asked for all of its rules and now asks for any of its rules."}},
		{"to the other lane", lanes(all(pune, once), `{"any":[]}`), lanes(all(pune), `{"any":[`+once+`]}`), []string{"moved exclude o: Moved to the people left out: placed at least 1 order at any time."}},
		{"and back", lanes(all(pune), `{"any":[`+once+`]}`), all(pune, once), []string{"moved include o: Moved from the people left out to those looked for: placed at least 1 order at any time."}},
		{"one more left out", all(pune), lanes(all(pune), once), []string{"added exclude o: Added among the people left out: placed at least 1 order at any time."}},
		{"a whole group", all(pune), all(pune, `{"id":"g","any":[`+once+`,`+nobody+`]}`), []string{"added include g: Added: either placed at least 1 order at any time or did not open any emails at any time."}},
		{"a group around what was there", all(pune, once), all(`{"id":"g","any":[` + pune + `,` + once + `]}`), []string{
			"added include g: Added: either live in Pune or placed at least 1 order at any time.", "moved include p: Moved to another group: live in Pune.", "moved include o: Moved to another group: placed at least 1 order at any time."}},
		{"a bare condition and a group of it", pune, `{"all":[` + pune + `]}`, nil},
		{"everything", pune, once, []string{"added include o: Added: placed at least 1 order at any time.", "removed include p: Removed: live in Pune."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, errA := rule.Parse([]byte(c.a))
			b, errB := rule.Parse([]byte(c.b))
			if errA != nil || errB != nil {
				t.Fatal(errA, errB)
			}
			var got []string
			for _, change := range segment.RuleDiff(a, b, cat) {
				got = append(got, change.Kind+" "+change.Lane+" "+change.ID+": "+change.Text)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got  %q\nwant %q", got, c.want)
			}
		})
	}
}

// moves are stays in memory.
type moves []domain.Membership

func (m moves) EachMove(_ context.Context, _ domain.SegmentID, _ time.Time, fn func(domain.Membership) error) error {
	for _, s := range m {
		if err := fn(s); err != nil {
			return err
		}
	}
	return nil
}

func TestAHistoryCountsLocalDays(t *testing.T) {
	delhi := domain.DefaultSettings().Location()
	evening := time.Date(2026, 5, 9, 20, 0, 0, 0, time.UTC) // the 10th in India
	in := moves{
		{ContactID: 1, EnteredAt: now.AddDate(-1, 0, 0), LeftAt: evening, Left: domain.CauseClock},
		{ContactID: 2, EnteredAt: evening, Entered: domain.CauseData},
		{ContactID: 3, EnteredAt: now.AddDate(0, 0, -2), Entered: domain.CauseRule, LeftAt: now.AddDate(0, 0, -1), Left: domain.CauseData},
		{ContactID: 4, EnteredAt: now.Add(time.Hour), Entered: domain.CauseData}, // by a clock that was ahead
	}
	h, err := segment.ReadHistory(t.Context(), in, 1, now, delhi, 3, 3)
	if err != nil {
		t.Fatal(err)
	}
	want := []segment.Day{{"2026-05-08", 1, 0}, {"2026-05-09", 0, 1}, {"2026-05-10", 1, 1}}
	if !slices.Equal(h.Days, want) {
		t.Errorf("days are %v", h.Days)
	}
	if len(h.Changes) != 3 || h.Changes[0].ContactID != 1 || h.Changes[0].Entered || h.Changes[1].ContactID != 2 || h.Changes[2].Cause != domain.CauseData {
		t.Errorf("changes are %+v", h.Changes)
	}
	t.Run("and of a crowd only the newest changes are named", func(t *testing.T) {
		crowd := make(moves, 10_000)
		for i := range crowd {
			crowd[i] = domain.Membership{ContactID: domain.ContactID(i + 1), EnteredAt: now.Add(-time.Duration(i) * time.Second)}
		}
		slices.Reverse(crowd)
		h, err := segment.ReadHistory(t.Context(), crowd, 1, now, delhi, 2, 5)
		if err != nil || h.Days[0].Entered+h.Days[1].Entered != 10_000 || len(h.Changes) != 5 || h.Changes[0].ContactID != 1 || h.Changes[4].ContactID != 5 {
			t.Errorf("got %+v, %v", h, err)
		}
	})
}

func TestATallyLeavesOutWhoIsNotThere(t *testing.T) {
	if people, mailable := open(t).Tally([]domain.ContactID{1, 2, 4, 99}); people != 3 || mailable != 1 {
		t.Errorf("%d people, %d mailable", people, mailable)
	}
}

func TestPeopleChosenByHandAreInTheDifferenceOfTwoRules(t *testing.T) {
	a, b := rule.Rule{Always: []rule.Pin{{Contact: 1}, {Contact: 2}}}, rule.Rule{Always: []rule.Pin{{Contact: 2}}, Never: []rule.Pin{{Contact: 7}, {Contact: 8}}}
	var got []string
	for _, c := range segment.RuleDiff(a, b, rule.Catalog{}) {
		got = append(got, c.Text)
	}
	want := []string{"No longer chosen by hand to be always in: 1 person.", "Chosen by hand to be never in: 2 people."}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}
