package segment_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

const (
	fieldTags     domain.FieldID     = 50
	fieldBirthday domain.FieldID     = 51
	fieldChurn    domain.FieldID     = 52
	eventDemo     domain.EventTypeID = 60
)

// full is a shop of ten people with facts of every sort, in a language.
func full(t *testing.T, language string) *segment.Studio {
	t.Helper()
	w := &conformance.Workspace{}
	text := domain.TextValue
	for n := 1; n <= 10; n++ {
		id := domain.ContactID(n)
		w.Contacts = append(w.Contacts, domain.Contact{ID: id, Email: []string{"p@gmail.com", "q@example.in"}[n%2], Values: map[domain.FieldID]domain.Value{
			domain.FieldCity: text([]string{"Mumbai", "Pune"}[n%2]), domain.FieldPhone: text("1234"), domain.FieldFirstName: text("Asha"),
			domain.FieldJoined: domain.DateValue(now.AddDate(-1, 0, n)), fieldBirthday: domain.DateValue(now.AddDate(-30, 0, n)),
			fieldTags: domain.ListValue([]string{"VIP", []string{"Gold", "Silver"}[n%2]}), fieldChurn: domain.IntValue(int64(n)),
		}})
		for kind := domain.EventSent; kind <= domain.EventReturned; kind++ {
			w.Events = append(w.Events, domain.Event{ContactID: id, Type: kind, At: now.AddDate(0, 0, -n), Props: []domain.PropertyValue{
				{ID: domain.PropAmount, Value: domain.MoneyValue(200000)}, {ID: domain.PropCategory, Value: text("Skincare")}, {ID: domain.PropProduct, Value: text("Soap")},
				{ID: domain.PropDevice, Value: text("phone")}, {ID: domain.PropPage, Value: text("/sale")}}})
		}
		w.Events = append(w.Events, domain.Event{ContactID: id, Type: eventDemo, At: now.AddDate(0, 0, -1)})
	}
	fields := append(domain.BuiltinFields(), domain.Field{ID: fieldTags, Key: "tags", Name: "Tags", Type: domain.List},
		domain.Field{ID: fieldBirthday, Key: "birthday", Name: "Birthday", Type: domain.Date},
		domain.Field{ID: fieldChurn, Key: "churn_risk", Name: "Churn risk", Type: domain.Number, DerivedAt: now.AddDate(0, 0, -1)})
	types := append(domain.BuiltinEventTypes(), domain.EventType{ID: eventDemo, Key: "demo", Name: "Demo booked"})
	segments := []domain.Segment{{ID: 12, Name: "VIP customers", Rule: []byte(`{"type":"everyone"}`)}}
	w.Catalog = rule.NewCatalog(fields, types, domain.BuiltinProperties(), segments, domain.DefaultSettings()).In(language)
	e, err := engine.Load(t.Context(), w.Source(), w.Catalog)
	if err != nil {
		t.Fatal(err)
	}
	return segment.New(e, shop{w}, nil, fixedClock{})
}

