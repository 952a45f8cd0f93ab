package compose

import (
	"net/url"
	"slices"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Mail is what stands around the blocks of a mail.
type Mail struct {
	Subject   string // plain text with personal fields
	Preheader string // the same; the line that inboxes show after the subject
	// Settings give the sender's name, the postal address, the locale, the
	// currency and the time zone.
	Settings domain.Settings
	// PictureURL returns where a picture of the workspace (asset:NAME) is
	// fetched from; nil means EmbeddedPicture, which is what is sent.
	PictureURL func(name string) string
}

// Rendered is the mail of one reader.
type Rendered struct {
	Subject   string
	Preheader string
	HTML      string
	Text      string
	Assets    []string // names of the pictures to embed, each once, in order of use; shared, not to be changed
}

// EmbeddedPicture returns the address of a picture that travels inside the
// mail; its part has the Content-ID NAME@kvnmail.
func EmbeddedPicture(name string) string { return "cid:" + name + "@kvnmail" }

// PreviewPicture returns the address of a picture inside the app.
func PreviewPicture(name string) string { return "/preview/asset/" + url.PathEscape(name) }

// Compiled is a mail ready to be rendered for many readers. It is immutable and
// can be used from several goroutines at once.
type Compiled struct {
	subject   program
	preheader program
	html      program
	text      program
	mail      mailEnvironment
	assets    []string
}

// Compile prepares a mail. It fails with code invalid where the document cannot
// be drawn or a personal field cannot be understood; the error's Path is the
// block's id, "subject" or "preheader".
func Compile(d Document, m Mail) (*Compiled, error) {
	d = d.withDefaults()
	if err := d.Validate(); err != nil {
		return nil, err
	}
	c := &Compiled{mail: environmentOf(m)}
	subject, preheader := splitFields(headerText(m.Subject)), splitFields(headerText(m.Preheader))
	if err := firstError("subject", subject); err != nil {
		return nil, err
	}
	if err := firstError("preheader", preheader); err != nil {
		return nil, err
	}
	c.subject, c.preheader = plainProgram(subject), plainProgram(preheader)
	h := newHTMLWriter(d, subject, preheader)
	if m.PictureURL != nil {
		h.pictureURL = m.PictureURL
	}
	h.mail()
	if h.err != nil {
		return nil, h.err
	}
	c.html, c.assets = h.out.program(), slices.Clip(h.assets)
	c.text = textProgram(d)
	return c, nil
}

// Render writes the mail for one reader.
func (c *Compiled) Render(r Reader) Rendered {
	return Rendered{
		Subject:   strings.TrimSpace(collapse(c.subject.run(&c.mail, r))),
		Preheader: strings.TrimSpace(collapse(c.preheader.run(&c.mail, r))),
		HTML:      c.html.run(&c.mail, r),
		Text:      c.text.run(&c.mail, r),
		Assets:    c.assets,
	}
}

// Assets returns the names of the workspace's pictures that the mail shows.
func (c *Compiled) Assets() []string { return slices.Clone(c.assets) }

// Render compiles a mail and writes it for one reader. To write it for many, use
// Compile once.
func Render(d Document, m Mail, r Reader) (Rendered, error) {
	c, err := Compile(d, m)
	if err != nil {
		return Rendered{}, err
	}
	return c.Render(r), nil
}

func environmentOf(m Mail) mailEnvironment {
	s := m.Settings
	lines := strings.FieldsFunc(s.PostalAddress, func(r rune) bool { return r == '\n' || r == '\r' })
	for i := range lines {
		lines[i] = strings.Trim(lines[i], " \t,")
	}
	lines = slices.DeleteFunc(lines, func(l string) bool { return l == "" })
	return mailEnvironment{
		environment: environment{locale: s.Locale, currency: s.Currency, zone: s.Location()},
		sender:      s.SenderName,
		postal:      strings.Join(lines, ", "),
	}
}

// headerText makes one clean line of what the user typed.
func headerText(s string) string {
	s = strings.Map(func(r rune) rune {
		if isUnwanted(r) {
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(collapse(s))
}

func firstError(where string, pieces []piece) error {
	for _, p := range pieces {
		if p.err != nil {
			return invalid(where, "%s", p.err.Error())
		}
	}
	return nil
}

func plainProgram(pieces []piece) program {
	var w programWriter
	for _, p := range pieces {
		if p.field != nil {
			w.field(p.field, inText)
			continue
		}
		w.write(p.text)
	}
	return w.program()
}
