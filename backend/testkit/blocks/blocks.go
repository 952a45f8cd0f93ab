// Package blocks hands lists of facts to the engine in the blocks it reads, as a
// workspace file does. For tests.
package blocks

import (
	"cmp"
	"context"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Facts is a workspace as plain lists.
type Facts struct {
	Fields       []domain.Field
	Properties   []domain.Property
	People       []domain.Contact
	Deeds        []domain.Event
	Permissions  []domain.ConsentEntry
	Suppressions map[domain.ContactID][]domain.Suppression
	Width        int // contacts in a block; 0 means 64
}

// Source is Facts cut into blocks; it is an engine.Source.
type Source struct {
	facts    Facts
	contacts [][]domain.Contact
	events   [][]domain.Event // of one type and one block of contacts
}

// New cuts facts into blocks. Events of one instant keep the order of their ids,
// then the given one.
func New(f Facts) *Source {
	if f.Width == 0 {
		f.Width = 64
	}
	s := &Source{facts: f}
	people := slices.Clone(f.People)
	slices.SortFunc(people, func(a, b domain.Contact) int { return cmp.Compare(a.ID, b.ID) })
	block := map[domain.ContactID]int{}
	for part := range slices.Chunk(people, f.Width) {
		for _, c := range part {
			block[c.ID] = len(s.contacts)
		}
		s.contacts = append(s.contacts, part)
	}
	s.cutEvents(block)
	return s
}

func (s *Source) cutEvents(block map[domain.ContactID]int) {
	deeds := slices.Clone(s.facts.Deeds)
	place := func(e domain.Event) int {
		if b, ok := block[e.ContactID]; ok {
			return b
		}
		return len(s.contacts)
	}
	same := func(a, b domain.Event) int {
		return cmp.Or(cmp.Compare(place(a), place(b)), cmp.Compare(a.Type, b.Type))
	}
	slices.SortStableFunc(deeds, func(a, b domain.Event) int {
		return cmp.Or(same(a, b), cmp.Compare(a.ContactID, b.ContactID), cmp.Compare(a.At.UnixMilli(), b.At.UnixMilli()), cmp.Compare(a.ID, b.ID))
	})
	for start := 0; start < len(deeds); {
		end := start + 1
		for end < len(deeds) && same(deeds[start], deeds[end]) == 0 {
			end++
		}
		s.events = append(s.events, deeds[start:end])
		start = end
	}
}

// Contacts returns how many blocks of contacts there are.
func (s *Source) Contacts() int { return len(s.contacts) }

// Events returns how many blocks of events there are.
func (s *Source) Events() int { return len(s.events) }

// EventType returns the type of a block's events.
func (s *Source) EventType(i int) domain.EventTypeID { return s.events[i][0].Type }

// ReadContacts fills a block.
func (s *Source) ReadContacts(ctx context.Context, i int, into *domain.ContactBlock) error {
	*into = domain.ContactBlock{}
	for _, c := range s.contacts[i] {
		into.IDs = append(into.IDs, c.ID)
	}
	for _, f := range s.facts.Fields {
		col := domain.FieldColumn{Field: f.ID}
		if fill(&col.ValueColumn, f.Type, len(s.contacts[i]), func(k int) domain.Value { return s.contacts[i][k].Value(f.ID) }) {
			into.Columns = append(into.Columns, col)
		}
	}
	return ctx.Err()
}

// ReadEvents fills a block.
func (s *Source) ReadEvents(ctx context.Context, i int, into *domain.EventBlock) error {
	*into = domain.EventBlock{Type: s.events[i][0].Type}
	for k, e := range s.events[i] {
		if k == 0 || e.ContactID != into.Contacts[len(into.Contacts)-1] {
			into.Contacts = append(into.Contacts, e.ContactID)
			into.Ends = append(into.Ends, 0)
		}
		into.Ends[len(into.Ends)-1] = uint32(k + 1)
		into.At = append(into.At, e.At.UnixMilli())
	}
	for _, p := range s.facts.Properties {
		col := domain.PropertyColumn{Property: p.ID}
		if fill(&col.ValueColumn, p.Type, len(s.events[i]), func(k int) domain.Value { return s.events[i][k].Prop(p.ID) }) {
			into.Columns = append(into.Columns, col)
		}
	}
	return ctx.Err()
}

// fill fills a column and reports whether any row has a value.
func fill(c *domain.ValueColumn, typ domain.ValueType, rows int, value func(row int) domain.Value) bool {
	c.Reset(typ)
	codes := map[string]uint32{}
	some := false
	for row := range rows {
		v := value(row)
		known := v.Type == typ
		some = some || known
		switch {
		case !typ.Coded() && known:
			c.Ints = append(c.Ints, v.Int)
		case !typ.Coded():
			c.Ints = append(c.Ints, domain.Missing)
		case !known:
			c.Codes = append(c.Codes, 0)
		default:
			if codes[v.Text] == 0 {
				c.Texts = append(c.Texts, v.Text)
				codes[v.Text] = uint32(len(c.Texts))
			}
			c.Codes = append(c.Codes, codes[v.Text])
		}
	}
	return some
}

// EachConsent hands over the permission ledger.
func (s *Source) EachConsent(_ context.Context, fn func(domain.ConsentEntry) error) error {
	return each(s.facts.Permissions, fn)
}

// EachSuppression hands over the suppressions by contact.
func (s *Source) EachSuppression(_ context.Context, fn func(domain.ContactID, domain.Suppression) error) error {
	for _, c := range s.facts.People {
		for _, x := range s.facts.Suppressions[c.ID] {
			if err := fn(c.ID, x); err != nil {
				return err
			}
		}
	}
	return nil
}

func each[T any](all []T, fn func(T) error) error {
	for _, v := range all {
		if err := fn(v); err != nil {
			return err
		}
	}
	return nil
}
