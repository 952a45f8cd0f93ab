package compose_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/compose"
	"github.com/kvnmail/kvnmail/backend/domain"
)

var audience = compose.Audience{Fields: domain.BuiltinFields(), Readers: []compose.Reader{named("Asha")}}

// find returns the finding with a code.
func find(r compose.Report, code string) (compose.Finding, bool) {
	i := slices.IndexFunc(r.Findings, func(f compose.Finding) bool { return f.Code == code })
	if i < 0 {
		return compose.Finding{}, false
	}
	return r.Findings[i], true
}

// checkCase says that a change to a faultless mail leads to one finding.
type checkCase struct {
	code     string
	severity compose.Severity
	at       string
	change   func(d *compose.Document, m *compose.Mail, a *compose.Audience)
}

func blocksOf(d *compose.Document) *[]compose.Block { return &d.Sections[0].Columns[0].Blocks }

// text changes the text block of the faultless mail.
func text(html string) func(*compose.Document, *compose.Mail, *compose.Audience) {
	return func(d *compose.Document, _ *compose.Mail, _ *compose.Audience) { (*blocksOf(d))[0].HTML = html }
}

// button changes the address of its button.
func button(href string) func(*compose.Document, *compose.Mail, *compose.Audience) {
	return func(d *compose.Document, _ *compose.Mail, _ *compose.Audience) { (*blocksOf(d))[1].Href = href }
}

func picture(src, alt string) func(*compose.Document, *compose.Mail, *compose.Audience) {
	return func(d *compose.Document, _ *compose.Mail, _ *compose.Audience) {
		(*blocksOf(d))[2].Src, (*blocksOf(d))[2].Alt = src, alt
	}
}

func change(fn func(b []compose.Block)) func(*compose.Document, *compose.Mail, *compose.Audience) {
	return func(d *compose.Document, _ *compose.Mail, _ *compose.Audience) { fn(*blocksOf(d)) }
}

func header(fn func(m *compose.Mail)) func(*compose.Document, *compose.Mail, *compose.Audience) {
	return func(_ *compose.Document, m *compose.Mail, _ *compose.Audience) { fn(m) }
}

func faultless() (compose.Document, compose.Mail, compose.Audience) {
	return docOf(textBlock(`Hello <a href="https://nila.test/">you</a>`),
		compose.Block{ID: "u1", Kind: compose.Button, HTML: "Look", Href: "https://nila.test/"},
		compose.Block{ID: "p1", Kind: compose.Picture, Src: "asset:a.png", Alt: "A bottle"}, footer), mail(), audience
}

