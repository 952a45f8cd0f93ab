package compose_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/compose"
	"github.com/kvnmail/kvnmail/backend/domain"
)

func TestADocumentSurvivesWritingAndReading(t *testing.T) {
	d := must(compose.Parse(everything().JSON()))
	again := must(compose.Parse(d.JSON()))
	if !reflect.DeepEqual(d, again) {
		t.Errorf("got %s\nwant %s", again.JSON(), d.JSON())
	}
}

func TestWhatADocumentLeavesOutIsFilledIn(t *testing.T) {
	d := must(compose.Parse([]byte(`{"sections":[{"id":"s1","columns":[{"blocks":[{"id":"b1","kind":"text","html":"Hi"}]}]}]}`)))
	if d.Version != 1 || d.Width != 600 || d.Lang != "en" || d.Theme.Size != 16 || d.Theme.Ink == "" {
		t.Errorf("%+v", d)
	}
	must(compose.Render(d, mail(), named("A")))
}

func TestReadingCleansTheTextOfBlocks(t *testing.T) {
	d := must(compose.Parse([]byte(`{"sections":[{"id":"s1","columns":[{"blocks":[{"id":"b1","kind":"text","html":"Hi <script>x()</script><b onclick=x()>you</b>"}]}]}]}`)))
	if got := d.Sections[0].Columns[0].Blocks[0].HTML; got != "Hi <b>you</b>" {
		t.Error(got)
	}
}

type damage struct {
	doc  compose.Document
	path string
}

func changed(fn func(*compose.Document)) compose.Document {
	d := everything()
	fn(&d)
	return d
}

func second(d *compose.Document) *compose.Block { return &d.Sections[0].Columns[0].Blocks[1] }

var damages = map[string]damage{
	"newer version":      {changed(func(d *compose.Document) { d.Version = 2 }), ""},
	"too narrow":         {changed(func(d *compose.Document) { d.Width = 100 }), ""},
	"direction":          {changed(func(d *compose.Document) { d.Dir = `ltr"` }), ""},
	"language":           {changed(func(d *compose.Document) { d.Lang = `en" onload="` }), ""},
	"theme colour":       {changed(func(d *compose.Document) { d.Theme.Ink = "red;x" }), ""},
	"font":               {changed(func(d *compose.Document) { d.Theme.Font = "x;}</style>" }), ""},
	"section id":         {changed(func(d *compose.Document) { d.Sections[1].ID = "" }), ""},
	"same id twice":      {changed(func(d *compose.Document) { second(d).ID = "b1" }), "b1"},
	"no columns":         {changed(func(d *compose.Document) { d.Sections[1].Columns = nil }), "s2"},
	"columns too wide":   {changed(func(d *compose.Document) { d.Sections[1].Columns[0].Width = 80 }), "s2"},
	"section colour":     {changed(func(d *compose.Document) { d.Sections[1].Background = "url(x)" }), "s2"},
	"section padding":    {changed(func(d *compose.Document) { d.Sections[1].Padding = "1px;color:red" }), "s2"},
	"unknown block":      {changed(func(d *compose.Document) { second(d).Kind = "video" }), "b2"},
	"block colour":       {changed(func(d *compose.Document) { second(d).Color = "#12" }), "b2"},
	"block align":        {changed(func(d *compose.Document) { second(d).Align = "justify" }), "b2"},
	"block padding":      {changed(func(d *compose.Document) { second(d).Padding = "expression(1)" }), "b2"},
	"size":               {changed(func(d *compose.Document) { second(d).Size = 900 }), "b2"},
	"negative radius":    {changed(func(d *compose.Document) { second(d).Radius = -1 }), "b2"},
	"very long text":     {changed(func(d *compose.Document) { second(d).HTML = strings.Repeat("x", 60_000) }), "b2"},
	"very long address":  {changed(func(d *compose.Document) { second(d).Href = strings.Repeat("x", 3_000) }), "b2"},
	"very high space":    {changed(func(d *compose.Document) { second(d).Height = 1e9 }), "b2"},
	"line height of 100": {changed(func(d *compose.Document) { second(d).LineHeight = 100 }), "b2"},
}

func TestADamagedDocumentIsRefusedInWordsWithItsPlace(t *testing.T) {
	for name, c := range damages {
		t.Run(name, func(t *testing.T) {
			_, err := compose.Parse(c.doc.JSON())
			var e *domain.Error
			if !errors.As(err, &e) || e.Code != domain.Invalid || e.Path != c.path {
				t.Fatalf("got %v at %q, want invalid at %q", err, e.Path, c.path)
			}
			if !strings.HasSuffix(e.Message, ".") {
				t.Errorf("not a sentence: %s", e.Message)
			}
			if _, err := compose.Compile(c.doc, mail()); err == nil {
				t.Error("it was compiled all the same")
			}
			if _, err := compose.Canvas(c.doc, nil); err == nil {
				t.Error("it was drawn all the same")
			}
		})
	}
	for _, data := range []string{"", "[]", "{", `{"sections":1}`, `{"sections":[{"id":"s","columns":[{"width":"x"}]}]}`} {
		if _, err := compose.Parse([]byte(data)); domain.CodeOf(err) != domain.Invalid {
			t.Errorf("%q: %v", data, err)
		}
	}
	if _, err := compose.Parse([]byte(strings.Repeat(" ", 2<<20))); domain.CodeOf(err) != domain.Full {
		t.Error(err)
	}
}
