package segment

import (
	"context"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
)

// Selection is people chosen in the table: those of IDs, or, with All, everybody
// the filter finds but those of IDs.
type Selection struct {
	Rule   string
	Search string
	All    bool
	IDs    []domain.ContactID
}

// Chosen returns the ids of the people of a selection, ascending; those who are
// not in the workspace any more are left out.
func (s *Studio) Chosen(ctx context.Context, sel Selection) ([]domain.ContactID, error) {
	members, err := s.chosen(ctx, sel)
	if err != nil {
		return nil, err
	}
	ids := make([]domain.ContactID, 0, members.Count())
	members.Each(func(i int) bool { ids = append(ids, s.engine.Contact(i)); return true })
	return ids, nil
}

// ChosenInOrder returns the people of a selection as the table has them in order.
func (s *Studio) ChosenInOrder(ctx context.Context, sel Selection, by []TableSort) ([]domain.ContactID, error) {
	members, err := s.chosen(ctx, sel)
	if err != nil {
		return nil, err
	}
	keys, err := s.orderKeys(by)
	if err != nil {
		return nil, err
	}
	order, err := s.engine.Order(ctx, keys, s.now())
	if err != nil {
		return nil, err
	}
	return s.idsOf(only(order, members)), nil
}

// CountChosen returns how many people a selection has and how many of them can be mailed.
func (s *Studio) CountChosen(ctx context.Context, sel Selection) (people, mailable int, err error) {
	members, err := s.chosen(ctx, sel)
	if err != nil {
		return 0, 0, err
	}
	return members.Count(), s.tally(members)[domain.Mailable], nil
}

func (s *Studio) chosen(ctx context.Context, sel Selection) (*engine.Bitmap, error) {
	named := engine.NewBitmap(s.engine.Size())
	for _, id := range sel.IDs {
		if i, known := s.engine.Index(id); known {
			named.Grow(i + 1)
			named.Add(i)
		}
	}
	if !sel.All {
		return named, nil
	}
	members, err := s.found(ctx, sel.Rule, sel.Search)
	if err != nil {
		return nil, err
	}
	out := engine.NewBitmap(members.Len())
	members.Each(func(i int) bool {
		if i >= named.Len() || !named.Has(i) {
			out.Add(i)
		}
		return true
	})
	return out, nil
}
