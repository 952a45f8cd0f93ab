package app

import (
	"fmt"
	"io"

	"github.com/kvnmail/kvnmail/backend/store"
)

// runTables writes people and events as plain tables for other programs.
func runTables(c *call) error {
	rest, err := c.parse(nil)
	if err != nil {
		return err
	}
	if err := exactly(rest, "OUT.db"); err != nil {
		return err
	}
	return c.with(false, func(db *store.DB) error {
		if err := db.WriteTables(c.ctx, rest[0]); err != nil {
			return err
		}
		return c.print(map[string]any{"file": rest[0]}, func(w io.Writer) { fmt.Fprintf(w, "Wrote %s.\n", rest[0]) })
	})
}
