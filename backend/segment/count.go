package segment

import (
	"context"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// RuleCount is the answer to one edit.
type RuleCount struct {
	People     int
	Contacts   int
	Mailable   int
	NoAddress  int
	NoConsent  int
	Suppressed int
	Paused     int
	NearMisses int
	Nodes      []NodeCount
	Clauses    []Clause
	Sentence   []Phrase
	Unfinished []PathNotice
	Ms         float64 // milliseconds it took to count
}

// NodeCount are the numbers of one node; see engine.NodeCount.
type NodeCount struct {
	ID      string
	Path    string
	Alone   int
	Before  int
	Left    int
	Adds    int
	Without int
}

// Clause is one condition in words, cut into tokens.
type Clause struct {
	ID       string
	Path     string
	Trait    string
	Category string
	Icon     string
	Text     string
	Tokens   []Token
}

// Token is a piece of a clause; see rule.Token.
type Token struct {
	Text string
	Edit string
}

// Phrase is a piece of the sentence; see rule.Phrase.
type Phrase struct {
	Text     string
	NodeID   string
	Category string
	Kind     string
}

// PathNotice is a sentence about one node.
type PathNotice struct {
	ID      string
	Path    string
	Message string
}

// Count counts a rule and describes every node of it. A rule with problems is
// refused with the path of the first.
func (s *Studio) Count(ctx context.Context, text string) (RuleCount, error) {
	r, err := rule.Parse([]byte(text))
	if err != nil {
		return RuleCount{}, err
	}
	started := time.Now()
	answer, err := s.numbersOf(ctx, text, r, moment{s.now(), s.engine.Moment()})
	if err != nil {
		return RuleCount{}, err
	}
	by := s.tally(answer.Members)
	out := RuleCount{
		People: answer.Members.Count(), Contacts: s.engine.Contacts(), NearMisses: answer.NearAll.Count(),
		Mailable: by[domain.Mailable], NoAddress: by[domain.NoAddress], NoConsent: by[domain.NoConsent], Suppressed: by[domain.Suppressed], Paused: by[domain.Paused],
		Ms: float64(time.Since(started).Microseconds()) / 1000,
	}
	for _, n := range answer.Nodes {
		out.Nodes = append(out.Nodes, NodeCount(n))
	}
	out.describe(r, s.Catalog())
	return out, nil
}

// Describe returns only the words of a rule, for one that cannot be counted: no
// numbers, and under Unfinished also what is wrong with it.
func (s *Studio) Describe(text string) (RuleCount, error) {
	r, err := rule.Parse([]byte(text))
	if err != nil {
		return RuleCount{}, err
	}
	out := RuleCount{Contacts: s.engine.Contacts()}
	out.describe(r, s.Catalog())
	problems, _ := rule.Check(r, s.Catalog())
	for _, p := range problems {
		out.Unfinished = append(out.Unfinished, PathNotice{p.ID, p.Path, p.Message})
	}
	return out, nil
}

// describe adds the words and what is unfinished.
func (c *RuleCount) describe(r rule.Rule, cat rule.Catalog) {
	words := rule.Words(r, cat)
	for _, w := range words.Clauses {
		clause := Clause{ID: w.ID, Path: w.Path, Trait: w.Trait, Category: w.Category, Icon: w.Icon, Text: w.Text}
		for _, t := range w.Tokens {
			clause.Tokens = append(clause.Tokens, Token(t))
		}
		c.Clauses = append(c.Clauses, clause)
	}
	for _, p := range words.Sentence {
		c.Sentence = append(c.Sentence, Phrase(p))
	}
	_, unfinished := rule.Check(r, cat)
	for _, n := range unfinished {
		c.Unfinished = append(c.Unfinished, PathNotice(n))
	}
}
