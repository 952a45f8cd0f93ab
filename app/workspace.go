package app

import (
	"context"
	"log/slog"
	"sync"

	"github.com/kvnmail/kvnmail/backend/comply"
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/segment"
	"github.com/kvnmail/kvnmail/backend/store"
)

// workspace is one open workspace file with its live engine. The engine is
// filled in the background: whoever needs counts waits for it.
type workspace struct {
	db      *store.DB
	session *session
	secret  []byte
	gate    *comply.Gate
	sending *sendingDesk
	imports underWay

	mu     sync.Mutex
	load   *loading // the newest fill of the engine
	events int

	following *liveLoop // nil while nothing is filled
	leaving   *liveLoop // the one before, which may still let go of the file
	watching  *watcher
}

// loading is one fill of the engine. done is closed when studio or err is set.
// After that the file is tidied up.
type loading struct {
	cancel context.CancelFunc
	done   chan struct{}
	tidied chan struct{} // closed when nothing works on the file any more
	studio *segment.Studio
	err    error
}

func newWorkspace(db *store.DB, s *session) (*workspace, error) {
	secret, err := db.Secret(background())
	if err != nil {
		return nil, err
	}
	db.FollowOptOuts(func(email string) [32]byte { return comply.HashAddress(secret, email) })
	w := &workspace{db: db, session: s, secret: secret, events: -1}
	w.watching = newWatcher(w, s.watchPace)
	w.gate = comply.NewGate(db, secret, domain.Marketing, s.clock)
	w.sending, err = newSendingDesk(w)
	return w, err
}

// stop ends what runs on the workspace.
func (w *workspace) stop() {
	w.watching.stop()
	w.sending.close()
	w.stopLoading()
	w.stopLive()
}

// close stops what runs on the workspace and closes the file.
func (w *workspace) close() {
	w.stop()
	if err := w.tidyPasted(); err != nil {
		slog.Warn("pasted cells not removed", "error", err)
	}
	if err := w.db.Close(); err != nil {
		slog.Warn("workspace not closed cleanly", "error", err)
	}
}

// stopLoading gives up a fill under way and waits until it has let go of the file.
func (w *workspace) stopLoading() {
	w.mu.Lock()
	load := w.load
	w.mu.Unlock()
	if load != nil {
		load.cancel()
		<-load.tidied
	}
}

// reload fills the engine anew after the data changed; a fill under way is given up.
// Nothing is followed meanwhile: what the old engine says is not what the file says.
func (w *workspace) reload() {
	w.endLive()
	ctx, cancel := context.WithCancel(background())
	next := &loading{cancel: cancel, done: make(chan struct{}), tidied: make(chan struct{})}
	w.mu.Lock()
	before := w.load
	w.load, w.events = next, -1
	w.mu.Unlock()
	if before != nil {
		before.cancel()
	}
	go func() {
		defer cancel()
		defer func() {
			if before != nil {
				<-before.tidied
			}
			close(next.tidied)
		}()
		next.studio, next.err = openStudio(ctx, w.db, w.secret, w.session.clock, w.session.language())
		if next.err == nil && ctx.Err() == nil {
			w.startLive(next)
		}
		close(next.done)
		if ctx.Err() == nil {
			w.session.announceWorkspace()
			w.tidy(ctx)
		}
		if next.err == nil {
			next.studio.Warm()
		}
	}()
}

// tidy makes the next opening quick. What fails here is tried again then.
func (w *workspace) tidy(ctx context.Context) {
	if err := tidyWorkspace(ctx, w.db); err != nil && domain.CodeOf(err) != domain.Canceled {
		slog.Warn("workspace not tidied", "error", err)
	}
}

// loading reports whether counts have to be waited for.
func (w *workspace) loading() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.load == nil {
		return true
	}
	select {
	case <-w.load.done:
		return false
	default:
		return true
	}
}

// studio waits until the engine is filled with the newest data.
func (w *workspace) studio() (*segment.Studio, error) {
	for {
		w.mu.Lock()
		load := w.load
		w.mu.Unlock()
		<-load.done
		w.mu.Lock()
		newest := load == w.load
		w.mu.Unlock()
		if newest {
			return load.studio, load.err
		}
	}
}

// size returns how many contacts and events the workspace holds. Counting
// events reads the whole table, so it is done once per change of the data.
func (w *workspace) size() (contacts, events int, err error) {
	if contacts, err = w.db.CountContacts(background()); err != nil {
		return 0, 0, err
	}
	w.mu.Lock()
	events = w.events
	w.mu.Unlock()
	if events < 0 {
		if events, err = w.db.CountEvents(background()); err != nil {
			return 0, 0, err
		}
		w.mu.Lock()
		w.events = events
		w.mu.Unlock()
	}
	return contacts, events, nil
}

// studio returns the open workspace's studio.
func (s *session) studio() (*workspace, *segment.Studio, error) {
	w, err := s.current()
	if err != nil {
		return nil, nil, err
	}
	studio, err := w.studio()
	return w, studio, err
}
