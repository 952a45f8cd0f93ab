package rule_test

import (
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

func catalogIn(zone string) rule.Catalog {
	s := domain.DefaultSettings()
	s.TimeZone = zone
	fields := append(domain.BuiltinFields(),
		domain.Field{ID: 20, Key: "seen", Name: "Seen", Type: domain.Time},
		domain.Field{ID: 21, Key: "renewal", Name: "Renewal", Type: domain.Date},
		domain.Field{ID: 22, Key: "nps", Name: "NPS", Type: domain.Number},
		domain.Field{ID: 23, Key: "credit", Name: "Credit", Type: domain.Money})
	types := append(domain.BuiltinEventTypes(), domain.EventType{ID: 30, Key: "demo", Name: "Demo booked"})
	return rule.NewCatalog(fields, types, domain.BuiltinProperties(), nil, s)
}

func instant(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func parse(t *testing.T, text string) rule.Rule {
	t.Helper()
	r, err := rule.Parse([]byte(text))
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return r
}

// inWindow asks whether one event at an instant, as seen from asOf, lies in a window.
func inWindow(t *testing.T, zone, window, asOf, at string) bool {
	t.Helper()
	r := parse(t, `{"type":"event","event":"purchased","window":`+window+`}`)
	p := rule.NewPerson(domain.Contact{ID: 1}, []domain.Event{{Type: domain.EventPurchased, At: instant(t, at)}})
	return rule.Match(r, p, instant(t, asOf), catalogIn(zone))
}

func TestWindowsOfEventsCountOnTheWallClock(t *testing.T) {
	const berlin, kolkata = "Europe/Berlin", "Asia/Kolkata"
	for _, c := range []struct {
		what, zone, window, asOf, at string
		want                         bool
	}{
		{"the end belongs to it", kolkata, `{"kind":"last","n":1,"unit":"day"}`, "2026-05-10T06:00:00Z", "2026-05-10T06:00:00Z", true},
		{"a millisecond later has not happened", kolkata, `null`, "2026-05-10T06:00:00Z", "2026-05-10T06:00:00.001Z", false},
		{"the start does not belong to it", kolkata, `{"kind":"last","n":1,"unit":"day"}`, "2026-05-10T06:00:00Z", "2026-05-09T06:00:00Z", false},
		{"just after the start does", kolkata, `{"kind":"last","n":1,"unit":"day"}`, "2026-05-10T06:00:00Z", "2026-05-09T06:00:00.001Z", true},
		{"a day in which clocks go forward has 23 hours", berlin, `{"kind":"last","n":1,"unit":"day"}`, "2025-03-30T10:00:00Z", "2025-03-29T11:00:00Z", false},
		{"and no more", berlin, `{"kind":"last","n":1,"unit":"day"}`, "2025-03-30T10:00:00Z", "2025-03-29T11:00:00.001Z", true},
		{"24 hours stay 24 hours", berlin, `{"kind":"last","n":24,"unit":"hour"}`, "2025-03-30T10:00:00Z", "2025-03-29T10:30:00Z", true},
		{"a day in which clocks go back has 25 hours", berlin, `{"kind":"last","n":1,"unit":"day"}`, "2025-10-26T11:00:00Z", "2025-10-25T10:30:00Z", true},
		{"a skipped wall time moves on", berlin, `{"kind":"more_than_ago","n":1,"unit":"day"}`, "2025-03-31T00:30:00Z", "2025-03-30T01:30:00Z", true},
		{"and not further", berlin, `{"kind":"more_than_ago","n":1,"unit":"day"}`, "2025-03-31T00:30:00Z", "2025-03-30T01:30:00.001Z", false},
		{"a wall time shown twice is the earlier one", berlin, `{"kind":"more_than_ago","n":1,"unit":"day"}`, "2025-10-27T01:30:00Z", "2025-10-26T00:30:00Z", true},
		{"and not the later one", berlin, `{"kind":"more_than_ago","n":1,"unit":"day"}`, "2025-10-27T01:30:00Z", "2025-10-26T01:30:00Z", false},
		{"a month back from the 31st ends at the month's end", kolkata, `{"kind":"more_than_ago","n":1,"unit":"month"}`, "2026-03-31T06:00:00Z", "2026-02-28T06:00:00Z", true},
		{"the instant itself is more than N ago", kolkata, `{"kind":"more_than_ago","n":60,"unit":"day"}`, "2026-05-10T06:00:00Z", "2026-03-11T06:00:00Z", true},
		{"a year back from a leap day is the 28th", kolkata, `{"kind":"more_than_ago","n":1,"unit":"year"}`, "2024-02-29T06:00:00Z", "2023-02-28T06:00:00Z", true},
		{"and not a millisecond later", kolkata, `{"kind":"more_than_ago","n":1,"unit":"year"}`, "2024-02-29T06:00:00Z", "2023-02-28T06:00:00.001Z", false},
		{"between two ages has its newer end", kolkata, `{"kind":"between_ago","n":30,"to":60,"unit":"day"}`, "2026-05-31T06:00:00Z", "2026-05-01T06:00:00Z", true},
		{"and not its older end", kolkata, `{"kind":"between_ago","n":60,"to":30,"unit":"day"}`, "2026-05-31T06:00:00Z", "2026-04-01T06:00:00Z", false},
		{"today begins at local midnight", kolkata, `{"kind":"calendar","name":"today"}`, "2026-05-10T06:00:00Z", "2026-05-09T18:30:00Z", true},
		{"and not before", kolkata, `{"kind":"calendar","name":"today"}`, "2026-05-10T06:00:00Z", "2026-05-09T18:29:59.999Z", false},
		{"the week begins on Monday here", kolkata, `{"kind":"calendar","name":"this_week"}`, "2026-05-10T06:00:00Z", "2026-05-03T18:30:00Z", true},
		{"last week ends on Sunday", kolkata, `{"kind":"calendar","name":"last_week"}`, "2026-05-10T06:00:00Z", "2026-05-03T18:29:59.999Z", true},
		{"the fiscal year begins in April", kolkata, `{"kind":"calendar","name":"this_fiscal_year"}`, "2026-03-31T06:00:00Z", "2025-03-31T18:30:00Z", true},
		{"last quarter of January is in the year before", kolkata, `{"kind":"calendar","name":"last_quarter"}`, "2026-01-15T06:00:00Z", "2025-10-01T06:00:00Z", true},
		{"dates include both days", kolkata, `{"kind":"dates","from":"2026-01-01","to":"2026-02-01"}`, "2026-05-10T06:00:00Z", "2026-02-01T18:29:59.999Z", true},
		{"and end there", kolkata, `{"kind":"dates","from":"2026-01-01","to":"2026-02-01"}`, "2026-05-10T06:00:00Z", "2026-02-01T18:30:00Z", false},
		{"swapped dates are put in order", kolkata, `{"kind":"dates","from":"2026-02-01","to":"2026-01-01"}`, "2026-05-10T06:00:00Z", "2026-01-15T06:00:00Z", true},
		{"before a day leaves the day out", kolkata, `{"kind":"before","from":"2026-01-02"}`, "2026-05-10T06:00:00Z", "2026-01-01T18:30:00Z", false},
		{"after a day leaves the day out", kolkata, `{"kind":"after","from":"2026-01-02"}`, "2026-05-10T06:00:00Z", "2026-01-02T18:29:59.999Z", false},
		{"after a day starts with the next", kolkata, `{"kind":"after","from":"2026-01-02"}`, "2026-05-10T06:00:00Z", "2026-01-02T18:30:00Z", true},
		{"a midnight the clocks skip is one o'clock", "America/Sao_Paulo", `{"kind":"calendar","name":"today"}`, "2018-11-04T12:00:00Z", "2018-11-04T03:00:00Z", true},
		{"and yesterday ends there", "America/Sao_Paulo", `{"kind":"calendar","name":"yesterday"}`, "2018-11-04T12:00:00Z", "2018-11-04T02:59:59.999Z", true},
	} {
		t.Run(c.what, func(t *testing.T) {
			if got := inWindow(t, c.zone, c.window, c.asOf, c.at); got != c.want {
				t.Errorf("%s at %s as of %s in %s: got %v", c.window, c.at, c.asOf, c.zone, got)
			}
		})
	}
}

func TestWindowsOfDatesCountLocalDays(t *testing.T) {
	for _, c := range []struct {
		what, window, date string
		want               bool
	}{
		// as of 00:30 on 10 May in Kolkata, still 9 May in UTC
		{"today counts in the next days", `{"kind":"next","n":7,"unit":"day"}`, "2026-05-10", true},
		{"the last of the next days counts", `{"kind":"next","n":7,"unit":"day"}`, "2026-05-17", true},
		{"the one after it does not", `{"kind":"next","n":7,"unit":"day"}`, "2026-05-18", false},
		{"yesterday is not in the next days", `{"kind":"next","n":7,"unit":"day"}`, "2026-05-09", false},
		{"today is in the last day", `{"kind":"last","n":1,"unit":"day"}`, "2026-05-10", true},
		{"yesterday is more than a day ago", `{"kind":"more_than_ago","n":1,"unit":"day"}`, "2026-05-09", true},
		{"and so not in the last day", `{"kind":"last","n":1,"unit":"day"}`, "2026-05-09", false},
		{"a coming day of this month is in this month", `{"kind":"calendar","name":"this_month"}`, "2026-05-31", true},
	} {
		t.Run(c.what, func(t *testing.T) {
			r := parse(t, `{"type":"field","field":"renewal","op":"window","window":`+c.window+`}`)
			day, err := time.Parse(time.DateOnly, c.date)
			if err != nil {
				t.Fatal(err)
			}
			p := rule.NewPerson(domain.Contact{ID: 1, Values: map[domain.FieldID]domain.Value{21: domain.DateValue(day)}}, nil)
			if got := rule.Match(r, p, instant(t, "2026-05-09T19:00:00Z"), catalogIn("Asia/Kolkata")); got != c.want {
				t.Errorf("%s on %s: got %v", c.window, c.date, got)
			}
		})
	}
}
