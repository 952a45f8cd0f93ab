package segment

import (
	"context"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Belongs reports for each of some rules whether a contact matches it now. Rules
// that cannot be read or counted match nobody.
func (s *Studio) Belongs(ctx context.Context, contact domain.ContactID, texts []string) ([]bool, error) {
	out := make([]bool, len(texts))
	i, known := s.engine.Index(contact)
	if !known {
		return out, nil
	}
	for k, text := range texts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r, err := rule.Parse([]byte(text))
		if err != nil {
			continue
		}
		plan, err := rule.Compile(r, s.Catalog(), s.now())
		if err != nil {
			continue
		}
		if err := s.engine.Rank(ctx, plan); err != nil {
			return nil, err
		}
		is, err := s.engine.Among(ctx, plan, []int{i})
		if err != nil {
			return nil, err
		}
		out[k] = is[0]
	}
	return out, nil
}
