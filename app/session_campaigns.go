package app

import (
	"fmt"

	"github.com/kvnmail/kvnmail/backend/campaign"
	"github.com/kvnmail/kvnmail/backend/compose"
	"github.com/kvnmail/kvnmail/backend/domain"
)

func (s *session) listCampaigns() ([]CampaignView, error) {
	w, err := s.current()
	if err != nil {
		return nil, err
	}
	all, err := w.db.Campaigns(background())
	if err != nil {
		return nil, err
	}
	views := []CampaignView{}
	for _, c := range all {
		view, err := w.campaignView(c)
		if err != nil {
			return nil, err
		}
		view.Document = "" // lists do not need it
		views = append(views, view)
	}
	return views, nil
}

func (w *workspace) campaignView(c domain.Campaign) (CampaignView, error) {
	view := CampaignView{
		ID: int64(c.ID), Name: c.Name, State: string(c.State), SegmentID: int64(c.SegmentID), AccountID: int64(c.AccountID),
		Subject: c.Subject, Preheader: c.Preheader, Document: string(c.Document), UpdatedAt: stamp(c.UpdatedAt), SentAt: stamp(c.SentAt),
	}
	if c.SegmentID != 0 {
		if segment, err := w.db.Segment(background(), c.SegmentID); err == nil {
			view.SegmentName = segment.Name
		} else if domain.CodeOf(err) != domain.NotFound {
			return view, err
		}
	}
	tally, err := w.db.SendTally(background(), c.ID)
	view.Tally = w.sending.tallyView(c, tally)
	return view, err
}

func (s *session) createCampaign(segment int64, template string) (CampaignView, error) {
	w, err := s.current()
	if err != nil {
		return CampaignView{}, err
	}
	all := compose.Templates()
	chosen := all[0]
	for _, t := range all {
		if t.Key == template {
			chosen = t
		}
	}
	account, err := w.outboxAccount()
	if err != nil {
		return CampaignView{}, err
	}
	name := "New campaign"
	if segment != 0 {
		audience, err := w.db.Segment(background(), domain.SegmentID(segment))
		if err != nil {
			return CampaignView{}, err
		}
		name = "Mail to " + audience.Name
	}
	c, err := w.db.SaveCampaign(background(), domain.Campaign{
		Name: name, State: domain.CampaignDraft, SegmentID: domain.SegmentID(segment), AccountID: account.ID,
		Subject: chosen.Subject, Preheader: chosen.Preheader, Document: chosen.Document.JSON(),
	})
	if err != nil {
		return CampaignView{}, err
	}
	return w.campaignView(c)
}

func (s *session) getCampaign(id int64) (CampaignView, error) {
	w, c, err := s.campaign(id)
	if err != nil {
		return CampaignView{}, err
	}
	return w.campaignView(c)
}

func (s *session) campaign(id int64) (*workspace, domain.Campaign, error) {
	w, err := s.current()
	if err != nil {
		return nil, domain.Campaign{}, err
	}
	c, err := w.db.Campaign(background(), domain.CampaignID(id))
	return w, c, err
}

// saveCampaign stores a draft as it stands. A half-finished subject or link is
// kept: the checks speak about it, saving never refuses work. Only a document
// that could not be opened again is refused.
func (s *session) saveCampaign(in CampaignView) (CampaignView, error) {
	w, c, err := s.campaign(in.ID)
	if err != nil {
		return CampaignView{}, err
	}
	if c.State != domain.CampaignDraft {
		return CampaignView{}, domain.Errorf(domain.Blocked, "This campaign has been sent and cannot be changed any more. Make a new one for a new mail.")
	}
	document, err := compose.Parse([]byte(in.Document))
	if err != nil {
		return CampaignView{}, err
	}
	c.Name, c.SegmentID, c.AccountID = in.Name, domain.SegmentID(in.SegmentID), domain.AccountID(in.AccountID)
	c.Subject, c.Preheader, c.Document = in.Subject, in.Preheader, document.JSON()
	if c, err = w.db.SaveCampaign(background(), c); err != nil {
		return CampaignView{}, err
	}
	return w.campaignView(c)
}

func (s *session) deleteCampaign(id int64) error {
	w, err := s.current()
	if err != nil {
		return err
	}
	return w.db.DeleteCampaign(background(), domain.CampaignID(id))
}

func (s *session) templates() ([]Template, error) {
	out := []Template{}
	for _, t := range compose.Templates() {
		out = append(out, Template{Key: t.Key, Name: t.Name, Hint: t.Hint, Subject: t.Subject, Document: string(t.Document.JSON())})
	}
	return out, nil
}

