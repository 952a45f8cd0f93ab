package compose_test

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/kvnmail/kvnmail/backend/compose"
)

var sanitizeCases = map[string]string{
	`plain`:                      `plain`,
	`a < b & c > d`:              `a &lt; b &amp; c &gt; d`,
	`<b>bold</b> <i>it</i>`:      `<b>bold</b> <i>it</i>`,
	`<strong>x</strong><u>y</u>`: `<strong>x</strong><u>y</u>`,
	`<B>x</B>`:                   `<b>x</b>`,
	`<b>open`:                    `<b>open</b>`,
	`<b><i>x</b>y</i>`:           `<b><i>x</i></b>y`,
	`x</b>`:                      `x`,
	`one<br/>two<br>`:            `one<br>two`,
	`<p>one</p><p>two</p>`:       `one<br>two`,
	`<div>one</div><div><br></div><div>two</div>`:                                 `one<br><br>two`,
	`<script>alert(1)</script>x`:                                                  `x`,
	`<style>a{}</style>x`:                                                         `x`,
	`<svg><script>1</script></svg>x`:                                              `x`,
	`<img src=x onerror=alert(1)>x`:                                               `x`,
	`<iframe src="//evil"></iframe>x`:                                             `x`,
	`<!-- c --><!--[if mso]>m<![endif]-->x`:                                       `x`,
	`<a href="https://a.test/?x=1&amp;y=2">l</a>`:                                 `<a href="https://a.test/?x=1&amp;y=2">l</a>`,
	`<a href="javascript:alert(1)">l</a>`:                                         `<a>l</a>`,
	"<a href=\"java\tscript:alert(1)\">l</a>":                                     `<a>l</a>`,
	`<a href="&#106;avascript:1">l</a>`:                                           `<a>l</a>`,
	`<a href="data:text/html,x">l</a>`:                                            `<a>l</a>`,
	`<a href="/relative">l</a>`:                                                   `<a>l</a>`,
	`<a href="https://a.test" onclick=x target=_top>l</a>`:                        `<a href="https://a.test">l</a>`,
	`<a href="https://a.test"><a href="https://b.test">l</a></a>`:                 `<a href="https://a.test">l</a>`,
	`<a href="https://a.test/"><b>l</a>`:                                          `<a href="https://a.test/"><b>l</b></a>`,
	`<span style="color:#AABBCC">x</span>`:                                        `<span style="color:#aabbcc">x</span>`,
	`<span style="color: rgb(1, 2, 255); position:fixed">x</span>`:                `<span style="color:#0102ff">x</span>`,
	`<span style="background:url(x);color:expression(1)">x</span>`:                `x`,
	`<span class="y">x</span>`:                                                    `x`,
	`<a href="https://a.test" style="color:#5b5a52">l</a>`:                        `<a href="https://a.test" style="color:#5b5a52">l</a>`,
	`{{ contact.first_name | default: "friend" }}`:                                `{{ contact.first_name | default: "friend" }}`,
	`{{ contact.first_name | default: &quot;a &lt; b&quot; }}`:                    `{{ contact.first_name | default: "a &lt; b" }}`,
	`{{ contact.first_name | default: "<b>x</b>" }}`:                              `{{ contact.first_name | default: "&lt;b&gt;x&lt;/b&gt;" }}`,
	`<a href="{{ unsubscribe_url }}">l</a>`:                                       `<a href="{{ unsubscribe_url }}">l</a>`,
	`<a href="https://a.test/?n={{ contact.first_name | default: "x y" }}">l</a>`: `<a href="https://a.test/?n={{ contact.first_name | default: &#34;x y&#34; }}">l</a>`,
	`<b title="{{ contact.first_name }}">x</b>`:                                   `<b>x</b>`,
	`open {{ contact.first_name`:                                                  `open {{ contact.first_name`,
	`क &amp; ख <b>ग</b>`:                                                          `क &amp; ख <b>ग</b>`,
	"a\ue0000\ue001b{{ contact.x }}":                                              `a0b{{ contact.x }}`,
	`<textarea><b>x</b></textarea>y`:                                              `y`,
	`<plaintext>x`:                                                                ``,
	`&lt;script&gt;x`:                                                             `&lt;script&gt;x`,
}

