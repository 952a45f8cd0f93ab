package deliver

import (
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"net/url"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/domain"
)

// Content is one person's rendered mail. Pictures are shown inside the HTML by
// "cid:" and their CID.
type Content struct {
	Subject  string
	HTML     string
	Text     string
	Pictures []Picture
}

// Picture travels inside the mail. CID is unique within it ("logo@kvn"); Mime
// is like "image/png".
type Picture struct {
	CID, Name, Mime string
	Data            []byte
}

// Message is one mail, ready to be put into words and sent. It can only be made
// from a Ticket.
type Message struct {
	Content
	FromName    string
	FromAddress string
	MessageID   string // without < >
	Date        time.Time
	ListID      string // without < >, "" for none
	Unsubscribe string // a mailto URL, "" for none

	ticket comply.Ticket
}

// To returns the address the message goes to.
func (m Message) To() string { return m.ticket.Address() }

// ToName returns the person's name, "" if it is not known.
func (m Message) ToName() string { return m.ticket.Name() }

// Letterhead is what all mails of a campaign have in common.
type Letterhead struct {
	Secret      []byte // the workspace's, for ids that nobody can guess
	Campaign    domain.CampaignID
	FromName    string
	FromAddress string
	Mailbox     string // takes unsubscribe mails, "" for none
}

// LetterheadOf puts a letterhead together. What an account leaves open comes from
// the workspace: its sender's name; and unsubscribe mails without a mailbox of
// their own go to the account's address.
func LetterheadOf(secret []byte, c domain.CampaignID, a domain.Account, s domain.Settings) Letterhead {
	return Letterhead{
		Secret: secret, Campaign: c, FromName: cmp.Or(a.FromName, s.SenderName),
		FromAddress: a.FromAddress, Mailbox: cmp.Or(s.Unsubscribe, a.FromAddress),
	}
}

// Message addresses one person's content. Its Message-ID is the same however
// often it is made for this campaign and person, so a receiving server can drop
// a second copy.
func (l Letterhead) Message(t comply.Ticket, c Content, at time.Time) Message {
	_, host, _ := strings.Cut(l.FromAddress, "@")
	m := Message{
		Content: c, ticket: t, Date: at, FromName: l.FromName, FromAddress: l.FromAddress,
		MessageID: l.token(t.Contact()) + "@" + host,
	}
	if t.Contact() == 0 { // a proof: ids must differ from one proof to the next
		m.MessageID = "proof-" + token(l.Secret, "proof", uint64(l.Campaign), uint64(at.UnixNano())) + "@" + host
		return m
	}
	m.ListID = "campaigns." + host
	m.Unsubscribe = l.UnsubscribeURL(t.Contact())
	return m
}

// UnsubscribeURL returns the mailto link that unsubscribes one person, the same
// in the mail's header and in its footer; "" without a mailbox. The token in its
// subject tells who asks even when the mail comes from another address.
func (l Letterhead) UnsubscribeURL(contact domain.ContactID) string {
	if l.Mailbox == "" {
		return ""
	}
	return "mailto:" + url.PathEscape(l.Mailbox) + "?subject=unsubscribe%20" + l.token(contact)
}

func (l Letterhead) token(contact domain.ContactID) string {
	return token(l.Secret, "message", uint64(l.Campaign), uint64(contact))
}

var lowerBase32 = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// token is 24 characters long, 120 bits: not to be guessed.
func token(secret []byte, use string, a, b uint64) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(use + "\x00"))
	mac.Write(binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(nil, a), b))
	return lowerBase32.EncodeToString(mac.Sum(nil)[:15])
}

// Stage is how far a mail got with the server.
type Stage int

// The stages, in order.
const (
	StageConnect   Stage = iota // connecting, securing, signing in
	StageSender                 // MAIL FROM
	StageRecipient              // RCPT TO
	StageBody                   // DATA, up to but without the final dot
	StageDot                    // the final dot was written, or may have been
)

// Outcome is what came of one attempt. Either the server replied (Code,
// Enhanced, Reply) or the connection failed (Err) at Stage.
type Outcome struct {
	Stage    Stage
	Code     int    // 250, 421, 550; 0 without a reply
	Enhanced string // "5.1.1", "" if the server gives none
	Reply    string // the server's words, without addresses
	Err      error  // why there was no reply
	Broken   bool   // the connection cannot be used again
}

// Sender opens connections to a mail server.
type Sender interface {
	// Connect opens, secures and signs in. A *Refusal says what the server
	// replied; any other error means that it could not be reached.
	Connect(ctx context.Context) (Conn, error)
}

// Conn is one signed-in connection. It is used by one goroutine at a time.
type Conn interface {
	// Send makes one attempt. It calls beforeDot once, after the whole mail but
	// the final dot was written; if that fails the dot is never written, the
	// connection is closed and the error becomes the Outcome's.
	Send(ctx context.Context, m Message, beforeDot func() error) Outcome
	// Close says goodbye if the connection is idle and whole, and closes it.
	Close() error
}

// Refusal is a server's "no" while connecting or signing in, as an error.
type Refusal struct {
	Outcome
	Sentence string // for the user
}

// Error returns the sentence.
func (r *Refusal) Error() string { return r.Sentence }

// Unwrap lets the app show the sentence like any other.
func (r *Refusal) Unwrap() error { return &domain.Error{Code: domain.Unavailable, Message: r.Sentence} }
