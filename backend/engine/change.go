package engine

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Change is what happened to a workspace. Events are new ones of contacts that
// are there, People are added or changed contacts with all their facts (stays
// aside), Erased are gone for good. Somebody in People may not be in the others.
type Change struct {
	Events []domain.Event
	People []rule.Facts
	Erased []domain.ContactID
}

// Apply makes a change count for every question asked from now on. The contacts
// it touches are written anew beside the others, which stay as they are. It
// returns their numbers, ascending; events of nobody are left out. New contacts
// have to have higher ids than all others.
func (e *Engine) Apply(ctx context.Context, c Change) ([]int, error) {
	e.write.Lock()
	defer e.write.Unlock()
	s := e.state.Load()
	d := &draft{e: e, ids: slices.Clip(s.ids), extra: map[int]*rule.Facts{}}
	if err := d.take(c, s); err != nil {
		return nil, err
	}
	next := s.without(append(slices.Clone(d.who), d.erased...))
	if len(d.who) > 0 {
		fresh, err := d.build(ctx, s)
		if err != nil {
			return nil, err
		}
		next.parts = append(next.parts, &part{fresh, fullBitmap(fresh.n())})
		next, err = e.tidy(ctx, next, d.ids)
		if err != nil {
			return nil, err
		}
	}
	e.publish(next.parts, d.ids)
	touched := slices.Clone(d.erased)
	for _, i := range d.who {
		touched = append(touched, i)
	}
	slices.Sort(touched)
	return touched, nil
}

// publish makes a new state the present one.
func (e *Engine) publish(parts []*part, ids []domain.ContactID) {
	e.state.Store(newState(parts, ids))
	e.forget()
}

// without returns a copy of the state in which no part counts the contacts.
func (s *state) without(numbers []int) *state {
	out := &state{ids: s.ids}
	for _, p := range s.parts {
		out.parts = append(out.parts, p.without(numbers))
	}
	return out
}

func (p *part) without(numbers []int) *part {
	out := &part{p.index, p.live}
	for _, i := range numbers {
		row, known := p.row(i)
		if !known || !p.live.Has(row) {
			continue
		}
		if out.live == p.live {
			out.live = p.live.clone()
		}
		out.live.unset(row)
	}
	return out
}

// row returns the row of a contact number.
func (p *index) row(i int) (int, bool) {
	if p.who == nil {
		return i, i < p.n()
	}
	return slices.BinarySearch(p.who, uint32(i))
}

// draft is a new part in the making.
type draft struct {
	e      *Engine
	ids    []domain.ContactID // of everybody, new ones included
	who    []int              // the contacts the part is of, ascending
	erased []int
	extra  map[int]*rule.Facts // what is new; Contact.ID 0: only the events
}

// take sorts a change by contact.
func (d *draft) take(c Change, s *state) error {
	for i := range c.People {
		if err := d.person(&c.People[i]); err != nil {
			return err
		}
	}
	for _, id := range c.Erased {
		if i, known := slices.BinarySearch(d.ids, id); known {
			if _, _, there := s.find(i); there {
				d.erased = append(d.erased, i)
			}
		}
	}
	d.events(c.Events, s)
	d.who = slices.Sorted(maps.Keys(d.extra))
	return nil
}

func (d *draft) person(f *rule.Facts) error {
	i, known := slices.BinarySearch(d.ids, f.Contact.ID)
	if !known && i < len(d.ids) {
		return domain.Errorf(domain.Internal, "A new contact came between old ones. Please report this.")
	}
	if !known {
		d.ids = append(d.ids, f.Contact.ID)
	}
	sorted := rule.PersonOf(*f).Facts
	d.extra[i] = &sorted
	return nil
}

func (d *draft) events(events []domain.Event, s *state) {
	last, lastID, there := 0, domain.ContactID(0), false
	for _, ev := range events {
		if ev.ContactID != lastID {
			lastID = ev.ContactID
			if last, there = slices.BinarySearch(s.ids, lastID); there {
				_, _, there = s.find(last)
			}
		}
		if !there {
			continue
		}
		if d.extra[last] == nil {
			d.extra[last] = &rule.Facts{}
		}
		d.extra[last].Events = append(d.extra[last].Events, ev)
	}
	for _, f := range d.extra {
		slices.SortStableFunc(f.Events, func(a, b domain.Event) int { return cmp.Compare(a.At.UnixMilli(), b.At.UnixMilli()) })
	}
}

// build makes the part: everything the state knows of its contacts, and what is new.
func (d *draft) build(ctx context.Context, s *state) (*index, error) {
	who := make([]uint32, len(d.who))
	for k, i := range d.who {
		who[k] = uint32(i)
	}
	return d.e.gather(ctx, s, who, d.ids, d.extra)
}

// tidy keeps the later parts few: the last two become one as long as they are
// about as big, so that a contact is written anew a logarithmic number of times.
func (e *Engine) tidy(ctx context.Context, s *state, ids []domain.ContactID) (*state, error) {
	for n := len(s.parts); n > 2; n = len(s.parts) {
		a, b := s.parts[n-2], s.parts[n-1]
		if a.who == nil || a.live.Count() > 2*b.live.Count() {
			return s, nil
		}
		var who []uint32
		for _, p := range []*part{a, b} {
			p.live.Each(func(row int) bool { who = append(who, p.who[row]); return true })
		}
		slices.Sort(who)
		both := &state{parts: s.parts[n-2:], ids: ids}
		joined, err := e.gather(ctx, both, who, ids, nil)
		if err != nil {
			return nil, err
		}
		s.parts = append(s.parts[:n-2:n-2], &part{joined, fullBitmap(joined.n())})
	}
	return s, nil
}

// Late returns how many contacts lie in later parts: the more, the more Compact
// is worth.
func (e *Engine) Late() int {
	n := 0
	for _, p := range e.state.Load().parts {
		if p.who != nil {
			n += p.live.Count()
		}
	}
	return n
}

// Compact writes everybody into one part again. Questions and changes go on
// meanwhile.
func (e *Engine) Compact(ctx context.Context) error {
	s := e.state.Load()
	if len(s.parts) < 2 {
		return nil
	}
	joined, err := e.gather(ctx, s, nil, s.ids, nil)
	if err != nil {
		return err
	}
	e.write.Lock()
	defer e.write.Unlock()
	now := e.state.Load()
	first := &part{joined, s.present()}
	var later []*part
	for _, p := range now.parts {
		if !slices.ContainsFunc(s.parts, func(old *part) bool { return old.index == p.index }) {
			later = append(later, p)
		}
	}
	first.live.and(now.presentIn(s, len(s.ids)))
	e.publish(append([]*part{first}, later...), now.ids)
	return nil
}

// present returns the numbers of everybody who is not erased.
func (s *state) present() *Bitmap {
	out := newBitmap(len(s.ids))
	s.eachLive(func(p *part, row int) { out.set(p.number(row)) })
	return out
}

// presentIn returns the numbers below n of everybody whose part is one of
// another state's.
func (s *state) presentIn(old *state, n int) *Bitmap {
	out := newBitmap(n)
	s.eachLive(func(p *part, row int) {
		if slices.ContainsFunc(old.parts, func(o *part) bool { return o.index == p.index }) {
			out.set(p.number(row))
		}
	})
	return out
}
