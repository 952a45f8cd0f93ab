package engine

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Engine is an index of a workspace's contacts and what is known of them. It is
// safe for concurrent use: questions see the data of one moment, changes make a
// new state beside the old one.
type Engine struct {
	state atomic.Pointer[state]
	cat   atomic.Pointer[rule.Catalog]
	write sync.Mutex // held while a new state is made

	shape       sync.RWMutex // guards what follows, which grows with the catalog and the data
	fieldTypes  map[domain.FieldID]domain.ValueType
	fieldDicts  map[domain.FieldID]*dictionary // nil entry: texts of their own, see rawTexts
	propTypes   map[domain.PropertyID]domain.ValueType
	propDicts   map[domain.PropertyID]*dictionary
	purposes    map[domain.Purpose]int64
	recordTexts *dictionary // bases of consent, reasons of suppression

	stays   stayCache
	kept    leafCache
	ranks   vectorCache
	orders  orderCache
	version atomic.Uint64
}

// state is the data of one moment.
type state struct {
	parts []*part
	ids   []domain.ContactID // by number, ascending
	last  int64              // the latest instant of any fact, UTC milliseconds

	moment uint64 // the number of the state, see Moment
}

// moments numbers the states of all engines.
var moments atomic.Uint64

func newState(parts []*part, ids []domain.ContactID) *state {
	s := &state{parts: parts, ids: ids, last: forever.Lo, moment: moments.Add(1)}
	for _, p := range parts {
		for _, r := range p.runs {
			s.last = max(s.last, r.last)
		}
	}
	return s
}

var forever = rule.Span{Lo: -1 << 62, Hi: 1 << 62}

func newEngine(cat rule.Catalog) *Engine {
	e := &Engine{
		fieldTypes: map[domain.FieldID]domain.ValueType{}, fieldDicts: map[domain.FieldID]*dictionary{},
		propTypes: map[domain.PropertyID]domain.ValueType{}, propDicts: map[domain.PropertyID]*dictionary{},
		purposes: map[domain.Purpose]int64{}, recordTexts: newDictionary(domain.Text),
	}
	e.state.Store(newState(nil, nil))
	e.SetCatalog(cat)
	return e
}

// SetCatalog replaces what rules can name: call it after segments, fields or
// settings changed. Fields and properties made since loading have no values yet.
func (e *Engine) SetCatalog(cat rule.Catalog) {
	e.shape.Lock()
	for _, f := range cat.Fields {
		if _, known := e.fieldTypes[f.ID]; !known {
			e.fieldTypes[f.ID] = f.Type
			if f.Type.Coded() {
				e.fieldDicts[f.ID] = newDictionary(f.Type)
			}
		}
	}
	for _, p := range cat.Properties {
		if _, known := e.propTypes[p.ID]; !known {
			e.propTypes[p.ID] = p.Type
			if p.Type.Coded() {
				e.propDicts[p.ID] = newDictionary(p.Type)
			}
		}
	}
	e.shape.Unlock()
	e.cat.Store(&cat)
	e.forget()
}

// forget drops everything worked out from the data or the catalog.
func (e *Engine) forget() {
	e.kept.clear()
	e.ranks.clear()
	e.orders.clear()
	e.version.Add(1)
}

// Version returns a number that grows whenever an answer may be another: after
// changes of the data and of the catalog.
func (e *Engine) Version() uint64 { return e.version.Load() }

// Catalog returns what rules can name.
func (e *Engine) Catalog() rule.Catalog { return *e.cat.Load() }

func (e *Engine) fieldType(id domain.FieldID) (domain.ValueType, bool) {
	e.shape.RLock()
	defer e.shape.RUnlock()
	t, ok := e.fieldTypes[id]
	return t, ok
}

func (e *Engine) fieldTexts(id domain.FieldID) *dictionary {
	e.shape.RLock()
	defer e.shape.RUnlock()
	return e.fieldDicts[id]
}

// setRaw says that a text field is not coded.
func (e *Engine) setRaw(id domain.FieldID) {
	e.shape.Lock()
	defer e.shape.Unlock()
	e.fieldDicts[id] = nil
}

func (e *Engine) propertyType(id domain.PropertyID) (domain.ValueType, bool) {
	e.shape.RLock()
	defer e.shape.RUnlock()
	t, ok := e.propTypes[id]
	return t, ok
}

