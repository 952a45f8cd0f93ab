package app

import (
	"slices"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

func (s *session) pausePerson(id int64, pause PauseView) (PauseView, error) {
	w, r, err := s.reader()
	if err != nil {
		return PauseView{}, err
	}
	who := domain.ContactID(id)
	was, there, err := r.db.PauseOf(r.ctx, who)
	if err != nil {
		return PauseView{}, err
	}
	before := PauseView{On: there && was.Holds(r.now)}
	if before.On && !was.Until.IsZero() {
		before.Until = lastDay(was.Until, r.zone)
	}
	if err := r.pause(who, pause); err != nil {
		return PauseView{}, err
	}
	w.peopleChanged(who)
	return before, nil
}

// pause holds mail to a person back until the end of a day, or lets it go.
func (r *personReader) pause(who domain.ContactID, pause PauseView) error {
	if !pause.On {
		return r.db.LiftPause(r.ctx, who)
	}
	p := domain.Pause{ContactID: who, At: r.now}
	if pause.Until != "" {
		day, err := time.ParseInLocation(time.DateOnly, pause.Until, r.zone)
		if err != nil || !day.AddDate(0, 0, 1).After(r.now) {
			return domain.Errorf(domain.Invalid, "Choose a day from today on for the pause to end.")
		}
		p.Until = day.AddDate(0, 0, 1)
	}
	return r.db.SetPause(r.ctx, p)
}

// lastDay is the last day that a pause holds on.
func lastDay(until time.Time, zone *time.Location) string {
	return until.In(zone).Add(-time.Millisecond).Format(time.DateOnly)
}

func (s *session) withdrawPermission(id int64, source string) error {
	return s.recordPermission(id, domain.ConsentEntry{Action: domain.Withdrawn, Source: strings.TrimSpace(source)})
}

func (s *session) grantPermission(id int64, given GivenPermission) error {
	_, r, err := s.reader()
	if err != nil {
		return err
	}
	e := domain.ConsentEntry{
		Action: domain.Granted, Basis: "consent", Source: strings.TrimSpace(given.Source), Wording: strings.TrimSpace(given.Wording), Proof: strings.TrimSpace(given.Proof),
	}
	if e.Source == "" {
		return domain.Errorf(domain.Invalid, "Write where they agreed, for example at the shop counter. Without it the permission proves nothing.")
	}
	if e.At, err = time.ParseInLocation(time.DateOnly, given.On, r.zone); err != nil || e.At.After(r.now) {
		return domain.Errorf(domain.Invalid, "Choose the day they agreed. It cannot be in the future.")
	}
	if e.At.Format(time.DateOnly) == r.now.In(r.zone).Format(time.DateOnly) {
		e.At = r.now // not before what was said earlier today
	}
	if err := r.afterWithdrawal(domain.ContactID(id), e.At); err != nil {
		return err
	}
	return s.recordPermission(id, e)
}

// afterWithdrawal refuses a permission from before a person took theirs back: only a
// later yes counts.
func (r *personReader) afterWithdrawal(id domain.ContactID, given time.Time) error {
	entries, err := r.db.ConsentOf(r.ctx, id)
	for _, e := range slices.Backward(entries) {
		if e.Purpose == domain.Marketing && e.Action == domain.Withdrawn && given.Before(e.At) {
			return domain.Errorf(domain.Blocked, "They took their permission back on %s. Only a yes that they gave after that counts.", r.day(e.At))
		}
	}
	return err
}

// recordPermission appends to the permission ledger of a person who is there. What
// has no date was said now.
func (s *session) recordPermission(id int64, e domain.ConsentEntry) error {
	w, err := s.current()
	if err != nil {
		return err
	}
	c, err := w.db.Contact(background(), domain.ContactID(id))
	if err != nil {
		return err
	}
	e.ContactID, e.Purpose = c.ID, domain.Marketing
	if e.At.IsZero() {
		e.At = s.clock.Now()
	}
	if err := w.db.AppendConsent(background(), e); err != nil {
		return err
	}
	w.peopleChanged(c.ID)
	return nil
}

func (s *session) erasePerson(id int64, typed string) error {
	w, err := s.current()
	if err != nil {
		return err
	}
	c, err := w.db.Contact(background(), domain.ContactID(id))
	if err != nil {
		return err
	}
	if !confirms(typed, c) {
		return domain.Errorf(domain.Invalid, "What you typed is not their email address or customer id, so nothing was erased.")
	}
	if err := w.forget([]domain.ContactID{c.ID}); err != nil {
		return err
	}
	s.announceWorkspace()
	return nil
}

// confirms reports whether somebody typed whom they mean.
func confirms(typed string, c domain.Contact) bool {
	typed = strings.TrimSpace(typed)
	return typed != "" && (strings.EqualFold(typed, c.Email) || typed == c.ExternalID)
}
