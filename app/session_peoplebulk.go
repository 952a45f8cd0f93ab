package app

import (
	"context"
	"slices"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/job"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/segment"
	"github.com/kvnmail/kvnmail/backend/store"
)

func (s *session) bulkResult(id string) (BulkResult, error) {
	result, err := s.jobs.Result(id)
	if err != nil {
		return BulkResult{}, err
	}
	out, ok := result.(BulkResult)
	if !ok {
		return BulkResult{}, domain.Errorf(domain.NotFound, "That task changed no people.")
	}
	return out, nil
}

// suppressedByHand is where a suppression came from that somebody made in the table.
const suppressedByHand = "table of people"

func (s *session) stopMailing(sel PeopleSelection) (string, error) {
	w, studio, ids, err := s.chosen(sel)
	if err != nil {
		return "", err
	}
	title := jobTitle(studio, "Stopping mail", "मेल भेजना बंद हो रहा है")
	return s.jobs.Start("suppress", title, func(ctx context.Context, progress job.Progress) (any, error) {
		contacts, err := w.readContacts(ctx, ids, progress)
		if err != nil {
			return nil, err
		}
		var stopped []domain.ContactID
		err = w.db.Bulk(ctx, func(b *store.Bulk) error {
			for _, c := range contacts {
				if c.Email == "" {
					continue
				}
				stopped = append(stopped, c.ID)
				if err := b.AddSuppression(domain.Suppression{
					Hash: comply.HashAddress(w.secret, c.Email), Reason: domain.SuppressedManually, Source: suppressedByHand, At: s.clock.Now(),
				}); err != nil {
					return err
				}
			}
			return nil
		})
		if err == nil {
			w.peopleChanged(stopped...)
		}
		return BulkResult{People: len(stopped)}, err
	}), nil
}

// readContacts reads people a stretch at a time, saying how far it is.
func (w *workspace) readContacts(ctx context.Context, ids []domain.ContactID, progress job.Progress) ([]domain.Contact, error) {
	var out []domain.Contact
	for part := range slices.Chunk(ids, bulkStep) {
		contacts, err := w.db.Contacts(ctx, part)
		if err != nil {
			return nil, err
		}
		out = append(out, contacts...)
		progress(int64(len(out)), int64(len(ids)), "")
	}
	return out, nil
}

// erasedAtOnce is how many people one transaction erases.
const erasedAtOnce = 1000

func (s *session) erasePeople(sel PeopleSelection) (string, error) {
	w, studio, ids, err := s.chosen(sel)
	if err != nil {
		return "", err
	}
	title := jobTitle(studio, "Erasing people", "लोग मिटाए जा रहे हैं")
	return s.jobs.Start("erase", title, func(ctx context.Context, progress job.Progress) (any, error) {
		done := 0
		var failed error
		for part := range slices.Chunk(ids, erasedAtOnce) {
			if failed = ctx.Err(); failed != nil {
				break
			}
			if failed = w.forget(part); failed != nil {
				break
			}
			done += len(part)
			progress(int64(done), int64(len(ids)), "")
		}
		s.announceWorkspace()
		return BulkResult{People: done}, failed
	}), nil
}

func (s *session) exportPeople(sel PeopleSelection, columns []string, sort []TableSort) (string, error) {
	_, studio, err := s.studio()
	if err != nil {
		return "", err
	}
	by := each(sort, func(v TableSort) segment.TableSort { return segment.TableSort(v) })
	ids, err := studio.ChosenInOrder(background(), selectionOf(sel), by)
	if err != nil {
		return "", err
	}
	return s.startExport(func(w *exportWords) string { return w.savePeople }, exportWordsIn(s.language()).people, tableEndings, func(x *exporter, path string) (ExportResult, error) {
		return x.people(path, x.words.people, ids, columns)
	})
}

func (s *session) pinPeople(sel PeopleSelection, id int64, always bool) (PinChange, error) {
	w, studio, ids, err := s.chosen(sel)
	if err != nil {
		return PinChange{}, err
	}
	g, err := w.db.Segment(background(), domain.SegmentID(id))
	if err != nil {
		return PinChange{}, err
	}
	r, err := rule.Parse(g.Rule)
	if err != nil {
		return PinChange{}, err
	}
	pinned := pin(r, ids, always)
	if max(len(pinned.Always), len(pinned.Never)) > rule.MaxPins {
		return PinChange{}, domain.Errorf(domain.Full, "A segment takes at most %d people chosen by hand each way. Give them a tag and use that in the rule instead.", rule.MaxPins)
	}
	if _, err := w.saveSegment(studio, g.ID, g.Name, string(pinned.JSON())); err != nil {
		return PinChange{}, err
	}
	s.announceWorkspace()
	return PinChange{Segment: id, Name: g.Name, Before: string(g.Rule), People: len(ids)}, nil
}

// pin returns a rule with people pinned in or out; who is pinned the other way changes sides.
func pin(r rule.Rule, ids []domain.ContactID, always bool) rule.Rule {
	mine := map[domain.ContactID]bool{}
	for _, id := range ids {
		mine[id] = true
	}
	others := func(pins []rule.Pin) []rule.Pin {
		return slices.DeleteFunc(slices.Clone(pins), func(p rule.Pin) bool { return mine[p.Contact] })
	}
	r.Always, r.Never = others(r.Always), others(r.Never)
	for _, id := range ids {
		if always {
			r.Always = append(r.Always, rule.Pin{Contact: id})
		} else {
			r.Never = append(r.Never, rule.Pin{Contact: id})
		}
	}
	return r
}
