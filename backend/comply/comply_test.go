package comply_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/domain"
)

// book is a workspace's permissions in memory.
type book struct {
	consent    map[domain.ContactID][]domain.ConsentEntry
	suppressed map[[32]byte]domain.Suppression
	addresses  map[domain.ContactID]string
	pauses     map[domain.ContactID]domain.Pause
	fault      error
}

func newBook() *book {
	return &book{map[domain.ContactID][]domain.ConsentEntry{}, map[[32]byte]domain.Suppression{}, map[domain.ContactID]string{}, map[domain.ContactID]domain.Pause{}, nil}
}

func (b *book) ConsentOf(_ context.Context, id domain.ContactID) ([]domain.ConsentEntry, error) {
	return b.consent[id], b.fault
}

func (b *book) EachConsent(_ context.Context, purpose domain.Purpose, fn func(domain.ContactID, domain.ConsentAction, time.Time) error) error {
	for id, entries := range b.consent {
		var latest domain.ConsentEntry
		for _, e := range entries {
			if e.Purpose == purpose {
				latest = e
			}
		}
		if latest.Action == "" {
			continue
		}
		if err := fn(id, latest.Action, latest.At); err != nil {
			return err
		}
	}
	return b.fault
}

func (b *book) AddSuppression(_ context.Context, s domain.Suppression) error {
	if _, there := b.suppressed[s.Hash]; !there {
		b.suppressed[s.Hash] = s
	}
	return b.fault
}

func (b *book) IsSuppressed(_ context.Context, hash [32]byte) (domain.Suppression, bool, error) {
	s, yes := b.suppressed[hash]
	return s, yes, b.fault
}

func (b *book) EachSuppression(_ context.Context, fn func(domain.Suppression) error) error {
	for _, s := range b.suppressed {
		if err := fn(s); err != nil {
			return err
		}
	}
	return b.fault
}

func (b *book) EachAddress(_ context.Context, fn func(domain.ContactID, string) error) error {
	for id, email := range b.addresses {
		if err := fn(id, email); err != nil {
			return err
		}
	}
	return b.fault
}

func (b *book) PauseOf(_ context.Context, id domain.ContactID) (domain.Pause, bool, error) {
	p, found := b.pauses[id]
	return p, found, b.fault
}

func (b *book) EachPause(_ context.Context, fn func(domain.Pause) error) error {
	for _, p := range b.pauses {
		if err := fn(p); err != nil {
			return err
		}
	}
	return b.fault
}

var secret = []byte("0123456789abcdef0123456789abcdef")

type fixed struct{}

func (fixed) Now() time.Time { return time.Date(2026, 11, 22, 20, 0, 0, 0, time.UTC) }

func gate(b *book) *comply.Gate { return comply.NewGate(b, secret, domain.Marketing, fixed{}) }

func TestEverySpellingOfAMailboxHasOneHash(t *testing.T) {
	want := comply.HashAddress(secret, "asha.rao@münchen.example")
	for _, spelling := range []string{
		" Asha.Rao@MÜNCHEN.example ", "asha.rao@xn--mnchen-3ya.example", "asha\u200b.rao@münchen.example",
		"asha.rao@mu\u0308nchen.example", "asha.rao@münchen.example.", "ａｓｈａ.rao＠münchen.example", "\tASHA.RAO@XN--MNCHEN-3YA.EXAMPLE\n",
	} {
		if comply.HashAddress(secret, spelling) != want {
			t.Errorf("%q has another hash", spelling)
		}
	}
	for _, other := range []string{"asha.rao@munchen.example", "ashar.ao@münchen.example", ""} {
		if comply.HashAddress(secret, other) == want {
			t.Errorf("%q has the same hash", other)
		}
	}
	if comply.HashAddress([]byte("other"), "asha.rao@münchen.example") == want {
		t.Error("the hash does not depend on the secret")
	}
}

func FuzzHashIgnoresCaseAndInvisibleCharacters(f *testing.F) {
	f.Add("asha@example.com")
	f.Add("İ@ßx.example")
	f.Fuzz(func(t *testing.T, email string) {
		want := comply.HashAddress(secret, email)
		if comply.HashAddress(secret, "\u200b "+email+"\ufeff\r\n") != want {
			t.Errorf("%q", email)
		}
	})
}

func granted() []domain.ConsentEntry {
	return []domain.ConsentEntry{{Purpose: domain.Marketing, Action: domain.Granted, Basis: "consent", Source: "shop counter", Wording: "Yes, send me offers", At: fixed{}.Now()}}
}

