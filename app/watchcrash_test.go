package app

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/job"
	"github.com/kvnmail/kvnmail/backend/store"
)

// crowdFile is a list of so many people; each round says something else about them.
func crowdFile(people, round int) string {
	var b strings.Builder
	b.WriteString("Email,First name,City\n")
	for i := range people {
		fmt.Fprintf(&b, "guest%d@example.com,Guest %d,City %d\n", i, i, round)
	}
	return b.String()
}

// openWindow is the variable that makes this test binary a window that watches.
const openWindow = "KVNMAIL_TEST_WINDOW"

// TestMain lets the test binary also be a window that watches, which can be killed.
func TestMain(m *testing.M) {
	path := os.Getenv(openWindow)
	if path == "" {
		os.Exit(m.Run())
	}
	s := newSession()
	s.watchPace = hastyPace
	if _, err := s.open(path); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	time.Sleep(time.Minute)
}

func TestAKilledImportOfAWatchedFileIsMadeUpForAtTheNextStart(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	const people = 20_000
	h := newWatching(t)
	path := h.file("crowd.csv", crowdFile(people, 0))
	sel := h.selection(path)
	sel.OnMatch = "newer"
	v := got[WatchView](t)(h.b.Watch(sel))
	h.wait(v.ID, "imported", imports(1))
	h.s.stop()
	for round := 1; round <= 6; round++ {
		h.file("crowd.csv", crowdFile(people, round))
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), openWindow+"="+h.workspace)
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(round) * 120 * time.Millisecond)
		if err := child.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = child.Wait() // it was killed
	}
	h = h.line.watching()
	v = h.wait(v.ID, "made up for", func(v WatchView) bool { return v.State == "same" && v.ImportID > 1 })
	t.Logf("%d of 6 rounds were imported before the kill", v.ImportID-2)
	w := got[*workspace](t)(h.s.current())
	for _, n := range []int{0, people / 2, people - 1} {
		c := got[domain.Contact](t)(w.db.FindContact(t.Context(), fmt.Sprintf("guest%d@example.com", n)))
		if c.Value(domain.FieldCity).Text != "City 6" {
			t.Errorf("guest %d lives in %q", n, c.Value(domain.FieldCity).Text)
		}
	}
	if waiting := got[[]WaitingView](t)(h.b.Waiting()); h.people() != people || len(waiting) != 0 {
		t.Errorf("%d people, waiting %+v", h.people(), waiting)
	}
	if health := got[store.Health](t)(w.db.Check(t.Context())); health.Integrity != "ok" {
		t.Errorf("the file is not well: %+v", health)
	}
}

func TestAnImportOfAWatchedFileThatIsStopped(t *testing.T) {
	begin := func(t *testing.T) (watching, WatchView) {
		t.Helper()
		h := newWatching(t)
		path := h.file("crowd.csv", crowdFile(100, 0))
		v := got[WatchView](t)(h.b.Watch(h.selection(path)))
		h.wait(v.ID, "imported", imports(1))
		h.file("crowd.csv", crowdFile(20_000, 1))
		for h.s.jobs.List()[0].Done == 0 || h.s.jobs.List()[0].State != job.Running {
			time.Sleep(time.Millisecond)
		}
		return h, v
	}
	t.Run("by the user waits for the user", func(t *testing.T) {
		h, v := begin(t)
		at := h.s.jobs.List()[0].ID
		h.s.jobs.Cancel(at)
		if view := h.s.jobs.Wait(at); view.State != job.Canceled {
			t.Errorf("the job is %+v", view)
		}
		if v := h.wait(v.ID, "paused", inState("paused")); v.Note != noteStopped || !v.CanImport {
			t.Errorf("%+v", v)
		}
		calm()
		if h.people() != 100 {
			t.Errorf("%d people", h.people())
		}
		h.s.jobs.Wait(got[string](t)(h.b.ImportWatched(v.ID)))
		if h.wait(v.ID, "imported", imports(2)); h.people() != 20_000 {
			t.Errorf("%d people", h.people())
		}
	})
	t.Run("because the workspace is closed is due at the next opening", func(t *testing.T) {
		h, v := begin(t)
		at := h.s.jobs.List()[0].ID
		if _, err := h.s.close(); err != nil {
			t.Fatal(err)
		}
		if view := h.s.jobs.Wait(at); view.State != job.Canceled {
			t.Errorf("the job is %+v", view)
		}
		if _, err := h.s.open(h.workspace); err != nil {
			t.Fatal(err)
		}
		if h.wait(v.ID, "imported", imports(2)); h.people() != 20_000 {
			t.Errorf("%d people", h.people())
		}
	})
}

