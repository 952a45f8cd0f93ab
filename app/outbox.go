package app

import (
	"net/url"
	"strconv"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/smtp"
)

// keptMail reads a mail of the outbox and takes it apart; its inline pictures
// are served under /preview/cid.
func (s *session) keptMail(id int64) (domain.OutboxMail, smtp.Parsed, error) {
	w, err := s.current()
	if err != nil {
		return domain.OutboxMail{}, smtp.Parsed{}, err
	}
	mail, err := w.db.OutboxMail(background(), domain.MessageID(id))
	if err != nil {
		return mail, smtp.Parsed{}, err
	}
	parsed, err := smtp.Parse(mail.Raw, func(cid string) string {
		return "/preview/cid/" + strconv.FormatInt(id, 10) + "/" + url.PathEscape(cid)
	})
	return mail, parsed, err
}

func (s *session) outboxMail(id int64) (OutboxMail, error) {
	mail, parsed, err := s.keptMail(id)
	if err != nil {
		return OutboxMail{}, err
	}
	headers := parsed.Headers
	if headers == nil {
		headers = [][2]string{}
	}
	return OutboxMail{Row: outboxRow(mail), Headers: headers, HTML: parsed.HTML, Text: parsed.Text, Source: string(mail.Raw)}, nil
}
