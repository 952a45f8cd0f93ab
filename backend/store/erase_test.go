package store_test

import (
	"bytes"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

// secretWord stands in everything that is stored about person 2.
const secretWord = "zyxomma"

// remembered fills a workspace with people, and person 2 with the secret word in
// every place that keeps something about a person.
func remembered(t *testing.T) *store.DB {
	t.Helper()
	db := create(t)
	imported(t, db, 4)
	edit(t, db, 2, func(c *domain.Contact) { c.Email = secretWord + "@example.com"; setCity(secretWord + " city")(c) })
	edit(t, db, 2, func(c *domain.Contact) { setCity("Pune")(c); c.ExternalID = secretWord })
	edit(t, db, 3, setCity("Goa"))
	event := func(who domain.ContactID, n int) domain.Event {
		return domain.Event{ContactID: who, Type: domain.EventVisited, At: noon.Add(time.Duration(n) * time.Minute), Key: fmt.Sprint(who, "-", n, secretWord[:3]),
			Props: []domain.PropertyValue{{ID: domain.PropPage, Value: domain.TextValue(fmt.Sprint("page ", who))}}}
	}
	for n := range 6 {
		for who := domain.ContactID(1); who <= 4; who++ {
			e := event(who, n)
			if who == 2 {
				e.Props[0].Value, e.Key = domain.TextValue(secretWord+" page"), secretWord+fmt.Sprint(n)
			}
			if err := db.AddEvents(t.Context(), []domain.Event{e}); err != nil {
				t.Fatal(err)
			}
		}
		if n == 3 {
			if err := db.Seal(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	for id, source := range map[domain.ContactID]string{1: "counter", 2: secretWord} {
		if err := db.AppendConsent(t.Context(), domain.ConsentEntry{ContactID: id, Purpose: domain.Marketing, Action: domain.Granted, Source: source, At: noon}); err != nil {
			t.Fatal(err)
		}
	}
	must[domain.Note](t)(db.SaveNote(t.Context(), domain.Note{ContactID: 2, Text: secretWord + " called", At: noon}))
	if err := db.SetPause(t.Context(), domain.Pause{ContactID: 2, At: noon}); err != nil {
		t.Fatal(err)
	}
	must[domain.MessageID](t)(db.AddOutboxMail(t.Context(), secretWord+"@example.com", "Hi "+secretWord, []byte("mail to "+secretWord), noon))
	return db
}

func TestErasingLeavesNothingOfThePerson(t *testing.T) {
	db := remembered(t)
	before := must[int](t)(db.CountEvents(t.Context()))
	if err := db.AddSuppression(t.Context(), domain.Suppression{Hash: [32]byte{1}, Reason: domain.SuppressedBounced, At: noon}); err != nil {
		t.Fatal(err)
	}
	if err := db.EraseContact(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	_, err := db.Contact(t.Context(), 2)
	wantCode(t, err, domain.NotFound)
	if got := must[int](t)(db.CountEvents(t.Context())); got != before-6 {
		t.Errorf("%d events left of %d", got, before)
	}
	for _, id := range []domain.ContactID{1, 3, 4} {
		if got := must[[]domain.Event](t)(db.ContactEvents(t.Context(), id, 0)); len(got) != 6 || got[0].Prop(domain.PropPage).Text != fmt.Sprint("page ", id) {
			t.Errorf("person %d has %v", id, got)
		}
	}
	if got := must[map[domain.FieldID]domain.Origin](t)(db.Origins(t.Context(), 3)); got[domain.FieldCity].Act.Kind != domain.ActEdit || got[domain.FieldEmail].Row != 4 {
		t.Errorf("%+v", got)
	}
	if got := must[map[domain.FieldID]domain.Origin](t)(db.Origins(t.Context(), 2)); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	for name, n := range map[string]int{
		"permission": len(must[[]domain.ConsentEntry](t)(db.ConsentOf(t.Context(), 2))), "notes": len(must[[]domain.Note](t)(db.NotesOf(t.Context(), 2))),
		"events": len(must[[]domain.Event](t)(db.ContactEvents(t.Context(), 2, 0))),
	} {
		if n > 0 {
			t.Errorf("%d %s left", n, name)
		}
	}
	if _, yes, err := db.IsSuppressed(t.Context(), [32]byte{1}); err != nil || !yes {
		t.Error("a suppression went with a person")
	}
	if got := must[[]domain.ConsentEntry](t)(db.ConsentOf(t.Context(), 1)); len(got) != 1 {
		t.Errorf("%+v", got)
	}
	wantCode(t, db.EraseContact(t.Context(), 2), domain.NotFound)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, suffix := range []string{"", "-wal"} {
		file, err := os.ReadFile(db.Path() + suffix)
		if err == nil && bytes.Contains(file, []byte(secretWord)) {
			t.Errorf("the file%s still holds their words", suffix)
		}
	}
}

func TestUndoPassesOverWhoWasErased(t *testing.T) {
	db := create(t)
	imported(t, db, 3)
	act := must[domain.Act](t)(db.ChangeContacts(t.Context(), domain.Act{Kind: domain.ActEdit, At: noon}, func(c *store.Changes) error {
		for id := domain.ContactID(1); id <= 3; id++ {
			p := must[domain.Contact](t)(c.Contact(id))
			setCity("Goa")(&p)
			if _, err := c.Update(p); err != nil {
				return err
			}
		}
		return nil
	}))
	if err := db.EraseContact(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	done := undo(t, db, act.ID)
	if len(done.Contacts) != 2 || len(done.Kept) != 0 || city(t, db, 1) != "Pune" || city(t, db, 3) != "Pune" {
		t.Errorf("%+v", done)
	}
}

func TestNotesAndPausesBelongToAPerson(t *testing.T) {
	db := create(t)
	imported(t, db, 2)
	first := must[domain.Note](t)(db.SaveNote(t.Context(), domain.Note{ContactID: 1, Text: "called", At: noon}))
	first.Text = "called twice"
	must[domain.Note](t)(db.SaveNote(t.Context(), first))
	if got := must[[]domain.Note](t)(db.NotesOf(t.Context(), 1)); len(got) != 1 || got[0] != first {
		t.Errorf("%+v", got)
	}
	gone := must[domain.Note](t)(db.DeleteNote(t.Context(), first.ID))
	must[domain.Note](t)(db.SaveNote(t.Context(), gone))
	if got := must[[]domain.Note](t)(db.NotesOf(t.Context(), 1)); len(got) != 1 || got[0] != first {
		t.Errorf("put back: %+v", got)
	}
	_, err := db.SaveNote(t.Context(), domain.Note{ContactID: 9, Text: "nobody", At: noon})
	wantCode(t, err, domain.NotFound)
	wantCode(t, db.SetPause(t.Context(), domain.Pause{ContactID: 9, At: noon}), domain.NotFound)
	pause := domain.Pause{ContactID: 2, Until: noon.Add(time.Hour), At: noon}
	if err := db.SetPause(t.Context(), pause); err != nil {
		t.Fatal(err)
	}
	if got, yes, err := db.PauseOf(t.Context(), 2); err != nil || !yes || got != pause || !got.Holds(noon) || got.Holds(noon.Add(time.Hour)) {
		t.Error(got, yes, err)
	}
	if err := db.LiftPause(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	if _, yes, err := db.PauseOf(t.Context(), 2); err != nil || yes {
		t.Error(yes, err)
	}
}

func TestErasingTakesThePersonOutOfTheCountOfMoves(t *testing.T) {
	db := create(t)
	imported(t, db, 2)
	segments(t, db, 2)
	first, second := watch(1, minute(20), 1, 1), watch(1, minute(40), 1, 2)
	record(t, db, domain.SegmentWatch{}, first, entered(1, 1, minute(0)), entered(1, 2, minute(3)), left(1, 2, minute(20)))
	record(t, db, first, second, entered(1, 2, minute(31)))
	if err := db.EraseContact(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	sum := 0
	for _, m := range must[[]domain.SegmentMove](t)(db.SegmentMoves(t.Context())) {
		sum += m.Entered - m.Left
		if m.Entered > 1 || m.Left > 0 {
			t.Errorf("they are still counted: %+v", m)
		}
	}
	if in := openMembers(t, db, 1); sum != 1 || len(in) != 1 || in[0] != 1 {
		t.Errorf("%v are in it, and the moves sum up to %d", in, sum)
	}
}
