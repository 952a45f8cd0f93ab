package compose_test

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"github.com/kvnmail/kvnmail/backend/compose"
	"github.com/kvnmail/kvnmail/backend/domain"
)

// voids are the elements that have no end tag.
var voids = map[string]bool{"meta": true, "img": true, "br": true}

// checkDocument fails unless all tags of s are closed in order, also those
// inside the conditional comments when they are read in sequence.
func checkDocument(t *testing.T, s string) {
	t.Helper()
	for _, form := range []string{s, outlook(s)} {
		var stack []string
		z := html.NewTokenizer(strings.NewReader(form))
		for {
			kind := z.Next()
			if kind == html.ErrorToken {
				break
			}
			tok := z.Token()
			if kind == html.StartTagToken && !voids[tok.Data] && !strings.HasPrefix(tok.Data, "o:") {
				stack = append(stack, tok.Data)
			}
			if kind == html.EndTagToken && !strings.HasPrefix(tok.Data, "o:") {
				if len(stack) == 0 || stack[len(stack)-1] != tok.Data {
					t.Fatalf("</%s> closes %v in\n%s", tok.Data, stack, form)
				}
				stack = stack[:len(stack)-1]
			}
		}
		if len(stack) != 0 {
			t.Fatalf("not closed: %v in\n%s", stack, form)
		}
	}
}

var forOutlook = regexp.MustCompile(`(?s)<!--\[if (?:mso \| IE|mso)\]>(.*?)<!\[endif\]-->`)

// outlook returns the mail as Outlook reads it.
func outlook(s string) string { return forOutlook.ReplaceAllString(s, "$1") }

// shape returns the tags of a mail with the names of their attributes.
func shape(t *testing.T, s string) string {
	t.Helper()
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return b.String()
		}
		if kind == html.TextToken {
			continue
		}
		tok := z.Token()
		b.WriteString(kind.String() + ":")
		if kind != html.CommentToken {
			b.WriteString(tok.Data)
		}
		for _, a := range tok.Attr {
			b.WriteString(" " + a.Key)
		}
		b.WriteByte('\n')
	}
}

func TestMailsLookAsTheyDidBefore(t *testing.T) {
	hindi := docOf(
		compose.Block{ID: "b1", Kind: compose.Heading, HTML: `नमस्ते {{ contact.first_name | default: "दोस्त" }}`},
		textBlock(`आपकी बोतल लगभग ख़त्म हो चुकी है। <b>फिर से भरें?</b>`), footer)
	hindi.Lang, hindi.Title = "hi", "नमस्ते"
	arabic := docOf(
		compose.Block{ID: "b1", Kind: compose.Heading, HTML: `مرحبا {{ contact.first_name | default: "صديقي" }}`},
		textBlock(`اشتقنا إليك. <a href="https://nila.test/ar">زورونا</a>`),
		compose.Block{ID: "b3", Kind: compose.Button, HTML: "تسوق الآن", Href: "https://nila.test/ar"}, footer)
	arabic.Lang, arabic.Title = "ar", "مرحبا"
	for name, d := range map[string]compose.Document{"everything": everything(), "hindi": hindi, "arabic": arabic} {
		t.Run(name, func(t *testing.T) {
			r := must(compose.Render(d, mail(), ananya()))
			checkDocument(t, r.HTML)
			golden(t, name+".html", r.HTML)
			golden(t, name+".txt", r.Text)
			canvas := must(compose.Canvas(d, map[string]string{"first_name": "First name"}))
			checkDocument(t, canvas)
			golden(t, name+".canvas.html", canvas)
		})
	}
}

func TestRightToLeftMailsRunFromRightToLeft(t *testing.T) {
	d := docOf(textBlock("سلام"), footer)
	d.Lang = "ur"
	r := must(compose.Render(d, mail(), named("x")))
	for _, want := range []string{`lang="ur" dir="rtl"`, "direction:rtl", `align="right"`, "text-align:right", "سبسکرپشن ختم کریں"} {
		if !strings.Contains(r.HTML, want) {
			t.Errorf("no %s", want)
		}
	}
	d.Dir = "ltr"
	if r := must(compose.Render(d, mail(), named("x"))); strings.Contains(r.HTML, "rtl") {
		t.Error("the document's own direction does not count")
	}
}

