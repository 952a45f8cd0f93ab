package importer_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// retailFile unpacks the public order lines of an online shop.
func retailFile(t testing.TB) string {
	t.Helper()
	packed, err := filepath.Abs("../../../shared/data/online_retail/online_retail_full.csv.xz")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(packed); err != nil {
		t.Skip("the shop's order lines are not in this checkout")
	}
	path := filepath.Join(t.TempDir(), "online_retail.csv")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	cmd := exec.Command("xz", "-dc", packed)
	cmd.Stdout = out
	if err := cmd.Run(); err != nil {
		t.Skipf("xz is not installed: %v", err)
	}
	return path
}

func checkRetail(t *testing.T, rep importer.Report) {
	t.Helper()
	tally := rep.Tally
	if tally.Rows != 541_909 || tally.Skipped != 135_080 || tally.Added != 541_909-135_080 {
		t.Errorf("tally is %+v", tally)
	}
	if tally.PeopleAdded != 4_372 {
		t.Errorf("%d people were added, want 4,372", tally.PeopleAdded)
	}
	if len(rep.Reasons) != 1 || rep.Reasons[0].Code != "no_person" || rep.Reasons[0].Rows != 135_080 {
		t.Errorf("reasons are %+v", rep.Reasons)
	}
	if len(rep.Problems) != 2000 || rep.ProblemCount != 135_080 {
		t.Errorf("%d problems of %d", len(rep.Problems), rep.ProblemCount)
	}
}

func TestHalfAMillionOrderLinesAreAllAccountedFor(t *testing.T) {
	if testing.Short() {
		t.Skip("half a million rows")
	}
	ctx, path := context.Background(), retailFile(t)
	seen, err := importer.Inspect(ctx, path, importer.ReadOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if seen.Kind != domain.ImportOrders || seen.KindWhy != "InvoiceNo repeats with different products: one row per line of an order." {
		t.Fatalf("guessed %s: %s", seen.Kind, seen.KindWhy)
	}
	for i, want := range []string{"event:order_id", "event:product_code", "event:product", "event:quantity", "event:at", "event:unit_price", "field:external_id", "field:country"} {
		if seen.Columns[i].Target != want {
			t.Errorf("column %s was taken for %q, want %q", seen.Columns[i].Name, seen.Columns[i].Target, want)
		}
	}
	store := newMemory()
	plan := seen.Choices
	plan.Permission.Answer = importer.PermissionCustomer
	rep, err := importer.Run(ctx, plan, store, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("csv: %.2f s, %+v", rep.Seconds, rep.Tally)
	checkRetail(t, rep)
	if n, m := store.count(domain.EventPurchased), store.count(domain.EventRefunded); n != 18_536 || m != 3_654 {
		t.Errorf("%d orders and %d returns, want 18,536 and 3,654", n, m)
	}
	if n, m := store.count(domain.EventBought), store.count(domain.EventReturned); n != 397_924 || m != 8_905 {
		t.Errorf("%d bought and %d returned lines, want 397,924 and 8,905", n, m)
	}
	if len(store.consents) != 4_372 {
		t.Errorf("%d permissions, want 4,372", len(store.consents))
	}
	again, err := importer.Run(ctx, plan, store, nil)
	if err != nil {
		t.Fatal(err)
	}
	if again.Tally.Unchanged != 406_829 || again.Tally.Added+again.Tally.Updated != 0 || again.Tally.EventsAdded != 0 {
		t.Errorf("the same file again gave %+v", again.Tally)
	}
}

func TestTheSameLinesInAWorkbookGiveTheSameResult(t *testing.T) {
	if testing.Short() {
		t.Skip("half a million rows")
	}
	ctx, path := context.Background(), retailFile(t)
	book := filepath.Join(filepath.Dir(path), "online_retail.xlsx")
	began := time.Now()
	copyTable(t, path, book)
	t.Logf("workbook written in %v", time.Since(began))
	plan, err := importer.Guess(ctx, book, importer.ReadOptions{}, nil, "")
	if err != nil {
		t.Fatal(err)
	}
	plan.Permission.Answer = importer.PermissionNone
	began = time.Now()
	rows := 0
	eachRow(t, book, func(*sheet.Row) { rows++ })
	took := time.Since(began)
	t.Logf("xlsx: %d rows in %v, %.0f rows/s", rows, took, float64(rows)/took.Seconds())
	rep, err := importer.Run(ctx, plan, newMemory(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("xlsx: %.2f s, %+v", rep.Seconds, rep.Tally)
	checkRetail(t, rep)
}

func eachRow(t *testing.T, path string, fn func(*sheet.Row)) {
	t.Helper()
	f, err := sheet.Open(path, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.Rows(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		fn(rows.Row())
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
}

// copyTable writes a csv file as a workbook with numbers as numbers.
func copyTable(t *testing.T, from, to string) {
	t.Helper()
	w, err := sheet.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Discard()
	eachRow(t, from, func(r *sheet.Row) {
		for i := range r.Cells {
			if i == 3 || i == 5 || i == 6 {
				if r.Number > 1 && r.Cells[i].Kind == sheet.Text {
					r.Cells[i].Kind = sheet.Number
				}
			}
		}
		if err := w.Write(r.Cells); err != nil {
			t.Fatal(err)
		}
	})
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestReadingTextIsQuick(t *testing.T) {
	if testing.Short() {
		t.Skip("half a million rows")
	}
	path := retailFile(t)
	began, rows := time.Now(), 0
	eachRow(t, path, func(*sheet.Row) { rows++ })
	took := time.Since(began)
	t.Logf("csv: %d rows in %v, %.0f rows/s", rows, took, float64(rows)/took.Seconds())
	if rows != 541_910 {
		t.Fatalf("%d rows, want 541,910", rows)
	}
}
