package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
	"github.com/kvnmail/kvnmail/backend/testkit/whole"
)

// crowded is a workspace with people over two ranges, rows and sealed events.
func crowded(t *testing.T, r *rand.Rand) *store.DB {
	t.Helper()
	db := create(t)
	people(t, db, 60)
	store.SealEvery(db, 200)
	for round := range 2 {
		bulk(t, db, func(b *store.Bulk) error {
			for n := range 150 {
				if _, err := b.AddEvent(visit(domain.ContactID(1+r.IntN(60)), fmt.Sprint("old", round, "-", n), r)); err != nil {
					return err
				}
			}
			return nil
		})
		if round == 0 {
			if err := db.Seal(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	for id := domain.ContactID(1); id < 60; id += 7 {
		entry := domain.ConsentEntry{ContactID: id, Purpose: domain.Marketing, Action: domain.Granted, Basis: "consent", Source: "shop", At: noon}
		if err := db.AppendConsent(t.Context(), entry); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

func visit(who domain.ContactID, key string, r *rand.Rand) domain.Event {
	return domain.Event{ContactID: who, Type: domain.EventVisited, At: noon.Add(time.Duration(r.IntN(1e6)) * time.Second).UTC(), Key: key,
		Props: []domain.PropertyValue{{ID: domain.PropPage, Value: domain.TextValue(fmt.Sprint("page ", r.IntN(5)))}}}
}

// anyImport does what imports do, at random: people, values, events, permissions, new
// fields, properties and kinds of events.
func anyImport(t *testing.T, db *store.DB, name string, r *rand.Rand) domain.ImportID {
	t.Helper()
	var id domain.ImportID
	bulk(t, db, func(b *store.Bulk) (err error) {
		if err := b.BeginAct(domain.Act{Kind: domain.ActImport, Label: name, At: noon}); err != nil {
			return err
		}
		w := importWriter{b: b, r: r, name: name}
		for n := range 40 + r.IntN(200) {
			b.AtRow(n + 2)
			if err := w.row(n); err != nil {
				return err
			}
		}
		id, err = b.SaveImport(domain.Import{Kind: domain.ImportPeople, File: name})
		return err
	})
	return id
}

type importWriter struct {
	b     *store.Bulk
	r     *rand.Rand
	name  string
	field domain.Field
	prop  domain.Property
	kind  domain.EventType
	fresh []domain.ContactID
}

func (w *importWriter) row(n int) (err error) {
	switch w.r.IntN(9) {
	case 0, 1:
		c := person(1000 + n)
		c.Email = w.name + c.Email
		c.ExternalID = ""
		id, err := w.b.AddContact(c)
		w.fresh = append(w.fresh, id)
		return err
	case 2, 3:
		return w.change(domain.ContactID(1 + w.r.IntN(60)))
	case 4:
		e := visit(w.someone(), fmt.Sprint(w.name, n), w.r)
		if w.prop.ID != 0 {
			e.Props = append(e.Props, domain.PropertyValue{ID: w.prop.ID, Value: domain.TextValue("x")})
		}
		_, err = w.b.AddEvent(e)
		return err
	case 5:
		return w.changeEvent()
	case 6:
		return w.b.AddConsent(domain.ConsentEntry{ContactID: w.someone(), Purpose: domain.Marketing, Action: domain.Granted, Basis: "consent", Source: w.name, Language: "hi", At: noon})
	case 7:
		return w.make()
	}
	if w.kind.ID == 0 {
		return nil
	}
	e := visit(w.someone(), fmt.Sprint(w.name, "kind", n), w.r)
	e.Type = w.kind.ID
	_, err = w.b.AddEvent(e)
	return err
}

func (w *importWriter) someone() domain.ContactID {
	if len(w.fresh) > 0 && w.r.IntN(3) == 0 {
		return w.fresh[w.r.IntN(len(w.fresh))]
	}
	return domain.ContactID(1 + w.r.IntN(60))
}

func (w *importWriter) change(id domain.ContactID) error {
	c, err := w.b.Contact(id)
	if err != nil {
		return err
	}
	setCity([]string{"Goa", "Kota", ""}[w.r.IntN(3)])(&c)
	if w.field.ID != 0 {
		c.Values[w.field.ID] = domain.Value{Type: domain.Number, Int: int64(w.r.IntN(9))}
	}
	if w.r.IntN(4) == 0 {
		c.ExternalID = ""
	}
	return w.b.UpdateContact(c)
}

func (w *importWriter) changeEvent() error {
	e, found, err := w.b.EventByKey(domain.EventVisited, fmt.Sprint("old", w.r.IntN(2), "-", w.r.IntN(150)))
	if err != nil || !found {
		return err
	}
	e.At = e.At.Add(time.Hour)
	e.Props = []domain.PropertyValue{{ID: domain.PropPage, Value: domain.TextValue(w.name)}, {ID: domain.PropDevice, Value: domain.TextValue("phone")}}
	return w.b.UpdateEvent(e)
}

func (w *importWriter) make() (err error) {
	if w.field.ID != 0 {
		return nil
	}
	if w.field, err = w.b.CreateField(domain.Field{Key: "size_" + w.name, Name: "Size", Type: domain.Number}); err != nil {
		return err
	}
	if w.prop, err = w.b.CreateProperty(domain.Property{Key: "colour_" + w.name, Name: "Colour", Type: domain.Text}); err != nil {
		return err
	}
	w.kind, err = w.b.CreateEventType(domain.EventType{Key: "tried_" + w.name, Name: "Tried"})
	return err
}

func undoImport(t testing.TB, db *store.DB, id domain.ImportID) store.ImportUndone {
	t.Helper()
	return must[store.ImportUndone](t)(db.UndoImport(t.Context(), id, domain.Act{Kind: domain.ActUndo, At: noon}, nil))
}

func TestAnImportTakenBackLeavesTheWorkspaceAsItWas(t *testing.T) {
	seeds := uint64(25)
	if testing.Short() {
		seeds = 8
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 1))
			db := crowded(t, r)
			before := whole.Told(t, db)
			first := anyImport(t, db, "a", r)
			between := whole.Told(t, db)
			second := anyImport(t, db, "b", r)
			if r.IntN(2) == 0 {
				if err := db.Seal(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			db = reopen(t, db)
			if got := undoImport(t, db, second); got.PeopleKept+got.EventsKept+len(got.Kept)+len(got.Made) > 0 {
				t.Errorf("nothing was in the way, but %+v stays", got)
			}
			if differs := whole.Difference(between, whole.Told(t, db)); differs != "" {
				t.Fatalf("the second import left\n%s", differs)
			}
			undoImport(t, db, first)
			if differs := whole.Difference(before, whole.Told(t, db)); differs != "" {
				t.Fatalf("the first import left\n%s", differs)
			}
			third := anyImport(t, db, "c", r) // numbers of fields and columns are free again
			undoImport(t, db, third)
			if differs := whole.Difference(before, whole.Told(t, reopen(t, db))); differs != "" {
				t.Fatalf("the third import left\n%s", differs)
			}
		})
	}
}

func TestWhatHappenedSinceAnImportStaysWhenItIsTakenBack(t *testing.T) {
	db := create(t)
	imported(t, db, 9)
	bulk(t, db, func(b *store.Bulk) error {
		for id := domain.ContactID(1); id <= 9; id++ {
			if err := b.AddConsent(domain.ConsentEntry{ContactID: id, Purpose: domain.Marketing, Action: domain.Granted, At: noon}); err != nil {
				return err
			}
		}
		return nil
	})
	second := twoMore(t, db)
	edit(t, db, 10, setCity("Goa"))
	if err := db.AppendConsent(t.Context(), domain.ConsentEntry{ContactID: 11, Purpose: domain.Marketing, Action: domain.Withdrawn, At: noon}); err != nil {
		t.Fatal(err)
	}
	must[domain.Note](t)(db.SaveNote(t.Context(), domain.Note{ContactID: 12, Text: "called", At: noon}))
	if err := db.AddEvents(t.Context(), []domain.Event{{ContactID: 13, Type: domain.EventVisited, At: noon}}); err != nil {
		t.Fatal(err)
	}
	got := undoImport(t, db, second)
	want := []domain.KeptPerson{{ContactID: 10, Why: domain.KeptChanged}, {ContactID: 11, Why: domain.KeptAnswered}, {ContactID: 12, Why: domain.KeptNoted}, {ContactID: 13, Why: domain.KeptActive}}
	if got.PeopleRemoved != 2 || !slices.Equal(got.People, want) || got.PermissionsRemoved != 6 {
		t.Errorf("%+v", got)
	}
	if left := must[[]domain.ConsentEntry](t)(db.ConsentOf(t.Context(), 11)); len(left) != 1 || left[0].Action != domain.Withdrawn {
		t.Errorf("the ledger of somebody who said no: %+v", left)
	}
	_, err := db.UndoImport(t.Context(), second, domain.Act{Kind: domain.ActUndo, At: noon}, nil)
	wantCode(t, err, domain.Conflict)
	record := must[domain.Import](t)(db.Import(t.Context(), second))
	if !record.Undoable || !record.UndoneAt.Equal(noon) {
		t.Errorf("%+v", record)
	}
}

// twoMore imports people 10 to 15 with permission.
func twoMore(t *testing.T, db *store.DB) (id domain.ImportID) {
	t.Helper()
	bulk(t, db, func(b *store.Bulk) (err error) {
		if err := b.BeginAct(domain.Act{Kind: domain.ActImport, Label: "more.csv", At: noon}); err != nil {
			return err
		}
		for n := 10; n <= 15; n++ {
			who, err := b.AddContact(person(n))
			if err != nil {
				return err
			}
			if err := b.AddConsent(domain.ConsentEntry{ContactID: who, Purpose: domain.Marketing, Action: domain.Granted, At: noon}); err != nil {
				return err
			}
		}
		id, err = b.SaveImport(domain.Import{Kind: domain.ImportPeople, File: "more.csv"})
		return err
	})
	return id
}

func TestPermissionOfAnImportStaysInTheLedgerWhileTheImportIsInForce(t *testing.T) {
	db := create(t)
	twoMore(t, db)
	path := db.Path()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := raw(t, path).Exec("DELETE FROM consent"); err == nil || !strings.Contains(err.Error(), "append-only") {
		t.Errorf("the ledger was emptied: %v", err)
	}
}

func TestAnUndoThatIsStoppedChangesNothing(t *testing.T) {
	db := create(t)
	id := twoMore(t, db)
	before := whole.Told(t, db)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := db.UndoImport(ctx, id, domain.Act{Kind: domain.ActUndo, At: noon}, func(int64, int64) { cancel() })
	wantCode(t, err, domain.Canceled)
	if differs := whole.Difference(before, whole.Told(t, db)); differs != "" {
		t.Errorf("half an undo:\n%s", differs)
	}
}
