package app

import (
	"context"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/job"
	"github.com/kvnmail/kvnmail/backend/store"
)

// undoneImport is the result of an undo's job.
type undoneImport struct {
	record domain.Import
	store.ImportUndone
}

// undoImport takes an import back as a job, after imports that are under way.
func (s *session) undoImport(id int64) (string, error) {
	w, err := s.current()
	if err != nil {
		return "", err
	}
	record, err := w.db.Import(background(), domain.ImportID(id))
	if err != nil {
		return "", err
	}
	return s.jobs.Queue(importQueue, "undo_import", title(titleUndoImport, record.File), func(ctx context.Context, progress job.Progress) (any, error) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		w.stopLive() // who goes leaves the record of segments with everything else
		act := domain.Act{Kind: domain.ActUndo, Label: record.File, At: s.clock.Now()}
		done, err := w.db.UndoImport(ctx, record.ID, act, func(done, total int64) { progress(done, total, "") })
		w.reload()
		s.announceWorkspace()
		return undoneImport{record, done}, err
	}), nil
}

// keptReasons are the words for why something was left as it is.
var keptReasons = map[domain.WhyKept]string{
	domain.KeptChanged:  "It was changed since.",
	domain.KeptTaken:    "Another person has it by now.",
	domain.KeptNeeded:   "Nothing else names this person.",
	domain.KeptActive:   "Something happened with this person since.",
	domain.KeptMailed:   "This person was mailed since.",
	domain.KeptAnswered: "Their permission was recorded since.",
	domain.KeptNoted:    "Somebody wrote a note about this person or paused their mails.",
}

const keptEvents = "%d orders or other events were changed since by another import."

// shownKept is how many things that stay cross the bridge.
const shownKept = 200

func (s *session) undoReport(id string) (UndoneView, error) {
	w, err := s.current()
	if err != nil {
		return UndoneView{}, err
	}
	result, err := s.jobs.Result(id)
	if err != nil {
		return UndoneView{}, err
	}
	u, ok := result.(undoneImport)
	if !ok {
		return UndoneView{}, domain.Errorf(domain.NotFound, "That task was not the undo of an import.")
	}
	view := UndoneView{
		PeopleRemoved: u.PeopleRemoved, ValuesRestored: u.ValuesRestored, EventsRemoved: u.EventsRemoved, EventsRestored: u.EventsRestored,
		PermissionsRemoved: u.PermissionsRemoved, OptOutsKept: u.record.Tally.OptOuts, KeptCount: u.PeopleKept + len(u.Kept) + u.EventsKept,
		KeptFields: each(u.Made, func(name string) string { return name }),
	}
	view.Kept, err = w.keptViews(u.ImportUndone)
	return view, err
}

// keptViews lists what an undo left: people first, then values, then events.
func (w *workspace) keptViews(u store.ImportUndone) ([]KeptView, error) {
	fields, err := w.db.Fields(background())
	if err != nil {
		return nil, err
	}
	names := map[domain.FieldID]string{}
	for _, f := range fields {
		names[f.ID] = f.Name
	}
	views := []KeptView{}
	for _, p := range u.People[:min(len(u.People), shownKept)] {
		views = append(views, KeptView{ContactID: int64(p.ContactID), Why: spoken.sentence(keptReasons[p.Why])})
	}
	for _, v := range u.Kept[:min(len(u.Kept), shownKept-len(views))] {
		views = append(views, KeptView{ContactID: int64(v.ContactID), What: names[v.Field], Why: spoken.sentence(keptReasons[v.Why])})
	}
	if u.EventsKept > 0 {
		views = append(views, KeptView{Why: title(keptEvents, u.EventsKept)})
	}
	return views, w.nameKept(views)
}

// nameKept fills in who is meant.
func (w *workspace) nameKept(views []KeptView) error {
	var ids []domain.ContactID
	for _, v := range views {
		if v.ContactID != 0 {
			ids = append(ids, domain.ContactID(v.ContactID))
		}
	}
	contacts, err := w.db.Contacts(background(), ids)
	if err != nil {
		return err
	}
	who := map[int64]string{}
	for _, c := range contacts {
		who[int64(c.ID)] = c.Email
		if c.Email == "" {
			who[int64(c.ID)] = c.ExternalID
		}
	}
	for i := range views {
		views[i].Who = who[views[i].ContactID]
	}
	return nil
}
