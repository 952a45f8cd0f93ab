package segment_test

import (
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

func TestNearMissesAreCountedByClause(t *testing.T) {
	s := open(t)
	groups, err := s.NearMisses(t.Context(), loyal)
	if err != nil || len(groups) != 1 || groups[0] != (segment.NearGroup{ID: "orders", Path: "/include/all/1", Text: "placed at least 2 orders at any time", People: 2}) {
		t.Fatalf("got %+v, %v", groups, err)
	}
	page, err := s.NearPeople(t.Context(), loyal, groups[0].Path, 1, 5)
	if err != nil || page.Total != 2 || len(page.People) != 1 || page.People[0].ID != 2 {
		t.Errorf("got %+v, %v", page, err)
	}
	if page, err := s.NearPeople(t.Context(), loyal, "/include/all/0", 0, 5); err != nil || page.Total != 0 || page.People == nil {
		t.Errorf("nobody fails the city alone, got %+v, %v", page, err)
	}
}

func TestThePeopleOfAReasonAreThoseCounted(t *testing.T) {
	s := open(t)
	count, err := s.Count(t.Context(), loyal)
	if err != nil {
		t.Fatal(err)
	}
	for status, want := range map[domain.MailStatus]int{
		domain.Mailable: count.Mailable, domain.NoAddress: count.NoAddress, domain.NoConsent: count.NoConsent, domain.Suppressed: count.Suppressed,
	} {
		page, err := s.StatusPeople(t.Context(), loyal, status, 0, 50)
		if err != nil || page.Total != want || len(page.People) != want {
			t.Errorf("%v has %+v, %v, counted %d", status, page, err, want)
		}
		for _, p := range page.People {
			if p.Mailable != (status == domain.Mailable) {
				t.Errorf("%v lists %+v", status, p)
			}
		}
	}
}

func TestOverlapRegionsSumUp(t *testing.T) {
	s := open(t)
	rules := []string{loyal, `{"type":"segment","segments":[12]}`, `{"type":"field","field":"city","op":"any_of","values":["Pune"]}`}
	regions, err := s.Overlap(t.Context(), rules)
	if err != nil {
		t.Fatal(err)
	}
	sums := make([]int, len(rules))
	before := 1 << 30
	for _, r := range regions {
		if r.People == 0 || r.People > before || r.Mailable > r.People {
			t.Errorf("region %+v stands behind one of %d", r, before)
		}
		before = r.People
		for _, k := range r.In {
			sums[k] += r.People
		}
		page, err := s.OverlapPeople(t.Context(), rules, r.In, 0, 50)
		if err != nil || page.Total != r.People {
			t.Errorf("%v has %d people, listed %d, %v", r.In, r.People, page.Total, err)
		}
	}
	for k, text := range rules {
		if people, _, err := s.People(t.Context(), text); err != nil || people != sums[k] {
			t.Errorf("rule %d has %d people, its regions %d, %v", k, people, sums[k], err)
		}
	}
	common, err := s.Common(t.Context(), loyal, []string{rules[1], rules[2], `{"type":"segment","segments":[99]}`})
	if err != nil || common[0] != 0 || common[1] != 2 || common[2] != -1 {
		t.Errorf("in common %v, %v", common, err)
	}
}

func TestAPersonIsExplainedAsOfAnyPastDay(t *testing.T) {
	compared := 0
	for seed := range uint64(25) {
		w := conformance.NewWorkspace(seed, 20)
		e, err := engine.Load(t.Context(), w.Source(), w.Catalog)
		if err != nil {
			t.Fatal(err)
		}
		e.SetHistory(w)
		s := segment.New(e, shop{w}, nil, frozenAt(w.AsOf))
		for k := range uint64(8) {
			r := conformance.NewRule(seed*1000+k, w, "field", "event", "recency", "measure", "messages", "sequence", "consent", "lapsed")
			at := w.AsOf.AddDate(0, 0, -int(k*17)).In(w.Catalog.Location())
			for _, p := range w.People() {
				v, err := s.ExplainAt(t.Context(), string(r.JSON()), p.Contact.ID, at)
				if err != nil {
					t.Fatal(err)
				}
				if want := rule.Match(r, p, at, w.Catalog); v.In != want {
					t.Fatalf("seed %d, contact %d at %s: explained %v, matched %v\n%s", seed, p.Contact.ID, at, v.In, want, r.JSON())
				}
				compared++
			}
		}
	}
	if compared < 1000 {
		t.Errorf("compared only %d", compared)
	}
}

func TestADayMeansItsEndByTheWorkspacesClock(t *testing.T) {
	s := open(t)
	const two = `{"type":"event","event":"purchased","count":{"op":"at_least","n":2}}`
	// Person 3 ordered 15 and 5 days ago: the second order is of the 5th of May.
	for day, want := range map[string]bool{"2026-05-04": false, "2026-05-05": true, "2026-05-10": true, "": true} {
		v, err := s.ExplainOn(t.Context(), two, 3, day)
		if err != nil || v.In != want {
			t.Errorf("on %q in is %v, %v", day, v.In, err)
		}
		if day == "2026-05-04" && v.At.Format(time.DateTime) != "2026-05-04 23:59:59" {
			t.Errorf("the day ends at %s", v.At)
		}
	}
	for _, day := range []string{"2026-05-11", "tomorrow"} {
		if _, err := s.ExplainOn(t.Context(), two, 3, day); domain.CodeOf(err) != domain.Invalid {
			t.Errorf("%q is answered by %v", day, err)
		}
	}
}

func TestWhoIsChosenByHandIsExplainedAsSuch(t *testing.T) {
	s := open(t)
	pinned := `{"version":1,"include":{"type":"field","field":"city","op":"any_of","values":["Pune"]},"always":[{"contact":1,"reason":"a friend"}],"never":[{"contact":4}]}`
	for id, want := range map[domain.ContactID]bool{1: true, 2: false, 4: false, 5: true} {
		if v, err := s.ExplainOn(t.Context(), pinned, id, ""); err != nil || v.In != want {
			t.Errorf("person %d is in: %v, %v", id, v.In, err)
		}
	}
}

func TestPeopleAreSummedUpInHindi(t *testing.T) {
	s := open(t)
	s.SetCatalog(s.Catalog().In("hi"))
	page, err := s.Sample(t.Context(), `{"type":"everyone"}`, false, 0, 3)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"Mumbai · अब तक कोई ऑर्डर नहीं", "mumbai · 1 ऑर्डर, 5 दिन पहले", "Mumbai · 2 ऑर्डर, आख़िरी 5 दिन पहले"} {
		if got := page.People[i].Summary; got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
