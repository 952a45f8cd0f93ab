package store_test

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/store"
)

func edit(t testing.TB, db *store.DB, id domain.ContactID, change func(*domain.Contact)) domain.Act {
	t.Helper()
	return must[domain.Act](t)(db.ChangeContacts(t.Context(), domain.Act{Kind: domain.ActEdit, At: noon}, func(c *store.Changes) error {
		p, err := c.Contact(id)
		if err != nil {
			return err
		}
		change(&p)
		_, err = c.Update(p)
		return err
	}))
}

func setCity(city string) func(*domain.Contact) {
	return func(c *domain.Contact) {
		delete(c.Values, domain.FieldCity)
		if v := domain.TextValue(city); v.IsSet() {
			c.Values[domain.FieldCity] = v
		}
	}
}

func undo(t testing.TB, db *store.DB, id domain.ActID) store.Undone {
	t.Helper()
	return must[store.Undone](t)(db.UndoAct(t.Context(), id, domain.Act{Kind: domain.ActUndo, At: noon}))
}

func city(t testing.TB, db *store.DB, id domain.ContactID) string {
	t.Helper()
	return must[domain.Contact](t)(db.Contact(t.Context(), id)).Value(domain.FieldCity).Text
}

// imported adds people 1 to n by an import whose first row of data is 2.
func imported(t testing.TB, db *store.DB, n int) {
	t.Helper()
	bulk(t, db, func(b *store.Bulk) error {
		if err := b.BeginAct(domain.Act{Kind: domain.ActImport, Label: "customers.xlsx", At: noon}); err != nil {
			return err
		}
		for i := 1; i <= n; i++ {
			b.AtRow(i + 1)
			if _, err := b.AddContact(person(i)); err != nil {
				return err
			}
		}
		_, err := b.SaveImport(domain.Import{Kind: domain.ImportPeople, File: "customers.xlsx"})
		return err
	})
}

func TestAValueKnowsWhereItCameFrom(t *testing.T) {
	db := create(t)
	imported(t, db, 9000)
	origin := func(id domain.ContactID, f domain.FieldID) domain.Origin {
		t.Helper()
		return must[map[domain.FieldID]domain.Origin](t)(db.Origins(t.Context(), id))[f]
	}
	for _, id := range []domain.ContactID{1, 4095, 4096, 9000} {
		o := origin(id, domain.FieldCity)
		if o.Act.Kind != domain.ActImport || o.Act.Label != "customers.xlsx" || o.Row != int(id)+1 || o.Act.ImportID != 1 || o.Act.Added != 9000 || !o.Act.At.Equal(noon) {
			t.Errorf("person %d: %+v", id, o)
		}
	}
	if o := origin(7, domain.FieldCountry); o.Act.ID != 0 {
		t.Errorf("a field that was never set comes from %+v", o)
	}
	changed := edit(t, db, 7, setCity("Surat"))
	if o := origin(7, domain.FieldCity); o.Act.ID != changed.ID || o.Row != 0 || o.Act.Kind != domain.ActEdit || o.Act.Changed != 1 {
		t.Errorf("after an edit: %+v", o)
	}
	if o := origin(7, domain.FieldEmail); o.Row != 8 {
		t.Errorf("a field that was not edited: %+v", o)
	}
	undo(t, db, changed.ID)
	if o := origin(7, domain.FieldCity); o.Row != 8 || city(t, db, 7) != "Pune" {
		t.Errorf("after the undo: %+v, %s", o, city(t, db, 7))
	}
	must[store.Undone](t)(db.RedoAct(t.Context(), changed.ID, domain.Act{Kind: domain.ActUndo, At: noon}))
	if o := origin(7, domain.FieldCity); o.Act.ID != changed.ID || city(t, db, 7) != "Surat" {
		t.Errorf("done again: %+v, %s", o, city(t, db, 7))
	}
}

