package rule_test

import (
	"testing"
	"time"
)

func TestHabit(t *testing.T) {
	const phone = `{"type":"habit","event":"opened","is":{"property":"device","op":"any_of","values":["phone"]}}`
	const evening = `{"type":"habit","event":"opened","is":{"property":"hour","op":"between","value":"19","to":"22"}}`
	const sunday = `{"type":"habit","event":"opened","is":{"property":"weekday","op":"any_of","values":["sun"]}}`
	on := func(days int, device string) any { return did("opened", ago(days), "device", device) }
	at := func(days int, local string) any {
		clock, err := time.Parse("15:04", local)
		if err != nil {
			panic(err)
		}
		day := ago(days)
		kolkata := time.FixedZone("IST", 19800)
		return did("opened", time.Date(day.Year(), day.Month(), day.Day(), clock.Hour(), clock.Minute(), 0, 0, kolkata))
	}
	means(t,
		meaning{"the most frequent value over the selected events", phone, someone(on(9, "phone"), on(8, "desktop"), on(7, "Phone ")), true},
		meaning{"not one that is merely there", phone, someone(on(9, "phone"), on(8, "desktop"), on(7, "desktop")), false},
		meaning{"at least 3 events to tell by, when no number is stated", phone, someone(on(9, "phone"), on(8, "phone")), false},
		meaning{"a stated number of events", `{"type":"habit","min":2,"event":"opened","is":{"property":"device","op":"any_of","values":["phone"]}}`, someone(on(9, "phone"), on(8, "phone")), true},
		meaning{"events without the value are not counted", phone, someone(on(9, "phone"), on(8, "phone"), did("opened", ago(1))), false},
		meaning{"ties go to the most recent", phone, someone(on(9, "phone"), on(8, "phone"), on(7, "desktop"), on(6, "desktop")), false},
		meaning{"even when it came first", phone, someone(on(9, "phone"), on(8, "desktop"), on(7, "desktop"), on(6, "phone")), true},
		meaning{"the usual hour is local", evening, someone(at(9, "19:10"), at(8, "19:50"), at(7, "08:00")), true},
		meaning{"and the end of a span belongs to it", evening, someone(at(9, "22:59"), at(8, "22:01"), at(7, "08:00")), true},
		meaning{"hours are told apart, not spans", evening, someone(at(9, "19:00"), at(8, "20:00"), at(7, "08:00"), at(6, "08:30")), false},
		meaning{"the usual weekday is local", sunday, someone(did("opened", instant(t, "2026-05-02T18:30:00Z")), did("opened", instant(t, "2026-04-25T18:30:00Z")), did("opened", ago(1))), true},
		meaning{"not that value", `{"type":"habit","event":"opened","is":{"property":"device","op":"any_of","values":["phone"],"not":true}}`, someone(on(9, "desktop"), on(8, "desktop"), on(7, "phone")), true},
		meaning{"but with too few events neither", `{"type":"habit","event":"opened","is":{"property":"device","op":"any_of","values":["phone"],"not":true}}`, someone(on(9, "desktop")), false},
		meaning{"the window chooses the events", `{"type":"habit","event":"opened","min":1,"window":{"kind":"last","n":5,"unit":"day"},"is":{"property":"device","op":"any_of","values":["phone"]}}`, someone(on(9, "desktop"), on(8, "desktop"), on(2, "phone")), true},
	)
}
