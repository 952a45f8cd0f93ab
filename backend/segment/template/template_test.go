package template_test

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment/template"
)

var now = time.Date(2026, 11, 23, 6, 0, 0, 0, time.UTC)

// facts is a workspace told by hand: nothing is there but what is listed.
type facts struct {
	people     map[domain.FieldID]int
	did        []domain.EventTypeID
	carries    []domain.PropertyID
	fields     map[domain.FieldID][]string
	properties map[domain.PropertyID][]string
}

func (f facts) People(id domain.FieldID) int           { return f.people[id] }
func (f facts) Did(id domain.EventTypeID) bool         { return slices.Contains(f.did, id) }
func (f facts) FieldValues(id domain.FieldID) []string { return f.fields[id] }
func (f facts) Carries(event domain.EventTypeID, id domain.PropertyID) bool {
	return f.Did(event) && slices.Contains(f.carries, id)
}
func (f facts) PropertyValues(_ domain.EventTypeID, id domain.PropertyID) []string {
	return f.properties[id]
}

func catalog(own []domain.Field, properties ...domain.Property) rule.Catalog {
	return rule.NewCatalog(append(domain.BuiltinFields(), own...), domain.BuiltinEventTypes(), append(domain.BuiltinProperties(), properties...), nil, domain.DefaultSettings())
}