func (e *Engine) propertyTexts(id domain.PropertyID) *dictionary {
	e.shape.RLock()
	defer e.shape.RUnlock()
	return e.propDicts[id]
}

// consentKey names the run of a purpose's permission ledger.
func (e *Engine) consentKey(p domain.Purpose) runKey {
	e.shape.Lock()
	defer e.shape.Unlock()
	n, ok := e.purposes[p]
	if !ok {
		n = int64(len(e.purposes))
		e.purposes[p] = n
	}
	return runKey{consentRun, n}
}

// Contacts returns how many contacts there are, erased ones not counted.
func (e *Engine) Contacts() int { return e.state.Load().people() }

func (s *state) people() int {
	n := 0
	for _, p := range s.parts {
		n += p.live.Count()
	}
	return n
}

// Size returns how many numbers contacts have been given; some may be erased.
func (e *Engine) Size() int { return len(e.state.Load().ids) }

// Events returns how many events there are.
func (e *Engine) Events() int {
	n := 0
	e.eachRun(func(key runKey, p *part, r *run) {
		if key.kind == eventRun {
			n += p.liveRows(r)
		}
	})
	return n
}

func (e *Engine) eachRun(fn func(key runKey, p *part, r *run)) {
	for _, p := range e.state.Load().parts {
		for key, r := range p.runs {
			fn(key, p, r)
		}
	}
}

// liveRows returns how many rows of a run belong to live contacts of the part.
func (p *part) liveRows(r *run) int {
	if p.live.Count() == p.n() {
		return r.rows()
	}
	n := 0
	p.live.Each(func(i int) bool {
		from, to := r.bounds(i)
		n += to - from
		return true
	})
	return n
}

// Warm makes the parts of the index that are otherwise made when a question
// first needs them: what became of every mail, domains of addresses, local hours
// of opens and visits. Call it in the background after loading.
func (e *Engine) Warm() {
	loc := e.Catalog().Location()
	for _, p := range e.state.Load().parts {
		if sent := p.events(domain.EventSent); sent.rows() > 0 {
			sent.actedOn(p.index)
		}
		if emails := p.fields[domain.FieldEmail]; emails != nil {
			p.address.read(emails, p.n())
		}
		for _, id := range []domain.EventTypeID{domain.EventOpened, domain.EventVisited} {
			if r := p.events(id); r.rows() > 0 {
				r.local(loc)
			}
		}
	}
}

// Last returns the latest instant of any fact.
func (e *Engine) Last() time.Time { return time.UnixMilli(e.state.Load().last) }

// Moment returns the number of the data as it is: while it stays the same, nothing
// has changed. No two engines share one.
func (e *Engine) Moment() uint64 { return e.state.Load().moment }

// Contact returns the id of contact number i.
func (e *Engine) Contact(i int) domain.ContactID { return e.state.Load().ids[i] }

// IDs returns the ids of all contacts by number. Do not change it.
func (e *Engine) IDs() []domain.ContactID { return e.state.Load().ids }

// Index returns the number of a contact.
func (e *Engine) Index(id domain.ContactID) (int, bool) {
	s := e.state.Load()
	i, known := slices.BinarySearch(s.ids, id)
	if !known {
		return 0, false
	}
	_, _, known = s.find(i)
	return i, known
}

// find returns the part and row that hold a contact now.
func (s *state) find(i int) (*part, int, bool) {
	for k := len(s.parts) - 1; k >= 0; k-- {
		p := s.parts[k]
		row, known := i, i < p.n()
		if p.who != nil {
			row, known = slices.BinarySearch(p.who, uint32(i))
		}
		if known && p.live.Has(row) {
			return p, row, true
		}
	}
	return nil, 0, false
}

// EventMemory returns the bytes of Memory that hold events.
func (e *Engine) EventMemory() int {
	n := 0
	e.eachRun(func(key runKey, _ *part, r *run) {
		if key.kind == eventRun {
			n += r.bytes()
		}
	})
	return n
}

// Memory returns the bytes the index takes, dictionaries aside.
func (e *Engine) Memory() int {
	n := 0
	for _, p := range e.state.Load().parts {
		n += p.bytes()
	}
	return n
}
