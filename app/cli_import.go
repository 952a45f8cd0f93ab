package app

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
	"github.com/kvnmail/kvnmail/backend/store"
)

// importFlags are the flags of the import command.
type importFlags struct {
	sheet, as, event, mapping, key, onMatch, permission, passwordFile string
	dryRun, remembered                                                bool
}

// importVerbs are what the import command does besides importing a file.
var importVerbs = map[string]func(*call) error{"list": importList, "undo": importUndo, "watched": importWatched}

func runImport(c *call) error {
	if len(c.args) > 0 && importVerbs[c.args[0]] != nil && !isFile(c.args[0]) {
		return c.verb(importVerbs)
	}
	var f importFlags
	rest, err := c.parse(f.define)
	if err != nil {
		return err
	}
	if err := exactly(rest, "FILE"); err != nil {
		return err
	}
	if f.as != "people" && f.as != "orders" && f.as != "events" && (f.as != "" || !f.remembered) {
		return usagef("--as people, --as orders or --as events is needed, or --remembered")
	}
	return c.with(true, func(db *store.DB) error {
		plan, err := c.plan(db, rest[0], f)
		if err != nil {
			return err
		}
		report, err := importFrugally(c.ctx, plan, db, c.progress)
		if err != nil {
			return err
		}
		return c.printReport(report)
	})
}

func (f *importFlags) define(set *flag.FlagSet) {
	set.StringVar(&f.sheet, "sheet", "", "")
	set.StringVar(&f.as, "as", "", "")
	set.StringVar(&f.event, "event", "", "")
	set.StringVar(&f.mapping, "map", "", "")
	set.StringVar(&f.key, "key", "", "")
	set.StringVar(&f.onMatch, "on-match", "", "")
	set.StringVar(&f.permission, "permission", "", "")
	set.StringVar(&f.passwordFile, "password-file", "", "")
	set.BoolVar(&f.dryRun, "dry-run", false, "")
	set.BoolVar(&f.remembered, "remembered", false, "")
}

// plan guesses the plan of a file and applies what the flags say.
func (c *call) plan(db *store.DB, path string, f importFlags) (importer.Plan, error) {
	plan, names, err := c.proposal(db, path, f)
	if err != nil {
		return importer.Plan{}, err
	}
	plan.DryRun, plan.Clock = f.dryRun, c.clock
	if err := applyMapping(&plan, names, f.mapping); err != nil {
		return importer.Plan{}, err
	}
	plan.Event, plan.MatchOn, plan.OnMatch = cmp.Or(f.event, plan.Event), cmp.Or(f.key, plan.MatchOn), cmp.Or(f.onMatch, plan.OnMatch)
	if plan.Permission, err = readPermission(f.permission); err != nil {
		return importer.Plan{}, err
	}
	secret, err := db.Secret(c.ctx)
	plan.HashAddress = func(email string) [32]byte { return comply.HashAddress(secret, email) }
	return plan, err
}

// proposal is the plan for a file without the flags about it, guessed or remembered, and
// the names of its columns.
func (c *call) proposal(db *store.DB, path string, f importFlags) (plan importer.Plan, names []string, err error) {
	fields, err := db.Fields(c.ctx)
	if err != nil {
		return plan, nil, err
	}
	options := importer.ReadOptions{Sheet: f.sheet, Fresh: !f.remembered}
	if options.Password, err = readPassword(f.passwordFile); err != nil {
		return plan, nil, err
	}
	kept, err := db.ImportMemories(c.ctx)
	if err != nil {
		return plan, nil, err
	}
	seen, err := importer.Recall(c.ctx, path, options, fields, kept)
	if err != nil {
		return plan, nil, err
	}
	names = each(seen.Columns, func(column importer.Column) string { return column.Name })
	switch {
	case f.remembered && seen.Remembered == nil:
		err = domain.Errorf(domain.NotFound, "Nothing is remembered for a file with these columns. Import one of them first, with --as.")
	case f.remembered && f.as != "" && f.as != string(seen.Kind):
		err = domain.Errorf(domain.Conflict, "A file with these columns was imported as %s before. Leave --as or --remembered away.", seen.Kind)
	case f.as == "" || f.as == string(seen.Kind):
		return seen.Choices, names, nil
	default:
		plan, err = importer.Guess(c.ctx, path, options, fields, domain.ImportKind(f.as))
	}
	return plan, names, err
}

// readPassword reads a password from the first line of a file; "" without one.
func readPassword(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return "", domain.Errorf(domain.NotFound, "The password file could not be read. Check its name and try again.")
	}
	line, _, _ := strings.Cut(string(text), "\n")
	return strings.TrimSuffix(line, "\r"), nil
}

// readPermission reads the answer to "may these people be mailed?"; none without a file.
func readPermission(path string) (importer.Permission, error) {
	if path == "" || path == "none" {
		return importer.Permission{Answer: importer.PermissionNone}, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return importer.Permission{}, domain.Errorf(domain.NotFound, "The permission file could not be read. Check its name and try again.")
	}
	var p PermissionChoice
	if err := json.Unmarshal(text, &p); err != nil {
		return importer.Permission{}, domain.Errorf(domain.Invalid, `The permission file is not in the form {"answer":"consent","source":"...","on":"2026-01-31","wording":"...","proof":"..."}.`)
	}
	return permissionOf(p), nil
}

func (c *call) printReport(r importer.Report) error {
	t := r.Tally
	result := map[string]any{
		"import": r.ImportID, "rows": t.Rows, "added": t.Added, "updated": t.Updated, "unchanged": t.Unchanged, "skipped": t.Skipped,
		"people_added": t.PeopleAdded, "people_updated": t.PeopleUpdated, "events_added": t.EventsAdded,
		"problems":      each(r.Problems, func(p domain.RowProblem) ProblemView { return ProblemView(p) }),
		"problem_count": r.ProblemCount, "warnings": each(r.Warnings, func(w string) string { return w }), "seconds": r.Seconds,
	}
	return c.print(result, func(w io.Writer) {
		fmt.Fprintf(w, "%d rows: %d added, %d updated, %d unchanged, %d skipped. %d people added, %d events added, in %.1f s.\n",
			t.Rows, t.Added, t.Updated, t.Unchanged, t.Skipped, t.PeopleAdded, t.EventsAdded, r.Seconds)
		for _, reason := range r.Reasons {
			fmt.Fprintf(w, "  %d rows: %s\n", reason.Rows, reason.Message)
		}
		for _, warning := range r.Warnings {
			fmt.Fprintln(w, " ", warning)
		}
	})
}

func importList(c *call) error {
	return c.with(false, func(db *store.DB) error {
		imports, err := db.Imports(c.ctx)
		if err != nil {
			return err
		}
		rows := each(imports, func(i domain.Import) map[string]any {
			return map[string]any{"import": i.ID, "file": i.File, "as": i.Kind, "rows": i.Tally.Rows, "added": i.Tally.Added, "updated": i.Tally.Updated,
				"unchanged": i.Tally.Unchanged, "skipped": i.Tally.Skipped, "finished": stamp(i.FinishedAt)}
		})
		return c.print(rows, func(w io.Writer) {
			for _, i := range imports {
				fmt.Fprintf(w, "%d  %s  %s, %d rows\n", i.ID, stamp(i.FinishedAt), i.File, i.Tally.Rows)
			}
		})
	})
}
