package segment

import (
	"sync"
	"time"
)

// factCache keeps what is counted for the traits pane while the data stays the same;
// hover facts, which ask about times and have words in them, for an hour and until
// there is a new catalog. Safe for concurrent use.
type factCache struct {
	mu     sync.Mutex
	data   uint64
	hour   time.Time
	traits map[string]TraitFacts
	lists  map[string][]ValueCount
	counts map[string]int
}

// fresh drops what is not true any more. The lock is held.
func (c *factCache) fresh(s *Studio) {
	data, hour := s.engine.Moment(), s.now().Truncate(time.Hour)
	if data != c.data || c.lists == nil {
		c.data, c.traits = data, nil
		c.lists, c.counts = map[string][]ValueCount{}, map[string]int{}
	}
	if c.traits == nil || !hour.Equal(c.hour) {
		c.hour, c.traits = hour, map[string]TraitFacts{}
	}
}

func (c *factCache) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.traits = nil
}

func (c *factCache) trait(s *Studio, key string, work func() (TraitFacts, error)) (TraitFacts, error) {
	return kept(c, s, func() map[string]TraitFacts { return c.traits }, key, work)
}

func (c *factCache) values(s *Studio, source string, work func() ([]ValueCount, error)) []ValueCount {
	list, err := kept(c, s, func() map[string][]ValueCount { return c.lists }, source, work)
	if err != nil {
		return nil
	}
	return list
}

func (c *factCache) number(s *Studio, what string, work func() int) int {
	n, _ := kept(c, s, func() map[string]int { return c.counts }, what, func() (int, error) { return work(), nil })
	return n
}

// kept returns what a map of the cache has under a key, or works it out and keeps it.
func kept[T any](c *factCache, s *Studio, in func() map[string]T, key string, work func() (T, error)) (T, error) {
	c.mu.Lock()
	c.fresh(s)
	had, ok := in()[key]
	c.mu.Unlock()
	if ok {
		return had, nil
	}
	made, err := work()
	if err == nil {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.fresh(s)
		in()[key] = made
	}
	return made, err
}
