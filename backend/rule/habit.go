package rule

import "github.com/kvnmail/kvnmail/backend/domain"

// Habit asks about the usual value of something: the most frequent one over the
// selected events, with at least Min events (3 if it is 0) to tell by. Ties go
// to the value seen last. Is names the property and what it usually has to be.
type Habit struct {
	Event  string   `json:"event"`
	Is     Filter   `json:"is"`
	Min    int      `json:"min,omitempty"`
	Window *Window  `json:"window,omitempty"`
	Where  []Filter `json:"where,omitempty"`
}

// HabitLeaf is a Habit made ready.
type HabitLeaf struct {
	Selection
	Is  FilterTest
	Min int
}

const defaultHabit = 3

// Kind returns "habit".
func (*Habit) Kind() string { return "habit" }

// Trait returns the chip's key.
func (c *Habit) Trait() string { return "habit:" + c.Event + "." + c.Is.Property }

func (c *Habit) resolve(r *resolver) Leaf {
	s, ok := r.selection(c.Event, c.Window, c.Where)
	if !ok {
		return nil
	}
	if c.Min < 0 {
		r.problem("The number of events to tell by cannot be below 1. Type another number.")
		return nil
	}
	is, ok := r.filter(c.Is)
	if !ok {
		return nil
	}
	leaf := HabitLeaf{s, is, c.Min}
	if c.Min == 0 {
		leaf.Min = defaultHabit
	}
	return leaf
}

func (l HabitLeaf) find(s *subject) finding {
	counts, last := map[domain.Value]int{}, map[domain.Value]int{}
	f := finding{}
	for i, e := range l.pick(s) {
		v := l.valueOf(e, s)
		if !v.IsSet() {
			continue
		}
		f.count++
		counts[v]++
		last[v] = i
	}
	if f.count < int64(l.Min) {
		return f
	}
	for v, n := range counts {
		if best := counts[f.value]; n > best || n == best && last[v] > last[f.value] {
			f.value = v
		}
	}
	f.known = true
	f.match = l.passes(f.value) != l.Is.Not
	return f
}

// valueOf returns what the event says about the habit, folded.
func (l HabitLeaf) valueOf(e domain.Event, s *subject) domain.Value {
	switch l.Is.Virtual {
	case Hour:
		return domain.IntValue(int64(e.At.In(s.loc).Hour()))
	case Weekday:
		return domain.IntValue(int64(e.At.In(s.loc).Weekday()))
	}
	v := foldedProp(e, l.Is.Property)
	if v.Type != l.Is.Test.Type {
		return domain.Value{}
	}
	return v
}

func (l HabitLeaf) passes(usual domain.Value) bool {
	if l.Is.Virtual == Weekday {
		return l.Is.Days[usual.Int/domain.NumberScale]
	}
	return l.Is.Test.Value(usual)
}

func (l HabitLeaf) facts(v voice, f finding) string { return v.habitFacts(l, f) }

func (v english) habitFacts(l HabitLeaf, f finding) string {
	if !f.known {
		return "Only " + v.plural(f.count, "event", "events") + " to tell by"
	}
	return "Usually " + l.usual(v.writer, f.value, clockFace, dayNames) + ", over " + v.plural(f.count, "event", "events")
}

// usual writes the usual value.
func (l HabitLeaf) usual(w writer, value domain.Value, clock func(int64) string, days map[string]string) string {
	switch l.Is.Virtual {
	case Hour:
		return clock(value.Int / domain.NumberScale)
	case Weekday:
		return days[Weekdays[value.Int/domain.NumberScale]]
	}
	return w.value(value)
}

func (c *Habit) tokens(v voice, not bool) []Token { return v.habit(c, not) }

func (v english) habit(c *Habit, not bool) []Token {
	verb := v.eventVerb(c.Event)
	out := append([]Token{{choose(not, verb.with("usually"), "did not usually "+verb.base), "not"}}, v.where([]Filter{c.Is}, "is")...)
	out = append(out, v.where(c.Where, "where")...)
	out = append(out, v.windowOr(c.Window, "so far"))
	if c.Min > 0 {
		out = append(out, Token{"(going by at least " + v.plural(int64(c.Min), verb.noun, verb.nouns) + ")", "is"})
	}
	return out
}
