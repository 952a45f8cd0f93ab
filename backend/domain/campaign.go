package domain

import "time"

// CampaignState is where a campaign is in its life.
type CampaignState string

// A campaign is drafted, sent (perhaps paused) and done.
const (
	CampaignDraft   CampaignState = "draft"
	CampaignSending CampaignState = "sending"
	CampaignPaused  CampaignState = "paused"
	CampaignSent    CampaignState = "sent"
)

// Campaign is one mail to one audience. Document is the block document's JSON
// (see package compose). SegmentID 0 means no audience chosen yet.
type Campaign struct {
	ID        CampaignID
	Name      string
	State     CampaignState
	SegmentID SegmentID
	AccountID AccountID
	Subject   string
	Preheader string
	Document  []byte
	CreatedAt time.Time
	UpdatedAt time.Time
	SentAt    time.Time // when sending began; zero before
}

// SendState is where one person's mail of one campaign is.
type SendState string

// Every person of a started campaign is in exactly one of these.
const (
	SendQueued  SendState = "queued"   // frozen into the audience, not tried yet
	SendClaimed SendState = "claimed"  // being tried now
	SendSent    SendState = "sent"     // accepted by the server, Reply is its word
	SendRetry   SendState = "retry"    // refused for now, tried again at RetryAt
	SendRefused SendState = "refused"  // refused for good, Reply says why
	SendUnknown SendState = "unknown"  // the connection died after the last dot: the user decides
	SendLeftOut SendState = "left_out" // not mailed, Reason says why
)

// Send is one line of the send ledger. (CampaignID, ContactID) is unique,
// which is why one campaign cannot mail a person twice.
type Send struct {
	ID         SendID
	CampaignID CampaignID
	ContactID  ContactID
	State      SendState
	Reason     string // left_out: key of the reason
	Reply      string // the server's reply, without addresses
	Attempts   int
	RetryAt    time.Time
	UpdatedAt  time.Time
}

// SendTally counts a campaign's sends by state.
type SendTally struct {
	Queued, Claimed, Sent, Retry, Refused, Unknown, LeftOut int
}

// OutboxMail is one mail that the outbox on this computer keeps. Lists leave Raw out.
type OutboxMail struct {
	ID         MessageID
	To         string
	Subject    string
	Bytes      int
	ReceivedAt time.Time
	Raw        []byte
}
