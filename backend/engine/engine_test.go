package engine_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/testkit/blocks"
)

func TestASourceOutOfOrderGivesTheSamePeople(t *testing.T) {
	order := func(who domain.ContactID, days int, minor int64) domain.Event {
		return domain.Event{ContactID: who, Type: domain.EventPurchased, At: asOf.AddDate(0, 0, -days),
			Props: []domain.PropertyValue{{ID: domain.PropAmount, Value: domain.MoneyValue(minor)}}}
	}
	src := blocks.Facts{
		Fields: domain.BuiltinFields(), Properties: domain.BuiltinProperties(),
		People: []domain.Contact{{ID: 3, Email: "c@example.com"}, {ID: 1, Email: "a@example.com"}},
		Deeds:  []domain.Event{order(3, 5, 100), order(1, 1, 900), order(9, 1, 1), order(3, 50, 700), order(1, 80, 200)},
	}
	e, err := engine.Load(t.Context(), blocks.New(src), catalog())
	if err != nil {
		t.Fatal(err)
	}
	if e.Contacts() != 2 || e.Contact(0) != 1 || e.Events() != 4 {
		t.Fatalf("got %d contacts from %d, %d events", e.Contacts(), e.Contact(0), e.Events())
	}
	for text, want := range map[string][]bool{
		`{"type":"recency","event":"purchased","which":"last","window":{"kind":"last","n":2,"unit":"day"}}`:                                                      {true, false},
		`{"type":"measure","event":"purchased","measure":"sum","property":"amount","op":"eq","value":"7","window":{"kind":"more_than_ago","n":30,"unit":"day"}}`: {false, true},
		`{"type":"field","field":"email","op":"starts_with","text":"C@"}`:                                                                                        {false, true},
	} {
		b, err := e.Evaluate(t.Context(), parse(t, text), asOf)
		if err != nil {
			t.Fatal(err)
		}
		if got := []bool{b.Has(0), b.Has(1)}; !slices.Equal(got, want) {
			t.Errorf("%s: got %v", text, got)
		}
	}
}

func TestCountingStopsWithItsContext(t *testing.T) {
	e := load(t, 200)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := e.Nodes(ctx, parse(t, sevenClauses), asOf); domain.CodeOf(err) != domain.Canceled {
		t.Errorf("counting: got %v", err)
	}
	if _, err := engine.Load(ctx, shop{5000}.source(t), catalog()); domain.CodeOf(err) != domain.Canceled {
		t.Errorf("loading: got %v", err)
	}
	if _, err := e.Nodes(t.Context(), parse(t, sevenClauses), asOf); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestRulesWithProblemsAreRefusedNeverCountedInPart(t *testing.T) {
	e := load(t, 10)
	for _, text := range []string{`{"all":[{"type":"everyone"},{"type":"field","field":"gone","op":"is_set"}]}`, `{"type":"segment","segments":[4]}`} {
		if b, err := e.Evaluate(t.Context(), parse(t, text), asOf); b != nil || domain.CodeOf(err) != domain.Invalid {
			t.Errorf("%s: got %v, %v", text, b, err)
		}
	}
}

func TestANewCatalogChangesWhatRulesMean(t *testing.T) {
	e := load(t, 300)
	s := domain.DefaultSettings()
	evening := parse(t, `{"type":"event","event":"opened","where":[{"property":"hour","op":"between","value":"19","to":"22"}]}`)
	before, err := e.Evaluate(t.Context(), evening, asOf)
	if err != nil {
		t.Fatal(err)
	}
	s.TimeZone = "America/New_York"
	saved := []domain.Segment{{ID: 4, Name: "Mumbai", Rule: []byte(`{"type":"field","field":"city","op":"any_of","values":["mumbai"]}`)}}
	e.SetCatalog(rule.NewCatalog(domain.BuiltinFields(), domain.BuiltinEventTypes(), domain.BuiltinProperties(), saved, s))
	after, err := e.Evaluate(t.Context(), evening, asOf)
	if err != nil {
		t.Fatal(err)
	}
	if before.AndNot(after).Count() == 0 {
		t.Error("another time zone changed nothing")
	}
	if b, err := e.Evaluate(t.Context(), parse(t, `{"type":"segment","segments":[4]}`), asOf); err != nil || b.Count() == 0 {
		t.Errorf("the new segment: %v, %v", b, err)
	}
}

func TestManyQuestionsAtOnceGetTheirOwnAnswers(t *testing.T) {
	e := load(t, 3000)
	want, err := e.Nodes(t.Context(), parse(t, sevenClauses), asOf)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			if i%4 == 0 {
				e.SetCatalog(catalog())
			}
			got, err := e.Nodes(t.Context(), parse(t, sevenClauses), asOf.Add(time.Duration(i%2)*time.Second))
			if err != nil || i%2 == 0 && !slices.Equal(got.Nodes, want.Nodes) {
				t.Errorf("question %d: %v", i, err)
			}
		})
	}
	wg.Wait()
}

