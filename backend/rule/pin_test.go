package rule_test

import (
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

func TestPins(t *testing.T) {
	const none, all = `"include":{"type":"everyone","not":true}`, `"include":{"type":"everyone"}`
	for _, c := range []struct {
		says, rule string
		want       bool
	}{
		{"always in", `{"version":1,` + none + `,"always":[{"contact":1,"reason":"a friend"}]}`, true},
		{"another person is not", `{"version":1,` + none + `,"always":[{"contact":2}]}`, false},
		{"never in", `{"version":1,` + all + `,"never":[{"contact":1}]}`, false},
		{"another person still is", `{"version":1,` + all + `,"never":[{"contact":2}]}`, true},
		{"never is stronger than always", `{"version":1,` + all + `,"always":[{"contact":1}],"never":[{"contact":1}]}`, false},
		{"always is stronger than the exclude lane", `{"version":1,` + all + `,"exclude":{"type":"everyone"},"always":[{"contact":1}]}`, true},
		{"always needs no rule", `{"version":1,"always":[{"contact":1}]}`, true},
	} {
		t.Run(c.says, func(t *testing.T) {
			r := parse(t, c.rule)
			if got := rule.Match(r, someone(), now, shop(t)); got != c.want {
				t.Errorf("%s: got %v", c.rule, got)
			}
			if string(parse(t, string(r.JSON())).JSON()) != string(r.JSON()) || !strings.Contains(string(r.JSON()), `"contact"`) {
				t.Errorf("%s is written as %s", c.rule, r.JSON())
			}
		})
	}
}

func TestPinsAreMembersOfASegmentInASegment(t *testing.T) {
	cat := withSegments(t, domain.Segment{ID: 1, Name: "Friends", Rule: []byte(`{"version":1,"always":[{"contact":1}]}`)})
	if !rule.Match(parse(t, `{"type":"segment","segments":[1]}`), someone(), now, cat) {
		t.Error("who is pinned into a segment is in it, asked from outside too")
	}
}

func TestPinsAreExplained(t *testing.T) {
	r := parse(t, `{"version":1,"include":{"type":"everyone"},"never":[{"contact":7},{"contact":1,"reason":"asked us on the phone"}]}`)
	x, err := rule.Explain(t.Context(), r, someone(), now, shop(t), nil)
	if err != nil || len(x) != 2 || x[1].Lane != "never" || x[1].Path != "/never/1" || x[1].Facts != "asked us on the phone" {
		t.Errorf("got %+v, %v", x, err)
	}
}
