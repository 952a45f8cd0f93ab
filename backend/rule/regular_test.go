package rule_test

import "testing"

func TestRegular(t *testing.T) {
	const months = `{"type":"regular","event":"purchased","of":6,"unit":"month","count":{"op":"at_least","n":4}}`
	const days = `{"type":"regular","event":"purchased","of":2,"unit":"day","count":{"op":"exactly","n":2}}`
	means(t,
		meaning{"in at least K of the last M months", months, someone(did("purchased", ago(1)), did("purchased", ago(40)), did("purchased", ago(70)), did("purchased", ago(100))), true},
		meaning{"many in one month count as one month", months, someone(did("purchased", ago(1)), did("purchased", ago(2)), did("purchased", ago(3)), did("purchased", ago(100))), false},
		meaning{"older months do not count", months, someone(did("purchased", ago(1)), did("purchased", ago(40)), did("purchased", ago(70)), did("purchased", ago(300))), false},
		meaning{"periods count back from the instant: the end of one belongs to it", days, someone(did("purchased", now), did("purchased", ago(1))), true},
		meaning{"their start belongs to the one before", days, someone(did("purchased", now), did("purchased", ago(2))), false},
		meaning{"a negative count has people with none", `{"type":"regular","event":"purchased","of":6,"unit":"week","count":{"op":"at_most","n":1}}`, someone(), true},
		meaning{"filters choose what counts", `{"type":"regular","event":"purchased","of":2,"unit":"week","where":[{"property":"device","op":"any_of","values":["phone"]}]}`, someone(did("purchased", ago(1), "device", "desktop")), false},
		meaning{"no count is at least one period", `{"type":"regular","event":"purchased","of":2,"unit":"week"}`, someone(did("purchased", ago(8))), true},
	)
}
