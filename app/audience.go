package app

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/campaign"
	"github.com/kvnmail/kvnmail/backend/compose"
	"github.com/kvnmail/kvnmail/backend/deliver"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment"
)

// audience is who a campaign is for, at one moment.
type audience struct {
	members    []domain.ContactID
	status     campaign.Status
	unfinished bool
}

var nobody = audience{status: func(domain.ContactID) domain.MailStatus { return domain.NoAddress }}

// audience works out the members of a campaign's segment; nobody without one.
func (w *workspace) audience(c domain.Campaign) (audience, error) {
	if c.SegmentID == 0 {
		return nobody, nil
	}
	saved, err := w.db.Segment(background(), c.SegmentID)
	if domain.CodeOf(err) == domain.NotFound && c.State == domain.CampaignSent {
		return nobody, nil // the segment may be deleted once its mail is out
	}
	if err != nil {
		return audience{}, err
	}
	studio, err := w.studio()
	if err != nil {
		return audience{}, err
	}
	members, unfinished, err := w.segmentMembers(studio, saved)
	if err != nil {
		return audience{}, err
	}
	status, err := w.gate.Statuses(background())
	if err != nil {
		return audience{}, err
	}
	return audience{members: members, status: status, unfinished: unfinished}, nil
}

// segmentMembers returns who is in a segment, by its rule or once it is frozen
// by the record, and whether the rule has unfinished parts that matter.
func (w *workspace) segmentMembers(studio *segment.Studio, g domain.Segment) (members []domain.ContactID, unfinished bool, err error) {
	if !g.FrozenAt.IsZero() {
		members, err = w.db.OpenMembers(background(), g.ID)
		return studio.Present(members), false, err
	}
	if members, err = studio.Members(background(), string(g.Rule)); err != nil {
		return nil, false, err
	}
	count, err := studio.Count(background(), string(g.Rule))
	return members, len(count.Unfinished) > 0, err
}