var checkCases = []checkCase{
	{"document_broken", compose.Blocks, "", change(func(b []compose.Block) { b[0].Kind = "video" })},
	{"subject_empty", compose.Blocks, compose.AtSubject, header(func(m *compose.Mail) { m.Subject = "  " })},
	{"subject_long", compose.Advice, compose.AtSubject, header(func(m *compose.Mail) { m.Subject = strings.Repeat("é", 61) })},
	{"subject_long", compose.Advice, compose.AtSubject, func(_ *compose.Document, _ *compose.Mail, a *compose.Audience) {
		a.Readers = append(a.Readers, named(strings.Repeat("long ", 12)))
	}},
	{"preheader_empty", compose.Advice, compose.AtPreheader, header(func(m *compose.Mail) { m.Preheader = "" })},
	{"preheader_repeats", compose.Advice, compose.AtPreheader, header(func(m *compose.Mail) { m.Preheader = m.Subject })},
	{"footer_missing", compose.Blocks, "", func(d *compose.Document, _ *compose.Mail, _ *compose.Audience) { *blocksOf(d) = (*blocksOf(d))[:3] }},
	{"postal_missing", compose.Blocks, "", func(d *compose.Document, _ *compose.Mail, _ *compose.Audience) { *blocksOf(d) = (*blocksOf(d))[:3] }},
	{"unsubscribe_unset", compose.Blocks, "", header(func(m *compose.Mail) { m.Settings.Unsubscribe = "" })},
	{"postal_unset", compose.Blocks, "", header(func(m *compose.Mail) { m.Settings.PostalAddress = " \n " })},
	{"link_empty", compose.Warning, "u1", button("")},
	{"link_empty", compose.Warning, "u1", button("https://")},
	{"link_empty", compose.Warning, "t1", text(`<a>x</a>`)},
	{"link_broken", compose.Warning, "u1", button("nila.test")},
	{"link_broken", compose.Warning, "u1", button("javascript:alert(1)")},
	{"link_broken", compose.Warning, "u1", button("https://nila")},
	{"link_broken", compose.Warning, "u1", button("https:///x")},
	{"link_broken", compose.Warning, "u1", button("https://nila.test/two words")},
	{"link_broken", compose.Warning, "u1", button("mailto:")},
	{"link_broken", compose.Warning, "t1", text(`<a href="/page">x</a>`)},
	{"link_not_https", compose.Warning, "u1", button("http://nila.test/")},
	{"link_placeholder", compose.Warning, "u1", button("https://www.example.com/x")},
	{"picture_missing", compose.Warning, "p1", picture("", "A bottle")},
	{"picture_broken", compose.Warning, "p1", picture("asset:../x", "A bottle")},
	{"picture_broken", compose.Warning, "p1", picture("file:///x.png", "A bottle")},
	{"picture_not_https", compose.Warning, "p1", picture("http://nila.test/x.png", "A bottle")},
	{"alt_missing", compose.Warning, "p1", picture("asset:a.png", " ")},
	{"contrast_low", compose.Warning, "t1", change(func(b []compose.Block) { b[0].Color = "#999999" })},
	{"contrast_low", compose.Warning, "t1", text(`<span style="color:#eeeeee">x</span> y`)},
	{"contrast_low", compose.Warning, "t1", change(func(b []compose.Block) { b[0].Background = "#333" })},
	{"contrast_low", compose.Warning, "u1", change(func(b []compose.Block) { b[1].Background = "#f7c873" })},
	{"contrast_low", compose.Warning, "f1", change(func(b []compose.Block) { b[3].Color = "#bbbbbb" })},
	{"contrast_low", compose.Warning, "t1", func(d *compose.Document, _ *compose.Mail, _ *compose.Audience) { d.Theme.Link = "#c0c0c0" }},
	{"text_small", compose.Warning, "t1", change(func(b []compose.Block) { b[0].Size = 12 })},
	{"text_small", compose.Warning, "f1", change(func(b []compose.Block) { b[3].Size = 11 })},
	{"field_without_fallback", compose.Warning, "t1", text(`{{ contact.city }}`)},
	{"field_without_fallback", compose.Warning, "u1", button(`https://nila.test/{{ contact.city }}`)},
	{"field_without_fallback", compose.Warning, compose.AtPreheader, header(func(m *compose.Mail) { m.Preheader = "{{ contact.city }}" })},
	{"field_unknown", compose.Blocks, "t1", text(`{{ contact.shoe_size | default: "x" }}`)},
	{"field_unknown", compose.Blocks, "t1", text(`{{ preferences_url }}`)},
	{"field_unknown", compose.Blocks, compose.AtSubject, header(func(m *compose.Mail) { m.Subject = "{{ first_name }}" })},
	{"field_broken", compose.Blocks, "t1", text(`{{ contact.city | nonsense }}`)},
	{"field_broken", compose.Blocks, "t1", text(`{{ contact.city`)},
	{"field_broken", compose.Blocks, compose.AtSubject, header(func(m *compose.Mail) { m.Subject = "{% if x %}" })},
	{"field_broken", compose.Blocks, "u1", button(`https://nila.test/{{ contact.city | }}`)},
	{"text_empty", compose.Warning, "t1", text(" <b> </b>&nbsp;<br>")},
	{"text_empty", compose.Warning, "u1", change(func(b []compose.Block) { b[1].HTML = "" })},
	{"pictures_only", compose.Warning, "", func(d *compose.Document, _ *compose.Mail, _ *compose.Audience) { *blocksOf(d) = (*blocksOf(d))[2:] }},
	{"text_part_empty", compose.Warning, "", func(d *compose.Document, _ *compose.Mail, _ *compose.Audience) {
		*blocksOf(d) = []compose.Block{(*blocksOf(d))[1], footer}
	}},
	{"mail_empty", compose.Blocks, "", func(d *compose.Document, _ *compose.Mail, _ *compose.Audience) { *blocksOf(d) = (*blocksOf(d))[3:] }},
	{"size_large", compose.Warning, "", func(d *compose.Document, _ *compose.Mail, _ *compose.Audience) {
		for i, id := range []string{"x1", "x2", "x3"} {
			*blocksOf(d) = slices.Insert(*blocksOf(d), i, compose.Block{ID: id, Kind: compose.Text, HTML: strings.Repeat("word ", 8_000)})
		}
	}},
}

