package compose

import (
	"fmt"
	"math"
	"net/url"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// links judges every address in the mail.
func (c *checker) links() {
	total, before := 0, len(c.findings)
	for _, b := range c.blocks {
		switch {
		case b.Kind == Button:
			total++
			c.link(b.ID, b.Href, "The button leads nowhere")
		case b.Kind == Picture && strings.TrimSpace(b.Href) != "":
			total++
			c.link(b.ID, b.Href, "")
		}
		for _, n := range b.nodes {
			if n.kind == inlineOpen && n.tag == "a" && !leadsToUnsubscribe(n.link) {
				total++
				c.link(b.ID, n.href, "A link leads nowhere")
			}
		}
	}
	if total > 0 && len(c.findings) == before {
		c.add(Finding{Code: "links_ok", Severity: OK, Message: "All links use https"})
	}
}

func (c *checker) link(blockID, href, nowhere string) {
	href = strings.TrimSpace(href)
	if href == "" || href == "https://" || href == "http://" || href == "#" {
		c.add(Finding{Code: "link_empty", Severity: Warning, BlockID: blockID, Message: nowhere, Detail: "Enter the address of the page it should open."})
		return
	}
	pieces := splitFields(href)
	if firstError("", pieces) != nil {
		return // the field check reports it
	}
	if pieces[0].src != "" {
		return // known only for each reader
	}
	link := pieceSource(safeLink(pieces))
	lower := strings.ToLower(link)
	switch {
	case strings.HasPrefix(lower, "mailto:") || strings.HasPrefix(lower, "tel:"):
		if len(link) < len("mailto:")+3 && strings.HasPrefix(lower, "mailto:") {
			c.brokenLink(blockID, href)
		}
	case strings.HasPrefix(lower, "http://"):
		c.add(Finding{Code: "link_not_https", Severity: Warning, BlockID: blockID, Message: "A link is not secure",
			Detail: "It begins with http. Browsers warn about such pages; use https.", Fix: "Use https"})
	case strings.HasPrefix(lower, "https://"):
		c.webLink(blockID, href, pieces[0].text)
	default:
		c.brokenLink(blockID, href)
	}
}

// webLink judges the fixed beginning of an https address.
func (c *checker) webLink(blockID, href, fixed string) {
	u, err := url.Parse(cleanURL(fixed))
	host := ""
	if err == nil {
		host = strings.ToLower(u.Hostname())
	}
	switch {
	case err != nil, host == "" || !strings.Contains(host, ".") || strings.Contains(host, "..") || strings.ContainsAny(host, " _%"), strings.ContainsAny(strings.TrimSpace(href), " \n\t") && !strings.Contains(href, "{{"):
		c.brokenLink(blockID, href)
	case host == "example.com" || strings.HasSuffix(host, ".example.com"):
		c.add(Finding{Code: "link_placeholder", Severity: Warning, BlockID: blockID, Message: "A link still leads to the placeholder page",
			Detail: "Templates come with example.com. Enter the address of your own page."})
	}
}

func (c *checker) brokenLink(blockID, href string) {
	c.add(Finding{Code: "link_broken", Severity: Warning, BlockID: blockID, Message: "A link is broken",
		Detail: fmt.Sprintf("%q is not the address of a page. It should begin with https:// and hold no spaces.", short(href))})
}

func (c *checker) pictures() {
	total, before := 0, len(c.findings)
	for _, b := range c.blocks {
		if b.Kind != Picture {
			continue
		}
		total++
		name, isAsset := strings.CutPrefix(b.Src, "asset:")
		lower := strings.ToLower(b.Src)
		switch {
		case strings.TrimSpace(b.Src) == "":
			c.add(Finding{Code: "picture_missing", Severity: Warning, BlockID: b.ID, Message: "A picture has not been chosen",
				Detail: "Readers would see nothing here. Choose a picture or remove the block.", Fix: "Remove it"})
			continue
		case isAsset && !assetForm.MatchString(name), !isAsset && !remotePicture(b.Src):
			c.add(Finding{Code: "picture_broken", Severity: Warning, BlockID: b.ID, Message: "A picture cannot be shown", Detail: "Choose it again."})
		case strings.HasPrefix(lower, "http://"):
			c.add(Finding{Code: "picture_not_https", Severity: Warning, BlockID: b.ID, Message: "A picture is not loaded securely",
				Detail: "Its address begins with http, and many mail programs will not show it. Use https or add the file."})
		}
		if headerText(b.Alt) == "" {
			c.add(Finding{Code: "alt_missing", Severity: Warning, BlockID: b.ID, Message: "A picture has no description",
				Detail: "Readers who cannot see it, or whose mail program hides pictures, get nothing. Say in a few words what it shows."})
		}
	}
	if total > 0 && len(c.findings) == before {
		c.add(Finding{Code: "pictures_ok", Severity: OK, Message: "Every picture has a description"})
	}
}

const (
	minContrast = 4.5
	minSize     = 13
)

// readability looks at colours and sizes of text.
func (c *checker) readability() {
	before := len(c.findings)
	for _, b := range c.blocks {
		if len(b.nodes) == 0 {
			continue
		}
		c.contrast(b)
		size := b.Size
		switch {
		case size != 0:
		case b.Kind == Heading:
			size = 26
		case b.Kind == Footer:
			size = footerSize
		default:
			size = c.doc.Theme.Size
		}
		if size < minSize {
			c.add(Finding{Code: "text_small", Severity: Warning, BlockID: b.ID, Message: "Text of " + number(size) + " pixels is hard to read",
				Detail: "Phones do not enlarge it. Use at least 13.", Fix: "Make it 13"})
		}
	}
	if len(c.findings) == before && len(c.blocks) > 0 {
		c.add(Finding{Code: "readable_ok", Severity: OK, Message: "Text is large and clear enough"})
	}
}

// contrast reports the weakest colour of a block's text once.
func (c *checker) contrast(b checkedBlock) {
	ink := or(b.Color, c.doc.Theme.Ink)
	link := c.doc.Theme.Link
	switch b.Kind {
	case Button:
		ink = or(b.Color, buttonInk)
	case Footer:
		link = ink
	}
	worst := 21.0
	colors := []string{ink}
	for _, n := range b.nodes {
		switch n.kind {
		case inlineText, inlineField:
			if n.kind == inlineField || strings.TrimSpace(n.text) != "" {
				worst = min(worst, contrastOf(colors[len(colors)-1], b.background))
			}
		case inlineOpen:
			color := colors[len(colors)-1]
			if n.tag == "a" {
				color = link
			}
			colors = append(colors, or(n.color, color))
		case inlineClose:
			colors = colors[:len(colors)-1]
		}
	}
	if worst < minContrast {
		c.add(Finding{Code: "contrast_low", Severity: Warning, BlockID: b.ID, Message: "Text is hard to tell from its background",
			Detail: fmt.Sprintf("The contrast is %.1f to 1; readers need 4.5. Choose a darker or a lighter colour.", math.Floor(worst*10)/10)})
	}
}

// fields judges the personal fields in subject, preview text and blocks.
func (c *checker) fields() {
	c.fieldsOf(AtSubject, splitFields(c.mail.Subject))
	c.fieldsOf(AtPreheader, splitFields(c.mail.Preheader))
	for _, b := range c.blocks {
		pieces := splitFields(b.Href)
		for _, n := range b.nodes {
			if n.kind == inlineField {
				pieces = append(pieces, n.piece)
			}
			pieces = append(pieces, n.link...)
		}
		c.fieldsOf(b.ID, pieces)
	}
}

func (c *checker) fieldsOf(where string, pieces []piece) {
	seen := map[string]bool{}
	for _, p := range pieces {
		if p.src == "" || seen[p.src] {
			continue
		}
		seen[p.src] = true
		if p.err != nil {
			c.add(Finding{Code: "field_broken", Severity: Blocks, BlockID: where, Message: "A personal field cannot be understood", Detail: p.err.Error(), Fix: "Remove it"})
			continue
		}
		c.oneField(where, p.field)
	}
}

func (c *checker) oneField(where string, f *field) {
	name, known := c.fieldName(f)
	if !known {
		c.add(Finding{Code: "field_unknown", Severity: Blocks, BlockID: where, Message: fmt.Sprintf("There is no personal field %q", short(f.key)),
			Detail: "Readers would see a gap. Choose another field or remove it.", Fix: "Remove it"})
		return
	}
	if !f.contact || f.key == "email" || f.hasFallback() {
		return
	}
	missing, counted := c.audience.Missing[f.key]
	if counted && missing == 0 {
		return
	}
	detail := "Readers for whom it is not known see a gap."
	if counted {
		detail = fmt.Sprintf("It is not known for %s of the people, who would see a gap.", domain.FormatCount(missing, c.locale))
		if missing == 1 {
			detail = "It is not known for 1 of the people, who would see a gap."
		}
	}
	fix := ""
	if word := Fallback(f.key, c.doc.Lang); word != "" {
		fix = fmt.Sprintf("Write \"%s\" instead", word)
	}
	c.add(Finding{Code: "field_without_fallback", Severity: Warning, BlockID: where, Message: name + " has nothing to fall back on", Detail: detail, Fix: fix})
}

// fieldName returns the user's name of a field and whether there is such a field.
func (c *checker) fieldName(f *field) (string, bool) {
	if !f.contact {
		_, known := bareLabels[f.key]
		return bareLabels[f.key], known
	}
	for _, known := range c.audience.Fields {
		if known.Key == f.key {
			return known.Name, true
		}
	}
	return "", false
}
