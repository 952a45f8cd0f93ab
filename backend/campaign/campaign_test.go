package campaign_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/campaign"
	"github.com/kvnmail/kvnmail/backend/compose"
	"github.com/kvnmail/kvnmail/backend/domain"
)

var now = time.Date(2026, 11, 22, 8, 30, 0, 0, time.UTC) // 14:00 in Kolkata

func statuses(m map[domain.ContactID]domain.MailStatus) campaign.Status {
	return func(id domain.ContactID) domain.MailStatus { return m[id] }
}

func TestTheWaterfallSaysWhyPeopleAreLeftOut(t *testing.T) {
	status := statuses(map[domain.ContactID]domain.MailStatus{2: domain.NoAddress, 3: domain.NoConsent, 4: domain.NoConsent, 5: domain.Suppressed, 9: domain.Paused})
	mailed := func(id domain.ContactID) bool { return id == 6 || id == 2 } // 2 is counted for the first reason only
	w := campaign.Count([]domain.ContactID{1, 2, 3, 4, 5, 6, 7, 8, 7, 9}, status, mailed, "en-IN")
	want := []campaign.Step{
		{Key: "no_address", Label: "Have no email address", Removed: 1, Left: 8}, {Key: "no_consent", Label: "Have not given permission", Removed: 2, Left: 6},
		{Key: "suppressed", Label: "Unsubscribed or bounced", Removed: 1, Left: 5}, {Key: "paused", Label: "Mail to them is paused", Removed: 1, Left: 4}, {Key: "already_mailed", Label: "Got this campaign already", Removed: 1, Left: 3},
	}
	if w.Matching != 9 || w.WillSend != 3 || !reflect.DeepEqual(w.Steps, want) || w.Sentence != "9 people match; 3 of them will get this mail." {
		t.Errorf("%+v", w)
	}
}

