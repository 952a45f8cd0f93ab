package compose_test

import (
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/compose"
	"github.com/kvnmail/kvnmail/backend/domain"
)

var values = map[string]domain.Value{
	"first_name": domain.TextValue("ananya IYER"),
	"blank":      {Type: domain.Text, Text: "  "},
	"points":     domain.IntValue(1234567),
	"spent":      domain.MoneyValue(12500050),
	"joined":     domain.DateValue(time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC)),
	"seen":       domain.TimeValue(time.Date(2026, 3, 5, 20, 30, 0, 0, time.UTC)),
	"vip":        domain.BoolValue(true),
	"city":       domain.TextValue("Pune"),
	"price":      domain.TextValue("12.5"),
	"when":       domain.TextValue("2026-01-31"),
	"शहर":        domain.TextValue("पुणे"),
}

func subjectOf(t *testing.T, subject string, r compose.Reader) string {
	t.Helper()
	m := mail()
	m.Subject = subject
	out, err := compose.Render(docOf(textBlock("x"), footer), m, r)
	if err != nil {
		t.Fatalf("%s: %v", subject, err)
	}
	return out.Subject
}

var fieldCases = map[string]string{
	`{{ contact.first_name }}`:                                       "ananya IYER",
	`{{contact.first_name}}`:                                         "ananya IYER",
	`{{- contact.first_name -}}`:                                     "ananya IYER",
	`{{ contact.first_name | capitalize }}`:                          "Ananya iyer",
	`{{ contact.first_name | upcase }}`:                              "ANANYA IYER",
	`{{ contact.first_name | downcase | capitalize | append: "!" }}`: "Ananya iyer!",
	`{{ contact.nobody | default: "friend" }}`:                       "friend",
	`{{ contact.nobody | default: 'friend' }}`:                       "friend",
	`{{ contact.nobody | default: “friend” }}`:                       "friend",
	`{{ contact.blank | default: "friend" }}`:                        "friend",
	`{{ contact.nobody }}|`:                                          "|",
	`{{ contact.nobody | upcase | append: "x" }}`:                    "x",
	`{{ contact.city | prepend: "in " }}`:                            "in Pune",
	`{{ contact.first_name | replace: "IYER", "Rao" }}`:              "ananya Rao",
	`{{ contact.first_name | remove: " IYER" }}`:                     "ananya",
	`{{ contact.first_name | truncate: 6 }}`:                         "ana...",
	`{{ contact.first_name | truncate: 6, "" }}`:                     "ananya",
	`{{ contact.first_name | truncate: 2, "....." }}`:                ".....",
	`{{ contact.points }}`:                                           "1234567",
	`{{ contact.points | number }}`:                                  "12,34,567",
	`{{ contact.points | plus: 3 }}`:                                 "1234570",
	`{{ contact.points | minus: 0.5 }}`:                              "1234566.5",
	`{{ contact.points | divided_by: 0 }}`:                           "1234567",
	`{{ contact.points | times: 1000000000 | times: 1000000000 }}`:   "1234567", // what does not fit stays as it is
	`{{ contact.price | times: 2 }}`:                                 "25",
	`{{ contact.price | round }}`:                                    "13",
	`{{ contact.price | money }}`:                                    "₹12.50",
	`{{ contact.city | times: 2 }}`:                                  "Pune",
	`{{ contact.spent }}`:                                            "₹1,25,000.50",
	`{{ contact.spent | round }}`:                                    "₹1,25,001",
	`{{ contact.spent | times: 0.1 | round: 1 }}`:                    "₹12,500.10",
	`{{ contact.joined }}`:                                           "5 March 2026",
	`{{ contact.joined | date: "%d.%m.%y" }}`:                        "05.03.26",
	`{{ contact.joined | date: "%A, %-d %b %% %Q" }}`:                "Thursday, 5 Mar % %Q",
	`{{ contact.seen | date: "%Y-%m-%d %H:%M %I %p" }}`:              "2026-03-06 02:00 02 AM",
	`{{ contact.when | date }}`:                                      "31 January 2026",
	`{{ contact.city | date: "%Y" }}`:                                "Pune",
	`{{ contact.vip }}`:                                              "yes",
	`{{ contact.शहर }}`:                                              "पुणे",
	`{{ sender_name }}: {{ postal_address }}`:                        "Nila Botanics: Nila Botanics, 14 Church Street, Bengaluru 560001",
	`{{ contact.city | append: "}}" }}`:                              "Pune}}",
	`{{ contact.city | escape }}`:                                    "Pune",
	"  two \n lines\t{{ contact.city }} ":                            "two lines Pune",
	`a { b } c {x{`:                                                  "a { b } c {x{",
}

