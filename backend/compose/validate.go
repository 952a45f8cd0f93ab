package compose

import (
	"math"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Limits of a document. They are far above any real mail and keep a damaged or
// hostile file from costing time.
const (
	maxDocument = 1 << 20
	maxSections = 200
	maxBlocks   = 500
	maxColumns  = 4
	maxHTML     = 50_000
	maxLine     = 2_000 // alt, href, src, subject, title
)

var (
	colorForm   = regexp.MustCompile(`^#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)
	paddingForm = regexp.MustCompile(`^\d{1,3}(?:\.\d)?(?:px)?(?: \d{1,3}(?:\.\d)?(?:px)?){0,3}$`)
	fontForm    = regexp.MustCompile(`^[\p{L}\p{N} ,'"_-]{1,200}$`)
	langForm    = regexp.MustCompile(`^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$`)
	idForm      = regexp.MustCompile(`^[A-Za-z0-9_.:-]{1,64}$`)
	assetForm   = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$`)
)

// Validate says whether the document can be drawn. It does not judge content;
// Check does.
func (d Document) Validate() error {
	switch {
	case d.Version != Version:
		return invalid("", "This mail was made by a newer version of the app. Update the app to open it.")
	case d.Width < 320 || d.Width > 900:
		return invalid("", "A mail is between 320 and 900 pixels wide. 600 suits every mail program.")
	case d.Dir != "" && d.Dir != "ltr" && d.Dir != "rtl" && d.Dir != "auto":
		return invalid("", "The writing direction is either left to right or right to left.")
	case !langForm.MatchString(d.Lang):
		return invalid("", "The language of the mail is missing or not a language code such as en or hi.")
	case tooLong(d.Title, maxLine):
		return invalid("", "The title is too long.")
	case len(d.Sections) > maxSections:
		return invalid("", "This mail has too many rows: at most %d are possible.", maxSections)
	}
	if err := d.Theme.validate(); err != nil {
		return err
	}
	v := validation{seen: map[string]bool{}}
	for _, s := range d.Sections {
		if err := v.section(s); err != nil {
			return err
		}
	}
	return nil
}

func (t Theme) validate() error {
	for _, c := range []string{t.Background, t.Surface, t.Ink, t.Link} {
		if !isColor(c) {
			return invalid("", "A colour of the mail's style is not written like #0a6762: %q.", short(c))
		}
	}
	switch {
	case !fontForm.MatchString(t.Font):
		return invalid("", "The font list may hold only font names, commas and quotes.")
	case !between(t.Size, 8, 72):
		return invalid("", "The text size of the mail's style is between 8 and 72 pixels.")
	case !between(t.Line, 0.8, 4):
		return invalid("", "The line height of the mail's style is between 0.8 and 4.")
	}
	return nil
}

type validation struct {
	seen   map[string]bool
	blocks int
}

func (v *validation) id(id, what string) error {
	switch {
	case !idForm.MatchString(id):
		return invalid(short(id), "A %s has no usable id.", what)
	case v.seen[id]:
		return invalid(id, "Two parts of the mail have the same id. Remove one of them and add it again.")
	}
	v.seen[id] = true
	return nil
}

func (v *validation) section(s Section) error {
	if err := v.id(s.ID, "row"); err != nil {
		return err
	}
	sum := 0.0
	for _, c := range s.Columns {
		if c.Width != 0 && !between(c.Width, 1, 100) {
			return invalid(s.ID, "A column's width is between 1 and 100 percent.")
		}
		sum += c.Width
	}
	switch {
	case len(s.Columns) < 1 || len(s.Columns) > maxColumns:
		return invalid(s.ID, "A row has one to %d columns.", maxColumns)
	case sum > 100.5:
		return invalid(s.ID, "The columns of a row are together wider than the row. Make them add up to 100 percent.")
	case !isColor(s.Background):
		return invalid(s.ID, "The row's colour is not written like #fffdf9: %q.", short(s.Background))
	case !isPadding(s.Padding):
		return invalid(s.ID, "The row's space around is not written like 18px 0: %q.", short(s.Padding))
	}
	for _, c := range s.Columns {
		for _, b := range c.Blocks {
			if err := v.block(b); err != nil {
				return err
			}
		}
	}
	return nil
}

func (v *validation) block(b Block) error {
	if err := v.id(b.ID, "block"); err != nil {
		return err
	}
	if v.blocks++; v.blocks > maxBlocks {
		return invalid(b.ID, "This mail has too many blocks: at most %d are possible.", maxBlocks)
	}
	for _, c := range []string{b.Color, b.Background, b.Border} {
		if !isColor(c) {
			return invalid(b.ID, "A colour of this block is not written like #0a6762: %q.", short(c))
		}
	}
	switch {
	case !knownKind(b.Kind):
		return invalid(b.ID, "This version of the app does not know the block %q.", short(string(b.Kind)))
	case b.Align != "" && b.Align != "left" && b.Align != "center" && b.Align != "right":
		return invalid(b.ID, "A block is aligned left, center or right.")
	case !isPadding(b.Padding) || !isPadding(b.InnerPadding):
		return invalid(b.ID, "The space around this block is not written like 6px 25px.")
	case tooLong(b.HTML, maxHTML):
		return invalid(b.ID, "The text of this block is too long. Split it into several blocks.")
	case tooLong(b.Href, maxLine) || tooLong(b.Src, maxLine) || tooLong(b.Alt, maxLine):
		return invalid(b.ID, "A link or description of this block is too long: at most %d characters.", maxLine)
	}
	return v.numbers(b)
}

func (v *validation) numbers(b Block) error {
	switch {
	case b.Size != 0 && !between(b.Size, 6, 120):
		return invalid(b.ID, "A text size is between 6 and 120 pixels.")
	case b.LineHeight != 0 && !between(b.LineHeight, 0.8, 4):
		return invalid(b.ID, "A line height is between 0.8 and 4.")
	case !between(b.Radius, 0, 100):
		return invalid(b.ID, "Rounded corners are between 0 and 100 pixels.")
	case !between(b.Width, 0, 900):
		return invalid(b.ID, "A picture is at most 900 pixels wide.")
	case !between(b.Height, 0, 400):
		return invalid(b.ID, "A space is at most 400 pixels high.")
	}
	return nil
}

func knownKind(k Kind) bool {
	switch k {
	case Heading, Text, Picture, Button, Line, Space, Footer:
		return true
	}
	return false
}

func invalid(path, format string, args ...any) error {
	return domain.ErrorAt(domain.Invalid, path, format, args...)
}

func between(v, low, high float64) bool { return !math.IsNaN(v) && v >= low && v <= high }
func isColor(s string) bool             { return s == "" || colorForm.MatchString(s) }
func isPadding(s string) bool           { return s == "" || paddingForm.MatchString(s) }
func tooLong(s string, limit int) bool  { return len(s) > limit && utf8.RuneCountInString(s) > limit }

// short cuts a piece of the input for use in a sentence.
func short(s string) string {
	n := 0
	for i := range s {
		if n++; n > 40 {
			return s[:i] + "..."
		}
	}
	return s
}

func primaryLanguage(tag string) string {
	lang, _, _ := strings.Cut(tag, "-")
	return strings.ToLower(lang)
}
