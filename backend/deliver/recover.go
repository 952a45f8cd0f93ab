package deliver

import (
	"context"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Recovery counts how the mails that a crash interrupted were settled.
type Recovery struct {
	Queued  int // never left: will be sent
	Sent    int // the server had taken them
	Refused int // the server had refused them
	Retry   int // the server had put them off
	Unknown int // nobody can know: the user decides
}

// Recover settles what an earlier process left behind, from ledger and journals
// in dir. It is called when a workspace is opened. A campaign that another
// process is sending at this moment is left alone. Rows become queued, retry,
// sent, refused or unknown; none stays claimed.
func Recover(ctx context.Context, store Store, gate Gate, dir string, clock domain.Clock) (Recovery, error) {
	var total Recovery
	rows, err := store.InterruptedSends(ctx)
	if err != nil {
		return total, err
	}
	var campaigns []domain.CampaignID
	for _, row := range rows {
		if !slices.Contains(campaigns, row.CampaignID) {
			campaigns = append(campaigns, row.CampaignID)
		}
	}
	for _, id := range campaigns {
		unlock, err := lockCampaign(dir, id)
		if domain.CodeOf(err) == domain.Conflict {
			continue
		}
		if err != nil {
			return total, err
		}
		part, err := settleCampaign(ctx, store, gate, dir, id, clock)
		unlock()
		total.add(part)
		if err != nil {
			return total, err
		}
	}
	return total, nil
}

// settleCampaign needs the campaign's lock.
func settleCampaign(ctx context.Context, store Store, gate Gate, dir string, id domain.CampaignID, clock domain.Clock) (Recovery, error) {
	var found Recovery
	rows, err := store.InterruptedSends(ctx) // again: only now nobody else changes them
	if err != nil {
		return found, err
	}
	rows = slices.DeleteFunc(rows, func(s domain.Send) bool { return s.CampaignID != id })
	last, files, err := readJournals(dir, id)
	if err != nil {
		return found, err
	}
	for i, row := range rows {
		row.UpdatedAt = clock.Now()
		n := last[row.ID].note
		if n == noteBounced {
			if err := suppressBounced(ctx, store, gate, row.ContactID); err != nil {
				return found, err
			}
		}
		rows[i] = found.settle(row, n)
	}
	if len(rows) > 0 {
		if err := store.FinishSends(ctx, rows); err != nil {
			return found, err
		}
	}
	return found, removeJournals(files)
}

// The words a row gets when the server's own were lost with the process.
const (
	takenBefore   = "The server took this mail just before the app was interrupted."
	refusedBefore = "The server refused this mail just before the app was interrupted."
	unknownBefore = "The app was interrupted while the server was answering. Whether it took the mail is not known."
)

func (r *Recovery) settle(row domain.Send, n note) domain.Send {
	switch n {
	case noteTaken:
		r.Sent++
		row.State, row.Reply, row.Attempts = domain.SendSent, takenBefore, row.Attempts+1
	case noteRefused, noteBounced:
		r.Refused++
		row.State, row.Reply, row.Attempts = domain.SendRefused, refusedBefore, row.Attempts+1
	case noteLater:
		r.Retry++
		row.State, row.RetryAt = domain.SendRetry, row.UpdatedAt
	case noteDot:
		r.Unknown++
		row.State, row.Reply, row.Attempts = domain.SendUnknown, unknownBefore, row.Attempts+1
	default:
		r.Queued++
		row.State = domain.SendQueued
	}
	return row
}

func (r *Recovery) add(o Recovery) {
	r.Queued += o.Queued
	r.Sent += o.Sent
	r.Refused += o.Refused
	r.Retry += o.Retry
	r.Unknown += o.Unknown
}

func suppressBounced(ctx context.Context, store Store, gate Gate, id domain.ContactID) error {
	contacts, err := store.Contacts(ctx, []domain.ContactID{id})
	if err != nil || len(contacts) == 0 || contacts[0].Email == "" {
		return err
	}
	return gate.Suppress(ctx, contacts[0].Email, domain.SuppressedBounced, bounceSource)
}
