package domain

import "time"

// Purpose is what a person agreed to be contacted for.
type Purpose string

// The purposes there are. Campaigns are for marketing; service is what somebody needs
// to know about an order of theirs.
const (
	Marketing Purpose = "marketing"
	Service   Purpose = "service"
)

// ConsentAction is what a consent entry records.
type ConsentAction string

// A person grants or withdraws; the latest entry for a purpose counts.
const (
	Granted   ConsentAction = "granted"
	Withdrawn ConsentAction = "withdrawn"
)

// ConsentEntry is one line of the append-only permission ledger. Basis is how
// the permission stands ("consent", "existing_customer"); Wording is the text
// the person agreed to, in Language (a BCP 47 tag, "" unknown); Source says where; Proof
// is whatever the user keeps as evidence.
type ConsentEntry struct {
	ContactID ContactID
	Purpose   Purpose
	Action    ConsentAction
	Basis     string
	Wording   string
	Language  string
	Source    string
	Proof     string
	At        time.Time
}

// SuppressionReason says why an address must not be mailed.
type SuppressionReason string

// The reasons an address is suppressed for.
const (
	SuppressedUnsubscribed SuppressionReason = "unsubscribed"
	SuppressedBounced      SuppressionReason = "hard_bounce"
	SuppressedComplained   SuppressionReason = "complaint"
	SuppressedManually     SuppressionReason = "manual"
)

// Suppression forbids mailing whoever has the address behind Hash (a keyed
// hash, see package comply). It references no contact, so nothing done to
// contacts can lift it.
type Suppression struct {
	Hash   [32]byte
	Reason SuppressionReason
	Source string
	At     time.Time
}

// MailStatus says whether a contact can be mailed for a purpose and, if not, the first reason why.
type MailStatus uint8

// The statuses, in the order in which reasons are counted.
const (
	Mailable MailStatus = iota
	NoAddress
	NoConsent
	Suppressed
	Paused
)

// String returns the stable key of the status.
func (s MailStatus) String() string {
	return [...]string{"mailable", "no_address", "no_consent", "suppressed", "paused"}[s]
}

// MailStatuses is how many statuses there are.
const MailStatuses = int(Paused) + 1
