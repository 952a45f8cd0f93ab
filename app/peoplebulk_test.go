package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/job"
	"github.com/kvnmail/kvnmail/backend/store"
)

// tableOf opens a window's session on a workspace of people: four from Pune, two from Goa.
func tableOf(t *testing.T) (*session, *People) {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	path := filepath.Join(t.TempDir(), "people.kvnmail")
	db, err := store.Create(t.Context(), path, domain.DefaultSettings())
	if err != nil {
		t.Fatal(err)
	}
	err = db.Bulk(t.Context(), func(b *store.Bulk) error {
		for i, name := range []string{"Asha", "Bela", "Chitra", "Dev", "=Esha", "Farah"} {
			city := "Pune"
			if i > 3 {
				city = "Goa"
			}
			id, err := b.AddContact(domain.Contact{Email: strings.ToLower(strings.TrimPrefix(name, "=")) + "@example.com", Values: map[domain.FieldID]domain.Value{
				domain.FieldFirstName: domain.TextValue(name), domain.FieldCity: domain.TextValue(city)}})
			if err != nil {
				return err
			}
			if err := b.AddConsent(domain.ConsentEntry{ContactID: id, Purpose: domain.Marketing, Action: domain.Granted, Basis: "consent", At: time.Now().Add(-time.Hour)}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || db.Close() != nil {
		t.Fatal(err)
	}
	s := newSession()
	t.Cleanup(s.stop)
	if _, err := s.open(path); err != nil {
		t.Fatal(err)
	}
	return s, &People{s}
}

// ended waits for a job and returns what it came to.
func ended(t *testing.T, s *session, b *People) func(id string, err error) BulkResult {
	return func(id string, err error) BulkResult {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
			for _, v := range s.jobs.List() {
				if v.ID == id && v.State != job.Running {
					if v.State != job.Done {
						t.Fatalf("%s: %v", v.State, v.Err)
					}
					out, err := b.BulkResult(id)
					if err != nil {
						t.Fatal(err)
					}
					return out
				}
			}
		}
		t.Fatal("the job never ended")
		return BulkResult{}
	}
}

const ofPune = `{"version":1,"include":{"id":"in","all":[{"id":"c","type":"field","field":"city","op":"any_of","values":["Pune"]}]}}`

func tagged(tag string) string {
	return `{"version":1,"include":{"id":"in","all":[{"id":"t","type":"field","field":"tags","op":"any_of","values":["` + tag + `"]}]}}`
}

// found counts a filter.
func found(t *testing.T, b *People, rule string) TablePage {
	t.Helper()
	page, err := b.Page(PeopleQuestion{Rule: rule, Columns: []string{"name"}, Limit: 200})
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestATagOfManyPeopleCountsAtOnceAndIsTakenBack(t *testing.T) {
	s, b := tableOf(t)
	of := ended(t, s, b)
	pune := PeopleSelection{Rule: ofPune, All: true, IDs: []int64{2}}
	done := of(b.Tag(pune, " Diwali fair ", true))
	if done.People != 3 || done.Act == 0 || found(t, b, tagged("diwali fair")).Total != 3 {
		t.Fatalf("%+v, %d found", done, found(t, b, tagged("diwali fair")).Total)
	}
	if again := of(b.Tag(pune, "DIWALI FAIR", true)); again.People != 0 || again.Act != 0 {
		t.Errorf("the same tag again: %+v", again)
	}
	of(b.Tag(PeopleSelection{IDs: []int64{1}}, "VIP", true))
	tags, err := b.Tags()
	if err != nil || len(tags) == 0 {
		t.Errorf("tags %+v, %v", tags, err)
	}
	if n, err := b.TakeBack(done.Act); err != nil || n != 2 {
		t.Errorf("taken back for %d: whoever was tagged again since is left as they are, %v", n, err)
	}
	if got := found(t, b, tagged("Diwali fair")).Total; got != 1 {
		t.Errorf("%d are still tagged", got)
	}
	if n, err := b.RedoAct(done.Act); err != nil || n != 2 || found(t, b, tagged("Diwali fair")).Total != 3 {
		t.Errorf("done again for %d, %v", n, err)
	}
	if gone := of(b.Tag(PeopleSelection{All: true}, "diwali FAIR", false)); gone.People != 3 || found(t, b, tagged("Diwali fair")).Total != 0 {
		t.Errorf("removed from %+v", gone)
	}
	if _, err := b.Tag(pune, "  ", true); domain.CodeOf(err) != domain.Invalid && !strings.Contains(err.Error(), "tag") {
		t.Errorf("an empty tag: %v", err)
	}
}

func TestTakingATagFromPeopleBeforeThereWasOneChangesNothing(t *testing.T) {
	s, b := tableOf(t)
	if done := ended(t, s, b)(b.Tag(PeopleSelection{All: true}, "VIP", false)); done != (BulkResult{}) {
		t.Errorf("%+v", done)
	}
	columns, err := b.Columns()
	for _, c := range columns {
		if c.Key == "field:tags" {
			t.Errorf("a field was made for nothing, %v", err)
		}
	}
}

func TestWhoIsStoppedIsNotMailableAnyMoreAndErasedPeopleAreGone(t *testing.T) {
	s, b := tableOf(t)
	of := ended(t, s, b)
	if before := found(t, b, ""); before.Total != 6 || before.Mailable != 6 {
		t.Fatalf("%+v", before)
	}
	if done := of(b.StopMailing(PeopleSelection{IDs: []int64{1, 5}})); done.People != 2 || found(t, b, "").Mailable != 4 {
		t.Errorf("%+v, %d can be mailed", done, found(t, b, "").Mailable)
	}
	if done := of(b.Erase(PeopleSelection{Rule: ofPune, All: true})); done.People != 4 || found(t, b, "").Total != 2 || found(t, b, ofPune).Total != 0 {
		t.Errorf("%+v, %d are left", done, found(t, b, "").Total)
	}
}

func TestPeopleAreInASegmentByHandUntilTheyAreKeptOutOfIt(t *testing.T) {
	_, b := tableOf(t)
	segments := &Segments{b.s}
	saved, err := segments.Save(0, "Goa", strings.ReplaceAll(ofPune, "Pune", "Goa"))
	if err != nil {
		t.Fatal(err)
	}
	change, err := b.Pin(PeopleSelection{IDs: []int64{1, 2}}, saved.ID, true)
	if err != nil || change.People != 2 || change.Before == "" {
		t.Fatalf("%+v, %v", change, err)
	}
	people := func() int {
		t.Helper()
		g, err := segments.Get(saved.ID)
		if err != nil {
			t.Fatal(err)
		}
		return g.People
	}
	if people() != 4 {
		t.Errorf("%d with two by hand", people())
	}
	if _, err := b.Pin(PeopleSelection{IDs: []int64{1, 5}}, saved.ID, false); err != nil || people() != 2 {
		t.Errorf("%d with two kept out, %v", people(), err)
	}
	if _, err := segments.Save(saved.ID, saved.Name, change.Before); err != nil || people() != 2 {
		t.Errorf("%d as before, %v", people(), err)
	}
}

func TestAFileOfChosenPeopleHasTheirColumnsInOrderAndNoFormulas(t *testing.T) {
	s, _ := tableOf(t)
	x := exporterOf(t, s, "en")
	path := filepath.Join(t.TempDir(), "people.csv")
	_, err := x.people(path, "People", []domain.ContactID{6, 5, 1}, []string{"name", "field:city", "orders"})
	data, _ := os.ReadFile(path)
	if want := "\ufeffName,City,Orders\r\nFarah,Goa,\r\n\"'=Esha\",Goa,\r\nAsha,Pune,\r\n"; err != nil || string(data) != want {
		t.Errorf("got %q, %v", data, err)
	}
	if _, err := x.people(filepath.Join(t.TempDir(), "x.csv"), "People", nil, []string{"field:gone"}); err == nil {
		t.Error("a column that is gone was written")
	}
}

func TestAStretchOfRowsIsLimited(t *testing.T) {
	_, b := tableOf(t)
	q := PeopleQuestion{Sort: []TableSort{{Column: "name", Descending: true}}}
	ids, err := b.Span(q, 1, 3)
	if err != nil || len(ids) != 2 || ids[0] != 4 {
		t.Errorf("%v, %v", ids, err)
	}
	if _, err := b.Span(q, 0, spanLimit+1); err == nil {
		t.Error("a stretch without end")
	}
}
