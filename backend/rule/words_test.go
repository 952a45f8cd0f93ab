package rule_test

import (
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

func withSegments(t *testing.T, segments ...domain.Segment) rule.Catalog {
	t.Helper()
	c := catalogIn("Asia/Kolkata")
	return rule.NewCatalog(c.Fields, c.EventTypes, c.Properties, segments, c.Settings)
}

func TestARuleReadsAsOneSentence(t *testing.T) {
	cat := withSegments(t, domain.Segment{ID: 12, Name: "VIP customers", Rule: []byte(`{"type":"everyone"}`)})
	for text, want := range map[string]string{
		`{"version":1,"include":{"all":[
			{"type":"event","event":"purchased","count":{"op":"at_least","n":2},"window":{"kind":"last","n":365,"unit":"day"}},
			{"type":"recency","event":"purchased","which":"last","window":{"kind":"more_than_ago","n":60,"unit":"day"}},
			{"any":[{"type":"field","field":"city","op":"any_of","values":["Mumbai","Pune","Bengaluru"]},
				{"type":"event","event":"visited","count":{"op":"at_least","n":2},"window":{"kind":"last","n":30,"unit":"day"},"where":[{"property":"category","op":"any_of","values":["Skincare"]}]}]},
			{"type":"messages","n":3,"action":"opened","count":{"op":"exactly","n":0},"not":true}]},
			"exclude":{"any":[{"type":"segment","segments":[12]}]}}`: "People who placed at least 2 orders in the last 365 days, last ordered more than 60 days ago, " +
			"either live in Mumbai, Pune or Bengaluru or browsed Skincare at least 2 times in the last 30 days, and did not ignore the last 3 emails, " +
			"but not people who are in VIP customers.",
		`{"type":"everyone"}`: "Everyone.",
		`{"version":1}`:       "Nobody yet.",
		`{"type":"measure","event":"purchased","measure":"sum","property":"amount","op":"gte","value":"100000"}`:           "People who spent ₹1,00,000 or more at any time.",
		`{"none":[{"type":"field","field":"language","op":"any_of","values":["हिन्दी"]},{"type":"event","event":"demo"}]}`: "People who do not prefer हिन्दी and did not have “Demo booked” even once at any time.",
		`{"type":"messages","n":3,"action":"opened","count":{"op":"exactly","n":0}}`:                                       "People who opened none of the last 3 emails.",
		`{"type":"event","event":"opened","not":true,"where":[{"property":"hour","op":"between","value":"19","to":"22"}]}`: "People who did not open any emails between 7 pm and 11 pm at any time.",
	} {
		if got := rule.Sentence(parse(t, text), cat); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}

func TestClausesAreCutIntoTokensThatOpenEditors(t *testing.T) {
	r := parse(t, `{"id":"n4","type":"event","event":"bought","count":{"op":"at_least","n":1},"window":{"kind":"last","n":1,"unit":"day"},"where":[{"property":"category","op":"any_of","values":["Skincare"]}]}`)
	c := rule.Words(r, catalogIn("Asia/Kolkata")).Clauses[0]
	if c.ID != "n4" || c.Path != "/include" || c.Category != "bought" || c.Icon != "shapes" || c.Trait != "event:bought.category" {
		t.Errorf("got %+v", c)
	}
	var got []string
	for _, token := range c.Tokens {
		got = append(got, token.Edit+"="+token.Text)
	}
	if s := strings.Join(got, " | "); s != "not=bought | where=Skincare | count=at least once | window=in the last day" {
		t.Errorf("got %s", s)
	}
}

func TestHalfFilledRulesStillHaveWords(t *testing.T) {
	for _, text := range []string{
		`{"type":"field","field":"city"}`, `{"type":"field","field":""}`, `{"type":"event","event":""}`, `{"type":"measure"}`,
		`{"type":"recency"}`, `{"type":"messages"}`, `{"type":"segment"}`, `{"type":"event","event":"gone","where":[{}]}`,
		`{"type":"field","field":"renewal","op":"window","window":{}}`, `{"type":"field","field":"nps","op":"between","value":"x"}`,
	} {
		w := rule.Words(parse(t, text), catalogIn("Asia/Kolkata"))
		if len(w.Clauses) != 1 || w.Clauses[0].Text == "" || len(w.Sentence) == 0 {
			t.Errorf("%s: got %+v", text, w)
		}
	}
}
