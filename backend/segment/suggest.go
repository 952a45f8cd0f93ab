package segment

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Suggestion is a clause that would narrow the audience, and the people left
// with it. Node is the JSON of the condition.
type Suggestion struct {
	Text   string
	Node   string
	People int
}

const suggestions = 3

// Suggest offers up to three clauses that would narrow the rule: about other
// traits than it has, from different groups, each leaving a part worth mailing.
func (s *Studio) Suggest(ctx context.Context, text string) ([]Suggestion, error) {
	r, err := rule.Parse([]byte(text))
	if err != nil {
		return nil, err
	}
	members, err := s.engine.Evaluate(ctx, r, s.now())
	if err != nil {
		return nil, err
	}
	found, err := s.candidates(ctx, members, usedTraits(r))
	if err != nil {
		return nil, err
	}
	// a third of the audience is a good step; further away is worse
	total := members.Count()
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(abs(3*a.People-total), abs(3*b.People-total)) })
	out, groups := []Suggestion{}, map[string]bool{}
	for _, c := range found {
		if len(out) < suggestions && !groups[c.group] {
			groups[c.group] = true
			out = append(out, c.Suggestion)
		}
	}
	return out, nil
}

// candidate is a suggestion with the group its trait is in.
type candidate struct {
	Suggestion
	group string
}

// candidates tries every trait as it would be dropped, and keeps those that
// leave neither hardly anybody nor nearly everybody.
func (s *Studio) candidates(ctx context.Context, members *engine.Bitmap, used map[string]bool) ([]candidate, error) {
	var found []candidate
	total := members.Count()
	for _, g := range s.Traits() {
		for _, t := range g.Traits {
			if used[baseKey(t.Key)] || g.Key == "lists" || !quick(t.Key) {
				continue
			}
			r, err := rule.Parse([]byte(t.Default))
			if err != nil {
				return nil, err
			}
			with, err := s.engine.Evaluate(ctx, r, s.now())
			if err != nil {
				return nil, err
			}
			if n := members.And(with).Count(); n > 0 && n*50 >= total && n*10 <= total*9 {
				found = append(found, candidate{Suggestion{rule.Describe(r.Include, s.Catalog()), t.Default, n}, g.Key})
			}
		}
	}
	return found, nil
}

// quick reports whether a chip's condition is counted so quickly, and reads so
// plainly, that it makes a suggestion.
func quick(key string) bool {
	kind, _, _ := strings.Cut(key, ":")
	return baseKey(key) == key && slices.Contains([]string{"field", "event", "measure", "recency", "messages"}, kind)
}

func abs(n int) int { return max(n, -n) }

// usedTraits names the traits a rule is already about.
func usedTraits(r rule.Rule) map[string]bool {
	used := map[string]bool{}
	var walk func(n *rule.Node)
	walk = func(n *rule.Node) {
		if n == nil {
			return
		}
		if n.Cond != nil {
			used[n.Cond.Trait()] = true
		}
		for _, k := range n.Kids {
			walk(k)
		}
	}
	walk(r.Include)
	walk(r.Exclude)
	return used
}