func TestWhatIsPreviewedIsWhatIsSent(t *testing.T) {
	docs := []compose.Document{everything(), docOf(textBlock("x"), footer)}
	for _, tpl := range compose.Templates() {
		docs = append(docs, tpl.Document)
	}
	for _, d := range docs {
		preview := mail()
		preview.PictureURL = compose.PreviewPicture
		sent, shown := must(compose.Compile(d, mail())), must(compose.Compile(must(compose.Parse(d.JSON())), preview))
		for _, v := range append(hostile, "Ananya", "", "दीपा") {
			a, b := sent.Render(named(v)), shown.Render(named(v))
			for _, name := range a.Assets {
				b.HTML = strings.ReplaceAll(b.HTML, compose.PreviewPicture(name), compose.EmbeddedPicture(name))
			}
			if a.HTML != b.HTML || a.Text != b.Text || a.Subject != b.Subject || a.Preheader != b.Preheader {
				t.Fatalf("%s for %q: preview and mail differ", d.Title, short(v))
			}
			once := must(compose.Render(d, mail(), named(v)))
			if once.HTML != a.HTML || once.Text != a.Text {
				t.Fatal("compiling once and rendering at once differ")
			}
		}
	}
}

var editorMarks = regexp.MustCompile(` data-(?:section|column|block)="[^"]*"`)

func TestTheCanvasIsTheMailPlusMarks(t *testing.T) {
	d := everything()
	d.Sections[2].Columns = d.Sections[2].Columns[:2] // without the empty column, which only the editor shows
	d.Sections[0].Columns[0].Blocks[1].HTML = "No fields here"
	d.Sections[0].Columns[0].Blocks[2].HTML = "nor <b>here</b>"
	d.Sections[0].Columns[0].Blocks[0].Href = ""
	d.Sections = d.Sections[:3]
	m := mail()
	m.Preheader, m.PictureURL = "", compose.PreviewPicture
	canvas := must(compose.Canvas(d, nil))
	if n := len(editorMarks.FindAllString(canvas, -1)); n != 3+5+10 {
		t.Errorf("%d marks", n)
	}
	if got, want := editorMarks.ReplaceAllString(canvas, ""), must(compose.Render(d, m, named("x"))).HTML; got != want {
		t.Errorf("without its marks the canvas is\n%s\nwant\n%s", got, want)
	}
}

func TestTheCanvasShowsFieldsByName(t *testing.T) {
	canvas := must(compose.Canvas(docOf(textBlock(`{{ contact.first_name | default: "x" }} {{ contact.top_category }} {{ contact.x | nonsense }}`), footer), map[string]string{"first_name": "Vor<name"}))
	for _, want := range []string{
		`<span data-field="first_name" class="kvn-field" data-liquid="{{ contact.first_name | default: &#34;x&#34; }}">Vor&lt;name</span>`,
		`<span data-field="top_category" class="kvn-field" data-liquid="{{ contact.top_category }}">Top category</span>`,
		`kvn-field-broken`, `>Postal address</span>`, `data-block="t1"`, `data-section="s1"`, `data-column="0"`,
	} {
		if !strings.Contains(canvas, want) {
			t.Errorf("no %s in %s", want, canvas)
		}
	}
}

func TestSentMailsHoldNoMarksOfTheEditor(t *testing.T) {
	for _, tpl := range compose.Templates() {
		r := must(compose.Render(tpl.Document, mail(), named("A")))
		if strings.Contains(r.HTML, "data-") || strings.Contains(r.HTML, "kvn-") || strings.Contains(r.HTML+r.Text+r.Subject, "{{") {
			t.Errorf("%s holds marks or fields", tpl.Key)
		}
	}
}

