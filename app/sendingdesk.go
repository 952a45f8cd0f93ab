package app

import (
	"context"
	"log/slog"
	"path/filepath"
	"sync"

	"github.com/kvnmail/kvnmail/backend/deliver"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/job"
	"github.com/kvnmail/kvnmail/backend/secret"
	"github.com/kvnmail/kvnmail/backend/smtp"
)

// sendingDesk is what an open workspace sends with: the passwords, the outbox
// server and the runs under way.
type sendingDesk struct {
	w       *workspace
	secrets *secret.Store
	outbox  *smtp.Outbox
	folder  string // journals of this workspace

	mu   sync.Mutex
	runs map[domain.CampaignID]string // job ids
	why  map[domain.CampaignID]string // why the last run was held
}

func newSendingDesk(w *workspace) (*sendingDesk, error) {
	folder, err := configFolder()
	if err != nil {
		return nil, domain.Errorf(domain.Unavailable, "KVN Mail's own folder could not be made. Check that your home folder can be written to.")
	}
	d := &sendingDesk{w: w, runs: map[domain.CampaignID]string{}, why: map[domain.CampaignID]string{}}
	d.secrets = secret.Open(folder)
	d.folder = filepath.Join(folder, "journal", journalName(w.secret))
	if w.db.ReadOnly() != "" {
		return d, nil
	}
	if _, err := deliver.Recover(background(), w.db, w.gate, d.folder, w.session.clock); err != nil {
		slog.Warn("interrupted sending not settled", "error", toBridge(err).Message)
	}
	return d, nil
}

// close ends the outbox server. Runs are ended by the session's jobs.
func (d *sendingDesk) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, id := range d.runs {
		d.w.session.jobs.Cancel(id)
	}
	if d.outbox != nil {
		d.outbox.Close()
		d.outbox = nil
	}
}

// sender connects to an account's server; the outbox account's server is started when first needed.
func (d *sendingDesk) sender(account domain.Account) (deliver.Sender, error) {
	if account.Kind == domain.AccountOutbox {
		outbox, err := d.openOutbox()
		if err != nil {
			return nil, err
		}
		return outbox.Sender(account)
	}
	config := smtp.Config{Account: account}
	password, found, err := d.secrets.Get(secretKey(account.ID, d.w.secret))
	if err != nil {
		return nil, err
	}
	if found {
		config.Password = password
	}
	return smtp.New(config)
}

func (d *sendingDesk) openOutbox() (*smtp.Outbox, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.outbox != nil {
		return d.outbox, nil
	}
	outbox, err := smtp.StartOutbox(d.keep)
	if err == nil {
		d.outbox = outbox
	}
	return outbox, err
}

// keep stores a mail that the outbox server was given, before it says 250.
func (d *sendingDesk) keep(to, subject string, raw []byte) error {
	_, err := d.w.db.AddOutboxMail(background(), to, subject, raw, d.w.session.clock.Now())
	return err
}

// start sends what is left of a campaign, as a job.
func (d *sendingDesk) start(c domain.Campaign, account domain.Account) (string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if id, running := d.runs[c.ID]; running {
		return id, nil
	}
	id := d.w.session.jobs.Start("send", "Sending "+c.Name, func(ctx context.Context, progress job.Progress) (any, error) {
		defer d.ended(c.ID)
		return d.run(ctx, c, account, progress)
	})
	d.runs[c.ID] = id
	delete(d.why, c.ID)
	return id, nil
}

func (d *sendingDesk) run(ctx context.Context, c domain.Campaign, account domain.Account, progress job.Progress) (any, error) {
	sender, err := d.sender(account)
	if err != nil {
		return nil, err
	}
	composer, err := newComposer(d.w, c)
	if err != nil {
		return nil, err
	}
	work := deliver.Job{Campaign: c, Account: account, Secret: d.w.secret, JournalDir: d.folder, Clock: d.w.session.clock}
	report, err := deliver.Run(ctx, work, d.w.db, d.w.gate, composer, sender, deliver.Progress(progress))
	if err != nil {
		return nil, err
	}
	if report.End == deliver.Held {
		d.mu.Lock()
		d.why[c.ID] = report.Why
		d.mu.Unlock()
		return report, domain.Errorf(domain.Unavailable, "%s", report.Why)
	}
	return report, nil
}

// ended runs when a campaign's job is over, however it ended. The engine is
// filled anew because every sent mail is an event of its person.
func (d *sendingDesk) ended(id domain.CampaignID) {
	d.mu.Lock()
	delete(d.runs, id)
	d.mu.Unlock()
	d.w.reload()
	d.w.session.announceWorkspace()
}

func (d *sendingDesk) pause(id domain.CampaignID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if running, ok := d.runs[id]; ok {
		d.w.session.jobs.Cancel(running)
	}
}

func (d *sendingDesk) tallyView(c domain.Campaign, t domain.SendTally) SendView {
	d.mu.Lock()
	defer d.mu.Unlock()
	view := SendView{Queued: t.Queued + t.Claimed, Sent: t.Sent, Retry: t.Retry, Refused: t.Refused, Unknown: t.Unknown, LeftOut: t.LeftOut, Note: d.why[c.ID]}
	_, running := d.runs[c.ID]
	if view.Note == "" && !running && (c.State == domain.CampaignSending || c.State == domain.CampaignPaused) {
		view.Note = "Sending is paused. Nobody is mailed twice when it goes on."
	}
	return view
}
