package importer_test

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/importer"
)

// memory is a workspace in maps that rolls back like a real one.
type memory struct {
	settings     domain.Settings
	fields       []domain.Field
	properties   []domain.Property
	types        []domain.EventType
	contacts     map[domain.ContactID]domain.Contact
	events       map[domain.EventID]domain.Event
	keys         map[eventKey]domain.EventID
	consents     []domain.ConsentEntry
	suppressions []domain.Suppression
	imports      []domain.Import
	remembered   []domain.ImportMemory // newest first
	content      domain.FileContent    // of the last import
}

type eventKey struct {
	kind domain.EventTypeID
	key  string
}

func newMemory() *memory {
	return &memory{
		settings: domain.DefaultSettings(), fields: domain.BuiltinFields(), properties: domain.BuiltinProperties(), types: domain.BuiltinEventTypes(),
		contacts: map[domain.ContactID]domain.Contact{}, events: map[domain.EventID]domain.Event{}, keys: map[eventKey]domain.EventID{},
	}
}

func (m *memory) Bulk(_ context.Context, fn func(importer.Tx) error) error {
	work := *m
	work.fields, work.properties, work.types = slices.Clone(m.fields), slices.Clone(m.properties), slices.Clone(m.types)
	work.contacts, work.events, work.keys = maps.Clone(m.contacts), maps.Clone(m.events), maps.Clone(m.keys)
	work.consents, work.suppressions, work.imports = slices.Clone(m.consents), slices.Clone(m.suppressions), slices.Clone(m.imports)
	if err := fn(&work); err != nil {
		return err
	}
	*m = work
	return nil
}

func (m *memory) Settings(context.Context) (domain.Settings, error) { return m.settings, nil }
func (m *memory) Fields(context.Context) ([]domain.Field, error)    { return slices.Clone(m.fields), nil }
func (m *memory) Properties(context.Context) ([]domain.Property, error) {
	return slices.Clone(m.properties), nil
}
func (m *memory) EventTypes(context.Context) ([]domain.EventType, error) { return m.types, nil }
func (m *memory) AddConsent(c domain.ConsentEntry) error {
	m.consents = append(m.consents, c)
	return nil
}
func (m *memory) AddSuppression(s domain.Suppression) error {
	m.suppressions = append(m.suppressions, s)
	return nil
}
func (m *memory) Contact(id domain.ContactID) (domain.Contact, error) { return m.contacts[id], nil }
func (m *memory) ReplaceContact(_, c domain.Contact) error            { m.contacts[c.ID] = c; return nil }
func (m *memory) UpdateEvent(e domain.Event) error                    { m.events[e.ID] = e; return nil }

func (m *memory) EachConsent(_ context.Context, _ domain.Purpose, fn func(domain.ContactID, domain.ConsentAction, time.Time) error) error {
	latest := map[domain.ContactID]domain.ConsentEntry{}
	for _, c := range m.consents {
		latest[c.ContactID] = c
	}
	for id, c := range latest {
		if err := fn(id, c.Action, c.At); err != nil {
			return err
		}
	}
	return nil
}

func (m *memory) EachSuppression(_ context.Context, fn func(domain.Suppression) error) error {
	for _, s := range m.suppressions {
		if err := fn(s); err != nil {
			return err
		}
	}
	return nil
}

func (m *memory) AddContact(c domain.Contact) (domain.ContactID, error) {
	c.ID, c.Values = domain.ContactID(len(m.contacts)+1), maps.Clone(c.Values)
	m.contacts[c.ID] = c
	return c.ID, nil
}

func (m *memory) AddEvent(e domain.Event) (domain.EventID, error) {
	if _, ok := m.keys[eventKey{e.Type, e.Key}]; ok {
		return 0, domain.Errorf(domain.Conflict, "the event key %q is taken", e.Key)
	}
	e.ID = domain.EventID(len(m.events) + 1)
	m.events[e.ID] = e
	m.keys[eventKey{e.Type, e.Key}] = e.ID
	return e.ID, nil
}

func (m *memory) EventByKey(kind domain.EventTypeID, key string) (domain.Event, bool, error) {
	id, ok := m.keys[eventKey{kind, key}]
	return m.events[id], ok, nil
}

func (m *memory) BeginAct(domain.Act) error { return nil }

func (m *memory) AtRow(int) {}

func (m *memory) Contacts(ids []domain.ContactID) (found []domain.Contact, err error) {
	for _, id := range ids {
		if c, ok := m.contacts[id]; ok {
			found = append(found, c)
		}
	}
	return found, nil
}

func (m *memory) DoneWaiting(int64) error { return nil }
func (m *memory) RememberImport(one domain.ImportMemory) error {
	m.remembered = slices.Insert(slices.Clone(m.remembered), 0, one)
	return nil
}
func (m *memory) ImportedFile(c domain.FileContent) error { m.content = c; return nil }

func (m *memory) EachContactKey(fn func(domain.ContactID, string, string) error) error {
	for id, c := range m.contacts {
		if err := fn(id, c.Email, c.ExternalID); err != nil {
			return err
		}
	}
	return nil
}

func (m *memory) CreateField(f domain.Field) (domain.Field, error) {
	f.ID = domain.FieldID(len(m.fields) + 1)
	m.fields = append(m.fields, f)
	return f, nil
}

func (m *memory) CreateProperty(p domain.Property) (domain.Property, error) {
	p.ID = domain.PropertyID(len(m.properties) + 1)
	m.properties = append(m.properties, p)
	return p, nil
}

func (m *memory) CreateEventType(t domain.EventType) (domain.EventType, error) {
	t.ID = domain.EventTypeID(len(m.types) + 1)
	m.types = append(m.types, t)
	return t, nil
}

func (m *memory) SaveImport(i domain.Import) (domain.ImportID, error) {
	i.ID = domain.ImportID(len(m.imports) + 1)
	m.imports = append(m.imports, i)
	return i.ID, nil
}

// count returns how many events of a type there are.
func (m *memory) count(kind domain.EventTypeID) int {
	n := 0
	for _, e := range m.events {
		if e.Type == kind {
			n++
		}
	}
	return n
}
