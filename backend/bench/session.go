package bench

import (
	"fmt"
	"math/rand/v2"
	"strconv"

	"github.com/kvnmail/kvnmail/backend/rule"
)

// editor plays a person who builds a rule: it adds, changes, mutes, negates and
// removes conditions of up to most, the same for one seed.
type editor struct {
	*rand.Rand
	most int
	next int
	root *rule.Node
}

func newEditor(seed uint64, most int) *editor {
	e := &editor{Rand: rand.New(rand.NewPCG(seed, 77)), most: most}
	e.root = &rule.Node{ID: "root", Mode: rule.All, Kids: []*rule.Node{e.condition()}}
	return e
}

// condition draws one condition of the kinds people use, with numbers of its own.
func (e *editor) condition() *rule.Node {
	n := func(to int) int { return 1 + e.IntN(to) }
	texts := []string{
		fmt.Sprintf(`{"type":"event","event":"purchased","count":{"op":"at_least","n":%d},"window":{"kind":"last","n":%d,"unit":"day"}}`, n(4), n(365)),
		fmt.Sprintf(`{"type":"recency","event":"purchased","which":"last","window":{"kind":"more_than_ago","n":%d,"unit":"day"}}`, n(300)),
		fmt.Sprintf(`{"type":"event","event":"visited","count":{"op":"at_least","n":%d},"window":{"kind":"last","n":%d,"unit":"day"},"where":[{"property":"device","op":"any_of","values":["phone"]}]}`, n(5), n(120)),
		fmt.Sprintf(`{"type":"messages","n":%d,"action":"opened","count":{"op":"exactly","n":0}}`, n(6)),
		fmt.Sprintf(`{"type":"measure","event":"purchased","measure":"sum","property":"amount","op":"gte","value":"%d"}`, 100*n(200)),
		fmt.Sprintf(`{"type":"measure","event":"purchased","measure":"average","property":"amount","op":"gt","value":"%d"}`, 100*n(40)),
		fmt.Sprintf(`{"type":"event","event":"opened","count":{"op":"at_least","n":%d},"where":[{"property":"hour","op":"between","value":"%d","to":"22"}]}`, n(4), 12+n(9)),
		fmt.Sprintf(`{"type":"event","event":"purchased","window":{"kind":"last","n":%d,"unit":"day"},"where":[{"property":"category","op":"any_of","values":["Category %d"]}]}`, n(365), e.IntN(12)),
		fmt.Sprintf(`{"type":"event","event":"clicked","window":{"kind":"last","n":%d,"unit":"day"}}`, n(120)),
		fmt.Sprintf(`{"type":"field","field":"points","op":"gte","value":"%d"}`, n(5000)),
		fmt.Sprintf(`{"type":"field","field":"joined","op":"window","window":{"kind":"last","n":%d,"unit":"day"}}`, n(700)),
		fmt.Sprintf(`{"type":"field","field":"city","op":"any_of","values":["City %d","City %d","City %d"]}`, e.IntN(50), e.IntN(200), e.IntN(2000)),
		`{"type":"field","field":"country","op":"any_of","values":["India","Nepal","Singapore"]}`,
		`{"type":"field","field":"tags","op":"any_of","values":["vip","newsletter"]}`,
		`{"type":"field","field":"email","part":"provider","op":"any_of","values":["Gmail","Yahoo"]}`,
		fmt.Sprintf(`{"type":"habit","event":"opened","is":{"property":"hour","op":"between","value":"%d","to":"23"}}`, 12+n(10)),
	}
	r, err := rule.Parse([]byte(texts[e.IntN(len(texts))]))
	if err != nil {
		panic(err) // written above
	}
	e.next++
	r.Include.ID = strconv.Itoa(e.next)
	return r.Include
}

// edit changes the rule as one gesture would.
func (e *editor) edit() rule.Rule {
	groups := []*rule.Node{e.root}
	count := 0
	var conditions []*rule.Node
	for i := 0; i < len(groups); i++ {
		for _, k := range groups[i].Kids {
			if k.Mode != "" {
				groups = append(groups, k)
			} else {
				conditions = append(conditions, k)
				count++
			}
		}
	}
	group := groups[e.IntN(len(groups))]
	switch what := e.IntN(8); {
	case what < 3 && count < e.most:
		group.Kids = append(group.Kids, e.condition())
	case what == 3 && len(group.Kids) > 1:
		i := e.IntN(len(group.Kids))
		group.Kids = append(group.Kids[:i:i], group.Kids[i+1:]...)
	case what == 4 && count < e.most && len(groups) < 4:
		e.next++
		group.Kids = append(group.Kids, &rule.Node{ID: strconv.Itoa(e.next), Mode: rule.Any, Kids: []*rule.Node{e.condition(), e.condition()}})
	case what == 5:
		conditions[e.IntN(len(conditions))].Not = e.IntN(2) == 0
	case what == 6:
		conditions[e.IntN(len(conditions))].Muted = e.IntN(4) == 0
	default:
		fresh := e.condition()
		conditions[e.IntN(len(conditions))].Cond = fresh.Cond
	}
	return rule.Rule{Version: rule.Version, Include: e.root}
}
