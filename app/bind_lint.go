package app

import (
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/segment"
)

// FindingView is something about a rule that its maker may not have meant.
type FindingView struct {
	ID      string `json:"id"` // of the node
	Path    string `json:"path"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Fix     string `json:"fix"`    // what mending it does, "" where only the maker knows
	Rule    string `json:"rule"`   // the rule mended
	People  int    `json:"people"` // members of the rule mended
}

// Lint looks a rule over: what contradicts itself, changes nothing, or asks people
// about mails they never got.
func (b *Segments) Lint(ruleJSON string) (out []FindingView, err error) {
	defer guard(&err)
	return b.s.lint(ruleJSON)
}

func (s *session) lint(text string) ([]FindingView, error) {
	_, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	ctx, end := s.linting.ask()
	defer end()
	found, err := studio.Lint(ctx, text)
	return each(found, func(f segment.Finding) FindingView {
		return FindingView{ID: f.ID, Path: f.Path, Code: string(f.Code), Message: f.Message, Fix: f.Fix, Rule: f.Rule, People: f.People}
	}), err
}

// Words puts a rule, or one part of it, into a sentence.
func (b *Segments) Words(ruleJSON string) (out string, err error) {
	defer guard(&err)
	return b.s.words(ruleJSON)
}

func (s *session) words(text string) (string, error) {
	_, studio, err := s.studio()
	if err != nil {
		return "", err
	}
	return studio.Sentence(text)
}

// CheckCircle refuses a rule by which segment id would ask about itself, spelling
// out the chain.
func (b *Segments) CheckCircle(id int64, name, ruleJSON string) (err error) {
	defer guard(&err)
	return b.s.checkCircle(id, name, ruleJSON)
}

func (s *session) checkCircle(id int64, name, text string) error {
	_, studio, err := s.studio()
	if err != nil {
		return err
	}
	return studio.CheckSave(domain.SegmentID(id), name, text)
}
