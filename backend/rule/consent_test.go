package rule_test

import (
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

func TestConsent(t *testing.T) {
	entry := func(action domain.ConsentAction, basis string, at time.Time) domain.ConsentEntry {
		return domain.ConsentEntry{Purpose: "marketing", Action: action, Basis: basis, At: at}
	}
	granted := entry(domain.Granted, "consent", ago(40))
	const has, withdrawn = `{"type":"consent","purpose":"marketing"}`, `{"type":"consent","purpose":"marketing","state":"withdrawn"}`
	means(t,
		meaning{"has consent for a purpose", has, someone(granted), true},
		meaning{"not for another purpose", `{"type":"consent","purpose":"surveys"}`, someone(granted), false},
		meaning{"nobody has who was never asked", has, someone(), false},
		meaning{"the latest entry counts", has, someone(granted, entry(domain.Withdrawn, "", ago(3))), false},
		meaning{"whatever the order it comes in", has, someone(entry(domain.Withdrawn, "", ago(50)), granted), true},
		meaning{"has withdrawn", withdrawn, someone(granted, entry(domain.Withdrawn, "", ago(3))), true},
		meaning{"who never granted has not withdrawn", withdrawn, someone(), false},
		meaning{"with basis", `{"type":"consent","purpose":"marketing","basis":["Consent","contract"]}`, someone(granted), true},
		meaning{"another basis does not do", `{"type":"consent","purpose":"marketing","basis":["existing_customer"]}`, someone(granted), false},
		meaning{"since when", `{"type":"consent","purpose":"marketing","window":{"kind":"last","n":30,"unit":"day"}}`, someone(granted), false},
		meaning{"since long ago", `{"type":"consent","purpose":"marketing","window":{"kind":"more_than_ago","n":30,"unit":"day"}}`, someone(granted), true},
	)
	t.Run("as of an instant, later entries do not exist", func(t *testing.T) {
		both := someone(granted, entry(domain.Withdrawn, "", ago(3)))
		meansAsOf(t, ago(10), meaning{"granted then", has, both, true}, meaning{"not withdrawn then", withdrawn, both, false})
	})
}

func TestSuppressed(t *testing.T) {
	bounced := domain.Suppression{Reason: domain.SuppressedBounced, At: ago(20)}
	const any = `{"type":"suppressed"}`
	means(t,
		meaning{"suppressed", any, someone(bounced), true},
		meaning{"not suppressed", any, someone(), false},
		meaning{"for a reason", `{"type":"suppressed","reasons":["complaint","hard_bounce"]}`, someone(bounced), true},
		meaning{"for another reason", `{"type":"suppressed","reasons":["manual"]}`, someone(bounced), false},
		meaning{"in a time", `{"type":"suppressed","window":{"kind":"last","n":21,"unit":"day"}}`, someone(bounced), true},
		meaning{"not in another", `{"type":"suppressed","window":{"kind":"last","n":20,"unit":"day"}}`, someone(bounced), false},
		meaning{"any of many entries will do", `{"type":"suppressed","reasons":["manual"]}`, someone(bounced, domain.Suppression{Reason: domain.SuppressedManually, At: ago(1)}), true},
	)
	t.Run("as of an instant, later entries do not exist", func(t *testing.T) {
		meansAsOf(t, ago(25), meaning{"not yet", any, someone(bounced), false})
	})
}
