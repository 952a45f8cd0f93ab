package deliver

import (
	"errors"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// worker is one connection of a run with its journal.
type worker struct {
	*run
	journal *journal
	conn    Conn
	used    bool // the connection has carried a mail
}

func (w *worker) loop() {
	defer w.hangUp()
	for t := range w.work {
		if w.ctx.Err() != nil || w.pace.wait(w.ctx) != nil || !w.connected() {
			w.release(t.row)
			continue
		}
		w.mail(t)
	}
}

func (w *worker) hangUp() {
	if w.conn != nil {
		_ = w.conn.Close()
	}
	w.conn, w.used = nil, false
}

// connected makes sure of a connection, trying again with growing pauses. When
// the server cannot be had, the run is held.
func (w *worker) connected() bool {
	for w.conn == nil {
		conn, err := w.sender.Connect(w.ctx)
		if err == nil {
			w.conn = conn
			w.unreachable.Store(0)
			return true
		}
		if w.ctx.Err() != nil {
			return false
		}
		var refusal *Refusal
		if errors.As(err, &refusal) && Classify(refusal.Outcome) == Stop {
			w.stop(held{refusal.Sentence})
			return false
		}
		failures := int(w.unreachable.Add(1))
		if failures >= w.patience.Failures {
			w.stop(held{"The mail server cannot be used at the moment, so sending is paused. " + sentence(err) + " Go on when it works again."})
			return false
		}
		if sleep(w.ctx, w.patience.Reconnect(failures)) != nil {
			return false
		}
	}
	return true
}

func sentence(err error) string {
	var known *domain.Error
	if errors.As(err, &known) {
		return known.Message
	}
	return err.Error()
}

// mail asks the gate, renders, sends and puts the result on record.
func (w *worker) mail(t task) {
	ticket, status, err := w.gate.Admit(w.disk, t.contact)
	if err != nil {
		w.stop(err)
		w.release(t.row)
		return
	}
	if status != domain.Mailable {
		w.put(leftOut(t.row, status.String(), ""))
		return
	}
	content, err := w.composer.Compose(w.disk, t.contact)
	if err != nil {
		w.put(leftOut(t.row, ReasonNotRendered, sentence(err)))
		return
	}
	m := w.head.Message(ticket, content, w.clock.Now())
	outcome, ok := w.attempt(t.row, m)
	if !ok {
		w.release(t.row)
		return
	}
	w.judge(t, ticket.Address(), outcome)
}

// attempt sends on the open connection. Servers hang up on idle clients; then,
// as nothing was said yet, it connects once more.
func (w *worker) attempt(row domain.Send, m Message) (Outcome, bool) {
	var journalErr error
	beforeDot := func() error {
		journalErr = w.journal.write(noteDot, row.ID)
		return journalErr
	}
	stale := w.used
	w.used = true
	o := w.conn.Send(w.disk, m, beforeDot)
	if o.Broken {
		w.hangUp()
	}
	if journalErr != nil {
		w.stop(domain.Errorf(domain.Full, "The sending journal could not be written, so sending stopped. Nothing is lost or sent twice. Free some disk space, then go on. %w", journalErr))
		return o, false
	}
	hungUpWhileIdle := stale && o.Stage == StageSender && (o.Err != nil || o.Code == 421)
	if !hungUpWhileIdle {
		return o, true
	}
	if w.hangUp(); !w.connected() {
		return o, false
	}
	return w.attempt(row, m)
}

// judge records an outcome: journal first, then suppression, then the ledger.
func (w *worker) judge(t task, address string, o Outcome) {
	verdict := w.verdict(o)
	if n, ended := noteOf[verdict]; ended {
		if err := w.journal.write(n, t.row.ID); err != nil {
			w.stop(domain.Errorf(domain.Full, "The sending journal could not be written, so sending stopped. Free some disk space, then go on. %w", err))
		}
	}
	if verdict == HardBounce {
		if err := w.gate.Suppress(w.disk, address, domain.SuppressedBounced, bounceSource); err != nil {
			w.stop(err)
			return // stays claimed, so that the next run closes the address from the journal
		}
	}
	w.put(w.schedule(verdict, verdict.apply(t.row, o)))
	w.learn(verdict, o)
}

// refusedContents is how many people's mails may be refused for what is in them
// before any was accepted: then it is the mail, not the people.
const refusedContents = 3

// verdict turns a refused content into the account's matter as long as the
// server has not taken a single mail, or takes none any more.
func (w *worker) verdict(o Outcome) Verdict {
	v := Classify(o)
	if v != Refused || o.Stage < StageBody {
		return v
	}
	inARow := w.unwelcome.Add(1)
	if w.accepted.Load() == 0 && inARow < refusedContents {
		return Later
	}
	if w.accepted.Load() == 0 || inARow > 10*refusedContents {
		return Stop
	}
	return v
}

// schedule counts the attempt and says when to try again, or gives up.
func (w *worker) schedule(v Verdict, row domain.Send) domain.Send {
	now := w.clock.Now()
	switch v {
	case Throttled:
		row.State, row.RetryAt = domain.SendRetry, now.Add(w.patience.Hold(int(w.throttles.Load())+1))
		return row
	case Stop:
		return row
	}
	row.Attempts++
	if row.State == domain.SendRetry {
		row.RetryAt = now.Add(w.patience.Backoff(row.Attempts))
		if row.Attempts >= w.patience.Attempts {
			row.State = domain.SendRefused
			if row.Reply == "" {
				row.Reply = "The connection to the mail server ended every time."
			}
		}
	}
	return row
}

// learn adapts the run to what the server says.
func (w *worker) learn(v Verdict, o Outcome) {
	switch v {
	case Accepted:
		w.accepted.Add(1)
		w.throttles.Store(0)
		w.unwelcome.Store(0)
		w.pace.took()
	case Throttled:
		n := int(w.throttles.Add(1))
		most := w.patience.Failures
		if onlyClosing(o) {
			most *= w.job.Connections // one restart of the server ends them all
		}
		if n >= most {
			w.stop(held{"The mail server puts mail off again and again, often because it comes too fast, so sending is paused. Wait a while or set a lower rate for the sending account, then go on. The server said: " + o.Reply})
			return
		}
		if !onlyClosing(o) {
			w.pace.slow(w.patience.Hold(n))
		}
	case Stop:
		why := stopSentence(o)
		if o.Stage >= StageBody && !isAboutAccount(o) {
			why = "The mail server refuses this mail for what is in it, so sending is paused. Change the mail's words, links or pictures, then go on. The server said: " + o.Reply
		}
		w.stop(held{why})
	}
}

func (p Patience) filled() Patience {
	if p.Attempts == 0 {
		p.Attempts = 6
	}
	if p.Failures == 0 {
		p.Failures = 6
	}
	if p.Backoff == nil {
		steps := []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour}
		p.Backoff = func(attempt int) time.Duration { return steps[min(max(attempt, 1), len(steps))-1] }
	}
	if p.Reconnect == nil {
		p.Reconnect = doubling(time.Second, 30*time.Second)
	}
	if p.Hold == nil {
		p.Hold = doubling(5*time.Second, 5*time.Minute)
	}
	return p
}

func doubling(from, to time.Duration) func(int) time.Duration {
	return func(n int) time.Duration { return min(from<<min(max(n-1, 0), 20), to) }
}