func TestWhatCannotBeWatched(t *testing.T) {
	h := newWatching(t)
	path := h.file("guests.csv", guestList)
	t.Run("a file whose permission nobody answered", func(t *testing.T) {
		sel := h.selection(path)
		sel.Permission = PermissionChoice{}
		_, err := h.b.Watch(sel)
		wantBridgeCode(t, err, domain.Invalid)
	})
	t.Run("a file with a password", func(t *testing.T) {
		sel := h.selection(path)
		sel.Options.Password = "open"
		_, err := h.b.Watch(sel)
		wantBridgeCode(t, err, domain.Invalid)
	})
	t.Run("pasted cells", func(t *testing.T) {
		_, err := h.b.Watch(h.selection(got[string](t)(h.b.Paste(guestList))))
		wantBridgeCode(t, err, domain.Invalid)
	})
	t.Run("and what is not watched any more", func(t *testing.T) {
		v := got[WatchView](t)(h.b.Watch(h.selection(path)))
		if err := h.b.Unwatch(v.ID); err != nil {
			t.Fatal(err)
		}
		if left := got[[]WatchView](t)(h.b.Watched()); len(left) != 0 {
			t.Errorf("watched are %+v", left)
		}
		_, err := h.b.CheckWatched(v.ID)
		wantBridgeCode(t, err, domain.NotFound)
		_, err = h.b.RemovedRows(v.ID, 0, 10)
		wantBridgeCode(t, err, domain.NotFound)
	})
}

func wantBridgeCode(t *testing.T, err error, code domain.Code) {
	t.Helper()
	if err == nil || toBridge(err).Code != code || toBridge(err).Message == "" {
		t.Errorf("answered by %v, not %s", err, code)
	}
}

func TestAFileThatIsInAlreadyIsNotImportedOnceMoreWhenItIsWatched(t *testing.T) {
	h := newWatching(t)
	path := h.file("guests.csv", guestList)
	sel := h.selection(path)
	t.Run("after its import", func(t *testing.T) {
		h.s.jobs.Wait(got[string](t)(h.b.Start(sel)))
		v := got[WatchView](t)(h.b.Watch(sel))
		if v.State != "same" || v.ImportID != 1 || v.Rows != 3 {
			t.Errorf("%+v", v)
		}
		calm()
		if all := got[[]ImportReport](t)(h.b.List()); len(all) != 1 {
			t.Errorf("imports are %+v", all)
		}
		h.file("guests.csv", strings.Replace(guestList, "ravi@", "dev@", 1))
		if v := h.wait(v.ID, "imported again", imports(2)); v.Removed != 1 {
			t.Errorf("%+v", v)
		}
	})
	t.Run("nor before it", func(t *testing.T) {
		other := filepath.Join(h.folder, "others.csv")
		if err := os.WriteFile(other, []byte(crowdFile(5, 0)), 0o600); err != nil {
			t.Fatal(err)
		}
		sel := h.selection(other)
		v := got[WatchView](t)(h.b.Watch(sel))
		h.s.jobs.Wait(got[string](t)(h.b.Start(sel)))
		h.wait(v.ID, "imported", imports(3))
		calm()
		if all := got[[]ImportReport](t)(h.b.List()); len(all) != 3 {
			t.Errorf("imports are %+v", all)
		}
	})
}

func TestAWatchedFileSpeaksHindi(t *testing.T) {
	h, path, v := watchGuests(t)
	if _, err := h.s.setLanguage("hi"); err != nil {
		t.Fatal(err)
	}
	defer spoken.set("en")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	v = h.wait(v.ID, "missing", inState("missing"))
	if v.Note != "फ़ाइल अपनी जगह पर नहीं है। वापस आते ही KVN Mail अपने आप आगे बढ़ेगा।" || !strings.Contains(v.NewPeople, "3 मई 2026") {
		t.Errorf("%+v", v)
	}
}
