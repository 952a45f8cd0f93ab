package app

import (
	"context"
	"sync"
)

// newest lets a newer question of one kind stop the older one, whose answer
// nobody waits for any more.
type newest struct {
	mu   sync.Mutex
	stop context.CancelFunc
}

// ask returns the context of a question; call end when it is answered.
func (n *newest) ask() (ctx context.Context, end context.CancelFunc) {
	ctx, cancel := context.WithCancel(background())
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.stop != nil {
		n.stop()
	}
	n.stop = cancel
	return ctx, cancel
}