func TestAFaultlessMailPassesEveryCheck(t *testing.T) {
	d, m, a := faultless()
	r := compose.Check(d, m, a)
	var codes []string
	for _, f := range r.Findings {
		codes = append(codes, f.Code)
		if f.Severity != compose.OK {
			t.Errorf("%+v", f)
		}
	}
	if !slices.Equal(codes, []string{"footer_ok", "links_ok", "pictures_ok", "readable_ok"}) || r.Blocked() {
		t.Error(codes)
	}
	if want := len(must(compose.Render(d, m, a.Readers[0])).HTML); r.Bytes != want {
		t.Errorf("%d bytes, want %d", r.Bytes, want)
	}
}

func TestEveryFaultIsFoundWhereItIs(t *testing.T) {
	for _, c := range checkCases {
		d, m, a := faultless()
		c.change(&d, &m, &a)
		r := compose.Check(d, m, a)
		f, ok := find(r, c.code)
		if !ok || f.Severity != c.severity || f.BlockID != c.at {
			t.Errorf("%s at %q: %+v", c.code, c.at, r.Findings)
			continue
		}
		if f.Message == "" || f.Detail == "" || strings.HasSuffix(f.Message, ".") || !strings.HasSuffix(f.Detail, ".") && !strings.Contains(f.Detail, ": ") {
			t.Errorf("%s: %q %q", c.code, f.Message, f.Detail)
		}
		if (c.severity == compose.Blocks) != r.Blocked() {
			t.Errorf("%s: blocked is %v", c.code, r.Blocked())
		}
		okay := map[string]string{"link": "links_ok", "alt_": "pictures_ok", "pict": "pictures_ok", "cont": "readable_ok"}[c.code[:4]]
		if _, praised := find(r, okay); okay != "" && praised && c.code != "pictures_only" {
			t.Errorf("%s and %s at once", c.code, okay)
		}
	}
}

func TestEveryCheckHasACase(t *testing.T) {
	written := regexp.MustCompile(`Code: "([a-z_]+)"`)
	files, err := filepath.Glob("check*.go")
	if err != nil || len(files) < 2 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for _, m := range written.FindAllStringSubmatch(string(must(os.ReadFile(file))), -1) {
			code := m[1]
			if !strings.HasSuffix(code, "_ok") && !slices.ContainsFunc(checkCases, func(c checkCase) bool { return c.code == code }) {
				t.Errorf("no case for %s", code)
			}
		}
	}
}

