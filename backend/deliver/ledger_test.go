package deliver_test

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	_ "modernc.org/sqlite"
)

// ledger is a workspace of a few tables in a real SQLite file with full sync:
// what deliver and comply need of a store, and nothing else.
type ledger struct {
	db       *sql.DB
	settings domain.Settings
}

const tables = `
create table if not exists send(id integer primary key, campaign int, contact int, state text, reason text default '', reply text default '', attempts int default 0, retry_at int default 0, unique(campaign, contact));
create table if not exists contact(id integer primary key, email text);
create table if not exists suppression(hash blob primary key, reason text);
create table if not exists campaign(id integer primary key, state text);`

func openLedger(dir string) (*ledger, error) {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, "ledger.db")+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=busy_timeout(5000)&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	_, err = db.Exec(tables)
	return &ledger{db: db, settings: domain.Settings{Locale: "en-IN", Unsubscribe: "unsubscribe@shop.example"}}, err
}

// newLedger holds people 1 to n, frozen into campaign 1.
func newLedger(t testing.TB, dir string, n int) *ledger {
	t.Helper()
	l, err := openLedger(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.db.Close() })
	_, err = l.db.Exec(`with recursive n(i) as (select 1 union all select i+1 from n where i < ?) insert into contact select i, 'p' || i || '@example.com' from n`, n)
	if err == nil {
		_, err = l.db.Exec(`insert into send(campaign, contact, state) select 1, id, 'queued' from contact`)
	}
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func (l *ledger) Settings(context.Context) (domain.Settings, error) { return l.settings, nil }

func (l *ledger) Contacts(ctx context.Context, ids []domain.ContactID) (out []domain.Contact, err error) {
	for _, id := range ids {
		c := domain.Contact{ID: id}
		switch err := l.db.QueryRowContext(ctx, "select email from contact where id = ?", id).Scan(&c.Email); err {
		case nil:
			out = append(out, c)
		case sql.ErrNoRows:
		default:
			return nil, err
		}
	}
	return out, nil
}

const columns = "id, campaign, contact, state, reason, reply, attempts, retry_at"

func (l *ledger) query(ctx context.Context, query string, args ...any) (out []domain.Send, err error) {
	rows, err := l.db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var s domain.Send
		var at int64
		if err := rows.Scan(&s.ID, &s.CampaignID, &s.ContactID, &s.State, &s.Reason, &s.Reply, &s.Attempts, &at); err != nil {
			return nil, err
		}
		s.RetryAt = time.UnixMilli(at)
		out = append(out, s)
	}
	return out, rows.Err()
}

func (l *ledger) ClaimSends(ctx context.Context, campaign domain.CampaignID, limit int, now time.Time) ([]domain.Send, error) {
	return l.query(ctx, `update send set state = 'claimed' where id in (select id from send where campaign = ? and (state = 'queued' or state = 'retry' and retry_at <= ?) order by id limit ?) returning `+columns, campaign, now.UnixMilli(), limit)
}

func (l *ledger) FinishSends(ctx context.Context, results []domain.Send) error {
	tx, err := l.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing left to roll back
	for _, s := range results {
		if _, err := tx.Exec("update send set state = ?, reason = ?, reply = ?, attempts = ?, retry_at = ? where id = ?", s.State, s.Reason, s.Reply, s.Attempts, s.RetryAt.UnixMilli(), s.ID); err != nil {
			return err
		}
	}
	return tx.Commit()
}

func (l *ledger) InterruptedSends(ctx context.Context) ([]domain.Send, error) {
	return l.query(ctx, "select "+columns+" from send where state = 'claimed'")
}

func (l *ledger) SendTally(ctx context.Context, campaign domain.CampaignID) (t domain.SendTally, err error) {
	into := map[domain.SendState]*int{
		domain.SendQueued: &t.Queued, domain.SendClaimed: &t.Claimed, domain.SendSent: &t.Sent, domain.SendRetry: &t.Retry,
		domain.SendRefused: &t.Refused, domain.SendUnknown: &t.Unknown, domain.SendLeftOut: &t.LeftOut,
	}
	rows, err := l.db.QueryContext(ctx, "select state, count(*) from send where campaign = ? group by state", campaign)
	if err != nil {
		return t, err
	}
	defer rows.Close()
	for rows.Next() {
		var state domain.SendState
		var n int
		if err := rows.Scan(&state, &n); err != nil {
			return t, err
		}
		if into[state] == nil {
			return t, fmt.Errorf("unknown state %q", state)
		}
		*into[state] = n
	}
	return t, rows.Err()
}

func (l *ledger) SetCampaignState(ctx context.Context, id domain.CampaignID, state domain.CampaignState, _ time.Time) error {
	_, err := l.db.ExecContext(ctx, "insert into campaign values(?, ?) on conflict(id) do update set state = excluded.state", id, state)
	return err
}

func (l *ledger) state(t testing.TB) (s domain.CampaignState) {
	t.Helper()
	if err := l.db.QueryRow("select state from campaign").Scan(&s); err != nil {
		t.Fatal(err)
	}
	return s
}

// Everybody has agreed; who was suppressed is in the table.

func (l *ledger) ConsentOf(context.Context, domain.ContactID) ([]domain.ConsentEntry, error) {
	return []domain.ConsentEntry{{Purpose: domain.Marketing, Action: domain.Granted}}, nil
}

func (l *ledger) EachConsent(context.Context, domain.Purpose, func(domain.ContactID, domain.ConsentAction, time.Time) error) error {
	return nil
}

func (l *ledger) AddSuppression(ctx context.Context, s domain.Suppression) error {
	_, err := l.db.ExecContext(ctx, "insert into suppression values(?, ?) on conflict do nothing", s.Hash[:], s.Reason)
	return err
}

func (l *ledger) IsSuppressed(ctx context.Context, hash [32]byte) (s domain.Suppression, yes bool, err error) {
	err = l.db.QueryRowContext(ctx, "select reason from suppression where hash = ?", hash[:]).Scan(&s.Reason)
	if err == sql.ErrNoRows {
		return s, false, nil
	}
	return s, err == nil, err
}

func (l *ledger) EachSuppression(context.Context, func(domain.Suppression) error) error { return nil }

func (l *ledger) EachAddress(context.Context, func(domain.ContactID, string) error) error { return nil }
