package deliver_test

import (
	"errors"
	"testing"

	"github.com/kvnmail/kvnmail/backend/deliver"
)

func TestRepliesAreReadByTheirScope(t *testing.T) {
	const sender, recipient, body, dot = deliver.StageSender, deliver.StageRecipient, deliver.StageBody, deliver.StageDot
	for _, c := range []struct {
		name     string
		stage    deliver.Stage
		code     int
		enhanced string
		reply    string
		want     deliver.Verdict
	}{
		{"taken", dot, 250, "2.0.0", "queued as 1", deliver.Accepted},
		{"no such user", recipient, 550, "5.1.1", "user unknown", deliver.HardBounce},
		{"no such user without a code", recipient, 550, "", "No such user here", deliver.HardBounce},
		{"no such domain", recipient, 550, "5.1.2", "host unknown", deliver.HardBounce},
		{"mailbox full for good", recipient, 552, "5.2.2", "over quota", deliver.Refused},
		{"policy of one recipient", recipient, 550, "5.7.1", "rejected by recipient's rules", deliver.Refused},
		{"bare 550", recipient, 550, "", "rejected", deliver.Refused},
		{"spam", dot, 554, "5.7.1", "message looks like spam", deliver.Refused},
		{"unknown user said about a mail's content is not a bounce", dot, 550, "5.1.1", "user unknown", deliver.Refused},
		{"busy mailbox", recipient, 450, "4.2.1", "mailbox busy", deliver.Later},
		{"local error", dot, 451, "4.3.0", "try later", deliver.Later},
		{"no space", recipient, 452, "4.2.2", "full", deliver.Later},
		{"greylisted", recipient, 451, "4.7.1", "Greylisting in action", deliver.Later},
		{"closing", recipient, 421, "4.3.2", "closing", deliver.Throttled},
		{"Amazon's pace", dot, 454, "4.7.0", "Throttling failure: Maximum sending rate exceeded.", deliver.Throttled},
		{"Gmail's pace", recipient, 421, "4.7.28", "unusual rate", deliver.Throttled},
		{"Amazon's day", dot, 454, "", "Throttling failure: Daily message quota exceeded.", deliver.Stop},
		{"Gmail's day", sender, 550, "5.4.5", "Daily user sending limit exceeded", deliver.Stop},
		{"not signed in", sender, 530, "5.7.0", "Authentication Required", deliver.Stop},
		{"bad password", deliver.StageConnect, 535, "5.7.8", "bad", deliver.Stop},
		{"Microsoft's domain check", dot, 550, "5.7.515", "Access denied", deliver.Stop},
		{"may not send as", dot, 554, "5.2.0", "SendAsDenied; not allowed to send as", deliver.Stop},
		{"relaying", recipient, 554, "5.7.1", "Relay access denied", deliver.Stop},
		{"sender refused", sender, 553, "5.7.1", "no", deliver.Stop},
		{"sender put off", sender, 451, "4.3.0", "later", deliver.Throttled},
		{"too large", sender, 552, "5.3.4", "size", deliver.Stop},
		{"body put off", body, 451, "4.3.0", "later", deliver.Later},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := deliver.Classify(deliver.Outcome{Stage: c.stage, Code: c.code, Enhanced: c.enhanced, Reply: c.reply})
			if got != c.want {
				t.Errorf("verdict %d, want %d", got, c.want)
			}
		})
	}
	gone := errors.New("connection reset")
	for stage, want := range map[deliver.Stage]deliver.Verdict{sender: deliver.Dropped, body: deliver.Dropped, dot: deliver.Unknown} {
		if got := deliver.Classify(deliver.Outcome{Stage: stage, Err: gone}); got != want {
			t.Errorf("lost at stage %d: %d, want %d", stage, got, want)
		}
	}
}
