package rule_test

import (
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

var now = time.Date(2026, 5, 10, 6, 0, 0, 0, time.UTC)

// asha lives in a München written in two ways, ordered three times and was sent three mails.
func asha() rule.Person {
	c := domain.Contact{ID: 1, Email: "asha@example.com", Values: map[domain.FieldID]domain.Value{
		domain.FieldCity: {Type: domain.Text, Text: " Mu\u0308nchen "}, 22: domain.IntValue(9), 23: domain.MoneyValue(150050)}}
	day := func(n int) time.Time { return now.AddDate(0, 0, -n) }
	bought := func(n int, category string, minor int64) domain.Event {
		return domain.Event{Type: domain.EventPurchased, At: day(n), Props: []domain.PropertyValue{
			{ID: domain.PropCategory, Value: domain.TextValue(category)}, {ID: domain.PropAmount, Value: domain.MoneyValue(minor)}}}
	}
	mail := func(t domain.EventTypeID, n int, message int64, machine bool) domain.Event {
		return domain.Event{Type: t, At: day(n), Props: []domain.PropertyValue{
			{ID: domain.PropMessage, Value: domain.IntValue(message)}, {ID: domain.PropMachine, Value: domain.BoolValue(machine)}}}
	}
	return rule.NewPerson(c, []domain.Event{
		bought(100, "Skincare", 10000), bought(90, "skincare ", 20001), bought(10, "Bath", 5000),
		mail(domain.EventSent, 30, 1, false), mail(domain.EventSent, 20, 2, false), mail(domain.EventSent, 10, 3, false),
		mail(domain.EventOpened, 29, 1, false), mail(domain.EventOpened, 19, 2, true), mail(domain.EventClicked, 9, 77, false),
		{Type: domain.EventPurchased, At: now.Add(time.Hour)}, // has not happened yet
	})
}

func TestConditionsDecideAsTheRulesSay(t *testing.T) {
	for text, want := range map[string]bool{
		`{"type":"everyone"}`: true,
		`{"type":"field","field":"city","op":"any_of","values":["MÜNCHEN"]}`:                                                                                  true,
		`{"type":"field","field":"city","op":"starts_with","text":"mün"}`:                                                                                     true,
		`{"type":"field","field":"city","op":"matches","text":"^M.*n$"}`:                                                                                      true,
		`{"type":"field","field":"country","op":"any_of","values":["India"]}`:                                                                                 false,
		`{"type":"field","field":"country","op":"any_of","values":["India"],"not":true}`:                                                                      true,
		`{"type":"field","field":"country","op":"is_set"}`:                                                                                                    false,
		`{"type":"field","field":"nps","op":"gt","value":"8.5"}`:                                                                                              true,
		`{"type":"field","field":"credit","op":"eq","value":"1500.50"}`:                                                                                       true,
		`{"type":"field","field":"credit","op":"between","value":"2000","to":"1500.5"}`:                                                                       true,
		`{"type":"event","event":"purchased","count":{"op":"exactly","n":3}}`:                                                                                 true,
		`{"type":"event","event":"visited","count":{"op":"at_most","n":1}}`:                                                                                   true,
		`{"type":"event","event":"purchased","count":{"op":"between","n":4,"to":2}}`:                                                                          true,
		`{"type":"event","event":"purchased","count":{"op":"exactly","n":2},"where":[{"property":"category","op":"any_of","values":["SKINCARE"]}]}`:           true,
		`{"type":"event","event":"purchased","where":[{"property":"category","op":"any_of","values":["Bath"]},{"property":"amount","op":"gt","value":"50"}]}`: false,
		`{"type":"event","event":"purchased","count":{"op":"exactly","n":3},"where":[{"property":"device","op":"any_of","values":["x"],"not":true}]}`:         true,
		`{"type":"event","event":"purchased","where":[{"property":"hour","op":"eq","value":"11"}]}`:                                                           true, // 6:00 UTC is 11:30 in Kolkata
		`{"type":"event","event":"purchased","where":[{"property":"hour","op":"between","value":"22","to":"10"}]}`:                                            false,
		`{"type":"event","event":"purchased","where":[{"property":"hour","op":"between","value":"22","to":"11"}]}`:                                            true,
		`{"type":"event","event":"purchased","where":[{"property":"weekday","op":"any_of","values":["thu"]}]}`:                                                true, // 30 April 2026
		`{"type":"measure","event":"purchased","measure":"sum","property":"amount","op":"eq","value":"350.01"}`:                                               true,
		`{"type":"measure","event":"visited","measure":"sum","property":"amount","op":"lte","value":"0"}`:                                                     true,
		`{"type":"measure","event":"visited","measure":"average","property":"amount","op":"lte","value":"0"}`:                                                 false,
		`{"type":"measure","event":"purchased","measure":"average","property":"amount","op":"lt","value":"116.68"}`:                                           true,
		`{"type":"measure","event":"purchased","measure":"average","property":"amount","op":"lte","value":"116.66"}`:                                          false,
		`{"type":"measure","event":"purchased","measure":"average","property":"amount","op":"lte","value":"116.67"}`:                                          true, // exactly 116.67
		`{"type":"measure","event":"purchased","measure":"distinct","property":"category","op":"eq","value":"2"}`:                                             true,
		`{"type":"measure","event":"visited","measure":"distinct","property":"category","op":"lt","value":"2"}`:                                               false,
		`{"type":"measure","event":"purchased","measure":"largest","property":"amount","op":"eq","value":"200.01"}`:                                           true,
		`{"type":"recency","event":"purchased","which":"last","window":{"kind":"last","n":30,"unit":"day"}}`:                                                  true,
		`{"type":"recency","event":"purchased","which":"first","window":{"kind":"last","n":30,"unit":"day"}}`:                                                 false,
		`{"type":"recency","event":"visited","which":"last","window":{"kind":"more_than_ago","n":1,"unit":"day"}}`:                                            false,
		`{"type":"messages","n":3,"action":"opened","count":{"op":"exactly","n":1}}`:                                                                          true, // the machine's open does not count
		`{"type":"messages","n":2,"action":"opened","count":{"op":"exactly","n":0}}`:                                                                          true,
		`{"type":"messages","n":3,"action":"clicked","count":{"op":"exactly","n":0}}`:                                                                         true,
		`{"type":"messages","n":4,"action":"opened","count":{"op":"exactly","n":1}}`:                                                                          false,
		`{"type":"messages","n":4,"action":"opened","count":{"op":"exactly","n":1},"not":true}`:                                                               true,
		`{"all":[{"type":"everyone","muted":true},{"any":[]}]}`:                                                                                               false,
		`{"none":[{"type":"everyone","not":true}]}`:                                                                                                           true,
		`{"any":[{"type":"event","event":"visited"},{"type":"field","field":"city"}],"not":true}`:                                                             true,
		`{"version":1,"include":{"type":"everyone"},"exclude":{"any":[]}}`:                                                                                    true,
		`{"version":1,"include":{"type":"everyone"},"exclude":{"type":"event","event":"purchased"}}`:                                                          false,
		`{"version":1}`: false,
	} {
		r := parse(t, text)
		if problems, _ := rule.Check(r, catalogIn("Asia/Kolkata")); len(problems) > 0 {
			t.Errorf("%s: %v", text, problems)
		}
		if got := rule.Match(r, asha(), now, catalogIn("Asia/Kolkata")); got != want {
			t.Errorf("%s: got %v", text, got)
		}
	}
}

func TestExplanationsNeverDifferFromMatch(t *testing.T) {
	r := parse(t, `{"version":1,"include":{"id":"a","all":[
		{"id":"b","type":"event","event":"purchased","count":{"op":"at_least","n":2}},
		{"id":"c","type":"messages","n":3,"action":"opened","count":{"op":"exactly","n":0},"not":true},
		{"id":"d","type":"everyone","muted":true},
		{"id":"e","type":"recency","event":"purchased","which":"last","window":{"kind":"last","n":30,"unit":"day"}}]}}`)
	x, err := rule.Explain(t.Context(), r, asha(), now, catalogIn("Asia/Kolkata"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(x) != 1 || x[0].Lane != "include" || !x[0].Match || len(x[0].Children) != 4 {
		t.Fatalf("got %+v", x)
	}
	for i, want := range []string{"3 times, last on 30 Apr 2026", "Opened 1 of the last 3 emails: 30 Apr 2026, 20 Apr 2026, 10 Apr 2026", "Switched off", "Last on 30 Apr 2026"} {
		if got := x[0].Children[i].Facts; got != want {
			t.Errorf("node %d: got %q, want %q", i, got, want)
		}
	}
}
