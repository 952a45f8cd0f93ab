package segment_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

var now = time.Date(2026, 5, 10, 6, 0, 0, 0, time.UTC)

type fixedClock struct{}

func (fixedClock) Now() time.Time { return now }

// shop is a small workspace in memory, with the methods of the store the studio needs.
type shop struct {
	*conformance.Workspace
}

func (s shop) Contact(_ context.Context, id domain.ContactID) (domain.Contact, error) {
	all := s.Workspace.Contacts
	i, found := slices.BinarySearchFunc(all, id, func(c domain.Contact, id domain.ContactID) int { return int(c.ID - id) })
	if !found {
		return domain.Contact{}, domain.Errorf(domain.NotFound, "This person is not here any more.")
	}
	return all[i], nil
}

func (s shop) Contacts(ctx context.Context, ids []domain.ContactID) ([]domain.Contact, error) {
	var out []domain.Contact
	for _, id := range ids {
		c, err := s.Contact(ctx, id)
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

func (s shop) ContactEvents(_ context.Context, id domain.ContactID, _ int) ([]domain.Event, error) {
	return s.EventsOf(id), nil
}

func (s shop) ConsentOf(_ context.Context, id domain.ContactID) ([]domain.ConsentEntry, error) {
	return s.FactsOf(domain.Contact{ID: id}).Consents, nil
}

func (s shop) SuppressionsOf(_ context.Context, c domain.Contact) ([]domain.Suppression, error) {
	return s.Suppressions[c.ID], nil
}

func (s shop) ContactMemberships(_ context.Context, id domain.ContactID) ([]domain.Membership, error) {
	return s.FactsOf(domain.Contact{ID: id}).Stays, nil
}

// open makes a shop of six people: 1 to 3 live in Mumbai, 4 and 5 in Pune, 6
// nowhere known. Person n placed n-1 orders, each ten days apart, the last 5 days ago.
func open(t *testing.T) *segment.Studio {
	t.Helper()
	w := &conformance.Workspace{}
	cities := []string{"Mumbai", "mumbai", "Mumbai", "Pune", "Pune", ""}
	for n := 1; n <= 6; n++ {
		id := domain.ContactID(n)
		values := map[domain.FieldID]domain.Value{domain.FieldFirstName: domain.TextValue("Person"), domain.FieldLastName: domain.TextValue(string(rune('A' + n - 1)))}
		if cities[n-1] != "" {
			values[domain.FieldCity] = domain.TextValue(cities[n-1])
		}
		w.Contacts = append(w.Contacts, domain.Contact{ID: id, Email: "p@example.com", Values: values})
		for k := n - 2; k >= 0; k-- {
			w.Events = append(w.Events, domain.Event{ContactID: id, Type: domain.EventPurchased, At: now.AddDate(0, 0, -5-10*k), Props: []domain.PropertyValue{
				{ID: domain.PropAmount, Value: domain.MoneyValue(200000)}, {ID: domain.PropCategory, Value: domain.TextValue("Skincare")}}})
		}
	}
	w.Catalog = rule.NewCatalog(domain.BuiltinFields(), domain.BuiltinEventTypes(), domain.BuiltinProperties(),
		[]domain.Segment{{ID: 12, Name: "VIP customers", Rule: []byte(`{"type":"event","event":"purchased","count":{"op":"at_least","n":5}}`)}}, domain.DefaultSettings())
	e, err := engine.Load(t.Context(), w.Source(), w.Catalog)
	if err != nil {
		t.Fatal(err)
	}
	status := func(id domain.ContactID) domain.MailStatus {
		return map[domain.ContactID]domain.MailStatus{2: domain.NoConsent, 4: domain.Suppressed, 5: domain.NoAddress}[id]
	}
	return segment.New(e, shop{w}, status, fixedClock{})
}

const loyal = `{"version":1,"include":{"id":"r","all":[
	{"id":"city","type":"field","field":"city","op":"any_of","values":["Mumbai","Pune"]},
	{"id":"orders","type":"event","event":"purchased","count":{"op":"at_least","n":2}},
	{"id":"half","type":"event","event":""}]},
	"exclude":{"id":"x","any":[{"id":"vip","type":"segment","segments":[12]}]}}`

func TestCountGivesMembersMailableAndEveryNode(t *testing.T) {
	got, err := open(t).Count(t.Context(), loyal)
	if err != nil {
		t.Fatal(err)
	}
	if got.People != 3 || got.Contacts != 6 || got.Mailable != 1 || got.Suppressed != 1 || got.NoAddress != 1 || got.NoConsent != 0 {
		t.Errorf("got %+v", got)
	}
	want := map[string]segment.NodeCount{
		"r":      {"r", "/include", 3, 6, 3, 3, 0},
		"city":   {"city", "/include/all/0", 5, 6, 5, 5, 3}, // without it, person 6 comes in but is a VIP
		"orders": {"orders", "/include/all/1", 4, 5, 3, 1, 5},
		"half":   {"half", "/include/all/2", 0, 3, 3, 0, 3},
		"x":      {"x", "/exclude", 1, 3, 3, 0, 3},
		"vip":    {"vip", "/exclude/any/0", 1, 3, 3, 0, 3},
	}
	for _, n := range got.Nodes {
		if n != want[n.ID] {
			t.Errorf("got %+v, want %+v", n, want[n.ID])
		}
	}
	if len(got.Nodes) != len(want) || len(got.Clauses) != 4 || len(got.Unfinished) != 1 || got.Unfinished[0].ID != "half" {
		t.Errorf("got %d nodes, %d clauses, %+v", len(got.Nodes), len(got.Clauses), got.Unfinished)
	}
	if got.NearMisses != 2 { // 1 and 2 fail the orders; 6 fails the city but is left out
		t.Errorf("got %d near misses", got.NearMisses)
	}
}

func TestProjectCountsEveryRuleInOrder(t *testing.T) {
	got, err := open(t).Project(t.Context(), []string{`{"type":"everyone"}`, loyal, `{"version":1}`})
	if err != nil || len(got) != 3 || got[0] != 6 || got[1] != 3 || got[2] != 0 {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestSamplePagesAndSaysWhy(t *testing.T) {
	s := open(t)
	page, err := s.Sample(t.Context(), loyal, false, 1, 1)
	if err != nil || page.Total != 3 || len(page.People) != 1 {
		t.Fatalf("got %+v, %v", page, err)
	}
	if p := page.People[0]; p.ID != 4 || p.Name != "Person D" || p.Initials != "PD" || p.Summary != "Pune · 3 orders, last 5 days ago" || p.Mailable || p.Why != "Bounced or unsubscribed" {
		t.Errorf("got %+v", p)
	}
	page, err = s.Sample(t.Context(), loyal, true, 0, 50)
	if err != nil || page.Total != 2 || page.People[1].Why != "Misses only: placed at least 2 orders at any time" {
		t.Errorf("got %+v, %v", page, err)
	}
	if page.People[0].Summary != "Mumbai · no orders yet" || page.People[1].Summary != "mumbai · 1 order, 5 days ago" {
		t.Errorf("got %+v", page.People)
	}
}

func TestExplainSpeaksOfOnePerson(t *testing.T) {
	got, err := open(t).Explain(t.Context(), loyal, 6)
	if err != nil || len(got) != 2 {
		t.Fatalf("got %+v, %v", got, err)
	}
	include, exclude := got[0], got[1]
	if include.Match || include.Children[0].Facts != "No city known" || !include.Children[1].Match || include.Children[1].Facts != "5 times, last on 5 May 2026" {
		t.Errorf("got %+v", include)
	}
	if exclude.Lane != "exclude" || !exclude.Match || exclude.Children[0].Facts != "In VIP customers" {
		t.Errorf("got %+v", exclude)
	}
	if _, err := open(t).Explain(t.Context(), loyal, 77); domain.CodeOf(err) != domain.NotFound {
		t.Errorf("got %v", err)
	}
}

func TestMembersRefusesUnfinishedRules(t *testing.T) {
	s := open(t)
	if _, err := s.Members(t.Context(), loyal); domain.CodeOf(err) != domain.Blocked {
		t.Errorf("got %v", err)
	}
	ids, err := s.Members(t.Context(), `{"type":"event","event":"purchased","count":{"op":"exactly","n":3}}`)
	if err != nil || len(ids) != 1 || ids[0] != 4 {
		t.Errorf("got %v, %v", ids, err)
	}
}

func TestEveryTraitMakesARuleThatCanBeCounted(t *testing.T) {
	s := open(t)
	keys := map[string]bool{}
	for _, g := range s.Traits() {
		for _, trait := range g.Traits {
			if keys[trait.Key] || trait.Icon == "" || trait.Hint == "" {
				t.Errorf("%+v is not whole or there twice", trait)
			}
			keys[trait.Key] = true
			count, err := s.Count(t.Context(), trait.Default)
			if err != nil || len(count.Clauses) != 1 || count.Clauses[0].Trait != strings.Split(trait.Key, "#")[0] || count.Clauses[0].Icon != trait.Icon {
				t.Errorf("%s: %+v, %v", trait.Key, count, err)
			}
			if _, err := s.TraitFacts(t.Context(), trait.Key); err != nil {
				t.Errorf("%s: %v", trait.Key, err)
			}
		}
	}
	for _, key := range []string{"field:city", "event:purchased", "event:purchased.category", "measure:purchased.amount", "messages:opened", "segment:12"} {
		if !keys[key] {
			t.Errorf("no trait %s among %v", key, keys)
		}
	}
	if keys["event:returned"] || keys["event:visited.category"] {
		t.Error("traits without data are offered")
	}
}

func TestFactsAndValuesCountPeople(t *testing.T) {
	s := open(t)
	facts, err := s.TraitFacts(t.Context(), "field:city")
	if facts.Text != "5 of 6 people have a value" {
		t.Errorf("got %q", facts.Text)
	}
	if err != nil || facts.People != 5 || facts.Of != 6 || len(facts.Top) != 2 || facts.Top[0] != (segment.ValueCount{Value: "Mumbai", People: 3}) {
		t.Errorf("got %+v, %v", facts, err)
	}
	values, err := s.Values("event:purchased.category", "CARE", 10)
	if err != nil || len(values) != 1 || values[0].People != 5 {
		t.Errorf("got %v, %v", values, err)
	}
	if values, _ := s.Values("field:city", "zzz", 10); len(values) != 0 {
		t.Errorf("got %v", values)
	}
	if _, err := s.Values("event:purchased.wings", "", 10); domain.CodeOf(err) != domain.NotFound {
		t.Errorf("got %v", err)
	}
}

func TestSuggestionsLeaveWhatTheySay(t *testing.T) {
	s := open(t)
	got, err := s.Suggest(t.Context(), `{"type":"event","event":"purchased","count":{"op":"at_least","n":1}}`)
	if err != nil || len(got) == 0 {
		t.Fatalf("got %v, %v", got, err)
	}
	for _, x := range got {
		people, _, err := s.People(t.Context(), `{"all":[{"type":"event","event":"purchased","count":{"op":"at_least","n":1}},`+x.Node+`]}`)
		if err != nil || people != x.People || x.Text == "" {
			t.Errorf("%+v really leaves %d, %v", x, people, err)
		}
	}
}

func TestARuleThatNamesADeletedSegmentIsRefusedWithItsPath(t *testing.T) {
	_, err := open(t).Count(t.Context(), `{"all":[{"type":"everyone"},{"type":"segment","segments":[99]}]}`)
	if domain.CodeOf(err) != domain.Invalid {
		t.Errorf("got %v", err)
	}
	words, err := open(t).Describe(`{"all":[{"type":"everyone"},{"id":"gone","type":"segment","segments":[99]}]}`)
	if err != nil || len(words.Clauses) != 2 || words.Clauses[1].Text != "are in a deleted segment" || len(words.Unfinished) != 1 || words.Unfinished[0].ID != "gone" {
		t.Errorf("got %+v, %v", words, err)
	}
	if err := open(t).CheckSave(12, "VIP customers", `{"type":"segment","segments":[12]}`); domain.CodeOf(err) != domain.Blocked {
		t.Errorf("got %v", err)
	}
}
