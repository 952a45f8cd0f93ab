package store_test

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// childFile and childTask set make the test binary another process on a workspace.
const childFile, childTask = "STORE_CHILD_FILE", "STORE_CHILD_TASK"

func runChild(t testing.TB, path, task string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childFile+"="+path, childTask+"="+task)
	return cmd
}

func childMain(path, task string) error {
	if task == "alone" {
		return takeForItself(path)
	}
	db, err := store.Open(context.Background(), path)
	if err != nil {
		return err
	}
	switch task {
	case "bulk":
		return db.Bulk(context.Background(), writeForever)
	case "flush":
		store.SealEvery(db, 20_000)
		return db.Bulk(context.Background(), writeForever)
	case "seal":
		return sealForever(db)
	case "send":
		return sendForever(db)
	case "membership":
		return recordForever(db)
	}
	return errors.New("no such task")
}

// takeForItself does what only a program may that has the file alone.
func takeForItself(path string) error {
	name := strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path)
	db, err := sql.Open("sqlite", "file:"+name)
	if err != nil {
		return err
	}
	_, err = db.Exec("PRAGMA journal_mode = DELETE")
	return errors.Join(err, db.Close())
}

// writeForever adds people and says how many, until somebody kills it.
func writeForever(b *store.Bulk) error {
	for n := 1000; ; n++ {
		id, err := b.AddContact(person(n))
		if err != nil {
			return err
		}
		if _, err := b.AddEvent(domain.Event{ContactID: id, Type: domain.EventVisited, At: noon}); err != nil {
			return err
		}
		if n%1000 == 0 {
			fmt.Println(n)
		}
	}
}

// sendForever claims and finishes one line after another and says which it finished.
func sendForever(db *store.DB) error {
	for {
		claimed, err := db.ClaimSends(context.Background(), 1, 1, noon)
		if err != nil || len(claimed) == 0 {
			return err
		}
		s := claimed[0]
		s.State, s.Reply, s.UpdatedAt = domain.SendSent, "250 ok", noon
		if err := db.FinishSends(context.Background(), claimed[:copy(claimed, []domain.Send{s})]); err != nil {
			return err
		}
		fmt.Println(s.ID)
	}
}

// killAfter starts a child, waits for its line of that number and kills it as
// the system would: no handler runs. It returns all that the child said.
func killAfter(t *testing.T, path, task string, lines int) []string {
	t.Helper()
	cmd := runChild(t, path, task)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var said []string
	for in := bufio.NewScanner(out); in.Scan(); {
		said = append(said, in.Text())
		if len(said) == lines {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := cmd.Wait(); err == nil || len(said) < lines {
		t.Fatalf("the child ended by itself after %d lines", len(said))
	}
	return said
}

func TestKillingTheProcessInTheMiddleOfABulkLeavesNothingOfIt(t *testing.T) {
	db := create(t)
	people(t, db, 50)
	before := must[int64](t)(db.DataVersion(t.Context()))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, lines := range []int{1, 20} {
		killAfter(t, db.Path(), "bulk", lines)
		db = must[*store.DB](t)(store.Open(t.Context(), db.Path()))
		health := must[store.Health](t)(db.Check(t.Context()))
		if health.Contacts != 50 || health.Events != 0 || health.Integrity != "ok" {
			t.Errorf("after the kill: %+v", health)
		}
		if after := must[int64](t)(db.DataVersion(t.Context())); after != before {
			t.Errorf("the data version moved from %d to %d", before, after)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhatTheLedgerAcknowledgedSurvivesAKill(t *testing.T) {
	const audience = 2000
	db := create(t)
	people(t, db, audience)
	c := frozen(t, db, audience)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	acknowledged := map[string]bool{}
	for _, lines := range []int{7, 60, 130} {
		for _, id := range killAfter(t, db.Path(), "send", lines) {
			acknowledged[id] = true
		}
	}
	db = must[*store.DB](t)(store.Open(t.Context(), db.Path()))
	defer db.Close()
	sends, total, err := db.Sends(t.Context(), c.ID, domain.SendSent, 0, audience)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sends {
		delete(acknowledged, fmt.Sprint(s.ID))
		if s.Reply != "250 ok" {
			t.Errorf("line %d lost the server's reply", s.ID)
		}
	}
	if len(acknowledged) > 0 {
		t.Errorf("acknowledged and lost: %v", acknowledged)
	}
	interrupted := must[[]domain.Send](t)(db.InterruptedSends(t.Context()))
	if events := must[int](t)(db.CountEvents(t.Context())); events != total || len(interrupted) > 3 {
		t.Errorf("%d sent, %d events, %d interrupted by 3 kills", total, events, len(interrupted))
	}
}
