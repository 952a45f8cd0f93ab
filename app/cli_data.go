package app

import (
	"flag"
	"fmt"
	"io"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sample"
	"github.com/kvnmail/kvnmail/backend/store"
)

func runSample(c *call) error {
	var opt sample.Options
	var until string
	rest, err := c.parse(func(f *flag.FlagSet) {
		f.IntVar(&opt.People, "people", sample.DefaultPeople, "")
		f.Uint64Var(&opt.Seed, "seed", 1, "")
		f.StringVar(&until, "until", "", "")
	})
	if err != nil {
		return err
	}
	if err := exactly(rest); err != nil {
		return err
	}
	if opt.People < 1 {
		return usagef("--people takes a number from 1 on")
	}
	opt.Until = yesterday(c.clock)
	if until != "" {
		if opt.Until, err = c.asOf(until, domain.DefaultSettings().Location()); err != nil {
			return err
		}
	}
	var stats sample.Stats
	if err := c.with(true, func(db *store.DB) error {
		stats, err = c.fill(db, opt)
		return err
	}); err != nil {
		return err
	}
	result := map[string]any{"people": stats.People, "events": stats.Events, "seed": stats.Seed, "until": stats.Until.AddDate(0, 0, -1).Format(time.DateOnly)}
	return c.print(result, func(w io.Writer) {
		fmt.Fprintf(w, "Made %d people with %d events until %s.\n", stats.People, stats.Events, result["until"])
	})
}

// fill puts the shop into a workspace that must be empty.
func (c *call) fill(db *store.DB, opt sample.Options) (sample.Stats, error) {
	n, err := db.CountContacts(c.ctx)
	if err != nil {
		return sample.Stats{}, err
	}
	if n > 0 {
		return sample.Stats{}, domain.Errorf(domain.Blocked, "This workspace already holds %d people. Sample data goes into an empty workspace only; name a new file with -w.", n)
	}
	settings := sample.Settings()
	if err := db.SaveSettings(c.ctx, settings); err != nil {
		return sample.Stats{}, err
	}
	return fillSample(c.ctx, db, opt, func(done, total int64) { c.progress(done, total, "making people") })
}

func runCheck(c *call) error {
	rest, err := c.parse(nil)
	if err != nil {
		return err
	}
	if err := exactly(rest); err != nil {
		return err
	}
	return c.with(false, func(db *store.DB) error {
		report, err := db.Check(c.ctx)
		if err != nil {
			return err
		}
		return c.print(report, func(w io.Writer) {
			fmt.Fprintf(w, "Integrity: %s. %d people, %d events, %d consent entries, %d suppressed addresses.\n", report.Integrity, report.Contacts, report.Events, report.Consents, report.Suppressions)
		})
	})
}