func TestAnActSaysWhomItBroughtAndWhomItChanged(t *testing.T) {
	db := create(t)
	imported(t, db, 3)
	bulk(t, db, func(b *store.Bulk) error {
		if err := b.BeginAct(domain.Act{Kind: domain.ActImport, Label: "more.csv", At: noon}); err != nil {
			return err
		}
		b.AtRow(2)
		old := must[domain.Contact](t)(b.Contact(2))
		setCity("Goa")(&old)
		if err := b.UpdateContact(old); err != nil {
			return err
		}
		id, err := b.AddContact(person(4))
		if err != nil {
			return err
		}
		b.AtRow(9)
		fresh := must[domain.Contact](t)(b.Contact(id))
		setCity("Kota")(&fresh)
		return b.UpdateContact(fresh)
	})
	acts := must[[]domain.Act](t)(db.Acts(t.Context(), 0, 10))
	if len(acts) != 2 || acts[0].Added != 1 || acts[0].Changed != 1 || acts[0].Label != "more.csv" {
		t.Fatalf("%+v", acts)
	}
	added := map[domain.ContactID]bool{}
	if err := db.ActContacts(t.Context(), acts[0].ID, func(id domain.ContactID, brought bool) error {
		added[id] = added[id] || brought
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if len(added) != 2 || added[2] || !added[4] {
		t.Errorf("%v", added)
	}
	done := undo(t, db, acts[0].ID)
	if !slices.Equal(done.Contacts, []domain.ContactID{2}) || city(t, db, 2) != "Pune" || city(t, db, 4) != "Kota" {
		t.Errorf("%+v: whom it brought stays as they are", done)
	}
}

func TestWhatChangedSinceIsKeptAndListed(t *testing.T) {
	db := create(t)
	imported(t, db, 2)
	first := edit(t, db, 1, func(c *domain.Contact) {
		setCity("Surat")(c)
		c.Values[domain.FieldPhone] = domain.TextValue("1")
	})
	edit(t, db, 1, setCity("Goa"))
	done := undo(t, db, first.ID)
	want := []domain.KeptValue{{ContactID: 1, Field: domain.FieldCity, Why: domain.KeptChanged}}
	got := must[domain.Contact](t)(db.Contact(t.Context(), 1))
	if !slices.Equal(done.Kept, want) || got.Value(domain.FieldCity).Text != "Goa" || got.Value(domain.FieldPhone).IsSet() {
		t.Errorf("%+v %+v", done, got)
	}
	_, err := db.UndoAct(t.Context(), first.ID, domain.Act{})
	wantCode(t, err, domain.Conflict)
	_, err = db.UndoAct(t.Context(), 99, domain.Act{})
	wantCode(t, err, domain.NotFound)
	_, err = db.RedoAct(t.Context(), done.Act.ID, domain.Act{})
	wantCode(t, err, domain.Conflict)
}

func TestAnAddressThatAnotherPersonHasByNowStays(t *testing.T) {
	db := create(t)
	imported(t, db, 2)
	moved := edit(t, db, 1, func(c *domain.Contact) { c.Email = "new@example.com"; setCity("Agra")(c) })
	edit(t, db, 2, func(c *domain.Contact) { c.Email = "p1@example.com" })
	done := undo(t, db, moved.ID)
	if len(done.Kept) != 1 || done.Kept[0].Why != domain.KeptTaken || city(t, db, 1) != "Pune" {
		t.Errorf("%+v", done)
	}
	if got := must[domain.Contact](t)(db.Contact(t.Context(), 1)); got.Email != "new@example.com" {
		t.Error(got.Email)
	}
}

func TestAnAddressThatWentFromOneToTheOtherComesBack(t *testing.T) {
	db := create(t)
	imported(t, db, 2)
	act := must[domain.Act](t)(db.ChangeContacts(t.Context(), domain.Act{Kind: domain.ActMerge, At: noon}, func(c *store.Changes) error {
		for _, step := range []struct {
			id    domain.ContactID
			email string
		}{{1, "p9@example.com"}, {2, "p1@example.com"}} {
			p := must[domain.Contact](t)(c.Contact(step.id))
			p.Email = step.email
			if _, err := c.Update(p); err != nil {
				return err
			}
		}
		return nil
	}))
	done := undo(t, db, act.ID)
	one, two := must[domain.Contact](t)(db.Contact(t.Context(), 1)), must[domain.Contact](t)(db.Contact(t.Context(), 2))
	if len(done.Kept) > 0 || one.Email != "p1@example.com" || two.Email != "p2@example.com" {
		t.Errorf("%+v %s %s", done, one.Email, two.Email)
	}
}

func TestAnActIsWholeOrNothing(t *testing.T) {
	db := create(t)
	imported(t, db, 3)
	before := must[int64](t)(db.DataVersion(t.Context()))
	boom := errors.New("boom")
	_, err := db.ChangeContacts(t.Context(), domain.Act{}, func(c *store.Changes) error {
		p := must[domain.Contact](t)(c.Contact(1))
		setCity("Goa")(&p)
		if _, err := c.Update(p); err != nil {
			return err
		}
		return boom
	})
	if !errors.Is(err, boom) || city(t, db, 1) != "Pune" {
		t.Error(err, city(t, db, 1))
	}
	same := edit(t, db, 1, setCity("Pune"))
	if same.ID != 0 || len(must[[]domain.Act](t)(db.Acts(t.Context(), 0, 9))) != 1 {
		t.Error("an act that changed nothing is on record")
	}
	if now := must[int64](t)(db.DataVersion(t.Context())); now != before {
		t.Errorf("the data moved from %d to %d", before, now)
	}
	edit(t, db, 1, setCity("Goa"))
	if now := must[int64](t)(db.DataVersion(t.Context())); now != before+1 {
		t.Errorf("the data moved from %d to %d", before, now)
	}
}

// modelAct is an act in the plain model.
type modelAct struct {
	id     domain.ActID
	undone bool
	cells  map[cell]*modelCell
}

type cell struct {
	who   domain.ContactID
	field domain.FieldID
}

// modelCell is what an act did to one value; beneath are the acts in force on it
// when the act was taken back.
type modelCell struct {
	before, after string
	beneath       []domain.ActID
}

// actModel is values with a stack of the acts in force on each.
type actModel struct {
	values map[cell]string
	stacks map[cell][]domain.ActID
	acts   []*modelAct
}

func (m *actModel) undo(a *modelAct) (kept int) {
	moved := map[cell]*modelCell{}
	for at, c := range a.cells {
		stack := m.stacks[at]
		if stack[len(stack)-1] != a.id {
			kept++
			continue
		}
		c.beneath, moved[at] = slices.Clone(stack[:len(stack)-1]), c
		m.stacks[at], m.values[at] = stack[:len(stack)-1], c.before
	}
	a.moved(moved)
	return kept
}

func (m *actModel) redo(a *modelAct) (kept int) {
	moved := map[cell]*modelCell{}
	for at, c := range a.cells {
		if !slices.Equal(m.stacks[at], c.beneath) {
			kept++
			continue
		}
		moved[at] = c
		m.stacks[at], m.values[at] = append(slices.Clone(c.beneath), a.id), c.after
	}
	a.moved(moved)
	return kept
}

// moved turns an act around; what did not take part stays behind for good.
func (a *modelAct) moved(cells map[cell]*modelCell) {
	if len(cells) > 0 {
		a.cells, a.undone = cells, !a.undone
	}
}

func TestRandomActsAndUndosAreWhatAPlainModelSays(t *testing.T) {
	fields := []domain.FieldID{domain.FieldFirstName, domain.FieldCity, domain.FieldCountry}
	names := []string{"", "a", "b", "c"}
	for seed := range uint64(12) {
		db := create(t)
		r := rand.New(rand.NewPCG(seed, 7))
		const crowd = 6
		imported(t, db, crowd)
		m := &actModel{values: map[cell]string{}, stacks: map[cell][]domain.ActID{}}
		for who := domain.ContactID(1); who <= crowd; who++ {
			c := must[domain.Contact](t)(db.Contact(t.Context(), who))
			for _, f := range fields {
				m.values[cell{who, f}] = c.Value(f).Text
			}
		}
		for range 60 {
			if len(m.acts) > 0 && r.IntN(5) < 3 {
				takeBackAny(t, db, m, r)
			} else if a := randomAct(t, db, m, r, fields, names, crowd); a != nil {
				m.acts = append(m.acts, a)
			}
			for at, want := range m.values {
				if got := must[domain.Contact](t)(db.Contact(t.Context(), at.who)).Value(at.field).Text; got != want {
					t.Fatalf("seed %d: person %d field %d is %q, want %q", seed, at.who, at.field, got, want)
				}
			}
		}
		checkOrigins(t, db, m)
	}
}

func takeBackAny(t *testing.T, db *store.DB, m *actModel, r *rand.Rand) {
	t.Helper()
	a := m.acts[r.IntN(len(m.acts))]
	take, reckon := db.UndoAct, m.undo
	if a.undone {
		take, reckon = db.RedoAct, m.redo
	}
	kept := reckon(a)
	done := must[store.Undone](t)(take(t.Context(), a.id, domain.Act{Kind: domain.ActUndo, At: noon}))
	if len(done.Kept) != kept {
		t.Fatalf("act %d kept %d values, want %d", a.id, len(done.Kept), kept)
	}
}

func randomAct(t *testing.T, db *store.DB, m *actModel, r *rand.Rand, fields []domain.FieldID, names []string, crowd int) *modelAct {
	t.Helper()
	a := &modelAct{cells: map[cell]*modelCell{}}
	act := must[domain.Act](t)(db.ChangeContacts(t.Context(), domain.Act{Kind: domain.ActEdit, At: noon}, func(c *store.Changes) error {
		for range 1 + r.IntN(8) {
			at := cell{domain.ContactID(1 + r.IntN(crowd)), fields[r.IntN(len(fields))]}
			if a.cells[at] != nil {
				continue
			}
			p, err := c.Contact(at.who)
			if err != nil {
				return err
			}
			next := domain.TextValue(names[r.IntN(len(names))])
			was := p.Value(at.field).Text
			if p.Values[at.field] = next; !next.IsSet() {
				delete(p.Values, at.field)
			}
			if _, err := c.Update(p); err != nil {
				return err
			}
			if next.Text != was {
				a.cells[at] = &modelCell{before: was, after: next.Text}
			}
		}
		return nil
	}))
	if act.ID == 0 {
		return nil
	}
	a.id = act.ID
	for at, c := range a.cells {
		m.values[at] = c.after
		m.stacks[at] = append(m.stacks[at], a.id)
	}
	return a
}

func checkOrigins(t *testing.T, db *store.DB, m *actModel) {
	t.Helper()
	for at, stack := range m.stacks {
		want := domain.ActID(1) // the import
		if len(stack) > 0 {
			want = stack[len(stack)-1]
		}
		got := must[map[domain.FieldID]domain.Origin](t)(db.Origins(t.Context(), at.who))[at.field]
		if got.Act.ID != want && (want != 1 || got.Act.ID != 0) {
			t.Errorf("person %d field %d comes from act %d, want %d", at.who, at.field, got.Act.ID, want)
		}
	}
}