func TestTheGateAndTheCountAlwaysAgree(t *testing.T) {
	b := newBook()
	g := gate(b)
	withdrawn := append(granted(), domain.ConsentEntry{Purpose: domain.Marketing, Action: domain.Withdrawn})
	again := append(withdrawn[:2:2], granted()...)
	other := []domain.ConsentEntry{{Purpose: "orders", Action: domain.Granted}}
	if err := g.Suppress(t.Context(), " NO@example.com", domain.SuppressedUnsubscribed, "link"); err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct {
		email   string
		consent []domain.ConsentEntry
		want    domain.MailStatus
	}{
		{"a@example.com", granted(), domain.Mailable}, {"", granted(), domain.NoAddress}, {"a@b", granted(), domain.NoAddress},
		{"a@example.com>\r\nRCPT TO:<b@example.com", granted(), domain.NoAddress}, {"a\u200b@example.com", granted(), domain.NoAddress},
		{"a b@example.com", granted(), domain.NoAddress}, {"a@@example.com", granted(), domain.NoAddress}, {".a@example.com", granted(), domain.NoAddress},
		{"b@example.com", nil, domain.NoConsent}, {"c@example.com", withdrawn, domain.NoConsent}, {"d@example.com", again, domain.Mailable},
		{"e@example.com", other, domain.NoConsent}, {"no@example.com", granted(), domain.Suppressed}, {"no@example.com", nil, domain.NoConsent},
		{"रवि@example.com", granted(), domain.Mailable},
	} {
		id := domain.ContactID(i + 1)
		b.addresses[id], b.consent[id] = c.email, c.consent
		ticket, got, err := g.Admit(t.Context(), domain.Contact{ID: id, Email: c.email})
		if err != nil || got != c.want || (ticket.Address() == c.email) != (got == domain.Mailable) && c.email != "" {
			t.Errorf("%q: %v %v, ticket for %q", c.email, got, err, ticket.Address())
		}
		statuses, err := g.Statuses(t.Context())
		if err != nil || statuses(id) != c.want {
			t.Errorf("%q counts as %v, want %v (%v)", c.email, statuses(id), c.want, err)
		}
	}
}

func TestNothingIsAdmittedWhenItCannotBeDecided(t *testing.T) {
	b := newBook()
	b.consent[1], b.fault = granted(), errors.New("disk gone")
	ticket, status, err := gate(b).Admit(t.Context(), domain.Contact{ID: 1, Email: "a@example.com"})
	if err == nil || status == domain.Mailable || ticket != (comply.Ticket{}) {
		t.Errorf("%v %v %v", ticket, status, err)
	}
}

func TestTheFirstSuppressionStays(t *testing.T) {
	b := newBook()
	g := gate(b)
	for _, r := range []domain.SuppressionReason{domain.SuppressedComplained, domain.SuppressedManually} {
		if err := g.Suppress(t.Context(), "a@example.com", r, "x"); err != nil {
			t.Fatal(err)
		}
	}
	if s := b.suppressed[comply.HashAddress(secret, "a@example.com")]; s.Reason != domain.SuppressedComplained || !s.At.Equal(fixed{}.Now()) {
		t.Errorf("%+v", s)
	}
}

func TestAProofGoesOnlyWhereNobodySaidNo(t *testing.T) {
	b := newBook()
	g := gate(b)
	if ticket, err := g.AdmitOwn(t.Context(), " me@shop.example "); err != nil || ticket.Address() != "me@shop.example" || ticket.Contact() != 0 {
		t.Errorf("%v %v", ticket, err)
	}
	if err := g.Suppress(t.Context(), "me@shop.example", domain.SuppressedManually, ""); err != nil {
		t.Fatal(err)
	}
	if _, err := g.AdmitOwn(t.Context(), "ME@shop.example"); domain.CodeOf(err) != domain.Blocked {
		t.Error(err)
	}
	if _, err := g.AdmitOwn(t.Context(), "not an address"); domain.CodeOf(err) != domain.Invalid {
		t.Error(err)
	}
}

