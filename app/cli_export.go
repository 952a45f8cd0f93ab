package app

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/sheet"
	"github.com/kvnmail/kvnmail/backend/store"
)

func runExport(c *call) error {
	rest, err := c.parse(nil)
	if err != nil {
		return err
	}
	if err := exactly(rest, "RULE.json", "OUT"); err != nil {
		return err
	}
	text, err := readRule(rest[0])
	if err != nil {
		return err
	}
	return c.with(false, func(db *store.DB) error {
		contacts, err := c.members(db, text, "")
		if err != nil {
			return err
		}
		fields, err := db.Fields(c.ctx)
		if err != nil {
			return err
		}
		if err := writePeople(rest[1], contacts, fields); err != nil {
			return err
		}
		info, err := os.Stat(rest[1])
		if err != nil {
			return err
		}
		return c.print(map[string]any{"rows": len(contacts), "bytes": info.Size()}, func(w io.Writer) {
			fmt.Fprintf(w, "Wrote %d people.\n", len(contacts))
		})
	})
}

// writePeople writes people with all their fields; no file is left when it fails.
func writePeople(path string, contacts []domain.Contact, fields []domain.Field) error {
	out, err := sheet.Create(path)
	if err != nil {
		return err
	}
	defer out.Discard()
	if err := out.WriteText(each(fields, func(f domain.Field) string { return f.Name })...); err != nil {
		return err
	}
	for _, person := range contacts {
		cells := each(fields, func(f domain.Field) sheet.Cell { return cellOf(person.Value(f.ID)) })
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	return out.Close()
}

func runSchema(c *call) error {
	rest, err := c.parse(nil)
	if err != nil {
		return err
	}
	if err := exactly(rest); err != nil {
		return err
	}
	result := map[string]any{"rule": json.RawMessage(rule.Schema())}
	if c.workspace != "" {
		if err := c.with(false, func(db *store.DB) error { return describeWorkspace(c, db, result) }); err != nil {
			return err
		}
	}
	return json.NewEncoder(c.out).Encode(result)
}

// describeWorkspace adds the fields and events that rules of this workspace can name.
func describeWorkspace(c *call, db *store.DB, result map[string]any) error {
	cat, err := readCatalog(c.ctx, db, "")
	if err != nil {
		return err
	}
	result["fields"] = each(cat.Fields, func(f domain.Field) map[string]any {
		return map[string]any{"key": f.Key, "name": f.Name, "type": f.Type}
	})
	result["events"] = each(cat.EventTypes, func(t domain.EventType) map[string]any {
		return map[string]any{"key": t.Key, "name": t.Name}
	})
	result["properties"] = each(cat.Properties, func(p domain.Property) map[string]any {
		return map[string]any{"key": p.Key, "name": p.Name, "type": p.Type}
	})
	return nil
}