func list(t *testing.T, cat rule.Catalog, data facts) []template.Template {
	t.Helper()
	out, err := template.List(cat, data, now)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func find(t *testing.T, all []template.Template, key string) template.Template {
	t.Helper()
	for _, one := range all {
		if one.Key == key {
			return one
		}
	}
	t.Fatalf("there is no template %q", key)
	return template.Template{}
}

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(rule.Schema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("rule.json", doc); err != nil {
		t.Fatal(err)
	}
	out, err := c.Compile("rule.json")
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEveryTemplateIsARuleInWords(t *testing.T) {
	valid, keys := schema(t), map[string]bool{}
	for _, language := range []string{"en", "hi"} {
		for _, one := range list(t, catalog(nil).In(language), facts{}) {
			t.Run(language+" "+one.Key, func(t *testing.T) {
				if keys[language+one.Key] || !slices.Contains(template.Categories(), one.Category) || one.Icon == "" {
					t.Errorf("key, category or icon are wrong: %+v", one)
				}
				keys[language+one.Key] = true
				doc, err := jsonschema.UnmarshalJSON(strings.NewReader(one.Rule))
				if err != nil || valid.Validate(doc) != nil {
					t.Errorf("%s is not valid: %v", one.Rule, valid.Validate(doc))
				}
				if one.Sentence == "" {
					t.Error("it has no sentence")
				}
				for _, said := range append(one.Missing, one.Name, one.Why) {
					if said == "" || (language == "hi") != strings.ContainsFunc(said, devanagari) {
						t.Errorf("said in the wrong language: %q", said)
					}
				}
				if strings.ContainsRune(one.Why+one.Name, '\u2014') || strings.Contains(one.Rule, "$") {
					t.Errorf("left over: %s %s", one.Why, one.Rule)
				}
			})
		}
	}
	if len(keys) < 2*45 {
		t.Errorf("there are only %d templates", len(keys)/2)
	}
}

func devanagari(r rune) bool { return r >= 0x900 && r < 0x980 }

func TestAFieldIsFoundByWhatItMeans(t *testing.T) {
	for name, key := range map[string]string{
		"Policy Expiry": "renewal", "Renewal date": "renewal", "Valid until": "renewal", "नवीनीकरण तिथि": "renewal", "वैधता समाप्ति": "renewal",
		"DOB": "birthday", "Birth date": "birthday", "जन्म तिथि": "birthday", "Marriage anniversary": "wedding_anniversary", "शादी की सालगिरह": "wedding_anniversary",
	} {
		t.Run(name, func(t *testing.T) {
			own := domain.Field{ID: 40, Key: "field_40", Name: name, Type: domain.Date}
			one := find(t, list(t, catalog([]domain.Field{own}), facts{people: map[domain.FieldID]int{40: 7}}), key)
			if len(one.Missing) > 0 || !strings.Contains(one.Rule, `"field":"field_40"`) {
				t.Errorf("not found: %+v", one)
			}
		})
	}
	t.Run("that most people have", func(t *testing.T) {
		own := []domain.Field{{ID: 40, Key: "old", Name: "Expiry (old)", Type: domain.Date}, {ID: 41, Key: "new", Name: "Expiry", Type: domain.Date}}
		one := find(t, list(t, catalog(own), facts{people: map[domain.FieldID]int{40: 7, 41: 900}}), "renewal")
		if !strings.Contains(one.Rule, `"field":"new"`) {
			t.Errorf("took %s", one.Rule)
		}
	})
	for what, own := range map[string]domain.Field{
		"a text": {ID: 40, Key: "expiry", Name: "Expiry", Type: domain.Text}, "another date": {ID: 40, Key: "seen", Name: "Last seen", Type: domain.Date},
	} {
		t.Run("but not "+what, func(t *testing.T) {
			one := find(t, list(t, catalog([]domain.Field{own}), facts{people: map[domain.FieldID]int{40: 7}}), "renewal")
			if !slices.Equal(one.Missing, []string{"Needs a column with the renewal date."}) || !strings.Contains(one.Sentence, "renewal date") {
				t.Errorf("got %+v", one)
			}
		})
	}
}

func TestValuesAreThoseOfTheWorkspace(t *testing.T) {
	data := facts{
		did: []domain.EventTypeID{domain.EventPurchased, domain.EventOpened}, carries: []domain.PropertyID{domain.PropCategory, domain.PropDevice},
		properties: map[domain.PropertyID][]string{domain.PropCategory: {"Sarees", "Gold coins", "Bangles"}, domain.PropDevice: {"iPad", "Android", "मोबाइल"}},
		people:     map[domain.FieldID]int{domain.FieldCity: 9, domain.FieldLanguage: 9},
		fields:     map[domain.FieldID][]string{domain.FieldCity: {"Surat", "Vapi"}, domain.FieldLanguage: {"gu", "hi", "अंग्रेज़ी"}},
	}
	all := list(t, catalog(nil), data)
	for key, part := range map[string]string{
		"cross_sell": `"event":"purchased","count":{"op":"exactly","n":0},"where":[{"property":"category","op":"any_of","values":["Gold coins"]}]`,
		"dhanteras":  `"values":["Gold coins"]`, "evening_phone": `"values":["Android","मोबाइल"]`, "top_city": `"values":["Surat"]`,
		"hindi_readers": `"values":["hi"]`, "regional_languages": `"values":["hi","अंग्रेज़ी"]`,
	} {
		if one := find(t, all, key); !strings.Contains(one.Rule, part) || len(one.Missing) > 0 {
			t.Errorf("%s is %s, missing %v", key, one.Rule, one.Missing)
		}
	}
	if one := find(t, all, "smaller_cities"); !slices.Equal(one.Missing, []string{"Needs more cities than there are."}) {
		t.Errorf("three of two cities: %+v", one)
	}
	t.Run("and where one of two things is enough, only both together are missed", func(t *testing.T) {
		if one := find(t, all, "onam"); len(one.Missing) > 0 {
			t.Errorf("missed %v", one.Missing)
		}
		data.people = map[domain.FieldID]int{domain.FieldCity: 9}
		if one := find(t, list(t, catalog(nil), data), "onam"); len(one.Missing) > 0 {
			t.Errorf("missed %v", one.Missing)
		}
		data.people = nil
		if one := find(t, list(t, catalog(nil), data), "onam"); len(one.Missing) != 2 {
			t.Errorf("missed %v", one.Missing)
		}
	})
	t.Run("and a property of one's own is found by its meaning", func(t *testing.T) {
		own := domain.Property{ID: 60, Key: "p60", Name: "डिस्काउंट कोड", Type: domain.Text}
		data.carries = append(data.carries, 60)
		if one := find(t, list(t, catalog(nil, own), data), "coupon_users"); len(one.Missing) > 0 || !strings.Contains(one.Rule, `"property":"p60"`) {
			t.Errorf("got %+v", one)
		}
	})
}

func TestWhatIsMissingIsShownLast(t *testing.T) {
	all := list(t, catalog(nil), facts{did: []domain.EventTypeID{domain.EventPurchased}})
	last := slices.IndexFunc(all, func(one template.Template) bool { return len(one.Missing) > 0 })
	if last < 5 || slices.ContainsFunc(all[last:], func(one template.Template) bool { return len(one.Missing) == 0 }) {
		t.Errorf("the first of %d that lacks something is number %d", len(all), last)
	}
	if one := find(t, all, "left_cart"); !slices.Equal(one.Missing, []string{"Needs carts: who put what into one, and when."}) {
		t.Errorf("missing %v", one.Missing)
	}
}

// months are in which a season may begin and end.
var months = map[string][2][]time.Month{
	"diwali": {{9, 10}, {10, 11}}, "dhanteras": {{10, 11}, {10, 11}}, "karwa_chauth": {{9, 10}, {10, 11}}, "raksha_bandhan": {{7, 8}, {8}},
	"holi": {{2, 3}, {3}}, "durga_puja": {{8, 9}, {9, 10}}, "ganesh_chaturthi": {{8}, {8, 9}}, "onam": {{8}, {8, 9}},
	"pongal": {{1}, {1}}, "christmas": {{12}, {1}}, "wedding_season": {{11}, {2}}, "fiscal_year_end": {{3}, {3}}, "monsoon": {{6}, {9}},
	"summer": {{4}, {6}}, "independence_day": {{8}, {8}},
}

func TestSeasonsLieInTheirMonths(t *testing.T) {
	for name, want := range months {
		for year := 2023; year <= 2031; year++ {
			at := time.Date(year, 12, 31, 12, 0, 0, 0, time.UTC)
			span, ok := template.LastSeason(name, at)
			from, to := day(t, span.From), day(t, span.To)
			if !ok || !slices.Contains(want[0], from.Month()) || !slices.Contains(want[1], to.Month()) {
				t.Errorf("%s at the end of %d is %v", name, year, span)
			}
			if length := to.Sub(from).Hours() / 24; length < 6 || length > 125 || !to.Before(at) || year < 2031 && at.Sub(to) > 400*24*time.Hour {
				t.Errorf("%s at the end of %d is %v, %v days", name, year, span, length)
			}
		}
	}
	t.Run("and the last one is over", func(t *testing.T) {
		for at, from := range map[string]string{"2026-11-11": "2025-09-29", "2026-11-12": "2026-10-18", "2021-01-01": "2022-10-03"} {
			if span, _ := template.LastSeason("diwali", day(t, at)); span.From != from {
				t.Errorf("on %s the last Diwali began on %s, want %s", at, span.From, from)
			}
		}
	})
}

func day(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// moonAge returns how many days the mean moon is past the new moon on the evening
// of a day in India. The true moon is up to 0.6 days away from it.
func moonAge(at time.Time) float64 {
	const month = 29.530588853
	newMoon := time.Date(2000, 1, 6, 18, 14, 0, 0, time.UTC)
	age := math.Mod(at.Add(13*time.Hour).Sub(newMoon).Hours()/24, month)
	return age
}

func TestFestivalsOfTheMoonLieAtIt(t *testing.T) {
	for name, festival := range map[string]struct {
		after int     // days that the season goes on after the festival
		age   float64 // of the moon, in days
	}{"diwali": {3, 0}, "raksha_bandhan": {0, 14.77}, "holi": {1, 15.6}, "durga_puja": {0, 9.6}, "ganesh_chaturthi": {1, 3.7}, "karwa_chauth": {0, 18.6}, "eid": {1, 1.6}} {
		for year := 2022; year <= 2030; year++ {
			span, _ := template.LastSeason(name, time.Date(year, 12, 31, 0, 0, 0, 0, time.UTC))
			at := day(t, span.To).AddDate(0, 0, -festival.after)
			away := math.Abs(moonAge(at) - festival.age)
			if away = min(away, 29.53-away); away > 1.8 {
				t.Errorf("%s on %s is %.1f days away from its moon", name, at.Format(time.DateOnly), away)
			}
			if at.Year() != year {
				t.Errorf("%s of %d is on %s", name, year, at)
			}
		}
	}
}
