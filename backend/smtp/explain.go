package smtp

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/textproto"
	"os"
	"regexp"
	"slices"
	"strings"
	"syscall"

	"github.com/kvnmail/kvnmail/backend/deliver"
	"github.com/kvnmail/kvnmail/backend/domain"
)

var (
	errUnprotected = errors.New("unprotected connection to another computer")
	errNoStartTLS  = errors.New("STARTTLS is not offered")
	errNoAuth      = errors.New("neither PLAIN nor LOGIN is offered")
	errNoPassword  = errors.New("no password")
)

// explain says what went wrong while connecting, what it means and what to do.
func (s *Sender) explain(at step, err error) error {
	var reply *textproto.Error
	if errors.As(err, &reply) {
		return s.refusal(at, reply)
	}
	code, message := domain.Unavailable, s.words(at, err)
	if errors.Is(err, context.Canceled) {
		code, message = domain.Canceled, "Connecting to the mail server was stopped."
	}
	return &domain.Error{Code: code, Message: message, Err: err}
}

func (s *Sender) words(at step, err error) string {
	server := "The mail server " + s.config.Account.Host
	switch {
	case errors.Is(err, errUnprotected):
		return "This server is not on this computer, and without protection everybody on the way could read the password. Choose STARTTLS or TLS."
	case errors.Is(err, errNoStartTLS):
		return server + " does not offer STARTTLS at this port, so the password would travel unprotected and nothing was sent. Try TLS with port 465, or ask the mail provider."
	case errors.Is(err, errNoAuth):
		return server + " offers no way of signing in with a password at this port. Ask the mail provider for the port for sending, often 587 or 465."
	case errors.Is(err, errNoPassword):
		return "The password of the sending account is missing. Enter it in the sending account."
	}
	if words, known := s.networkWords(err); known {
		return words
	}
	if words, known := s.certificateWords(err); known {
		return words
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || isErrno(err, syscall.ECONNRESET, syscall.EPIPE, wsaReset) {
		return server + " ended the connection without a word. Check the port and the kind of protection: 587 goes with STARTTLS, 465 with TLS."
	}
	if at == stepSecure {
		return "No protected connection to " + s.config.Account.Host + " could be made. Check the port and the kind of protection: 587 goes with STARTTLS, 465 with TLS."
	}
	return server + " could not be used. Check its name and port, and that this computer is online."
}

// Windows answers with numbers of its own, which no other system uses.
const (
	wsaNetUnreachable  = syscall.Errno(10051)
	wsaReset           = syscall.Errno(10054)
	wsaRefused         = syscall.Errno(10061)
	wsaHostUnreachable = syscall.Errno(10065)
)

func isErrno(err error, any ...syscall.Errno) bool {
	var got syscall.Errno
	return errors.As(err, &got) && slices.Contains(any, got)
}

func (s *Sender) networkWords(err error) (string, bool) {
	host := s.config.Account.Host
	var lookup *net.DNSError
	var network net.Error
	switch {
	case errors.As(err, &lookup) && lookup.IsNotFound:
		return "There is no mail server called " + host + ". Check the name for typing mistakes.", true
	case errors.As(err, &lookup):
		return "The name " + host + " could not be looked up. Check that this computer is online, then try again.", true
	case isErrno(err, syscall.ECONNREFUSED, wsaRefused):
		return "The computer " + host + " answers, but takes no mail at this port. Check the port: most servers use 587 or 465.", true
	case isErrno(err, syscall.EHOSTUNREACH, syscall.ENETUNREACH, wsaNetUnreachable, wsaHostUnreachable):
		return "The mail server " + host + " cannot be reached from here. Check that this computer is online, then try again.", true
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded), errors.As(err, &network) && network.Timeout():
		return "The mail server " + host + " did not answer in time. Check its name and the port, and whether a firewall or the internet provider blocks it.", true
	}
	return "", false
}

func (s *Sender) certificateWords(err error) (string, bool) {
	host := s.config.Account.Host
	var wrongName x509.HostnameError
	var invalid x509.CertificateInvalidError
	var unknown x509.UnknownAuthorityError
	var failed *tls.CertificateVerificationError
	var noTLS tls.RecordHeaderError
	switch {
	case errors.As(err, &noTLS):
		return "The mail server " + host + " does not speak TLS at this port. Choose STARTTLS (port 587), or port 465 for TLS.", true
	case errors.As(err, &wrongName):
		return "The server's certificate is not for the name " + host + ", so it may be another server and nothing was sent. Use the server name that the mail provider gives.", true
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "The certificate of " + host + " has expired or is not valid yet, so it cannot be trusted and nothing was sent. Check this computer's date, or ask the mail provider.", true
	case errors.As(err, &unknown), errors.As(err, &invalid), errors.As(err, &failed):
		return "The certificate of " + host + " is not trusted by this computer, so it may be another server and nothing was sent. Ask the mail provider for the right server name.", true
	}
	return "", false
}

func (s *Sender) refusal(at step, reply *textproto.Error) error {
	o := outcome(deliver.StageConnect, reply.Code, reply.Msg)
	o.Broken = true
	sentence := "The mail server " + s.config.Account.Host + " does not want to talk to this computer now."
	signIn := o.Code == 530 || o.Code == 534 || o.Code == 535 || o.Code == 538
	switch {
	case at == stepSignIn && o.Code/100 == 4:
		sentence = "The mail server could not check the password right now. Try again in a few minutes."
	case at == stepSignIn || signIn:
		sentence = "The mail server did not accept the user name or password. Check both. Many providers want a password made for apps instead of the usual one."
	case at == stepSecure:
		sentence = "The mail server refused to protect the connection, so nothing was sent. Try TLS with port 465."
	}
	if o.Reply != "" {
		sentence += " It said: " + o.Reply
	}
	return &deliver.Refusal{Outcome: o, Sentence: sentence}
}

var (
	enhancedCode = regexp.MustCompile(`^[245]\.\d{1,3}\.\d{1,3}\b`)
	anAddress    = regexp.MustCompile(`[^\s<>"'():,;]+@[^\s<>"'():,;]+`)
)

// outcome reads a reply: its enhanced code (RFC 3463) and its words, without
// the code on every line and without addresses.
func outcome(stage deliver.Stage, code int, message string) deliver.Outcome {
	o := deliver.Outcome{Stage: stage, Code: code, Enhanced: enhancedCode.FindString(message)}
	var lines []string
	for line := range strings.Lines(message) {
		if words := oneLine(enhancedCode.ReplaceAllString(strings.TrimSpace(line), "")); words != "" {
			lines = append(lines, words)
		}
	}
	words := anAddress.ReplaceAllString(strings.Join(lines, " "), "(address)")
	if runes := []rune(words); len(runes) > 300 {
		words = string(runes[:300]) + "…"
	}
	o.Reply = words
	return o
}

func sentenceOf(err error) string {
	var known *domain.Error
	if errors.As(err, &known) {
		return known.Message
	}
	return err.Error()
}
