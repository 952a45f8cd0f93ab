package smtp_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/deliver"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/smtp"
	"github.com/kvnmail/kvnmail/backend/testkit/smtptest"
)

// permission is a ledger in which everybody has agreed: these tests are about
// what happens after the gate.
type permission struct{ comply.Store }

func (permission) ConsentOf(context.Context, domain.ContactID) ([]domain.ConsentEntry, error) {
	return []domain.ConsentEntry{{Purpose: domain.Marketing, Action: domain.Granted}}, nil
}

func (permission) IsSuppressed(context.Context, [32]byte) (domain.Suppression, bool, error) {
	return domain.Suppression{}, false, nil
}

func (permission) PauseOf(context.Context, domain.ContactID) (domain.Pause, bool, error) {
	return domain.Pause{}, false, nil
}

func ticket(t *testing.T, name, address string) comply.Ticket {
	t.Helper()
	gate := comply.NewGate(permission{}, []byte("secret"), domain.Marketing, domain.SystemClock{})
	contact := domain.Contact{ID: 7, Email: address, Values: map[domain.FieldID]domain.Value{domain.FieldFirstName: domain.TextValue(name)}}
	got, status, err := gate.Admit(t.Context(), contact)
	if err != nil || status != domain.Mailable {
		t.Fatalf("not admitted: %v %v", status, err)
	}
	return got
}

var letterhead = deliver.Letterhead{Secret: []byte("secret"), Campaign: 3, FromName: "Asha Stores", FromAddress: "news@shop.example", Mailbox: "unsubscribe@shop.example"}

func message(t *testing.T, name, address string, c deliver.Content) deliver.Message {
	t.Helper()
	return letterhead.Message(ticket(t, name, address), c, time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC))
}

var hello = deliver.Content{Subject: "Hello", HTML: "<p>Hello</p>", Text: "Hello"}

func open(t *testing.T, s *smtptest.Server, change func(*smtp.Config)) *smtp.Sender {
	t.Helper()
	config := smtp.Config{Account: s.Account(), Password: smtptest.Word(smtptest.Password), RootCAs: s.Roots}
	if change != nil {
		change(&config)
	}
	sender, err := smtp.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return sender
}

