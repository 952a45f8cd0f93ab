package compose

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// MaxBytes is the size of HTML after which Gmail hides the rest of a mail,
// including the unsubscribe link.
const MaxBytes = 102 * 1024

// Severity says how much a finding matters.
type Severity string

// The severities, from the worst.
const (
	Blocks  Severity = "blocks"  // cannot be sent like this
	Warning Severity = "warning" // will be seen by readers
	Advice  Severity = "advice"
	OK      Severity = "ok" // looked at and in order
)

// Where a finding lies when it is not in a block.
const (
	AtSubject   = "subject"
	AtPreheader = "preheader"
)

// Finding is one result of a check. Code is stable, BlockID is the block's id,
// AtSubject, AtPreheader or "" for the whole mail. Fix is the label of what can
// be done about it in one click, "" if nothing can.
type Finding struct {
	Code     string
	Severity Severity
	Message  string
	Detail   string
	BlockID  string
	Fix      string
}

// Report are all findings, the worst first and in the order of the mail, and
// the size of the HTML in bytes (of the largest of the readers asked for).
type Report struct {
	Findings []Finding
	Bytes    int
}

// Blocked reports whether a finding forbids sending.
func (r Report) Blocked() bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Severity == Blocks })
}

// Audience is what Check knows about the people a mail is for.
type Audience struct {
	Fields  []domain.Field // the workspace's fields
	Missing map[string]int // people without a value, by field key; nil if not counted
	Readers []Reader       // some real readers, for size and subject length; may be empty
}

// Check looks at a mail the way a careful colleague would. It needs no network.
func Check(d Document, m Mail, a Audience) Report {
	d = d.withDefaults()
	if err := d.Validate(); err != nil {
		return Report{Findings: []Finding{{Code: "document_broken", Severity: Blocks, Message: "The mail cannot be drawn", Detail: err.Error()}}}
	}
	c := &checker{doc: d, mail: m, audience: a, locale: m.Settings.Locale}
	c.collect()
	c.header()
	c.footer()
	c.links()
	c.pictures()
	c.fields()
	c.readability()
	c.content()
	c.size()
	slices.SortStableFunc(c.findings, func(x, y Finding) int { return cmp.Compare(severityOrder[x.Severity], severityOrder[y.Severity]) })
	return Report{Findings: c.findings, Bytes: c.bytes}
}

var severityOrder = map[Severity]int{Blocks: 0, Warning: 1, Advice: 2, OK: 3}

// checkedBlock is a block with what the checks need to know about it.
type checkedBlock struct {
	Block
	nodes      []inline // of blocks that show text
	background string   // what its text stands on
}

type checker struct {
	doc      Document
	mail     Mail
	audience Audience
	locale   string
	blocks   []checkedBlock
	findings []Finding
	bytes    int
}

func (c *checker) collect() {
	c.doc.eachBlock(func(s *Section, b *Block) {
		background := or(s.Background, or(c.doc.Theme.Surface, c.doc.Theme.Background))
		if b.Kind == Button {
			background = or(b.Background, buttonBackground)
		} else {
			background = or(b.Background, background)
		}
		cb := checkedBlock{Block: *b, background: background}
		switch b.Kind {
		case Heading, Text:
			cb.nodes = parseInline(b.HTML)
		case Button:
			cb.nodes = withoutLinks(parseInline(b.HTML))
		case Footer:
			cb.nodes = footerNodes(c.doc.Lang, b.HTML)
		}
		c.blocks = append(c.blocks, cb)
	})
}

func (c *checker) add(f Finding) { c.findings = append(c.findings, f) }

// found reports whether a finding that matters has one of the codes.
func (c *checker) found(codes ...string) bool {
	return slices.ContainsFunc(c.findings, func(f Finding) bool { return slices.Contains(codes, f.Code) })
}

const longSubject, shortPreheader = 60, 20

func (c *checker) header() {
	subject := headerText(c.mail.Subject)
	if subject == "" {
		c.add(Finding{Code: "subject_empty", Severity: Blocks, BlockID: AtSubject, Message: "The subject is empty",
			Detail: "Inboxes show it as \"no subject\", and many readers take that for junk. Write one."})
	}
	if n := c.longest(subject); n > longSubject {
		c.add(Finding{Code: "subject_long", Severity: Advice, BlockID: AtSubject, Message: "The subject is " + domain.FormatCount(n, c.locale) + " characters long",
			Detail: "Phones show about 40 of them. Put the most important words first."})
	}
	switch preheader := headerText(c.mail.Preheader); {
	case preheader == "":
		c.add(Finding{Code: "preheader_empty", Severity: Advice, BlockID: AtPreheader, Message: "There is no preview text",
			Detail: "Inboxes then show the first words of the mail after the subject."})
	case preheader == subject:
		c.add(Finding{Code: "preheader_repeats", Severity: Advice, BlockID: AtPreheader, Message: "The preview text repeats the subject",
			Detail: "Use it to say something more."})
	}
}

