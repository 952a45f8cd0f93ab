package app

import (
	"context"
	"time"

	"github.com/kvnmail/kvnmail/backend/deliver"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// reasonWords say why somebody was left out of a campaign.
var reasonWords = map[string]string{
	domain.NoAddress.String():  "No email address",
	domain.NoConsent.String():  "No permission",
	domain.Suppressed.String(): "Unsubscribed or bounced",
	domain.Paused.String():     "Mail to them was paused",
	deliver.ReasonGone:         "Deleted since the campaign began",
	deliver.ReasonNotRendered:  "Their mail could not be made",
}

// ledgerRows joins ledger lines with the people they are about.
func ledgerRows(ctx context.Context, db *store.DB, sends []domain.Send) ([]LedgerRow, error) {
	settings, err := db.Settings(ctx)
	if err != nil {
		return nil, err
	}
	ids := make([]domain.ContactID, len(sends))
	for i, send := range sends {
		ids[i] = send.ContactID
	}
	contacts, err := db.Contacts(ctx, ids)
	if err != nil {
		return nil, err
	}
	byID := map[domain.ContactID]domain.Contact{}
	for _, c := range contacts {
		byID[c.ID] = c
	}
	rows := []LedgerRow{}
	for _, send := range sends {
		rows = append(rows, ledgerRow(send, byID[send.ContactID], settings.Location()))
	}
	return rows, nil
}

func ledgerRow(send domain.Send, c domain.Contact, zone *time.Location) LedgerRow {
	row := LedgerRow{ContactID: int64(send.ContactID), Name: c.Name(), Email: c.Email, State: string(send.State), Reply: send.Reply, At: stamp(send.UpdatedAt)}
	row.Reason = reasonWords[send.Reason]
	if send.State == domain.SendRetry {
		row.Reason = retryWords(send.RetryAt, zone)
	}
	return row
}
