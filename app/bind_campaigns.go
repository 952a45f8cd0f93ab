package app

// Campaigns is bound to the interface: drafting, checking, previewing. Block
// documents cross the bridge as their JSON text. The drawn mail itself is served
// by the asset handler:
//
//	/preview/edit/{campaign}                   the canvas: fields shown as names, blocks marked data-block
//	/preview/mail/{campaign}/{contact}         as that person
//	/preview/text/{campaign}/{contact}         the text part
//	/preview/outbox/{message}                  a mail in the outbox
//	/preview/asset/{name}                      a picture of the workspace
type Campaigns struct{ s *session }

// CampaignView is a campaign in the composer or the list.
type CampaignView struct {
	ID          int64    `json:"id"`
	Name        string   `json:"name"`
	State       string   `json:"state"` // draft sending paused sent
	SegmentID   int64    `json:"segmentId"`
	SegmentName string   `json:"segmentName"`
	AccountID   int64    `json:"accountId"`
	Subject     string   `json:"subject"` // with {{ contact.first_name | default: "friend" }}
	Preheader   string   `json:"preheader"`
	Document    string   `json:"document"`
	UpdatedAt   string   `json:"updatedAt"`
	SentAt      string   `json:"sentAt"`
	Tally       SendView `json:"tally"`
}

// SendView counts the ledger of a campaign.
type SendView struct {
	Queued  int    `json:"queued"`
	Sent    int    `json:"sent"`
	Retry   int    `json:"retry"`
	Refused int    `json:"refused"`
	Unknown int    `json:"unknown"`
	LeftOut int    `json:"leftOut"`
	Note    string `json:"note"`
}

// Waterfall is the way from people who match to mails that leave. Each step
// says how many it removes.
type Waterfall struct {
	Matching  int             `json:"matching"`
	WillSend  int             `json:"willSend"`
	Steps     []WaterfallStep `json:"steps"`
	Sentence  string          `json:"sentence"`
	CannotWhy string          `json:"cannotWhy"` // why nothing can be sent at all, "" when it can
}

// WaterfallStep removes people for one reason.
type WaterfallStep struct {
	Key     string `json:"key"` // no_address no_consent suppressed already_mailed
	Label   string `json:"label"`
	Removed int    `json:"removed"`
	Left    int    `json:"left"`
}

// CheckView is one finding before sending.
type CheckView struct {
	Code     string `json:"code"`
	Severity string `json:"severity"` // "blocks", "warning", "advice", "ok"
	Message  string `json:"message"`
	Detail   string `json:"detail"`
	BlockID  string `json:"blockId"` // "" for the whole mail; "subject", "preheader" for those
	Fix      string `json:"fix"`     // label of a one-click fix, "" if none
}

// CheckReport are all findings and the mail's size.
type CheckReport struct {
	Checks   []CheckView `json:"checks"`
	Bytes    int         `json:"bytes"`
	MaxBytes int         `json:"maxBytes"`
	RenderMs float64     `json:"renderMs"`
	Blocked  bool        `json:"blocked"`
}

// PersonalField is something a mail can say about its reader.
type PersonalField struct {
	Key      string `json:"key"`      // "first_name"
	Label    string `json:"label"`    // "First name"
	Fallback string `json:"fallback"` // offered when inserting
	Missing  int    `json:"missing"`  // people of the audience without a value
}

// RenderedMail is one person's mail.
type RenderedMail struct {
	Subject   string `json:"subject"`
	Preheader string `json:"preheader"`
	HTML      string `json:"html"`
	Text      string `json:"text"`
	To        string `json:"to"`
	ContactID int64  `json:"contactId"`
}

// Template is a mail to begin with.
type Template struct {
	Key      string `json:"key"`
	Name     string `json:"name"`
	Hint     string `json:"hint"`
	Subject  string `json:"subject"`
	Document string `json:"document"`
}

// Picture is a picture stored in the workspace.
type Picture struct {
	Name   string `json:"name"`
	Src    string `json:"src"` // what a picture block's src holds: "asset:NAME"
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// List returns the campaigns, newest first.
func (b *Campaigns) List() (out []CampaignView, err error) {
	defer guard(&err)
	return b.s.listCampaigns()
}

// Create makes a draft for a segment (0 for none yet) from a template ("" for the plain one).
func (b *Campaigns) Create(segment int64, template string) (out CampaignView, err error) {
	defer guard(&err)
	return b.s.createCampaign(segment, template)
}

// Get returns one campaign.
func (b *Campaigns) Get(id int64) (out CampaignView, err error) {
	defer guard(&err)
	return b.s.getCampaign(id)
}

// Save stores a draft: name, audience, account, subject, preheader, document.
func (b *Campaigns) Save(in CampaignView) (out CampaignView, err error) {
	defer guard(&err)
	return b.s.saveCampaign(in)
}

// Delete removes a draft.
func (b *Campaigns) Delete(id int64) (err error) {
	defer guard(&err)
	return b.s.deleteCampaign(id)
}

// Templates returns mails to begin with.
func (b *Campaigns) Templates() (out []Template, err error) {
	defer guard(&err)
	return b.s.templates()
}

// Fields returns the personal fields, with how many of the audience lack each.
func (b *Campaigns) Fields(id int64) (out []PersonalField, err error) {
	defer guard(&err)
	return b.s.personalFields(id)
}

// Waterfall returns the way from matching to mailed.
func (b *Campaigns) Waterfall(id int64) (out Waterfall, err error) {
	defer guard(&err)
	return b.s.waterfall(id)
}

// Check runs every check on the stored draft.
func (b *Campaigns) Check(id int64) (out CheckReport, err error) {
	defer guard(&err)
	return b.s.checkCampaign(id)
}

// Canvas renders a document that is not stored yet for the editor: HTML whose
// blocks carry data-block and sections data-section, fields shown by name.
func (b *Campaigns) Canvas(documentJSON string) (html string, err error) {
	defer guard(&err)
	return b.s.canvas(documentJSON)
}

// Render returns the mail as one person gets it.
func (b *Campaigns) Render(id, contact int64) (out RenderedMail, err error) {
	defer guard(&err)
	return b.s.renderMail(id, contact)
}

// Readers pages through people of the audience to preview as.
func (b *Campaigns) Readers(id int64, search string, offset, limit int) (out PersonPage, err error) {
	defer guard(&err)
	return b.s.readers(id, search, offset, limit)
}

// AddPicture stores a picture file in the workspace; an empty path asks with
// the native dialog.
func (b *Campaigns) AddPicture(path string) (out Picture, err error) {
	defer guard(&err)
	return b.s.addPicture(path)
}
