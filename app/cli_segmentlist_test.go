package app

import (
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
)

func TestTemplatesAreListedWithTheirCounts(t *testing.T) {
	l := newLine(t)
	l.sample(1500)
	type row struct {
		Key, Name, Sentence, Rule string
		People                    int
		Missing                   []string
	}
	all := do[[]row](l, "segment", "templates", "--as-of", asOf)
	found := 0
	for _, one := range all {
		if one.People > 0 {
			found++
		}
		if (one.People < 0) != (len(one.Missing) > 0) {
			t.Errorf("%+v", one)
		}
	}
	if len(all) < 45 || found < 30 {
		t.Errorf("%d of %d find somebody", found, len(all))
	}
	counted := do[counted](l, "segment", "count", l.file("rule.json", all[0].Rule), "--as-of", asOf)
	if counted.People != all[0].People {
		t.Errorf("%s has %d people, its rule %d", all[0].Key, all[0].People, counted.People)
	}
	if hindi := do[[]row](l, "segment", "templates", "--language", "hi", "--as-of", asOf); !strings.Contains(hindi[0].Sentence, "जिन्होंने") || hindi[0].Rule != all[0].Rule {
		t.Errorf("in Hindi: %+v", hindi[0])
	}
	if code, _, _ := l.run("segment", "templates", "--language", "xx"); code != exitUsage {
		t.Errorf("an unknown language ended with %d", code)
	}
}

func TestSegmentsAreCombinedAndCopied(t *testing.T) {
	l := newLine(t)
	l.shop()
	do[changed](l, "segment", "save", "Pune", l.file("pune.json", fromPune))
	do[changed](l, "segment", "save", "Mumbai", l.file("mumbai.json", fromMumbai))
	sentences := map[string]string{}
	for _, args := range [][]string{
		{"merge", "Pune", "Mumbai"}, {"merge", "1", "2", "--full", "--name", "Both cities"}, {"intersect", "Pune", "Mumbai"},
		{"subtract", "Pune", "Mumbai"}, {"duplicate", "Pune"},
	} {
		do[changed](l, append([]string{"segment"}, args...)...)
	}
	for _, g := range do[[]SegmentView](l, "segment", "list") {
		sentences[g.Name] = g.Sentence
	}
	for name, want := range map[string]string{
		"Pune or Mumbai": "People who are in Pune or Mumbai.", "Both cities": "People who live in Pune or live in Mumbai.",
		"Pune and Mumbai": "People who are in Pune and are in Mumbai.", "Pune without Mumbai": "People who are in Pune, but not people who are in Mumbai.",
		"Pune (copy)": "People who live in Pune.",
	} {
		if sentences[name] != want {
			t.Errorf("%s reads %q, want %q", name, sentences[name], want)
		}
	}
	if code, _, _ := l.run("segment", "merge", "Pune"); code != exitUsage {
		t.Errorf("one segment alone ended with %d", code)
	}
	do[changed](l, "segment", "freeze", "Mumbai")
	l.refused(domain.Blocked, "segment", "merge", "Pune", "Mumbai", "--full")
}

func TestASegmentInUseIsNotDeleted(t *testing.T) {
	l := newLine(t)
	l.shop()
	do[changed](l, "segment", "save", "Pune", l.file("pune.json", fromPune))
	do[changed](l, "segment", "save", "Others", l.file("others.json", `{"type":"segment","not":true,"segments":[1]}`))
	uses := do[SegmentUses](l, "segment", "uses", "Pune")
	if len(uses.Breaks) != 1 || uses.Breaks[0] != (UseView{Kind: "segment", ID: 2, Name: "Others"}) || uses.Inline != "" {
		t.Errorf("used in %+v", uses)
	}
	if message, _ := l.refused(domain.Conflict, "segment", "delete", "Pune"); !strings.Contains(message, "“Others”") {
		t.Errorf("said %q", message)
	}
	before := do[[]SegmentView](l, "segment", "list")
	do[changed](l, "segment", "delete", "Pune", "--replace")
	left := do[[]SegmentView](l, "segment", "list")
	if len(left) != 1 || left[0].Sentence != "People who do not live in Pune." || left[0].People != before[0].People || before[0].Name != "Others" {
		t.Errorf("left is %+v, before %+v", left, before)
	}
	l.refused(domain.NotFound, "segment", "uses", "Pune")
	if back := do[changed](l, "segment", "undelete", "1"); back.ID != 1 || back.Name != "Pune" {
		t.Errorf("back is %+v", back)
	}
	l.refused(domain.NotFound, "segment", "undelete", "1")
	if code, _, _ := l.run("segment", "undelete", "Pune"); code != exitUsage {
		t.Errorf("undelete by name ended with %d", code)
	}
}
