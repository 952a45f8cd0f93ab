package store

import (
	"context"
	"database/sql"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

const campaignColumns = "SELECT id, name, state, segment_id, account_id, subject, preheader, document, created_at, updated_at, sent_at FROM campaign "

func campaignInto(c *domain.Campaign) []any {
	return []any{&c.ID, &c.Name, &c.State, &c.SegmentID, &c.AccountID, &c.Subject, &c.Preheader, &c.Document, (*moment)(&c.CreatedAt), (*moment)(&c.UpdatedAt), (*moment)(&c.SentAt)}
}

// Campaigns lists the campaigns, newest first.
func (db *DB) Campaigns(ctx context.Context) ([]domain.Campaign, error) {
	return list(ctx, db.read, campaignColumns+"ORDER BY id DESC", campaignInto)
}

// Campaign returns one campaign, or not_found.
func (db *DB) Campaign(ctx context.Context, id domain.CampaignID) (domain.Campaign, error) {
	var c domain.Campaign
	err := db.read.QueryRowContext(ctx, campaignColumns+"WHERE id = ?", id).Scan(campaignInto(&c)...)
	return c, missing(err, "This campaign was deleted.")
}

// SaveCampaign stores a draft; id 0 makes a new one. A campaign that was started
// cannot be changed.
func (db *DB) SaveCampaign(ctx context.Context, c domain.Campaign) (domain.Campaign, error) {
	now := time.Now().UnixMilli()
	err := db.change(ctx, func(tx *sql.Tx) error {
		if c.ID == 0 {
			res, err := tx.ExecContext(ctx, "INSERT INTO campaign (name, state, segment_id, account_id, subject, preheader, document, created_at, updated_at) VALUES (?, 'draft', ?, ?, ?, ?, ?, ?, ?)",
				c.Name, c.SegmentID, c.AccountID, c.Subject, c.Preheader, c.Document, now, now)
			if err != nil {
				return err
			}
			id, err := res.LastInsertId()
			c.ID = domain.CampaignID(id)
			return err
		}
		res, err := tx.ExecContext(ctx, "UPDATE campaign SET name = ?, segment_id = ?, account_id = ?, subject = ?, preheader = ?, document = ?, updated_at = ? WHERE id = ? AND state = 'draft'",
			c.Name, c.SegmentID, c.AccountID, c.Subject, c.Preheader, c.Document, now, c.ID)
		return mustHit(res, err, "This campaign was sent or deleted in the meantime, so the change was not kept.")
	})
	if err != nil {
		return c, err
	}
	return db.Campaign(ctx, c.ID)
}

// DeleteCampaign removes a draft. What was sent stays on record.
func (db *DB) DeleteCampaign(ctx context.Context, id domain.CampaignID) error {
	return db.change(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, "DELETE FROM campaign WHERE id = ? AND state = 'draft'", id)
		return mustHit(res, err, "Only drafts can be deleted. What was sent stays on record.")
	})
}

// SetCampaignState moves a campaign on. at becomes the moment sending began, the first time.
func (db *DB) SetCampaignState(ctx context.Context, id domain.CampaignID, state domain.CampaignState, at time.Time) error {
	return db.change(ctx, func(tx *sql.Tx) error { return setCampaignState(ctx, tx, id, state, at) })
}

func setCampaignState(ctx context.Context, tx *sql.Tx, id domain.CampaignID, state domain.CampaignState, at time.Time) error {
	res, err := tx.ExecContext(ctx, "UPDATE campaign SET state = ?, sent_at = coalesce(sent_at, ?) WHERE id = ?", state, millis(at), id)
	return mustHit(res, err, "This campaign was deleted.")
}
