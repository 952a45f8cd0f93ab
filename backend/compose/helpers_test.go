package compose_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/kvnmail/kvnmail/backend/compose"
	"github.com/kvnmail/kvnmail/backend/domain"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares got with testdata/name.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs from what is drawn now; run the tests with -update and look at the change", path)
	}
}

func settings() domain.Settings {
	s := domain.DefaultSettings()
	s.SenderName = "Nila Botanics"
	s.PostalAddress = "Nila Botanics\n14 Church Street\nBengaluru 560001"
	s.Unsubscribe = "leave@nila.test"
	return s
}

func mail() compose.Mail {
	return compose.Mail{Subject: `Hello {{ contact.first_name | default: "friend" }}`, Preheader: "Something worth reading today", Settings: settings()}
}

// reader answers from a map; its unsubscribe link is fixed.
func reader(values map[string]domain.Value) compose.Reader {
	return compose.Reader{UnsubscribeURL: "https://nila.test/u/1?t=a&k=b", Field: func(key string) domain.Value { return values[key] }}
}

func named(name string) compose.Reader {
	return reader(map[string]domain.Value{"first_name": domain.TextValue(name)})
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// docOf puts blocks into one section of a document that is complete otherwise.
func docOf(blocks ...compose.Block) compose.Document {
	return compose.Document{Version: 1, Title: "A mail", Lang: "en", Width: 600,
		Theme:    compose.Theme{Background: "#ffffff", Surface: "#ffffff", Font: "Helvetica, Arial, sans-serif", Ink: "#222222", Link: "#0a6762", Size: 16, Line: 1.5},
		Sections: []compose.Section{{ID: "s1", Columns: []compose.Column{{Blocks: blocks}}}}}
}

func textBlock(html string) compose.Block {
	return compose.Block{ID: "t1", Kind: compose.Text, HTML: html}
}

var footer = compose.Block{ID: "f1", Kind: compose.Footer}

// everything is a document with every kind of block, one to three columns.
func everything() compose.Document {
	d := docOf(
		compose.Block{ID: "b1", Kind: compose.Picture, Src: "asset:hero.png", Alt: "Three bottles on a shelf", Padding: "0px", Href: "https://nila.test/?who={{ contact.first_name }}"},
		compose.Block{ID: "b2", Kind: compose.Heading, HTML: `Welcome back, {{ contact.first_name | default: "friend" }}`, Size: 30, LineHeight: 1.25, Padding: "28px 40px 4px"},
		compose.Block{ID: "b3", Kind: compose.Text, HTML: `Your <b>shelf</b> is <span style="color:#7a4a00">running low</span>.<br>See <a href="https://nila.test/a?x=1&amp;y=2">the shop</a> &amp; more. You spent {{ contact.spent }}.`},
		compose.Block{ID: "b4", Kind: compose.Button, HTML: "Refill <i>now</i>", Href: "https://nila.test/refill", Background: "#0a6762", Color: "#ffffff", Radius: 6, Bold: true, InnerPadding: "13px 30px"},
		compose.Block{ID: "b5", Kind: compose.Line, Border: "#d8d1c3", Padding: "10px 40px"},
		compose.Block{ID: "b6", Kind: compose.Space, Height: 24},
	)
	d.Sections = append(d.Sections,
		compose.Section{ID: "s2", Background: "#fffdf9", Padding: "8px 25px", Columns: []compose.Column{
			{Width: 50, Blocks: []compose.Block{{ID: "b7", Kind: compose.Picture, Src: "https://nila.test/p1.png", Alt: "Face oil", Padding: "10px", Radius: 6, Width: 120}}},
			{Width: 50, Blocks: []compose.Block{{ID: "b8", Kind: compose.Text, HTML: "<b>Face oil</b><br>30 ml", Align: "center"}}}}},
		compose.Section{ID: "s3", Columns: []compose.Column{
			{Blocks: []compose.Block{{ID: "b9", Kind: compose.Text, HTML: "One"}}},
			{Blocks: []compose.Block{{ID: "b10", Kind: compose.Text, HTML: "Two", Background: "#eeeeee"}}},
			{}}},
		compose.Section{ID: "s4", Columns: []compose.Column{{Blocks: []compose.Block{{ID: "b11", Kind: compose.Footer, HTML: "You agreed to hear from us.", Color: "#5b5a52"}}}}})
	return d
}

func ananya() compose.Reader {
	return reader(map[string]domain.Value{"first_name": domain.TextValue("Ananya & Co"), "spent": domain.MoneyValue(123456789)})
}
