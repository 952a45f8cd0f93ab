package app

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/kvnmail/kvnmail/backend/campaign"
	"github.com/kvnmail/kvnmail/backend/compose"
	"github.com/kvnmail/kvnmail/backend/deliver"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/secret"
	"github.com/kvnmail/kvnmail/backend/smtp"
)

// journalName is a folder name for one workspace that says nothing about it and
// stays the same when the file is moved.
func journalName(workspaceSecret []byte) string {
	sum := sha256.Sum256(append([]byte("journal\x00"), workspaceSecret...))
	return hex.EncodeToString(sum[:8])
}

// secretKey is the name under which an account's password is kept.
func secretKey(id domain.AccountID, workspaceSecret []byte) string {
	return fmt.Sprintf("%s/account/%d", journalName(workspaceSecret), id)
}

func (w *workspace) outboxAccount() (domain.Account, error) {
	all, err := w.db.Accounts(background())
	if err != nil {
		return domain.Account{}, err
	}
	for _, a := range all {
		if a.Kind == domain.AccountOutbox {
			return a, nil
		}
	}
	return domain.Account{}, domain.Errorf(domain.NotFound, "The outbox on this computer is missing from this workspace. Add a sending account in Settings.")
}

func (s *session) listAccounts() ([]AccountView, error) {
	w, err := s.current()
	if err != nil {
		return nil, err
	}
	all, err := w.db.Accounts(background())
	if err != nil {
		return nil, err
	}
	views := []AccountView{}
	for _, a := range all {
		view := accountView(a)
		if a.User != "" {
			if _, view.HasPassword, err = w.sending.secrets.Get(secretKey(a.ID, w.secret)); err != nil {
				return nil, err
			}
		}
		views = append(views, view)
	}
	return views, nil
}

func accountView(a domain.Account) AccountView {
	return AccountView{
		ID: int64(a.ID), Name: a.Name, Kind: string(a.Kind), Host: a.Host, Port: a.Port, TLS: string(a.TLS), User: a.User,
		FromName: a.FromName, FromAddress: a.FromAddress, RatePerSec: a.RatePerSec,
	}
}

func accountOf(v AccountView) domain.Account {
	return domain.Account{
		ID: domain.AccountID(v.ID), Name: strings.TrimSpace(v.Name), Kind: domain.AccountKind(v.Kind), Host: strings.TrimSpace(v.Host), Port: v.Port,
		TLS: domain.TLSMode(v.TLS), User: strings.TrimSpace(v.User), FromName: strings.TrimSpace(v.FromName), FromAddress: strings.TrimSpace(v.FromAddress), RatePerSec: v.RatePerSec,
	}
}

// checkAccount refuses an account that could never send.
func checkAccount(a domain.Account) error {
	switch {
	case a.Name == "":
		return domain.ErrorAt(domain.Invalid, "name", "Give the account a name, so that you recognise it when you send.")
	case a.Kind == domain.AccountSMTP && a.Host == "":
		return domain.ErrorAt(domain.Invalid, "host", "Enter the name of the mail server. Your mail provider tells it in its help under SMTP.")
	case a.Kind == domain.AccountSMTP && (a.Port < 1 || a.Port > 65535):
		return domain.ErrorAt(domain.Invalid, "port", "The port is a number from 1 to 65535. Most servers use 587.")
	case !strings.Contains(a.FromAddress, "@"):
		return domain.ErrorAt(domain.Invalid, "fromAddress", "Enter the address that the mails come from.")
	case a.Kind == domain.AccountSMTP:
		_, err := smtp.New(smtp.Config{Account: a}) // what it would refuse when sending is refused here already
		return err
	}
	return nil
}

