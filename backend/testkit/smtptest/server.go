package smtptest

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"log"
	"math/big"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	gosmtp "github.com/emersion/go-smtp"
	"github.com/kvnmail/kvnmail/backend/domain"
)

// The sign-in that every server takes.
const (
	User     = "shop"
	Password = "right"
)

// Mail is what a server took.
type Mail struct {
	From, To string
	Raw      []byte
}

// Faults script a server. A nil func is no fault.
type Faults struct {
	Sender    func(from string) error        // answer to MAIL FROM
	Recipient func(to string) error          // answer to RCPT TO
	Content   func(n int, m Mail) error      // answer to the n-th whole mail, from 1; nil takes it
	DropAfter func(n int, m Mail) (yes bool) // take the n-th mail, say nothing and hang up
	DropIn    func(n int) (yes bool)         // hang up in the middle of the n-th mail
}

// Options are how a server is protected and what goes wrong with it.
type Options struct {
	TLS      domain.TLSMode // as the client must speak
	Names    []string       // of the certificate, default 127.0.0.1 and localhost
	HideTLS  bool           // offer no STARTTLS
	HideAuth bool           // offer no sign-in
	Login    bool           // offer LOGIN instead of PLAIN
	Faults   Faults
}

// Server is a running test server.
type Server struct {
	Port  int
	Roots *x509.CertPool // trusts its certificate

	options Options
	mu      sync.Mutex
	mails   []Mail
	seen    int
}

// Reply makes a server's answer.
func Reply(code int, enhanced [3]int, words string) error {
	return &gosmtp.SMTPError{Code: code, EnhancedCode: gosmtp.EnhancedCode(enhanced), Message: words}
}

// Start runs a server until the test ends.
func Start(t testing.TB, o Options) *Server {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &Server{options: o, Port: listener.Addr().(*net.TCPAddr).Port}
	certificate, roots := selfSigned(t, o.Names)
	s.Roots = roots
	server := gosmtp.NewServer(gosmtp.BackendFunc(func(c *gosmtp.Conn) (gosmtp.Session, error) {
		base := session{server: s, conn: c, signedIn: o.HideAuth}
		if o.HideAuth {
			return &base, nil
		}
		return &authSession{base}, nil
	}))
	server.Domain = "test.example"
	server.AllowInsecureAuth = o.TLS == domain.TLSNone
	server.EnableSMTPUTF8 = true
	server.ErrorLog = log.New(io.Discard, "", 0)
	config := &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	switch {
	case o.TLS == domain.TLSImplicit:
		listener = tls.NewListener(listener, config)
	case o.TLS == domain.TLSStartTLS && !o.HideTLS:
		server.TLSConfig = config
	}
	var done sync.WaitGroup
	done.Go(func() { _ = server.Serve(listener) })
	t.Cleanup(func() {
		_ = server.Close()
		_ = listener.Close() // the server does not know it yet where the test was quicker
		done.Wait()
	})
	return s
}

// Account is how to send to this server.
func (s *Server) Account() domain.Account {
	a := domain.Account{Kind: domain.AccountSMTP, Host: "127.0.0.1", Port: s.Port, TLS: s.options.TLS, User: User, FromName: "Asha Stores", FromAddress: "news@shop.example"}
	if s.options.HideAuth {
		a.User = ""
	}
	return a
}

// Mails returns what was taken, in order.
func (s *Server) Mails() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Mail(nil), s.mails...)
}

// Word is a password that reveals itself.
type Word string

// Reveal returns the word.
func (w Word) Reveal() string { return string(w) }

type session struct {
	server   *Server
	conn     *gosmtp.Conn
	signedIn bool
	mail     Mail
}

type authSession struct{ session }

// AuthMechanisms offers one way of signing in.
func (s *authSession) AuthMechanisms() []string {
	if s.server.options.Login {
		return []string{"LOGIN"}
	}
	return []string{sasl.Plain}
}

// Auth takes User and Password.
func (s *authSession) Auth(mechanism string) (sasl.Server, error) {
	check := func(user, password string) error {
		if s.signedIn = user == User && password == Password; !s.signedIn {
			return gosmtp.ErrAuthFailed
		}
		return nil
	}
	if mechanism == "LOGIN" {
		return &login{check: check}, nil
	}
	return sasl.NewPlainServer(func(_, user, password string) error { return check(user, password) }), nil
}

// login is the server's side of the old LOGIN mechanism.
type login struct {
	check func(user, password string) error
	user  string
	turn  int
}

// Next asks for the name, then for the password.
func (l *login) Next(response []byte) (challenge []byte, done bool, err error) {
	l.turn++
	switch l.turn {
	case 1:
		return []byte("Username:"), false, nil
	case 2:
		l.user = string(response)
		return []byte("Password:"), false, nil
	}
	return nil, true, l.check(l.user, string(response))
}

func (s *session) Mail(from string, _ *gosmtp.MailOptions) error {
	if !s.signedIn {
		return gosmtp.ErrAuthRequired
	}
	s.mail = Mail{From: from}
	if f := s.server.options.Faults.Sender; f != nil {
		return f(from)
	}
	return nil
}

func (s *session) Rcpt(to string, _ *gosmtp.RcptOptions) error {
	if f := s.server.options.Faults.Recipient; f != nil {
		if err := f(to); err != nil {
			return err
		}
	}
	s.mail.To = to
	return nil
}

var errHungUp = errors.New("hung up on purpose")

func (s *session) Data(r io.Reader) error {
	s.server.mu.Lock()
	s.server.seen++
	n := s.server.seen
	s.server.mu.Unlock()
	faults := s.server.options.Faults
	if faults.DropIn != nil && faults.DropIn(n) {
		_, _ = io.ReadFull(r, make([]byte, 40))
		_ = s.conn.Conn().Close()
		return errHungUp
	}
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	m := s.mail
	m.Raw = raw
	if faults.Content != nil {
		if err := faults.Content(n, m); err != nil {
			return err
		}
	}
	s.server.mu.Lock()
	s.server.mails = append(s.server.mails, m)
	s.server.mu.Unlock()
	if faults.DropAfter != nil && faults.DropAfter(n, m) {
		_ = s.conn.Conn().Close()
		return errHungUp
	}
	return nil
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }

func selfSigned(t testing.TB, names []string) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "smtptest"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
	}
	if names == nil {
		names = []string{"127.0.0.1", "localhost"}
	}
	for _, name := range names {
		if ip := net.ParseIP(strings.Trim(name, "[]")); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		} else {
			template.DNSNames = append(template.DNSNames, name)
		}
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(leaf)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pool
}
