package deliver_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/deliver"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/smtp"
	"github.com/kvnmail/kvnmail/backend/testkit/smtptest"
)

var key = []byte("workspace secret")

type letter struct{}

func (letter) Compose(_ context.Context, c domain.Contact) (deliver.Content, error) {
	return deliver.Content{Subject: fmt.Sprint("Hello ", c.ID), HTML: "<p>Hello</p>", Text: "Hello"}, nil
}

func gateOf(l comply.Store) *comply.Gate {
	return comply.NewGate(l, key, domain.Marketing, domain.SystemClock{})
}

// hasty makes waiting short, so that tests see what comes after it.
var hasty = deliver.Patience{
	Backoff: func(int) time.Duration { return 50 * time.Millisecond }, Reconnect: func(int) time.Duration { return 10 * time.Millisecond },
	Hold: func(int) time.Duration { return 20 * time.Millisecond },
}

type scene struct {
	ledger *ledger
	server *smtptest.Server
	job    deliver.Job
	sender *smtp.Sender
}

func stage(t *testing.T, people int, faults smtptest.Faults) *scene {
	t.Helper()
	dir := t.TempDir()
	server := smtptest.Start(t, smtptest.Options{TLS: domain.TLSStartTLS, Faults: faults})
	sender, err := smtp.New(smtp.Config{Account: server.Account(), Password: smtptest.Word(smtptest.Password), RootCAs: server.Roots})
	if err != nil {
		t.Fatal(err)
	}
	job := deliver.Job{Campaign: domain.Campaign{ID: 1}, Account: server.Account(), Secret: key, JournalDir: filepath.Join(dir, "journal"), Patience: hasty, Connections: 3}
	return &scene{newLedger(t, dir, people), server, job, sender}
}

func (s *scene) run(t *testing.T, ctx context.Context) deliver.Report {
	t.Helper()
	report, err := deliver.Run(ctx, s.job, s.ledger, gateOf(s.ledger), letter{}, s.sender, nil)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// received counts mails per person.
func (s *scene) received() map[string]int {
	out := map[string]int{}
	for _, m := range s.server.Mails() {
		out[m.To]++
	}
	return out
}

func (s *scene) once(t *testing.T, people int) {
	t.Helper()
	got := s.received()
	if len(got) != people {
		t.Errorf("%d people got a mail, want %d", len(got), people)
	}
	for who, n := range got {
		if n != 1 {
			t.Errorf("%s got %d mails", who, n)
		}
	}
}

func expect(t *testing.T, r deliver.Report, end deliver.End, tally domain.SendTally) {
	t.Helper()
	if r.End != end || r.Tally != tally {
		t.Errorf("ended %q (%s) with %+v, want %q with %+v", r.End, r.Why, r.Tally, end, tally)
	}
}

func TestEverybodyGetsExactlyOneMail(t *testing.T) {
	s := stage(t, 300, smtptest.Faults{})
	expect(t, s.run(t, t.Context()), deliver.Finished, domain.SendTally{Sent: 300})
	s.once(t, 300)
	if s.ledger.state(t) != domain.CampaignSent {
		t.Error(s.ledger.state(t))
	}
	if left, _ := filepath.Glob(filepath.Join(s.job.JournalDir, "*.journal")); len(left) > 0 {
		t.Errorf("journals are left: %v", left)
	}
	expect(t, s.run(t, t.Context()), deliver.Finished, domain.SendTally{Sent: 300})
	s.once(t, 300)
}

func TestWhoIsSuppressedWhileItRunsIsLeftOut(t *testing.T) {
	var s *scene
	s = stage(t, 40, smtptest.Faults{Content: func(n int, _ smtptest.Mail) error {
		if n == 1 {
			return gateOf(s.ledger).Suppress(context.Background(), " P40@Example.com ", domain.SuppressedUnsubscribed, "test")
		}
		return nil
	}})
	s.job.Connections = 1
	expect(t, s.run(t, t.Context()), deliver.Finished, domain.SendTally{Sent: 39, LeftOut: 1})
	if s.received()["p40@example.com"] != 0 {
		t.Error("mailed after a no")
	}
	rows := s.ledger.lines(t, domain.SendLeftOut)
	if rows[0].Reason != "suppressed" || rows[0].ContactID != 40 {
		t.Errorf("%+v", rows)
	}
}

func TestAMailboxThatDoesNotExistIsRefusedAndClosed(t *testing.T) {
	s := stage(t, 10, smtptest.Faults{Recipient: func(to string) error {
		switch to {
		case "p3@example.com":
			return smtptest.Reply(550, [3]int{5, 1, 1}, "p3@example.com unknown")
		case "p4@example.com":
			return smtptest.Reply(550, [3]int{5, 7, 1}, "blocked by policy")
		}
		return nil
	}})
	expect(t, s.run(t, t.Context()), deliver.Finished, domain.SendTally{Sent: 8, Refused: 2})
	for person, want := range map[string]bool{"p3@example.com": true, "p4@example.com": false} {
		if _, got, err := s.ledger.IsSuppressed(t.Context(), comply.HashAddress(key, person)); err != nil || got != want {
			t.Errorf("%s suppressed: %v %v", person, got, err)
		}
	}
}

func TestTroubleOfTheAccountNeverBlamesAPerson(t *testing.T) {
	limit := smtptest.Reply(550, [3]int{5, 4, 5}, "Daily user sending limit exceeded")
	for _, c := range []struct {
		name   string
		faults smtptest.Faults
		says   string
	}{
		{"daily limit", smtptest.Faults{Recipient: func(string) error { return limit }}, "reached its limit"},
		{"sender not authenticated", smtptest.Faults{Content: func(int, smtptest.Mail) error {
			return smtptest.Reply(550, [3]int{5, 7, 515}, "Access denied, sending domain does not meet the required authentication level")
		}}, "does not let this account send"},
		{"relaying", smtptest.Faults{Recipient: func(string) error { return smtptest.Reply(554, [3]int{5, 7, 1}, "Relay access denied") }}, "does not let this account send"},
		{"always too fast", smtptest.Faults{Sender: func(string) error { return smtptest.Reply(454, [3]int{4, 7, 0}, "Throttling failure") }}, "it comes too fast"},
		{"content refused for everybody", smtptest.Faults{Content: func(int, smtptest.Mail) error { return smtptest.Reply(554, [3]int{5, 6, 0}, "Looks like spam") }}, "for what is in it"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := stage(t, 30, c.faults)
			r := s.run(t, t.Context())
			if r.End != deliver.Held || !strings.Contains(r.Why, c.says) || s.ledger.state(t) != domain.CampaignPaused {
				t.Errorf("%+v, state %s", r, s.ledger.state(t))
			}
			if r.Tally.Queued+r.Tally.Retry != 30 {
				t.Errorf("%+v", r.Tally)
			}
		})
	}
}

