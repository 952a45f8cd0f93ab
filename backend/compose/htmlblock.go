package compose

import (
	"math"
	"slices"
	"strings"
)

const defaultPadding = "10px 25px"

// block writes one row of a column that is width pixels wide.
func (h *htmlWriter) block(b Block, width float64) {
	if b.Kind == Space {
		height := px(or(b.Height, 24))
		h.out.write("<tr", h.mark("block", b.ID), `><td style="`, css("background", b.Background), `font-size:0px;word-break:break-word;"><div style="height:`, height, `;line-height:`, height, `;">&#8202;</div></td></tr>`)
		return
	}
	padding, background := or(b.Padding, defaultPadding), b.Background
	if b.Kind == Button {
		background = ""
	}
	_, right, _, left := sides(padding)
	inner := max(width-right-left, 1)
	h.out.write("<tr", h.mark("block", b.ID), `><td align="`, h.align(b), `" style="`, css("background", background, "font-size", "0px", "padding", padding, "word-break", "break-word"), `">`)
	switch b.Kind {
	case Heading:
		h.heading(b)
	case Text:
		h.text(b, "div")
	case Footer:
		h.footer(b)
	case Button:
		h.button(b)
	case Picture:
		h.picture(b, inner)
	case Line:
		h.line(b, inner)
	}
	h.out.write("</td></tr>")
}

func (h *htmlWriter) align(b Block) string {
	switch {
	case b.Align != "":
		return b.Align
	case b.Kind != Text && b.Kind != Heading:
		return "center"
	case h.dir == "rtl":
		return "right"
	}
	return "left"
}

// heading is a real heading, so that screen readers can jump to it: the first
// one is the mail's h1.
func (h *htmlWriter) heading(b Block) {
	b.Size = or(b.Size, 26)
	b.LineHeight = or(b.LineHeight, 1.25)
	h.headings++
	if h.headings == 1 {
		h.text(b, "h1")
		return
	}
	h.text(b, "h2")
}

func (h *htmlWriter) text(b Block, tag string) {
	h.textBlock(b, tag, parseInline(b.HTML))
}

func (h *htmlWriter) textBlock(b Block, tag string, nodes []inline) {
	t := h.doc.Theme
	weight, margin := "", ""
	if tag != "div" {
		weight, margin = "normal", "0"
	}
	if b.Bold {
		weight = "700"
	}
	h.out.write("<", tag, ` style="`, css("margin", margin, "font-family", t.Font, "font-size", px(or(b.Size, t.Size)), "font-weight", weight,
		"line-height", number(or(b.LineHeight, t.Line)), "text-align", h.align(b), "color", or(b.Color, t.Ink)), `">`)
	link := t.Link
	if b.Kind == Footer {
		link = or(b.Color, t.Ink)
	}
	h.inline(b, nodes, link)
	h.out.write("</", tag, ">")
}

func (h *htmlWriter) footer(b Block) {
	b.Size = or(b.Size, footerSize)
	h.textBlock(b, "div", footerNodes(h.doc.Lang, b.HTML))
}

// inline writes cleaned inline HTML. Links without a usable address become
// plain text; an empty linkColor means that links are not wanted.
func (h *htmlWriter) inline(b Block, nodes []inline, linkColor string) {
	written := []bool{}
	for _, n := range nodes {
		switch n.kind {
		case inlineText:
			h.out.write(escapeText(n.text))
		case inlineField:
			h.field(b.ID, n.piece)
		case inlineBreak:
			h.out.write("<br>")
		case inlineOpen:
			ok := h.openTag(b, n, linkColor)
			written = append(written, ok)
		case inlineClose:
			if written[len(written)-1] {
				h.out.write("</", n.tag, ">")
			}
			written = written[:len(written)-1]
		}
	}
}

func (h *htmlWriter) openTag(b Block, n inline, linkColor string) bool {
	if n.tag != "a" {
		h.out.write("<", n.tag, when(n.color != "", ` style="color:`+n.color+`"`), ">")
		return true
	}
	if n.link == nil || linkColor == "" {
		return false
	}
	h.out.write(`<a href="`)
	h.address(b.ID, n.link)
	h.out.write(`" style="color:`, or(n.color, linkColor), `" target="_blank">`)
	return true
}

// field writes a personal field as text, on the canvas by its name.
func (h *htmlWriter) field(blockID string, p piece) {
	if h.canvas {
		h.canvasField(p)
		return
	}
	if p.err != nil {
		if h.err == nil {
			h.err = invalid(blockID, "%s", p.err.Error())
		}
		return
	}
	h.out.field(p.field, inHTML)
}

