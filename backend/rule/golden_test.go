package rule_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares text with a file of testdata, or writes it there.
func golden(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if text == string(want) {
		return
	}
	was, is := strings.Split(string(want), "\n"), strings.Split(text, "\n")
	for i := range min(len(was), len(is)) {
		if was[i] != is[i] {
			t.Fatalf("%s, line %d:\ngot  %s\nwant %s", path, i+1, is[i], was[i])
		}
	}
	t.Fatalf("%s: %d lines, want %d", path, len(is), len(was))
}

// goldenRules are the rules of the golden file: the lines that are JSON.
func goldenRules(t testing.TB) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "sentences.golden"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		if strings.HasPrefix(line, "{") {
			out = append(out, strings.TrimSpace(line))
		}
	}
	return out
}

// shop is a catalog with a field, event, property and segment of every sort.
func shop(t testing.TB) rule.Catalog {
	t.Helper()
	fields := append(catalogIn("Asia/Kolkata").Fields,
		domain.Field{ID: 30, Key: "birthday", Name: "Birthday", Type: domain.Date},
		domain.Field{ID: 31, Key: "skin", Name: "Skin type", Type: domain.Text},
		domain.Field{ID: 32, Key: "newsletter", Name: "Newsletter", Type: domain.Bool},
		domain.Field{ID: 33, Key: "limit", Name: "Credit limit", Type: domain.Money},
		domain.Field{ID: 34, Key: "tags", Name: "Tags", Type: domain.List},
		domain.Field{ID: 35, Key: "engagement", Name: "Engagement score", Type: domain.Number, DerivedAt: now.AddDate(0, 0, -1)})
	props := append(domain.BuiltinProperties(),
		domain.Property{ID: 40, Key: "labels", Name: "Labels", Type: domain.List},
		domain.Property{ID: 41, Key: "due", Name: "Due date", Type: domain.Date},
		domain.Property{ID: 42, Key: "bounce", Name: "Bounce", Type: domain.Text})
	segments := []domain.Segment{
		{ID: 12, Name: "VIP customers", Rule: []byte(`{"type":"everyone"}`)},
		{ID: 13, Name: "Diwali guests", Rule: []byte(`{"type":"everyone"}`), FrozenAt: now.AddDate(0, -1, 0)},
	}
	c := catalogIn("Asia/Kolkata")
	return rule.NewCatalog(fields, c.EventTypes, props, segments, c.Settings)
}

func TestEveryRuleReadsAsOnePlainSentence(t *testing.T) {
	cat := shop(t)
	var b strings.Builder
	for _, text := range goldenRules(t) {
		r := parse(t, text)
		if problems, _ := rule.Check(r, cat); len(problems) > 0 {
			t.Errorf("%s: %+v", text, problems)
		}
		b.WriteString(text + "\nen  " + rule.Sentence(r, cat) + "\nhi  " + rule.Sentence(r, cat.In("hi")) + "\n\n")
	}
	golden(t, "sentences.golden", b.String())
}
