package rule_test

import (
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

func TestProblemsOfEachKindNameTheirNode(t *testing.T) {
	deep := strings.Repeat(`{"any":[`, 17) + `{"property":"hour","op":"is_set"}` + strings.Repeat(`]}`, 17)
	many := strings.TrimSuffix(strings.Repeat(`{"property":"hour","op":"is_set"},`, 201), ",")
	for says, text := range map[string]string{
		"a sequence of an unknown event":          `{"type":"sequence","steps":[{"event":"purchased"},{"event":"flew"}]}`,
		"a step left out that is not the last":    `{"type":"sequence","steps":[{"event":"purchased","not":true,"within":{"n":1,"unit":"day"}},{"event":"visited"}]}`,
		"a sequence from an unknown first step":   `{"type":"sequence","which":"second","steps":[{"event":"purchased"},{"event":"visited"}]}`,
		"a sequence with an unknown same":         `{"type":"sequence","same":"wings","steps":[{"event":"purchased"},{"event":"visited"}]}`,
		"a step within an unknown unit":           `{"type":"sequence","steps":[{"event":"purchased"},{"event":"visited","within":{"n":1,"unit":"moon"}}]}`,
		"a sequence of too many steps":            `{"type":"sequence","steps":[` + strings.Repeat(`{"event":"purchased"},`, 20) + `{"event":"visited"}]}`,
		"an n-th too far away":                    `{"type":"nth","event":"purchased","n":10001,"has":[{"property":"hour","op":"is_set"}]}`,
		"an n-th with an unknown property":        `{"type":"nth","event":"purchased","n":1,"has":[{"property":"wings","op":"is_set"}]}`,
		"regularly every moon":                    `{"type":"regular","event":"purchased","of":3,"unit":"moon"}`,
		"regularly in too many periods":           `{"type":"regular","event":"purchased","of":401,"unit":"day"}`,
		"lapsed in the future":                    `{"type":"lapsed","event":"purchased","used":{"kind":"next","n":3,"unit":"day"},"lately":{"kind":"last","n":3,"unit":"day"}}`,
		"an unknown measure":                      `{"type":"measure","event":"purchased","measure":"median","property":"amount","op":"gt","value":"1"}`,
		"an unknown measure of no property":       `{"type":"measure","event":"purchased","measure":"median","op":"gt","value":"1"}`,
		"a sum of texts":                          `{"type":"measure","event":"purchased","measure":"sum","property":"category","op":"gt","value":"1"}`,
		"a habit to be told by no events":         `{"type":"habit","event":"opened","min":-1,"is":{"property":"device","op":"any_of","values":["phone"]}}`,
		"a habit compared wrongly":                `{"type":"habit","event":"opened","is":{"property":"weekday","op":"gt","value":"3"}}`,
		"a percentage above 100":                  `{"type":"rank","end":"top","n":101,"unit":"percent","field":"credit"}`,
		"a ranking by a text":                     `{"type":"rank","end":"top","n":10,"unit":"percent","field":"city"}`,
		"a ranking among a deleted segment":       `{"type":"rank","end":"top","n":10,"unit":"people","field":"credit","among":[99]}`,
		"neither top nor bottom":                  `{"type":"rank","end":"middle","n":10,"unit":"people","field":"credit"}`,
		"a random part that ends before it began": `{"type":"split","name":"a","from":"50","to":"50"}`,
		"a random part beyond 100 %":              `{"type":"split","name":"a","to":"100.1"}`,
		"permission that is neither":              `{"type":"consent","purpose":"marketing","state":"maybe"}`,
		"permission in the future":                `{"type":"consent","purpose":"marketing","window":{"kind":"calendar","name":"tomorrow"}}`,
		"suppressed for an unknown reason":        `{"type":"suppressed","reasons":["boredom"]}`,
		"an unknown health":                       `{"type":"health","is":"tired"}`,
		"an unknown bounce":                       `{"type":"health","is":"bounced","bounce":"high"}`,
		"a history of a deleted segment":          `{"type":"history","segments":[99],"change":"entered"}`,
		"an unknown change":                       `{"type":"history","segments":[12],"change":"married"}`,
		"a list compared as a number":             `{"type":"field","field":"tags","op":"gt","value":"1"}`,
		"an anniversary of a text":                `{"type":"field","field":"city","op":"anniversary","window":{"kind":"calendar","name":"today"}}`,
		"two fields of different types":           `{"type":"field","field":"credit","other":"nps","op":"gt"}`,
		"two texts by size":                       `{"type":"field","field":"city","other":"skin","op":"gt"}`,
		"a part of what has none":                 `{"type":"field","field":"city","part":"domain","op":"is_set"}`,
		"a filter and a group at once":            `{"type":"event","event":"purchased","where":[{"property":"hour","op":"is_set","any":[{"property":"device","op":"is_set"}]}]}`,
		"two groups at once":                      `{"type":"event","event":"purchased","where":[{"all":[{"property":"hour","op":"is_set"}],"any":[{"property":"device","op":"is_set"}]}]}`,
		"filters nested too deep":                 `{"type":"event","event":"purchased","where":[` + deep + `]}`,
		"too many filters":                        `{"type":"event","event":"purchased","where":[` + many + `]}`,
	} {
		t.Run(says, func(t *testing.T) {
			problems, _ := rule.Check(parse(t, `{"all":[{"type":"everyone"},{"any":[`+text+`]}]}`), shop(t))
			if len(problems) != 1 || problems[0].Path != "/include/all/1/any/0" || !strings.HasSuffix(problems[0].Message, ".") {
				t.Errorf("%s: got %+v", text, problems)
			}
		})
	}
}

func TestProblemsOfPins(t *testing.T) {
	for says, c := range map[string][2]string{
		"nobody":          {`{"version":1,"always":[{"contact":1},{"contact":0}]}`, "/always/1"},
		"too many people": {`{"version":1,"never":[` + strings.TrimSuffix(strings.Repeat(`{"contact":1},`, rule.MaxPins+1), ",") + `]}`, "/never"},
	} {
		problems, _ := rule.Check(parse(t, c[0]), shop(t))
		if len(problems) != 1 || problems[0].Path != c[1] {
			t.Errorf("%s: got %+v", says, problems)
		}
	}
}

func TestHalfFilledConditionsOfEachKindAreLeftOut(t *testing.T) {
	for says, text := range halfFilled {
		t.Run(says, func(t *testing.T) {
			problems, unfinished := rule.Check(parse(t, `{"all":[{"type":"everyone"},`+text+`]}`), shop(t))
			if len(problems) != 0 || len(unfinished) != 1 || unfinished[0].Path != "/include/all/1" || !strings.HasSuffix(unfinished[0].Message, ".") {
				t.Errorf("%s: got %+v and %+v", text, problems, unfinished)
			}
			if !rule.Match(parse(t, `{"all":[{"type":"everyone"},`+text+`]}`), someone(), now, shop(t)) {
				t.Errorf("%s is not left out", text)
			}
		})
	}
}

// halfFilled are conditions that are not finished, of every kind that can be.
var halfFilled = map[string]string{
	"a field of nothing":              `{"type":"field"}`,
	"a field compared with nothing":   `{"type":"field","field":"credit","other":"limit"}`,
	"a list of no length":             `{"type":"field","field":"tags","op":"number"}`,
	"a list of no values":             `{"type":"field","field":"tags","op":"all_of"}`,
	"an anniversary without time":     `{"type":"field","field":"birthday","op":"anniversary"}`,
	"an event of no kind":             `{"type":"event"}`,
	"a count of nothing":              `{"type":"event","event":"purchased","count":{}}`,
	"a filter on nothing":             `{"type":"event","event":"purchased","where":[{}]}`,
	"a filter in a group":             `{"type":"event","event":"purchased","where":[{"any":[{"property":"device"}]}]}`,
	"a window of no length":           `{"type":"event","event":"purchased","window":{"kind":"last"}}`,
	"an n-th of nothing":              `{"type":"nth","event":"purchased","n":1}`,
	"no n-th":                         `{"type":"nth","event":"purchased","has":[{"property":"hour","op":"is_set"}]}`,
	"regularly without periods":       `{"type":"regular","event":"purchased"}`,
	"lapsed without times":            `{"type":"lapsed","event":"purchased"}`,
	"lapsed of nothing":               `{"type":"lapsed"}`,
	"a measure of nothing":            `{"type":"measure","event":"purchased"}`,
	"a measure compared with nothing": `{"type":"measure","event":"purchased","measure":"gap"}`,
	"the last of nothing":             `{"type":"recency"}`,
	"no messages":                     `{"type":"messages"}`,
	"a sequence of one":               `{"type":"sequence","steps":[{"event":"purchased"}]}`,
	"a missing step without time":     `{"type":"sequence","steps":[{"event":"purchased"},{"event":"visited","not":true}]}`,
	"a habit of nothing":              `{"type":"habit","event":"opened"}`,
	"a ranking of nobody":             `{"type":"rank","field":"credit"}`,
	"a ranking of neither end":        `{"type":"rank","n":3,"unit":"people","field":"credit"}`,
	"a ranking by nothing":            `{"type":"rank","end":"top","unit":"people","n":3}`,
	"no segment":                      `{"type":"segment"}`,
	"no history":                      `{"type":"history"}`,
	"no purpose":                      `{"type":"consent"}`,
	"no health":                       `{"type":"health"}`,
	"no split":                        `{"type":"split","name":" ","to":"10"}`,
}

func TestARankAmongAnUnreadableSegmentIsAProblem(t *testing.T) {
	cat := withSegments(t, domain.Segment{ID: 1, Name: "Broken", Rule: []byte(`{"type":"magic"}`)})
	problems, _ := rule.Check(parse(t, `{"type":"rank","end":"top","n":1,"unit":"people","field":"credit","among":[1]}`), cat)
	if len(problems) != 1 || !strings.Contains(problems[0].Message, "Broken") {
		t.Errorf("got %+v", problems)
	}
}
