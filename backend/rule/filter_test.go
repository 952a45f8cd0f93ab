package rule_test

import "testing"

func TestFilterTrees(t *testing.T) {
	bought := func(where string) string { return `{"type":"event","event":"purchased","where":[` + where + `]}` }
	const tea, phone = `{"property":"category","op":"any_of","values":["Tea"]}`, `{"property":"device","op":"any_of","values":["phone"]}`
	const notTea = `{"property":"category","op":"any_of","values":["Tea"],"not":true}`
	group := func(mode, kids, more string) string { return `{"` + mode + `":[` + kids + `]` + more + `}` }
	both := someone(did("purchased", ago(1), "category", "Tea", "device", "phone"))
	apart := someone(did("purchased", ago(1), "category", "Tea", "device", "desktop"), did("purchased", ago(1), "category", "Soap", "device", "phone"))
	neither := someone(did("purchased", ago(1), "category", "Soap", "device", "desktop"))
	means(t,
		meaning{"any of", bought(group("any", tea+","+phone, "")), apart, true},
		meaning{"any of, with neither", bought(group("any", tea+","+phone, "")), neither, false},
		meaning{"all of bind to the same event", bought(group("all", tea+","+phone, "")), apart, false},
		meaning{"all of one event", bought(group("all", tea+","+phone, "")), both, true},
		meaning{"none of", bought(group("none", tea+","+phone, "")), neither, true},
		meaning{"none of, in one of two events", bought(group("none", tea+","+phone, "")), someone(did("purchased", ago(1), "category", "Tea"), did("purchased", ago(2))), true},
		meaning{"a negated group", bought(group("all", tea+","+phone, `,"not":true`)), both, false},
		meaning{"De Morgan holds: not all is any not", bought(group("all", tea+","+phone, `,"not":true`)), apart, true},
		meaning{"groups in groups", bought(group("any", group("all", tea+","+phone, "")+","+group("none", tea+","+phone, ""), "")), neither, true},
		meaning{"a missing property makes a filter false", bought(tea), someone(did("purchased", ago(1))), false},
		meaning{"and its negation true", bought(notTea), someone(did("purchased", ago(1))), true},
		meaning{"filters and count bind to the same events", `{"type":"event","event":"purchased","count":{"op":"exactly","n":1},"where":[` + tea + `]}`, apart, true},
	)
}
