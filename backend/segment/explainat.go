package segment

import (
	"context"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Verdict is whether one person is in a segment at an instant, and why.
type Verdict struct {
	In    bool
	At    time.Time
	Lanes []Explanation
}

// ExplainAt says whether a rule matches one person as of an instant, and for each
// node why. Events after the instant do not count; what is known about the person
// themselves (their city, say) is taken as it is now, since no older values are kept.
func (s *Studio) ExplainAt(ctx context.Context, text string, contact domain.ContactID, at time.Time) (Verdict, error) {
	r, err := rule.Parse([]byte(text))
	if err != nil {
		return Verdict{}, err
	}
	facts, err := s.facts(ctx, contact)
	if err != nil {
		return Verdict{}, err
	}
	at = at.In(s.Catalog().Location())
	lanes, err := rule.Explain(ctx, r, rule.PersonOf(facts), at, s.Catalog(), s.engine)
	return Verdict{In: IsMember(mirror(lanes)), At: at, Lanes: mirror(lanes)}, err
}

// IsMember reads the verdict on a person off an explanation: who is kept out by
// hand is not in, who is put in by hand is, else the two lanes decide.
func IsMember(lanes []Explanation) bool {
	by := map[string]bool{}
	for _, lane := range lanes {
		by[lane.Lane] = lane.Match
	}
	return !by["never"] && (by["always"] || by["include"] && !by["exclude"])
}

// ExplainOn is ExplainAt for the end of a day ("2026-05-31") by the workspace's
// clock; today and "" mean now.
func (s *Studio) ExplainOn(ctx context.Context, text string, contact domain.ContactID, day string) (Verdict, error) {
	at, err := s.endOf(day)
	if err != nil {
		return Verdict{}, err
	}
	return s.ExplainAt(ctx, text, contact, at)
}

// endOf returns the last moment of a day, or now where the day is not over yet.
func (s *Studio) endOf(day string) (time.Time, error) {
	now := s.now()
	if day == "" {
		return now, nil
	}
	begin, err := time.ParseInLocation(time.DateOnly, day, s.Catalog().Location())
	if err != nil {
		return now, domain.ErrorAt(domain.Invalid, "day", "This is not a day. Choose one from the calendar.")
	}
	if begin.After(now) {
		return now, domain.ErrorAt(domain.Invalid, "day", "This day has not begun yet. Choose today or a day in the past.")
	}
	end := begin.AddDate(0, 0, 1).Add(-time.Millisecond)
	if end.After(now) {
		return now, nil
	}
	return end, nil
}
