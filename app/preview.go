package app

import (
	"net/http"
)

func (s *session) previewCanvas(r *http.Request) (string, error) {
	id, err := pathID(r, "campaign")
	if err != nil {
		return "", err
	}
	_, c, err := s.campaign(id)
	if err != nil {
		return "", err
	}
	return s.canvas(string(c.Document))
}

// previewed renders the mail that the address names a campaign and a person of.
func (s *session) previewed(r *http.Request) (RenderedMail, error) {
	id, err := pathID(r, "campaign")
	if err != nil {
		return RenderedMail{}, err
	}
	contact, err := pathID(r, "contact")
	if err != nil {
		return RenderedMail{}, err
	}
	return s.renderMail(id, contact)
}

func (s *session) previewMail(r *http.Request) (string, error) {
	mail, err := s.previewed(r)
	return mail.HTML, err
}

func (s *session) previewText(r *http.Request) (string, error) {
	mail, err := s.previewed(r)
	return mail.Text, err
}

func (s *session) previewOutbox(r *http.Request) (string, error) {
	id, err := pathID(r, "message")
	if err != nil {
		return "", err
	}
	mail, err := s.outboxMail(id)
	return mail.HTML, err
}

// servePicture answers with a picture of the workspace.
func (s *session) servePicture(w http.ResponseWriter, r *http.Request) {
	open, err := s.current()
	if err != nil {
		refuse(w, err)
		return
	}
	mime, data, err := open.db.Picture(background(), r.PathValue("name"))
	if err != nil {
		refuse(w, err)
		return
	}
	w.Header().Set("Content-Type", mime)
	_, _ = w.Write(data) // the window went away: nothing to do
}

// serveInlinePicture answers with a picture that travels inside a kept mail.
func (s *session) serveInlinePicture(w http.ResponseWriter, r *http.Request) {
	id, err := pathID(r, "message")
	if err != nil {
		refuse(w, err)
		return
	}
	_, parsed, err := s.keptMail(id)
	if err != nil {
		refuse(w, err)
		return
	}
	picture, err := parsed.Picture(r.PathValue("cid"))
	if err != nil {
		refuse(w, err)
		return
	}
	w.Header().Set("Content-Type", picture.Mime)
	_, _ = w.Write(picture.Data) // the window went away: nothing to do
}
