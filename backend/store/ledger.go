package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

const sendColumns = "id, campaign_id, contact_id, state, reason, reply, attempts, retry_at, updated_at"

func sendInto(s *domain.Send) []any {
	return []any{&s.ID, &s.CampaignID, &s.ContactID, &s.State, &s.Reason, &s.Reply, &s.Attempts, (*moment)(&s.RetryAt), (*moment)(&s.UpdatedAt)}
}

// FreezeAudience writes a campaign's audience into the ledger and starts the
// campaign, in one durable transaction. A campaign that is not a draft any more
// is a conflict: an audience is frozen once.
func (db *DB) FreezeAudience(ctx context.Context, campaign domain.CampaignID, sends []domain.Send) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		var state domain.CampaignState
		if err := tx.QueryRowContext(ctx, "SELECT state FROM campaign WHERE id = ?", campaign).Scan(&state); err != nil {
			return missing(err, "This campaign was deleted.")
		}
		if state != domain.CampaignDraft {
			return domain.Errorf(domain.Conflict, "This campaign has been started already. Nobody was added to it.")
		}
		insert, err := tx.PrepareContext(ctx, "INSERT INTO send (campaign_id, contact_id, state, reason, updated_at) VALUES (?, ?, ?, ?, ?)")
		if err != nil {
			return err
		}
		defer insert.Close()
		now := time.Now()
		for _, s := range sends {
			if _, err := insert.ExecContext(ctx, campaign, s.ContactID, s.State, s.Reason, now.UnixMilli()); err != nil {
				return conflictOr(err, "A person would get this campaign twice. Nothing was started.")
			}
		}
		return setCampaignState(ctx, tx, campaign, domain.CampaignSending, now)
	})
}

// ClaimSends marks up to limit queued rows and due retries as claimed and
// returns them, durably committed before it returns.
func (db *DB) ClaimSends(ctx context.Context, campaign domain.CampaignID, limit int, now time.Time) ([]domain.Send, error) {
	var claimed []domain.Send
	err := db.change(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `UPDATE send SET state = 'claimed', updated_at = ?1
			WHERE id IN (SELECT id FROM send WHERE campaign_id = ?2 AND (state = 'queued' OR state = 'retry' AND retry_at <= ?1) ORDER BY id LIMIT ?3)
			RETURNING `+sendColumns, now.UnixMilli(), campaign, limit)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var s domain.Send
			if err := rows.Scan(sendInto(&s)...); err != nil {
				return err
			}
			claimed = append(claimed, s)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(claimed, func(a, b domain.Send) int { return cmp.Compare(a.ID, b.ID) }) // RETURNING promises no order
	return claimed, nil
}

// FinishSends writes results in one durable transaction. Every sent mail also
// becomes an event of its person; what was sent never becomes anything else.
func (db *DB) FinishSends(ctx context.Context, results []domain.Send) error {
	return db.changeData(ctx, func(tx *sql.Tx) error {
		for _, s := range results {
			if err := finishSend(ctx, tx, s); err != nil {
				return err
			}
		}
		return nil
	})
}

const finish = "UPDATE send SET state = ?, reason = ?, reply = ?, attempts = ?, retry_at = ?, updated_at = ? WHERE id = ? AND "

// finishSend writes one result. Only the line's step to sent makes an event: one
// that is sent already has its event, which may be sealed by now.
func finishSend(ctx context.Context, tx *sql.Tx, s domain.Send) error {
	args := []any{s.State, s.Reason, s.Reply, s.Attempts, millis(s.RetryAt), s.UpdatedAt.UnixMilli(), s.ID}
	res, err := tx.ExecContext(ctx, finish+"state <> 'sent'", args...)
	if err != nil {
		return err
	}
	changed, err := res.RowsAffected()
	if err != nil {
		return err
	}
	switch {
	case changed > 0 && s.State == domain.SendSent:
		return recordSent(ctx, tx, s)
	case changed > 0:
		return nil
	}
	res, err = tx.ExecContext(ctx, finish+"state = 'sent' AND ? = 'sent'", append(args, s.State)...)
	return mustHit(res, err, "A line of the send ledger is missing, or its mail was sent already.")
}

