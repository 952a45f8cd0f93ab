package engine

import (
	"strings"
	"sync"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// keptWords is how many words of answers are kept: 32 MiB.
const keptWords = 4 << 20

// leafCache keeps the answers to conditions that need not be worked out again
// while nothing changes, so that an edit costs only what was edited.
type leafCache struct {
	mu    sync.Mutex
	words int
	maps  map[leafKey]*keptLeaf
}

// leafKey names a condition asked of a part at an instant (0 where the instant
// makes no difference).
type leafKey struct {
	part *index
	cond string
	asOf int64
	zone string
}

// keptLeaf is an answer in the making: chunks that are not yet there are worked
// out by whoever needs them.
type keptLeaf struct {
	words []uint64
	done  []bool // by chunk
	mu    []sync.Mutex
}

func (c *leafCache) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.maps, c.words = nil, 0
}

// get returns the kept answer under a key, made new when there is none.
func (c *leafCache) get(key leafKey) *keptLeaf {
	c.mu.Lock()
	defer c.mu.Unlock()
	if k := c.maps[key]; k != nil {
		return k
	}
	words := (key.part.n() + 63) / 64
	if c.words += words; c.words > keptWords || c.maps == nil {
		c.maps, c.words = map[leafKey]*keptLeaf{}, words
	}
	chunks := (words + chunkWords - 1) / chunkWords
	k := &keptLeaf{words: make([]uint64, words), done: make([]bool, chunks), mu: make([]sync.Mutex, chunks)}
	c.maps[key] = k
	return k
}

// keptKernel is the kernel of a condition whose answers are kept.
func (a *asker) keptKernel(p *part, n *rule.PlanNode) (kernel, error) {
	fill, err := a.kernel(p, n.Leaf)
	if err != nil || a.plain || p.who != nil || !a.worthKeeping(n.Leaf) {
		return fill, err
	}
	key := leafKey{part: p.index, cond: string((&rule.Node{Cond: n.Node.Cond}).JSON()), zone: a.loc.String()}
	if !a.timeless(n.Leaf) {
		key.asOf = a.asOf
	}
	return a.e.kept.get(key).kernel(fill), nil
}

func (k *keptLeaf) kernel(fill kernel) kernel {
	return func(w *worker, lo, hi int, out []uint64) {
		c := lo / chunkRows
		k.mu[c].Lock()
		defer k.mu[c].Unlock()
		kept := k.words[lo/64 : lo/64+len(out)]
		if !k.done[c] {
			fill(w, lo, hi, kept)
			k.done[c] = true
		}
		copy(out, kept)
	}
}

// worthKeeping leaves out what is quicker to work out than to look up, and what
// depends on more than the condition itself.
func (a *asker) worthKeeping(l rule.Leaf) bool {
	switch l := l.(type) {
	case rule.EveryoneLeaf, rule.SegmentLeaf, rule.HistoryLeaf, *rule.RankLeaf, rule.SplitLeaf:
		return false
	case rule.FieldLeaf:
		return l.Field.DerivedAt.IsZero()
	}
	return true
}

// timeless reports whether a condition has the same answer at every instant from
// the last fact on: no span of it ends or begins anywhere but there.
func (a *asker) timeless(l rule.Leaf) bool {
	if a.asOf < a.state.last {
		return false
	}
	switch l := l.(type) {
	case rule.FieldLeaf:
		return l.Test.Type != domain.Date && l.Test.Type != domain.Time
	case rule.EventLeaf:
		return a.open(l.Span) && steadyFilters(l.Where)
	case rule.NthLeaf:
		return a.open(l.Span) && steadyFilters(l.Where) && steadyFilters(l.Has)
	case rule.HabitLeaf:
		return a.open(l.Span) && steadyFilters(l.Where) && steadyFilters([]rule.FilterTest{l.Is})
	case rule.MeasureLeaf:
		return a.open(l.Selection.Span) && steadyFilters(l.Where) && !strings.HasPrefix(l.Measure, "since")
	case rule.MessagesLeaf, rule.UnengagedLeaf, rule.RoleLeaf:
		return true
	case rule.ConsentLeaf:
		return a.open(l.In)
	case rule.SuppressedLeaf:
		return a.open(l.In)
	}
	return false
}

// open reports whether a span holds every instant up to now.
func (a *asker) open(s rule.Span) bool { return s.Lo < -1<<61 && s.Hi >= a.asOf }

// steadyFilters reports whether filters ask the same at every instant.
func steadyFilters(tests []rule.FilterTest) bool {
	for _, t := range tests {
		if !steadyFilters(t.Kids) || t.Test.Type == domain.Date || t.Test.Type == domain.Time {
			return false
		}
	}
	return true
}
