package segment_test

import (
	"context"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
	"github.com/kvnmail/kvnmail/backend/sample"
	"github.com/kvnmail/kvnmail/backend/segment"
	"github.com/kvnmail/kvnmail/backend/testkit/conformance"
)

// sampleSink keeps the fictional shop in memory.
type sampleSink struct {
	w      *conformance.Workspace
	fields []domain.Field
}

func (s *sampleSink) CreateField(f domain.Field) (domain.Field, error) {
	f.ID = domain.FieldID(100 + len(s.fields))
	s.fields = append(s.fields, f)
	return f, nil
}

func (s *sampleSink) AddContact(c domain.Contact) (domain.ContactID, error) {
	c.ID = domain.ContactID(len(s.w.Contacts) + 1)
	s.w.Contacts = append(s.w.Contacts, c)
	return c.ID, nil
}

func (s *sampleSink) AddEvent(e domain.Event) (domain.EventID, error) {
	e.ID = domain.EventID(len(s.w.Events) + 1)
	e.Props = append([]domain.PropertyValue(nil), e.Props...)
	s.w.Events = append(s.w.Events, e)
	return e.ID, nil
}

func (s *sampleSink) AddConsent(e domain.ConsentEntry) error {
	s.w.Consents = append(s.w.Consents, e)
	return nil
}

func (s *sampleSink) AddSuppression(domain.Suppression) error { return nil }

// openSample loads the fictional shop with so many people.
func openSample(t testing.TB, people int) *segment.Studio {
	t.Helper()
	sink := &sampleSink{w: &conformance.Workspace{}}
	settings := sample.Settings()
	_, err := sample.Generate(context.Background(), sample.Options{
		People: people, Seed: 1, Until: now, Zone: settings.Location(), Hash: func(string) [32]byte { return [32]byte{} },
	}, sink, func(int64, int64) {})
	if err != nil {
		t.Fatal(err)
	}
	sink.w.Catalog = rule.NewCatalog(append(domain.BuiltinFields(), sink.fields...), domain.BuiltinEventTypes(), domain.BuiltinProperties(), nil, settings)
	e, err := engine.Load(context.Background(), sink.w.Source(), sink.w.Catalog)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d people, %d events", e.Contacts(), e.Events())
	return segment.New(e, shop{sink.w}, nil, ticking{})
}

// ticking is a clock on which no two questions fall into the same minute, so
// that nothing counted before can be used again.
type ticking struct{}

var ticks time.Duration

func (ticking) Now() time.Time { ticks++; return now.Add(ticks * time.Minute) }

const seven = `{"version":1,"include":{"all":[
	{"type":"event","event":"purchased","count":{"op":"at_least","n":2},"window":{"kind":"last","n":365,"unit":"day"}},
	{"type":"recency","event":"purchased","which":"last","window":{"kind":"more_than_ago","n":60,"unit":"day"}},
	{"any":[{"type":"field","field":"city","op":"any_of","values":["Mumbai","Pune","Bengaluru"]},
		{"type":"event","event":"opened","count":{"op":"at_least","n":1},"where":[{"property":"hour","op":"between","value":"19","to":"22"}]},
		{"type":"event","event":"visited","count":{"op":"at_least","n":2},"window":{"kind":"last","n":30,"unit":"day"},"where":[{"property":"category","op":"any_of","values":["Skincare"]}]}]},
	{"type":"messages","n":3,"action":"opened","count":{"op":"exactly","n":0},"not":true}]},
	"exclude":{"any":[{"type":"measure","event":"purchased","measure":"sum","property":"amount","op":"gte","value":"20000"}]}}`

// BenchmarkStudio asks what opening the studio and one edit ask, of the whole
// fictional shop. Nothing is found counted before.
func BenchmarkStudio(b *testing.B) {
	s := openSample(b, sample.DefaultPeople)
	b.Run("traits", func(b *testing.B) {
		for b.Loop() {
			s.SetCatalog(s.Catalog())
			s.Traits()
		}
	})
	for name, ask := range map[string]func() error{
		"count":    func() error { _, err := s.Count(b.Context(), seven); return err },
		"suggest":  func() error { _, err := s.Suggest(b.Context(), seven); return err },
		"near":     func() error { _, err := s.Sample(b.Context(), seven, true, 0, 8); return err },
		"starters": func() error { _, err := s.Starters(b.Context()); return err },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := ask(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
