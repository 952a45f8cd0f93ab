package job_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/job"
)

func newRunner(t *testing.T) (*job.Runner, func() []job.View) {
	t.Helper()
	var mu sync.Mutex
	var seen []job.View
	r := job.NewRunner(domain.SystemClock{}, func(v job.View) {
		mu.Lock()
		defer mu.Unlock()
		seen = append(seen, v)
	})
	t.Cleanup(r.Shutdown)
	return r, func() []job.View { mu.Lock(); defer mu.Unlock(); return append([]job.View{}, seen...) }
}

func TestJob(t *testing.T) {
	t.Run("a finished job keeps its result and is announced as done", func(t *testing.T) {
		r, seen := newRunner(t)
		id := r.Start("import", "Importing people", func(_ context.Context, p job.Progress) (any, error) {
			p(5, 10, "half way")
			return 42, nil
		})
		if v := r.Wait(id); v.State != job.Done || v.Done != 5 || v.Total != 10 {
			t.Fatalf("view = %+v", v)
		}
		got, err := r.Result(id)
		if err != nil || got != 42 {
			t.Fatalf("result = %v, %v", got, err)
		}
		r.Shutdown()
		views := seen()
		if views[0].State != job.Running || views[len(views)-1].State != job.Done {
			t.Fatalf("announced %+v", views)
		}
	})
	t.Run("cancel reaches the task and is not a failure", func(t *testing.T) {
		r, _ := newRunner(t)
		id := r.Start("import", "", func(ctx context.Context, _ job.Progress) (any, error) {
			<-ctx.Done()
			return nil, errors.New("rolled back")
		})
		r.Cancel(id)
		if v := r.Wait(id); v.State != job.Canceled || v.Err != nil {
			t.Fatalf("view = %+v", v)
		}
		if _, err := r.Result(id); domain.CodeOf(err) != domain.Canceled {
			t.Fatalf("result error = %v", err)
		}
	})
	t.Run("a panic fails the job and leaves the program alive", func(t *testing.T) {
		r, _ := newRunner(t)
		id := r.Start("import", "", func(context.Context, job.Progress) (any, error) { panic("boom") })
		if v := r.Wait(id); v.State != job.Failed || domain.CodeOf(v.Err) != domain.Internal {
			t.Fatalf("view = %+v", v)
		}
	})
	t.Run("jobs are listed newest first and unknown ones are not found", func(t *testing.T) {
		r, _ := newRunner(t)
		nothing := func(context.Context, job.Progress) (any, error) { return nil, nil }
		first, second := r.Start("a", "", nothing), r.Start("b", "", nothing)
		if l := r.List(); len(l) != 2 || l[0].ID != second || l[1].ID != first {
			t.Fatalf("list = %+v", l)
		}
		if _, err := r.Result("nope"); domain.CodeOf(err) != domain.NotFound {
			t.Fatalf("error = %v", err)
		}
	})
}

func TestOnlyOneJobOfAQueueRunsAtATime(t *testing.T) {
	r, _ := newRunner(t)
	goOn := make(chan struct{})
	order := make(chan string, 4)
	task := func(name string) job.Task {
		return func(ctx context.Context, _ job.Progress) (any, error) {
			if ctx.Err() != nil {
				order <- name + " clears up"
				return nil, ctx.Err()
			}
			order <- name
			if name == "first" {
				<-goOn
			}
			return name, nil
		}
	}
	state := func(id string) job.State {
		for _, v := range r.List() {
			if v.ID == id {
				return v.State
			}
		}
		return ""
	}
	first := r.Queue("imports", "import", "A", task("first"))
	second := r.Queue("imports", "import", "B", task("second"))
	third := r.Queue("imports", "import", "C", task("third"))
	other := r.Start("send", "D", task("other"))
	r.Wait(other)
	if state(second) != job.Waiting || state(third) != job.Waiting {
		t.Fatalf("second is %s, third %s", state(second), state(third))
	}
	r.Cancel(second)
	if v := r.Wait(second); v.State != job.Canceled {
		t.Errorf("second is %s", v.State)
	}
	if state(third) != job.Waiting {
		t.Errorf("the third did not wait for the first: it is %s", state(third))
	}
	close(goOn)
	if v := r.Wait(third); v.State != job.Done {
		t.Errorf("third is %s", v.State)
	}
	r.Wait(first)
	close(order)
	var ran []string
	for name := range order {
		if name != "other" {
			ran = append(ran, name)
		}
	}
	if !slices.Equal(ran, []string{"first", "second clears up", "third"}) {
		t.Errorf("ran %v", ran)
	}
}
