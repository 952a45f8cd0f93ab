package conformance

import (
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// What rules are drawn from beside the kinds of conditions; an evaluator that
// cannot do all of it yet is tested with a list of what it can.
const (
	Pins       = "pins"            // people chosen by hand
	Lists      = "lists"           // fields and properties that hold lists
	Parts      = "parts"           // the domain and the provider of an email address
	Others     = "other fields"    // one field compared with another
	Derived    = "derived fields"  // fields worked out at an instant
	FilterTree = "filter trees"    // groups of filters
	Reckoning  = "all measures"    // average, count, gap, since_first and since_last too
	Machines   = "machines"        // opens and clicks made by machines
	Saved      = "all segments"    // saved segments that are frozen, pinned or use any kind
	Largest    = "largest numbers" // comparisons with the largest numbers there are
)

// Kinds are the kinds of conditions there are.
var Kinds = []string{
	"everyone", "field", "event", "nth", "regular", "lapsed", "measure", "recency", "messages", "sequence", "habit", "rank",
	"segment", "history", "consent", "suppressed", "health", "split",
}

// often is how many times more often than others a kind is drawn.
var often = map[string]int{"field": 5, "event": 3, "measure": 3, "sequence": 3, "rank": 2, "habit": 2, "messages": 2, "nth": 2, "consent": 2, "health": 2}

type ruler struct {
	*rand.Rand
	w     *Workspace
	only  []string
	kinds []string
	next  int
}

// NewRule makes the rule of a seed for a workspace. It has no problems; some of
// it may be unfinished. Where only is given, nothing else is drawn from: kinds
// of conditions and the names above.
func NewRule(seed uint64, w *Workspace, only ...string) rule.Rule {
	r := newRuler(seed, w, only)
	out := rule.Rule{Version: rule.Version, Include: r.node(3)}
	if chance(r.Rand, 3) {
		out.Exclude = r.node(2)
	}
	if r.may(Pins) && chance(r.Rand, 4) {
		out.Always, out.Never = r.pins(), r.pins()
	}
	return out
}

func newRuler(seed uint64, w *Workspace, only []string) *ruler {
	r := &ruler{Rand: rand.New(rand.NewPCG(seed, 2)), w: w, only: only}
	for _, kind := range Kinds {
		if r.may(kind) {
			r.kinds = append(r.kinds, slices.Repeat([]string{kind}, max(1, often[kind]))...)
		}
	}
	return r
}

// may reports whether something can be drawn.
func (r *ruler) may(what string) bool { return len(r.only) == 0 || slices.Contains(r.only, what) }

func (r *ruler) node(depth int) *rule.Node {
	r.next++
	n := &rule.Node{ID: "n" + strconv.Itoa(r.next), Not: chance(r.Rand, 4), Muted: chance(r.Rand, 12)}
	if depth == 0 || chance(r.Rand, 3) {
		n.Cond = r.condition(pick(r.Rand, r.kinds))
		return n
	}
	n.Mode = pick(r.Rand, []rule.Mode{rule.All, rule.Any, rule.None})
	n.Kids = []*rule.Node{}
	for range r.IntN(4) {
		n.Kids = append(n.Kids, r.node(depth-1))
	}
	return n
}

// pins are of people who are there, or are not.
func (r *ruler) pins() []rule.Pin {
	var out []rule.Pin
	for range r.IntN(4) {
		out = append(out, rule.Pin{Contact: domain.ContactID(1 + r.IntN(2*len(r.w.Contacts)+3)), Reason: "by hand"})
	}
	return out
}

func (r *ruler) event() string {
	return pick(r.Rand, []string{"sent", "opened", "purchased", "visited", "demo", "clicked", "purchased", "opened", "sent"})
}

func (r *ruler) count() *rule.Count {
	if chance(r.Rand, 5) {
		return nil
	}
	return &rule.Count{Op: pick(r.Rand, []string{"at_least", "at_most", "exactly", "between"}), N: r.IntN(4), To: r.IntN(4)}
}

// segments are one or two saved ones.
func (r *ruler) segments(from ...domain.SegmentID) []domain.SegmentID {
	if !r.may(Saved) {
		from = []domain.SegmentID{mumbai, buyers, nobody}
	}
	return []domain.SegmentID{pick(r.Rand, from), pick(r.Rand, from)}[:1+r.IntN(2)]
}
