package app

import (
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/segment"
)

// spanLimit is the most people that can be chosen by going from one row to another.
const spanLimit = 20_000

func (s *session) tableColumns() ([]TableColumn, error) {
	_, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	return each(studio.TableColumns(), func(c segment.TableColumn) TableColumn { return TableColumn(c) }), nil
}

func (s *session) tablePage(q PeopleQuestion) (TablePage, error) {
	_, studio, err := s.studio()
	if err != nil {
		return TablePage{}, err
	}
	page, err := studio.Table(background(), tableQuestion(q))
	return TablePage{Rows: each(page.Rows, tableRowView), Total: page.Total, Mailable: page.Mailable}, err
}

func tableQuestion(q PeopleQuestion) segment.TableQuestion {
	return segment.TableQuestion{
		Rule: q.Rule, Search: q.Search, Columns: q.Columns, Offset: max(q.Offset, 0), Limit: min(max(q.Limit, 0), pageLimit),
		Sort: each(q.Sort, func(v TableSort) segment.TableSort { return segment.TableSort(v) }),
	}
}

func tableRowView(r segment.TableRow) TableRow {
	return TableRow{ID: r.ID, Name: r.Name, Initials: r.Initials, Mailable: r.Mailable, Why: r.Why, Cells: each(r.Cells, func(v string) string { return v })}
}

func (s *session) tableSpan(q PeopleQuestion, from, to int) ([]int64, error) {
	if to-from > spanLimit {
		return nil, domain.Errorf(domain.Full, "At most %d people can be chosen from one row to another. Narrow the filter and choose everybody with Ctrl+A.", spanLimit)
	}
	_, studio, err := s.studio()
	if err != nil {
		return nil, err
	}
	ids, err := studio.TableSpan(background(), tableQuestion(q), from, to)
	return each(ids, func(id domain.ContactID) int64 { return int64(id) }), err
}

func selectionOf(sel PeopleSelection) segment.Selection {
	return segment.Selection{
		Rule: sel.Rule, Search: sel.Search, All: sel.All,
		IDs: each(sel.IDs, func(id int64) domain.ContactID { return domain.ContactID(id) }),
	}
}

func (s *session) countSelection(sel PeopleSelection) (PeopleCount, error) {
	_, studio, err := s.studio()
	if err != nil {
		return PeopleCount{}, err
	}
	people, mailable, err := studio.CountChosen(background(), selectionOf(sel))
	return PeopleCount{People: people, Mailable: mailable}, err
}

func (s *session) narrowest(rule, search string) (Narrowing, error) {
	_, studio, err := s.studio()
	if err != nil {
		return Narrowing{}, err
	}
	n, err := studio.Narrowest(background(), rule, search)
	return Narrowing(n), err
}

func (s *session) peek(id int64) (PersonPeek, error) {
	_, studio, err := s.studio()
	if err != nil {
		return PersonPeek{}, err
	}
	p, err := studio.Peek(background(), domain.ContactID(id))
	return PersonPeek{
		Person: tableRowView(p.Person), Email: p.Person.Email, Events: p.Events,
		Facts: each(p.Facts, func(f segment.PeekFact) PeekFact { return PeekFact(f) }),
		Deeds: each(p.Deeds, func(d segment.PeekDeed) PeekDeed { return PeekDeed(d) }),
	}, err
}

func (s *session) filterWords(rule string) (FilterWords, error) {
	_, studio, err := s.studio()
	if err != nil {
		return FilterWords{}, err
	}
	words, err := studio.Describe(rule)
	view := ruleCountView(words)
	return FilterWords{Clauses: view.Clauses, Unfinished: view.Unfinished}, err
}