// longest returns the length of a text for the reader to whom it is longest.
func (c *checker) longest(text string) int {
	pieces := splitFields(text)
	if firstError("", pieces) != nil {
		return 0
	}
	p, env := plainProgram(pieces), environmentOf(c.mail)
	longest := 0
	for _, r := range c.readers() {
		longest = max(longest, utf8.RuneCountInString(p.run(&env, r)))
	}
	return longest
}

func (c *checker) readers() []Reader {
	if len(c.audience.Readers) == 0 {
		return []Reader{{}}
	}
	return c.audience.Readers
}

func (c *checker) footer() {
	unsubscribe, postal := false, false
	for _, b := range c.blocks {
		for _, n := range b.nodes {
			unsubscribe = unsubscribe || n.kind == inlineOpen && leadsToUnsubscribe(n.link)
			postal = postal || n.kind == inlineField && isBare(n.piece, postalAddress)
		}
		unsubscribe = unsubscribe || b.Kind == Button && leadsToUnsubscribe(linkOf(b.Block))
	}
	switch {
	case !unsubscribe:
		c.add(Finding{Code: "footer_missing", Severity: Blocks, Message: "There is no unsubscribe link",
			Detail: "The law wants a way out in every marketing mail, and mail programs punish mails without one.", Fix: "Add a footer"})
	case strings.TrimSpace(c.mail.Settings.Unsubscribe) == "":
		c.add(Finding{Code: "unsubscribe_unset", Severity: Blocks, Message: "Nobody receives unsubscribe requests yet",
			Detail: "Enter the mailbox for them under Settings, Workspace."})
	}
	switch {
	case !postal:
		c.add(Finding{Code: "postal_missing", Severity: Blocks, Message: "The postal address is not shown",
			Detail: "The law wants the sender's postal address in every marketing mail. A footer shows it.", Fix: "Add a footer"})
	case strings.TrimSpace(c.mail.Settings.PostalAddress) == "":
		c.add(Finding{Code: "postal_unset", Severity: Blocks, Message: "Your postal address is not known yet",
			Detail: "The law wants it in every marketing mail. Enter it under Settings, Workspace."})
	}
	if !c.found("footer_missing", "unsubscribe_unset", "postal_missing", "postal_unset") {
		c.add(Finding{Code: "footer_ok", Severity: OK, Message: "Unsubscribe link and postal address"})
	}
}

// content looks for words: in each block, and in the mail as a whole.
func (c *checker) content() {
	words, pictures, content := false, false, false
	for _, b := range c.blocks {
		switch b.Kind {
		case Picture:
			pictures = pictures || b.Src != ""
		case Heading, Text, Button:
			content = content || len(b.nodes) > 0
			if isEmpty(b.nodes) {
				c.add(Finding{Code: "text_empty", Severity: Warning, BlockID: b.ID, Message: emptyWords[b.Kind], Detail: "Write something or remove it.", Fix: "Remove it"})
				continue
			}
			words = words || b.Kind != Button
		}
	}
	switch {
	case words:
	case pictures:
		c.add(Finding{Code: "pictures_only", Severity: Warning, Message: "The mail has pictures but no text",
			Detail: "Many mail programs hide pictures at first, so readers see nothing, and filters take such mails for junk. Say the main thing in words."})
	case !content:
		c.add(Finding{Code: "mail_empty", Severity: Blocks, Message: "The mail is empty", Detail: "Add a heading or a text."})
	default:
		c.add(Finding{Code: "text_part_empty", Severity: Warning, Message: "The mail has no text",
			Detail: "Add a sentence that says what the button is for."})
	}
}

var emptyWords = map[Kind]string{Heading: "A heading is empty", Text: "A text is empty", Button: "A button has no words"}

func isEmpty(nodes []inline) bool {
	for _, n := range nodes {
		if n.kind == inlineField || n.kind == inlineText && strings.Trim(n.text, " \t\r\n\u00a0\u200b") != "" {
			return false
		}
	}
	return true
}

func (c *checker) size() {
	compiled, err := Compile(c.doc, c.mail)
	if err != nil {
		return // every reason has a finding of its own
	}
	for _, r := range c.readers() {
		c.bytes = max(c.bytes, len(compiled.Render(r).HTML))
	}
	if c.bytes > MaxBytes {
		c.add(Finding{Code: "size_large", Severity: Warning, Message: "The mail is larger than 102 KB",
			Detail: "Gmail hides everything after 102 KB, also the unsubscribe link. Shorten it or split it."})
	}
}
