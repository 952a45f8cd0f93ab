package app

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

var followedRules = []string{
	`{"include":{"all":[{"id":"a","type":"everyone"}]}}`,
	`{"include":{"all":[{"id":"a","type":"field","field":"city","op":"any_of","values":["Pune","Agra"]}]}}`,
	`{"include":{"all":[{"id":"a","type":"field","field":"tags","op":"any_of","values":["VIP"]}]}}`,
	`{"include":{"all":[{"id":"a","type":"field","field":"city","op":"is_set"}]},"exclude":{"any":[{"id":"b","type":"field","field":"language","op":"any_of","values":["Hindi"]}]}}`,
}

// TestEverythingCountsAsAFreshlyOpenedWorkspace changes people in every way and
// compares what the open window counts with what another run of the program reads.
func TestEverythingCountsAsAFreshlyOpenedWorkspace(t *testing.T) {
	l := newLine(t)
	do[map[string]any](l, "sample", "--people", "300")
	s, w := l.window()
	b, segments := &Person{s}, &Segments{s}
	got[PersonChange](t)(b.SetTags(1, []string{"VIP"}))
	tagged := got[SegmentView](t)(segments.Save(0, "Tagged", followedRules[2]))
	recorded(t, w, tagged.ID, 1)
	r := rand.New(rand.NewPCG(3, 4))
	var acts []int64
	for range 60 {
		id := int64(1 + r.IntN(300))
		if _, err := b.Get(id); err != nil {
			continue // erased before
		}
		switch r.IntN(7) {
		case 0:
			acts = append(acts, got[PersonChange](t)(b.SetTags(id, [][]string{{"VIP"}, {"VIP", "new"}, nil}[r.IntN(3)])).Act)
		case 1, 2:
			acts = append(acts, got[PersonChange](t)(b.SetValues(id, []WrittenValue{{"city", []string{"Pune", "Agra", ""}[r.IntN(3)]}, {"language", "Hindi"}})).Act)
		case 3:
			got[PauseView](t)(b.Pause(id, PauseView{On: r.IntN(3) > 0}))
		case 4:
			if err := b.Withdraw(id, "phone"); err != nil {
				t.Fatal(err)
			}
		case 5:
			c := got[domain.Contact](t)(w.db.Contact(t.Context(), domain.ContactID(id)))
			if err := b.Erase(id, c.Email); err != nil {
				t.Fatal(err)
			}
		case 6:
			if n := len(acts); n > 0 && acts[n-1] != 0 {
				got[PersonChange](t)(b.Undo(acts[n-1]))
				acts = acts[:n-1]
			}
		}
	}
	open := counts(t, segments)
	members := got[[]domain.ContactID](t)(w.db.OpenMembers(t.Context(), domain.SegmentID(tagged.ID)))
	s.stop()
	again, w := l.window()
	fresh := counts(t, &Segments{again})
	for i := range fresh {
		if open[i] != fresh[i] {
			t.Errorf("%s\ncounts %+v, freshly opened %+v", followedRules[i], open[i], fresh[i])
		}
	}
	_, studio, err := again.studio()
	if err != nil {
		t.Fatal(err)
	}
	want := got[[]domain.ContactID](t)(studio.Members(t.Context(), followedRules[2]))
	if !slices.Equal(members, want) || w == nil {
		t.Errorf("on record are %v, want %v", members, want)
	}
}

// numbers are the counts of a rule that have to add up.
type numbers struct{ people, mailable, noAddress, noConsent, suppressed, paused int }

func counts(t *testing.T, b *Segments) []numbers {
	t.Helper()
	return each(followedRules, func(rule string) numbers {
		n := got[RuleCount](t)(b.Count(rule))
		if n.Mailable+n.NoAddress+n.NoConsent+n.Suppressed+n.Paused != n.People {
			t.Errorf("%s: the parts of %+v do not add up", rule, n)
		}
		return numbers{n.People, n.Mailable, n.NoAddress, n.NoConsent, n.Suppressed, n.Paused}
	})
}

func TestAPauseThatRanOutEndsByItself(t *testing.T) {
	l := newLine(t)
	l.shop()
	s, w := l.window()
	segments := &Segments{s}
	until := s.clock.Now().Add(300 * time.Millisecond)
	if err := w.db.SetPause(t.Context(), domain.Pause{ContactID: 1, Until: until, At: s.clock.Now()}); err != nil {
		t.Fatal(err)
	}
	w.peopleChanged(1)
	if n := got[RuleCount](t)(segments.Count(followedRules[0])); n.Paused != 1 {
		t.Errorf("%+v", n)
	}
	time.Sleep(time.Until(until.Add(time.Millisecond)))
	if w.pausesEnded(until.Add(-2 * time.Second)).Before(until) {
		t.Error("it did not look")
	}
	if n := got[RuleCount](t)(segments.Count(followedRules[0])); n.Paused != 0 || n.Mailable != n.People {
		t.Errorf("%+v", n)
	}
}
