package rule_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

func TestProblemsNameTheNodeAndSaySo(t *testing.T) {
	for text, path := range map[string]string{
		`{"all":[{"type":"everyone"},{"type":"field","field":"shoe","op":"is_set"}]}`:                          "/include/all/1",
		`{"type":"field","field":"city","op":"gt","value":"3"}`:                                                "/include",
		`{"type":"field","field":"nps","op":"gt","value":"ten"}`:                                               "/include",
		`{"type":"field","field":"city","op":"matches","text":"("}`:                                            "/include",
		`{"type":"event","event":"flew"}`:                                                                      "/include",
		`{"type":"event","event":"purchased","window":{"kind":"next","n":3,"unit":"day"}}`:                     "/include",
		`{"type":"event","event":"purchased","where":[{"property":"wings","op":"is_set"}]}`:                    "/include",
		`{"type":"event","event":"purchased","window":{"kind":"dates","from":"2026-02-30","to":"2026-03-01"}}`: "/include",
		`{"type":"measure","event":"purchased","measure":"sum","property":"category","op":"gt","value":"1"}`:   "/include",
		`{"version":1,"include":{"type":"everyone"},"exclude":{"any":[{"type":"segment","segments":[99]}]}}`:   "/exclude/any/0",
	} {
		problems, _ := rule.Check(parse(t, text), catalogIn("Asia/Kolkata"))
		if len(problems) != 1 || problems[0].Path != path || !strings.HasSuffix(problems[0].Message, ".") {
			t.Errorf("%s: got %+v", text, problems)
		}
		if _, err := rule.Compile(parse(t, text), catalogIn("Asia/Kolkata"), now); domain.CodeOf(err) != domain.Invalid {
			t.Errorf("%s: compiled with %v", text, err)
		}
	}
}

func TestUnfinishedNodesAreReportedAndLeftOut(t *testing.T) {
	for text, path := range map[string]string{
		`{"all":[{"type":"everyone"},{"any":[]}]}`:                                         "/include/all/1",
		`{"all":[{"type":"everyone"},{"type":"field","field":"city","op":"any_of"}]}`:      "/include/all/1",
		`{"all":[{"type":"everyone"},{"type":"event","event":""}]}`:                        "/include/all/1",
		`{"all":[{"type":"everyone"},{"type":"segment","segments":[]}]}`:                   "/include/all/1",
		`{"version":1,"include":{"all":[]}}`:                                               "/include",
		`{"version":1,"include":{"type":"everyone"},"exclude":{"any":[{"type":"field"}]}}`: "/exclude/any/0",
	} {
		problems, unfinished := rule.Check(parse(t, text), catalogIn("Asia/Kolkata"))
		if len(problems) != 0 || len(unfinished) != 1 || unfinished[0].Path != path || unfinished[0].Message == "" {
			t.Errorf("%s: got %+v and %+v", text, problems, unfinished)
		}
	}
	if _, unfinished := rule.Check(parse(t, `{"version":1,"include":{"type":"everyone"},"exclude":{"any":[]}}`), catalogIn("UTC")); len(unfinished) != 0 {
		t.Errorf("an empty leave-out lane is fine, got %+v", unfinished)
	}
}

func TestAFaultFarInsideIsFoundOnce(t *testing.T) {
	for says, last := range map[string]string{"an unknown field": `{"type":"field","field":"shoe","op":"is_set"}`, "a circle": `{"type":"segment","segments":[1]}`} {
		var segments []domain.Segment
		for id := 1; id <= 60; id++ {
			next := fmt.Sprintf(`{"type":"segment","segments":[%d]}`, id+1)
			segments = append(segments, domain.Segment{ID: domain.SegmentID(id), Name: "S", Rule: []byte(`{"all":[` + next + "," + next + `]}`)})
		}
		segments = append(segments, domain.Segment{ID: 61, Name: "Last", Rule: []byte(last)})
		started := time.Now()
		problems, _ := rule.Check(parse(t, `{"all":[{"type":"segment","segments":[1]},{"type":"segment","segments":[2]}]}`), withSegments(t, segments...))
		if len(problems) != 2 || time.Since(started) > time.Second {
			t.Errorf("%s: %+v after %v", says, problems, time.Since(started))
		}
	}
}

