package segment

import (
	"sync"
	"time"
)

// factCache keeps facts about traits while the data and the hour stay the same;
// a new catalog empties it. Safe for concurrent use.
type factCache struct {
	mu     sync.Mutex
	data   uint64
	hour   time.Time
	traits map[string]TraitFacts
	lists  map[string][]ValueCount
}

// fresh empties the cache if the data or the hour is another one. The lock is held.
func (c *factCache) fresh(s *Studio) {
	data, hour := s.engine.Moment(), s.now().Truncate(time.Hour)
	if c.traits == nil || data != c.data || !hour.Equal(c.hour) {
		c.data, c.hour = data, hour
		c.traits, c.lists = map[string]TraitFacts{}, map[string][]ValueCount{}
	}
}

func (c *factCache) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.traits = nil
}

func (c *factCache) trait(s *Studio, key string, make func() (TraitFacts, error)) (TraitFacts, error) {
	c.mu.Lock()
	c.fresh(s)
	kept, ok := c.traits[key]
	c.mu.Unlock()
	if ok {
		return kept, nil
	}
	made, err := make()
	if err == nil {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.fresh(s)
		c.traits[key] = made
	}
	return made, err
}

func (c *factCache) values(s *Studio, source string, make func() []ValueCount) []ValueCount {
	c.mu.Lock()
	c.fresh(s)
	kept, ok := c.lists[source]
	c.mu.Unlock()
	if ok {
		return kept
	}
	made := make()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fresh(s)
	c.lists[source] = made
	return made
}