func TestWhatLooksLikeAFaultButIsNone(t *testing.T) {
	for name, fn := range map[string]func(*compose.Document, *compose.Mail, *compose.Audience){
		"the unsubscribe link on a button":    button("{{ unsubscribe_url }}"),
		"a link that is a field":              text(`x <a href="{{ contact.phone | default: "https://nila.test" }}">y</a>`),
		"a telephone link":                    button("tel:+918012345678"),
		"a mail link":                         button("mailto:hello@nila.test"),
		"a field in a link":                   button(`https://nila.test/?c={{ contact.city | default: "none" }}`),
		"large light text on dark":            change(func(b []compose.Block) { b[0].Background, b[0].Color, b[0].HTML = "#222222", "#ffffff", "x" }),
		"an email address without fallback":   text(`{{ contact.email }}`),
		"a link without words in a bold span": text(`<b>x</b> {{ sender_name }}`),
		"a picture from a web server":         picture("https://nila.test/x.png", "A bottle"),
		"a subject of 60 characters":          header(func(m *compose.Mail) { m.Subject = strings.Repeat("ए", 60) }),
		"a field that nobody lacks": func(d *compose.Document, _ *compose.Mail, a *compose.Audience) {
			(*blocksOf(d))[0].HTML, a.Missing = "{{ contact.city }}", map[string]int{"city": 0}
		},
	} {
		d, m, a := faultless()
		fn(&d, &m, &a)
		for _, f := range compose.Check(d, m, a).Findings {
			if f.Severity != compose.OK {
				t.Errorf("%s: %+v", name, f)
			}
		}
	}
}

func TestAFieldWithoutFallbackSaysHowManyPeopleSeeAGap(t *testing.T) {
	d, m, a := faultless()
	(*blocksOf(&d))[0].HTML, a.Missing = "{{ contact.first_name }}", map[string]int{"first_name": 123456}
	f, _ := find(compose.Check(d, m, a), "field_without_fallback")
	if f.Detail != "It is not known for 1,23,456 of the people, who would see a gap." || f.Fix != `Write "friend" instead` || f.Message != "First name has nothing to fall back on" {
		t.Errorf("%+v", f)
	}
}

func TestContrastIsMeasuredAsTheStandardSays(t *testing.T) {
	for _, c := range []struct {
		ink, ground string
		low         bool
	}{
		{"#767676", "#ffffff", false}, {"#777777", "#ffffff", true}, {"#fff", "#767676", false}, {"#000000", "#000000", true}, {"#595959", "#e8e8e8", false},
	} {
		b := textBlock("x")
		b.Color, b.Background = c.ink, c.ground
		if _, low := find(compose.Check(docOf(b, footer), mail(), audience), "contrast_low"); low != c.low {
			t.Errorf("%s on %s: low is %v", c.ink, c.ground, low)
		}
	}
}

func TestTemplatesAreReadyButForTheirLinks(t *testing.T) {
	seen := map[string]bool{}
	templates := compose.Templates()
	if len(templates) < 6 {
		t.Errorf("%d templates", len(templates))
	}
	for _, tpl := range templates {
		t.Run(tpl.Key, func(t *testing.T) {
			if seen[tpl.Key] || tpl.Name == "" || tpl.Hint == "" || tpl.Preheader == "" {
				t.Errorf("%q %q %q %q", tpl.Key, tpl.Name, tpl.Hint, tpl.Preheader)
			}
			seen[tpl.Key] = true
			d := must(compose.Parse(tpl.Document.JSON()))
			m := mail()
			m.Subject, m.Preheader = tpl.Subject, tpl.Preheader
			for _, f := range compose.Check(d, m, audience).Findings {
				if f.Severity != compose.OK && f.Code != "link_placeholder" {
					t.Errorf("%+v", f)
				}
			}
			if compose.Check(d, m, audience).Blocked() {
				t.Error("it cannot be sent")
			}
			r := must(compose.Render(d, m, named("Asha")))
			checkDocument(t, r.HTML)
			golden(t, "template_"+tpl.Key+".html", r.HTML)
			golden(t, "template_"+tpl.Key+".txt", r.Subject+"\n"+r.Preheader+"\n\n"+r.Text)
			if strings.Contains(string(d.JSON())+tpl.Subject+tpl.Hint, "\u2014") || len(r.Assets) > 0 || strings.Contains(r.HTML, "<img") {
				t.Error("it holds a dash or a picture")
			}
		})
	}
}

func TestTheFieldsOfAMailAreListed(t *testing.T) {
	d, m, _ := faultless()
	(*blocksOf(&d))[0].HTML = `{{ contact.city }} <a href="https://nila.test/{{ contact.phone }}">x</a> {{ sender_name }}`
	if got := compose.Fields(d, m); !slices.Equal(got, []string{"city", "first_name", "phone"}) {
		t.Error(got)
	}
}
