package deliver

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/domain"
)

// Store is the send ledger and the people in it.
type Store interface {
	Settings(ctx context.Context) (domain.Settings, error)
	Contacts(ctx context.Context, ids []domain.ContactID) ([]domain.Contact, error)
	// ClaimSends marks queued rows and due retries as claimed, durably, and returns them.
	ClaimSends(ctx context.Context, campaign domain.CampaignID, limit int, now time.Time) ([]domain.Send, error)
	// FinishSends writes results in one transaction.
	FinishSends(ctx context.Context, results []domain.Send) error
	// InterruptedSends returns all claimed rows.
	InterruptedSends(ctx context.Context) ([]domain.Send, error)
	SendTally(ctx context.Context, campaign domain.CampaignID) (domain.SendTally, error)
	SetCampaignState(ctx context.Context, id domain.CampaignID, state domain.CampaignState, at time.Time) error
}

// Gate is comply's send gate.
type Gate interface {
	Admit(ctx context.Context, c domain.Contact) (comply.Ticket, domain.MailStatus, error)
	Suppress(ctx context.Context, address string, reason domain.SuppressionReason, source string) error
}

// Composer renders one person's mail. It is called from several goroutines. An
// error leaves this one person out.
type Composer interface {
	Compose(ctx context.Context, c domain.Contact) (Content, error)
}

// Progress is told how many of a campaign's people are settled, at most ten
// times a second.
type Progress = func(done, total int64, note string)

// Job is what to send and how.
type Job struct {
	Campaign    domain.Campaign
	Account     domain.Account // its rate, connections and sender are used
	Secret      []byte         // the workspace's
	JournalDir  string         // of this workspace alone, on a local disk
	Clock       domain.Clock
	Patience    Patience
	RatePerSec  float64 // 0 means the account's
	Connections int     // 0 means the account's
}

// Patience says how long to wait and how often to try. Zero fields take the defaults.
type Patience struct {
	Attempts  int                               // per person, default 6
	Backoff   func(attempt int) time.Duration   // before trying a person again, default 1 min, 5 min, 15 min, 1 h, 4 h
	Reconnect func(failures int) time.Duration  // before connecting again, default 1 s doubling to 30 s
	Hold      func(throttles int) time.Duration // after "too fast", default 5 s doubling to 5 min
	Failures  int                               // of connecting in a row, or of throttling in a row, before pausing; default 6
}

// End says how a run ended.
type End string

// The ends of a run.
const (
	Finished End = "finished" // nobody is left to be tried
	Stopped  End = "stopped"  // the user paused it
	Held     End = "held"     // the server or account made it pause; Why says so
)

// Report is the result of a run. Tally counts the whole campaign.
type Report struct {
	End       End
	Why       string
	Tally     domain.SendTally
	Recovered Recovery // of an earlier run that was interrupted
}

const bounceSource = "the mail server said that the mailbox does not exist"

// Reasons why a person is left out, next to those of domain.MailStatus.
const (
	ReasonGone        = "gone"         // the contact was deleted since
	ReasonNotRendered = "not_rendered" // the mail could not be made for them
)

// Run sends what is left of a campaign's ledger. Cancelling ctx pauses it after
// the mails in flight. It takes each row at most once at a time, asks the gate
// right before each mail, and returns when nobody is left, the user pauses or
// the account cannot go on; that is a Report, not an error. An error means that
// the ledger or journal failed, or (Conflict) that the campaign is being sent
// already, or (Blocked) that fictional people would be mailed.
func Run(ctx context.Context, job Job, store Store, gate Gate, composer Composer, sender Sender, progress Progress) (Report, error) {
	settings, err := store.Settings(ctx)
	if err != nil {
		return Report{}, err
	}
	if settings.Sample && job.Account.Kind != domain.AccountOutbox {
		return Report{}, domain.Errorf(domain.Blocked, "This workspace holds fictional people, so nothing is sent to a real server. Send to the outbox on this computer instead.")
	}
	unlock, err := lockCampaign(job.JournalDir, job.Campaign.ID)
	if err != nil {
		return Report{}, err
	}
	defer unlock()
	recovered, err := settleCampaign(ctx, store, gate, job.JournalDir, job.Campaign.ID, job.clock())
	if err != nil {
		return Report{Recovered: recovered}, err
	}
	r := newRun(ctx, job, settings, store, gate, composer, sender, progress)
	report, err := r.do()
	report.Recovered = recovered
	return report, err
}

func (j Job) clock() domain.Clock {
	if j.Clock == nil {
		return domain.SystemClock{}
	}
	return j.Clock
}

