package engine

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// chunkWords is how many words of a bitmap one step of work fills: 4,096
// contacts, small enough to spread 48,000 over the cores.
const chunkWords = 64

// fill sets the bits of the contacts that passes accepts, ranges of contacts in
// parallel. prepare gives each worker its own passes, with its own scratch memory.
func (e *Engine) fill(ctx context.Context, prepare func() func(i int) bool) (*Bitmap, error) {
	out := newBitmap(len(e.ids))
	chunks := (len(out.words) + chunkWords - 1) / chunkWords
	workers := min(runtime.GOMAXPROCS(0), chunks)
	var next atomic.Int64
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			passes := prepare()
			for ctx.Err() == nil {
				c := int(next.Add(1) - 1)
				if c >= chunks {
					return
				}
				fillWords(out, c*chunkWords, min((c+1)*chunkWords, len(out.words)), passes)
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, domain.Errorf(domain.Canceled, "Counting was stopped: %w", err)
	}
	return out, nil
}

func fillWords(out *Bitmap, from, to int, passes func(i int) bool) {
	for k := from; k < to; k++ {
		var word uint64
		base := k * 64
		for b := range min(64, out.n-base) {
			if passes(base + b) {
				word |= 1 << b
			}
		}
		out.words[k] = word
	}
}