// tokens are the editors there are for each kind, as the interface reads them too.
func tokens(t *testing.T) map[string][]string {
	t.Helper()
	data, err := os.ReadFile("../rule/testdata/tokens.golden.json")
	if err != nil {
		t.Fatal(err)
	}
	var out map[string][]string
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEveryKindOfConditionHasAChipThatCanBeEdited(t *testing.T) {
	known, kinds := tokens(t), map[string]bool{}
	for _, language := range []string{"en", "hi"} {
		s := full(t, language)
		for _, g := range s.Traits() {
			for _, trait := range g.Traits {
				kind := kindOf(t, trait.Default)
				kinds[kind] = true
				count, err := s.Count(t.Context(), trait.Default)
				if err != nil {
					t.Fatalf("%s: %v", trait.Key, err)
				}
				nothingToChoose := trait.Key == "field:country" || trait.Key == "field:language"
				if len(count.Unfinished) > 0 && (!nothingToChoose || !strings.ContainsAny(count.Unfinished[0].Message, ".।")) {
					t.Errorf("%s starts out unfinished: %+v", trait.Key, count.Unfinished)
				}
				for _, token := range count.Clauses[0].Tokens {
					if token.Edit != "" && token.Edit != "not" && !slices.Contains(known[kind], token.Edit) {
						t.Errorf("%s: no editor is known for %+v", trait.Key, token)
					}
				}
			}
		}
	}
	for kind := range known {
		if !kinds[kind] {
			t.Errorf("no chip makes a condition of the kind %q", kind)
		}
	}
}

func kindOf(t *testing.T, condition string) string {
	t.Helper()
	var head struct{ Type string }
	if err := json.Unmarshal([]byte(condition), &head); err != nil {
		t.Fatal(err)
	}
	return head.Type
}

func TestTheSevenGroupsSpeakTheLanguage(t *testing.T) {
	for language, want := range map[string]string{
		"en": "Who they are, What they bought, How they read, What they browsed, Device & time, Predictions, Segments & lists",
		"hi": "वे कौन हैं, क्या ख़रीदा, कैसे पढ़ते हैं, क्या देखा, डिवाइस और समय, अनुमान, सेगमेंट और सूचियाँ",
	} {
		var labels []string
		for _, g := range full(t, language).Traits() {
			labels = append(labels, g.Label)
		}
		if got := strings.Join(labels, ", "); got != want {
			t.Errorf("%s: got %s", language, got)
		}
	}
}

func TestHindiChipsKeepOnlyTheUsersOwnWordsInOtherLetters(t *testing.T) {
	own := strings.NewReplacer("Tags", "", "Birthday", "", "Churn risk", "", "Demo booked", "", "VIP customers", "", "KVN Mail", "", "Gmail", "", "info@", "", "sales@", "")
	for _, g := range full(t, "hi").Traits() {
		for _, trait := range g.Traits {
			said := own.Replace(trait.Label + " " + trait.Hint)
			if i := strings.IndexFunc(said, func(r rune) bool { return unicode.Is(unicode.Latin, r) }); i >= 0 || trait.Label == "" {
				t.Errorf("%s: %q", trait.Key, said)
			}
		}
	}
}

func TestAnEmptyWorkspaceHasTheCoreChips(t *testing.T) {
	w := &conformance.Workspace{Catalog: rule.NewCatalog(domain.BuiltinFields(), domain.BuiltinEventTypes(), domain.BuiltinProperties(), nil, domain.DefaultSettings())}
	e, err := engine.Load(t.Context(), w.Source(), w.Catalog)
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, g := range segment.New(e, shop{w}, nil, fixedClock{}).Traits() {
		for _, trait := range g.Traits {
			keys = append(keys, trait.Key)
		}
	}
	for _, want := range []string{"field:city", "event:purchased", "measure:purchased.amount", "event:opened", "messages:opened", "event:visited", "consent:marketing", "split", "everyone"} {
		if !slices.Contains(keys, want) {
			t.Errorf("no %s among %v", want, keys)
		}
	}
	if len(keys) > 25 {
		t.Errorf("%d chips without any data", len(keys))
	}
}

func TestChipsAreFoundByNameOtherNameAndValue(t *testing.T) {
	for _, c := range []struct{ language, search, key, value string }{
		{"en", "city", "field:city", ""},
		{"en", "CITY", "field:city", ""},
		{"en", "mumbai", "field:city", "Mumbai"},
		{"en", "silver", "field:tags", "Silver"},
		{"en", "skinc", "event:bought.category", "Skincare"},
		{"en", "abandoned", "sequence:added_to_cart", ""},
		{"en", "शहर", "field:city", ""},
		{"hi", "शहर", "field:city", ""},
		{"hi", "city", "field:city", ""},
		{"hi", "town", "field:city", ""},
		{"en", "spam", "event:complained", ""},
		{"en", "regularly", "regular:purchased", ""},
	} {
		hits := full(t, c.language).FindTraits(c.search)
		if len(hits) == 0 || hits[0].Key != c.key || hits[0].Value != c.value {
			t.Errorf("%s %q: got %+v", c.language, c.search, hits)
			continue
		}
		if c.value != "" && (!strings.Contains(hits[0].Default, `"`+c.value+`"`) || hits[0].People == 0) {
			t.Errorf("%q: the condition is %s for %d people", c.search, hits[0].Default, hits[0].People)
		}
	}
	if hits := full(t, "en").FindTraits("zzz"); len(hits) != 0 {
		t.Errorf("got %+v", hits)
	}
	hits := full(t, "en").FindTraits("o")
	if i := slices.IndexFunc(hits, func(h segment.TraitHit) bool { return !strings.HasPrefix(h.Label, "O") }); i < 3 {
		t.Errorf("labels that begin with it come first, got %+v", hits)
	}
}

func TestFactsOfEveryChipAreSaidInBothLanguages(t *testing.T) {
	for language, word := range map[string]string{"en": " of 10 people ", "hi": "10 में से "} {
		s := full(t, language)
		for _, g := range s.Traits() {
			for _, trait := range g.Traits {
				facts, err := s.TraitFacts(t.Context(), trait.Key)
				if err != nil || !strings.Contains(facts.Text, word) || facts.People+facts.Missing != facts.Of || facts.Of != 10 {
					t.Errorf("%s: %+v, %v", trait.Key, facts, err)
				}
				again, _ := s.TraitFacts(t.Context(), trait.Key)
				if again.Text != facts.Text {
					t.Errorf("%s says %q and then %q", trait.Key, facts.Text, again.Text)
				}
			}
		}
	}
}

func TestFactsFollowTheData(t *testing.T) {
	w := &conformance.Workspace{Catalog: full(t, "en").Catalog(), Contacts: []domain.Contact{{ID: 1, Email: "a@b.in"}, {ID: 2, Email: "c@d.in"}}}
	e, err := engine.Load(t.Context(), w.Source(), w.Catalog)
	if err != nil {
		t.Fatal(err)
	}
	s := segment.New(e, shop{w}, nil, fixedClock{})
	if facts, err := s.TraitFacts(t.Context(), "event:purchased"); err != nil || facts.People != 0 {
		t.Fatalf("got %+v, %v", facts, err)
	}
	change := engine.Change{Events: []domain.Event{{ContactID: 2, Type: domain.EventPurchased, At: now.AddDate(0, 0, -1)}}}
	if _, err := e.Apply(t.Context(), change); err != nil {
		t.Fatal(err)
	}
	if facts, err := s.TraitFacts(t.Context(), "event:purchased"); err != nil || facts.People != 1 || facts.Text != "1 of 2 people did this at least once" {
		t.Errorf("got %+v, %v", facts, err)
	}
}

func TestValuesOfListsAndAddressesAreCountedOneByOne(t *testing.T) {
	s := full(t, "en")
	for source, want := range map[string][]segment.ValueCount{
		"field:tags":           {{Value: "VIP", People: 10}, {Value: "Gold", People: 5}, {Value: "Silver", People: 5}},
		"field:email.provider": {{Value: "Gmail", People: 5}, {Value: "Other", People: 5}},
		"field:email.domain":   {{Value: "example.in", People: 5}, {Value: "gmail.com", People: 5}},
	} {
		got, err := s.Values(source, "", 10)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: got %v, %v", source, got, err)
		}
	}
	if got, _ := s.Values("field:tags", "GOL", 10); len(got) != 1 || got[0].People != 5 {
		t.Errorf("got %v", got)
	}
}

