package engine

import (
	"slices"
	"sync"
)

// keptOrders is how many bytes of orders and ranks are kept. One more than that
// is always kept: what was asked for last.
const keptOrders = 64 << 20

// orderCache keeps orders and what they are made from while the data stays as it is.
type orderCache struct {
	making sync.Mutex // held while an order is made: who asks for the same one waits for it
	mu     sync.Mutex
	of     *state
	kept   []keptOrder // the one used last at the end
	bytes  int
}

type keptOrder struct {
	name string
	ranks
}

func (k keptOrder) size() int { return 4 * len(k.codes) }

func (c *orderCache) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.of, c.kept, c.bytes = nil, nil, 0
}

func (c *orderCache) find(of *state, name string) (ranks, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of != of {
		return ranks{}, false
	}
	for i, k := range c.kept {
		if k.name == name {
			c.kept = append(slices.Delete(c.kept, i, i+1), k)
			return k.ranks, true
		}
	}
	return ranks{}, false
}

func (c *orderCache) keep(of *state, name string, r ranks) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of != of {
		c.of, c.kept, c.bytes = of, nil, 0
	}
	k := keptOrder{name, r}
	c.kept, c.bytes = append(c.kept, k), c.bytes+k.size()
	for c.bytes > keptOrders && len(c.kept) > 1 {
		c.bytes -= c.kept[0].size()
		c.kept = slices.Delete(c.kept, 0, 1)
	}
}