func TestWrongPasswordHoldsTheCampaign(t *testing.T) {
	s := stage(t, 5, smtptest.Faults{})
	sender, err := smtp.New(smtp.Config{Account: s.server.Account(), Password: smtptest.Word("wrong"), RootCAs: s.server.Roots})
	if err != nil {
		t.Fatal(err)
	}
	s.sender = sender
	r := s.run(t, t.Context())
	expect(t, r, deliver.Held, domain.SendTally{Queued: 5})
	if !strings.Contains(r.Why, "user name or password") {
		t.Error(r.Why)
	}
}

func TestTroubleOfTheMomentIsOvercome(t *testing.T) {
	for _, c := range []struct {
		name   string
		faults func() smtptest.Faults
	}{
		{"421 now and then", func() smtptest.Faults {
			var n atomic.Int64
			return smtptest.Faults{Recipient: func(string) error {
				if n.Add(1)%7 == 0 {
					return smtptest.Reply(421, [3]int{4, 3, 2}, "Service closing")
				}
				return nil
			}}
		}},
		{"greylisting", func() smtptest.Faults {
			var n atomic.Int64
			return smtptest.Faults{Recipient: func(string) error {
				if n.Add(1) <= 20 {
					return smtptest.Reply(451, [3]int{4, 7, 1}, "Greylisted, try again in 1 minute")
				}
				return nil
			}}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := stage(t, 60, c.faults())
			expect(t, s.run(t, t.Context()), deliver.Finished, domain.SendTally{Sent: 60})
			s.once(t, 60)
		})
	}
}

func TestWhoIsPutOffTooOftenIsGivenUp(t *testing.T) {
	s := stage(t, 5, smtptest.Faults{Recipient: func(to string) error {
		if to == "p2@example.com" {
			return smtptest.Reply(452, [3]int{4, 2, 2}, "Mailbox full")
		}
		return nil
	}})
	s.job.Patience.Attempts = 3
	expect(t, s.run(t, t.Context()), deliver.Finished, domain.SendTally{Sent: 4, Refused: 1})
}

func TestAHangUpAfterTheDotIsUnknownAndNotTriedAgain(t *testing.T) {
	s := stage(t, 20, smtptest.Faults{DropAfter: func(n int, _ smtptest.Mail) bool { return n%5 == 0 }})
	expect(t, s.run(t, t.Context()), deliver.Finished, domain.SendTally{Sent: 16, Unknown: 4})
	s.once(t, 20)
}

