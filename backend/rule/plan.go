package rule

import (
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Plan is a rule made ready for one instant: only what counts, every name
// looked up. A nil lane has nothing finished in it. Plans are never changed and
// safe for concurrent use.
type Plan struct {
	Include *PlanNode          // nil matches nobody
	Exclude *PlanNode          // nil leaves nobody out
	Always  []domain.ContactID // ascending: always members
	Never   []domain.ContactID // ascending: never members, whatever else
	AsOf    time.Time          // in the workspace's zone, cut to milliseconds
	ranks   []*RankLeaf
	cat     Catalog
}

// Catalog returns the names the plan was made with.
func (p *Plan) Catalog() Catalog { return p.cat }

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
// after the plan's instant) that pass every filter. Window is where Span comes
// from, nil for ever.
type Selection struct {
	Type   domain.EventType
	Span   Span
	Where  []FilterTest
	Window *Window
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
	tests, ok := r.filters(where)
	return Selection{Type: t, Span: span, Where: tests, Window: w}, ok
}

func (s Selection) has(e domain.Event, loc *time.Location) bool {
	return e.Type == s.Type.ID && s.Span.Has(e.At.UnixMilli()) && allPass(s.Where, e, loc)
}

// pick returns the person's selected events, oldest first.
func (s Selection) pick(p *subject) []domain.Event {
	var out []domain.Event
	for _, e := range p.person.Events {
		if s.has(e, p.loc) {
			out = append(out, e)
		}
	}
	return out
}
