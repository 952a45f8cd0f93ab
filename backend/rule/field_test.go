package rule_test

import (
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
)

func seenAt(t *testing.T, s string) domain.Value {
	t.Helper()
	return domain.TimeValue(instant(t, s))
}

func TestFieldsOfOneTypeAreCompared(t *testing.T) {
	money := func(op string) string { return `{"type":"field","field":"credit","other":"limit","op":"` + op + `"}` }
	over, even := someone(has{23, rupees(20)}, has{33, rupees(10)}), someone(has{23, rupees(10)}, has{33, rupees(10)})
	const text = `{"type":"field","field":"city","other":"skin","op":"eq"}`
	means(t,
		meaning{"more than the other", money("gt"), over, true},
		meaning{"equal is not more", money("gt"), even, false},
		meaning{"equal is at least as much", money("gte"), even, true},
		meaning{"less", money("lt"), over, false},
		meaning{"at most", money("lte"), even, true},
		meaning{"the same", money("eq"), even, true},
		meaning{"a missing value makes it false", money("lte"), someone(has{33, rupees(10)}), false},
		meaning{"so does a missing other value", money("gte"), someone(has{23, rupees(10)}), false},
		meaning{"dates", `{"type":"field","field":"renewal","other":"joined","op":"gt"}`, someone(has{21, date("2026-01-02")}, has{domain.FieldJoined, date("2026-01-01")}), true},
		meaning{"texts are the same as texts are compared", text, someone(has{domain.FieldCity, valueOf("Pune")}, has{31, valueOf(" PUNE")}), true},
		meaning{"two missing texts are not the same", text, someone(), false},
	)
}

func TestPartsOfAnEmailAddress(t *testing.T) {
	part := func(part, value string) string {
		return `{"type":"field","field":"email","part":"` + part + `","op":"any_of","values":["` + value + `"]}`
	}
	means(t,
		meaning{"its domain", part("domain", "Example.com"), someone("Asha@EXAMPLE.com"), true},
		meaning{"not another domain", part("domain", "example.org"), someone("asha@example.com"), false},
		meaning{"its provider", part("provider", "gmail"), someone("asha@googlemail.com"), true},
		meaning{"companies' own domains are other", part("provider", "Other"), someone("asha@example.com"), true},
		meaning{"no address has no provider", part("provider", "Other"), someone(), false},
		meaning{"parts compare as texts do", `{"type":"field","field":"email","part":"domain","op":"ends_with","text":".IN"}`, someone("a@b.co.in"), true},
		meaning{"email in full", `{"type":"field","field":"email","op":"contains","text":"ASHA"}`, someone("asha@example.com"), true},
	)
}

func TestDerivedFields(t *testing.T) {
	const high = `{"type":"field","field":"engagement","op":"gte","value":"80"}`
	engaged := someone(has{35, valueOf(90)})
	means(t,
		meaning{"derived traits are ordinary fields", high, engaged, true},
		meaning{"and can be missing", high, someone(), false})
	meansAsOf(t, ago(2), meaning{"they are not there before they were worked out", high, engaged, false})
}
