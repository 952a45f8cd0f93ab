package app

import "github.com/kvnmail/kvnmail/backend/segment"

// TraitHit is a chip that a search of the traits pane found.
type TraitHit struct {
	Key      string `json:"key"`
	Label    string `json:"label"`
	Hint     string `json:"hint"`
	Icon     string `json:"icon"`
	Default  string `json:"default"`
	Category string `json:"category"`
	Value    string `json:"value"`  // the value it was found by, which Default then asks for
	People   int    `json:"people"` // who have that value
}

// FieldView is something known about contacts that rules can ask about.
type FieldView struct {
	Key     string `json:"key"`
	Name    string `json:"name"`
	Type    string `json:"type"`
	Derived bool   `json:"derived"` // worked out by KVN Mail
}

// FindTraits returns the chips that a search finds, the best first.
func (b *Segments) FindTraits(search string) (out []TraitHit, err error) {
	defer guard(&err)
	return b.s.findTraits(search)
}

// Fields lists every field of the contacts, for the editors.
func (b *Segments) Fields() (out []FieldView, err error) {
	defer guard(&err)
	return b.s.ruleFields()
}

func (s *session) findTraits(search string) ([]TraitHit, error) {
	_, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	return each(studio.FindTraits(search), traitHitView), nil
}

func (s *session) ruleFields() ([]FieldView, error) {
	_, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	return each(studio.Fields(), func(f segment.Field) FieldView { return FieldView(f) }), nil
}

func traitHitView(h segment.TraitHit) TraitHit {
	return TraitHit{h.Key, h.Label, h.Hint, h.Icon, h.Default, h.Category, h.Value, h.People}
}
