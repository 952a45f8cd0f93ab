package app

import (
	"context"
	"log/slog"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// manyPeople is from how many changed people on the engine is filled anew.
const manyPeople = 5000

// peopleChanged makes what was written about people count everywhere: in the
// engine, in who can be mailed and in the segments. It is called after the file was
// changed; what fails here is read from the file again.
func (w *workspace) peopleChanged(ids ...domain.ContactID) {
	if len(ids) == 0 {
		return
	}
	if w.loading() || len(ids) > manyPeople {
		w.reload()
	} else if err := w.takeOver(ids); err != nil {
		slog.Warn("people not taken over", "error", toBridge(err).Message)
		w.reload()
	}
	w.session.announceWorkspace()
}

func (w *workspace) takeOver(ids []domain.ContactID) error {
	studio, err := w.studio()
	if err != nil {
		return err
	}
	touched, err := studio.PeopleChanged(background(), ids, w.mailStatus)
	if err != nil {
		return err
	}
	if l := w.loop(); l != nil {
		return l.live.Changed(background(), touched)
	}
	return nil
}

func (w *workspace) mailStatus(ctx context.Context, c domain.Contact) (domain.MailStatus, error) {
	_, status, err := w.gate.Admit(ctx, c)
	return status, err
}

// loop returns what follows the segments, nil while nothing is followed.
func (w *workspace) loop() *liveLoop {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.following
}

// forget erases people from the file and from everything that is worked out from it.
func (w *workspace) forget(ids []domain.ContactID) error {
	l := w.loop()
	if l == nil || w.loading() {
		if err := w.db.EraseContacts(background(), ids); err != nil {
			return err
		}
		w.recount()
		w.peopleChanged(ids...)
		return nil
	}
	erased := false
	err := l.live.Forget(background(), func() ([]int, error) {
		if err := w.db.EraseContacts(background(), ids); err != nil {
			return nil, err
		}
		erased = true
		studio, err := w.studio()
		if err != nil {
			return nil, err
		}
		touched, err := studio.PeopleChanged(background(), ids, w.mailStatus)
		return touched.Who, err
	})
	if !erased {
		return err
	}
	if err != nil { // the people are gone; what was worked out is not yet
		slog.Warn("erased people still counted", "error", toBridge(err).Message)
		w.reload()
	}
	w.recount()
	return nil
}

// recount has the events counted again.
func (w *workspace) recount() {
	w.mu.Lock()
	w.events = -1
	w.mu.Unlock()
}

// pausesEnded makes everybody count as mailable again whose pause ran out after an
// instant, and returns until when it looked.
func (w *workspace) pausesEnded(after time.Time) time.Time {
	now := w.session.clock.Now()
	if now.Sub(after) < time.Second {
		return after
	}
	var ended []domain.ContactID
	err := w.db.EachPause(background(), func(p domain.Pause) error {
		if p.Until.After(after) && !p.Until.After(now) {
			ended = append(ended, p.ContactID)
		}
		return nil
	})
	if err != nil {
		slog.Warn("pauses not read", "error", toBridge(err).Message)
		return after
	}
	if len(ended) > 0 {
		w.peopleChanged(ended...)
	}
	return now
}
