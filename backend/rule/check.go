package rule

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Problem is a fault of one node that keeps the whole rule from being counted.
type Problem struct {
	ID      string
	Path    string
	Message string
	kind    problemKind
}

// problemKind sets problems apart that segments pass on as they are.
type problemKind int

const (
	ownProblem     problemKind = iota
	segmentProblem             // it names the segment at fault already
	circleProblem              // segments ask about each other in a circle
)

// Error returns the problem as an error of the product.
func (p Problem) Error() *domain.Error {
	return domain.ErrorAt(domain.Invalid, p.Path, "%s", p.Message)
}

// Notice says why an unfinished node is left out.
type Notice struct {
	ID      string
	Path    string
	Message string
}

// Check reads the rule against the catalog. Problems must be mended before the
// rule can be counted; unfinished nodes are left out of the count.
func Check(r Rule, cat Catalog) (problems []Problem, unfinished []Notice) {
	res := newResolver(cat, time.Unix(0, 0))
	res.rule(r)
	return res.problems, res.notices
}

// resolver walks a rule, looks names up, reads values for one instant and
// collects what is wrong or missing.
type resolver struct {
	cat      Catalog
	now      moment
	id, path string // of the node being read
	problems []Problem
	notices  []Notice
	chain    []domain.SegmentID // segments being read, outermost first
	known    map[domain.SegmentID]*Plan
	faults   map[domain.SegmentID]Problem // of segments that cannot be used; found once, however often they are asked about
	ranks    *[]*RankLeaf                 // of the plan and of all plans in it, in the order they are needed
	count    int
}

func newResolver(cat Catalog, asOf time.Time) *resolver {
	return &resolver{cat: cat, now: newMoment(asOf, cat), known: map[domain.SegmentID]*Plan{}, faults: map[domain.SegmentID]Problem{}, ranks: &[]*RankLeaf{}}
}

// problem reports a fault at the node being read; it returns false for callers to pass on.
func (r *resolver) problem(format string, args ...any) bool {
	return r.problemOf(ownProblem, r.say(format, args...))
}

func (r *resolver) problemOf(kind problemKind, message string) bool {
	r.problems = append(r.problems, Problem{r.id, r.path, message, kind})
	return false
}

// say puts a problem or notice into the catalog's language.
func (r *resolver) say(format string, args ...any) string {
	return fmt.Sprintf(voiceOf(r.cat).complaint(format), args...)
}

// unfinished reports that the node being read is left out; it returns false.
func (r *resolver) unfinished(format string, args ...any) bool {
	r.notices = append(r.notices, Notice{r.id, r.path, r.say(format, args...)})
	return false
}

func (r *resolver) rule(in Rule) *Plan {
	p := &Plan{AsOf: r.now.at, cat: r.cat}
	p.Always, p.Never = r.pins(in.Always, "/always"), r.pins(in.Never, "/never")
	if in.Include != nil {
		p.Include = r.node(in.Include, "/include", 1)
	}
	if in.Include == nil || in.Include.Mode != "" && len(in.Include.Kids) == 0 {
		r.id, r.path = "", "/include"
		r.notices = slices.DeleteFunc(r.notices, func(n Notice) bool { return n.Path == "/include" })
		r.unfinished("Nothing is chosen yet, so this matches nobody.")
	}
	if in.Exclude != nil {
		before := len(r.notices)
		p.Exclude = r.node(in.Exclude, "/exclude", 1)
		if in.Exclude.Mode != "" && len(in.Exclude.Kids) == 0 {
			r.notices = r.notices[:before] // nothing to leave out is a fine answer
		}
	}
	p.ranks = *r.ranks
	return p
}

