package compose

import (
	"encoding/json"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Version is the version of the block document that this package reads and writes.
const Version = 1

// Kind says what a block is.
type Kind string

// The kinds of block.
const (
	Heading Kind = "heading"
	Text    Kind = "text"
	Picture Kind = "picture"
	Button  Kind = "button"
	Line    Kind = "line"
	Space   Kind = "space"
	Footer  Kind = "footer" // postal address and unsubscribe line
)

// Document is a mail's content as blocks. Lengths are CSS pixels, colours are
// #rgb or #rrggbb, paddings are one to four lengths such as "6px 25px".
type Document struct {
	Version  int       `json:"version"`
	Title    string    `json:"title"`
	Lang     string    `json:"lang"` // BCP 47
	Dir      string    `json:"dir"`  // ltr, rtl, or "" for the direction of Lang
	Width    int       `json:"width"`
	Theme    Theme     `json:"theme"`
	Sections []Section `json:"sections"`
}

// Theme is what blocks look like unless they say otherwise. Surface is the
// background of sections that have none.
type Theme struct {
	Background string  `json:"background"`
	Surface    string  `json:"surface"`
	Font       string  `json:"font"`
	Ink        string  `json:"ink"`
	Link       string  `json:"link"`
	Size       float64 `json:"size"`
	Line       float64 `json:"line"`
}

// Section is a row of up to four columns across the mail.
type Section struct {
	ID         string   `json:"id"`
	Background string   `json:"background,omitempty"`
	Padding    string   `json:"padding,omitempty"`
	Columns    []Column `json:"columns"`
}

// Column is a part of a section. Width is a percentage, 0 for an equal share of
// what the others leave.
type Column struct {
	Width  float64 `json:"width,omitempty"`
	Blocks []Block `json:"blocks"`
}

// Block is one piece of content. HTML is limited inline HTML (see [Sanitize])
// with personal fields. Which of the other fields count depends on Kind.
type Block struct {
	ID           string  `json:"id"`
	Kind         Kind    `json:"kind"`
	HTML         string  `json:"html,omitempty"`
	Href         string  `json:"href,omitempty"`
	Src          string  `json:"src,omitempty"` // https://... or asset:NAME
	Alt          string  `json:"alt,omitempty"`
	Align        string  `json:"align,omitempty"`
	Padding      string  `json:"padding,omitempty"`
	Color        string  `json:"color,omitempty"`
	Background   string  `json:"background,omitempty"`
	Border       string  `json:"border,omitempty"` // colour of a line
	Size         float64 `json:"size,omitempty"`
	LineHeight   float64 `json:"lineHeight,omitempty"`
	Radius       float64 `json:"radius,omitempty"`
	Width        float64 `json:"width,omitempty"`  // of a picture; 0 fills the column
	Height       float64 `json:"height,omitempty"` // of a space
	Bold         bool    `json:"bold,omitempty"`
	InnerPadding string  `json:"innerPadding,omitempty"` // of a button
}

// Parse reads a block document, fills in what it leaves out (version, width,
// theme, sizes of spaces), cleans the inline HTML and validates the rest. The
// error is a [domain.Error] of code invalid whose Path is the id of the section
// or block at fault.
func Parse(data []byte) (Document, error) {
	if len(data) > maxDocument {
		return Document{}, domain.Errorf(domain.Full, "This mail is too large to open: a mail can hold at most 1 MB of text. Split it into two mails.")
	}
	var d Document
	if err := json.Unmarshal(data, &d); err != nil {
		return Document{}, domain.Errorf(domain.Invalid, "This mail cannot be read: its content is damaged. Go back to an earlier version or start from a template. %w", err)
	}
	d = d.withDefaults()
	if err := d.Validate(); err != nil {
		return Document{}, err
	}
	d.eachBlock(func(_ *Section, b *Block) { b.HTML = Sanitize(b.HTML) })
	return d, nil
}

// JSON writes the document; Parse of it gives the same document.
func (d Document) JSON() []byte {
	out, err := json.Marshal(d)
	if err != nil {
		panic("compose: a document holds only what JSON can: " + err.Error()) // NaN is refused by Validate
	}
	return out
}

func (d Document) withDefaults() Document {
	d.Version = or(d.Version, Version)
	d.Width = or(d.Width, 600)
	d.Lang = or(d.Lang, "en")
	t := &d.Theme
	t.Background = or(t.Background, "#ffffff")
	t.Font = or(t.Font, "Helvetica, Arial, sans-serif")
	t.Ink = or(t.Ink, "#222222")
	t.Link = or(t.Link, "#0a6762")
	t.Size = or(t.Size, 16)
	t.Line = or(t.Line, 1.5)
	return d
}

// direction returns ltr or rtl.
func (d Document) direction() string {
	if d.Dir == "ltr" || d.Dir == "rtl" {
		return d.Dir
	}
	switch primaryLanguage(d.Lang) {
	case "ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv", "ckb":
		return "rtl"
	}
	return "ltr"
}

func (d Document) eachBlock(fn func(*Section, *Block)) {
	for s := range d.Sections {
		for c := range d.Sections[s].Columns {
			for b := range d.Sections[s].Columns[c].Blocks {
				fn(&d.Sections[s], &d.Sections[s].Columns[c].Blocks[b])
			}
		}
	}
}

func or[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}
