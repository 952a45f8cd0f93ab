package rule_test

import (
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// saved is a catalog with segments 1, 2, ... of these rules; those that begin with "*" are frozen.
func saved(rules ...string) rule.Catalog {
	var segments []domain.Segment
	for i, text := range rules {
		g := domain.Segment{ID: domain.SegmentID(i + 1), Name: string(rune('A' + i)), Version: 1}
		plain, frozen := strings.CutPrefix(text, "*")
		if g.Rule = []byte(plain); frozen {
			g.FrozenAt = domain.SystemClock{}.Now()
		}
		segments = append(segments, g)
	}
	return rule.NewCatalog(domain.BuiltinFields(), domain.BuiltinEventTypes(), domain.BuiltinProperties(), segments, domain.DefaultSettings())
}

const (
	fromPune = `{"type":"field","field":"city","op":"any_of","values":["Pune"]}`
	bought   = `{"type":"event","event":"purchased"}`
)

func TestASegmentsRuleTakesItsPlace(t *testing.T) {
	cat := saved(`{"include":{"id":"r","all":[{"id":"c",`+fromPune[1:]+`]},"exclude":{"any":[`+bought+`]}}`, bought)
	for _, c := range []struct{ name, text, want string }{
		{"alone", `{"id":"x","type":"segment","segments":[1]}`, "People who live in Pune and did not place any orders at any time."},
		{"negated", `{"not":true,"type":"segment","segments":[1]}`, "People who do not live in Pune or placed at least 1 order at any time."},
		{"beside others", `{"type":"segment","segments":[2,1]}`, "People who are in B or both live in Pune and did not place any orders at any time."},
		{"among those left out", `{"include":{"type":"everyone"},"exclude":{"any":[{"type":"segment","segments":[1]}]}}`,
			"Everyone, but not people who live in Pune and did not place any orders at any time."},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, fault := rule.Inline(parse(t, c.text), 1, cat)
			if got := rule.Sentence(out, cat); fault != "" || got != c.want {
				t.Errorf("reads %q, %s", got, fault)
			}
		})
	}
	t.Run("with names of its own wherever it is put", func(t *testing.T) {
		out, _ := rule.Inline(parse(t, `{"all":[{"id":"c","type":"segment","segments":[1]},{"type":"segment","segments":[1]}]}`), 1, cat)
		text := string(out.JSON())
		if strings.Count(text, `"id":"c"`) != 1 || strings.Count(text, `"id":"1-s1-c"`) != 1 || strings.Count(text, `"id":"2-s1-c"`) != 1 {
			t.Errorf("the names are mixed up: %s", text)
		}
	})
}

func TestWhatARuleCannotStandForIsSaid(t *testing.T) {
	deep := strings.Repeat(`{"all":[`, 14) + bought + strings.Repeat(`]}`, 14)
	cat := saved("*"+bought, `{"include":`+bought+`,"never":[{"contact":3}]}`, `{"all":[{"type":"event","event":""}]}`,
		bought, `{"type":"field","field":"nose","op":"is_set"}`, deep, `{"include":{"muted":true,"all":[`+bought+`]}}`)
	for _, c := range []struct {
		id   domain.SegmentID
		text string
		want rule.InlineFault
	}{
		{1, `{"type":"segment","segments":[1]}`, rule.InlineFrozen},
		{2, `{"type":"segment","segments":[2]}`, rule.InlinePinned},
		{3, `{"type":"segment","segments":[3]}`, rule.InlineUnfinished},
		{7, `{"type":"segment","segments":[7]}`, rule.InlineUnfinished},
		{4, `{"type":"history","segments":[4],"change":"entered","window":{"kind":"last","n":7,"unit":"day"}}`, rule.InlineHistory},
		{4, `{"type":"rank","end":"top","n":5,"unit":"people","event":"purchased","measure":"count","among":[4]}`, rule.InlineHistory},
		{5, `{"type":"segment","segments":[5]}`, rule.InlineGone},
		{9, `{"type":"segment","segments":[9]}`, rule.InlineGone},
		{6, `{"all":[{"any":[{"all":[{"type":"segment","segments":[6]}]}]}]}`, rule.InlineTooBig},
	} {
		if _, fault := rule.Inline(parse(t, c.text), c.id, cat); fault != c.want {
			t.Errorf("segment %d in %s: %q, want %q", c.id, c.text, fault, c.want)
		}
	}
}

func TestCombinationsReadAsWhatTheyAre(t *testing.T) {
	cat := saved(`{"all":[`+fromPune+`]}`, `{"all":[`+bought+`]}`, `{"any":[`+fromPune+`,`+bought+`]}`)
	for _, c := range []struct {
		how  rule.Combination
		ids  []domain.SegmentID
		full bool
		want string
	}{
		{rule.Merge, []domain.SegmentID{1, 2}, false, "People who are in A or B."},
		{rule.Intersect, []domain.SegmentID{1, 2}, false, "People who are in A and are in B."},
		{rule.Subtract, []domain.SegmentID{1, 2, 3}, false, "People who are in A, but not people who are in B or C."},
		{rule.Merge, []domain.SegmentID{1, 3}, true, "People who live in Pune, live in Pune or placed at least 1 order at any time."},
		{rule.Intersect, []domain.SegmentID{1, 2}, true, "People who live in Pune and placed at least 1 order at any time."},
		{rule.Subtract, []domain.SegmentID{1, 2}, true, "People who live in Pune, but not people who placed at least 1 order at any time."},
	} {
		r, fault := rule.Combine(c.how, c.ids, c.full, cat)
		if got := rule.Sentence(r, cat); fault != "" || got != c.want {
			t.Errorf("%s of %v reads %q, %s", c.how, c.ids, got, fault)
		}
	}
	if _, fault := rule.Combine(rule.Merge, []domain.SegmentID{1, 9}, true, cat); fault != rule.InlineGone {
		t.Errorf("a segment that is gone: %q", fault)
	}
}
