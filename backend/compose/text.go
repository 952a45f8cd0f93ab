package compose

import (
	"strings"
)

// textWriter writes the text part from the blocks.
type textWriter struct {
	out   programWriter
	lang  string
	begun bool
}

// textProgram compiles the text part of a document whose fields were all
// understood.
func textProgram(d Document) program {
	t := textWriter{lang: d.Lang}
	d.eachBlock(func(_ *Section, b *Block) { t.block(*b) })
	if t.begun {
		t.out.write("\n")
	}
	return t.out.program()
}

// paragraph begins a new block of text.
func (t *textWriter) paragraph() {
	if t.begun {
		t.out.write("\n\n")
	}
	t.begun = true
}

func (t *textWriter) block(b Block) {
	switch b.Kind {
	case Heading, Text, Footer:
		nodes := parseInline(b.HTML)
		if b.Kind == Footer {
			nodes = footerNodes(t.lang, b.HTML)
		}
		if len(nodes) > 0 {
			t.paragraph()
			t.inline(nodes)
		}
	case Button:
		t.paragraph()
		t.inline(withoutLinks(parseInline(b.HTML)))
		if link := linkOf(b); link != nil {
			t.out.write(": ")
			t.address(link)
		}
	case Picture:
		t.picture(b)
	case Line:
		t.paragraph()
		t.out.write(strings.Repeat("-", 40))
	}
}

// picture writes what the picture shows and where it leads.
func (t *textWriter) picture(b Block) {
	alt, link := headerText(b.Alt), linkOf(b)
	if alt == "" {
		return
	}
	t.paragraph()
	t.out.write("[", alt, "]")
	if link != nil {
		t.out.write(" ")
		t.address(link)
	}
}

func withoutLinks(nodes []inline) []inline {
	var out []inline
	for _, n := range nodes {
		if n.tag != "a" {
			out = append(out, n)
		}
	}
	return out
}

// inline writes text with fields; a link's address follows its words.
func (t *textWriter) inline(nodes []inline) {
	lineStart := true
	var link []piece
	var words string
	for _, n := range nodes {
		switch n.kind {
		case inlineText:
			s := collapse(n.text)
			if lineStart {
				s = strings.TrimLeft(s, " ")
			}
			words += s
			lineStart = lineStart && s == ""
			t.out.write(s)
		case inlineField:
			t.out.field(n.piece.field, inText)
			words += n.piece.src
			lineStart = false
		case inlineBreak:
			t.out.write("\n")
			lineStart = true
		case inlineOpen:
			if n.tag == "a" {
				link, words = n.link, ""
			}
		case inlineClose:
			if n.tag == "a" {
				t.linkEnd(link, words)
				link = nil
			}
		}
	}
}

// linkEnd writes the address after the words of a link, unless they are the address.
func (t *textWriter) linkEnd(link []piece, words string) {
	if link == nil || strings.TrimSpace(words) == pieceSource(link) {
		return
	}
	if leadsToUnsubscribe(link) {
		t.out.write(": ")
		t.address(link)
		return
	}
	t.out.write(" (")
	t.address(link)
	t.out.write(")")
}

func (t *textWriter) address(link []piece) {
	for i, p := range link {
		switch {
		case p.src == "":
			t.out.write(p.text)
		case i == 0:
			t.out.field(p.field, inLinkStart)
		default:
			t.out.field(p.field, inLink)
		}
	}
}
