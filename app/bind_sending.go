package app

// Sending is bound to the interface: accounts, sending, the ledger, the outbox.
type Sending struct{ s *session }

// AccountView is a sending account. Password is only ever sent to the backend.
type AccountView struct {
	ID          int64   `json:"id"`
	Name        string  `json:"name"`
	Kind        string  `json:"kind"` // smtp, outbox
	Host        string  `json:"host"`
	Port        int     `json:"port"`
	TLS         string  `json:"tls"` // none starttls tls
	User        string  `json:"user"`
	Password    string  `json:"password"`
	HasPassword bool    `json:"hasPassword"`
	FromName    string  `json:"fromName"`
	FromAddress string  `json:"fromAddress"`
	RatePerSec  float64 `json:"ratePerSec"`
	Preset      string  `json:"preset"`
}

// Review is what the last sheet before sending shows.
type Review struct {
	Waterfall Waterfall      `json:"waterfall"`
	Checks    CheckReport    `json:"checks"`
	Readers   []RenderedMail `json:"readers"` // up to five real people
	Finish    string         `json:"finish"`  // when it will be done, in words
	Button    string         `json:"button"`  // "Send to 874 people"
	CanSend   bool           `json:"canSend"`
	Why       string         `json:"why"` // why not
}

// LedgerRow is one person's line of the send ledger.
type LedgerRow struct {
	ContactID int64  `json:"contactId"`
	Name      string `json:"name"`
	Email     string `json:"email"`
	State     string `json:"state"`
	Reason    string `json:"reason"`
	Reply     string `json:"reply"`
	At        string `json:"at"`
}

// LedgerPage is a page of the ledger.
type LedgerPage struct {
	Rows  []LedgerRow `json:"rows"`
	Total int         `json:"total"`
	Tally SendView    `json:"tally"`
}

// OutboxRow is one mail kept by the outbox on this computer.
type OutboxRow struct {
	ID         int64  `json:"id"`
	To         string `json:"to"`
	Subject    string `json:"subject"`
	Bytes      int    `json:"bytes"`
	ReceivedAt string `json:"receivedAt"`
}

// OutboxPage is a page of the outbox, newest first.
type OutboxPage struct {
	Mails []OutboxRow `json:"mails"`
	Total int         `json:"total"`
}

// OutboxMail is one kept mail.
type OutboxMail struct {
	Row     OutboxRow   `json:"row"`
	Headers [][2]string `json:"headers"`
	HTML    string      `json:"html"`
	Text    string      `json:"text"`
	Source  string      `json:"source"`
}

// Accounts lists the sending accounts; the outbox on this computer is always among them.
func (b *Sending) Accounts() (out []AccountView, err error) {
	defer guard(&err)
	return b.s.listAccounts()
}

// SaveAccount stores an account; id 0 makes a new one. An empty password keeps the stored one.
func (b *Sending) SaveAccount(in AccountView) (out AccountView, err error) {
	defer guard(&err)
	return b.s.saveAccount(in)
}

// DeleteAccount removes an account and its password.
func (b *Sending) DeleteAccount(id int64) (err error) {
	defer guard(&err)
	return b.s.deleteAccount(id)
}

// TestAccount connects, secures and signs in without sending; the sentence says what happened.
func (b *Sending) TestAccount(in AccountView) (sentence string, err error) {
	defer guard(&err)
	return b.s.testAccount(in)
}

// Review prepares the last sheet before sending.
func (b *Sending) Review(campaign int64) (out Review, err error) {
	defer guard(&err)
	return b.s.review(campaign)
}

// SendTest sends one mail, as a chosen person sees it, to an address of the user's own.
func (b *Sending) SendTest(campaign, contact int64, address string) (sentence string, err error) {
	defer guard(&err)
	return b.s.sendTest(campaign, contact, address)
}

// Start freezes the audience and sends, as a job.
func (b *Sending) Start(campaign int64) (job string, err error) {
	defer guard(&err)
	return b.s.startSending(campaign)
}

// Pause stops after the mails in flight.
func (b *Sending) Pause(campaign int64) (err error) {
	defer guard(&err)
	return b.s.pauseSending(campaign)
}

// Resume goes on with a paused or interrupted campaign, as a job.
func (b *Sending) Resume(campaign int64) (job string, err error) {
	defer guard(&err)
	return b.s.resumeSending(campaign)
}

// Ledger pages through a campaign's ledger; state "" means all.
func (b *Sending) Ledger(campaign int64, state string, offset, limit int) (out LedgerPage, err error) {
	defer guard(&err)
	return b.s.ledger(campaign, state, offset, limit)
}

// Outbox pages through the outbox on this computer.
func (b *Sending) Outbox(offset, limit int) (out OutboxPage, err error) {
	defer guard(&err)
	return b.s.outbox(offset, limit)
}

// OutboxMail returns one kept mail.
func (b *Sending) OutboxMail(id int64) (out OutboxMail, err error) {
	defer guard(&err)
	return b.s.outboxMail(id)
}

// ClearOutbox deletes all kept mails.
func (b *Sending) ClearOutbox() (err error) {
	defer guard(&err)
	return b.s.clearOutbox()
}
