package rule

import (
	"slices"
	"sort"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Sequence asks whether something happened and then something else: some A and
// some B after it, within a time; two steps or more. The last step may be
// negated: it did not happen within its time, and that time is over. Window
// limits the first step. Which is "last" to ask it of the latest A only. Same
// names a property that has to have the same value in every step.
type Sequence struct {
	Steps  []Step  `json:"steps"`
	Window *Window `json:"window,omitempty"`
	Which  string  `json:"which,omitempty" enum:"any,last"`
	Same   string  `json:"same,omitempty"`
}

// Step is one step of a Sequence. Within counts from the step before; without
// one any later time will do.
type Step struct {
	Event  string   `json:"event"`
	Where  []Filter `json:"where,omitempty"`
	Within *Length  `json:"within,omitempty"`
	Not    bool     `json:"not,omitempty"`
}

// Length is a length of time: N minutes, hours, days, weeks, months, quarters or years.
type Length struct {
	N    int    `json:"n"`
	Unit string `json:"unit" enum:"minute,hour,day,week,month,quarter,year"`
}

// SequenceLeaf is a Sequence made ready.
type SequenceLeaf struct {
	Steps []SequenceStep
	Last  bool
	Same  domain.PropertyID // 0: nothing has to be the same
	AsOf  int64             // UTC milliseconds
	Loc   *time.Location
}

// SequenceStep is a Step made ready.
type SequenceStep struct {
	Selection
	Within Length // N 0: no limit
	Not    bool
}

const maxSequence = 20

// Kind returns "sequence".
func (*Sequence) Kind() string { return "sequence" }

// Trait returns the chip's key.
func (c *Sequence) Trait() string {
	if len(c.Steps) == 0 {
		return "sequence"
	}
	return "sequence:" + c.Steps[0].Event
}

func (c *Sequence) resolve(r *resolver) Leaf {
	if len(c.Steps) < 2 {
		r.unfinished("Say what they did first and what came after.")
		return nil
	}
	if len(c.Steps) > maxSequence {
		r.problem("A sequence can have at most %d steps. Remove some.", maxSequence)
		return nil
	}
	if c.Which != "" && c.Which != "any" && c.Which != "last" {
		r.problem("KVN Mail does not know which first step %q is. Choose any or the last.", c.Which)
		return nil
	}
	leaf := SequenceLeaf{Last: c.Which == "last", AsOf: r.now.at.UnixMilli(), Loc: r.now.at.Location()}
	if c.Same != "" {
		p, ok := r.cat.properties[c.Same]
		if !ok {
			r.problem("Events have nothing called %q. Choose another, or import it.", c.Same)
			return nil
		}
		leaf.Same = p.ID
	}
	for i, s := range c.Steps {
		step, ok := r.step(c, i, s)
		if !ok {
			return nil
		}
		leaf.Steps = append(leaf.Steps, step)
	}
	return leaf
}

func (r *resolver) step(c *Sequence, i int, s Step) (SequenceStep, bool) {
	var window *Window
	if i == 0 {
		window = c.Window
	}
	sel, ok := r.selection(s.Event, window, s.Where)
	if !ok {
		return SequenceStep{}, false
	}
	out := SequenceStep{Selection: sel, Not: s.Not}
	if s.Not && i != len(c.Steps)-1 || s.Not && i == 0 {
		return out, r.problem("Only the last step can be something that did not happen. Move it to the end.")
	}
	if s.Not && s.Within == nil {
		return out, r.unfinished("Say within what time it did not happen.")
	}
	if i > 0 && s.Within != nil {
		if !r.checkLength(*s.Within) {
			return out, false
		}
		out.Within = *s.Within
	}
	return out, true
}

func (r *resolver) checkLength(l Length) bool {
	return r.checkSteps(&Window{Kind: "last", N: l.N, Unit: l.Unit})
}

// After returns the instant a length of time after another, both in UTC
// milliseconds; days and longer step on the zone's wall clock.
func (l Length) After(at int64, loc *time.Location) int64 {
	return moment{at: time.UnixMilli(at).In(loc)}.step(l.N, l.Unit)
}

func (l SequenceLeaf) find(s *subject) finding {
	picked := make([][]domain.Event, len(l.Steps))
	for i, step := range l.Steps {
		picked[i] = step.pick(s)
	}
	if n := len(picked[0]); l.Last && n > 1 {
		picked[0] = picked[0][n-1:]
	}
	f := finding{count: int64(len(picked[0]))}
	if l.Same == 0 {
		f.seen = l.follow(picked)
	} else {
		for _, v := range sameValues(picked[0], l.Same) {
			if f.seen = l.follow(having(picked, l.Same, v)); f.seen != nil {
				break
			}
		}
	}
	f.match = f.seen != nil
	return f
}

// follow returns an event of the last step (or, when that must not happen, of
// the one before it) that ends the sequence, nil if there is none.
func (l SequenceLeaf) follow(picked [][]domain.Event) []domain.Event {
	reached := picked[0]
	for i, step := range l.Steps[1:] {
		if step.Not {
			return l.without(reached, picked[i+1], step)
		}
		reached = l.next(reached, picked[i+1], step)
	}
	if len(reached) == 0 {
		return nil
	}
	return reached[:1]
}

// next returns the events that lie after one of the reached ones, within the step's time.
func (l SequenceLeaf) next(reached, events []domain.Event, step SequenceStep) []domain.Event {
	var out []domain.Event
	i, until := 0, forever.Lo // the latest deadline of those before e
	for _, e := range events {
		for ; i < len(reached) && reached[i].At.UnixMilli() < e.At.UnixMilli(); i++ {
			until = max(until, l.deadline(reached[i], step))
		}
		if i > 0 && e.At.UnixMilli() <= until {
			out = append(out, e)
		}
	}
	return out
}

// without returns the first reached event after which the step did not happen in time.
func (l SequenceLeaf) without(reached, events []domain.Event, step SequenceStep) []domain.Event {
	for i, a := range reached {
		until := l.deadline(a, step)
		k := sort.Search(len(events), func(k int) bool { return events[k].At.UnixMilli() > a.At.UnixMilli() })
		if until <= l.AsOf && (k == len(events) || events[k].At.UnixMilli() > until) {
			return reached[i : i+1]
		}
	}
	return nil
}

func (l SequenceLeaf) deadline(e domain.Event, step SequenceStep) int64 {
	if step.Within.N == 0 {
		return forever.Hi
	}
	return step.Within.After(e.At.UnixMilli(), l.Loc)
}

// foldedProp returns an event's property in the form values are compared in;
// missing when there is none.
func foldedProp(e domain.Event, id domain.PropertyID) domain.Value {
	v := e.Prop(id)
	if v.Type.Coded() {
		if v.Text = FoldValue(v); v.Text == "" {
			return domain.Value{}
		}
	}
	return v
}

// sameValues returns the different values of a property, in the order they appear.
func sameValues(events []domain.Event, id domain.PropertyID) []domain.Value {
	var out []domain.Value
	seen := map[domain.Value]bool{}
	for _, e := range events {
		if v := foldedProp(e, id); v.IsSet() && !seen[v] {
			seen[v] = true
			out = append(out, v)
		}
	}
	return out
}

// having keeps the events whose property has a value.
func having(picked [][]domain.Event, id domain.PropertyID, v domain.Value) [][]domain.Event {
	out := make([][]domain.Event, len(picked))
	for i, events := range picked {
		out[i] = slices.DeleteFunc(slices.Clone(events), func(e domain.Event) bool { return foldedProp(e, id) != v })
	}
	return out
}

func (l SequenceLeaf) facts(v voice, f finding) string { return v.sequenceFacts(l, f) }

func (v english) sequenceFacts(l SequenceLeaf, f finding) string {
	last := l.Steps[len(l.Steps)-1]
	switch {
	case f.count == 0:
		return "The first step never happened"
	case !f.match:
		return "It began " + v.timesOften(f.count) + ", but did not go on like this"
	case last.Not:
		return "Last step missing after " + v.instant(f.seen[0].At)
	}
	return "Complete on " + v.instant(f.seen[0].At)
}

func (c *Sequence) tokens(v voice, not bool) []Token { return v.sequence(c, not) }

func (v english) sequence(c *Sequence, not bool) []Token {
	if len(c.Steps) == 0 {
		return []Token{{choose(not, "did", "did not do"), "not"}, {v.blank, "step"}}
	}
	base := not && c.Which != "last" && !c.Steps[len(c.Steps)-1].Not // "did not order and then visit a page"
	out := append([]Token{{v.firstStep(c, not, base), "not"}}, v.where(c.Steps[0].Where, "where")...)
	out = append(out, v.someWindow(c.Window)...)
	for _, s := range c.Steps[1:] {
		verb := v.eventVerb(s.Event)
		did := choose(base, verb.plain, verb.base)
		if s.Not {
			did = "did not " + verb.base
		}
		out = append(append(out, Token{"and then " + did, "step"}), v.where(s.Where, "where")...)
		if s.Within != nil {
			out = append(out, Token{"within " + v.units(s.Within.N, s.Within.Unit), "within"})
		}
	}
	if p, ok := v.cat.Property(c.Same); ok {
		out = append(out, Token{"(with the same " + named(p.Name) + ")", "same"})
	}
	return out
}

func (v english) firstStep(c *Sequence, not, base bool) string {
	verb := v.eventVerb(c.Steps[0].Event)
	did := choose(c.Which == "last", verb.plain, verb.with("last"))
	switch {
	case base:
		return "did not " + verb.base
	case not:
		return "are not among those who " + did
	}
	return did
}
