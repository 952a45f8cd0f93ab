package deliver

import (
	"context"
	"sync"
	"time"
)

// pacer spaces mails evenly over all connections of a run. When the server says
// that it is too much, it holds everybody, goes on at 0.7 of the rate and climbs
// back slowly (additive increase, multiplicative decrease), never above the
// rate that was asked for.
type pacer struct {
	mu        sync.Mutex
	rate      float64 // mails per second now, 0 for no limit
	ceiling   float64 // what was asked for, 0 for no limit
	next      time.Time
	held      time.Time
	slowedAt  time.Time
	climbedAt time.Time
	started   time.Time
	accepted  int
}

func newPacer(rate float64) *pacer {
	return &pacer{rate: rate, ceiling: rate, started: time.Now()}
}

// wait returns when the next mail may go, or with ctx's error.
func (p *pacer) wait(ctx context.Context) error {
	delay := time.Until(p.take())
	if delay <= 0 {
		return ctx.Err()
	}
	return sleep(ctx, delay)
}

func (p *pacer) take() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	slot := time.Now()
	for _, other := range []time.Time{p.next, p.held} {
		if other.After(slot) {
			slot = other
		}
	}
	if p.rate > 0 {
		p.next = slot.Add(time.Duration(float64(time.Second) / p.rate))
	}
	return slot
}

const (
	cut        = 0.7
	climb      = 1.02
	slowest    = 0.05 // mails per second: one in 20 seconds
	firstGuess = 2.0  // mails per second, where there was neither a limit nor experience
	settle     = 5 * time.Second
	cutAtMost  = time.Second // several connections are told off for one and the same burst
)

func (p *pacer) slow(hold time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	p.held = now.Add(hold)
	if now.Sub(p.slowedAt) < cutAtMost {
		return
	}
	p.slowedAt = now
	if p.rate == 0 {
		p.rate = max(float64(p.accepted)/max(now.Sub(p.started).Seconds(), 0.1), firstGuess)
	}
	p.rate = max(p.rate*cut, slowest)
}

func (p *pacer) took() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.accepted++
	now := time.Now()
	if p.rate == p.ceiling || now.Sub(p.slowedAt) < settle || now.Sub(p.climbedAt) < time.Second {
		return
	}
	p.climbedAt = now
	p.rate *= climb
	if p.ceiling > 0 {
		p.rate = min(p.rate, p.ceiling)
	}
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