func TestPausingLosesAndRepeatsNothing(t *testing.T) {
	s := stage(t, 200, smtptest.Faults{})
	s.job.RatePerSec = 100
	for range 2 {
		ctx, pause := context.WithTimeout(t.Context(), 300*time.Millisecond)
		r := s.run(t, ctx)
		pause()
		if r.End != deliver.Stopped || r.Tally.Claimed != 0 || r.Tally.Queued == 0 || s.ledger.state(t) != domain.CampaignPaused {
			t.Errorf("%+v", r)
		}
	}
	s.job.RatePerSec = 1000
	expect(t, s.run(t, t.Context()), deliver.Finished, domain.SendTally{Sent: 200})
	s.once(t, 200)
}

func TestTheRateIsKeptOverAllConnections(t *testing.T) {
	s := stage(t, 60, smtptest.Faults{})
	s.job.RatePerSec, s.job.Connections = 50, 5
	began := time.Now()
	expect(t, s.run(t, t.Context()), deliver.Finished, domain.SendTally{Sent: 60})
	if took := time.Since(began); took < 1180*time.Millisecond {
		t.Errorf("60 mails at 50 a second took only %v", took)
	}
}

func TestACampaignIsSentByOneRunAtATime(t *testing.T) {
	s := stage(t, 30, smtptest.Faults{})
	s.job.RatePerSec = 60
	done := make(chan deliver.Report, 1)
	go func() {
		r, _ := deliver.Run(t.Context(), s.job, s.ledger, gateOf(s.ledger), letter{}, s.sender, nil) // its report is judged below
		done <- r
	}()
	time.Sleep(150 * time.Millisecond)
	if _, err := deliver.Run(t.Context(), s.job, s.ledger, gateOf(s.ledger), letter{}, s.sender, nil); domain.CodeOf(err) != domain.Conflict {
		t.Errorf("a second run: %v", err)
	}
	if got, err := deliver.Recover(t.Context(), s.ledger, gateOf(s.ledger), s.job.JournalDir, domain.SystemClock{}); err != nil || got != (deliver.Recovery{}) {
		t.Errorf("recovery touched a campaign that is being sent: %+v %v", got, err)
	}
	expect(t, <-done, deliver.Finished, domain.SendTally{Sent: 30})
	s.once(t, 30)
}

func TestFictionalPeopleAreNeverMailedForReal(t *testing.T) {
	s := stage(t, 5, smtptest.Faults{})
	s.ledger.settings.Sample = true
	_, err := deliver.Run(t.Context(), s.job, s.ledger, gateOf(s.ledger), letter{}, s.sender, nil)
	if domain.CodeOf(err) != domain.Blocked || len(s.received()) != 0 {
		t.Errorf("%v, %d mails", err, len(s.received()))
	}
}

func TestDeletedPeopleAreLeftOut(t *testing.T) {
	s := stage(t, 5, smtptest.Faults{})
	s.ledger.exec(t, "DELETE FROM contact WHERE id = 2")
	expect(t, s.run(t, t.Context()), deliver.Finished, domain.SendTally{Sent: 4, LeftOut: 1})
}

// failingDisk stops taking results after some groups.
type failingDisk struct {
	*ledger
	groups atomic.Int64
}

func (f *failingDisk) FinishSends(ctx context.Context, results []domain.Send) error {
	if f.groups.Add(-1) < 0 {
		return domain.Errorf(domain.Full, "The disk is full.")
	}
	return f.ledger.FinishSends(ctx, results)
}

func TestADiskThatFillsUpLosesAndRepeatsNothing(t *testing.T) {
	s := stage(t, 200, smtptest.Faults{Recipient: func(to string) error {
		if to == "p1@example.com" || to == "p90@example.com" {
			return smtptest.Reply(550, [3]int{5, 1, 1}, "gone")
		}
		return nil
	}})
	s.job.RatePerSec = 400
	disk := &failingDisk{ledger: s.ledger}
	disk.groups.Store(1)
	_, err := deliver.Run(t.Context(), s.job, disk, gateOf(s.ledger), letter{}, s.sender, nil)
	if domain.CodeOf(err) != domain.Full {
		t.Fatalf("the fault was not reported: %v", err)
	}
	got, err := deliver.Recover(t.Context(), s.ledger, gateOf(s.ledger), s.job.JournalDir, domain.SystemClock{})
	if err != nil || got.Sent == 0 || got.Unknown != 0 {
		t.Errorf("%+v %v", got, err)
	}
	expect(t, s.run(t, t.Context()), deliver.Finished, domain.SendTally{Sent: 198, Refused: 2})
	s.once(t, 198)
	for _, person := range []string{"p1@example.com", "p90@example.com"} {
		if _, closed, err := s.ledger.IsSuppressed(t.Context(), comply.HashAddress(key, person)); err != nil || !closed {
			t.Errorf("%s was not closed: %v", person, err)
		}
	}
}
