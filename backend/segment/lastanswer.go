package segment

import (
	"context"

	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// lastAnswer is the rule that was counted last, with its numbers: what is asked
// about a rule right after its count need not be worked out again.
type lastAnswer struct {
	text   string
	asOf   moment
	answer *engine.Answer
}

// numbersOf works the numbers of a rule out and remembers them.
func (s *Studio) numbersOf(ctx context.Context, text string, r rule.Rule, asOf moment) (*engine.Answer, error) {
	answer, err := s.engine.Nodes(ctx, r, asOf.at)
	if err == nil {
		s.last.Store(&lastAnswer{text, asOf, answer})
	}
	return answer, err
}

// lastNumbers gives the numbers of a rule, those of its last count where they still hold.
func (s *Studio) lastNumbers(ctx context.Context, text string, r rule.Rule, asOf moment) (*engine.Answer, error) {
	if last := s.last.Load(); last != nil && last.text == text && last.asOf == asOf {
		return last.answer, nil
	}
	return s.numbersOf(ctx, text, r, asOf)
}