// address writes a cleaned link into an attribute.
func (h *htmlWriter) address(blockID string, link []piece) {
	for i, p := range link {
		switch {
		case p.src == "":
			h.out.write(escapeAttr(p.text))
		case h.canvas:
			h.out.write(escapeAttr(p.src))
		case p.err != nil:
			if h.err == nil {
				h.err = invalid(blockID, "%s", p.err.Error())
			}
		case i == 0:
			h.out.field(p.field, inAttrLinkStart)
		default:
			h.out.field(p.field, inAttrLink)
		}
	}
}

// linkOf returns the cleaned address of a block, nil if it has none.
func linkOf(b Block) []piece { return safeLink(splitFields(b.Href)) }

// Colours of a button that says nothing about them.
const (
	buttonBackground = "#0a6762"
	buttonInk        = "#ffffff"
)

func (h *htmlWriter) button(b Block) {
	background, inner := or(b.Background, buttonBackground), or(b.InnerPadding, defaultPadding)
	radius, weight := px(b.Radius), "normal"
	if b.Bold {
		weight = "700"
	}
	h.out.write(`<table border="0" cellpadding="0" cellspacing="0" role="presentation" style="border-collapse:separate;line-height:100%;"><tbody><tr><td align="center" bgcolor="`, background, `" role="presentation" style="`,
		css("border", "none", "border-radius", radius, "cursor", "auto", "mso-padding-alt", inner, "background", background), `" valign="middle">`)
	style := css("display", "inline-block", "background", background, "color", or(b.Color, buttonInk), "font-family", h.doc.Theme.Font, "font-size", px(or(b.Size, h.doc.Theme.Size)),
		"font-weight", weight, "line-height", "120%", "margin", "0", "text-decoration", "none", "text-transform", "none", "padding", inner, "mso-padding-alt", "0px", "border-radius", radius)
	tag := "p" // a button that leads nowhere
	if link := linkOf(b); link != nil {
		tag = "a"
		h.out.write(`<a href="`)
		h.address(b.ID, link)
		h.out.write(`" style="`, style, `" target="_blank">`)
	} else {
		h.out.write(`<p style="`, style, `">`)
	}
	h.inline(b, parseInline(b.HTML), "")
	h.out.write("</", tag, ">", `</td></tr></tbody></table>`)
}

func (h *htmlWriter) picture(b Block, inner float64) {
	src := h.source(b.Src)
	if src == "" {
		if h.canvas {
			h.out.write(`<div data-empty="picture" style="height:120px;background:#e8e4dc;"></div>`)
		}
		return
	}
	width := inner
	if b.Width > 0 && b.Width < inner {
		width = b.Width
	}
	width = math.Floor(width)
	h.out.write(`<table border="0" cellpadding="0" cellspacing="0" role="presentation" style="border-collapse:collapse;border-spacing:0px;"><tbody><tr><td style="width:`, px(width), `;">`)
	link := linkOf(b)
	if link != nil {
		h.out.write(`<a href="`)
		h.address(b.ID, link)
		h.out.write(`" target="_blank">`)
	}
	h.out.write(`<img alt="`, escapeAttr(headerText(b.Alt)), `" src="`, escapeAttr(src), `" style="`,
		css("border", "0", "border-radius", when(b.Radius > 0, px(b.Radius)), "display", "block", "outline", "none", "text-decoration", "none", "height", "auto", "width", "100%", "font-size", "13px"),
		`" width="`, number(width), `" height="auto">`, when(link != nil, "</a>"), `</td></tr></tbody></table>`)
}

// source returns where a picture is fetched from, "" if it cannot be shown.
func (h *htmlWriter) source(src string) string {
	name, isAsset := strings.CutPrefix(src, "asset:")
	if !isAsset {
		if remotePicture(src) {
			return cleanURL(src)
		}
		return ""
	}
	if !assetForm.MatchString(name) {
		return ""
	}
	if !slices.Contains(h.assets, name) {
		h.assets = append(h.assets, name)
	}
	return h.pictureURL(name)
}

// remotePicture reports whether a picture lies on a web server.
func remotePicture(src string) bool {
	lower := strings.ToLower(src)
	return strings.HasPrefix(lower, "https://") || strings.HasPrefix(lower, "http://")
}

func (h *htmlWriter) line(b Block, inner float64) {
	border := "solid 1px " + or(b.Border, "#dddddd")
	h.out.write(`<p style="`, css("border-top", border, "font-size", "1px", "margin", "0px auto", "width", "100%"),
		`"></p><!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" style="`, css("border-top", border, "font-size", "1px", "margin", "0px auto", "width", px(inner)),
		`" role="presentation" width="`, px(inner), `" ><tr><td style="height:0;line-height:0;"> &nbsp;`+"\n"+`</td></tr></table><![endif]-->`)
}
