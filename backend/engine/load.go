package engine

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Source hands over the whole workspace as of one moment. Contact blocks come
// with ascending ids; an event block has all events of one type of a run of
// contacts, and blocks of one type come with ascending contacts. ReadContacts and
// ReadEvents are called from several goroutines and fill into anew. The others
// come in any order, but what one contact has of one kind in the order recorded.
type Source interface {
	Contacts() int
	ReadContacts(ctx context.Context, i int, into *domain.ContactBlock) error
	Events() int
	EventType(i int) domain.EventTypeID
	ReadEvents(ctx context.Context, i int, into *domain.EventBlock) error
	EachConsent(ctx context.Context, fn func(domain.ConsentEntry) error) error
	EachSuppression(ctx context.Context, fn func(domain.ContactID, domain.Suppression) error) error
}

// Needs returns about how many bytes of memory it takes to load and ask so many
// contacts and events: the index, what loading holds besides, and what the garbage
// collector leaves for later.
func Needs(contacts, events int) int64 {
	const always, perContact, perEvent = 64 << 20, 200, 24
	return always + int64(contacts)*perContact + int64(events)*perEvent
}

// Load reads the whole workspace. Fields and properties the catalog does not
// know are left out.
func Load(ctx context.Context, src Source, cat rule.Catalog) (*Engine, error) {
	e := newEngine(cat)
	l := &loader{e: e, src: src, cat: cat, index: newIndex()}
	for _, step := range []func(context.Context) error{l.readContacts, l.readEvents, l.readRecords} {
		if err := step(ctx); err != nil {
			return nil, firstOf(ctx, err, &firstError{})
		}
	}
	e.state.Store(newState([]*part{{l.index, fullBitmap(l.n())}}, l.ids))
	return e, nil
}

type loader struct {
	e   *Engine
	src Source
	cat rule.Catalog
	*index
}

// firstError keeps the first error of several goroutines.
type firstError struct{ err atomic.Pointer[error] }

func (f *firstError) set(err error) {
	if err != nil {
		f.err.CompareAndSwap(nil, &err)
	}
}

func (f *firstError) get() error {
	if e := f.err.Load(); e != nil {
		return *e
	}
	return nil
}

// firstOf returns why reading ended: it was stopped, or a reader failed.
func firstOf(ctx context.Context, err error, failed *firstError) error {
	if ctx.Err() != nil {
		return stopped(ctx)
	}
	if err != nil {
		return err
	}
	return failed.get()
}

// contactPiece is one block of contacts on its way.
type contactPiece struct {
	ids    []domain.ContactID
	fields map[domain.FieldID]*values
}

func (l *loader) readContacts(ctx context.Context) error {
	if err := l.chooseTexts(ctx); err != nil {
		return err
	}
	pieces := make([]contactPiece, l.src.Contacts())
	var failed firstError
	err := share(ctx, len(pieces), func() *domain.ContactBlock { return &domain.ContactBlock{} }, func(block *domain.ContactBlock, k int) {
		if failed.get() != nil {
			return
		}
		if err := l.src.ReadContacts(ctx, k, block); err != nil {
			failed.set(err)
			return
		}
		pieces[k] = l.contactPiece(block)
	})
	if err := firstOf(ctx, err, &failed); err != nil {
		return err
	}
	l.joinContacts(pieces)
	return nil
}

// chooseTexts looks at one block to see which fields are texts of their own for
// nearly everybody, such as email addresses.
func (l *loader) chooseTexts(ctx context.Context) error {
	if l.src.Contacts() < 2 {
		return nil // small: coded texts will do
	}
	var block domain.ContactBlock
	if err := l.src.ReadContacts(ctx, l.src.Contacts()/2, &block); err != nil {
		return err
	}
	for i := range block.Columns {
		c := &block.Columns[i]
		if nearlyUnique(&c.ValueColumn) {
			l.e.setRaw(c.Field)
		}
	}
	return nil
}

func (l *loader) contactPiece(block *domain.ContactBlock) contactPiece {
	p := contactPiece{ids: slices.Clone(block.IDs), fields: map[domain.FieldID]*values{}}
	var own []uint32
	for i := range block.Columns {
		c := &block.Columns[i]
		if f, known := l.e.fieldType(c.Field); !known || f != c.Type {
			continue
		}
		v := &values{}
		v.read(&c.ValueColumn, l.e.fieldTexts(c.Field), own)
		p.fields[c.Field] = v
	}
	return p
}

func (l *loader) joinContacts(pieces []contactPiece) {
	n := 0
	starts := make([]int, len(pieces))
	for k, p := range pieces {
		starts[k] = n
		n += len(p.ids)
		l.ids = append(l.ids, p.ids...)
	}
	var mu sync.Mutex
	everyCore(len(l.cat.Fields), func(f int) {
		field := l.cat.Fields[f]
		chunks := make([]chunk, len(pieces))
		for k, p := range pieces {
			chunks[k] = chunk{starts[k], p.fields[field.ID]}
		}
		c := assemble(field.Type, l.e.fieldTexts(field.ID), n, chunks, oneCore)
		mu.Lock()
		defer mu.Unlock()
		l.fields[field.ID] = c
	})
}

// events reads the events type by type, so that only one type's are on their way at a time.
func (l *loader) readEvents(ctx context.Context) error {
	byType := map[domain.EventTypeID][]int{}
	var types []domain.EventTypeID
	for i := range l.src.Events() {
		t := l.src.EventType(i)
		if byType[t] == nil {
			types = append(types, t)
		}
		byType[t] = append(byType[t], i)
	}
	for _, t := range types {
		r, err := l.eventRun(ctx, byType[t])
		if err != nil {
			return err
		}
		if r.rows() > 0 {
			l.runs[eventKey(t)] = r
		}
	}
	return nil
}

func (l *loader) eventRun(ctx context.Context, blocks []int) (*run, error) {
	pieces := make([]*runPiece, len(blocks))
	var failed firstError
	err := share(ctx, len(blocks), func() *domain.EventBlock { return &domain.EventBlock{} }, func(block *domain.EventBlock, k int) {
		if failed.get() != nil {
			return
		}
		if err := l.src.ReadEvents(ctx, blocks[k], block); err != nil {
			failed.set(err)
			return
		}
		pieces[k] = l.e.runPiece(block, l.ids)
	})
	if err := firstOf(ctx, err, &failed); err != nil {
		return nil, err
	}
	return l.e.joinRun(l.n(), pieces, l.e.propertyTexts, everyCore), nil
}
