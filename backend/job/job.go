package job

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// State is where a job is in its life.
type State string

// A job runs, after those of its queue that were there before it, and then ends in one
// of three ways.
const (
	Waiting  State = "waiting"
	Running  State = "running"
	Done     State = "done"
	Failed   State = "failed"
	Canceled State = "canceled"
)

// View is a job at one moment. Total is 0 while unknown; Err is set when Failed.
type View struct {
	ID        string
	Kind      string
	Title     string
	State     State
	Done      int64
	Total     int64
	Note      string
	Err       error
	StartedAt time.Time
}

// Progress is what a task calls to say how far it is.
type Progress func(done, total int64, note string)

// Task is the work of a job. Its result is kept for Runner.Result.
type Task func(ctx context.Context, progress Progress) (result any, err error)

// notifyEvery is the least time between two progress messages of one job: the
// eye does not follow more.
const notifyEvery = 80 * time.Millisecond

// Runner starts and keeps the jobs of one session. The zero value is not
// usable; call NewRunner.
type Runner struct {
	clock  domain.Clock
	notify func(View)
	wait   sync.WaitGroup

	mu     sync.Mutex
	last   int
	jobs   map[string]*running
	queues map[string]chan struct{} // closed when the last job of the queue is out of the way
}

type running struct {
	view     View
	order    int
	cancel   context.CancelFunc
	result   any
	ended    chan struct{}
	free     chan struct{} // closed when the next job of the queue may run
	notified time.Time
}

// NewRunner returns a Runner that calls notify, from any goroutine, when a job moves.
func NewRunner(clock domain.Clock, notify func(View)) *Runner {
	return &Runner{clock: clock, notify: notify, jobs: map[string]*running{}, queues: map[string]chan struct{}{}}
}

// Start begins a task in the background and returns its id.
func (r *Runner) Start(kind, title string, task Task) string { return r.Queue("", kind, title, task) }

// Queue is Start for tasks of which only one of a queue may run: it waits until those
// asked for before it have ended. A task that is stopped before its turn is called all
// the same, at once and with an ended context, so that it can clear up. The queue ""
// has room for all.
func (r *Runner) Queue(queue, kind, title string, task Task) string {
	ctx, cancel := context.WithCancel(context.Background())
	r.mu.Lock()
	r.last++
	j := &running{order: r.last, cancel: cancel, ended: make(chan struct{}), free: make(chan struct{})}
	j.view = View{ID: kind + "-" + strconv.Itoa(r.last), Kind: kind, Title: title, State: Running, StartedAt: r.clock.Now()}
	r.jobs[j.view.ID] = j
	var before chan struct{}
	if queue != "" {
		before, r.queues[queue] = r.queues[queue], j.free
	}
	if before != nil && !closed(before) {
		j.view.State = Waiting
	}
	view := j.view
	r.mu.Unlock()
	r.notify(view)
	r.wait.Go(func() { r.run(ctx, j, before, task) })
	return view.ID
}

// Busy reports whether a task given to a queue now would have to wait.
func (r *Runner) Busy(queue string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	last := r.queues[queue]
	return last != nil && !closed(last)
}

func closed(c chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// turn waits for the jobs before in a queue; false when this one was stopped meanwhile.
func (r *Runner) turn(ctx context.Context, j *running, before chan struct{}) bool {
	if before == nil || closed(before) {
		return true
	}
	select {
	case <-before:
	case <-ctx.Done():
		return false
	}
	r.mu.Lock()
	j.view.State, j.view.StartedAt = Running, r.clock.Now()
	view := j.view
	r.mu.Unlock()
	r.notify(view)
	return true
}

func (r *Runner) run(ctx context.Context, j *running, before chan struct{}, task Task) {
	defer j.cancel()
	defer close(j.free)
	came := r.turn(ctx, j, before)
	result, err := guarded(ctx, task, func(done, total int64, note string) { r.progress(j, done, total, note) })
	r.end(ctx, j, result, err)
	if !came {
		<-before // those behind wait for those before, not for this one
	}
}

func (r *Runner) end(ctx context.Context, j *running, result any, err error) {
	r.mu.Lock()
	j.result = result
	j.view.State, j.view.Err = outcome(ctx, err)
	view := j.view
	close(j.ended)
	r.mu.Unlock()
	r.notify(view)
}

// outcome tells a canceled job from a failed one: whatever error a canceled task comes back with, the user stopped it.
func outcome(ctx context.Context, err error) (State, error) {
	switch {
	case err == nil:
		return Done, nil
	case ctx.Err() != nil || errors.Is(err, context.Canceled):
		return Canceled, nil
	}
	return Failed, err
}

func guarded(ctx context.Context, task Task, progress Progress) (result any, err error) {
	defer func() {
		if p := recover(); p != nil {
			slog.Error("job panicked", "panic", p)
			err = domain.Errorf(domain.Internal, "Something went wrong inside KVN Mail. Nothing was lost; please try again.")
		}
	}()
	return task(ctx, progress)
}

func (r *Runner) progress(j *running, done, total int64, note string) {
	r.mu.Lock()
	j.view.Done, j.view.Total, j.view.Note = done, total, note
	now := time.Now()
	due := now.Sub(j.notified) >= notifyEvery
	if due {
		j.notified = now
	}
	view := j.view
	r.mu.Unlock()
	if due {
		r.notify(view)
	}
}

// Cancel asks a job to stop. It does nothing if the job has ended or is unknown.
func (r *Runner) Cancel(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if j := r.jobs[id]; j != nil {
		j.cancel()
	}
}

// Result returns what a job that is done returned. A job still running is a
// conflict, an unknown one not_found, a failed one its own error.
func (r *Runner) Result(id string) (any, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	j := r.jobs[id]
	switch {
	case j == nil:
		return nil, domain.Errorf(domain.NotFound, "That task is not known any more.")
	case j.view.State == Running || j.view.State == Waiting:
		return nil, domain.Errorf(domain.Conflict, "That task is still running.")
	case j.view.State == Failed:
		return nil, j.view.Err
	case j.view.State == Canceled:
		return nil, domain.Errorf(domain.Canceled, "That task was stopped before it was done.")
	}
	return j.result, nil
}

// Wait blocks until the job has ended and returns its last view.
func (r *Runner) Wait(id string) View {
	r.mu.Lock()
	j := r.jobs[id]
	r.mu.Unlock()
	if j == nil {
		return View{}
	}
	<-j.ended
	r.mu.Lock()
	defer r.mu.Unlock()
	return j.view
}

// List returns all jobs, newest first.
func (r *Runner) List() []View {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := make([]*running, 0, len(r.jobs))
	for _, j := range r.jobs {
		all = append(all, j)
	}
	slices.SortFunc(all, func(a, b *running) int { return b.order - a.order })
	views := make([]View, len(all))
	for i, j := range all {
		views[i] = j.view
	}
	return views
}

// Shutdown cancels every job and waits for all of them to end.
func (r *Runner) Shutdown() {
	r.mu.Lock()
	for _, j := range r.jobs {
		j.cancel()
	}
	r.mu.Unlock()
	r.wait.Wait()
}
