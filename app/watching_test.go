package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/job"
	"github.com/kvnmail/kvnmail/backend/sheet"
	"github.com/kvnmail/kvnmail/backend/store"
)

var hastyPace = watchPace{every: 10 * time.Millisecond, quiet: 60 * time.Millisecond, again: 50 * time.Millisecond, patience: time.Hour, answer: 200 * time.Millisecond}

// watching is a window on an empty workspace that looks at watched files all the time.
type watching struct {
	line
	s *session
	b *Imports
}

func newWatching(t *testing.T) watching {
	l := newLine(t)
	db, err := store.Create(t.Context(), l.workspace, domain.DefaultSettings())
	if err != nil || db.Close() != nil {
		t.Fatal(err)
	}
	return l.watching()
}

func (l line) watching() watching {
	l.t.Helper()
	s := newSession()
	s.watchPace = hastyPace
	if _, err := s.open(l.workspace); err != nil {
		l.t.Fatal(err)
	}
	l.t.Cleanup(s.stop)
	return watching{l, s, &Imports{s}}
}

// again is the next run of the program.
func (h watching) again() watching {
	h.s.stop()
	return h.line.watching()
}

var permitted = PermissionChoice{Answer: "consent", Purpose: "marketing", Source: "Fair in Pune", On: "2026-05-03", Wording: "Send me news"}

// selection is what the wizard would start with for a file.
func (h watching) selection(path string) ImportSelection {
	h.t.Helper()
	sel := got[Inspection](h.t)(h.b.Inspect(path, ReadOptions{})).Choices
	sel.Permission = permitted
	return sel
}

// wait waits until a watched file is as it should be.
func (h watching) wait(id int64, what string, is func(WatchView) bool) WatchView {
	h.t.Helper()
	var last WatchView
	for end := time.Now().Add(60 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		for _, v := range got[[]WatchView](h.t)(h.b.Watched()) {
			if last = v; v.ID == id && is(v) {
				return v
			}
		}
	}
	h.t.Fatalf("not %s: %+v, jobs %+v", what, last, h.s.jobs.List())
	return last
}

func inState(state domain.WatchState) func(WatchView) bool {
	return func(v WatchView) bool { return v.State == string(state) }
}

func imports(n int) func(WatchView) bool {
	return func(v WatchView) bool { return v.State == "same" && v.ImportID == int64(n) }
}

// calm gives the watcher time to do what it must not do.
func calm() { time.Sleep(8 * hastyPace.quiet) }

func (h watching) people() int { return h.number("SELECT count(*) FROM contact") }

const guestList = "Email,First name,City,Tier\nasha@example.com,Asha,Pune,gold\nravi@example.com,Ravi,Mumbai,silver\nmeena@example.com,Meena,Pune,gold\n"

// watchGuests watches a list of three people that is in.
func watchGuests(t *testing.T) (watching, string, WatchView) {
	t.Helper()
	h := newWatching(t)
	path := h.file("guests.csv", guestList)
	v := got[WatchView](t)(h.b.Watch(h.selection(path)))
	if v.File != "guests.csv" || v.State != "changed" || v.ImportedAt != "" {
		t.Errorf("the watch is %+v", v)
	}
	v = h.wait(v.ID, "imported", imports(1))
	if h.people() != 3 || v.Removed != 0 || v.Rows != 3 {
		t.Fatalf("%d people, %+v", h.people(), v)
	}
	return h, path, v
}

func TestAWatchedFileIsImportedAgainWhenItChanges(t *testing.T) {
	h, path, v := watchGuests(t)
	if want := "New people in this file count as having agreed on 3 May 2026 (Fair in Pune)."; v.NewPeople != want || v.Note != want {
		t.Errorf("the note is %q, %q", v.Note, v.NewPeople)
	}
	t.Run("as a job that says why, with the permission that was given then", func(t *testing.T) {
		h.file("guests.csv", guestList+"dev@example.com,Dev,Agra,gold\n")
		h.wait(v.ID, "imported again", imports(2))
		if h.people() != 4 {
			t.Errorf("%d people", h.people())
		}
		if at := h.s.jobs.List()[0]; at.Title != "Importing guests.csv again because the file changed" || at.State != job.Done {
			t.Errorf("the job is %+v", at)
		}
		w := got[*workspace](t)(h.s.current())
		dev := got[domain.Contact](t)(w.db.FindContact(t.Context(), "dev@example.com"))
		entries := got[[]domain.ConsentEntry](t)(w.db.ConsentOf(t.Context(), dev.ID))
		if len(entries) != 1 || entries[0].Source != "Fair in Pune" || entries[0].At.In(time.UTC).Format(time.DateOnly) > "2026-05-03" {
			t.Errorf("the permission is %+v", entries)
		}
	})
	t.Run("also when its columns come in another order", func(t *testing.T) {
		h.file("guests.csv", "Tier,City,Email,First name\nsilver,Pune,asha@example.com,Asha\nx,Goa,ravi@example.com,Ravi\ngold,Pune,meena@example.com,Meena\ngold,Agra,dev@example.com,Dev\nnew,Surat,esha@example.com,Esha\n")
		h.wait(v.ID, "imported again", imports(3))
		w := got[*workspace](t)(h.s.current())
		esha := got[domain.Contact](t)(w.db.FindContact(t.Context(), "esha@example.com"))
		if esha.Value(domain.FieldCity).Text != "Surat" || esha.Value(domain.FieldFirstName).Text != "Esha" {
			t.Errorf("Esha is %+v", esha)
		}
	})
	t.Run("but not when only its time is new", func(t *testing.T) {
		if err := os.Chtimes(path, time.Now(), time.Now().Add(-time.Hour)); err != nil {
			t.Fatal(err)
		}
		calm()
		if v := h.wait(v.ID, "the same", inState("same")); v.ImportID != 3 || len(got[[]ImportReport](t)(h.b.List())) != 3 {
			t.Errorf("%+v", v)
		}
	})
}