func TestValuesAreCountedOncePerPersonAndFoldedTogether(t *testing.T) {
	text := func(s string) map[domain.FieldID]domain.Value {
		return map[domain.FieldID]domain.Value{domain.FieldCity: {Type: domain.Text, Text: s}}
	}
	cart := func(who domain.ContactID, product string) domain.Event {
		return domain.Event{ContactID: who, Type: domain.EventAddedToCart, At: asOf, Props: []domain.PropertyValue{{ID: domain.PropProduct, Value: domain.TextValue(product)}}}
	}
	e, err := engine.Load(t.Context(), blocks.New(blocks.Facts{
		Fields: domain.BuiltinFields(), Properties: domain.BuiltinProperties(),
		People: []domain.Contact{{ID: 1, Values: text(" München")}, {ID: 2, Values: text("MU\u0308NCHEN")}, {ID: 3, Values: text("Pune")}, {ID: 4}},
		Deeds:  []domain.Event{cart(1, "Soap"), cart(1, "soap"), cart(2, "Balm"), cart(3, "Soap")},
	}), catalog())
	if err != nil {
		t.Fatal(err)
	}
	got := e.FieldValues(domain.FieldCity, "", 0)
	if len(got) != 2 || got[0].Value.Text != "München" || got[0].People != 2 || e.FieldCount(domain.FieldCity) != 3 {
		t.Errorf("got %+v", got)
	}
	products := e.PropertyValues(domain.EventAddedToCart, domain.PropProduct, "SO", 5)
	if len(products) != 1 || products[0].People != 2 || e.PropertyCount(domain.EventAddedToCart, domain.PropProduct) != 3 {
		t.Errorf("got %+v", products)
	}
	if events, people := e.EventCount(domain.EventAddedToCart); events != 4 || people != 3 {
		t.Errorf("got %d events of %d people", events, people)
	}
}

func TestHoursAndWeekdaysAreLocalOnTheDaysClocksChange(t *testing.T) {
	s := domain.DefaultSettings()
	s.TimeZone = "Europe/Berlin"
	cat := rule.NewCatalog(domain.BuiltinFields(), domain.BuiltinEventTypes(), domain.BuiltinProperties(), nil, s)
	for _, start := range []time.Time{time.Date(2025, 3, 29, 0, 0, 0, 0, time.UTC), time.Date(2025, 10, 25, 0, 0, 0, 0, time.UTC)} {
		src := blocks.Facts{People: []domain.Contact{{ID: 1}}}
		var hours [24]int
		var days [7]int
		for k := range 300 {
			at := start.Add(time.Duration(k) * 15 * time.Minute)
			src.Deeds = append(src.Deeds, domain.Event{ContactID: 1, Type: domain.EventVisited, At: at})
			hours[at.In(cat.Location()).Hour()]++
			days[at.In(cat.Location()).Weekday()]++
		}
		e, err := engine.Load(t.Context(), blocks.New(src), cat)
		if err != nil {
			t.Fatal(err)
		}
		for hour, n := range hours {
			visitedExactly(t, e, n, fmt.Sprintf(`{"property":"hour","op":"eq","value":"%d"}`, hour))
		}
		for day, n := range days {
			visitedExactly(t, e, n, fmt.Sprintf(`{"property":"weekday","op":"any_of","values":["%s"]}`, rule.Weekdays[day]))
		}
	}
}

// visitedExactly checks that the only contact has n visits that pass a filter.
func visitedExactly(t *testing.T, e *engine.Engine, n int, where string) {
	t.Helper()
	text := fmt.Sprintf(`{"type":"event","event":"visited","count":{"op":"exactly","n":%d},"where":[%s]}`, n, where)
	if b, err := e.Evaluate(t.Context(), parse(t, text), asOf); err != nil || b.Count() != 1 {
		t.Errorf("%s: got %v, %v", text, b, err)
	}
}
