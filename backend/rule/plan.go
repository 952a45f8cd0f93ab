package rule

import (
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Plan is a rule made ready for one instant: only what counts, every name
// looked up. A nil lane has nothing finished in it. Plans are never changed and
// safe for concurrent use.
type Plan struct {
	Include *PlanNode // nil matches nobody
	Exclude *PlanNode // nil leaves nobody out
	AsOf    time.Time // in the workspace's zone, cut to milliseconds
	cat     Catalog
}

// PlanNode is a group (Kids, at least one) or a condition (Leaf) of a Plan.
type PlanNode struct {
	Node *Node
	Path string
	Mode Mode
	Not  bool
	Kids []*PlanNode
	Leaf Leaf
}

// Compile makes a rule ready. A rule with problems is refused with the first of
// them; unfinished and muted nodes are left out.
func Compile(r Rule, cat Catalog, asOf time.Time) (*Plan, error) {
	res := newResolver(cat, asOf)
	p := res.rule(r)
	if len(res.problems) > 0 {
		return nil, res.problems[0].Error()
	}
	return p, nil
}

// Selection picks events of one type: those inside Span (UTC milliseconds, never
// after the plan's instant) that pass every filter.
type Selection struct {
	Type  domain.EventType
	Span  Span
	Where []FilterTest
}

func (r *resolver) selection(event string, w *Window, where []Filter) (Selection, bool) {
	t, ok := r.eventType(event)
	if !ok {
		return Selection{}, false
	}
	span, ok := r.pastWindow(w)
	if !ok {
		return Selection{}, false
	}
	s := Selection{Type: t, Span: span}
	for _, f := range where {
		ft, ok := r.filter(f)
		if !ok {
			return Selection{}, false
		}
		s.Where = append(s.Where, ft)
	}
	return s, true
}

func (s Selection) has(e domain.Event, loc *time.Location) bool {
	if e.Type != s.Type.ID || !s.Span.Has(e.At.UnixMilli()) {
		return false
	}
	for _, f := range s.Where {
		if !f.passes(e, loc) {
			return false
		}
	}
	return true
}

// pick returns the person's selected events, oldest first.
func (s Selection) pick(p *subject) []domain.Event {
	var out []domain.Event
	for _, e := range p.person.events {
		if s.has(e, p.loc) {
			out = append(out, e)
		}
	}
	return out
}
