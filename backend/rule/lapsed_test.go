package rule_test

import "testing"

func TestLapsed(t *testing.T) {
	const lapsed = `{"type":"lapsed","event":"purchased","count":{"op":"at_least","n":2},"used":{"kind":"more_than_ago","n":90,"unit":"day"},"lately":{"kind":"last","n":90,"unit":"day"}}`
	const filtered = `{"type":"lapsed","event":"purchased","used":{"kind":"more_than_ago","n":90,"unit":"day"},"lately":{"kind":"last","n":90,"unit":"day"},"where":[{"property":"category","op":"any_of","values":["Tea"]}]}`
	means(t,
		meaning{"used to, not lately", lapsed, someone(did("purchased", ago(200)), did("purchased", ago(100))), true},
		meaning{"lately too", lapsed, someone(did("purchased", ago(200)), did("purchased", ago(100)), did("purchased", ago(5))), false},
		meaning{"not often enough before", lapsed, someone(did("purchased", ago(200))), false},
		meaning{"never", lapsed, someone(), false},
		meaning{"the instant between the two belongs to before", lapsed, someone(did("purchased", ago(90)), did("purchased", ago(91))), true},
		meaning{"the filter holds for both times", filtered, someone(did("purchased", ago(100), "category", "Tea"), did("purchased", ago(5), "category", "Soap")), true},
		meaning{"and finds what is like it lately", filtered, someone(did("purchased", ago(100), "category", "Tea"), did("purchased", ago(5), "category", "tea")), false},
	)
}