func TestWhoIsNotInAWatchedFileAnyMoreIsCountedAndListed(t *testing.T) {
	h, _, v := watchGuests(t)
	h.file("guests.csv", "Email,First name,City,Tier\nasha@example.com,Asha,Pune,gold\ndev@example.com,Dev,Agra,gold\n")
	v = h.wait(v.ID, "imported again", imports(2))
	if v.Removed != 2 || h.people() != 4 {
		t.Fatalf("%d people, %+v", h.people(), v)
	}
	page := got[PersonPage](t)(h.b.RemovedRows(v.ID, 0, 1))
	rest := got[PersonPage](t)(h.b.RemovedRows(v.ID, 1, 10))
	if page.Total != 2 || len(page.People) != 1 || page.People[0].Email != "ravi@example.com" || len(rest.People) != 1 || rest.People[0].Email != "meena@example.com" {
		t.Errorf("removed are %+v, %+v", page, rest)
	}
	t.Run("also after the next import, until they come back", func(t *testing.T) {
		h.file("guests.csv", "Email,First name,City,Tier\nasha@example.com,Asha,Pune,gold\ndev@example.com,Dev,Agra,silver\nravi@example.com,Ravi,Mumbai,silver\n")
		if v := h.wait(v.ID, "imported again", imports(3)); v.Removed != 1 {
			t.Errorf("%+v", v)
		}
	})
	t.Run("and not when they are nobody any more", func(t *testing.T) {
		if err := (&Person{h.s}).Erase(3, "meena@example.com"); err != nil {
			t.Fatal(err)
		}
		if page := got[PersonPage](t)(h.b.RemovedRows(v.ID, 0, 10)); page.Total != 0 || len(page.People) != 0 {
			t.Errorf("removed are %+v", page)
		}
	})
}

