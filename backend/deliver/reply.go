package deliver

import (
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Verdict is what an outcome means for the person, the connection and the account.
type Verdict int

// The verdicts.
const (
	Accepted   Verdict = iota // the server took the mail
	Refused                   // this recipient, for good
	HardBounce                // this recipient, for good: the mailbox does not exist
	Later                     // this recipient, for now
	Dropped                   // the connection ended before the final dot: nothing left
	Unknown                   // the connection ended after the final dot
	Throttled                 // the account is too fast: slow down and try again
	Stop                      // the account cannot send now; no recipient is to blame
)

// Classify reads an outcome by its scope. Only Refused, HardBounce and Later
// are about the recipient.
func Classify(o Outcome) Verdict {
	switch {
	case o.Err != nil && o.Stage == StageDot:
		return Unknown
	case o.Err != nil:
		return Dropped
	case o.Code/100 == 2 && o.Stage == StageDot:
		return Accepted
	case isAboutAccount(o):
		return Stop
	case o.Code == 421, o.Code == 454, strings.HasPrefix(o.Enhanced, "4.7."), saysTooFast(o.Reply):
		return throttledOrLater(o)
	case o.Code/100 == 4 && o.Stage <= StageSender:
		return Throttled
	case o.Code/100 == 4:
		return Later
	case o.Stage <= StageSender:
		return Stop
	case isHardBounce(o):
		return HardBounce
	}
	return Refused
}

// throttledOrLater: greylisting answers 4.7.x to one recipient; everything else
// of that family is about the pace.
func throttledOrLater(o Outcome) Verdict {
	if has(o.Reply, "greylist", "graylist", "try again in") && o.Code != 421 && o.Stage != StageSender {
		return Later
	}
	return Throttled
}

// isAboutAccount holds the replies that come for any recipient: sign-in,
// limits of the account, a sender that may not send as this address or is not
// authenticated, a mail too large for the server.
func isAboutAccount(o Outcome) bool {
	switch o.Code {
	case 530, 534, 535, 538:
		return true
	}
	switch o.Enhanced {
	case "5.4.5", "4.4.5", "5.7.515", "5.7.60", "5.7.8", "5.7.9", "5.7.14", "5.7.25", "5.7.26", "5.7.27", "5.7.708", "5.3.4", "5.7.501", "5.7.502", "5.7.503":
		return true
	}
	if has(o.Reply, "relay access denied", "relaying denied", "relay not permitted", "unable to relay", "not permitted to relay", "authentication required", "sender address rejected", "not owned by user", "sendasdenied", "not authorized to send", "account suspended", "account is disabled") {
		return true
	}
	return saysLimit(o.Reply)
}

// saysLimit: the allowance is used up, so trying on only makes it worse.
func saysLimit(reply string) bool {
	return has(reply, "daily user sending", "daily sending", "sending limit", "daily limit", "daily quota", "sending quota", "daily message quota", "monthly limit", "limit exceeded for this account", "exceeded the maximum number of messages", "hourly limit", "out of credits")
}

func saysTooFast(reply string) bool {
	return has(reply, "too many messages", "rate limit", "too fast", "throttl", "maximum sending rate", "too many connections", "slow down")
}

// onlyClosing: many servers end a connection after some mails or minutes, which
// says nothing about the pace.
func onlyClosing(o Outcome) bool {
	return o.Code == 421 && !strings.HasPrefix(o.Enhanced, "4.7.") && !saysTooFast(o.Reply)
}

// isHardBounce is strict, because it closes an address for good: the server
// must say that the mailbox or its domain does not exist.
func isHardBounce(o Outcome) bool {
	if o.Code/100 != 5 || o.Stage != StageRecipient {
		return false
	}
	switch o.Enhanced {
	case "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10":
		return true
	case "":
		return has(o.Reply, "user unknown", "unknown user", "no such user", "does not exist", "no such mailbox", "mailbox not found", "unknown recipient", "recipient unknown", "no such recipient")
	}
	return false
}

func has(reply string, phrases ...string) bool {
	lowered := strings.ToLower(reply)
	for _, p := range phrases {
		if strings.Contains(lowered, p) {
			return true
		}
	}
	return false
}

// stopSentence says to a marketer why the account cannot go on.
func stopSentence(o Outcome) string {
	said := ""
	if o.Reply != "" {
		said = " The server said: " + o.Reply
	}
	switch {
	case o.Code == 530 || o.Code == 534 || o.Code == 535 || o.Code == 538 || o.Enhanced == "5.7.8" || o.Enhanced == "5.7.9":
		return "The mail server did not accept the sign-in, so sending is paused. Check the user name and password of the sending account, then go on." + said
	case saysLimit(o.Reply) || o.Enhanced == "5.4.5" || o.Enhanced == "4.4.5":
		return "The sending account has reached its limit, so sending is paused. Go on when the limit is reset, usually a day later." + said
	case o.Enhanced == "5.3.4":
		return "The mail is larger than the server takes, so sending is paused. Use smaller pictures, then go on." + said
	}
	return "The mail server does not let this account send these mails, so sending is paused. Nobody was marked as unreachable for it. Ask the mail provider about the reply below, then go on." + said
}

// apply writes a verdict into a ledger row.
func (v Verdict) apply(row domain.Send, o Outcome) domain.Send {
	row.Reply = o.Reply
	switch v {
	case Accepted:
		row.State = domain.SendSent
	case Refused, HardBounce:
		row.State = domain.SendRefused
	case Unknown:
		row.State = domain.SendUnknown
		row.Reply = "The connection ended before the server answered. Whether it took the mail is not known."
	case Later, Dropped:
		row.State = domain.SendRetry
	case Throttled, Stop:
		row.State = domain.SendQueued
	}
	return row
}