func (s *session) saveAccount(in AccountView) (AccountView, error) {
	w, err := s.current()
	if err != nil {
		return AccountView{}, err
	}
	account := accountOf(in)
	if account.Kind == "" {
		account.Kind = domain.AccountSMTP
	}
	if err := checkAccount(account); err != nil {
		return AccountView{}, err
	}
	if account, err = w.db.SaveAccount(background(), account); err != nil {
		return AccountView{}, err
	}
	view := accountView(account)
	if in.Password != "" {
		if err := w.sending.secrets.Set(secretKey(account.ID, w.secret), secret.New(in.Password)); err != nil {
			return AccountView{}, err
		}
	}
	view.HasPassword = in.Password != "" || in.HasPassword
	return view, nil
}

func (s *session) deleteAccount(id int64) error {
	w, err := s.current()
	if err != nil {
		return err
	}
	if err := w.db.DeleteAccount(background(), domain.AccountID(id)); err != nil {
		return err
	}
	return w.sending.secrets.Delete(secretKey(domain.AccountID(id), w.secret))
}

func (s *session) testAccount(in AccountView) (string, error) {
	w, err := s.current()
	if err != nil {
		return "", err
	}
	account := accountOf(in)
	if account.Kind == domain.AccountOutbox {
		return "The outbox on this computer is ready. What you send with it stays here.", nil
	}
	if err := checkAccount(account); err != nil {
		return "", err
	}
	config := smtp.Config{Account: account}
	if in.Password != "" {
		config.Password = secret.New(in.Password)
	} else if kept, found, err := w.sending.secrets.Get(secretKey(account.ID, w.secret)); err != nil {
		return "", err
	} else if found {
		config.Password = kept
	}
	sender, err := smtp.New(config)
	if err != nil {
		return "", err
	}
	return sender.Test(background())
}

func (s *session) review(id int64) (Review, error) {
	w, c, err := s.campaign(id)
	if err != nil {
		return Review{}, err
	}
	situation, err := w.situation(c)
	if err != nil {
		return Review{}, err
	}
	look := campaign.Look(situation)
	out := Review{
		Waterfall: waterfallView(situation), Checks: checkView(situation.Checks, 0), Readers: []RenderedMail{},
		Finish: look.Finish, Button: look.Button, CanSend: look.CanSend, Why: look.Why,
	}
	ids, err := w.mailableMembers(c)
	if err != nil {
		return Review{}, err
	}
	p, err := w.press(c, compose.PreviewPicture)
	if domain.CodeOf(err) == domain.Invalid { // the checks say what is wrong
		return out, nil
	}
	if err != nil {
		return Review{}, err
	}
	examples, err := campaign.PickReaders(background(), w.db, ids, p.lang)
	if err != nil {
		return Review{}, err
	}
	for _, e := range examples {
		out.Readers = append(out.Readers, renderedView(p.render(e.Contact), e.Contact))
	}
	return out, nil
}

// startSending freezes the audience and starts the run. A campaign that is
// frozen already is only gone on with: its audience never changes again.
func (s *session) startSending(id int64) (string, error) {
	w, c, err := s.campaign(id)
	if err != nil {
		return "", err
	}
	if c.State != domain.CampaignDraft {
		return s.resumeSending(id)
	}
	if err := w.freeze(c); err != nil {
		return "", err
	}
	return s.resumeSending(id)
}

// freeze writes the audience into the send ledger, if the campaign can be sent.
func (w *workspace) freeze(c domain.Campaign) error {
	situation, err := w.situation(c)
	if err != nil {
		return err
	}
	if look := campaign.Look(situation); !look.CanSend {
		return domain.Errorf(domain.Blocked, "%s", look.Why)
	}
	a, err := w.audience(c)
	if err != nil {
		return err
	}
	return w.db.FreezeAudience(background(), c.ID, campaign.Freeze(c.ID, a.members, a.status, nil, w.session.clock.Now()))
}

func (s *session) resumeSending(id int64) (string, error) {
	w, c, err := s.campaign(id)
	if err != nil {
		return "", err
	}
	if c.State == domain.CampaignDraft || c.State == domain.CampaignSent {
		return "", domain.Errorf(domain.Conflict, "There is nothing left to send in this campaign.")
	}
	account, err := w.db.Account(background(), c.AccountID)
	if err != nil {
		return "", err
	}
	return w.sending.start(c, account)
}

