package app

import "sync"

// underWay are the waiting imports that have a job in this session.
type underWay struct {
	mu  sync.Mutex
	ids map[int64]bool
}

func (u *underWay) add(id int64) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if u.ids == nil {
		u.ids = map[int64]bool{}
	}
	u.ids[id] = true
}

func (u *underWay) remove(id int64) {
	u.mu.Lock()
	defer u.mu.Unlock()
	delete(u.ids, id)
}

func (u *underWay) has(id int64) bool {
	u.mu.Lock()
	defer u.mu.Unlock()
	return u.ids[id]
}