func TestOnlyAllowedHTMLSurvives(t *testing.T) {
	for in, want := range sanitizeCases {
		if got := compose.Sanitize(in); got != want {
			t.Errorf("%s\n got %s\nwant %s", in, got, want)
		}
	}
}

// checkClean fails unless s holds nothing but allowed tags and attributes, balanced.
func checkClean(t *testing.T, s string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(s))
	var stack []string
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		tok := z.Token()
		switch kind {
		case html.StartTagToken:
			checkTag(t, s, tok)
			if tok.Data != "br" {
				stack = append(stack, tok.Data)
			}
		case html.EndTagToken:
			if len(stack) == 0 || stack[len(stack)-1] != tok.Data {
				t.Fatalf("not balanced: %q", s)
			}
			stack = stack[:len(stack)-1]
		case html.CommentToken, html.DoctypeToken, html.SelfClosingTagToken:
			t.Fatalf("%v in %q", kind, s)
		}
	}
	if len(stack) != 0 {
		t.Fatalf("not closed: %q", s)
	}
}

func checkTag(t *testing.T, s string, tok html.Token) {
	t.Helper()
	if !strings.Contains(" b strong i em u a span br ", " "+tok.Data+" ") {
		t.Fatalf("tag %s in %q", tok.Data, s)
	}
	for _, a := range tok.Attr {
		switch {
		case a.Key == "style" && len(a.Val) <= len("color:#aabbcc") && strings.HasPrefix(a.Val, "color:#"):
		case a.Key == "href" && tok.Data == "a" && safeHref(a.Val):
		default:
			t.Fatalf("attribute %s=%q in %q", a.Key, a.Val, s)
		}
	}
}

func safeHref(s string) bool {
	for _, p := range []string{"https://", "http://", "mailto:", "tel:", "{{", "{%"} {
		if strings.HasPrefix(strings.ToLower(s), p) {
			return true
		}
	}
	return false
}

func FuzzSanitize(f *testing.F) {
	for in := range sanitizeCases {
		f.Add(in)
	}
	f.Add("{<b></b>{ contact.x }}")
	f.Add(`<a href="{{ contact.x | default: "><script>" }}">`)
	f.Add(`{{ "</b>" }}<b>{{`)
	f.Add(strings.Repeat("<b>", 500) + strings.Repeat("{{", 300))
	f.Fuzz(func(t *testing.T, in string) {
		if len(in) > 5_000 {
			return
		}
		out := compose.Sanitize(in)
		checkClean(t, out)
		if again := compose.Sanitize(out); strings.Count(in, "{") == 0 && again != out {
			t.Fatalf("%q becomes %q and then %q", in, out, again)
		}
		d := docOf(textBlock(in), footer)
		canvas, err := compose.Canvas(d, nil)
		if err != nil {
			t.Skip()
		}
		checkDocument(t, canvas)
		if r, err := compose.Render(d, mail(), named(in)); err == nil {
			checkDocument(t, r.HTML)
			if strings.ContainsAny(r.Subject, "\r\n") {
				t.Fatalf("subject %q", r.Subject)
			}
		}
	})
}

func TestTheLargestHostileTextTakesLittleTime(t *testing.T) {
	for _, part := range []string{"{{", "{{ '", "{% ", "<b>", "<a href='{{'>", "</b>", "<", "&", "<div>", "{{ contact.x | replace: 'a', 'b' }}", "<svg>", "<span style='color:#fff'>", "\ue000", "{{ contact.first_name | append: contact"} {
		in := strings.Repeat(part, 50_000/len(part))
		began := time.Now()
		out := compose.Sanitize(in)
		must(compose.Canvas(docOf(textBlock(in), footer), nil))
		checkClean(t, out)
		if took := time.Since(began); took > time.Second {
			t.Errorf("%q took %s", part, took)
		}
	}
}
