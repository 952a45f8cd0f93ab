package smtp

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/deliver"
	"github.com/kvnmail/kvnmail/backend/domain"
	gosmtp "github.com/wneessen/go-mail/smtp"
)

// Password hands out a secret when it is needed; package secret's Secret is one.
type Password interface{ Reveal() string }

// Config is an account with what it takes to use it.
type Config struct {
	Account  domain.Account
	Password Password       // nil if the server wants no sign-in
	RootCAs  *x509.CertPool // nil for the system's
	Timeouts Timeouts
}

// Timeouts are how long to wait for the server. Zero fields take the defaults.
type Timeouts struct {
	Connect time.Duration // connecting, securing, signing in: 30 s
	Command time.Duration // each reply before the mail: 5 min
	Dot     time.Duration // the reply to the whole mail: 10 min
}

func (t Timeouts) filled() Timeouts {
	t.Connect = cmp.Or(t.Connect, 30*time.Second)
	t.Command = cmp.Or(t.Command, 5*time.Minute)
	t.Dot = cmp.Or(t.Dot, 10*time.Minute)
	return t
}

// Sender opens connections for one account. It satisfies deliver.Sender.
type Sender struct{ config Config }

// New checks an account and returns its Sender. It fails with Invalid when
// something is missing and with Blocked when the connection would be
// unprotected and leave this computer.
func New(c Config) (*Sender, error) {
	a := &c.Account
	a.Host = strings.TrimSpace(a.Host)
	switch {
	case a.Host == "" || strings.ContainsAny(a.Host, " /@\r\n\t"):
		return nil, domain.ErrorAt(domain.Invalid, "host", "The name of the mail server is missing or not a name. It looks like smtp.example.com.")
	case a.Port < 0 || a.Port > 65535:
		return nil, domain.ErrorAt(domain.Invalid, "port", "The port must be between 1 and 65535. Most servers use 587 or 465.")
	case a.TLS == domain.TLSNone && !isLoopback(a.Host):
		return nil, domain.ErrorAt(domain.Blocked, "tls", "Without protection everybody on the way can read the password and the mails, so this works only with a server on this computer. Choose STARTTLS or TLS.")
	case a.TLS != domain.TLSNone && a.TLS != domain.TLSStartTLS && a.TLS != domain.TLSImplicit:
		return nil, domain.ErrorAt(domain.Invalid, "tls", "Choose how the connection is protected: STARTTLS or TLS.")
	}
	if _, utf8, err := wireAddress(a.FromAddress); err != nil || utf8 {
		return nil, domain.ErrorAt(domain.Invalid, "fromAddress", "The sender's address is not one that mail servers take. Check it for typing mistakes.")
	}
	if a.Port == 0 {
		a.Port = map[domain.TLSMode]int{domain.TLSImplicit: 465, domain.TLSStartTLS: 587, domain.TLSNone: 25}[a.TLS]
	}
	c.Timeouts = c.Timeouts.filled()
	return &Sender{config: c}, nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// greeting says nothing about this computer. An address literal is valid in
// EHLO (RFC 5321 4.1.3), where a bare "localhost" is refused by some servers.
const greeting = "[127.0.0.1]"

// Connect dials, secures and signs in. Errors carry a sentence for the user; a
// server's own "no" is a *deliver.Refusal.
func (s *Sender) Connect(ctx context.Context) (deliver.Conn, error) {
	c, err := s.connect(ctx)
	if err != nil {
		return nil, err
	}
	return c, nil
}

func (s *Sender) connect(ctx context.Context) (*conn, error) {
	ctx, cancel := context.WithTimeout(ctx, s.config.Timeouts.Connect)
	defer cancel()
	account := s.config.Account
	raw, err := (&net.Dialer{}).DialContext(ctx, "tcp", net.JoinHostPort(account.Host, strconv.Itoa(account.Port)))
	if err != nil {
		return nil, s.explain(stepDial, err)
	}
	hangUp := context.AfterFunc(ctx, func() { _ = raw.Close() })
	defer hangUp()
	client, step, err := s.open(ctx, raw)
	if err != nil {
		_ = raw.Close()
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return nil, s.explain(step, err)
	}
	c := &conn{raw: raw, client: client, timeouts: s.config.Timeouts}
	c.pipelining, _ = client.Extension("PIPELINING")
	c.size, _ = client.Extension("SIZE")
	c.utf8, _ = client.Extension("SMTPUTF8")
	return c, nil
}

type step int

const (
	stepDial step = iota
	stepGreet
	stepSecure
	stepSignIn
)

// open speaks on a fresh TCP connection until mails can be sent. Whatever
// fails, the caller closes the TCP connection.
func (s *Sender) open(ctx context.Context, raw net.Conn) (*gosmtp.Client, step, error) {
	account := s.config.Account
	_ = raw.SetDeadline(time.Now().Add(s.config.Timeouts.Connect)) // fails only on a closed socket, which the next read tells
	if account.TLS == domain.TLSNone && !raw.RemoteAddr().(*net.TCPAddr).IP.IsLoopback() {
		return nil, stepSecure, errUnprotected
	}
	stream := raw
	if account.TLS == domain.TLSImplicit {
		secured := tls.Client(raw, s.tlsConfig())
		if err := secured.HandshakeContext(ctx); err != nil {
			return nil, stepSecure, err
		}
		stream = secured
	}
	client, err := gosmtp.NewClient(stream, account.Host)
	if err != nil {
		return nil, stepGreet, err
	}
	client.SkipSMTPUTF8(true)
	if err := client.Hello(greeting); err != nil {
		return nil, stepGreet, err
	}
	if account.TLS == domain.TLSStartTLS {
		if offered, _ := client.Extension("STARTTLS"); !offered {
			return nil, stepSecure, errNoStartTLS
		}
		if err := client.StartTLS(s.tlsConfig()); err != nil {
			return nil, stepSecure, err
		}
	}
	return client, stepSignIn, s.signIn(client)
}

func (s *Sender) tlsConfig() *tls.Config {
	return &tls.Config{ServerName: s.config.Account.Host, RootCAs: s.config.RootCAs, MinVersion: tls.VersionTLS12}
}

// signIn allows the plain mechanisms because open has made sure that the
// connection is encrypted or stays on this computer.
func (s *Sender) signIn(client *gosmtp.Client) error {
	account := s.config.Account
	if account.User == "" {
		return nil
	}
	if s.config.Password == nil {
		return errNoPassword
	}
	_, offered := client.Extension("AUTH")
	for mechanism := range strings.FieldsSeq(strings.ToUpper(offered)) {
		switch mechanism {
		case "PLAIN":
			return client.Auth(gosmtp.PlainAuth("", account.User, s.config.Password.Reveal(), account.Host, true))
		case "LOGIN":
			return client.Auth(gosmtp.LoginAuth(account.User, s.config.Password.Reveal(), account.Host, true))
		}
	}
	return errNoAuth
}

// Test connects, secures and signs in without sending, and says in a sentence
// that it worked; otherwise the error says what to do.
func (s *Sender) Test(ctx context.Context) (string, error) {
	c, err := s.connect(ctx)
	if err != nil {
		return "", err
	}
	_ = c.Close()
	how := "The connection is protected by TLS"
	if s.config.Account.TLS == domain.TLSNone {
		how = "The server is on this computer"
	}
	if s.config.Account.User == "" {
		return "Connected. " + how + ". The server asked for no password.", nil
	}
	return "Connected and signed in. " + how + ".", nil
}
