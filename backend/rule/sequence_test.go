package rule_test

import (
	"testing"
	"time"
)

func TestSequence(t *testing.T) {
	const then = `{"type":"sequence","steps":[{"event":"purchased"},{"event":"visited","within":{"n":7,"unit":"day"}}]}`
	const without = `{"type":"sequence","steps":[{"event":"purchased"},{"event":"visited","not":true,"within":{"n":7,"unit":"day"}}]}`
	bought := did("purchased", ago(20))
	week := bought.At.AddDate(0, 0, 7)
	means(t,
		meaning{"A and then B: B after A within D", then, someone(bought, did("visited", ago(19))), true},
		meaning{"b at a + D still counts", then, someone(bought, did("visited", week)), true},
		meaning{"b a millisecond after a + D does not", then, someone(bought, did("visited", week.Add(time.Millisecond))), false},
		meaning{"a < b: B at the very instant of A is not after it", then, someone(bought, did("visited", bought.At)), false},
		meaning{"B before A is not after it", then, someone(did("visited", ago(21)), bought), false},
		meaning{"some A will do: a second A reaches B", then, someone(bought, did("purchased", ago(5)), did("visited", ago(4))), true},
		meaning{"A alone is no sequence", then, someone(bought), false},
		meaning{"nothing at all is no sequence", then, someone(), false},

		meaning{"A, then did not B: no B in (a, a + D] and the wait is over", without, someone(bought), true},
		meaning{"a B in time spoils it", without, someone(bought, did("visited", ago(15))), false},
		meaning{"a B after D does not spoil it", without, someone(bought, did("visited", week.Add(time.Millisecond))), true},
		meaning{"while the wait is not over nobody matches", without, someone(did("purchased", ago(6))), false},
		meaning{"the wait is over at a + D = as of", without, someone(did("purchased", ago(7))), true},
		meaning{"without any A nothing was left undone", without, someone(did("visited", ago(3))), false},
		meaning{"some A without a B is enough", without, someone(bought, did("visited", ago(19)), did("purchased", ago(12))), true},
	)
}

func TestSequenceOfTheLastA(t *testing.T) {
	const last = `{"type":"sequence","which":"last","steps":[{"event":"purchased"},{"event":"visited","within":{"n":7,"unit":"day"}}]}`
	const lastWithout = `{"type":"sequence","which":"last","steps":[{"event":"purchased"},{"event":"visited","not":true,"within":{"n":7,"unit":"day"}}]}`
	answered, unanswered := []any{did("purchased", ago(30)), did("visited", ago(29))}, did("purchased", ago(10))
	means(t,
		meaning{"last A asks it of the latest A only", last, someone(append(answered, unanswered)...), false},
		meaning{"and matches when that one was followed", last, someone(answered...), true},
		meaning{"did not B after the latest A", lastWithout, someone(append(answered, unanswered)...), true},
		meaning{"an older A without B does not count", lastWithout, someone(unanswered, did("purchased", ago(9)), did("visited", ago(8))), false},
		meaning{"the latest A is the latest inside the window", `{"type":"sequence","which":"last","window":{"kind":"more_than_ago","n":20,"unit":"day"},"steps":[{"event":"purchased"},{"event":"visited","within":{"n":7,"unit":"day"}}]}`,
			someone(append(answered, unanswered)...), true},
	)
}

func TestSequenceOfManySteps(t *testing.T) {
	const three = `{"type":"sequence","steps":[{"event":"visited"},{"event":"added_to_cart","within":{"n":1,"unit":"day"}},{"event":"purchased","within":{"n":1,"unit":"day"}}]}`
	const abandoned = `{"type":"sequence","steps":[{"event":"visited"},{"event":"added_to_cart"},{"event":"purchased","not":true,"within":{"n":1,"unit":"day"}}]}`
	hours := func(n int) time.Time { return ago(10).Add(time.Duration(n) * time.Hour) }
	means(t,
		meaning{"each step counts from the step before", three, someone(did("visited", hours(0)), did("added_to_cart", hours(23)), did("purchased", hours(46))), true},
		meaning{"not from the first one", three, someone(did("visited", hours(0)), did("added_to_cart", hours(1)), did("purchased", hours(26))), false},
		meaning{"any chain of events will do", three, someone(did("visited", hours(0)), did("visited", hours(30)), did("added_to_cart", hours(31)), did("purchased", hours(32))), true},
		meaning{"the last step may be missing", abandoned, someone(did("visited", hours(0)), did("added_to_cart", hours(80))), true},
		meaning{"but the step before it may not", abandoned, someone(did("visited", hours(0))), false},
		meaning{"a step without a time takes any later one", abandoned, someone(did("visited", ago(900)), did("added_to_cart", ago(3))), true},
	)
}

func TestSequenceOfTheSameValue(t *testing.T) {
	const same = `{"type":"sequence","same":"product","steps":[{"event":"added_to_cart"},{"event":"bought","within":{"n":3,"unit":"day"}}]}`
	const unbought = `{"type":"sequence","same":"product","steps":[{"event":"added_to_cart"},{"event":"bought","not":true,"within":{"n":3,"unit":"day"}}]}`
	soap, tea := did("added_to_cart", ago(9), "product", "Soap"), did("added_to_cart", ago(9), "product", "Tea")
	means(t,
		meaning{"steps may demand the same value of a property", same, someone(soap, did("bought", ago(8), "product", " SOAP ")), true},
		meaning{"another value does not do", same, someone(soap, did("bought", ago(8), "product", "Tea")), false},
		meaning{"a missing value is not the same as a missing value", same, someone(did("added_to_cart", ago(9)), did("bought", ago(8))), false},
		meaning{"the same product was not bought", unbought, someone(soap, tea, did("bought", ago(8), "product", "Soap")), true},
		meaning{"all of them were bought", unbought, someone(soap, did("bought", ago(8), "product", "Soap")), false},
	)
}

func TestSequenceTimesStepOnTheCalendar(t *testing.T) {
	const month = `{"type":"sequence","steps":[{"event":"purchased"},{"event":"visited","within":{"n":1,"unit":"month"}}]}`
	first := did("purchased", instant(t, "2026-01-31T06:00:00Z"))
	means(t,
		meaning{"a month after 31 January ends on 28 February", month, someone(first, did("visited", instant(t, "2026-02-28T06:00:00Z"))), true},
		meaning{"and not later", month, someone(first, did("visited", instant(t, "2026-02-28T06:00:01Z"))), false},
		meaning{"filters of a step bind to that step", `{"type":"sequence","steps":[{"event":"purchased","where":[{"property":"device","op":"any_of","values":["phone"]}]},{"event":"visited"}]}`,
			someone(did("purchased", ago(9), "device", "desktop"), did("visited", ago(8), "device", "phone")), false},
	)
	t.Run("what happens after the instant asked at does not exist", func(t *testing.T) {
		meansAsOf(t, ago(15), meaning{"the step is still to come", month, someone(did("purchased", ago(20)), did("visited", ago(10))), false})
	})
}