func TestRulesThatCannotBeReadAreRefusedWithAPath(t *testing.T) {
	deep := strings.Repeat(`{"all":[`, 16) + `{"type":"everyone"}` + strings.Repeat(`]}`, 16)
	for text, path := range map[string]string{
		`[]`: "", `{`: "", `"x"`: "", `{"version":2}`: "",
		`{"type":"magic"}`:                     "/include",
		`{"all":[],"any":[]}`:                  "/include",
		`{"all":[{"type":"everyone"},7]}`:      "/include/all/1",
		`{"all":[{"type":"event","event":3}]}`: "/include/all/0",
		deep:                                   "/include" + strings.Repeat("/all/0", 16),
	} {
		_, err := rule.Parse([]byte(text))
		var e *domain.Error
		if !errors.As(err, &e) || e.Code != domain.Invalid || e.Path != path {
			t.Errorf("%s: got %v", text, err)
		}
	}
	if _, err := rule.Parse([]byte(deep[len(`{"all":[`) : len(deep)-2])); err != nil {
		t.Errorf("16 deep is allowed: %v", err)
	}
}

func TestMoreThan500ConditionsAreRefused(t *testing.T) {
	for n, want := range map[int]int{500: 0, 501: 1, 700: 1} {
		text := `{"any":[` + strings.TrimSuffix(strings.Repeat(`{"type":"everyone"},`, n), ",") + `]}`
		if problems, _ := rule.Check(parse(t, text), catalogIn("UTC")); len(problems) != want {
			t.Errorf("%d conditions: %d problems", n, len(problems))
		}
	}
}

func TestSegmentsThatAskAboutEachOtherInACircleAreRefused(t *testing.T) {
	cat := withSegments(t,
		domain.Segment{ID: 1, Name: "One", Rule: []byte(`{"type":"segment","segments":[2]}`)},
		domain.Segment{ID: 2, Name: "Two", Rule: []byte(`{"type":"everyone"}`)})
	back := parse(t, `{"all":[{"type":"everyone"},{"type":"segment","segments":[1]}]}`)
	err := rule.FindCircle(2, "Two", back, cat)
	var e *domain.Error
	if !errors.As(err, &e) || e.Code != domain.Blocked || e.Path != "/include/all/1" || !strings.Contains(e.Message, "“Two” asks about “One” asks about “Two”") {
		t.Fatalf("got %v", err)
	}
	if err := rule.FindCircle(3, "Three", back, cat); err != nil {
		t.Errorf("a third segment may ask about both: %v", err)
	}
	self := withSegments(t, domain.Segment{ID: 1, Name: "Self", Rule: []byte(`{"type":"segment","segments":[1]}`)})
	if problems, _ := rule.Check(parse(t, `{"type":"segment","segments":[1]}`), self); len(problems) != 1 {
		t.Errorf("got %+v", problems)
	}
}

func TestHugeRulesAreRefusedQuickly(t *testing.T) {
	for says, text := range map[string]string{
		"a million brackets":      strings.Repeat("[", 1_000_000),
		"a million open objects":  strings.Repeat(`{"all":[`, 1_000_000),
		"many nodes":              `{"any":[` + strings.TrimSuffix(strings.Repeat(`{"type":"everyone"},`, 6000), ",") + `]}`,
		"many megabytes":          `{"type":"field","field":"city","op":"contains","text":"` + strings.Repeat("x", 5<<20) + `"}`,
		"filters nested too deep": `{"type":"event","event":"purchased","where":[` + strings.Repeat(`{"any":[`, 5000) + strings.Repeat(`]}`, 5000) + `]}`,
	} {
		started := time.Now()
		_, err := rule.Parse([]byte(text))
		if domain.CodeOf(err) != domain.Invalid || time.Since(started) > time.Second {
			t.Errorf("%s: %v after %v", says, err, time.Since(started))
		}
	}
	if _, err := rule.Parse([]byte(`{"type":"field","field":"city","op":"contains","text":"` + strings.Repeat(`[\"{`, 300) + `"}`)); err != nil {
		t.Errorf("brackets in texts are no nesting: %v", err)
	}
}