func TestTheWaterfallReadsWell(t *testing.T) {
	nobody := func(domain.ContactID) domain.MailStatus { return domain.NoConsent }
	everybody := func(domain.ContactID) domain.MailStatus { return domain.Mailable }
	people := func(n int) []domain.ContactID {
		ids := make([]domain.ContactID, n)
		for i := range ids {
			ids[i] = domain.ContactID(i + 1)
		}
		return ids
	}
	for _, c := range []struct {
		n      int
		status campaign.Status
		want   string
	}{
		{0, everybody, "Nobody matches this audience right now."},
		{1, everybody, "1 person matches and will get this mail."},
		{1, nobody, "1 person matches, but cannot be mailed."},
		{1500, nobody, "1,500 people match, but none of them can be mailed."},
		{123456, everybody, "All 1,23,456 people who match will get this mail."},
	} {
		if got := campaign.Count(people(c.n), c.status, nil, "hi").Sentence; got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestTheFrozenAudienceIsWhatTheWaterfallSaid(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		ids := make([]domain.ContactID, random.IntN(60))
		for i := range ids {
			ids[i] = domain.ContactID(random.IntN(40) + 1)
		}
		before := slices.Clone(ids)
		status := func(id domain.ContactID) domain.MailStatus { return domain.MailStatus(id % 4) }
		mailed := func(id domain.ContactID) bool { return id%3 == 0 }
		w, sends := campaign.Count(ids, status, mailed, "en"), campaign.Freeze(9, ids, status, mailed, now)
		reasons, queued := map[string]int{}, 0
		for i, s := range sends {
			if s.CampaignID != 9 || !s.UpdatedAt.Equal(now) || i > 0 && sends[i-1].ContactID >= s.ContactID {
				t.Fatalf("%+v", s)
			}
			switch s.State {
			case domain.SendQueued:
				queued++
				if s.Reason != "" || status(s.ContactID) != domain.Mailable || mailed(s.ContactID) {
					t.Fatalf("%+v must not be queued", s)
				}
			case domain.SendLeftOut:
				reasons[s.Reason]++
			default:
				t.Fatalf("%+v", s)
			}
		}
		if len(sends) != w.Matching || queued != w.WillSend || !slices.Equal(before, ids) {
			t.Fatalf("%d lines and %d queued, want %+v", len(sends), queued, w)
		}
		for _, step := range w.Steps {
			if reasons[step.Key] != step.Removed {
				t.Fatalf("%v, want %+v", reasons, w)
			}
		}
	}
}

func ready() campaign.Situation {
	settings := domain.DefaultSettings()
	return campaign.Situation{
		Campaign: domain.Campaign{ID: 1, State: domain.CampaignDraft, SegmentID: 2, AccountID: 3}, Settings: settings, Now: now,
		Account:   &domain.Account{ID: 3, Kind: domain.AccountSMTP, FromAddress: "hello@nila.test", RatePerSec: 1},
		Waterfall: campaign.Waterfall{Matching: 900, WillSend: 874},
	}
}

func TestTheReviewNamesTheActAndTheTime(t *testing.T) {
	r := campaign.Look(ready())
	if want := (campaign.Review{Button: "Send to 874 people", Finish: "Takes about 15 minutes, done at about 14:15.", CanSend: true}); r != want {
		t.Errorf("%+v", r)
	}
	if got := campaign.Button(1, "en"); got != "Send to 1 person" {
		t.Error(got)
	}
	if got := campaign.Button(123456, "en-IN"); got != "Send to 1,23,456 people" {
		t.Error(got)
	}
}

func TestWhySomethingCannotBeSent(t *testing.T) {
	blocks := func(messages ...string) compose.Report {
		r := compose.Report{Findings: []compose.Finding{{Severity: compose.Warning, Message: "A link is broken"}}}
		for _, m := range messages {
			r.Findings = append(r.Findings, compose.Finding{Severity: compose.Blocks, Message: m})
		}
		return r
	}
	for want, change := range map[string]func(*campaign.Situation){
		"":                             func(*campaign.Situation) {},
		"has been sent":                func(s *campaign.Situation) { s.Campaign.State = domain.CampaignSent },
		"being sent already":           func(s *campaign.Situation) { s.Campaign.State = domain.CampaignPaused },
		"No audience is chosen":        func(s *campaign.Situation) { s.Campaign.SegmentID = 0 },
		"is not finished":              func(s *campaign.Situation) { s.Unfinished = true },
		"No sending account":           func(s *campaign.Situation) { s.Account = nil },
		"fictional people":             func(s *campaign.Situation) { s.Settings.Sample = true },
		"no address to send from":      func(s *campaign.Situation) { s.Account.FromAddress = "" },
		"Nobody matches":               func(s *campaign.Situation) { s.Waterfall = campaign.Waterfall{} },
		"None of the people":           func(s *campaign.Situation) { s.Waterfall.WillSend = 0 },
		"The subject is empty. Put it": func(s *campaign.Situation) { s.Checks = blocks("The subject is empty") },
		"The subject is empty, and 2 more to put right before sending.": func(s *campaign.Situation) {
			s.Checks = blocks("The subject is empty", "x", "y")
		},
	} {
		s := ready()
		change(&s)
		r := campaign.Look(s)
		if r.CanSend != (want == "") || !strings.Contains(r.Why, want) || want == "" && r.Why != "" {
			t.Errorf("want %q, got %+v", want, r)
		}
	}
	s := ready()
	s.Settings.Sample, s.Account.Kind, s.Account.FromAddress = true, domain.AccountOutbox, ""
	if why := campaign.CannotWhy(s); why != "" {
		t.Errorf("sample data cannot go to the outbox: %s", why)
	}
	s = ready()
	s.Checks = blocks()
	if why := campaign.CannotWhy(s); why != "" {
		t.Errorf("a warning stops sending: %s", why)
	}
}

func TestTheFinishTimeIsSaidByTheWorkspacesClock(t *testing.T) {
	for _, c := range []struct {
		n    int
		rate float64
		want string
	}{
		{0, 1, ""}, {10, 0, "Sent as fast as the server takes them."}, {30, 1, "Takes less than a minute, done at about 14:01."},
		{60, 1, "Takes about 1 minute, done at about 14:01."}, {8000, 1, "Takes about 2 hours, done at about 16:15."},
		{48000, 1, "Takes about 13 hours, done at about 03:20 tomorrow."}, {200000, 1, "Takes about 2 days, done at about 21:35 on Tuesday."},
		{1000000, 1, "Takes about 12 days, done at about 03:50 on 4 December."}, {1000000000, 0.01, "At this account's rate it would take more than three months. Raise the rate or choose a smaller audience."},
	} {
		s := ready()
		s.Waterfall.WillSend, s.Account.RatePerSec = c.n, c.rate
		if got := campaign.Finish(s); got != c.want {
			t.Errorf("%d at %g: got %q, want %q", c.n, c.rate, got, c.want)
		}
	}
	s := ready()
	s.Account.Kind = domain.AccountOutbox
	if got := campaign.Finish(s); !strings.Contains(got, "outbox on this computer") {
		t.Error(got)
	}
}

// book holds contacts and counts what is asked.
type book struct {
	contacts map[domain.ContactID]domain.Contact
	asked    int
	err      error
}

func (b *book) Contacts(_ context.Context, ids []domain.ContactID) ([]domain.Contact, error) {
	b.asked += len(ids)
	var out []domain.Contact
	for _, id := range ids {
		if c, ok := b.contacts[id]; ok {
			out = append(out, c)
		}
	}
	return out, b.err
}

func bookOf(n int) (*book, []domain.ContactID) {
	b := &book{contacts: map[domain.ContactID]domain.Contact{}}
	var ids []domain.ContactID
	for i := range n {
		id := domain.ContactID(i + 1)
		ids = append(ids, id)
		b.contacts[id] = domain.Contact{ID: id, Email: "x@nila.test", Values: map[domain.FieldID]domain.Value{
			domain.FieldFirstName: domain.TextValue("Asha"), domain.FieldLanguage: domain.TextValue("English")}}
	}
	return b, ids
}

func picked(examples []campaign.Example) string {
	var out []string
	for _, e := range examples {
		if e.Label == "" {
			out = append(out, "no label")
		}
		out = append(out, e.Why+" "+domain.IntValue(int64(e.Contact.ID)).String())
	}
	return strings.Join(out, ", ")
}

func TestTheReadersPickedAreThoseForWhomAMailGoesWrong(t *testing.T) {
	b, ids := bookOf(1200)
	delete(b.contacts[700].Values, domain.FieldFirstName)
	b.contacts[800].Values[domain.FieldLastName] = domain.TextValue("Venkatanarasimharajuvaripeta")
	b.contacts[900].Values[domain.FieldLanguage] = domain.TextValue("hi-IN")
	got, err := campaign.PickReaders(t.Context(), b, ids, "en")
	if want := "first 1, last 1200, missing_name 700, longest_name 800, other_language 900"; err != nil || picked(got) != want {
		t.Errorf("%s %v", picked(got), err)
	}
	if got, _ := campaign.PickReaders(t.Context(), b, ids, "hi"); !strings.Contains(picked(got), "other_language 2") {
		t.Error(picked(got))
	}
}

func TestSmallAudiencesGiveFewerReaders(t *testing.T) {
	for n, want := range map[int]string{0: "", 1: "first 1", 2: "first 1, last 2"} {
		b, ids := bookOf(n)
		if got, err := campaign.PickReaders(t.Context(), b, ids, "en"); err != nil || picked(got) != want {
			t.Errorf("%d: %s %v", n, picked(got), err)
		}
	}
	b, ids := bookOf(3)
	b.err = errors.New("disk")
	if _, err := campaign.PickReaders(t.Context(), b, ids, "en"); !errors.Is(err, b.err) {
		t.Error(err)
	}
}

func TestOfAVeryLargeAudienceOnlyASpreadIsLookedAt(t *testing.T) {
	b, _ := bookOf(0)
	ids := make([]domain.ContactID, 100_000)
	for i := range ids {
		ids[i] = domain.ContactID(i + 1)
	}
	b.contacts[1], b.contacts[100_000] = domain.Contact{ID: 1, Email: "a"}, domain.Contact{ID: 100_000, Email: "z"}
	got, err := campaign.PickReaders(t.Context(), b, ids, "en")
	if err != nil || b.asked != campaign.Scanned || picked(got) != "first 1, last 100000" {
		t.Errorf("%d asked, %s, %v", b.asked, picked(got), err)
	}
}

func TestSomebodyGivenTwiceIsCountedOnce(t *testing.T) {
	all := func(domain.ContactID) domain.MailStatus { return domain.Mailable }
	for _, ids := range [][]domain.ContactID{{5, 5}, {1, 2, 2, 3}, {3, 2, 3}} {
		want := 1 + len(ids)/3 + len(ids)/4
		if got := campaign.Count(ids, all, nil, "en").WillSend; got != want {
			t.Errorf("%v: %d, want %d", ids, got, want)
		}
		if got := len(campaign.Freeze(1, ids, all, nil, now)); got != want {
			t.Errorf("%v: %d lines, want %d", ids, got, want)
		}
	}
}