// run is the state of one Run. ctx ends when the run is to stop, for whatever
// cause; disk outlives it, so that what happened is always written down.
type run struct {
	job      Job
	patience Patience
	store    Store
	gate     Gate
	composer Composer
	sender   Sender
	head     Letterhead
	clock    domain.Clock
	pace     *pacer
	progress Progress

	parent context.Context
	ctx    context.Context
	disk   context.Context
	cancel context.CancelCauseFunc

	work    chan task
	results chan domain.Send
	rows    atomic.Int64 // handed out and not yet in the ledger

	accepted    atomic.Int64
	throttles   atomic.Int64 // in a row
	unwelcome   atomic.Int64 // mails whose content was refused, in a row
	unreachable atomic.Int64 // failed connections in a row, over all connections
}

type task struct {
	row     domain.Send
	contact domain.Contact
}

func newRun(ctx context.Context, job Job, s domain.Settings, store Store, gate Gate, composer Composer, sender Sender, progress Progress) *run {
	if job.RatePerSec == 0 {
		job.RatePerSec = job.Account.RatePerSec
	}
	if job.Connections == 0 {
		job.Connections = job.Account.Connections
	}
	job.Connections = min(max(job.Connections, 1), 50)
	r := &run{
		job: job, patience: job.Patience.filled(), store: store, gate: gate, composer: composer, sender: sender,
		clock: job.clock(), pace: newPacer(job.RatePerSec), progress: oneAtATime(progress),
		head: LetterheadOf(job.Secret, job.Campaign.ID, job.Account, s),
		work: make(chan task), results: make(chan domain.Send, 1024),
	}
	r.parent, r.disk = ctx, context.WithoutCancel(ctx)
	r.ctx, r.cancel = context.WithCancelCause(ctx)
	return r
}

// held is the cause of a run that the server or account made pause.
type held struct{ why string }

func (h held) Error() string { return h.why }

func (r *run) stop(cause error) { r.cancel(cause) }

func (r *run) do() (Report, error) {
	defer r.cancel(nil)
	if err := r.setState(domain.CampaignSending); err != nil {
		return Report{}, err
	}
	journals, err := r.openJournals()
	if err != nil {
		return Report{}, err
	}
	var workers sync.WaitGroup
	for _, j := range journals {
		workers.Go(func() { (&worker{run: r, journal: j}).loop() })
	}
	committed := make(chan error, 1)
	go func() { committed <- r.commitLoop() }()
	feedErr := r.feed()
	close(r.work)
	workers.Wait()
	close(r.results)
	commitErr := <-committed
	for _, j := range journals {
		j.close()
	}
	if err := errors.Join(feedErr, commitErr); err != nil {
		return Report{End: Held}, err // rows stay claimed and journals stay: Recover settles them
	}
	return r.finish(journals)
}

func (r *run) openJournals() ([]*journal, error) {
	var out []*journal
	for range r.job.Connections {
		j, err := openJournal(r.job.JournalDir, r.job.Campaign.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, j)
	}
	return out, nil
}

// finish is reached when everything that happened is in the ledger, or when a
// fault left rows claimed; then the journals stay for the next run.
func (r *run) finish(journals []*journal) (Report, error) {
	report := Report{End: Finished}
	var h held
	cause := context.Cause(r.ctx)
	switch {
	case errors.As(cause, &h):
		report.End, report.Why = Held, h.why
	case r.parent.Err() != nil:
		report.End = Stopped
	case cause != nil:
		report.End = Held
		return report, errors.Join(cause, r.setState(domain.CampaignPaused))
	}
	files := make([]string, len(journals))
	for i, j := range journals {
		files[i] = j.file.Name()
	}
	if err := removeJournals(files); err != nil {
		return report, err
	}
	var err error
	if report.Tally, err = r.store.SendTally(r.disk, r.job.Campaign.ID); err != nil {
		return report, err
	}
	if left(report.Tally) > 0 {
		return report, r.setState(domain.CampaignPaused)
	}
	report.End, report.Why = Finished, "" // it was done before it could be paused
	return report, r.setState(domain.CampaignSent)
}

func (r *run) setState(s domain.CampaignState) error {
	return r.store.SetCampaignState(r.disk, r.job.Campaign.ID, s, r.clock.Now())
}

func left(t domain.SendTally) int { return t.Queued + t.Claimed + t.Retry }

// oneAtATime lets the receiver of progress do without locks.
func oneAtATime(progress Progress) Progress {
	var mu sync.Mutex
	return func(done, total int64, note string) {
		if progress == nil {
			return
		}
		mu.Lock()
		defer mu.Unlock()
		progress(done, total, note)
	}
}
