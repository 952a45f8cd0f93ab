package campaign

import (
	"fmt"
	"math"
	"time"

	"github.com/kvnmail/kvnmail/backend/compose"
	"github.com/kvnmail/kvnmail/backend/domain"
)

// Situation is everything that decides whether a campaign can be sent now.
type Situation struct {
	Campaign   domain.Campaign
	Account    *domain.Account // nil if none is chosen or it is gone
	Settings   domain.Settings
	Waterfall  Waterfall
	Checks     compose.Report
	Unfinished bool // a rule of the audience is half filled in
	Now        time.Time
}

// Review are the words of the last sheet before sending.
type Review struct {
	Button  string // "Send to 874 people"
	Finish  string // when it will be done
	CanSend bool
	Why     string // why it cannot be sent, "" if it can
}

// Look reviews a campaign.
func Look(s Situation) Review {
	why := CannotWhy(s)
	return Review{Button: Button(s.Waterfall.WillSend, s.Settings.Locale), Finish: Finish(s), CanSend: why == "", Why: why}
}

// Button returns the words of the button that sends.
func Button(n int, locale string) string { return "Send to " + people(n, locale) }

// CannotWhy returns the first reason why the campaign cannot be sent at all, in
// words, or "" if it can.
func CannotWhy(s Situation) string {
	switch s.Campaign.State {
	case domain.CampaignSent:
		return "This campaign has been sent. Copy it to send it again."
	case domain.CampaignSending, domain.CampaignPaused:
		return "This campaign is being sent already."
	}
	switch {
	case s.Campaign.SegmentID == 0:
		return "No audience is chosen yet. Choose the segment that gets this mail."
	case s.Unfinished:
		return "A rule of the audience is not finished. Open the segment, and complete the rule or remove it."
	case s.Account == nil:
		return "No sending account is chosen. Choose one, or the outbox on this computer to try it out."
	case s.Settings.Sample && s.Account.Kind != domain.AccountOutbox:
		return "These are fictional people, so nothing is sent to a real server. Choose the outbox on this computer to see the mails."
	case s.Account.Kind == domain.AccountSMTP && s.Account.FromAddress == "":
		return "The sending account has no address to send from. Enter it in the account's settings."
	case s.Checks.Blocked():
		return blockedBy(s.Checks)
	case s.Waterfall.Matching == 0:
		return "Nobody matches the audience right now, so there is nobody to send to."
	case s.Waterfall.WillSend == 0:
		return "None of the people who match can be mailed. The steps above say why."
	}
	return ""
}

func blockedBy(r compose.Report) string {
	var first string
	n := 0
	for _, f := range r.Findings {
		if f.Severity == compose.Blocks {
			if n++; n == 1 {
				first = f.Message
			}
		}
	}
	if n == 1 {
		return first + ". Put it right before sending."
	}
	return fmt.Sprintf("%s, and %d more to put right before sending.", first, n-1)
}

// Finish says when sending would be done at the account's rate, by the
// workspace's clock.
func Finish(s Situation) string {
	n := s.Waterfall.WillSend
	switch {
	case n == 0 || s.Account == nil:
		return ""
	case s.Account.Kind == domain.AccountOutbox:
		return "The mails stay in the outbox on this computer. Nothing leaves it."
	case s.Account.RatePerSec <= 0 || math.IsNaN(s.Account.RatePerSec):
		return "Sent as fast as the server takes them."
	}
	seconds := math.Ceil(float64(n) / s.Account.RatePerSec)
	if seconds > 90*24*3600 {
		return "At this account's rate it would take more than three months. Raise the rate or choose a smaller audience."
	}
	took := time.Duration(seconds) * time.Second
	return fmt.Sprintf("Takes %s, done at about %s.", about(took), clock(s.Now, took, s.Settings.Location()))
}

// about writes a duration the way people say it.
func about(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "less than a minute"
	case d < 90*time.Minute:
		return plural(int(math.Ceil(d.Minutes())), "about %d minute")
	case d < 36*time.Hour:
		return plural(int(math.Round(d.Hours())), "about %d hour")
	}
	return plural(int(math.Round(d.Hours()/24)), "about %d day")
}

func plural(n int, form string) string {
	out := fmt.Sprintf(form, n)
	if n == 1 {
		return out
	}
	return out + "s"
}

// clock writes the moment after d, rounded up to the minute or, beyond an hour,
// to five minutes.
func clock(now time.Time, d time.Duration, zone *time.Location) string {
	step := time.Minute
	if d > time.Hour {
		step = 5 * time.Minute
	}
	now = now.In(zone)
	end := now.Add(d + step - 1).Truncate(step)
	out := end.Format("15:04")
	switch days := daysBetween(now, end); {
	case days == 0:
		return out
	case days == 1:
		return out + " tomorrow"
	case days < 7:
		return out + " on " + end.Format("Monday")
	}
	return out + " on " + end.Format("2 January")
}

func daysBetween(a, b time.Time) int {
	day := func(t time.Time) int64 {
		y, m, d := t.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400
	}
	return int(day(b) - day(a))
}
