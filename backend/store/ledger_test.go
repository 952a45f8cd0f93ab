package store_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

func TestAnAudienceIsFrozenOnceAndHoldsEverybodyOnce(t *testing.T) {
	db := create(t)
	people(t, db, 3)
	c := draft(t, db)
	twice := []domain.Send{{ContactID: 1, State: domain.SendQueued}, {ContactID: 1, State: domain.SendQueued}}
	wantCode(t, db.FreezeAudience(t.Context(), c.ID, twice), domain.Conflict)
	if tally := must[domain.SendTally](t)(db.SendTally(t.Context(), c.ID)); tally != (domain.SendTally{}) {
		t.Errorf("a refused audience left %+v", tally)
	}
	once := []domain.Send{{ContactID: 2, State: domain.SendQueued}, {ContactID: 3, State: domain.SendLeftOut, Reason: "no_consent"}}
	if err := db.FreezeAudience(t.Context(), c.ID, once); err != nil {
		t.Fatal(err)
	}
	wantCode(t, db.FreezeAudience(t.Context(), c.ID, []domain.Send{{ContactID: 1, State: domain.SendQueued}}), domain.Conflict)
	wantCode(t, db.FreezeAudience(t.Context(), 99, once), domain.NotFound)
	if tally := must[domain.SendTally](t)(db.SendTally(t.Context(), c.ID)); tally != (domain.SendTally{Queued: 1, LeftOut: 1}) {
		t.Errorf("%+v", tally)
	}
	if c = must[domain.Campaign](t)(db.Campaign(t.Context(), c.ID)); c.State != domain.CampaignSending || c.SentAt.IsZero() {
		t.Errorf("the campaign is %+v", c)
	}
	if left, n, err := db.Sends(t.Context(), c.ID, domain.SendLeftOut, 0, 10); err != nil || n != 1 || left[0].Reason != "no_consent" || left[0].ContactID != 3 {
		t.Error(left, n, err)
	}
}

func TestALineOfTheLedgerIsClaimedOnceAndRetriedWhenItIsDue(t *testing.T) {
	db := create(t)
	people(t, db, 5)
	c := frozen(t, db, 5)
	claim := func(limit int, at time.Time) []domain.Send {
		return must[[]domain.Send](t)(db.ClaimSends(t.Context(), c.ID, limit, at))
	}
	first, rest := claim(2, noon), claim(100, noon)
	if len(first) != 2 || len(rest) != 3 || first[0].ContactID != 1 || rest[0].ContactID != 3 || len(claim(9, noon)) != 0 {
		t.Fatalf("%+v then %+v", first, rest)
	}
	if n := len(must[[]domain.Send](t)(db.InterruptedSends(t.Context()))); n != 5 {
		t.Errorf("%d claimed", n)
	}
	first[0].State, first[0].RetryAt, first[0].Attempts, first[0].UpdatedAt = domain.SendRetry, noon.Add(time.Hour), 1, noon
	if err := db.FinishSends(t.Context(), first[:1]); err != nil {
		t.Fatal(err)
	}
	if early := claim(9, noon.Add(59*time.Minute)); len(early) != 0 {
		t.Errorf("before it was due: %+v", early)
	}
	if due := claim(9, noon.Add(time.Hour)); len(due) != 1 || due[0].ContactID != 1 || due[0].Attempts != 1 || due[0].State != domain.SendClaimed {
		t.Errorf("when it was due: %+v", due)
	}
}

func TestASentMailBecomesOneEventOfItsPersonAndStaysSent(t *testing.T) {
	db := create(t)
	people(t, db, 2)
	c := frozen(t, db, 2)
	claimed := must[[]domain.Send](t)(db.ClaimSends(t.Context(), c.ID, 9, noon))
	claimed[0].State, claimed[0].Reply, claimed[0].UpdatedAt = domain.SendSent, "250 ok", noon
	claimed[1].State, claimed[1].Reply, claimed[1].UpdatedAt = domain.SendRefused, "550 no", noon
	for range 2 { // telling it twice adds nothing
		if err := db.FinishSends(t.Context(), claimed); err != nil {
			t.Fatal(err)
		}
	}
	events := must[[]domain.Event](t)(db.ContactEvents(t.Context(), 1, 0))
	if len(events) != 1 || events[0].Type != domain.EventSent || !events[0].At.Equal(noon) || events[0].Prop(domain.PropCampaign).Text != "Diwali" ||
		events[0].Prop(domain.PropMessage) != domain.IntValue(int64(claimed[0].ID)) {
		t.Errorf("events %+v", events)
	}
	if n := must[int](t)(db.CountEvents(t.Context())); n != 1 {
		t.Errorf("%d events", n)
	}
	if tally := must[domain.SendTally](t)(db.SendTally(t.Context(), c.ID)); tally != (domain.SendTally{Sent: 1, Refused: 1}) {
		t.Errorf("%+v", tally)
	}
	claimed[0].State = domain.SendQueued
	wantCode(t, db.FinishSends(t.Context(), claimed), domain.NotFound)
	wantCode(t, db.FinishSends(t.Context(), []domain.Send{{ID: 99, State: domain.SendRefused}}), domain.NotFound)
	if again := must[[]domain.Send](t)(db.ClaimSends(t.Context(), c.ID, 9, noon)); len(again) != 0 {
		t.Errorf("a sent line was claimed again: %+v", again)
	}
}

