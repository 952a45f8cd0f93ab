package deliver_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/deliver"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// What deliver and comply ask of a store is what the workspace file gives.
var (
	_ deliver.Store = (*store.DB)(nil)
	_ comply.Store  = (*store.DB)(nil)
)

// ledger is a real workspace, whose settings a test can pretend to be others.
type ledger struct {
	*store.DB
	settings domain.Settings
}

func senderSettings() domain.Settings {
	return domain.Settings{Locale: "en-IN", Unsubscribe: "unsubscribe@shop.example"}
}

func ledgerFile(dir string) string { return filepath.Join(dir, "shop.kvnmail") }

func openLedger(dir string) (*ledger, error) {
	db, err := store.Open(context.Background(), ledgerFile(dir))
	return &ledger{db, senderSettings()}, err
}

// newLedger holds people 1 to n, who all have agreed, frozen into campaign 1.
func newLedger(t testing.TB, dir string, n int) *ledger {
	t.Helper()
	ctx := context.Background()
	db, err := store.Create(ctx, ledgerFile(dir), senderSettings())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() }) // a second Close has nothing to do
	var sends []domain.Send
	err = db.Bulk(ctx, func(b *store.Bulk) error {
		for i := 1; i <= n; i++ {
			id, err := b.AddContact(domain.Contact{Email: fmt.Sprintf("p%d@example.com", i), CreatedAt: time.Now()})
			if err != nil {
				return err
			}
			sends = append(sends, domain.Send{ContactID: id, State: domain.SendQueued})
			if err := b.AddConsent(domain.ConsentEntry{ContactID: id, Purpose: domain.Marketing, Action: domain.Granted, Basis: "consent", At: time.Now()}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	c, err := db.SaveCampaign(ctx, domain.Campaign{Name: "News", AccountID: 1, Document: []byte("{}")})
	if err == nil {
		err = db.FreezeAudience(ctx, c.ID, sends)
	}
	if err != nil || c.ID != 1 {
		t.Fatal(c.ID, err)
	}
	return &ledger{db, senderSettings()}
}

// Settings returns the test's settings.
func (l *ledger) Settings(context.Context) (domain.Settings, error) { return l.settings, nil }

// lines returns the lines of campaign 1, of one state or ("") of all.
func (l *ledger) lines(t testing.TB, state domain.SendState) []domain.Send {
	t.Helper()
	rows, _, err := l.Sends(context.Background(), 1, state, 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func (l *ledger) state(t testing.TB) domain.CampaignState {
	t.Helper()
	c, err := l.Campaign(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	return c.State
}

// exec changes the file behind the store's back, as an erasure does while a campaign runs.
func (l *ledger) exec(t testing.TB, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+l.Path()+"?_pragma=busy_timeout(5000)")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(statement); err != nil {
		t.Fatal(err)
	}
}
