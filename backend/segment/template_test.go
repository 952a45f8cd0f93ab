package segment_test

import (
	"slices"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment"
)

func TestTemplatesFindPeopleInTheSampleShop(t *testing.T) {
	studio := openSample(t, 4000)
	all, err := studio.Templates()
	if err != nil {
		t.Fatal(err)
	}
	found, ready := 0, 0
	for _, one := range all {
		if len(one.Missing) > 0 {
			continue
		}
		n, err := studio.Headcount(t.Context(), one.Rule)
		if err != nil {
			t.Errorf("%s cannot be counted: %v", one.Key, err)
		}
		if ready++; n.People > 0 && n.People < 4000 {
			found++
		}
	}
	if found < 60 || ready < 70 {
		t.Errorf("%d of %d templates, %d of them ready, find somebody", found, len(all), ready)
	}
}

func TestStartersAreSixThatFindSomebody(t *testing.T) {
	got, err := openSample(t, 4000).Starters(t.Context())
	if err != nil || len(got) != 6 {
		t.Fatalf("got %d, %v", len(got), err)
	}
	names := []string{}
	for _, st := range got {
		names = append(names, st.Name)
		if st.People == 0 || st.Sentence == "" || st.Rule == "" {
			t.Errorf("got %+v", st)
		}
	}
	want := []string{"Loyal buyers going quiet", "Loyalty reward", "First purchase", "Left a cart", "Evening readers", "At risk"}
	if !slices.Equal(names, want) {
		t.Errorf("offered %q", names)
	}
}

func TestStartersOfAShopWithOrdersOnlyAreAboutOrders(t *testing.T) {
	s := open(t)
	got, err := s.Starters(t.Context())
	if err != nil || len(got) != 6 {
		t.Fatalf("got %d, %v", len(got), err)
	}
	for _, st := range got {
		n, _, err := s.People(t.Context(), st.Rule)
		if err != nil || n != st.People {
			t.Errorf("%s says %d, the rule %d, %v", st.Name, st.People, n, err)
		}
	}
	if got[0].People == 0 {
		t.Errorf("the first finds nobody: %+v", got)
	}
}

func TestAHeadcountIsKeptUntilSomethingChanges(t *testing.T) {
	s := open(t)
	const pune = `{"type":"field","field":"city","op":"any_of","values":["Pune"]}`
	count := func(want segment.Headcount) {
		t.Helper()
		if n, err := s.Headcount(t.Context(), pune); err != nil || n != want {
			t.Errorf("counted %+v, %v, want %+v", n, err, want)
		}
	}
	count(segment.Headcount{People: 2})
	s.SetStatuses(func(domain.ContactID) domain.MailStatus { return domain.Mailable })
	count(segment.Headcount{People: 2, Mailable: 2})
	cat := s.Catalog()
	s.SetCatalog(rule.NewCatalog(nil, cat.EventTypes, cat.Properties, nil, cat.Settings))
	if _, err := s.Headcount(t.Context(), pune); domain.CodeOf(err) != domain.Invalid {
		t.Errorf("a field that is gone was still counted: %v", err)
	}
}
