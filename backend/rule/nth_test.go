package rule_test

import "testing"

func TestNth(t *testing.T) {
	nth := func(n, more string) string {
		return `{"type":"nth","event":"purchased","n":` + n + `,"has":[{"property":"category","op":"any_of","values":["Tea"]}]` + more + `}`
	}
	three := someone(did("purchased", ago(30), "category", "Tea"), did("purchased", ago(20), "category", "Soap"), did("purchased", ago(10), "category", "Bath", "device", "phone"))
	means(t,
		meaning{"the first such event has a property", nth("1", ""), three, true},
		meaning{"the second does not", nth("2", ""), three, false},
		meaning{"the last does not", nth("-1", ""), three, false},
		meaning{"the third from the end is the first", nth("-3", ""), three, true},
		meaning{"there is no fourth", nth("4", ""), three, false},
		meaning{"nor a fourth from the end", nth("-4", ""), three, false},
		meaning{"nobody has a first of nothing", nth("1", ""), someone(), false},
		meaning{"the window chooses before it is counted", nth("1", `,"window":{"kind":"last","n":25,"unit":"day"}`), three, false},
		meaning{"filters choose before it is counted", nth("1", `,"where":[{"property":"device","op":"any_of","values":["phone"]}]`), three, false},
		meaning{"a missing property makes it false", nth("1", ""), someone(did("purchased", ago(3))), false},
		meaning{"all that it has to be like binds to the one event", `{"type":"nth","event":"purchased","n":-1,"has":[{"property":"category","op":"any_of","values":["Bath"]},{"property":"device","op":"any_of","values":["phone"]}]}`, three, true},
		meaning{"events of one instant count in the order of their ids", nth("1", ""), someone(did("purchased", ago(3), "category", "Tea"), did("purchased", ago(3), "category", "Soap")), true},
	)
}
