package app

import (
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

func runSuppress(c *call) error {
	var file string
	rest, err := c.parse(func(f *flag.FlagSet) { f.StringVar(&file, "file", "", "") })
	if err != nil {
		return err
	}
	keys := rest
	if file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			return domain.Errorf(domain.NotFound, "The list of addresses could not be read. Check the file's name and try again.")
		}
		keys = append(keys, strings.Fields(string(text))...)
	}
	if len(keys) == 0 {
		return usagef("an address or --file is needed")
	}
	return c.with(false, func(db *store.DB) error {
		if err := suppressAll(c, db, keys); err != nil {
			return err
		}
		return c.print(map[string]int{"suppressed": len(keys)}, func(w io.Writer) {
			fmt.Fprintf(w, "%d will not be mailed any more.\n", len(keys))
		})
	})
}

// suppressAll takes addresses, or external ids of people who have one.
func suppressAll(c *call, db *store.DB, keys []string) error {
	secret, err := db.Secret(c.ctx)
	if err != nil {
		return err
	}
	for _, key := range keys {
		address := key
		if !strings.Contains(key, "@") {
			contact, err := db.FindContact(c.ctx, key)
			if err != nil {
				return err
			}
			if address = contact.Email; address == "" {
				return domain.Errorf(domain.Invalid, "A person of the list has no email address, so there is nothing to suppress. Take them off the list.")
			}
		}
		entry := domain.Suppression{Hash: comply.HashAddress(secret, address), Reason: domain.SuppressedManually, Source: "Command line", At: c.clock.Now()}
		if err := db.AddSuppression(c.ctx, entry); err != nil {
			return err
		}
	}
	return nil
}

func runConsent(c *call) error {
	rest, err := c.parse(nil)
	if err != nil {
		return err
	}
	if err := exactly(rest, "KEY"); err != nil {
		return err
	}
	return c.with(false, func(db *store.DB) error {
		contact, err := db.FindContact(c.ctx, rest[0])
		if err != nil {
			return err
		}
		entries, err := db.ConsentOf(c.ctx, contact.ID)
		if err != nil {
			return err
		}
		lines := []map[string]string{}
		for _, e := range entries {
			lines = append(lines, map[string]string{"at": stamp(e.At), "purpose": string(e.Purpose), "action": string(e.Action), "basis": e.Basis, "wording": e.Wording, "source": e.Source, "proof": e.Proof})
		}
		return c.print(lines, func(w io.Writer) {
			for _, l := range lines {
				fmt.Fprintf(w, "%s  %s %s (%s) %s\n", l["at"], l["action"], l["purpose"], l["basis"], l["source"])
			}
		})
	})
}
