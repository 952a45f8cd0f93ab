package app

import (
	"context"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// blockWidth is how many contacts a block has.
const blockWidth = 4096

// source hands a workspace file to the engine in blocks.
type source struct {
	db       *store.DB
	gate     *comply.Gate
	contacts []*domain.ContactBlock
	events   []*domain.EventBlock
}

// readSource reads the workspace as of one moment.
func readSource(ctx context.Context, db *store.DB, gate *comply.Gate) (*source, error) {
	s := &source{db: db, gate: gate}
	fields, err := db.Fields(ctx)
	if err != nil {
		return nil, err
	}
	properties, err := db.Properties(ctx)
	if err != nil {
		return nil, err
	}
	if err := s.readContacts(ctx, fields); err != nil {
		return nil, err
	}
	return s, s.readEvents(ctx, properties)
}

func (s *source) readContacts(ctx context.Context, fields []domain.Field) error {
	var block *domain.ContactBlock
	codes := make([]map[string]uint32, len(fields))
	return s.db.EachContact(ctx, func(c domain.Contact) error {
		if block == nil || len(block.IDs) == blockWidth {
			block = &domain.ContactBlock{}
			for i, f := range fields {
				block.Columns = append(block.Columns, domain.FieldColumn{Field: f.ID, ValueColumn: domain.ValueColumn{Type: f.Type}})
				codes[i] = map[string]uint32{}
			}
			s.contacts = append(s.contacts, block)
		}
		block.IDs = append(block.IDs, c.ID)
		for i := range block.Columns {
			push(&block.Columns[i].ValueColumn, c.Value(block.Columns[i].Field), codes[i])
		}
		return nil
	})
}

// push appends a value to a column; codes are those of its texts so far.
func push(c *domain.ValueColumn, v domain.Value, codes map[string]uint32) {
	switch {
	case c.Type.Coded() && v.Type == c.Type:
		code := codes[v.Text]
		if code == 0 {
			c.Texts = append(c.Texts, v.Text)
			code = uint32(len(c.Texts))
			codes[v.Text] = code
		}
		c.Codes = append(c.Codes, code)
	case c.Type.Coded():
		c.Codes = append(c.Codes, 0)
	case v.Type == c.Type:
		c.Ints = append(c.Ints, v.Int)
	default:
		c.Ints = append(c.Ints, domain.Missing)
	}
}

// eventWriter writes the events of one type into a block.
type eventWriter struct {
	block *domain.EventBlock
	codes map[domain.PropertyID]map[string]uint32
	cols  map[domain.PropertyID]int
}

func (s *source) readEvents(ctx context.Context, properties []domain.Property) error {
	types := map[domain.PropertyID]domain.ValueType{}
	for _, p := range properties {
		types[p.ID] = p.Type
	}
	open, limit := map[domain.EventTypeID]*eventWriter{}, domain.ContactID(0)
	return s.db.EachEvent(ctx, func(e domain.Event) error {
		if e.ContactID >= limit {
			clear(open)
			limit = (e.ContactID/blockWidth + 1) * blockWidth
		}
		w := open[e.Type]
		if w == nil {
			w = &eventWriter{&domain.EventBlock{Type: e.Type}, map[domain.PropertyID]map[string]uint32{}, map[domain.PropertyID]int{}}
			open[e.Type] = w
			s.events = append(s.events, w.block)
		}
		w.add(e, types)
		return nil
	})
}

func (w *eventWriter) add(e domain.Event, types map[domain.PropertyID]domain.ValueType) {
	b := w.block
	if n := len(b.Contacts); n == 0 || b.Contacts[n-1] != e.ContactID {
		b.Contacts, b.Ends = append(b.Contacts, e.ContactID), append(b.Ends, 0)
	}
	b.At = append(b.At, e.At.UnixMilli())
	b.Ends[len(b.Ends)-1] = uint32(len(b.At))
	for _, p := range e.Props {
		if _, known := w.cols[p.ID]; !known {
			w.cols[p.ID], w.codes[p.ID] = len(b.Columns), map[string]uint32{}
			b.Columns = append(b.Columns, domain.PropertyColumn{Property: p.ID, ValueColumn: domain.ValueColumn{Type: types[p.ID]}})
		}
	}
	for i := range b.Columns {
		c := &b.Columns[i]
		for max(len(c.Codes), len(c.Ints)) < len(b.At)-1 {
			push(&c.ValueColumn, domain.Value{}, nil)
		}
		push(&c.ValueColumn, e.Prop(c.Property), w.codes[c.Property])
	}
}

// Contacts returns how many blocks of contacts there are.
func (s *source) Contacts() int { return len(s.contacts) }

// ReadContacts hands over a block of contacts.
func (s *source) ReadContacts(ctx context.Context, i int, into *domain.ContactBlock) error {
	*into = *s.contacts[i]
	return ctx.Err()
}

// Events returns how many blocks of events there are.
func (s *source) Events() int { return len(s.events) }

// EventType returns the type of a block's events.
func (s *source) EventType(i int) domain.EventTypeID { return s.events[i].Type }

// ReadEvents hands over a block of events.
func (s *source) ReadEvents(ctx context.Context, i int, into *domain.EventBlock) error {
	*into = *s.events[i]
	return ctx.Err()
}

// EachConsent hands over the whole permission ledger.
func (s *source) EachConsent(ctx context.Context, fn func(domain.ConsentEntry) error) error {
	return s.db.EachConsentEntry(ctx, fn)
}

// EachSuppression hands over why which contacts must not be mailed.
func (s *source) EachSuppression(ctx context.Context, fn func(domain.ContactID, domain.Suppression) error) error {
	return s.gate.EachSuppressed(ctx, fn)
}
