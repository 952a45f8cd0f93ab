package rule_test

import "testing"

func TestLists(t *testing.T) {
	list := func(op, more string) string { return `{"type":"field","field":"tags","op":"` + op + `"` + more + `}` }
	const vipGold = `,"values":["vip","Gold"]`
	tags := func(items ...string) any { return has{34, valueOf(items)} }
	both, one, none := someone(tags(" VIP ", "gold", "new")), someone(tags("Vip")), someone()
	count := func(op, n string) string { return list("number", `,"count":{"op":"`+op+`","n":`+n+`}`) }
	means(t,
		meaning{"any of", list("any_of", vipGold), one, true},
		meaning{"any of, in no tags", list("any_of", vipGold), none, false},
		meaning{"all of", list("all_of", vipGold), both, true},
		meaning{"all of needs all", list("all_of", vipGold), one, false},
		meaning{"none of", list("none_of", vipGold), someone(tags("new")), true},
		meaning{"none of, when one is there", list("none_of", vipGold), one, false},
		meaning{"an empty list has none of anything", list("none_of", vipGold), none, true},
		meaning{"number of", count("at_least", "3"), both, true},
		meaning{"number of counts what differs", count("exactly", "1"), someone(tags("a", "A", " a")), true},
		meaning{"an empty list has 0", count("exactly", "0"), none, true},
		meaning{"and not 1", count("at_least", "1"), none, false},
		meaning{"is set", list("is_set", ""), one, true},
		meaning{"is not set", list("is_set", ""), none, false},
		meaning{"lists of events are compared alike", `{"type":"event","event":"visited","where":[{"property":"labels","op":"all_of","values":["a","b"]}]}`,
			someone(did("visited", ago(1), "labels", []string{"B", "a"})), true},
		meaning{"an event without the list has none of it", `{"type":"event","event":"visited","where":[{"property":"labels","op":"none_of","values":["a"]}]}`, someone(did("visited", ago(1))), true},
	)
}
