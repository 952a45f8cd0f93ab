package segment

import (
	"context"
	"sync"
	"time"
)

// Headcount is how many people a rule matches and how many of them can be mailed.
type Headcount struct{ People, Mailable int }

// headcounts keeps counts while nothing that they depend on changes: the catalog
// and mail statuses (forget is called then), the data, and the minute.
type headcounts struct {
	mu    sync.Mutex
	asOf  moment
	age   int // counts how often all was forgotten
	known map[string]Headcount
}

// moment is an instant and the state of the data that is asked then.
type moment struct {
	at   time.Time
	data uint64
}

// Headcount counts a rule, or returns the count that was made of it in the same minute.
func (s *Studio) Headcount(ctx context.Context, text string) (Headcount, error) {
	now := moment{s.now(), s.engine.Moment()}
	n, known, age := s.counted.find(text, now)
	if known {
		return n, nil
	}
	people, mailable, err := s.People(ctx, text)
	if err != nil {
		return Headcount{}, err
	}
	n = Headcount{people, mailable}
	s.counted.keep(text, now, age, n)
	return n, nil
}

func (h *headcounts) find(text string, asOf moment) (n Headcount, known bool, age int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.asOf != asOf {
		h.asOf, h.known = asOf, nil
		h.age++
	}
	n, known = h.known[text]
	return n, known, h.age
}

// keep remembers a count, unless all was forgotten since it was begun.
func (h *headcounts) keep(text string, asOf moment, age int, n Headcount) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.age != age || h.asOf != asOf {
		return
	}
	if h.known == nil {
		h.known = map[string]Headcount{}
	}
	h.known[text] = n
}

func (h *headcounts) forget() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.known = nil
	h.age++
}