func TestTheLatestPermissionCounts(t *testing.T) {
	db := create(t)
	entry := func(id int, purpose domain.Purpose, action domain.ConsentAction, at time.Time) domain.ConsentEntry {
		return domain.ConsentEntry{ContactID: domain.ContactID(id), Purpose: purpose, Action: action, Basis: "consent", Wording: "yes", Source: "form", Proof: "row 1", At: at}
	}
	entries := []domain.ConsentEntry{
		entry(1, domain.Marketing, domain.Granted, noon), entry(2, domain.Marketing, domain.Granted, noon),
		entry(1, domain.Marketing, domain.Withdrawn, noon.Add(-time.Hour)), entry(2, "other", domain.Withdrawn, noon),
	}
	for _, e := range entries[:2] {
		if err := db.AppendConsent(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	bulk(t, db, func(b *store.Bulk) error {
		for _, e := range entries[2:] {
			if err := b.AddConsent(e); err != nil {
				return err
			}
		}
		return nil
	})
	got := must[[]domain.ConsentEntry](t)(db.ConsentOf(t.Context(), 1))
	if len(got) != 2 || got[0] != entries[0] || got[1] != entries[2] {
		t.Errorf("got %+v", got)
	}
	latest := map[domain.ContactID]domain.ConsentAction{}
	if err := db.EachConsent(t.Context(), domain.Marketing, func(id domain.ContactID, a domain.ConsentAction, _ time.Time) error {
		latest[id] = a
		return nil
	}); err != nil || len(latest) != 2 || latest[1] != domain.Withdrawn || latest[2] != domain.Granted {
		t.Error(latest, err)
	}
}

func TestAnEarlierSuppressionStaysAsItIs(t *testing.T) {
	db := create(t)
	first := domain.Suppression{Hash: [32]byte{1}, Reason: domain.SuppressedUnsubscribed, Source: "link", At: noon}
	later := domain.Suppression{Hash: [32]byte{1}, Reason: domain.SuppressedManually, Source: "list", At: noon.Add(time.Hour)}
	if err := db.AddSuppression(t.Context(), first); err != nil {
		t.Fatal(err)
	}
	if err := db.AddSuppression(t.Context(), later); err != nil {
		t.Fatal(err)
	}
	bulk(t, db, func(b *store.Bulk) error { return b.AddSuppression(later) })
	if got, yes, err := db.IsSuppressed(t.Context(), first.Hash); err != nil || !yes || got != first {
		t.Error(got, yes, err)
	}
	if _, yes, err := db.IsSuppressed(t.Context(), [32]byte{2}); err != nil || yes {
		t.Error(yes, err)
	}
	n := 0
	if err := db.EachSuppression(t.Context(), func(s domain.Suppression) error {
		if n++; s != first {
			t.Errorf("%+v", s)
		}
		return nil
	}); err != nil || n != 1 {
		t.Error(n, err)
	}
}

func TestNoProgramLiftsASuppressionOrRewritesPermission(t *testing.T) {
	db := create(t)
	people(t, db, 1)
	hash := [32]byte{7}
	entry := domain.ConsentEntry{ContactID: 1, Purpose: domain.Marketing, Action: domain.Withdrawn, At: noon}
	if err := db.AddSuppression(t.Context(), domain.Suppression{Hash: hash, Reason: domain.SuppressedBounced, At: noon}); err != nil {
		t.Fatal(err)
	}
	if err := db.AppendConsent(t.Context(), entry); err != nil {
		t.Fatal(err)
	}
	other := raw(t, db.Path())
	for _, statement := range []string{
		"DELETE FROM suppression", "UPDATE suppression SET hash = zeroblob(32)", "UPDATE suppression SET reason = ''",
		"DELETE FROM consent", "UPDATE consent SET action = 'granted'",
		"REPLACE INTO consent VALUES (1, 1, 'marketing', 'granted', '', '', '', '', 0)",
	} {
		if _, err := other.Exec(statement); err == nil {
			t.Errorf("%s was allowed", statement)
		}
	}
	if _, err := other.Exec("REPLACE INTO suppression VALUES (?, 'manual', '', 0)", hash[:]); err != nil {
		t.Error(err)
	}
	if s, yes, err := db.IsSuppressed(t.Context(), hash); err != nil || !yes || s.Reason != domain.SuppressedBounced {
		t.Error(s, yes, err)
	}
	if got := must[[]domain.ConsentEntry](t)(db.ConsentOf(t.Context(), 1)); len(got) != 1 || got[0] != entry {
		t.Errorf("%+v", got)
	}
}

func TestTheSchemaIsTheOneOnRecord(t *testing.T) {
	db := create(t)
	rows, err := raw(t, db.Path()).Query("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var got strings.Builder
	for rows.Next() {
		var kind, name, text string
		if err := rows.Scan(&kind, &name, &text); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&got, "-- %s %s\n%s;\n\n", kind, name, text)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&got, "-- version %d\n", must[store.Health](t)(db.Check(t.Context())).Schema)
	golden := filepath.Join("testdata", "schema.sql")
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want := must[[]byte](t)(os.ReadFile(golden))
	if got.String() != string(want) {
		t.Errorf("the schema is not the one of %s; write a migration, then run with -update", golden)
	}
}
