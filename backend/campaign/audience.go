package campaign

import (
	"fmt"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// AlreadyMailed is the reason of people who got this campaign before. The other
// reasons are the keys of [domain.MailStatus].
const AlreadyMailed = "already_mailed"

// Status says whether a contact can be mailed for marketing.
type Status func(domain.ContactID) domain.MailStatus

// Mailed says whether a contact has got this campaign already. A nil Mailed
// means nobody has.
type Mailed func(domain.ContactID) bool

// Waterfall is the way from people who match to mails that leave.
type Waterfall struct {
	Matching int
	WillSend int
	Steps    []Step // every reason in order, also those that remove nobody
	Sentence string
}

// Step removes people for one reason. Left is how many are left after it.
type Step struct {
	Key     string
	Label   string
	Removed int
	Left    int
}

var steps = []Step{
	{Key: domain.NoAddress.String(), Label: "Have no email address"},
	{Key: domain.NoConsent.String(), Label: "Have not given permission"},
	{Key: domain.Suppressed.String(), Label: "Unsubscribed or bounced"},
	{Key: domain.Paused.String(), Label: "Mail to them is paused"},
	{Key: AlreadyMailed, Label: "Got this campaign already"},
}

// Count works out the waterfall of an audience. Members may come in any order;
// one who comes twice counts once. Numbers in the sentence are written for locale.
func Count(members []domain.ContactID, status Status, mailed Mailed, locale string) Waterfall {
	removed := map[string]int{}
	w := Waterfall{}
	for _, id := range distinct(members) {
		w.Matching++
		if reason := leftOut(id, status, mailed); reason != "" {
			removed[reason]++
		}
	}
	w.WillSend = w.Matching
	for _, s := range steps {
		s.Removed = removed[s.Key]
		w.WillSend -= s.Removed
		s.Left = w.WillSend
		w.Steps = append(w.Steps, s)
	}
	w.Sentence = sentence(w, locale)
	return w
}

// Freeze returns the ledger lines of a campaign in contact order: queued for
// those who will be mailed, left_out with the reason for everybody else.
func Freeze(campaign domain.CampaignID, members []domain.ContactID, status Status, mailed Mailed, now time.Time) []domain.Send {
	ids := distinct(members)
	sends := make([]domain.Send, len(ids))
	for i, id := range ids {
		sends[i] = domain.Send{CampaignID: campaign, ContactID: id, State: domain.SendQueued, UpdatedAt: now}
		if reason := leftOut(id, status, mailed); reason != "" {
			sends[i].State, sends[i].Reason = domain.SendLeftOut, reason
		}
	}
	return sends
}

// leftOut returns the first reason not to mail a contact, "" if there is none.
func leftOut(id domain.ContactID, status Status, mailed Mailed) string {
	if s := status(id); s != domain.Mailable {
		return s.String()
	}
	if mailed != nil && mailed(id) {
		return AlreadyMailed
	}
	return ""
}

// distinct returns the ids sorted, each once.
func distinct(ids []domain.ContactID) []domain.ContactID {
	if sorted := slices.IsSorted(ids); !sorted {
		ids = slices.Clone(ids)
		slices.Sort(ids)
		return slices.Compact(ids)
	}
	return slices.Compact(slices.Clone(ids))
}

func sentence(w Waterfall, locale string) string {
	switch {
	case w.Matching == 0:
		return "Nobody matches this audience right now."
	case w.WillSend == 0 && w.Matching == 1:
		return "1 person matches, but cannot be mailed."
	case w.WillSend == 0:
		return fmt.Sprintf("%s match, but none of them can be mailed.", people(w.Matching, locale))
	case w.WillSend == w.Matching && w.Matching == 1:
		return "1 person matches and will get this mail."
	case w.WillSend == w.Matching:
		return fmt.Sprintf("All %s who match will get this mail.", people(w.Matching, locale))
	}
	return fmt.Sprintf("%s match; %s of them will get this mail.", people(w.Matching, locale), domain.FormatCount(w.WillSend, locale))
}

// people writes "1 person" or "874 people".
func people(n int, locale string) string {
	if n == 1 {
		return "1 person"
	}
	return domain.FormatCount(n, locale) + " people"
}
