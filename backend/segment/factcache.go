package segment

import (
	"sync"
	"time"
)

// factCache keeps facts about traits while the data and the hour stay the same. A
// new catalog drops what has words in it. Safe for concurrent use.
type factCache struct {
	mu     sync.Mutex
	data   uint64
	hour   time.Time
	traits map[string]TraitFacts
	lists  map[string][]ValueCount
	counts map[string]int
}

// fresh empties the cache if the data or the hour is another one. The lock is held.
func (c *factCache) fresh(s *Studio) {
	data, hour := s.engine.Moment(), s.now().Truncate(time.Hour)
	if data != c.data || !hour.Equal(c.hour) || c.lists == nil {
		c.data, c.hour = data, hour
		c.traits, c.lists, c.counts = nil, map[string][]ValueCount{}, map[string]int{}
	}
	if c.traits == nil {
		c.traits = map[string]TraitFacts{}
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