func TestAPersonsPageSaysWhyAndSinceWhen(t *testing.T) {
	b := newBook()
	g := gate(b)
	b.consent[1] = granted()
	zone := time.FixedZone("IST", 19800)
	person := domain.Contact{ID: 1, Email: "a@example.com"}
	got, err := g.Sentences(t.Context(), person, zone)
	want := "Can be mailed today.|Agreed to marketing mail, recorded on 23 November 2026 (shop counter), with the words “Yes, send me offers”."
	if err != nil || strings.Join(got, "|") != want {
		t.Errorf("%q %v", got, err)
	}
	if err := g.Suppress(t.Context(), "a@example.com", domain.SuppressedUnsubscribed, "link in a mail"); err != nil {
		t.Fatal(err)
	}
	got, err = g.Sentences(t.Context(), person, zone)
	if err != nil || len(got) != 3 || got[1] != "Unsubscribed on 23 November 2026 (link in a mail)." {
		t.Errorf("%q %v", got, err)
	}
	got, err = g.Sentences(t.Context(), domain.Contact{ID: 2, ExternalID: "C2"}, zone)
	if err != nil || strings.Join(got, "|") != "Cannot be mailed today.|There is no email address.|Nothing is recorded about what they agreed to." {
		t.Errorf("%q %v", got, err)
	}
}

func TestAPauseHoldsUntilItsEndOrUntilItIsLifted(t *testing.T) {
	b := newBook()
	g := gate(b)
	now := fixed{}.Now()
	for i, c := range []struct {
		until   time.Time
		email   string
		consent []domain.ConsentEntry
		want    domain.MailStatus
	}{
		{now.Add(time.Minute), "a@example.com", granted(), domain.Paused}, {time.Time{}, "a@example.com", granted(), domain.Paused},
		{now, "a@example.com", granted(), domain.Mailable}, {time.Time{}, "", granted(), domain.NoAddress}, {time.Time{}, "a@example.com", nil, domain.NoConsent},
	} {
		id := domain.ContactID(i + 1)
		b.addresses[id], b.consent[id], b.pauses[id] = c.email, c.consent, domain.Pause{ContactID: id, Until: c.until}
		ticket, got, err := g.Admit(t.Context(), domain.Contact{ID: id, Email: c.email})
		if err != nil || got != c.want || got != domain.Mailable && ticket != (comply.Ticket{}) {
			t.Errorf("%d: %v %v", i, got, err)
		}
		if statuses, err := g.Statuses(t.Context()); err != nil || statuses(id) != c.want {
			t.Errorf("%d counts as %v, want %v (%v)", i, statuses(id), c.want, err)
		}
	}
	delete(b.pauses, 2)
	if _, got, err := g.Admit(t.Context(), domain.Contact{ID: 2, Email: "a@example.com"}); err != nil || got != domain.Mailable {
		t.Errorf("after lifting: %v %v", got, err)
	}
}

func TestThePageSaysWhyNotAndWhatToDoInBothLanguages(t *testing.T) {
	b := newBook()
	g := gate(b)
	withdrawn := append(granted(), domain.ConsentEntry{Purpose: domain.Marketing, Action: domain.Withdrawn, At: fixed{}.Now()})
	if err := g.Suppress(t.Context(), "gone@example.com", domain.SuppressedBounced, ""); err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct {
		email         string
		consent       []domain.ConsentEntry
		pause         domain.Pause
		reason, hindi string
	}{
		{"a@example.com", withdrawn, domain.Pause{}, "They took their permission back on 22 November 2026.", "उन्होंने 22 नवंबर 2026 को अपनी सहमति वापस ले ली।"},
		{"a@example", granted(), domain.Pause{}, "The email address is not complete.", "ईमेल पता पूरा नहीं है।"},
		{"gone@example.com", granted(), domain.Pause{}, "Closed, because their mailbox does not exist, on 22 November 2026.", "22 नवंबर 2026 को बंद हुआ, क्योंकि मेलबॉक्स मौजूद नहीं है।"},
		{"a@example.com", granted(), domain.Pause{ContactID: 4, Until: fixed{}.Now().AddDate(0, 0, 8)}, "Mail to them is paused until the end of 30 November 2026.", "इन्हें ईमेल भेजना 30 नवंबर 2026 के अंत तक रोका हुआ है।"},
	} {
		id := domain.ContactID(i + 1)
		b.consent[id] = c.consent
		if c.pause.ContactID != 0 {
			b.pauses[id] = c.pause
		}
		for lang, want := range map[string]string{"en": c.reason, "hi": c.hindi} {
			a, err := g.Account(t.Context(), domain.Contact{ID: id, Email: c.email}, time.UTC, lang)
			if err != nil || a.Reason != want || a.Todo == "" || a.Status == domain.Mailable {
				t.Errorf("%d in %s: %+v %v", i, lang, a, err)
			}
		}
	}
}
