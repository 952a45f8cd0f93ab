package compose

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

type inlineKind uint8

const (
	inlineText inlineKind = iota
	inlineField
	inlineBreak
	inlineOpen
	inlineClose
)

// inline is one token of cleaned inline HTML. Opens and closes are balanced.
type inline struct {
	kind  inlineKind
	text  string  // of inlineText, unescaped
	piece piece   // of inlineField
	tag   string  // of inlineOpen and inlineClose
	link  []piece // of an open a; empty where the address is missing or unsafe
	href  string  // of an open a, as written
	color string  // of an open a or span
}

// maxNesting is how deep tags may be nested; deeper ones are left out.
const maxNesting = 20

// canonical are the allowed tags and what they are written as.
var canonical = map[string]string{"b": "b", "strong": "strong", "i": "i", "em": "em", "u": "u", "a": "a", "span": "span"}

// dropped are the tags whose content is never shown as text.
var dropped = map[string]bool{
	"script": true, "style": true, "title": true, "textarea": true, "iframe": true, "noembed": true, "noframes": true,
	"noscript": true, "xmp": true, "plaintext": true, "template": true, "head": true, "object": true, "svg": true, "math": true, "select": true,
}

// lines are the tags that begin a new line in an editor.
var lines = map[string]bool{
	"div": true, "p": true, "li": true, "tr": true, "h1": true, "h2": true, "h3": true, "h4": true, "h5": true, "h6": true, "blockquote": true,
}

// Sanitize returns limited inline HTML: b, strong, i, em, u, a[href], br,
// span[style color] and personal fields. Everything else is removed, text
// inside unknown tags stays, lines made of div or p become br. Applying it
// twice changes nothing more.
func Sanitize(s string) string {
	for range 4 { // taking out a tag can bring the halves of a field together
		clean := inlineSource(parseInline(s))
		if clean == s {
			break
		}
		s = clean
	}
	return s
}

// Marks for a field's place while the HTML around it is read. They are
// private-use characters and removed from the input first.
const fieldOpen, fieldClose = '\ue000', '\ue001'

func isMark(r rune) bool { return r == fieldOpen || r == fieldClose }

// liftFields replaces every field by a marked number, so that quotes and signs
// inside it cannot disturb the HTML around it, nor the HTML the field.
func liftFields(s string) (string, []piece) {
	s = strings.Map(func(r rune) rune {
		if isMark(r) || r == 0 {
			return -1
		}
		return r
	}, s)
	var out strings.Builder
	var fields []piece
	for _, p := range splitFields(s) {
		if p.src == "" {
			out.WriteString(p.text)
			continue
		}
		if plain := html.UnescapeString(p.src); plain != p.src && len(plain) >= 4 && nextBrace(plain) == 0 && tagEnd(plain) == len(plain) {
			p = parseTag(plain)
		}
		out.WriteString(string(fieldOpen) + strconv.Itoa(len(fields)) + string(fieldClose))
		fields = append(fields, p)
	}
	return out.String(), fields
}

type inlineReader struct {
	fields []piece
	out    []inline
	stack  []string // open tags; "" for one that was left out
	names  []string // their names as read, for matching ends
	begun  bool     // something visible was written on this line
}

func parseInline(s string) []inline {
	lifted, fields := liftFields(s)
	r := inlineReader{fields: fields}
	z := html.NewTokenizer(strings.NewReader(lifted))
	skip := ""
	depth := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		t := z.Token()
		if skip != "" {
			switch {
			case t.Data != skip:
			case kind == html.StartTagToken:
				depth++
			case kind == html.EndTagToken:
				if depth--; depth == 0 {
					skip = ""
				}
			}
			continue
		}
		if kind == html.StartTagToken && dropped[t.Data] {
			skip, depth = t.Data, 1
			continue
		}
		r.token(kind, t)
	}
	r.closeTo(0)
	return trimBreaks(r.out)
}

func (r *inlineReader) token(kind html.TokenType, t html.Token) {
	switch kind {
	case html.TextToken:
		r.text(t.Data)
	case html.StartTagToken, html.SelfClosingTagToken:
		r.open(t, kind == html.SelfClosingTagToken)
	case html.EndTagToken:
		r.close(t.Data)
	}
}

// text adds text with the fields in it.
func (r *inlineReader) text(s string) {
	for _, p := range r.pieces(s) {
		if p.src == "" {
			r.out = append(r.out, inline{kind: inlineText, text: p.text})
			r.begun = r.begun || strings.TrimSpace(p.text) != ""
			continue
		}
		r.out = append(r.out, inline{kind: inlineField, piece: p})
		r.begun = true
	}
}