func TestPicturesOfTheWorkspaceTravelInsideTheMail(t *testing.T) {
	d := docOf(
		compose.Block{ID: "b1", Kind: compose.Picture, Src: "asset:a.png", Alt: "A"}, compose.Block{ID: "b2", Kind: compose.Picture, Src: "asset:b.png", Alt: "B"},
		compose.Block{ID: "b3", Kind: compose.Picture, Src: "asset:a.png", Alt: "A"}, compose.Block{ID: "b4", Kind: compose.Picture, Src: "asset:../etc/passwd", Alt: "C"},
		compose.Block{ID: "b5", Kind: compose.Picture, Src: "javascript:x", Alt: "D"}, compose.Block{ID: "b6", Kind: compose.Picture, Src: "file:///etc/passwd", Alt: "E"}, footer)
	c := must(compose.Compile(d, mail()))
	r := c.Render(named("x"))
	if !slices.Equal(r.Assets, []string{"a.png", "b.png"}) || !slices.Equal(c.Assets(), r.Assets) {
		t.Error(r.Assets)
	}
	if strings.Count(r.HTML, `src="cid:a.png@kvnmail"`) != 2 || strings.Count(r.HTML, "<img") != 3 || strings.Contains(r.HTML, "passwd") || strings.Contains(r.HTML, "javascript") {
		t.Error(r.HTML)
	}
	if got := compose.PreviewPicture("a b.png"); got != "/preview/asset/a%20b.png" {
		t.Error(got)
	}
}

func TestTheFooterAlwaysHoldsAddressAndWayOut(t *testing.T) {
	for html, once := range map[string]string{
		"": "Unsubscribe", "You agreed.": "Unsubscribe", `<a href="{{ unsubscribe_url }}">Leave</a>, {{ postal_address }}`: "Leave", "{{ postal_address }}": "Unsubscribe",
	} {
		f := footer
		f.HTML = html
		r := must(compose.Render(docOf(f), mail(), named("x")))
		for _, part := range []string{r.HTML, r.Text} {
			if strings.Count(part, "14 Church Street") != 1 || strings.Count(part, once) != 1 || strings.Count(part, "https://nila.test/u/1?t=a") != 1 {
				t.Errorf("%q gives %s", html, part)
			}
		}
	}
}

func TestAnUnsubscribeMailboxIsAUsableWayOut(t *testing.T) {
	r := must(compose.Render(docOf(footer), mail(), compose.Reader{UnsubscribeURL: "mailto:leave@nila.test?subject=unsubscribe%20x"}))
	if !strings.Contains(r.HTML, `href="mailto:leave@nila.test?subject=unsubscribe%20x"`) {
		t.Error(r.HTML)
	}
}

func TestOneCompiledMailServesManyReadersAtOnce(t *testing.T) {
	c := must(compose.Compile(everything(), mail()))
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			name := strings.Repeat("x", i+1)
			for range 200 {
				if r := c.Render(named(name)); r.Subject != "Hello "+name {
					t.Error(r.Subject)
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestAContactIsReadByTheKeysOfItsFields(t *testing.T) {
	fields := append(domain.BuiltinFields(), domain.Field{ID: 20, Key: "spent", Type: domain.Money})
	of := compose.ReaderOf(fields)
	r := of(domain.Contact{ID: 1, Email: "a@nila.test", Values: map[domain.FieldID]domain.Value{domain.FieldFirstName: domain.TextValue("Asha"), 20: domain.MoneyValue(500)}}, "mailto:x@nila.test")
	if got := subjectOf(t, "{{ contact.first_name }} {{ contact.email }} {{ contact.spent }} {{ contact.unknown }}", r); got != "Asha a@nila.test ₹5" {
		t.Error(got)
	}
}

func BenchmarkCompile(b *testing.B) {
	d, m := everything(), mail()
	for b.Loop() {
		must(compose.Compile(d, m))
	}
}

func BenchmarkRenderForOneReader(b *testing.B) {
	c, r := must(compose.Compile(everything(), mail())), ananya()
	for b.Loop() {
		c.Render(r)
	}
}

func BenchmarkCanvas(b *testing.B) {
	d := everything()
	for b.Loop() {
		must(compose.Canvas(d, nil))
	}
}
