package smtp_test

import (
	"net"
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

func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return strconv.Itoa(l.Addr().(*net.TCPAddr).Port)
}

func waitFor(t *testing.T, address string) {
	t.Helper()
	for range 100 {
		if c, err := net.Dial("tcp", address); err == nil {
			_ = c.Close()
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("the server did not start")
}

func senderTo(t *testing.T, port string) *smtp.Sender {
	t.Helper()
	n, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	sender, err := smtp.New(smtp.Config{Account: domain.Account{Host: "127.0.0.1", Port: n, TLS: domain.TLSNone, FromAddress: "news@shop.example"}})
	if err != nil {
		t.Fatal(err)
	}
	return sender
}

type kept struct {
	mu    sync.Mutex
	to    []string
	subj  []string
	raw   [][]byte
	fault error
}

func (k *kept) receive(to, subject string, raw []byte) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.fault != nil {
		return k.fault
	}
	k.to, k.subj, k.raw = append(k.to, to), append(k.subj, subject), append(k.raw, raw)
	return nil
}

func startOutbox(t *testing.T, k *kept) *smtp.Outbox {
	t.Helper()
	outbox, err := smtp.StartOutbox(k.receive)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = outbox.Close() })
	return outbox
}

var local = domain.Account{Kind: domain.AccountOutbox, FromName: "Asha", FromAddress: "news@shop.example"}

func TestTheOutboxKeepsAMailBeforeItSaysYes(t *testing.T) {
	k := &kept{}
	sender, err := startOutbox(t, k).Sender(local)
	if err != nil {
		t.Fatal(err)
	}
	conn := connect(t, sender)
	m := message(t, "रवि", "ravi@example.com", deliver.Content{Subject: "नमस्ते दुनिया", HTML: "<p>नमस्ते</p>\n.\n", Text: "नमस्ते"})
	if got := conn.Send(t.Context(), m, nothing); deliver.Classify(got) != deliver.Accepted {
		t.Fatalf("%+v", got)
	}
	if len(k.to) != 1 || k.to[0] != "ravi@example.com" || k.subj[0] != "नमस्ते दुनिया" {
		t.Fatalf("%v %v", k.to, k.subj)
	}
	raw, err := smtp.Assemble(m)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "mail", string(k.raw[0]), string(raw))
	k.fault = domain.Errorf(domain.Full, "The disk is full.")
	got := conn.Send(t.Context(), m, nothing)
	if deliver.Classify(got) != deliver.Later || !strings.Contains(got.Reply, "The disk is full.") || len(k.to) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestTheOutboxIsForThisAppOnly(t *testing.T) {
	outbox := startOutbox(t, &kept{})
	account := outbox.Account(local)
	account.FromAddress = "news@shop.example"
	for name, password := range map[string]smtp.Password{"a guess": smtptest.Word("guess"), "an empty word": smtptest.Word("")} {
		sender, err := smtp.New(smtp.Config{Account: account, Password: password})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := sender.Connect(t.Context()); err == nil {
			t.Errorf("signed in with %s", name)
		}
	}
	account.User = ""
	sender, err := smtp.New(smtp.Config{Account: account})
	if err != nil {
		t.Fatal(err)
	}
	got := connect(t, sender).Send(t.Context(), message(t, "", "ravi@example.com", hello), nothing)
	if deliver.Classify(got) == deliver.Accepted || got.Stage != deliver.StageSender {
		t.Errorf("took a mail without sign-in: %+v", got)
	}
}