func (w *workspace) mailableMembers(c domain.Campaign) ([]domain.ContactID, error) {
	a, err := w.audience(c)
	if err != nil {
		return nil, err
	}
	var ids []domain.ContactID
	for _, id := range a.members {
		if a.status(id) == domain.Mailable {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// situation gathers everything that decides whether a campaign can be sent now.
func (w *workspace) situation(c domain.Campaign) (campaign.Situation, error) {
	settings, err := w.db.Settings(background())
	if err != nil {
		return campaign.Situation{}, err
	}
	a, err := w.audience(c)
	if err != nil {
		return campaign.Situation{}, err
	}
	report, _, err := w.check(c)
	if err != nil {
		return campaign.Situation{}, err
	}
	out := campaign.Situation{
		Campaign: c, Settings: settings, Checks: report, Unfinished: a.unfinished, Now: w.session.clock.Now(),
		Waterfall: campaign.Count(a.members, a.status, nil, settings.Locale),
	}
	account, err := w.db.Account(background(), c.AccountID)
	if err == nil {
		out.Account = &account
	} else if domain.CodeOf(err) != domain.NotFound {
		return campaign.Situation{}, err
	}
	return out, nil
}

// missing counts, by field key, the people who would be mailed and have no value.
func (w *workspace) missing(c domain.Campaign, keys []string) (map[string]int, error) {
	if c.SegmentID == 0 {
		return nil, nil
	}
	saved, err := w.db.Segment(background(), c.SegmentID)
	if domain.CodeOf(err) == domain.NotFound && c.State == domain.CampaignSent {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	studio, err := w.studio()
	if err != nil {
		return nil, err
	}
	missing := map[string]int{}
	for _, key := range keys {
		if missing[key], err = w.missingField(studio, saved, key); domain.CodeOf(err) == domain.Invalid {
			delete(missing, key) // a field that is not there: the checks say so
		} else if err != nil {
			return nil, err
		}
	}
	return missing, nil
}

// missingField counts the people of a segment who can be mailed and have no value in a field.
func (w *workspace) missingField(studio *segment.Studio, g domain.Segment, key string) (mailable int, err error) {
	of := g.Rule
	if !g.FrozenAt.IsZero() {
		of = []byte(`{"type":"everyone"}`)
	}
	narrowed, err := withoutField(of, key)
	if err != nil {
		return 0, err
	}
	if g.FrozenAt.IsZero() {
		_, mailable, err = studio.People(background(), narrowed)
		return mailable, err
	}
	lacking, err := studio.Members(background(), narrowed)
	if err != nil {
		return 0, err
	}
	members, err := w.db.OpenMembers(background(), g.ID)
	_, mailable = studio.Tally(slices.DeleteFunc(members, func(id domain.ContactID) bool {
		_, lacks := slices.BinarySearch(lacking, id)
		return !lacks
	}))
	return mailable, err
}

// withoutField narrows a rule to people who have no value in a field.
func withoutField(ruleJSON []byte, key string) (string, error) {
	r, err := rule.Parse(ruleJSON)
	if err != nil {
		return "", err
	}
	var lanes map[string]any
	if err := json.Unmarshal(r.JSON(), &lanes); err != nil {
		return "", err
	}
	absent := map[string]any{"type": "field", "field": key, "op": "is_set", "not": true}
	lanes["include"] = map[string]any{"all": []any{lanes["include"], absent}}
	text, err := json.Marshal(lanes)
	return string(text), err
}

// checkReaders is how many real people the checks render the mail for.
const checkReaders = 5

// check runs every check on a draft and tells how long drawing one mail took, in milliseconds.
func (w *workspace) check(c domain.Campaign) (compose.Report, float64, error) {
	document, err := compose.Parse(c.Document)
	if err != nil {
		return compose.Report{}, 0, err
	}
	settings, err := w.db.Settings(background())
	if err != nil {
		return compose.Report{}, 0, err
	}
	_, fields, err := w.fieldLabels()
	if err != nil {
		return compose.Report{}, 0, err
	}
	mail := compose.Mail{Subject: c.Subject, Preheader: c.Preheader, Settings: settings}
	about := compose.Audience{Fields: fields}
	if about.Missing, err = w.missing(c, compose.Fields(document, mail)); err != nil {
		return compose.Report{}, 0, err
	}
	if about.Readers, err = w.checkReaders(c, fields, document.Lang); err != nil {
		return compose.Report{}, 0, err
	}
	report := compose.Check(document, mail, about)
	start := time.Now()
	if len(about.Readers) > 0 {
		_, err = compose.Render(document, mail, about.Readers[0])
	}
	ms := float64(time.Since(start).Microseconds()) / 1000
	if domain.CodeOf(err) == domain.Invalid { // the checks name the field or block at fault
		err = nil
	}
	return report, ms, err
}

func (w *workspace) checkReaders(c domain.Campaign, fields []domain.Field, lang string) ([]compose.Reader, error) {
	ids, err := w.mailableMembers(c)
	if err != nil {
		return nil, err
	}
	examples, err := campaign.PickReaders(background(), w.db, ids, lang)
	if err != nil {
		return nil, err
	}
	read := compose.ReaderOf(fields)
	var readers []compose.Reader
	for _, e := range examples[:min(len(examples), checkReaders)] {
		readers = append(readers, read(e.Contact, "mailto:unsubscribe@example.invalid"))
	}
	return readers, nil
}

// press is a campaign compiled for its readers.
type press struct {
	compiled   *compose.Compiled
	reader     func(domain.Contact, string) compose.Reader
	letterhead deliver.Letterhead
	lang       string // BCP 47
}

// press compiles a campaign. pictures says where the mail's pictures come from;
// nil means that they travel inside it, as they do when it is sent.
func (w *workspace) press(c domain.Campaign, pictures func(string) string) (*press, error) {
	document, err := compose.Parse(c.Document)
	if err != nil {
		return nil, err
	}
	settings, err := w.db.Settings(background())
	if err != nil {
		return nil, err
	}
	_, fields, err := w.fieldLabels()
	if err != nil {
		return nil, err
	}
	compiled, err := compose.Compile(document, compose.Mail{Subject: c.Subject, Preheader: c.Preheader, Settings: settings, PictureURL: pictures})
	if err != nil {
		return nil, err
	}
	letterhead, err := w.letterhead(c, settings)
	return &press{lang: document.Lang, compiled: compiled, reader: compose.ReaderOf(fields), letterhead: letterhead}, err
}

// letterhead is what all mails of a campaign have in common. Unsubscribe mails
// go to the workspace's mailbox, else to the sender's own.
func (w *workspace) letterhead(c domain.Campaign, settings domain.Settings) (deliver.Letterhead, error) {
	account, err := w.db.Account(background(), c.AccountID)
	if domain.CodeOf(err) == domain.NotFound { // none is chosen yet
		account, err = domain.Account{}, nil
	}
	return deliver.LetterheadOf(w.secret, c.ID, account, settings), err
}

// render writes the mail of one person.
func (p *press) render(person domain.Contact) compose.Rendered {
	return p.compiled.Render(p.reader(person, p.letterhead.UnsubscribeURL(person.ID)))
}
