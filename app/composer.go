package app

import (
	"context"

	"github.com/kvnmail/kvnmail/backend/compose"
	"github.com/kvnmail/kvnmail/backend/deliver"
	"github.com/kvnmail/kvnmail/backend/domain"
)

// composer renders a campaign's mails for package deliver. The pictures are
// read once.
type composer struct {
	press    *press
	pictures map[string]deliver.Picture
}

func newComposer(w *workspace, c domain.Campaign) (*composer, error) {
	p, err := w.press(c, nil)
	if err != nil {
		return nil, err
	}
	out := &composer{press: p, pictures: map[string]deliver.Picture{}}
	for _, name := range p.compiled.Assets() {
		mime, data, err := w.db.Picture(background(), name)
		if err != nil {
			return nil, err
		}
		out.pictures[name] = deliver.Picture{CID: contentID(name), Name: name, Mime: mime, Data: data}
	}
	return out, nil
}

// contentID is how a mail's HTML names a picture that travels inside it (see compose.EmbeddedPicture).
func contentID(name string) string { return compose.EmbeddedPicture(name)[len("cid:"):] }

// Compose renders one person's mail.
func (c *composer) Compose(_ context.Context, person domain.Contact) (deliver.Content, error) {
	r := c.press.render(person)
	content := deliver.Content{Subject: r.Subject, HTML: r.HTML, Text: r.Text}
	for _, name := range r.Assets {
		content.Pictures = append(content.Pictures, c.pictures[name])
	}
	return content, nil
}
