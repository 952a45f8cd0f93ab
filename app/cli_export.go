package app

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/store"
)

// exportFlags say what is to be written; a RULE.json before OUT says it too.
type exportFlags struct {
	segment, report, language string
	campaign                  int64
	imports                   bool
}

// runExport writes people, a report or the list of imports to a file.
func runExport(c *call) error {
	var f exportFlags
	rest, err := c.parse(func(set *flag.FlagSet) {
		set.StringVar(&f.segment, "segment", "", "")
		set.StringVar(&f.report, "report", "", "")
		set.Int64Var(&f.campaign, "campaign", 0, "")
		set.BoolVar(&f.imports, "imports", false, "")
		set.StringVar(&f.language, "lang", languages[0], "")
	})
	if err != nil {
		return err
	}
	if !slices.Contains(languages, f.language) {
		return usagef("--lang takes en or hi")
	}
	write, names, err := f.what(c)
	if err != nil {
		return err
	}
	if err := exactly(rest, names...); err != nil {
		return err
	}
	return c.with(false, func(db *store.DB) error {
		x, err := c.exporter(db, f)
		if err != nil {
			return err
		}
		made, err := write(x, rest)
		if err != nil {
			return err
		}
		return c.printExport(made)
	})
}

// exportWrite writes the file that the last argument names.
type exportWrite func(x *exporter, rest []string) (ExportResult, error)

// what returns how to write what the flags ask for, and the arguments it takes.
func (f exportFlags) what(c *call) (write exportWrite, names []string, err error) {
	asked, names := 0, []string{"OUT"}
	ask := func(is bool, how exportWrite) {
		if is {
			asked++
			write = how
		}
	}
	ask(f.segment != "", func(x *exporter, rest []string) (ExportResult, error) {
		return c.exportSegment(x, f.segment, rest[0], x.segment)
	})
	ask(f.report != "", func(x *exporter, rest []string) (ExportResult, error) {
		return c.exportSegment(x, f.report, rest[0], x.segmentReport)
	})
	ask(f.campaign != 0, func(x *exporter, rest []string) (ExportResult, error) {
		campaign, err := x.db.Campaign(c.ctx, domain.CampaignID(f.campaign))
		if err != nil {
			return ExportResult{}, err
		}
		return x.campaignReport(rest[0], campaign)
	})
	ask(f.imports, func(x *exporter, rest []string) (ExportResult, error) { return x.importList(rest[0]) })
	switch asked {
	case 0:
		return c.exportRule, []string{"RULE.json", "OUT"}, nil
	case 1:
		return write, names, nil
	}
	return nil, nil, usagef("export writes one thing at a time")
}

func (c *call) exportRule(x *exporter, rest []string) (ExportResult, error) {
	text, err := readRule(rest[0])
	if err != nil {
		return ExportResult{}, err
	}
	ids, err := x.studio.Members(c.ctx, text)
	if err != nil {
		return ExportResult{}, err
	}
	return x.people(rest[1], x.words.people, ids, nil)
}

func (c *call) exportSegment(x *exporter, key, path string, write func(string, domain.Segment) (ExportResult, error)) (ExportResult, error) {
	g, err := c.findSegment(x.db, key)
	if err != nil {
		return ExportResult{}, err
	}
	return write(path, g)
}

// exporter makes what writes the file. The list of imports asks nobody, so it
// needs no engine.
func (c *call) exporter(db *store.DB, f exportFlags) (*exporter, error) {
	progress := func(done, total int64, _ string) { c.progress(done, total, "writing") }
	if f.imports {
		return newExporter(c.ctx, db, nil, f.language, c.clock.Now(), progress)
	}
	studio, err := c.studio(db, "")
	if err != nil {
		return nil, err
	}
	studio.SetCatalog(studio.Catalog().In(f.language))
	return newExporter(c.ctx, db, studio, f.language, c.clock.Now(), progress)
}

func (c *call) printExport(made ExportResult) error {
	result := map[string]any{"rows": made.Rows, "bytes": made.Bytes}
	if len(made.Notes) > 0 {
		result["notes"] = made.Notes
	}
	return c.print(result, func(w io.Writer) {
		fmt.Fprintf(w, "Wrote %d rows to %s.\n", made.Rows, made.File)
		for _, note := range made.Notes {
			fmt.Fprintln(w, note)
		}
	})
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
