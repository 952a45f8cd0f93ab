package comply

import (
	"context"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Account tells for a person's page whether they can be mailed now and what is
// recorded about it, in words.
type Account struct {
	Status   domain.MailStatus
	Headline string // "Can be mailed today." or that not
	Reason   string // why not, "" when they can be mailed
	Todo     string // what to do about it
	Pause    domain.Pause
	Paused   bool          // the pause is in force, also where something else comes first
	Lines    []AccountLine // the newest first
}

// AccountLine is one entry of the permission ledger, or the suppression, as a sentence.
type AccountLine struct {
	Kind string // "granted", "withdrawn" or "suppressed"
	Text string
	At   time.Time
}

// Account tells a contact's permission in a language ("en", "hi"). Times are
// written in the given zone.
func (g *Gate) Account(ctx context.Context, c domain.Contact, zone *time.Location, lang string) (Account, error) {
	var a Account
	var err error
	if _, a.Status, err = g.Admit(ctx, c); err != nil {
		return a, err
	}
	entries, err := g.store.ConsentOf(ctx, c.ID)
	if err != nil {
		return a, err
	}
	suppressions, err := g.SuppressionsOf(ctx, c)
	if err != nil {
		return a, err
	}
	if a.Pause, a.Paused, err = g.store.PauseOf(ctx, c.ID); err != nil {
		return a, err
	}
	a.Paused = a.Paused && a.Pause.Holds(g.clock.Now())
	w := teller{wordsIn(lang), lang, zone}
	for _, s := range suppressions {
		a.Lines = append(a.Lines, AccountLine{Kind: "suppressed", Text: w.suppressed(s), At: s.At})
	}
	for _, e := range slices.Backward(entries) {
		a.Lines = append(a.Lines, AccountLine{Kind: string(e.Action), Text: w.consent(e), At: e.At})
	}
	a.Headline = w.headline(a.Status)
	latest, _ := g.latest(entries)
	a.Reason, a.Todo = w.reason(c, a, latest, suppressions)
	return a, nil
}

// Sentences is Account in plain English lines: first whether they can be mailed,
// then what is recorded, newest first.
func (g *Gate) Sentences(ctx context.Context, c domain.Contact, zone *time.Location) ([]string, error) {
	a, err := g.Account(ctx, c, zone, "en")
	if err != nil {
		return nil, err
	}
	out := []string{a.Headline}
	if a.Reason != "" && (len(a.Lines) == 0 || a.Lines[0].Text != a.Reason) {
		out = append(out, a.Reason)
	}
	for _, line := range a.Lines {
		out = append(out, line.Text)
	}
	if len(a.Lines) == 0 {
		out = append(out, wordsIn("en").nothing)
	}
	return out, nil
}

// teller writes sentences in one language.
type teller struct {
	*words
	lang string
	zone *time.Location
}

func (t teller) day(at time.Time) string { return domain.FormatDay(at.In(t.zone), t.lang) }

func (t teller) headline(s domain.MailStatus) string {
	if s == domain.Mailable {
		return t.can
	}
	return t.cannot
}

// reason says why somebody cannot be mailed and what to do.
func (t teller) reason(c domain.Contact, a Account, latest domain.ConsentEntry, suppressions []domain.Suppression) (why, todo string) {
	switch a.Status {
	case domain.NoAddress:
		if c.Email == "" {
			return t.noAddress, t.addAddress
		}
		return t.badAddress, t.correctAddress
	case domain.NoConsent:
		if latest.Action == domain.Withdrawn {
			return t.tookBack(t.day(latest.At)), t.onlyThey
		}
		return t.neverAgreed, t.recordIt
	case domain.Suppressed:
		return t.closed(suppressions)
	case domain.Paused:
		if a.Pause.Until.IsZero() {
			return t.pausedForGood, t.liftIt
		}
		return t.pausedUntil(t.day(a.Pause.Until.Add(-time.Millisecond))), t.liftIt // the last day
	}
	return "", ""
}

func (t teller) closed(suppressions []domain.Suppression) (why, todo string) {
	if len(suppressions) == 0 { // written since the gate looked
		return t.words.suppressedOn(""), t.staysClosed
	}
	s := suppressions[0]
	if s.Reason == domain.SuppressedBounced {
		return t.suppressed(s), t.correctAddress
	}
	return t.suppressed(s), t.staysClosed
}

func (t teller) suppressed(s domain.Suppression) string {
	say := t.why[s.Reason]
	if say == nil {
		say = t.suppressedOn
	}
	return say(t.day(s.At) + t.from(s.Source))
}

func (t teller) consent(e domain.ConsentEntry) string {
	what, on := t.purpose(e.Purpose), t.day(e.At)+t.from(e.Source)
	switch {
	case e.Action == domain.Withdrawn:
		return t.withdrawn(what, on)
	case e.Basis == "existing_customer":
		return t.customer(what, on, e.Wording)
	}
	return t.agreed(what, on, e.Wording)
}

func (t teller) from(source string) string {
	if source == "" {
		return ""
	}
	return " (" + source + ")"
}

func (t teller) purpose(p domain.Purpose) string {
	if p == domain.Marketing {
		return t.marketing
	}
	return string(p)
}
