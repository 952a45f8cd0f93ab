package engine

import (
	"sync"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// part is an index of contacts in a state. The first part holds everybody who was
// there when it was built; later ones hold whole contacts anew after something
// about them changed.
type part struct {
	*index
	live *Bitmap // rows that are in no later part and not erased
}

// index is all facts about some contacts as columns. Its data never changes.
type index struct {
	who     []uint32           // engine numbers by row; nil: row i is contact i
	ids     []domain.ContactID // by row, ascending
	fields  map[domain.FieldID]*column
	address *addresses
	runs    map[runKey]*run
}

// runKey names a run: the events of a type, the permission ledger of a purpose, or
// suppressions.
type runKey struct {
	kind runKind
	id   int64
}

type runKind uint8

const (
	eventRun runKind = iota
	consentRun
	suppressionRun
)

func eventKey(id domain.EventTypeID) runKey { return runKey{eventRun, int64(id)} }

// Columns of runs that are no events.
const (
	consentGranted    domain.PropertyID = 1 // bool
	consentBasis      domain.PropertyID = 2 // text
	suppressionReason domain.PropertyID = 1 // text
)

// run is all rows of one kind, by contact, then time, then the order in which
// they were added. Contact i has rows off[i] up to off[i+1].
type run struct {
	off   []uint32
	at    times
	props map[domain.PropertyID]*column
	first int64 // the earliest instant, UTC milliseconds
	last  int64 // the latest
	hours localTimes
	shape sync.Once
	most  int
	acted actedFlags
}

// rows returns how many rows there are.
func (r *run) rows() int {
	if r == nil {
		return 0
	}
	return int(r.off[len(r.off)-1])
}

// widest returns the most rows one contact has.
func (r *run) widest() int {
	r.shape.Do(func() {
		for i := range len(r.off) - 1 {
			r.most = max(r.most, int(r.off[i+1]-r.off[i]))
		}
	})
	return r.most
}

func (r *run) bounds(i int) (from, to int) { return int(r.off[i]), int(r.off[i+1]) }

func (r *run) bytes() int {
	n := 4*len(r.off) + r.at.bytes()
	for _, c := range r.props {
		n += c.bytes()
	}
	return n
}

// addresses are the parts of the contacts' email addresses, made on first use.
type addresses struct {
	once      sync.Once
	domains   *column
	providers *column
	roles     *Bitmap
}

// n returns how many contacts the part holds.
func (p *index) n() int { return len(p.ids) }

func (p *index) events(id domain.EventTypeID) *run { return p.runs[eventKey(id)] }

// number returns the engine's number of a row.
func (p *index) number(row int) int {
	if p.who == nil {
		return row
	}
	return int(p.who[row])
}

func (p *index) bytes() int {
	n := 8*len(p.ids) + 4*len(p.who)
	for _, c := range p.fields {
		n += c.bytes()
	}
	for _, r := range p.runs {
		n += r.bytes()
	}
	return n
}

func newIndex() *index {
	return &index{fields: map[domain.FieldID]*column{}, runs: map[runKey]*run{}, address: &addresses{}}
}
