package app

import (
	"fmt"
	"io"
	"strconv"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

func importUndo(c *call) error {
	rest, err := c.parse(nil)
	if err != nil {
		return err
	}
	if err := exactly(rest, "ID"); err != nil {
		return err
	}
	id, err := strconv.ParseInt(rest[0], 10, 64)
	if err != nil {
		return usagef("ID is the number that import list shows")
	}
	return c.with(false, func(db *store.DB) error {
		record, err := db.Import(c.ctx, domain.ImportID(id))
		if err != nil {
			return err
		}
		act := domain.Act{Kind: domain.ActUndo, Label: record.File, At: c.clock.Now()}
		done, err := db.UndoImport(c.ctx, record.ID, act, func(done, total int64) { c.progress(done, total, "Undoing") })
		if err != nil {
			return err
		}
		return c.printUndone(record, done)
	})
}

func (c *call) printUndone(record domain.Import, u store.ImportUndone) error {
	kept := u.PeopleKept + len(u.Kept) + u.EventsKept
	result := map[string]any{
		"import": record.ID, "people_removed": u.PeopleRemoved, "values_restored": u.ValuesRestored, "events_removed": u.EventsRemoved, "events_restored": u.EventsRestored,
		"permissions_removed": u.PermissionsRemoved, "opt_outs_kept": record.Tally.OptOuts, "kept": kept, "kept_fields": each(u.Made, func(name string) string { return name }),
	}
	return c.print(result, func(w io.Writer) {
		fmt.Fprintf(w, "%s was taken back: %d people and %d events removed, %d values and %d events as before, %d permissions removed.\n",
			record.File, u.PeopleRemoved, u.EventsRemoved, u.ValuesRestored, u.EventsRestored, u.PermissionsRemoved)
		if kept > 0 {
			fmt.Fprintf(w, "  %d things were changed since and stay.\n", kept)
		}
		if record.Tally.OptOuts > 0 {
			fmt.Fprintf(w, "  %d addresses that the file said no for stay closed.\n", record.Tally.OptOuts)
		}
	})
}