func TestAWatchedFileIsNotImportedUnseen(t *testing.T) {
	t.Run("when it is not there, until it is back", func(t *testing.T) {
		h, path, v := watchGuests(t)
		if err := os.Rename(path, path+".away"); err != nil {
			t.Fatal(err)
		}
		if v := h.wait(v.ID, "missing", inState("missing")); v.Note != noteMissing {
			t.Errorf("the note is %q", v.Note)
		}
		if job := got[string](t)(h.b.CheckWatched(v.ID)); job != "" {
			t.Errorf("it is imported by %s", job)
		}
		h.file("guests.csv", guestList+"dev@example.com,Dev,Agra,gold\n")
		h.wait(v.ID, "imported again", imports(2))
	})
	t.Run("when its drive does not answer, which holds up nobody", func(t *testing.T) {
		h, path, v := watchGuests(t)
		w, silence := got[*workspace](t)(h.s.current()), make(chan struct{})
		t.Cleanup(func() { close(silence) })
		w.watching.stop()
		w.watching = newWatcher(w, hastyPace)
		w.watching.stat = func(path string) (os.FileInfo, error) { <-silence; return os.Stat(path) }
		w.watching.start()
		h.wait(v.ID, "missing", inState("missing"))
		if job := got[string](t)(h.b.CheckWatched(v.ID)); job != "" {
			t.Errorf("%s is imported by %s", path, job)
		}
		begun := time.Now()
		if h.s.stop(); time.Since(begun) > 10*time.Second {
			t.Errorf("closing took %v", time.Since(begun))
		}
	})
	t.Run("when its columns are others, until somebody imported it", func(t *testing.T) {
		h, path, v := watchGuests(t)
		h.file("guests.csv", "Mail,First name,City,Tier,Phone\nesha@example.com,Esha,Pune,gold,9812345678\nravi@example.com,R,Goa,x,\n")
		paused := h.wait(v.ID, "paused", inState("paused"))
		if paused.Note != "The columns changed. New: “Mail”, “Phone”. Gone: “Email”. Look at it once and import it." || paused.CanImport || h.people() != 3 {
			t.Errorf("%d people, %+v", h.people(), paused)
		}
		if job := got[string](t)(h.b.ImportWatched(v.ID)); job != "" {
			t.Errorf("it is imported by %s", job)
		}
		h.s.jobs.Wait(got[string](t)(h.b.Start(h.selection(path))))
		if v := h.wait(v.ID, "imported", imports(2)); v.Removed != 2 || h.people() != 4 {
			t.Errorf("%d people, %+v", h.people(), v)
		}
		h.file("guests.csv", "Mail,First name,City,Tier,Phone\nfarah@example.com,Farah,Pune,gold,9812345678\nesha@example.com,R,Goa,x,\n")
		h.wait(v.ID, "imported again", imports(3))
	})
	t.Run("when it lost more than half of its rows, until the user says so", func(t *testing.T) {
		h, _, v := watchGuests(t)
		h.file("guests.csv", "Email,First name,City,Tier\nasha@example.com,Asha,Pune,silver\n")
		paused := h.wait(v.ID, "paused", inState("paused"))
		if paused.Note != "Far fewer rows than the last time: 1, not 3. Look at it once, and import it if that is right." || !paused.CanImport {
			t.Errorf("%+v", paused)
		}
		if job := got[string](t)(h.b.CheckWatched(v.ID)); job != "" {
			t.Errorf("it is imported by %s", job)
		}
		h = h.again()
		calm()
		h.wait(v.ID, "paused at the next start", inState("paused"))
		h.s.jobs.Wait(got[string](t)(h.b.ImportWatched(v.ID)))
		if v := h.wait(v.ID, "imported", imports(2)); v.Rows != 1 || v.Removed != 2 {
			t.Errorf("%+v", v)
		}
	})
	t.Run("when people of it were erased since, until the user says so", func(t *testing.T) {
		h, _, v := watchGuests(t)
		if err := (&Person{h.s}).Erase(2, "ravi@example.com"); err != nil {
			t.Fatal(err)
		}
		h.file("guests.csv", guestList+"dev@example.com,Dev,Agra,gold\n")
		if v := h.wait(v.ID, "paused", inState("paused")); !v.CanImport || !strings.Contains(v.Note, "taken back: 1.") || h.people() != 2 {
			t.Errorf("%d people, %+v", h.people(), v)
		}
		h.s.jobs.Wait(got[string](t)(h.b.ImportWatched(v.ID)))
		if h.wait(v.ID, "imported", imports(2)); h.people() != 4 {
			t.Errorf("%d people", h.people())
		}
		h.file("guests.csv", guestList+"dev@example.com,Dev,Agra,silver\n")
		h.wait(v.ID, "imported again", imports(3))
	})
	t.Run("when it is half written, until it is whole", func(t *testing.T) {
		h, path, v := watchGuests(t)
		whole := guestList + "dev@example.com,Dev,Agra,gold\nesha@example.com,Esha,Surat,silver\n"
		h.file("guests.csv", whole[:len(whole)-20])
		unfinished := h.wait(v.ID, "noticed", func(v WatchView) bool { return v.Note == noteUnfinished })
		calm()
		if unfinished.State != "changed" || h.people() != 3 {
			t.Errorf("%d people, %+v", h.people(), unfinished)
		}
		for i := len(whole) - 20; i <= len(whole); i += 5 { // it goes on growing
			h.file("guests.csv", whole[:i])
			time.Sleep(hastyPace.quiet / 4)
		}
		h.wait(v.ID, "imported again", imports(2))
		if h.people() != 5 {
			t.Errorf("%d people of %s", h.people(), path)
		}
	})
	t.Run("when nothing is in it yet", func(t *testing.T) {
		h, _, v := watchGuests(t)
		h.file("guests.csv", "")
		h.wait(v.ID, "noticed", func(v WatchView) bool { return v.Note == noteUnfinished })
		h.file("guests.csv", guestList+"dev@example.com,Dev,Agra,gold\n")
		h.wait(v.ID, "imported again", imports(2))
	})
	t.Run("when a workbook is cut off", func(t *testing.T) {
		h := newWatching(t)
		path := filepath.Join(h.folder, "guests.xlsx")
		writeBook(t, path, 200)
		whole := got[[]byte](t)(os.ReadFile(path))
		v := got[WatchView](t)(h.b.Watch(h.selection(path)))
		h.wait(v.ID, "imported", imports(1))
		writeBook(t, path, 300)
		longer := got[[]byte](t)(os.ReadFile(path))
		h.file("guests.xlsx", string(longer[:len(longer)-len(whole)/3]))
		h.wait(v.ID, "noticed", func(v WatchView) bool { return v.Note == noteUnfinished })
		calm()
		if h.people() != 200 {
			t.Errorf("%d people", h.people())
		}
		h.file("guests.xlsx", string(longer))
		h.wait(v.ID, "imported again", imports(2))
		if h.people() != 300 {
			t.Errorf("%d people", h.people())
		}
	})
}

// writeBook writes a workbook about so many people.
func writeBook(t *testing.T, path string, people int) {
	t.Helper()
	out := got[*sheet.Writer](t)(sheet.Create(path))
	err := out.WriteText("Email", "First name", "City")
	for i := range people {
		err = errors.Join(err, out.WriteText(fmt.Sprintf("guest%d@example.com", i), fmt.Sprintf("Guest %d", i), "Pune"))
	}
	if err = errors.Join(err, out.Close()); err != nil {
		t.Fatal(err)
	}
}
