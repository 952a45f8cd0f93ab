package importer_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
	"github.com/kvnmail/kvnmail/backend/sheet"
	"github.com/kvnmail/kvnmail/backend/testkit/whole"
)

// anyTable is a sheet as marketers have them, with people who come again in other
// sheets, odd rows and cells that are wrong.
func anyTable(r *rand.Rand) (rows [][]string) {
	kind := r.IntN(3)
	switch kind {
	case 0:
		rows = append(rows, []string{"Email", "Customer ID", "First name", "City", "Loyalty points", "Joined", "Status", "Extra " + fmt.Sprint(r.IntN(3))})
	case 1:
		rows = append(rows, []string{"Order ID", "Email", "Order date", "Product", "Quantity", "Price", "City"})
	default:
		rows = append(rows, []string{"Email", "Date", "Page", "Device"})
	}
	for range 5 + r.IntN(120) {
		rows = append(rows, anyRow(kind, r))
	}
	return rows
}

func anyRow(kind int, r *rand.Rand) []string {
	one := func(choices ...string) string { return choices[r.IntN(len(choices))] }
	n := r.IntN(60)
	email := one(fmt.Sprintf("p%d@example.com", n), fmt.Sprintf(" P%d@Example.com ", n), "", "nobody", fmt.Sprintf("p%d@example.com", n))
	day := fmt.Sprintf("2026-0%d-%02d", 1+r.IntN(9), 1+r.IntN(28))
	switch kind {
	case 0:
		return []string{email, one(fmt.Sprint("C", n), ""), one("Asha", "Ravi", ""), one("Pune", "Goa", "#N/A", ""),
			one("12", "7.5", "3", "4", "many", ""), one(day, day, day, day, "soon", ""), one("subscribed", "unsubscribed", "bounced", "", "odd"), one("x", "y")}
	case 1:
		return []string{fmt.Sprint("A-", r.IntN(40)), email, one(day, day, day, day, day, day, day, day, "never"), one("Soap", "Oil", "Kumkum"), one("1", "2", "-1"), one("120", "99.50", "80", "1,200", "5", "7", "free"), one("Pune", "")}
	}
	return []string{email, one(day+" 10:30", day), one("/home", "/cart"), one("phone", "laptop", "")}
}

// writeTable writes rows as a csv or a workbook.
func writeTable(t *testing.T, rows [][]string, r *rand.Rand) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "table"+[]string{".csv", ".xlsx", ".tsv"}[r.IntN(3)])
	w, err := sheet.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if err := w.WriteText(row...); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// anyPlan is what a user could decide about a file.
func anyPlan(t *testing.T, w workspace, path string, r *rand.Rand) importer.Plan {
	t.Helper()
	fields, err := w.Fields(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	plan, err := importer.Guess(t.Context(), path, importer.ReadOptions{}, fields, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Mapping) == 4 {
		plan.Kind, plan.Event = domain.ImportEvents, []string{"visited", "tried"}[r.IntN(2)]
		plan.Mapping[1].Target, plan.Mapping[2].Target, plan.Mapping[3].Target = "event:at", "new:text", "event:device"
	}
	known := map[string]string{"Email": "field:email", "Order date": "event:at", "Quantity": "event:quantity", "Price": "event:unit_price"}
	for i, m := range plan.Mapping {
		if known[m.Name] != "" {
			plan.Mapping[i].Target = known[m.Name] // a short file with many wrong values can look otherwise
		}
	}
	plan.OnMatch = []string{importer.OnMatchFill, importer.OnMatchNewer, importer.OnMatchKeep}[r.IntN(3)]
	plan.Permission = importer.Permission{Answer: []string{importer.PermissionConsent, importer.PermissionNone}[r.IntN(2)], Source: "shop", Language: "hi"}
	plan.HashAddress = hash
	return plan
}

func carryOut(t *testing.T, w workspace, plan importer.Plan) importer.Report {
	t.Helper()
	rep, err := importer.Run(t.Context(), plan, w, nil)
	if err != nil {
		t.Fatalf("%+v: %v", plan, err)
	}
	return rep
}

func takeBack(t *testing.T, w workspace, id domain.ImportID) {
	t.Helper()
	if _, err := w.UndoImport(t.Context(), id, domain.Act{Kind: domain.ActUndo, At: time.Now()}, nil); err != nil {
		t.Fatal(err)
	}
}

func TestForAnyFilesTheAccountAddsUpAndUndoBringsTheWorkspaceBack(t *testing.T) {
	seeds := uint64(60)
	if testing.Short() {
		seeds = 12
	}
	for seed := range seeds {
		r := rand.New(rand.NewPCG(seed, 5))
		w := newWorkspace(t)
		before := [][]string{whole.Told(t, w)}
		var done []domain.ImportID
		for range 1 + r.IntN(4) {
			rows := anyTable(r)
			plan := anyPlan(t, w, writeTable(t, rows, r), r)
			rep := carryOut(t, w, plan)
			if n := rep.Tally; n.Rows != len(rows)-1 || n.Rows != n.Added+n.Updated+n.Unchanged+n.Skipped {
				t.Fatalf("seed %d: %d rows in the file, account %+v", seed, len(rows)-1, n)
			}
			if again := carryOut(t, w, plan); again.Tally.PeopleAdded+again.Tally.EventsAdded > 0 {
				t.Fatalf("seed %d: a second import of the same file brought %+v", seed, again.Tally)
			} else {
				takeBack(t, w, again.ImportID)
			}
			done = append(done, rep.ImportID)
			before = append(before, whole.Told(t, w))
			if r.IntN(3) == 0 {
				if err := w.Seal(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
		}
		for i := len(done) - 1; i >= 0; i-- {
			takeBack(t, w, done[i])
			if differs := whole.Difference(before[i], whole.Told(t, w)); differs != "" {
				t.Fatalf("seed %d: after the undo of import %d\n%s", seed, i, differs)
			}
		}
	}
}

func TestUndoNeverLiftsAnOptOut(t *testing.T) {
	w := newWorkspace(t)
	path := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(path, []byte("email,status\nasha@x.in,unsubscribed\nravi@x.in,subscribed\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 1))
	rep := carryOut(t, w, anyPlan(t, w, path, r))
	if rep.Tally.OptOuts != 1 {
		t.Errorf("%+v", rep.Tally)
	}
	takeBack(t, w, rep.ImportID)
	if _, closed, err := w.IsSuppressed(t.Context(), hash("asha@x.in")); err != nil || !closed {
		t.Errorf("somebody who said no can be mailed again: %v", err)
	}
}