// recordSent adds the event "was sent a mail", once for each line of the ledger.
func recordSent(ctx context.Context, tx *sql.Tx, s domain.Send) error {
	_, err := tx.ExecContext(ctx, fmt.Sprintf(`INSERT INTO event (contact_id, type_id, at, event_key, p%d, p%d)
		SELECT ?1, ?2, ?3, ?4, name, ?5 FROM campaign WHERE id = ?6 ON CONFLICT DO NOTHING`, domain.PropCampaign, domain.PropMessage),
		s.ContactID, domain.EventSent, s.UpdatedAt.UnixMilli(), fmt.Sprintf("send/%d", s.ID), int64(s.ID)*domain.NumberScale, s.CampaignID)
	return err
}

// InterruptedSends returns all claimed rows, of every campaign.
func (db *DB) InterruptedSends(ctx context.Context) ([]domain.Send, error) {
	return list(ctx, db.read, "SELECT "+sendColumns+" FROM send WHERE state = 'claimed' ORDER BY id", sendInto)
}

// Sends returns a page of a campaign's ledger in the order of the audience, of
// one state or ("") of all, and how many lines there are.
func (db *DB) Sends(ctx context.Context, campaign domain.CampaignID, state domain.SendState, offset, limit int) ([]domain.Send, int, error) {
	const where = " FROM send WHERE campaign_id = ?1 AND (?2 = '' OR state = ?2) "
	var total int
	if err := db.read.QueryRowContext(ctx, "SELECT count(*)"+where, campaign, state).Scan(&total); err != nil {
		return nil, 0, meaning(err, "read the send ledger")
	}
	page, err := list(ctx, db.read, "SELECT "+sendColumns+where+"ORDER BY id LIMIT ?3 OFFSET ?4", sendInto, campaign, state, limit, offset)
	return page, total, err
}

// sendsAtOnce is how many lines EachSend reads at a time.
const sendsAtOnce = 1000

// EachSend calls fn with every line of a campaign's ledger in the order of the
// audience, some at a time, so that sending goes on meanwhile.
func (db *DB) EachSend(ctx context.Context, campaign domain.CampaignID, fn func(page []domain.Send) error) error {
	for after := domain.SendID(0); ; {
		page, err := list(ctx, db.read, "SELECT "+sendColumns+" FROM send WHERE campaign_id = ? AND id > ? ORDER BY id LIMIT ?", sendInto, campaign, after, sendsAtOnce)
		if err != nil || len(page) == 0 {
			return err
		}
		if err := fn(page); err != nil {
			return err
		}
		after = page[len(page)-1].ID
	}
}

// SendTally counts a campaign's ledger by state.
func (db *DB) SendTally(ctx context.Context, campaign domain.CampaignID) (domain.SendTally, error) {
	var t domain.SendTally
	rows, err := db.read.QueryContext(ctx, "SELECT state, count(*) FROM send WHERE campaign_id = ? GROUP BY state", campaign)
	if err != nil {
		return t, meaning(err, "read the send ledger")
	}
	defer rows.Close()
	into := map[domain.SendState]*int{
		domain.SendQueued: &t.Queued, domain.SendClaimed: &t.Claimed, domain.SendSent: &t.Sent, domain.SendRetry: &t.Retry,
		domain.SendRefused: &t.Refused, domain.SendUnknown: &t.Unknown, domain.SendLeftOut: &t.LeftOut,
	}
	for rows.Next() {
		var state domain.SendState
		var n int
		if err := rows.Scan(&state, &n); err != nil {
			return t, meaning(err, "read the send ledger")
		}
		*into[state] = n
	}
	return t, meaning(rows.Err(), "read the send ledger")
}

// SendsTo returns a contact's lines of every campaign, by campaign.
func (db *DB) SendsTo(ctx context.Context, id domain.ContactID) ([]domain.Send, error) {
	return list(ctx, db.read, "SELECT "+sendColumns+" FROM send WHERE campaign_id IN (SELECT id FROM campaign) AND contact_id = ? ORDER BY campaign_id", sendInto, id)
}