// fieldLabels are the words for personal fields on the canvas.
func (w *workspace) fieldLabels() (map[string]string, []domain.Field, error) {
	fields, err := w.db.Fields(background())
	labels := map[string]string{}
	for _, f := range fields {
		labels[f.Key] = f.Name
	}
	return labels, fields, err
}

func (s *session) personalFields(id int64) ([]PersonalField, error) {
	w, c, err := s.campaign(id)
	if err != nil {
		return nil, err
	}
	document, err := compose.Parse(c.Document)
	if err != nil {
		return nil, err
	}
	_, fields, err := w.fieldLabels()
	if err != nil {
		return nil, err
	}
	keys := each(fields, func(f domain.Field) string { return f.Key })
	missing, err := w.missing(c, keys)
	if err != nil {
		return nil, err
	}
	out := []PersonalField{}
	for _, f := range fields {
		out = append(out, PersonalField{Key: f.Key, Label: f.Name, Fallback: compose.Fallback(f.Key, document.Lang), Missing: missing[f.Key]})
	}
	return out, nil
}

func (s *session) waterfall(id int64) (Waterfall, error) {
	w, c, err := s.campaign(id)
	if err != nil {
		return Waterfall{}, err
	}
	situation, err := w.situation(c)
	if err != nil {
		return Waterfall{}, err
	}
	return waterfallView(situation), nil
}

func waterfallView(situation campaign.Situation) Waterfall {
	f := situation.Waterfall
	out := Waterfall{Matching: f.Matching, WillSend: f.WillSend, Sentence: f.Sentence, Steps: []WaterfallStep{}, CannotWhy: campaign.CannotWhy(situation)}
	for _, step := range f.Steps {
		out.Steps = append(out.Steps, WaterfallStep(step))
	}
	return out
}

func (s *session) checkCampaign(id int64) (CheckReport, error) {
	w, c, err := s.campaign(id)
	if err != nil {
		return CheckReport{}, err
	}
	report, ms, err := w.check(c)
	if err != nil {
		return CheckReport{}, err
	}
	return checkView(report, ms), nil
}

func checkView(r compose.Report, ms float64) CheckReport {
	out := CheckReport{Checks: []CheckView{}, Bytes: r.Bytes, MaxBytes: compose.MaxBytes, RenderMs: ms, Blocked: r.Blocked()}
	for _, f := range r.Findings {
		out.Checks = append(out.Checks, CheckView{Code: f.Code, Severity: string(f.Severity), Message: f.Message, Detail: f.Detail, BlockID: f.BlockID, Fix: f.Fix})
	}
	return out
}

func (s *session) canvas(documentJSON string) (string, error) {
	w, err := s.current()
	if err != nil {
		return "", err
	}
	document, err := compose.Parse([]byte(documentJSON))
	if err != nil {
		return "", err
	}
	labels, _, err := w.fieldLabels()
	if err != nil {
		return "", err
	}
	return compose.Canvas(document, labels)
}

func (s *session) renderMail(id, contact int64) (RenderedMail, error) {
	w, c, err := s.campaign(id)
	if err != nil {
		return RenderedMail{}, err
	}
	person, err := w.db.Contact(background(), domain.ContactID(contact))
	if err != nil {
		return RenderedMail{}, err
	}
	p, err := w.press(c, compose.PreviewPicture)
	if err != nil {
		return RenderedMail{}, err
	}
	return renderedView(p.render(person), person), nil
}

func renderedView(r compose.Rendered, person domain.Contact) RenderedMail {
	to := person.Email
	if name := person.Name(); name != person.Email && person.Email != "" {
		to = fmt.Sprintf("%s <%s>", name, person.Email)
	}
	return RenderedMail{Subject: r.Subject, Preheader: r.Preheader, HTML: r.HTML, Text: r.Text, To: to, ContactID: int64(person.ID)}
}

// readers lists people of the audience who will get the mail.
func (s *session) readers(id int64, search string, offset, limit int) (PersonPage, error) {
	w, c, err := s.campaign(id)
	if err != nil {
		return PersonPage{}, err
	}
	if c.SegmentID == 0 || search != "" {
		return s.listPeople(search, offset, limit)
	}
	ids, err := w.mailableMembers(c)
	if err != nil {
		return PersonPage{}, err
	}
	page := PersonPage{People: []PersonRow{}, Total: len(ids)}
	from := min(offset, len(ids))
	contacts, err := w.db.Contacts(background(), ids[from:min(from+min(limit, pageLimit), len(ids))])
	for _, person := range contacts {
		page.People = append(page.People, personRow(person, domain.Mailable))
	}
	return page, err
}
