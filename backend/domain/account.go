package domain

// AccountKind says where an account's mail goes.
type AccountKind string

// An account is a real SMTP server or the outbox inside the app.
const (
	AccountSMTP   AccountKind = "smtp"
	AccountOutbox AccountKind = "outbox"
)

// TLSMode says how a connection is protected.
type TLSMode string

// TLSNone is allowed to loopback addresses only.
const (
	TLSNone     TLSMode = "none"
	TLSStartTLS TLSMode = "starttls"
	TLSImplicit TLSMode = "tls"
)

// Account is a way to send. The password is not part of it; package secret or
// the command line's password file holds that.
type Account struct {
	ID          AccountID
	Name        string
	Kind        AccountKind
	Host        string
	Port        int
	TLS         TLSMode
	User        string
	FromName    string
	FromAddress string
	RatePerSec  float64 // 0 means as fast as the server takes it
	Connections int     // 0 means 1
}
