package rule_test

import "testing"

func TestAnniversary(t *testing.T) {
	in := func(window string) string {
		return `{"type":"field","field":"birthday","op":"anniversary","window":` + window + `}`
	}
	born := func(day string) []any { return []any{has{30, date(day)}} }
	next7, today := in(`{"kind":"next","n":7,"unit":"day"}`), in(`{"kind":"calendar","name":"today"}`)
	means(t,
		meaning{"month and day fall in the window, whatever the year", next7, someone(born("1990-05-12")...), true},
		meaning{"today counts", next7, someone(born("2001-05-10")...), true},
		meaning{"yesterday does not", next7, someone(born("1990-05-09")...), false},
		meaning{"the last day counts", next7, someone(born("1990-05-17")...), true},
		meaning{"the day after it does not", next7, someone(born("1990-05-18")...), false},
		meaning{"a missing date makes it false", next7, someone(), false},
		meaning{"dates to come have anniversaries too", next7, someone(born("2030-05-12")...), true},
		meaning{"a window of more than a year has every day", in(`{"kind":"last","n":2,"unit":"year"}`), someone(born("1992-02-29")...), true},
		meaning{"an instant counts by its local day", `{"type":"field","field":"seen","op":"anniversary","window":{"kind":"calendar","name":"today"}}`, someone(has{20, seenAt(t, "2020-05-09T18:30:00Z")}), true},
	)
	meansAsOf(t, instant(t, "2026-12-30T06:00:00Z"),
		meaning{"across the year's end", next7, someone(born("1990-01-03")...), true},
		meaning{"and not beyond", next7, someone(born("1990-01-07")...), false})
	meansAsOf(t, instant(t, "2026-02-28T06:00:00Z"), meaning{"29 February counts on 28 February in common years", today, someone(born("1992-02-29")...), true})
	meansAsOf(t, instant(t, "2026-03-01T06:00:00Z"), meaning{"and not on 1 March", today, someone(born("1992-02-29")...), false})
	meansAsOf(t, instant(t, "2028-02-28T06:00:00Z"), meaning{"in leap years it does not count on 28 February", today, someone(born("1992-02-29")...), false})
	meansAsOf(t, instant(t, "2028-02-29T06:00:00Z"), meaning{"but on its own day", today, someone(born("1992-02-29")...), true})
}
