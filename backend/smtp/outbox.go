package smtp

import (
	"bytes"
	"crypto/rand"
	"crypto/subtle"
	"errors"
	"io"
	"log"
	"net"
	"sync"
	"time"

	"github.com/emersion/go-sasl"
	gosmtp "github.com/emersion/go-smtp"
	"github.com/kvnmail/kvnmail/backend/domain"
)

// Receive is given every mail the outbox takes: the envelope's recipient, the
// decoded subject and the mail itself. The server says 250 only after it
// returned nil.
type Receive func(to, subject string, raw []byte) error

// Outbox is a mail server inside the app. It listens on this computer only, at
// a port and with a password that are new at every start, so that nothing else
// can use it. Mail is sent to it exactly as to any server.
type Outbox struct {
	server   *gosmtp.Server
	listener net.Listener
	password string
	done     sync.WaitGroup
}

const (
	outboxUser  = "outbox"
	largestMail = 64 << 20 // bytes
)

// StartOutbox listens on a free port of 127.0.0.1. Stop it with Close.
func StartOutbox(receive Receive) (*Outbox, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, domain.Errorf(domain.Unavailable, "The outbox on this computer could not be started. Start the app again. %w", err)
	}
	o := &Outbox{listener: listener, password: rand.Text()}
	o.server = gosmtp.NewServer(gosmtp.BackendFunc(func(*gosmtp.Conn) (gosmtp.Session, error) {
		return &outboxSession{outbox: o, receive: receive}, nil
	}))
	o.server.Domain = "outbox.localhost"
	o.server.AllowInsecureAuth = true // it never leaves this computer
	o.server.MaxMessageBytes = largestMail
	o.server.EnableSMTPUTF8 = true
	o.server.ReadTimeout = 10 * time.Minute
	o.server.WriteTimeout = time.Minute
	o.server.ErrorLog = log.New(io.Discard, "", 0) // an app that ends hangs up in the middle, which is no error
	o.done.Go(func() { _ = o.server.Serve(listener) })
	return o, nil
}

// Account completes the outbox's account with this start's port and sign-in.
func (o *Outbox) Account(a domain.Account) domain.Account {
	a.Kind, a.Host, a.Port = domain.AccountOutbox, "127.0.0.1", o.listener.Addr().(*net.TCPAddr).Port
	a.TLS, a.User = domain.TLSNone, outboxUser
	return a
}

// Sender returns the Sender that mails to this outbox as the given account.
func (o *Outbox) Sender(a domain.Account) (*Sender, error) {
	return New(Config{Account: o.Account(a), Password: outboxPassword(o.password)})
}

// Close stops listening and ends the connections.
func (o *Outbox) Close() error {
	err := o.server.Close()
	o.done.Wait()
	return err
}

type outboxPassword string

// Reveal returns the password.
func (p outboxPassword) Reveal() string { return string(p) }

// String keeps the password out of logs.
func (outboxPassword) String() string { return "(hidden)" }

// GoString keeps the password out of logs.
func (outboxPassword) GoString() string { return "(hidden)" }

// outboxSession is one connection to the outbox. go-smtp calls it from one goroutine.
type outboxSession struct {
	outbox   *Outbox
	receive  Receive
	signedIn bool
	to       []string
}

// AuthMechanisms offers PLAIN.
func (s *outboxSession) AuthMechanisms() []string { return []string{sasl.Plain} }

// Auth checks the password of this start.
func (s *outboxSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != outboxUser || subtle.ConstantTimeCompare([]byte(password), []byte(s.outbox.password)) != 1 {
			return gosmtp.ErrAuthFailed
		}
		s.signedIn = true
		return nil
	}), nil
}

// Mail begins a mail.
func (s *outboxSession) Mail(string, *gosmtp.MailOptions) error {
	if !s.signedIn {
		return gosmtp.ErrAuthRequired
	}
	s.to = nil
	return nil
}

// Rcpt adds a recipient.
func (s *outboxSession) Rcpt(to string, _ *gosmtp.RcptOptions) error {
	s.to = append(s.to, to)
	return nil
}

// Data takes the mail and hands it over before it is acknowledged.
func (s *outboxSession) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	subject := Subject(raw)
	for _, to := range s.to {
		if err := s.receive(to, subject, bytes.Clone(raw)); err != nil {
			return &gosmtp.SMTPError{Code: 452, EnhancedCode: gosmtp.EnhancedCode{4, 3, 1}, Message: keepWords(err)}
		}
	}
	return nil
}

func keepWords(err error) string {
	var known *domain.Error
	if errors.As(err, &known) {
		return oneLine(known.Message)
	}
	return "The outbox could not keep the mail."
}

// Reset forgets the mail begun.
func (s *outboxSession) Reset() { s.to = nil }

// Logout has nothing to free.
func (s *outboxSession) Logout() error { return nil }
