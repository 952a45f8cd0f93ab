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
	d := &draft{e: e, ids: slices.Clip(s.ids), people: map[int]*rule.Facts{}}
	if err := d.take(c, s); err != nil {
		return nil, err
	}
	next, err := d.state(ctx, s)
	if err != nil {
		return nil, err
	}
	e.publish(next.parts, d.ids)
	touched := append(slices.Clone(d.erased), d.who...)
	slices.Sort(touched)
	return touched, nil
}

// manyChanged is from which part of everybody on all are written anew at once.
const manyChanged = 8

// state makes the next state: the changed contacts in a part of their own, or
// everybody in one where that is little more work.
func (d *draft) state(ctx context.Context, s *state) (*state, error) {
	next := s.without(append(slices.Clone(d.who), d.erased...))
	if len(d.who) == 0 {
		return next, nil
	}
	if len(d.who)*manyChanged > len(d.ids) {
		kept := s.without(d.erased)
		all, err := d.e.gather(ctx, kept, nil, d.ids, d)
		if err != nil {
			return nil, err
		}
		live := kept.present()
		live.Grow(len(d.ids))
		for _, i := range d.who {
			live.set(i)
		}
		return &state{parts: []*part{{all, live}}}, nil
	}
	who := make([]uint32, len(d.who))
	for k, i := range d.who {
		who[k] = uint32(i)
	}
	fresh, err := d.e.gather(ctx, s, who, d.ids, d)
	if err != nil {
		return nil, err
	}
	next.parts = append(next.parts, &part{fresh, fullBitmap(fresh.n())})
	return d.e.tidy(ctx, next, d.ids)
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
	people map[int]*rule.Facts // contacts that are new as a whole
	deeds  []deed              // new events of the others, by contact and time
}

// deed is a new event of a contact number.
type deed struct {
	who   int
	event *domain.Event
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
	d.who = slices.Collect(maps.Keys(d.people))
	for _, x := range d.deeds {
		d.who = append(d.who, x.who)
	}
	slices.Sort(d.who)
	d.who = slices.Compact(d.who)
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
	d.people[i] = &sorted
	return nil
}

func (d *draft) events(events []domain.Event, s *state) {
	last, lastID, there := 0, domain.ContactID(0), false
	for k := range events {
		ev := &events[k]
		if ev.ContactID != lastID {
			lastID = ev.ContactID
			if last, there = slices.BinarySearch(s.ids, lastID); there {
				_, _, there = s.find(last)
			}
		}
		if there && d.people[last] == nil {
			d.deeds = append(d.deeds, deed{last, ev})
		}
	}
	slices.SortStableFunc(d.deeds, func(a, b deed) int {
		return cmp.Or(cmp.Compare(a.who, b.who), cmp.Compare(a.event.At.UnixMilli(), b.event.At.UnixMilli()))
	})
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
