package segment

import (
	"context"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
)

// PeopleChanged takes some people over as they are stored now, whether they are
// new, changed or gone, and returns what Live wants to know. status decides who of
// them can be mailed.
func (s *Studio) PeopleChanged(ctx context.Context, ids []domain.ContactID, status func(context.Context, domain.Contact) (domain.MailStatus, error)) (Touched, error) {
	change := engine.Change{}
	is := map[domain.ContactID]domain.MailStatus{}
	for _, id := range ids {
		facts, err := s.facts(ctx, id)
		if domain.CodeOf(err) == domain.NotFound {
			change.Erased = append(change.Erased, id)
			continue
		}
		if err != nil {
			return Touched{}, err
		}
		if is[id], err = status(ctx, facts.Contact); err != nil {
			return Touched{}, err
		}
		facts.Stays = nil
		change.People = append(change.People, facts)
	}
	who, err := s.engine.Apply(ctx, change)
	if err != nil {
		return Touched{}, err
	}
	s.putStatuses(who, is)
	return Touched{Who: who}, nil
}

// putStatuses replaces who can be mailed among some contacts. Who has no status
// any more counts nowhere.
func (s *Studio) putStatuses(who []int, is map[domain.ContactID]domain.MailStatus) {
	s.mu.Lock()
	defer s.mu.Unlock()
	none := engine.NewBitmap(s.engine.Size())
	old, fresh := s.statuses.Load(), &statusMaps{}
	for k := range fresh {
		fresh[k] = old[k].Xor(none) // a copy: others are reading the old one
		for _, i := range who {
			status, known := is[s.engine.Contact(i)]
			fresh[k].Put(i, known && int(status) == k)
		}
	}
	s.statuses.Store(fresh)
	s.statusVersion.Add(1)
	s.traits = nil
	s.cache.clear()
}

// Forget has erase take people out of the file and the engine; it returns their
// numbers. Nothing is followed meanwhile, and nothing is recorded of them any more.
func (l *Live) Forget(ctx context.Context, erase func() ([]int, error)) error {
	l.mu.Lock()
	who, err := erase()
	for _, f := range l.segments {
		for _, i := range who {
			if i < f.in.Len() {
				f.in.Remove(i)
			}
		}
	}
	l.mu.Unlock()
	if err != nil {
		return err
	}
	return l.Changed(ctx, Touched{Who: who})
}
