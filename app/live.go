package app

import (
	"context"
	"log/slog"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/segment"
)

// liveLoop keeps the membership of every segment on record while a workspace is open.
type liveLoop struct {
	live   *segment.Live
	lapses func(after time.Time) time.Time // sees to pauses that ran out since
	saved  chan struct{}
	cancel context.CancelFunc
	done   chan struct{}
}

// startLive follows the segments over a filled engine, if it is the newest; the
// loop before it ends.
func (w *workspace) startLive(filled *loading) {
	w.stopLive()
	if w.db.ReadOnly() != "" {
		return
	}
	ctx, cancel := context.WithCancel(background())
	l := &liveLoop{live: filled.studio.Live(w.db), lapses: w.pausesEnded, saved: make(chan struct{}, 1), cancel: cancel, done: make(chan struct{})}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.load != filled {
		cancel()
		return
	}
	w.following = l
	go l.run(ctx)
}

// endLive tells the loop to end, because what it knows is no longer what the file says.
// It does not wait: the loop itself may call it.
func (w *workspace) endLive() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.following != nil {
		w.following.cancel()
		w.leaving, w.following = w.following, nil
	}
}

// stopLive ends the loop and waits until it has let go of the file.
func (w *workspace) stopLive() {
	w.endLive()
	w.mu.Lock()
	l := w.leaving
	w.mu.Unlock()
	if l != nil {
		<-l.done
	}
}

// followAgain starts the loop after it was stopped for something that did not happen.
func (w *workspace) followAgain() {
	w.mu.Lock()
	load := w.load
	w.mu.Unlock()
	if load != nil && !w.loading() && load.err == nil {
		w.startLive(load)
	}
}

// segmentsSaved has the segments read anew.
func (w *workspace) segmentsSaved() {
	w.mu.Lock()
	l := w.following
	w.mu.Unlock()
	if l == nil {
		return
	}
	select {
	case l.saved <- struct{}{}:
	default: // it will look anyway
	}
}

// pauses bound how long the loop sleeps: at least so that it does not spin, at
// most so that a changed computer clock is noticed.
const (
	shortestPause = 20 * time.Millisecond
	longestPause  = time.Minute
)

func (l *liveLoop) run(ctx context.Context) {
	defer close(l.done)
	l.report(l.live.Start(ctx))
	looked := time.Now().Add(-time.Hour) // the engine was filled meanwhile
	for ctx.Err() == nil {
		pause := min(max(time.Until(l.live.Next()), shortestPause), longestPause)
		select {
		case <-ctx.Done():
		case <-l.saved:
			l.report(l.live.Follow(ctx))
		case <-time.After(pause):
			l.report(l.live.Due(ctx))
			looked = l.lapses(looked)
		}
	}
	l.report(l.live.Stop(background()))
}

func (l *liveLoop) report(err error) {
	if err != nil && domain.CodeOf(err) != domain.Canceled {
		slog.Warn("segments not followed", "error", toBridge(err).Message)
	}
}