func TestPurposesAndBasesOfPermissionAreListed(t *testing.T) {
	w := &conformance.Workspace{Catalog: full(t, "en").Catalog(), Consents: []domain.ConsentEntry{
		{ContactID: 1, Purpose: "marketing", Action: domain.Granted, Basis: "consent", At: now},
		{ContactID: 1, Purpose: "surveys", Action: domain.Granted, Basis: "contract", At: now},
		{ContactID: 2, Purpose: "marketing", Action: domain.Granted, Basis: "consent", At: now},
	}}
	w.Contacts = []domain.Contact{{ID: 1, Email: "a@b.in"}, {ID: 2, Email: "c@d.in"}}
	e, err := engine.Load(t.Context(), w.Source(), w.Catalog)
	if err != nil {
		t.Fatal(err)
	}
	s := segment.New(e, shop{w}, nil, fixedClock{})
	for source, want := range map[string][]segment.ValueCount{
		"consent:purpose": {{Value: "marketing", People: 2}, {Value: "surveys", People: 1}},
		"consent:basis":   {{Value: "consent", People: 2}, {Value: "contract", People: 1}},
	} {
		if got, err := s.Values(source, "", 10); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: got %v, %v", source, got, err)
		}
	}
}

func TestFieldsAndEventsAreNamedInTheLanguage(t *testing.T) {
	s := full(t, "hi")
	fields, events := s.Fields(), s.EventTypes()
	if i := slices.IndexFunc(fields, func(f segment.Field) bool { return f.Key == "city" }); fields[i].Name != "शहर" {
		t.Errorf("got %+v", fields[i])
	}
	if i := slices.IndexFunc(fields, func(f segment.Field) bool { return f.Key == "churn_risk" }); !fields[i].Derived || fields[i].Name != "Churn risk" {
		t.Errorf("got %+v", fields[i])
	}
	if i := slices.IndexFunc(events, func(e segment.EventType) bool { return e.Key == "purchased" }); events[i].Name != "ऑर्डर दिया" || events[i].Properties[0].Name != "पेज" {
		t.Errorf("got %+v", events[i])
	}
}