func TestPersonalFieldsAreWrittenAsReadersExpect(t *testing.T) {
	for in, want := range fieldCases {
		if got := subjectOf(t, in, reader(values)); got != want {
			t.Errorf("%s\n got %q\nwant %q", in, got, want)
		}
	}
}

func TestAFieldThatCannotBeUnderstoodIsRefusedWithItsPlace(t *testing.T) {
	for _, in := range []string{
		`{{ }}`, `{{ "x" }}`, `{{ contact.x | }}`, `{{ contact.x | nonsense }}`, `{{ contact.x | default }}`, `{{ contact.x | default: }}`,
		`{{ contact.x | default: "a" "b" }}`, `{{ contact.x | default: "a`, `{{ contact.x`, `{{ contact.x default: "y" }}`, `{{ contact.x | plus: 1.2.3 }}`,
		`{% if x %}`, `{% include "/etc/passwd" %}`, `{{ contact.x[0] }}`, `{{ contact.x` + strings.Repeat(" | upcase", 20) + ` }}`,
		`{{ ` + strings.Repeat("x", 600) + ` }}`,
	} {
		m := mail()
		m.Subject = in
		if _, err := compose.Compile(docOf(footer), m); domain.CodeOf(err) != domain.Invalid {
			t.Errorf("subject %s: %v", short(in), err)
		}
		_, err := compose.Compile(docOf(textBlock(in), footer), mail())
		if e, ok := err.(*domain.Error); !ok || e.Path != "t1" {
			t.Errorf("block %s: %v", short(in), err)
		}
	}
}

func short(s string) string { return s[:min(len(s), 60)] }

// hostile values are what a contact's fields may hold after an import.
var hostile = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `'"&<>`, `</title></style></table>`, `<!--[if mso]>`, `--><b>`, `]]>`,
	"a\r\nBcc: everyone@nila.test", "a\nb", "\x00\x01", "\u202egnp.exe", `{{ contact.email }}`, `{% raw %}`, `javascript:alert(1)`, "java\tscript:alert(1)",
	`https://nila.test/"onmouseover="x`, `&lt;script&gt;`, `\u003cscript\u003e`, strings.Repeat("x", 100_000), "\xff\xfe", "\u2028", `data:text/html,x`, "é́́́", "ignored\ue0000\ue001",
}

func TestHostileValuesStayText(t *testing.T) {
	d := docOf(
		compose.Block{ID: "b1", Kind: compose.Heading, HTML: `{{ contact.first_name }}`},
		textBlock(`<a href="{{ contact.first_name }}">x</a> <a href="https://nila.test/?n={{ contact.first_name }}&amp;z=1">y</a> {{ contact.first_name | append: "<i>" }}`),
		compose.Block{ID: "b3", Kind: compose.Button, HTML: `{{ contact.first_name }}`, Href: "{{ contact.first_name }}"}, footer)
	d.Title = ""
	m := mail()
	m.Subject, m.Preheader = `Hi {{ contact.first_name }}`, `{{ contact.first_name }}`
	c := must(compose.Compile(d, m))
	plain := shape(t, c.Render(reader(map[string]domain.Value{"first_name": {Type: domain.Text, Text: "x"}})).HTML)
	for _, v := range hostile {
		r := c.Render(reader(map[string]domain.Value{"first_name": {Type: domain.Text, Text: v}}))
		if got := shape(t, r.HTML); got != plain {
			t.Errorf("%q changes the structure:\n%s\n%s", short(v), got, plain)
		}
		if strings.ContainsAny(r.Subject+r.Preheader, "\r\n\x00\u202e") || len(r.Subject) > 10_000 {
			t.Errorf("%q gives the subject %q", short(v), short(r.Subject))
		}
		for _, bad := range []string{`href="javascript`, `href="data:`, "\u202e", "\x00"} {
			if strings.Contains(strings.ToLower(r.HTML), bad) || strings.Contains(r.Text, "\u202e") {
				t.Errorf("%q leads to %q", short(v), bad)
			}
		}
		checkDocument(t, r.HTML)
	}
}

func TestATitleCanHoldFieldsAndIsTheSubjectWhenEmpty(t *testing.T) {
	d := docOf(textBlock("x"), footer)
	for title, want := range map[string]string{"": "<title>Hello A&lt;b</title>", "For {{ contact.first_name }}": "<title>For A&lt;b</title>", "Plain & simple": "<title>Plain &amp; simple</title>"} {
		d.Title = title
		if r := must(compose.Render(d, mail(), named("A<b"))); !strings.Contains(r.HTML, want) || strings.Contains(r.HTML, "{{") {
			t.Errorf("%q: no %s", title, want)
		}
		must(compose.Canvas(d, nil))
	}
}
