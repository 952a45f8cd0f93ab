package compose

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// htmlWriter writes a document as a compiled mail or, with marks, as the canvas.
type htmlWriter struct {
	out        programWriter
	doc        Document
	dir        string
	subject    []piece
	preheader  []piece
	pictureURL func(string) string
	assets     []string
	headings   int
	err        error             // of the first field that cannot be understood
	canvas     bool              // write editor marks and show fields by name
	labels     map[string]string // names of fields on the canvas
}

func newHTMLWriter(d Document, subject, preheader []piece) *htmlWriter {
	return &htmlWriter{doc: d, dir: d.direction(), subject: subject, preheader: preheader, pictureURL: EmbeddedPicture}
}

func (h *htmlWriter) mail() {
	h.head()
	h.body()
	h.out.write("</html>")
}

// css joins names and values of a style, leaving out empty values. Values come
// from validated fields; quotes of font names are the only thing to escape.
func css(pairs ...string) string {
	var b strings.Builder
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			b.WriteString(pairs[i] + ":" + pairs[i+1] + ";")
		}
	}
	return escapeAttr(b.String())
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
func px(v float64) string     { return number(v) + "px" }

func when(condition bool, s string) string {
	if condition {
		return s
	}
	return ""
}

// sides reads a validated padding as top, right, bottom and left.
func sides(padding string) (top, right, bottom, left float64) {
	var v []float64
	for _, part := range strings.Fields(padding) {
		n, _ := strconv.ParseFloat(strings.TrimSuffix(part, "px"), 64)
		v = append(v, n)
	}
	switch len(v) {
	case 1:
		return v[0], v[0], v[0], v[0]
	case 2:
		return v[0], v[1], v[0], v[1]
	case 3:
		return v[0], v[1], v[2], v[1]
	case 4:
		return v[0], v[1], v[2], v[3]
	}
	return 0, 0, 0, 0
}

func (h *htmlWriter) mark(name, value string) string {
	if !h.canvas {
		return ""
	}
	return " data-" + name + `="` + escapeAttr(value) + `"`
}

const headStyles = `<meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="x-apple-disable-message-reformatting"><meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no"><meta name="color-scheme" content="light only"><meta name="supported-color-schemes" content="light only"><style type="text/css">:root { color-scheme:light only;supported-color-schemes:light only; }
#outlook a { padding:0; }
body { margin:0;padding:0;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%; }
table, td { border-collapse:collapse;mso-table-lspace:0pt;mso-table-rspace:0pt; }
img { border:0;height:auto;line-height:100%; outline:none;text-decoration:none;-ms-interpolation-mode:bicubic; }
p { display:block;margin:13px 0; }</style><!--[if mso]>
<noscript>
<xml>
<o:OfficeDocumentSettings>
  <o:AllowPNG/>
  <o:PixelsPerInch>96</o:PixelsPerInch>
</o:OfficeDocumentSettings>
</xml>
</noscript>
<![endif]--><!--[if lte mso 11]>
<style type="text/css">
  .mj-outlook-group-fix { width:100% !important; }
</style>
<![endif]-->`

func (h *htmlWriter) head() {
	h.out.write("<!doctype html>\n", `<html lang="`, escapeAttr(h.doc.Lang), `" dir="`, h.dir,
		`" xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><head><title>`)
	h.title(inHTML)
	h.out.write(`</title><!--[if !mso]><!--><meta http-equiv="X-UA-Compatible" content="IE=edge"><!--<![endif]-->`, headStyles)
	h.columnStyles()
	h.out.write("</head>")
}

// columnStyles lets columns stand side by side on wide screens and below each
// other on phones.
func (h *htmlWriter) columnStyles() {
	var names, rules []string
	for _, s := range h.doc.Sections {
		for _, share := range columnShares(s) {
			if name := columnClass(share); !slices.Contains(names, name) {
				names = append(names, name)
				rules = append(rules, "."+name+" { width:"+number(share)+"% !important; max-width: "+number(share)+"%; }")
			}
		}
	}
	slices.Sort(rules)
	h.out.write(`<style type="text/css">@media only screen and (min-width:480px) {`)
	for _, r := range rules {
		h.out.write(" ", r)
	}
	h.out.write(` }</style><style media="screen and (min-width:480px)">`)
	for _, r := range rules {
		h.out.write(" .moz-text-html ", r)
	}
	h.out.write("</style>")
}

