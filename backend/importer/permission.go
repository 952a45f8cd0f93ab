package importer

import (
	"cmp"
	"path/filepath"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// consents turns the answer about permission into ledger entries.
type consents struct {
	base    domain.ConsentEntry // what is the same for all rows
	grants  bool
	given   *reader
	at      *reader
	source  *reader
	wording *reader
	proof   *reader
	latest  byPerson[bool] // whose ledger has an entry
}

// use takes up a column about permission; false when the target is another matter.
func (c *consents) use(target string, rd reader) bool {
	switch target {
	case toGiven:
		c.given = &rd
	case toGivenAt:
		c.at = &rd
	case toGivenSource:
		c.source = &rd
	case toWording:
		c.wording = &rd
	case toProof:
		c.proof = &rd
	default:
		return false
	}
	return true
}

// load settles what is the same for all rows and reads the ledger.
func (c *consents) load(r *run) error {
	answer := r.plan.Permission
	c.grants = answer.Answer == PermissionConsent || answer.Answer == PermissionCustomer
	if !c.grants {
		return nil
	}
	at := r.started
	if on, err := time.ParseInLocation(time.DateOnly, answer.On, r.loc); err == nil {
		at = on
	}
	c.base = domain.ConsentEntry{
		Purpose: cmp.Or(answer.Purpose, domain.Marketing), Action: domain.Granted, Basis: answer.Answer, At: at,
		Source: nameOr(answer.Source, "Import of "+filepath.Base(r.plan.Path)), Wording: answer.Wording, Language: answer.Language, Proof: answer.Proof,
	}
	return r.store.EachConsent(r.ctx, c.base.Purpose, func(id domain.ContactID, _ domain.ConsentAction, _ time.Time) error {
		c.latest.set(id, true)
		return nil
	})
}

// read fills in what the row itself says about permission.
func (c *consents) read(p *people, row *sheet.Row, who *person) {
	if !c.grants {
		return
	}
	who.consent = c.base
	if c.given != nil {
		text, _ := c.given.text(row.Cells)
		yes, ok := readBool(text)
		if text != "" && !ok {
			p.note(c.given, "bad_bool")
		}
		who.consentDenied = !yes
	}
	if c.at != nil {
		m, set, code := c.at.moment(row.Cells)
		p.note(c.at, code)
		if at := m.in(p.r.loc); set && !at.After(p.r.started) {
			who.consent.At = at
		}
	}
	overrule(&who.consent.Source, c.source, row.Cells)
	overrule(&who.consent.Wording, c.wording, row.Cells)
	overrule(&who.consent.Proof, c.proof, row.Cells)
}

func overrule(value *string, rd *reader, cells []sheet.Cell) {
	if rd == nil {
		return
	}
	if text, _ := rd.text(cells); text != "" {
		*value = text
	}
}

// apply brings the row's person in: contact, permission, opt-out.
func (p *people) apply(who *person, policy string) (outcome, error) {
	_, o, err := p.applyTo(who, policy)
	return o, err
}

func (p *people) applyTo(who *person, policy string) (domain.ContactID, outcome, error) {
	email := who.email // match may take it away from who, an opt-out still counts for it
	id, o, err := p.known.upsert(who, policy)
	if err != nil {
		return 0, o, err
	}
	stopped, err := p.suppress(who, email)
	if err != nil {
		return 0, o, err
	}
	granted, err := p.grant(id, who)
	if err != nil {
		return 0, o, err
	}
	if o == unchanged && (stopped || granted) {
		o = updated
		p.known.touch(id)
	}
	return id, o, nil
}

// suppress protects the address of somebody who must not be mailed.
func (p *people) suppress(who *person, email string) (bool, error) {
	if who.reason == "" {
		return false, nil
	}
	if email == "" {
		p.r.problem(p.status[0].index, "no_address", false)
		return false, nil
	}
	hash := p.r.plan.HashAddress(email)
	if p.suppressed[hash] {
		return false, nil
	}
	p.suppressed[hash] = true
	p.r.tally.OptOuts++
	return true, p.r.tx.AddSuppression(domain.Suppression{
		Hash: hash, Reason: who.reason, Source: "Import of " + filepath.Base(p.r.plan.Path), At: p.r.started,
	})
}

// grant writes a permission for a person who has no entry yet. Whoever
// withdrew, is opted out in this row, or said no in it, gets none.
func (p *people) grant(id domain.ContactID, who *person) (bool, error) {
	if !p.consent.grants || who.consentDenied || who.reason != "" || p.consent.latest.get(id) {
		return false, nil
	}
	p.consent.latest.set(id, true)
	entry := who.consent
	entry.ContactID = id
	return true, p.r.tx.AddConsent(entry)
}
