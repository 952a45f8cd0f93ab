package segment

import (
	"context"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// NearGroup are the near misses that fail one clause of a rule.
type NearGroup struct {
	ID     string // of the clause
	Path   string
	Text   string
	People int
}

// NearMisses groups everybody who fails exactly one clause by that clause, exactly
// counted, in the order of the rule; each person is in one group.
func (s *Studio) NearMisses(ctx context.Context, text string) ([]NearGroup, error) {
	failed, err := s.failed(ctx, text)
	out := []NearGroup{}
	for _, f := range failed {
		out = append(out, NearGroup{ID: f.Node.ID, Path: f.Path, Text: rule.Describe(f.Node, s.Catalog()), People: f.Who.Count()})
	}
	return out, err
}

// NearPeople returns people of one group of near misses, by the path of its clause.
func (s *Studio) NearPeople(ctx context.Context, text, path string, offset, limit int) (PersonPage, error) {
	failed, err := s.failed(ctx, text)
	if err != nil {
		return PersonPage{}, err
	}
	for _, f := range failed {
		if f.Path == path {
			return s.page(ctx, f.Who, offset, limit, nil)
		}
	}
	return PersonPage{People: []PersonRow{}}, nil
}

func (s *Studio) failed(ctx context.Context, text string) ([]engine.Failed, error) {
	r, err := rule.Parse([]byte(text))
	if err != nil {
		return nil, err
	}
	answer, err := s.engine.Nodes(ctx, r, s.now())
	if err != nil {
		return nil, err
	}
	return s.engine.Failed(ctx, answer)
}

// StatusPeople returns people of a rule who have a mail status, such as those who
// cannot be mailed because they gave no consent.
func (s *Studio) StatusPeople(ctx context.Context, text string, status domain.MailStatus, offset, limit int) (PersonPage, error) {
	members, err := s.evaluate(ctx, text)
	if err != nil {
		return PersonPage{}, err
	}
	maps := s.statuses.Load()
	if int(status) < 0 || int(status) >= len(maps) {
		return PersonPage{}, domain.Errorf(domain.Invalid, "There is no such reason. Choose another.")
	}
	of := engine.NewBitmap(members.Len())
	for i := range min(members.Len(), maps[status].Len()) {
		of.Put(i, maps[status].Has(i) && members.Has(i))
	}
	return s.page(ctx, of, offset, limit, nil)
}
