package importer_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/importer"
)

// accept writes what is seen as what is wanted. What it wrote has to be read before it is kept.
var accept = flag.Bool("accept", false, "write testdata/plans.txt anew")

// sheetsOf reads named texts: each begins with a line "=== name".
func sheetsOf(t *testing.T, path string) (names []string, texts map[string]string) {
	t.Helper()
	all, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	texts = map[string]string{}
	for part := range strings.SplitSeq(string(all), "=== ") {
		if name, text, ok := strings.Cut(part, "\n"); ok && part != "" {
			names, texts[name] = append(names, name), text
		}
	}
	return names, texts
}

// planOfSheet writes down all that is understood of a sheet, and what importing it gives.
func planOfSheet(t *testing.T, text string) string {
	t.Helper()
	ctx, path, store := context.Background(), write(t, "sheet.csv", text), newMemory()
	seen, err := importer.Inspect(ctx, path, importer.ReadOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	plan := seen.Choices
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s header %d, by %s, dates %s\n%s\n", plan.Kind, plan.Event, seen.HeaderRow, plan.MatchOn, plan.DateOrder, seen.KindWhy)
	for i, m := range plan.Mapping {
		fmt.Fprintf(&b, "  %s (%s, %d %%) = %s", seen.Columns[i].Name, seen.Columns[i].Note, seen.Columns[i].Confidence, m.Target)
		if strings.HasPrefix(m.Target, "new:") {
			fmt.Fprintf(&b, " %q", m.Name)
		}
		b.WriteString("\n")
	}
	plan.HashAddress, plan.Permission.Answer = hash, importer.PermissionNone
	if plan.AskDates {
		plan.DateOrder = "dmy"
		b.WriteString("asks for the order of dates\n")
	}
	rep, err := importer.Run(ctx, plan, store, nil)
	if err != nil {
		t.Fatal(err)
	}
	n := rep.Tally
	fmt.Fprintf(&b, "%d rows: %d added, %d unchanged or updated, %d left out; %d people, %d events, %d opt-outs\n", n.Rows, n.Added, n.Unchanged+n.Updated, n.Skipped, n.PeopleAdded, n.EventsAdded, n.OptOuts)
	for _, p := range rep.Problems {
		fmt.Fprintf(&b, "  row %d %s %q %s %s\n", p.Row, p.Column, p.Value, p.Code, p.Suggestion)
	}
	again, err := importer.Run(ctx, plan, store, nil)
	if err != nil {
		t.Fatal(err)
	}
	if again.Tally.Added+again.Tally.EventsAdded+again.Tally.PeopleAdded != 0 {
		t.Errorf("the same sheet again gave %+v", again.Tally)
	}
	return b.String()
}

func TestSheetsOfEveryDayAreUnderstood(t *testing.T) {
	names, sheets := sheetsOf(t, "testdata/sheets.txt")
	if len(names) < 30 {
		t.Fatalf("only %d sheets", len(names))
	}
	if *accept {
		var b strings.Builder
		for _, name := range names {
			b.WriteString("=== " + name + "\n" + planOfSheet(t, sheets[name]))
		}
		if err := os.WriteFile("testdata/plans.txt", []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_, wanted := sheetsOf(t, "testdata/plans.txt")
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			if got := planOfSheet(t, sheets[name]); got != wanted[name] {
				t.Errorf("it is\n%swant\n%s", got, wanted[name])
			}
		})
	}
}