func columnClass(share float64) string {
	return "mj-column-per-" + strings.ReplaceAll(number(share), ".", "-")
}

// columnShares returns the width of each column in percent; columns without one
// share what the others leave.
func columnShares(s Section) []float64 {
	rest, open := 100.0, 0.0
	for _, c := range s.Columns {
		if c.Width > 0 {
			rest -= c.Width
		} else {
			open++
		}
	}
	out := make([]float64, len(s.Columns))
	for i, c := range s.Columns {
		out[i] = c.Width
		if c.Width == 0 {
			out[i] = max(math.Round(rest/open*1e4)/1e4, 1)
		}
	}
	return out
}

// title is the document's title or else its subject.
func (h *htmlWriter) title(at place) {
	pieces := splitFields(headerText(h.doc.Title))
	if len(pieces) == 0 {
		pieces = h.subject
	}
	if h.canvas {
		h.out.write(escapeAttr(pieceSource(pieces)))
		return
	}
	h.fields(pieces, at)
}

// fields writes text with fields where markup is not possible.
func (h *htmlWriter) fields(pieces []piece, at place) {
	for _, p := range pieces {
		if p.field != nil {
			h.out.field(p.field, at)
			continue
		}
		h.out.write(escapeAttr(p.text))
	}
}

func (h *htmlWriter) body() {
	d := h.doc
	style := css("word-spacing", "normal", "background-color", d.Theme.Background)
	h.out.write(`<body style="`, style, `">`)
	if len(h.preheader) > 0 && !h.canvas {
		h.out.write(`<div style="display:none;font-size:1px;color:#ffffff;line-height:1px;max-height:0px;max-width:0px;opacity:0;overflow:hidden;">`)
		h.fields(h.preheader, inHTML)
		h.out.write("</div>")
	}
	h.out.write(`<div aria-roledescription="email" role="article" aria-label="`)
	h.title(inAttr)
	h.out.write(`" lang="`, escapeAttr(d.Lang), `" dir="`, h.dir, `" style="`, style, `">`)
	for _, s := range d.Sections {
		h.section(s)
	}
	h.out.write("</div></body>")
}

func (h *htmlWriter) section(s Section) {
	width := float64(h.doc.Width)
	background := or(s.Background, h.doc.Theme.Surface)
	padding := or(s.Padding, "20px 0")
	h.out.write(`<!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:`,
		px(width), `;" width="`, number(width), `"`,
		when(background != "", ` bgcolor="`+background+`"`), ` ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->`)
	h.out.write("<div", h.mark("section", s.ID), ` style="`, css("background", background, "background-color", background, "margin", "0px auto", "max-width", px(width)),
		`"><table align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="`, css("background", background, "background-color", background, "width", "100%"),
		`"><tbody><tr><td style="`, css("direction", h.dir, "font-size", "0px", "padding", padding, "text-align", "center"), `">`)
	_, right, _, left := sides(padding)
	h.columns(s, max(width-right-left, 1))
	h.out.write(`</td></tr></tbody></table></div><!--[if mso | IE]></td></tr></table><![endif]-->`)
}

func (h *htmlWriter) columns(s Section, inner float64) {
	h.out.write(`<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr>`)
	start := "left"
	if h.dir == "rtl" {
		start = "right"
	}
	for i, share := range columnShares(s) {
		width := math.Floor(inner*share/100 + 1e-6) // Outlook wants whole pixels
		if i > 0 {
			h.out.write(`<!--[if mso | IE]></td>`)
		}
		h.out.write(`<td class="" style="vertical-align:top;width:`, px(width), `;" ><![endif]-->`)
		h.out.write(`<div`, h.mark("column", strconv.Itoa(i)), ` class="`, columnClass(share), ` mj-outlook-group-fix" style="font-size:0px;text-align:`, start, `;direction:`, h.dir,
			`;display:inline-block;vertical-align:top;width:100%;"><table border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%"><tbody>`)
		for _, b := range s.Columns[i].Blocks {
			h.block(b, width)
		}
		if h.canvas && len(s.Columns[i].Blocks) == 0 {
			h.out.write(`<tr data-empty="`, strconv.Itoa(i), `"><td style="height:56px;font-size:0px;">&#8202;</td></tr>`)
		}
		h.out.write(`</tbody></table></div>`)
	}
	h.out.write(`<!--[if mso | IE]></td></tr></table><![endif]-->`)
}
