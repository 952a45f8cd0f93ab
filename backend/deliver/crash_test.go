package deliver_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/deliver"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/smtp"
	"github.com/kvnmail/kvnmail/backend/testkit/smtptest"
)

// childFolder set makes the test binary a sending process that can be killed.
const childFolder, childPort = "DELIVER_CHILD_FOLDER", "DELIVER_CHILD_PORT"

const connections = 4

func TestMain(m *testing.M) {
	if folder := os.Getenv(childFolder); folder != "" {
		if err := sendAsChild(folder, os.Getenv(childPort)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func sendAsChild(folder, port string) error {
	l, err := openLedger(folder)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(port)
	if err != nil {
		return err
	}
	account := domain.Account{Kind: domain.AccountSMTP, Host: "127.0.0.1", Port: n, TLS: domain.TLSNone, User: smtptest.User, FromAddress: "news@shop.example"}
	sender, err := smtp.New(smtp.Config{Account: account, Password: smtptest.Word(smtptest.Password)})
	if err != nil {
		return err
	}
	job := deliver.Job{Campaign: domain.Campaign{ID: 1}, Account: account, Secret: key, JournalDir: filepath.Join(folder, "journal"), Patience: hasty, Connections: connections}
	report, err := deliver.Run(context.Background(), job, l, gateOf(l), letter{}, sender, nil)
	if err == nil && report.End != deliver.Finished {
		err = fmt.Errorf("ended %s: %s", report.End, report.Why)
	}
	fmt.Fprintf(os.Stderr, "recovered %+v\n", report.Recovered)
	return err
}

func TestKillingTheProcessRepeatsNobodyAndLosesNobody(t *testing.T) {
	const people, kills = 2000, 2
	dir := t.TempDir()
	var mu sync.Mutex
	taken := 0
	reached := make(chan struct{}, people)
	server := smtptest.Start(t, smtptest.Options{TLS: domain.TLSNone, Faults: smtptest.Faults{Content: func(int, smtptest.Mail) error {
		mu.Lock()
		defer mu.Unlock()
		if taken++; taken == 610 || taken == 1333 {
			reached <- struct{}{}
		}
		return nil
	}}})
	if err := newLedger(t, dir, people).Close(); err != nil { // the children have it to themselves
		t.Fatal(err)
	}
	began := time.Now()
	for range kills {
		child := startChild(t, dir, server.Port)
		select {
		case <-reached:
		case <-time.After(2 * time.Minute):
			t.Fatal("the child does not get on")
		}
		if err := child.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = child.Wait() // it was killed: the error is the point
	}
	child := startChild(t, dir, server.Port)
	if err := child.Wait(); err != nil {
		t.Fatalf("the last run: %v\n%s", err, child.Stderr)
	}
	l, err := openLedger(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	tally, err := l.SendTally(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	judge(t, l, server, tally, people, kills)
	t.Logf("%d people, %d kills: %+v, %d mails arrived, %v\n%s", people, kills, tally, len(server.Mails()), time.Since(began).Round(time.Millisecond), child.Stderr)
}

// judge compares the ledger with what arrived. Unknown is the only state in
// which a person may have a mail or not; nobody may have two.
func judge(t *testing.T, l *ledger, server *smtptest.Server, tally domain.SendTally, people, kills int) {
	t.Helper()
	got := map[string]int{}
	for _, m := range server.Mails() {
		got[m.To]++
	}
	rows := l.lines(t, "")
	for _, row := range rows {
		who := fmt.Sprintf("p%d@example.com", row.ContactID)
		if n := got[who]; n > 1 || n == 0 && row.State != domain.SendUnknown || row.State != domain.SendSent && row.State != domain.SendUnknown {
			t.Errorf("%s is %s and got %d mails", who, row.State, n)
		}
	}
	if len(rows) != people || tally.Sent+tally.Unknown != people || tally.Unknown > kills*connections {
		t.Errorf("%d rows, %+v", len(rows), tally)
	}
	if n := tally.Sent + tally.Unknown - len(got); n < 0 || n > tally.Unknown {
		t.Errorf("%d mails arrived, the ledger says %+v", len(got), tally)
	}
}

func startChild(t *testing.T, dir string, port int) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), childFolder+"="+dir, childPort+"="+strconv.Itoa(port))
	cmd.Stderr = new(strings.Builder)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	return cmd
}
