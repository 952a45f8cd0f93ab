package conformance

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Evaluator answers for everybody at once: the members of a rule, ascending.
type Evaluator func(ctx context.Context, r rule.Rule, asOf time.Time) ([]domain.ContactID, error)

// Options say how much to draw. Seed is the first seed. Only limits what rules
// are drawn from, as for NewRule; nil is everything. Corpus is a folder of pairs
// that once differed: those are asked first, and new ones are saved there.
type Options struct {
	Seed       uint64
	Workspaces int
	Rules      int // for each workspace
	Contacts   int // at most, in each workspace
	Only       []string
	Corpus     string
}

// Run compares an evaluator with the reference, rule.Match, on the pairs of the
// corpus and on Workspaces x Rules random ones. It returns what was drawn.
func Run(t *testing.T, build func(*Workspace) (Evaluator, error), o Options) *Coverage {
	t.Helper()
	start := time.Now()
	c := &Coverage{Drawn: map[string]int{}}
	if o.Corpus != "" && len(o.Only) == 0 {
		replay(t, build, o.Corpus, c)
	}
	for i := range o.Workspaces {
		seed := o.Seed + uint64(i)
		s := &session{w: NewWorkspace(seed, size(seed, o.Contacts)), coverage: c, corpus: o.Corpus}
		if err := s.open(build); err != nil {
			t.Fatalf("workspace %d: %v", seed, err)
		}
		for j := range o.Rules {
			s.pair = Pair{Workspace: seed, Contacts: size(seed, o.Contacts), Rule: NewRule(seed*100_000+uint64(j), s.w, o.Only...)}
			s.compare(t)
		}
		if t.Failed() {
			return c
		}
	}
	if c.Members == 0 {
		t.Fatal("no rule matched anybody: the data cannot show a difference")
	}
	took := time.Since(start)
	t.Logf("%d pairs from seed %d in %s, %.0f a second, %d members", c.Pairs, o.Seed, took.Round(time.Millisecond), float64(c.Pairs)/took.Seconds(), c.Members)
	return c
}

// size is how many contacts the workspace of a seed has.
func size(seed uint64, most int) int { return 1 + int(seed*7919)%most }

// session is one workspace with the evaluator under test.
type session struct {
	w        *Workspace
	people   []rule.Person
	evaluate Evaluator
	coverage *Coverage
	corpus   string
	pair     Pair
}

func (s *session) open(build func(*Workspace) (Evaluator, error)) (err error) {
	s.people = s.w.People()
	s.evaluate, err = build(s.w)
	return err
}

// compare asks both about the session's pair; a difference fails the test and
// is saved.
func (s *session) compare(t *testing.T) {
	t.Helper()
	r := s.pair.Rule
	want, err := s.w.Members(r, s.people, s.w.AsOf)
	if err != nil {
		t.Errorf("workspace %d: not a valid rule: %v\n%s", s.pair.Workspace, err, r.JSON())
		return
	}
	s.coverage.add(r, s.w.Catalog, len(want))
	got, err := s.evaluate(t.Context(), r, s.w.AsOf)
	if err == nil && slices.Equal(got, want) {
		return
	}
	t.Errorf("workspace %d of %d: got %v (%v), want %v\n%s\nas of %s in %s", s.pair.Workspace, s.pair.Contacts, got, err, want, r.JSON(),
		s.w.AsOf, s.w.Catalog.Settings.TimeZone)
	if s.corpus != "" {
		name, err := s.pair.Save(s.corpus)
		t.Logf("saved as %s (%v)", name, err)
	}
}
