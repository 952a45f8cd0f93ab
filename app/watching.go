package app

import (
	"context"
	"log/slog"
	"os"
	"slices"
	"sync"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// watchPace is how patiently files are watched. They are looked at again and again: the
// systems' own notices do not come from network drives and cloud folders, where such
// files mostly lie, and a look takes microseconds.
type watchPace struct {
	every    time.Duration // between two looks
	quiet    time.Duration // how long a file must not have changed before it is read
	again    time.Duration // until one that could not be read is tried again
	patience time.Duration // after which a last line that looks half written is taken for whole
	answer   time.Duration // how long a drive may take to say what a file is like
}

var usualPace = watchPace{every: 3 * time.Second, quiet: 2 * time.Second, again: 30 * time.Second, patience: 10 * time.Minute, answer: 5 * time.Second}

// watcher imports the watched files of a workspace again when they change.
type watcher struct {
	w    *workspace
	pace watchPace

	ctx    context.Context
	cancel context.CancelFunc
	wake   chan struct{}
	loop   sync.WaitGroup

	stat    func(path string) (os.FileInfo, error)
	looking sync.Mutex // held while a file is looked into

	mu      sync.Mutex
	asked   map[string]*inquiry
	stopped bool
	running sync.WaitGroup // imports that use the workspace
	files   map[int64]*sighting
}

// sighting is a file as it was last seen.
type sighting struct {
	size    int64
	mod     time.Time
	since   time.Time // when it was first seen so
	settled bool      // there is nothing to do until it changes
	before  bool      // it was settled once: now it is known to have changed
	retry   time.Time // not to be read before
	checked time.Time
	job     string // of the import under way, "" for none
}

func newWatcher(w *workspace, pace watchPace) *watcher {
	ctx, cancel := context.WithCancel(background())
	return &watcher{w: w, pace: pace, ctx: ctx, cancel: cancel, wake: make(chan struct{}, 1), stat: os.Stat, asked: map[string]*inquiry{}, files: map[int64]*sighting{}}
}

// start begins to look, at once. A workspace that is only read watches nothing.
func (wt *watcher) start() {
	if wt.w.db.ReadOnly() == "" {
		wt.loop.Go(wt.run)
	}
}

// stop ends the looking and every import that began because of it, and waits until they
// have let go of the workspace. Such an import is due again at the next opening.
func (wt *watcher) stop() {
	wt.mu.Lock()
	wt.stopped = true
	wt.mu.Unlock()
	wt.cancel()
	ended := make(chan struct{})
	go func() { wt.loop.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(wt.pace.answer): // it reads from a drive that does not answer, and then does nothing more
	}
	wt.running.Wait()
}

// enter reports whether an import may use the workspace; it calls leave when it is done.
func (wt *watcher) enter() bool {
	wt.mu.Lock()
	defer wt.mu.Unlock()
	if !wt.stopped {
		wt.running.Add(1)
	}
	return !wt.stopped
}

func (wt *watcher) leave() { wt.running.Done() }

// poke has the files looked at now.
func (wt *watcher) poke() {
	select {
	case wt.wake <- struct{}{}:
	default: // it is about to
	}
}

func (wt *watcher) run() {
	for wt.ctx.Err() == nil {
		wt.round()
		select {
		case <-wt.ctx.Done():
		case <-wt.wake:
		case <-time.After(wt.pace.every):
		}
	}
}

// round looks at every file once.
func (wt *watcher) round() {
	files, err := wt.w.db.WatchedFiles(wt.ctx)
	if err != nil {
		wt.report(err)
		return
	}
	for _, v := range files {
		if g, ok := wt.see(v); ok && wt.due(g) {
			_, err := wt.look(v.ID, g, false)
			wt.report(err)
		}
	}
}

func (wt *watcher) report(err error) {
	if err != nil && wt.ctx.Err() == nil {
		slog.Warn("watched files not looked at", "error", toBridge(err).Message)
	}
}

// see notes what a file is like now; false for one that is not there.
func (wt *watcher) see(v domain.WatchedFile) (*sighting, bool) {
	info, err := wt.ask(v.Path)
	if wt.ctx.Err() != nil {
		return nil, false
	}
	if err != nil || !info.Mode().IsRegular() {
		wt.mu.Lock()
		delete(wt.files, v.ID)
		wt.mu.Unlock()
		wt.report(wt.note(v, gone(v)))
		return nil, false
	}
	wt.mu.Lock()
	defer wt.mu.Unlock()
	g := wt.files[v.ID]
	if g == nil {
		g = &sighting{}
		wt.files[v.ID] = g
	}
	if g.since.IsZero() || g.size != info.Size() || !g.mod.Equal(info.ModTime()) {
		g.size, g.mod, g.since, g.settled, g.retry = info.Size(), info.ModTime(), time.Now(), false, time.Time{}
	}
	return g, true
}

// inquiry is a question about a file that its drive may never answer.
type inquiry struct {
	answered chan struct{}
	info     os.FileInfo
	err      error
}

// ask is what the system says of a file. A drive that does not answer, as network drives
// do when the network is gone, must not hold up the others nor the closing of the window;
// it is not asked again before it has answered.
func (wt *watcher) ask(path string) (os.FileInfo, error) {
	wt.mu.Lock()
	q := wt.asked[path]
	if q == nil {
		q = &inquiry{answered: make(chan struct{})}
		wt.asked[path] = q
		go wt.inquire(path, q)
	}
	wt.mu.Unlock()
	select {
	case <-q.answered:
		return q.info, q.err
	case <-wt.ctx.Done():
	case <-time.After(wt.pace.answer):
	}
	return nil, os.ErrDeadlineExceeded
}

func (wt *watcher) inquire(path string, q *inquiry) {
	q.info, q.err = wt.stat(path)
	wt.mu.Lock()
	delete(wt.asked, path)
	wt.mu.Unlock()
	close(q.answered)
}

// due reports whether a file is to be read: it has not been since it changed, and has
// stopped changing.
func (wt *watcher) due(g *sighting) bool {
	wt.mu.Lock()
	defer wt.mu.Unlock()
	now := time.Now()
	return !g.settled && g.job == "" && now.Sub(g.since) >= wt.pace.quiet && !now.Before(g.retry)
}

// settle notes that there is nothing more to do about a file as it was seen.
func (wt *watcher) settle(g *sighting) {
	wt.mu.Lock()
	defer wt.mu.Unlock()
	g.settled, g.before, g.checked = true, true, time.Now()
}

// later has a file tried again after a while.
func (wt *watcher) later(g *sighting) {
	wt.mu.Lock()
	defer wt.mu.Unlock()
	g.checked, g.retry = time.Now(), time.Now().Add(wt.pace.again)
}

// note keeps how a file was found, where that is news, and tells the interface.
func (wt *watcher) note(v, found domain.WatchedFile) error {
	if v.State == found.State && v.Why == found.Why && v.Held == found.Held && slices.Equal(v.Details, found.Details) {
		return nil
	}
	found.ID, found.CheckedAt = v.ID, wt.w.session.clock.Now()
	if err := wt.w.db.SaveWatchState(wt.ctx, found); err != nil {
		return err
	}
	wt.w.session.emit("watched", v.ID)
	return nil
}