// node returns nil for nodes that are left out.
func (r *resolver) node(n *Node, path string, depth int) *PlanNode {
	if n.Muted {
		return nil
	}
	r.id, r.path = n.ID, path
	if depth > MaxDepth {
		r.problem(tooDeepFormat, MaxDepth)
		return nil
	}
	out := &PlanNode{Node: n, Path: path, Mode: n.Mode, Not: n.Not}
	if n.Mode != "" {
		return r.group(out, n, path, depth)
	}
	if r.count++; r.count == MaxConditions+1 {
		r.problem("This segment has more than %d rules. Save parts of it as segments of their own.", MaxConditions)
	}
	if r.count > MaxConditions || n.Cond == nil {
		return nil
	}
	problems := len(r.problems)
	out.Leaf = n.Cond.resolve(r)
	if len(r.problems) > problems {
		out.Leaf = broken{}
	}
	if out.Leaf == nil {
		return nil
	}
	return out
}

func (r *resolver) group(out *PlanNode, n *Node, path string, depth int) *PlanNode {
	if len(n.Kids) == 0 {
		r.unfinished("This group is empty, so it is left out. Put a rule into it or remove it.")
		return nil
	}
	for i, kid := range n.Kids {
		if k := r.node(kid, kidPath(path, n.Mode, i), depth+1); k != nil {
			out.Kids = append(out.Kids, k)
		}
	}
	if len(out.Kids) == 0 {
		return nil
	}
	return out
}

var units = []string{"minute", "hour", "day", "week", "month", "quarter", "year"}

const maxSteps = 100_000

// checkWindow reports what is wrong with a window; a nil one is "ever".
func (r *resolver) checkWindow(w *Window) bool {
	if w == nil {
		return true
	}
	switch w.Kind {
	case "last", "more_than_ago", "next", "between_ago":
		return r.checkSteps(w)
	case "calendar":
		if w.Name == "" {
			return r.unfinished("Choose a time such as this month.")
		}
		if _, _, ok := calendarName(w.Name); !ok {
			return r.problem("KVN Mail does not know the time %q. Choose another.", w.Name)
		}
		return true
	case "dates":
		return r.checkDay(w.From) && r.checkDay(w.To)
	case "before", "after":
		return r.checkDay(w.From)
	case "":
		return r.unfinished("Choose the time.")
	}
	return r.problem("KVN Mail does not know the kind of time %q. Choose another.", w.Kind)
}

func (r *resolver) checkSteps(w *Window) bool {
	if w.Unit == "" || w.N == 0 && w.Kind != "between_ago" || w.Kind == "between_ago" && w.N == 0 && w.UntilN == 0 {
		return r.unfinished("Say how long the time is.")
	}
	if !slices.Contains(units, w.Unit) {
		return r.problem("KVN Mail does not know the unit %q. Choose days, weeks, months or years.", w.Unit)
	}
	if w.N < 0 || w.UntilN < 0 || w.N > maxSteps || w.UntilN > maxSteps {
		return r.problem("The length of time has to be between 1 and 100,000.")
	}
	return true
}

func (r *resolver) checkDay(s string) bool {
	if s == "" {
		return r.unfinished("Choose the date.")
	}
	if _, ok := parseDay(s); !ok {
		return r.problem("%q is not a date. Choose it from the calendar.", s)
	}
	return true
}

// pastWindow checks a window for things that happened; the future has none.
func (r *resolver) pastWindow(w *Window) (Span, bool) {
	if !r.checkWindow(w) {
		return Span{}, false
	}
	if w != nil && (w.Kind == "next" || w.Kind == "calendar" && (strings.HasPrefix(w.Name, "next_") || w.Name == "tomorrow")) {
		return Span{}, r.problem("This asks about the future, where nothing has happened yet. Choose a time in the past.")
	}
	span := r.now.instants(w)
	span.Hi = min(span.Hi, r.now.at.UnixMilli())
	return span, true
}

// eventType looks an event type up.
func (r *resolver) eventType(key string) (domain.EventType, bool) {
	if key == "" {
		return domain.EventType{}, r.unfinished("Choose what they did.")
	}
	t, ok := r.cat.EventType(key)
	if !ok {
		return t, r.problem("This workspace has no events called %q. Choose another, or import them.", key)
	}
	return t, true
}
