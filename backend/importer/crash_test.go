package importer_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
	"github.com/kvnmail/kvnmail/backend/store"
	"github.com/kvnmail/kvnmail/backend/testkit/whole"
)

// childFile makes the test binary another process that carries out the imports which
// wait in a workspace.
const childFile = "IMPORTER_CHILD_FILE"

func TestMain(m *testing.M) {
	if path := os.Getenv(childFile); path != "" {
		if err := importWaiting(context.Background(), path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// importWaiting opens a workspace and brings in what waits, as the program does when
// the user says that it should go on.
func importWaiting(ctx context.Context, path string) error {
	db, err := store.Open(ctx, path)
	if err != nil {
		return err
	}
	defer db.Close()
	waiting, err := db.WaitingImports(ctx)
	for _, one := range waiting {
		plan, err := importer.DecodePlan(one.Plan)
		if err != nil {
			return err
		}
		plan.Waiting, plan.HashAddress, plan.Clock = one.ID, hash, stillClock{}
		if _, err := importer.Run(ctx, plan, workspace{db}, nil); err != nil {
			return err
		}
	}
	return err
}

// stillClock lets two runs say the same.
type stillClock struct{}

func (stillClock) Now() time.Time { return time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC) }

// queueBoth puts a list of people and one of orders on the list of waiting imports.
func queueBoth(t *testing.T, path, people, orders string) {
	t.Helper()
	db, err := store.Create(t.Context(), path, domain.DefaultSettings())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, file := range []string{people, orders} {
		plan, err := importer.Guess(t.Context(), file, importer.ReadOptions{}, nil, "")
		if err != nil {
			t.Fatal(err)
		}
		plan.OnMatch, plan.Permission = importer.OnMatchNewer, importer.Permission{Answer: importer.PermissionConsent, Source: "shop"}
		text, err := plan.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.AddWaitingImport(t.Context(), domain.WaitingImport{File: filepath.Base(file), Path: file, Plan: text, QueuedAt: stillClock{}.Now()}); err != nil {
			t.Fatal(err)
		}
	}
}

func writeCrowd(t *testing.T, dir string) (people, orders string) {
	t.Helper()
	people, orders = filepath.Join(dir, "people.csv"), filepath.Join(dir, "orders.csv")
	list, lines := []byte("Email,Customer ID,City,Loyalty points,Status\n"), []byte("Order ID,Email,Order date,Product,Quantity,Price\n")
	for n := range 12_000 {
		list = fmt.Appendf(list, "p%d@example.com,C%d,Pune,%d,%s\n", n%9_000, n%9_000, n, []string{"subscribed", "unsubscribed"}[n%50/49])
		lines = fmt.Appendf(lines, "A-%d,p%d@example.com,2026-01-%02d,Soap %d,%d,99.50\n", n/3, n/3%10_000, 1+n%28, n%7, 1+n%4)
	}
	for path, text := range map[string][]byte{people: list, orders: lines} {
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return people, orders
}

func child(t *testing.T, path string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childFile+"="+path)
	cmd.Stderr = os.Stderr
	return cmd
}

// toldBy opens a workspace, writes it down, and says how many imports still wait.
func toldBy(t *testing.T, path string) (lines []string, waiting int) {
	t.Helper()
	db, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	left, err := db.WaitingImports(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return whole.Told(t, db), len(left)
}

func TestAnImportKilledAtAnyMomentAndResumedIsAsIfNothingHadHappened(t *testing.T) {
	dir := t.TempDir()
	people, orders := writeCrowd(t, dir)
	calm := filepath.Join(dir, "calm.kvnmail")
	queueBoth(t, calm, people, orders)
	begun := time.Now()
	if err := child(t, calm).Run(); err != nil {
		t.Fatal(err)
	}
	took := time.Since(begun)
	want, waiting := toldBy(t, calm)
	if waiting != 0 || len(want) < 20_000 {
		t.Fatalf("%d lines, %d imports wait", len(want), waiting)
	}
	r := rand.New(rand.NewPCG(2, 9))
	left, kills := [3]int{}, 20
	if testing.Short() {
		kills = 5
	}
	for n := range kills {
		path := filepath.Join(dir, fmt.Sprintf("killed%d.kvnmail", n))
		queueBoth(t, path, people, orders)
		cmd := child(t, path)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(r.Int64N(int64(took))))
		cmd.Process.Kill()
		cmd.Wait()
		_, waiting := toldBy(t, path)
		left[waiting]++
		if err := child(t, path).Run(); err != nil {
			t.Fatal(err)
		}
		got, waiting := toldBy(t, path)
		if differs := whole.Difference(want, got); differs != "" || waiting != 0 {
			t.Fatalf("killed the %d. time: %d imports wait\n%s", n, waiting, differs)
		}
	}
	t.Logf("of %d kills %d were before the first import was in, %d between, %d after both", kills, left[2], left[1], left[0])
}