// pieces puts lifted fields back between the literal text of s.
func (r *inlineReader) pieces(s string) []piece {
	var out []piece
	for s != "" {
		at := strings.IndexRune(s, fieldOpen)
		end := strings.IndexRune(s, fieldClose)
		if at < 0 || end < at {
			return append(out, piece{text: s})
		}
		if at > 0 {
			out = append(out, piece{text: s[:at]})
		}
		n, err := strconv.Atoi(s[at+len(string(fieldOpen)) : end])
		if err == nil && n >= 0 && n < len(r.fields) {
			out = append(out, r.fields[n])
		}
		s = s[end+len(string(fieldClose)):]
	}
	return out
}

func (r *inlineReader) open(t html.Token, empty bool) {
	if t.Data == "br" {
		r.out = append(r.out, inline{kind: inlineBreak})
		r.begun = false
		return
	}
	if lines[t.Data] {
		r.newLine()
		return
	}
	tag, known := canonical[t.Data]
	if !known || empty {
		return
	}
	if len(r.names) >= 4*maxNesting {
		return
	}
	node := inline{kind: inlineOpen, tag: tag}
	if tag == "a" || tag == "span" {
		r.attributes(&node, t.Attr)
	}
	if len(r.stack) >= maxNesting || tag == "a" && r.inside("a") || tag == "span" && node.color == "" {
		r.stack, r.names = append(r.stack, ""), append(r.names, t.Data)
		return
	}
	r.stack, r.names = append(r.stack, tag), append(r.names, t.Data)
	r.out = append(r.out, node)
}

func (r *inlineReader) attributes(node *inline, attrs []html.Attribute) {
	for _, a := range attrs {
		switch {
		case a.Key == "style":
			node.color = styleColor(a.Val)
		case a.Key == "href" && node.tag == "a":
			link := r.pieces(a.Val)
			node.href = pieceSource(link)
			node.link = safeLink(link)
		}
	}
}

func (r *inlineReader) inside(tag string) bool {
	for _, t := range r.stack {
		if t == tag {
			return true
		}
	}
	return false
}

func (r *inlineReader) newLine() {
	if r.begun {
		r.out = append(r.out, inline{kind: inlineBreak})
		r.begun = false
	}
}

func (r *inlineReader) close(name string) {
	if lines[name] {
		r.newLine()
		return
	}
	for i := len(r.names) - 1; i >= 0; i-- {
		if r.names[i] == name {
			r.closeTo(i)
			return
		}
	}
}

// closeTo closes open tags until n are left.
func (r *inlineReader) closeTo(n int) {
	for i := len(r.stack) - 1; i >= n; i-- {
		if r.stack[i] != "" {
			r.out = append(r.out, inline{kind: inlineClose, tag: r.stack[i]})
		}
	}
	r.stack, r.names = r.stack[:n], r.names[:n]
}

// trimBreaks removes the empty lines that editors leave at the end.
func trimBreaks(nodes []inline) []inline {
	last := len(nodes)
	for last > 0 && nodes[last-1].kind == inlineBreak {
		last--
	}
	return nodes[:last]
}

var (
	styleColorForm = regexp.MustCompile(`(?i)(?:^|;)\s*color\s*:\s*([^;]+)`)
	rgbForm        = regexp.MustCompile(`(?i)^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*[\d.]+\s*)?\)$`)
)

// styleColor reads the colour of a style attribute, "" if there is none that is allowed.
func styleColor(style string) string {
	m := styleColorForm.FindStringSubmatch(style)
	if m == nil {
		return ""
	}
	value := strings.TrimSpace(m[1])
	if colorForm.MatchString(value) {
		return strings.ToLower(value)
	}
	rgb := rgbForm.FindStringSubmatch(value)
	if rgb == nil {
		return ""
	}
	out := "#"
	for _, part := range rgb[1:] {
		n, _ := strconv.Atoi(part)
		out += string("0123456789abcdef"[min(n, 255)/16]) + string("0123456789abcdef"[min(n, 255)%16])
	}
	return out
}

// inlineSource writes tokens as inline HTML with fields as they are in a document.
func inlineSource(nodes []inline) string {
	var b strings.Builder
	for _, n := range nodes {
		switch n.kind {
		case inlineText:
			b.WriteString(escapeText(n.text))
		case inlineField:
			b.WriteString(escapeText(n.piece.src))
		case inlineBreak:
			b.WriteString("<br>")
		case inlineOpen:
			b.WriteString("<" + n.tag)
			if n.tag == "a" && n.link != nil {
				b.WriteString(` href="` + escapeAttr(pieceSource(n.link)) + `"`)
			}
			if n.color != "" {
				b.WriteString(` style="color:` + n.color + `"`)
			}
			b.WriteString(">")
		case inlineClose:
			b.WriteString("</" + n.tag + ">")
		}
	}
	return b.String()
}

func pieceSource(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.text + p.src)
	}
	return b.String()
}