func (s *session) pauseSending(id int64) error {
	w, err := s.current()
	if err != nil {
		return err
	}
	w.sending.pause(domain.CampaignID(id))
	return nil
}

// sendTest sends one mail, written for a person of the workspace, to an address of the user's own.
func (s *session) sendTest(id, contact int64, address string) (string, error) {
	w, c, err := s.campaign(id)
	if err != nil {
		return "", err
	}
	account, err := w.db.Account(background(), c.AccountID)
	if err != nil {
		return "", err
	}
	settings, err := w.db.Settings(background())
	if err != nil {
		return "", err
	}
	if settings.Sample && account.Kind != domain.AccountOutbox {
		return "", domain.Errorf(domain.Blocked, "This is sample data. Choose the outbox on this computer to see what would be sent.")
	}
	ticket, err := w.gate.AdmitOwn(background(), address)
	if err != nil {
		return "", err
	}
	person, err := w.db.Contact(background(), domain.ContactID(contact))
	if err != nil {
		return "", err
	}
	return w.sendOne(c, account, person, func(head deliver.Letterhead, content deliver.Content) deliver.Message {
		content.Subject = "Test: " + content.Subject
		return head.Message(ticket, content, w.session.clock.Now())
	})
}

func (w *workspace) sendOne(c domain.Campaign, account domain.Account, person domain.Contact, address func(deliver.Letterhead, deliver.Content) deliver.Message) (string, error) {
	compose, err := newComposer(w, c)
	if err != nil {
		return "", err
	}
	content, err := compose.Compose(background(), person)
	if err != nil {
		return "", err
	}
	sender, err := w.sending.sender(account)
	if err != nil {
		return "", err
	}
	conn, err := sender.Connect(background())
	if err != nil {
		return "", err
	}
	defer conn.Close()
	outcome := conn.Send(background(), address(compose.press.letterhead, content), func() error { return nil })
	if verdict := deliver.Classify(outcome); verdict != deliver.Accepted {
		return "", domain.Errorf(domain.Unavailable, "The test mail was not taken by the server. It said: %s %w", outcome.Reply, outcome.Err)
	}
	if account.Kind == domain.AccountOutbox {
		return "The test is in the outbox on this computer.", nil
	}
	return "The test mail is on its way.", nil
}

func (s *session) ledger(id int64, state string, offset, limit int) (LedgerPage, error) {
	w, c, err := s.campaign(id)
	if err != nil {
		return LedgerPage{}, err
	}
	sends, total, err := w.db.Sends(background(), c.ID, domain.SendState(state), offset, min(limit, pageLimit))
	if err != nil {
		return LedgerPage{}, err
	}
	rows, err := ledgerRows(background(), w.db, sends)
	if err != nil {
		return LedgerPage{}, err
	}
	tally, err := w.db.SendTally(background(), c.ID)
	return LedgerPage{Rows: rows, Total: total, Tally: w.sending.tallyView(c, tally)}, err
}

func (s *session) outbox(offset, limit int) (OutboxPage, error) {
	w, err := s.current()
	if err != nil {
		return OutboxPage{}, err
	}
	mails, total, err := w.db.OutboxMails(background(), offset, min(limit, pageLimit))
	page := OutboxPage{Mails: []OutboxRow{}, Total: total}
	for _, m := range mails {
		page.Mails = append(page.Mails, outboxRow(m))
	}
	return page, err
}

func outboxRow(m domain.OutboxMail) OutboxRow {
	return OutboxRow{ID: int64(m.ID), To: m.To, Subject: m.Subject, Bytes: m.Bytes, ReceivedAt: stamp(m.ReceivedAt)}
}

func (s *session) clearOutbox() error {
	w, err := s.current()
	if err != nil {
		return err
	}
	return w.db.ClearOutbox(background())
}
