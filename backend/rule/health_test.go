package rule_test

import (
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
)

func TestHealth(t *testing.T) {
	const bounced, hard, soft = `{"type":"health","is":"bounced"}`, `{"type":"health","is":"bounced","bounce":"hard"}`, `{"type":"health","is":"bounced","bounce":"soft"}`
	const role, unengaged = `{"type":"health","is":"role"}`, `{"type":"health","is":"never_engaged"}`
	softly := someone(did("bounced", ago(5), "bounce", "Soft"))
	blocked := someone(domain.Suppression{Reason: domain.SuppressedBounced, At: ago(5)})
	means(t,
		meaning{"bounced: either kind", bounced, softly, true},
		meaning{"bounced soft", soft, softly, true},
		meaning{"is not bounced hard", hard, softly, false},
		meaning{"bounced hard", hard, someone(did("bounced", ago(5), "bounce", "hard")), true},
		meaning{"an address suppressed for bouncing has bounced hard", hard, blocked, true},
		meaning{"and not soft", soft, blocked, false},
		meaning{"a bounce of no kind is neither", hard, someone(did("bounced", ago(5))), false},
		meaning{"in a time", `{"type":"health","is":"bounced","window":{"kind":"last","n":5,"unit":"day"}}`, softly, false},
		meaning{"no bounce", bounced, someone(did("sent", ago(5))), false},

		meaning{"role address", role, someone("Info@example.com"), true},
		meaning{"what follows a plus is not looked at", role, someone("sales+diwali@example.com"), true},
		meaning{"a person's address", role, someone("asha@example.com"), false},
		meaning{"no address", role, someone(), false},
		meaning{"a name that only begins like one", role, someone("information@example.com"), false},

		meaning{"never engaged: mailed, but never opened or clicked", unengaged, someone(did("sent", ago(9)), did("visited", ago(8))), true},
		meaning{"one open is enough", unengaged, someone(did("sent", ago(9)), did("opened", ago(8))), false},
		meaning{"what machines did does not count", unengaged, someone(did("sent", ago(9)), did("clicked", ago(8), "machine", true)), true},
		meaning{"who was never mailed is not unengaged", unengaged, someone(), false},
	)
}
