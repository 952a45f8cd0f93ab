package engine

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// parallel runs fn for 0 to n-1 on all cores and waits.
type parallel func(n int, fn func(k int))

// stopped is the error of work that was given up.
func stopped(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return domain.Errorf(domain.Canceled, "Counting was stopped: %w", err)
	}
	return nil
}

// share runs fn for 0 to n-1 on all cores. Each core calls prepare once, for
// working memory of its own. It ends early with the context.
func share[W any](ctx context.Context, n int, prepare func() W, fn func(w W, k int)) error {
	workers := min(runtime.GOMAXPROCS(0), n)
	if workers <= 1 {
		w := prepare()
		for k := 0; k < n && ctx.Err() == nil; k++ {
			fn(w, k)
		}
		return stopped(ctx)
	}
	var next atomic.Int64
	var wg sync.WaitGroup
	work := func() {
		w := prepare()
		for ctx.Err() == nil {
			k := int(next.Add(1) - 1)
			if k >= n {
				return
			}
			fn(w, k)
		}
	}
	for range workers - 1 {
		wg.Go(work)
	}
	work()
	wg.Wait()
	return stopped(ctx)
}

// everyCore runs fn for 0 to n-1 on all cores, to the end.
func everyCore(n int, fn func(k int)) {
	none := func() struct{} { return struct{}{} }
	_ = share(context.Background(), n, none, func(_ struct{}, k int) { fn(k) }) // this context never ends
}

// oneCore runs fn for 0 to n-1: for what is too little to spread.
func oneCore(n int, fn func(k int)) {
	for k := range n {
		fn(k)
	}
}
