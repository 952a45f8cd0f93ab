package compose

import "strconv"

// Template is a mail to begin with. Its links lead to example.com, which the
// checks point out until the user's own pages are entered.
type Template struct {
	Key       string
	Name      string
	Hint      string // when to use it
	Subject   string
	Preheader string
	Document  Document
}

// Templates returns the mails to begin with, the plainest first. The caller owns
// the result.
func Templates() []Template {
	return []Template{letter(), winBack(), thanks(), welcome(), refill(), cart(), festival()}
}

// Colours of the templates: paper, and one deep colour each.
const (
	paper    = "#f3efe8"
	sheet    = "#fffdf9"
	ink      = "#2b2a26"
	quiet    = "#5b5a52"
	peacock  = "#0a6762"
	plum     = "#5a1f3c"
	clay     = "#8a4326"
	moss     = "#3f5a2a"
	marigold = "#f7c873"
	white    = "#ffffff"
)

const (
	serif     = "Georgia, 'Times New Roman', serif"
	sans      = "'Helvetica Neue', Helvetica, Arial, sans-serif"
	shopURL   = "https://www.example.com/"
	sidePad   = "6px 40px"
	titlePad  = "28px 40px 6px"
	bandPad   = "34px 0 30px"
	buttonPad = "14px 40px 10px"
)

// draft builds a template's document, giving ids in order.
type draft struct {
	doc    Document
	accent string
	blocks int
}

func newDraft(title, font, accent string) *draft {
	return &draft{accent: accent, doc: Document{Version: Version, Title: title, Lang: "en", Dir: "ltr", Width: 600,
		Theme: Theme{Background: paper, Surface: sheet, Font: font, Ink: ink, Link: accent, Size: 16, Line: 1.6}}}
}

func (d *draft) row(background, padding string, columns ...[]Block) {
	s := Section{ID: "s" + strconv.Itoa(len(d.doc.Sections)+1), Background: background, Padding: padding}
	for _, blocks := range columns {
		for i := range blocks {
			d.blocks++
			blocks[i].ID = "b" + strconv.Itoa(d.blocks)
		}
		width := 0.0
		if len(columns) == 2 {
			width = 50
		}
		s.Columns = append(s.Columns, Column{Width: width, Blocks: blocks})
	}
	d.doc.Sections = append(d.doc.Sections, s)
}

// masthead is the sender's name over the mail.
func (d *draft) masthead() {
	d.row(paper, "18px 0", []Block{{Kind: Text, HTML: "{{ sender_name }}", Align: "center", Size: 15, LineHeight: 1.4, Color: quiet, Padding: "6px 25px", Bold: true}})
}

// band is a wide coloured row with the mail's main sentence.
func (d *draft) band(color, title, under string) {
	d.row(d.accent, bandPad, []Block{
		{Kind: Heading, HTML: title, Align: "center", Size: 32, LineHeight: 1.2, Color: color, Padding: "0 40px 8px"},
		{Kind: Text, HTML: under, Align: "center", Size: 17, LineHeight: 1.5, Color: white, Padding: "0 50px"},
	})
}

func (d *draft) footer(why string) {
	d.row(paper, "14px 0 24px", []Block{
		{Kind: Line, Border: "#d8d1c3", Padding: "4px 40px 12px"},
		{Kind: Footer, HTML: why, Align: "center", Size: 13, LineHeight: 1.5, Color: quiet, Padding: "0 40px"},
	})
}

func title(html string) Block {
	return Block{Kind: Heading, HTML: html, Size: 28, LineHeight: 1.25, Padding: titlePad}
}

func small(html string) Block {
	return Block{Kind: Heading, HTML: html, Size: 18, LineHeight: 1.35, Padding: "10px 20px 2px", Bold: true}
}

func words(html string) Block { return Block{Kind: Text, HTML: html, Padding: sidePad} }

func note(html string) Block {
	return Block{Kind: Text, HTML: html, Size: 15, LineHeight: 1.55, Padding: "2px 20px 10px"}
}

func (d *draft) button(html, path, align string) Block {
	return Block{Kind: Button, HTML: html, Href: shopURL + path, Background: d.accent, Color: white, Radius: 6, Bold: true, Align: align, Size: 16, InnerPadding: "13px 30px", Padding: buttonPad}
}

func space(height float64) Block { return Block{Kind: Space, Height: height} }

const footerWords = "You receive this mail because you agreed to hear from {{ sender_name }}."
