package engine

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Source hands over the workspace. Contacts come by id, events by contact, time
// and id. Values, events and their properties may be reused after the callback.
type Source interface {
	EachContact(ctx context.Context, fn func(domain.Contact) error) error
	EachEvent(ctx context.Context, fn func(domain.Event) error) error
}

// Engine is an index of a workspace's contacts and events as of its loading.
// It is safe for concurrent use.
type Engine struct {
	ids    []domain.ContactID
	fields map[domain.FieldID]*column
	runs   map[domain.EventTypeID]*run
	events int

	cat atomic.Pointer[rule.Catalog]

	mu     sync.Mutex
	leaves map[string]*Bitmap
	hours  map[localKey]*localTimes
}

// run is all events of one type, by contact, then time. Contact i has rows
// off[i] up to off[i+1].
type run struct {
	off   []uint32
	at    []int64 // UTC milliseconds
	who   []uint32
	props map[domain.PropertyID]*column
}

// Load reads the whole workspace. Fields and properties the catalog does not
// know are left out.
func Load(ctx context.Context, src Source, cat rule.Catalog) (*Engine, error) {
	e := &Engine{fields: map[domain.FieldID]*column{}, runs: map[domain.EventTypeID]*run{}}
	e.SetCatalog(cat)
	if err := e.loadContacts(ctx, src, cat); err != nil {
		return nil, err
	}
	if err := e.loadEvents(ctx, src, cat); err != nil {
		return nil, err
	}
	return e, nil
}

// SetCatalog replaces what rules can name: call it after segments or settings
// changed. Fields and properties made since loading have no values yet.
func (e *Engine) SetCatalog(cat rule.Catalog) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.cat.Store(&cat)
	e.leaves, e.hours = map[string]*Bitmap{}, map[localKey]*localTimes{}
}

// Catalog returns what rules can name.
func (e *Engine) Catalog() rule.Catalog { return *e.cat.Load() }

func (e *Engine) loadContacts(ctx context.Context, src Source, cat rule.Catalog) error {
	for _, f := range cat.Fields {
		e.fields[f.ID] = newColumn(f.Type, newDictionary())
	}
	sorted := true
	err := src.EachContact(ctx, func(c domain.Contact) error {
		row := len(e.ids)
		sorted = sorted && (row == 0 || e.ids[row-1] < c.ID)
		e.ids = append(e.ids, c.ID)
		for id, col := range e.fields {
			if v := c.Value(id); v.IsSet() {
				col.put(row, v)
			}
		}
		return interrupted(ctx, row)
	})
	if err != nil {
		return err
	}
	for _, col := range e.fields {
		col.pad(len(e.ids))
		col.dict.raw = nil // only loading needs it
	}
	if !sorted {
		e.sortContacts()
	}
	return nil
}

func (e *Engine) sortContacts() {
	order := make([]uint32, len(e.ids))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortStableFunc(order, func(a, b uint32) int { return int(max(-1, min(1, e.ids[a]-e.ids[b]))) })
	e.ids = pickRows(e.ids, order)
	for _, col := range e.fields {
		col.reorder(order)
	}
}

func (e *Engine) loadEvents(ctx context.Context, src Source, cat rule.Catalog) error {
	types := map[domain.PropertyID]domain.ValueType{}
	dicts := map[domain.PropertyID]*dictionary{}
	for _, p := range cat.Properties {
		types[p.ID], dicts[p.ID] = p.Type, newDictionary()
	}
	who, last := 0, domain.ContactID(0)
	err := src.EachEvent(ctx, func(ev domain.Event) error {
		if ev.ContactID != last {
			i, known := e.Index(ev.ContactID)
			if !known {
				return nil
			}
			who, last = i, ev.ContactID
		}
		r := e.runs[ev.Type]
		if r == nil {
			r = &run{props: map[domain.PropertyID]*column{}}
			e.runs[ev.Type] = r
		}
		r.add(who, ev, types, dicts)
		e.events++
		return interrupted(ctx, e.events)
	})
	if err != nil {
		return err
	}
	for _, r := range e.runs {
		r.finish(len(e.ids))
	}
	for _, d := range dicts {
		d.raw = nil // only loading needs it
	}
	return nil
}

// interrupted looks at the context now and then.
func interrupted(ctx context.Context, n int) error {
	if n%4096 != 0 || ctx.Err() == nil {
		return nil
	}
	return domain.Errorf(domain.Canceled, "Counting was stopped: %w", ctx.Err())
}

func (r *run) add(who int, ev domain.Event, types map[domain.PropertyID]domain.ValueType, dicts map[domain.PropertyID]*dictionary) {
	row := len(r.at)
	r.at = append(r.at, ev.At.UnixMilli())
	r.who = append(r.who, uint32(who))
	for _, p := range ev.Props {
		typ, known := types[p.ID]
		if !known || p.Value.Type != typ {
			continue
		}
		col := r.props[p.ID]
		if col == nil {
			col = newColumn(typ, dicts[p.ID])
			r.props[p.ID] = col
		}
		if row < max(len(col.codes), len(col.ints)) {
			continue // the first value of a property counts, as in domain.Event.Prop
		}
		col.put(row, p.Value)
	}
}

// finish sorts the rows where the source did not, and makes the offsets.
func (r *run) finish(contacts int) {
	for _, col := range r.props {
		col.pad(len(r.at))
	}
	ordered := true
	for i := 1; i < len(r.at) && ordered; i++ {
		ordered = r.who[i-1] < r.who[i] || r.who[i-1] == r.who[i] && r.at[i-1] <= r.at[i]
	}
	if !ordered {
		r.sort()
	}
	r.off = make([]uint32, contacts+1)
	for _, w := range r.who {
		r.off[w+1]++
	}
	for i := range contacts {
		r.off[i+1] += r.off[i]
	}
	r.who = nil
}

func (r *run) sort() {
	order := make([]uint32, len(r.at))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortStableFunc(order, func(a, b uint32) int {
		if r.who[a] != r.who[b] {
			return int(r.who[a]) - int(r.who[b])
		}
		return int(max(-1, min(1, r.at[a]-r.at[b])))
	})
	r.at, r.who = pickRows(r.at, order), pickRows(r.who, order)
	for _, col := range r.props {
		col.reorder(order)
	}
}

// Contacts returns how many contacts there are.
func (e *Engine) Contacts() int { return len(e.ids) }

// Events returns how many events there are.
func (e *Engine) Events() int { return e.events }

// Contact returns the id of contact i.
func (e *Engine) Contact(i int) domain.ContactID { return e.ids[i] }

// Index returns the dense number of a contact.
func (e *Engine) Index(id domain.ContactID) (int, bool) { return slices.BinarySearch(e.ids, id) }
