package app

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/wailsapp/wails/v2/pkg/runtime"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/job"
)

// session is one run of the window: the open workspace, the jobs and the
// preferences. All methods may be called from any goroutine.
type session struct {
	window context.Context // nil until the window exists
	clock  domain.Clock
	jobs   *job.Runner
	shown  sync.Once
	ending atomic.Bool // the program is about to end: what is stopped now was not stopped by the user

	watchPace watchPace

	counting, projecting, linting newest

	exchange sync.Mutex // held while one workspace takes the place of another

	mu          sync.Mutex
	preferences preferences
	opened      *workspace
}

func newSession() *session {
	s := &session{clock: domain.SystemClock{}, watchPace: usualPace, preferences: loadPreferences()}
	spoken.set(s.language())
	s.jobs = job.NewRunner(s.clock, s.announceJob)
	return s
}

// bindings are the structs the interface can call.
func (s *session) bindings() []any {
	return []any{&Workspace{s}, &Jobs{s}, &Imports{s}, &Segments{s}, &People{s}, &Person{s}, &Campaigns{s}, &Sending{s}, &Exports{s}}
}

// start runs when the window exists. The file given on the command line is
// opened, else the workspace used last.
func (s *session) start(ctx context.Context, file string) {
	s.window = ctx
	switch {
	case file != "":
		s.openDropped(file)
	case len(s.preferences.Recent) > 0 && isFile(s.preferences.Recent[0].Path):
		if _, err := s.open(s.preferences.Recent[0].Path); err != nil {
			slog.Warn("last workspace not opened", "error", toBridge(err).Message)
		}
	}
}

// stop ends every job cleanly and closes the workspace.
func (s *session) stop() {
	s.ending.Store(true)
	s.jobs.Shutdown()
	s.replace(nil)
}

// replace makes w the open workspace, nil for none, closes the one before and
// begins to read the new one.
func (s *session) replace(w *workspace) {
	s.exchange.Lock()
	defer s.exchange.Unlock()
	s.mu.Lock()
	old := s.opened
	s.opened = w
	s.mu.Unlock()
	if old != nil {
		old.close()
	}
	if w != nil {
		if err := w.tidyPasted(); err != nil {
			slog.Warn("pasted cells not removed", "error", err)
		}
		w.reload()
		w.watching.start()
	}
}

// current returns the open workspace or the sentence that there is none.
func (s *session) current() (*workspace, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.opened == nil {
		return nil, domain.Errorf(domain.NotFound, "No workspace is open. Drop a spreadsheet on the window or open a workspace file.")
	}
	return s.opened, nil
}

// emit sends an event to the interface, if there is one yet.
func (s *session) emit(name string, value any) {
	if s.window != nil {
		runtime.EventsEmit(s.window, name, value)
	}
}

func (s *session) announceJob(v job.View) { s.emit("job", jobView(v)) }

func (s *session) jobViews() []JobView {
	views := []JobView{}
	for _, v := range s.jobs.List() {
		views = append(views, jobView(v))
	}
	return views
}

func jobView(v job.View) JobView {
	view := JobView{ID: v.ID, Kind: v.Kind, Title: v.Title, State: string(v.State), Done: v.Done, Total: v.Total, Note: v.Note}
	if v.Err != nil {
		view.Error = toBridge(v.Err).Message
	}
	return view
}

func (s *session) updatePreferences(change func(*preferences)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	change(&s.preferences)
	if err := s.preferences.save(); err != nil {
		slog.Warn("preferences not saved", "error", err)
	}
}

// background is the context of calls from the interface: they are quick and not canceled.
func background() context.Context { return context.Background() }

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}
