package app

import (
	"flag"
	"fmt"
	"io"

	"github.com/kvnmail/kvnmail/backend/deliver"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

func runSend(c *call) error {
	var account string
	var resume int64
	rest, err := c.parse(func(f *flag.FlagSet) {
		f.StringVar(&account, "account", "", "")
		f.Int64Var(&resume, "resume", 0, "")
	})
	if err != nil {
		return err
	}
	n := resume
	if resume == 0 {
		if n, err = id(rest); err != nil {
			return err
		}
		if account == "" {
			return usagef("--account NAME is needed")
		}
	}
	return c.desk(func(w *workspace) error {
		campaign, err := w.db.Campaign(c.ctx, domain.CampaignID(n))
		if err != nil {
			return err
		}
		if resume == 0 {
			if campaign, err = w.beginSending(campaign, account); err != nil {
				return err
			}
		}
		return c.sendRest(w, campaign)
	})
}

// beginSending chooses the account and freezes the audience of a draft.
func (w *workspace) beginSending(c domain.Campaign, accountName string) (domain.Campaign, error) {
	if c.State != domain.CampaignDraft {
		return c, domain.Errorf(domain.Conflict, "This campaign has been started already. Go on with it by: kvnmail send --resume %d", c.ID)
	}
	accounts, err := w.db.Accounts(background())
	if err != nil {
		return c, err
	}
	c.AccountID = 0
	for _, a := range accounts {
		if a.Name == accountName {
			c.AccountID = a.ID
		}
	}
	if c.AccountID == 0 {
		return c, domain.Errorf(domain.NotFound, "There is no account of that name. List them with: kvnmail account list")
	}
	if c, err = w.db.SaveCampaign(background(), c); err != nil {
		return c, err
	}
	if err := w.freeze(c); err != nil {
		return c, err
	}
	return w.db.Campaign(background(), c.ID)
}

// sendRest sends what is left and prints the tally; it fails when the account could not go on.
func (c *call) sendRest(w *workspace, campaign domain.Campaign) error {
	account, err := w.db.Account(c.ctx, campaign.AccountID)
	if err != nil {
		return err
	}
	result, err := w.sending.run(c.ctx, campaign, account, c.progress)
	if err != nil {
		return err
	}
	return c.printTally(result.(deliver.Report).Tally)
}

func (c *call) printTally(t domain.SendTally) error {
	result := map[string]int{"sent": t.Sent, "retry": t.Retry, "refused": t.Refused, "unknown": t.Unknown, "left_out": t.LeftOut, "queued": t.Queued + t.Claimed}
	return c.print(result, func(w io.Writer) {
		fmt.Fprintf(w, "%d sent, %d tried again later, %d refused, %d unknown, %d left out, %d waiting.\n", t.Sent, t.Retry, t.Refused, t.Unknown, t.LeftOut, t.Queued+t.Claimed)
	})
}

// ledgerPage is how many lines of the ledger are read at a time.
const ledgerPage = 500

func runLedger(c *call) error {
	rest, err := c.parse(nil)
	if err != nil {
		return err
	}
	n, err := id(rest)
	if err != nil {
		return err
	}
	return c.with(false, func(db *store.DB) error {
		if _, err := db.Campaign(c.ctx, domain.CampaignID(n)); err != nil {
			return err
		}
		rows := []LedgerRow{}
		for {
			sends, total, err := db.Sends(c.ctx, domain.CampaignID(n), "", len(rows), ledgerPage)
			if err != nil {
				return err
			}
			page, err := ledgerRows(c.ctx, db, sends)
			if err != nil {
				return err
			}
			rows = append(rows, page...)
			if len(sends) == 0 || len(rows) >= total {
				break
			}
		}
		tally, err := db.SendTally(c.ctx, domain.CampaignID(n))
		if err != nil {
			return err
		}
		result := map[string]any{"sent": tally.Sent, "retry": tally.Retry, "refused": tally.Refused, "unknown": tally.Unknown, "left_out": tally.LeftOut, "rows": rows}
		return c.print(result, func(w io.Writer) {
			for _, r := range rows {
				fmt.Fprintf(w, "%-9s %s  %s%s\n", r.State, r.Email, r.Reply, r.Reason)
			}
		})
	})
}