func connect(t *testing.T, sender *smtp.Sender) deliver.Conn {
	t.Helper()
	conn, err := sender.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func nothing() error { return nil }

func TestMailsArriveOverEveryKindOfProtection(t *testing.T) {
	for name, o := range map[string]smtptest.Options{
		"STARTTLS with PLAIN": {TLS: domain.TLSStartTLS}, "STARTTLS with LOGIN": {TLS: domain.TLSStartTLS, Login: true},
		"TLS from the start": {TLS: domain.TLSImplicit}, "unprotected on this computer": {TLS: domain.TLSNone},
	} {
		t.Run(name, func(t *testing.T) {
			server := smtptest.Start(t, o)
			conn := connect(t, open(t, server, nil))
			for range 3 {
				if got := conn.Send(t.Context(), message(t, "Ravi", "ravi@example.com", hello), nothing); deliver.Classify(got) != deliver.Accepted {
					t.Fatalf("%+v", got)
				}
			}
			mails := server.Mails()
			if len(mails) != 3 || mails[0].To != "ravi@example.com" || mails[0].From != "news@shop.example" {
				t.Fatalf("%d mails, first %+v", len(mails), mails[0])
			}
		})
	}
}

func TestTestingAnAccountSaysWhatToDo(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closedPort := closed.Addr().(*net.TCPAddr).Port
	_ = closed.Close()
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	for _, c := range []struct {
		name   string
		server smtptest.Options
		change func(*smtp.Config)
		want   string
	}{
		{"it works", smtptest.Options{TLS: domain.TLSStartTLS}, nil, "Connected and signed in. The connection is protected by TLS."},
		{"no such host", smtptest.Options{TLS: domain.TLSStartTLS}, func(c *smtp.Config) { c.Account.Host = "smtp.no-such-host.invalid" }, "smtp.no-such-host.invalid"},
		{"nobody listens", smtptest.Options{TLS: domain.TLSStartTLS}, func(c *smtp.Config) { c.Account.Port = closedPort }, "takes no mail at this port"},
		{"not trusted", smtptest.Options{TLS: domain.TLSStartTLS}, func(c *smtp.Config) { c.RootCAs = nil }, "is not trusted by this computer"},
		{"another server's certificate", smtptest.Options{TLS: domain.TLSStartTLS, Names: []string{"mail.other.example"}}, nil, "is not for the name 127.0.0.1"},
		{"no STARTTLS", smtptest.Options{TLS: domain.TLSStartTLS, HideTLS: true}, nil, "does not offer STARTTLS"},
		{"TLS at a STARTTLS port", smtptest.Options{TLS: domain.TLSStartTLS}, func(c *smtp.Config) { c.Account.TLS = domain.TLSImplicit }, "does not speak TLS at this port"},
		{"wrong password", smtptest.Options{TLS: domain.TLSStartTLS}, func(c *smtp.Config) { c.Password = smtptest.Word("wrong") }, "did not accept the user name or password"},
		{"wrong password with LOGIN", smtptest.Options{TLS: domain.TLSStartTLS, Login: true}, func(c *smtp.Config) { c.Password = smtptest.Word("wrong") }, "did not accept the user name or password"},
		{"no password", smtptest.Options{TLS: domain.TLSStartTLS}, func(c *smtp.Config) { c.Password = nil }, "password of the sending account is missing"},
		{"no sign-in offered", smtptest.Options{TLS: domain.TLSStartTLS, HideAuth: true}, func(c *smtp.Config) { c.Account.User = "shop" }, "no way of signing in"},
		{"no answer", smtptest.Options{TLS: domain.TLSStartTLS}, func(c *smtp.Config) {
			c.Account.Port, c.Timeouts.Connect = silent.Addr().(*net.TCPAddr).Port, 200*time.Millisecond
		}, "did not answer in time"},
	} {
		t.Run(c.name, func(t *testing.T) {
			said, err := open(t, smtptest.Start(t, c.server), c.change).Test(t.Context())
			if err != nil {
				var known *domain.Error
				if !errors.As(err, &known) {
					t.Fatalf("not a sentence for the user: %v", err)
				}
				said = known.Message
			}
			if !strings.Contains(said, c.want) || strings.Contains(said, "x509") || strings.Contains(said, "dial tcp") {
				t.Errorf("said %q, want %q", said, c.want)
			}
		})
	}
}

func TestAnUnprotectedConnectionNeverLeavesThisComputer(t *testing.T) {
	for _, host := range []string{"smtp.example.com", "10.0.0.1", "127.0.0.1.example.com"} {
		_, err := smtp.New(smtp.Config{Account: domain.Account{Host: host, TLS: domain.TLSNone, FromAddress: "a@shop.example"}})
		if domain.CodeOf(err) != domain.Blocked {
			t.Errorf("%s: %v", host, err)
		}
	}
}

func TestTheFinalDotWaitsForTheJournal(t *testing.T) {
	server := smtptest.Start(t, smtptest.Options{TLS: domain.TLSStartTLS})
	conn := connect(t, open(t, server, nil))
	full := errors.New("disk full")
	got := conn.Send(t.Context(), message(t, "Ravi", "ravi@example.com", hello), func() error { return full })
	if !errors.Is(got.Err, full) || got.Stage != deliver.StageBody || !got.Broken {
		t.Errorf("%+v", got)
	}
	time.Sleep(100 * time.Millisecond)
	if n := len(server.Mails()); n != 0 {
		t.Errorf("%d mails were delivered although the dot was not recorded", n)
	}
}

func TestFaultsAreReportedAtTheirStage(t *testing.T) {
	gone := smtptest.Reply(550, [3]int{5, 1, 1}, "<ravi@example.com>: no mailbox ravi@example.com here")
	for _, c := range []struct {
		name    string
		faults  smtptest.Faults
		want    deliver.Verdict
		mails   int
		healthy bool
	}{
		{"a mailbox that does not exist", smtptest.Faults{Recipient: func(string) error { return gone }}, deliver.HardBounce, 0, true},
		{"hang-up in the middle", smtptest.Faults{DropIn: func(int) bool { return true }}, deliver.Dropped, 0, false},
		{"hang-up after the final dot", smtptest.Faults{DropAfter: func(int, smtptest.Mail) bool { return true }}, deliver.Unknown, 1, false},
		{"the sender is refused", smtptest.Faults{Sender: func(string) error { return smtptest.Reply(550, [3]int{5, 7, 1}, "no") }}, deliver.Stop, 0, true},
		{"later", smtptest.Faults{Content: func(int, smtptest.Mail) error { return smtptest.Reply(451, [3]int{4, 3, 0}, "later") }}, deliver.Later, 0, true},
		{"421", smtptest.Faults{Recipient: func(string) error { return smtptest.Reply(421, [3]int{4, 3, 2}, "closing") }}, deliver.Throttled, 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			server := smtptest.Start(t, smtptest.Options{TLS: domain.TLSStartTLS, Faults: c.faults})
			conn := connect(t, open(t, server, nil))
			large := deliver.Content{Subject: "Hello", Text: strings.Repeat("larger than what sockets buffer\n", 1<<19)}
			content := map[bool]deliver.Content{true: large, false: hello}[c.faults.DropIn != nil]
			got := conn.Send(t.Context(), message(t, "Ravi", "ravi@example.com", content), nothing)
			if deliver.Classify(got) != c.want || got.Broken == c.healthy || strings.Contains(got.Reply, "ravi@") {
				t.Errorf("verdict %d: %+v", deliver.Classify(got), got)
			}
			if n := len(server.Mails()); n != c.mails {
				t.Errorf("%d mails, want %d", n, c.mails)
			}
		})
	}
}

func TestARefusedPersonDoesNotHoldUpTheNext(t *testing.T) {
	server := smtptest.Start(t, smtptest.Options{TLS: domain.TLSStartTLS, Faults: smtptest.Faults{Recipient: func(to string) error {
		if strings.HasPrefix(to, "gone") {
			return smtptest.Reply(550, [3]int{5, 1, 1}, "gone")
		}
		return nil
	}}})
	conn := connect(t, open(t, server, nil))
	var got []deliver.Verdict
	for _, to := range []string{"gone1@example.com", "ravi@example.com", "gone2@example.com", "asha@example.com"} {
		got = append(got, deliver.Classify(conn.Send(t.Context(), message(t, "", to, hello), nothing)))
	}
	if len(server.Mails()) != 2 || got[1] != deliver.Accepted || got[3] != deliver.Accepted {
		t.Errorf("%v, %d mails", got, len(server.Mails()))
	}
}
