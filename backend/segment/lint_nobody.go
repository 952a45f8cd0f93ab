package segment

import (
	"sort"
	"strconv"

	"github.com/kvnmail/kvnmail/backend/rule"
)

// loosening is a smaller demand in the place of a condition's own.
type loosening struct {
	words string
	cond  rule.Condition
}

// nobodyLeft says after which of the rules that all have to match nobody was left,
// and offers the smallest change to it that brings some people back.
func (l *linter) nobodyLeft() {
	in := l.rule.Include
	if in == nil || in.Muted || in.Not || in.Mode != rule.All || l.answer.People() > 0 {
		return
	}
	for i, kid := range in.Kids {
		path := rule.KidPath("/include", in.Mode, i)
		if n := l.numbers[path]; !kid.Muted && n.Before > 0 && n.Left == 0 {
			l.nobodyAfter(kid, path, n.Before)
			return
		}
	}
}

func (l *linter) nobodyAfter(n *rule.Node, path string, before int) {
	message := l.words.nobodyLeft(l.count(before))
	asking := func(looser loosening) func(*mending) { return func(m *mending) { m.replace(path, looser.cond) } }
	for _, looser := range l.loosenings(n) {
		least := sort.Search(len(looser), func(i int) bool { return l.finds(asking(looser[i])) })
		if least < len(looser) {
			l.say(n, path, NobodyLeft, message, looser[least].words, asking(looser[least]))
			return
		}
	}
	off := func(m *mending) { m.mute(path) }
	if !l.finds(off) {
		off = nil
	}
	l.say(n, path, NobodyLeft, message, l.words.switchOff, off)
}

// finds reports whether a mended rule finds anybody; what goes wrong is kept for the end.
func (l *linter) finds(mend func(*mending)) bool {
	people, err := l.peopleOf(mended(l.rule, mend))
	if err != nil {
		l.err = err
	}
	return people > 0
}

// loosenings are a condition's smaller demands in each of the ways it can be
// loosened. In each, the smallest change comes first, and who meets one meets all
// after it.
func (l *linter) loosenings(n *rule.Node) [][]loosening {
	if n.Not {
		return nil
	}
	switch c := n.Cond.(type) {
	case *rule.Event:
		return [][]loosening{l.fewerTimes(c), l.otherTimes(c.Window, func(w *rule.Window) rule.Condition {
			looser := *c
			looser.Window = w
			return &looser
		})}
	case *rule.Recency:
		return [][]loosening{l.otherTimes(c.Window, func(w *rule.Window) rule.Condition {
			looser := *c
			looser.Window = w
			return &looser
		})}
	case *rule.Measure:
		if c.Op == "gte" || c.Op == "gt" {
			return [][]loosening{l.parts(c.Value, func(value string) rule.Condition {
				looser := *c
				looser.Value = value
				return &looser
			})}
		}
	case *rule.Field:
		if c.Other == "" && (c.Op == "gte" || c.Op == "gt") {
			return [][]loosening{l.parts(c.Value, func(value string) rule.Condition {
				looser := *c
				looser.Value = value
				return &looser
			})}
		}
	}
	return nil
}

// mostFewer bounds how many smaller numbers of times are considered.
const mostFewer = 1000

func (l *linter) fewerTimes(c *rule.Event) (out []loosening) {
	if c.Count == nil || c.Count.Op != "at_least" {
		return nil
	}
	for n := c.Count.N - 1; n >= max(1, c.Count.N-mostFewer); n-- {
		looser := *c
		looser.Count = &rule.Count{Op: "at_least", N: n}
		out = append(out, loosening{l.words.fewerTimes(l.count(n), l.count(c.Count.N)), &looser})
	}
	return out
}

// otherTimes are longer times back, or not so long ago.
func (l *linter) otherTimes(w *rule.Window, with func(*rule.Window) rule.Condition) (out []loosening) {
	if w == nil {
		return nil
	}
	add := func(n int, words func(time, before string) string) {
		looser := *w
		looser.N = n
		out = append(out, loosening{words(l.words.length(n, w.Unit), l.count(w.N)), with(&looser)})
	}
	switch {
	case w.Kind == "last":
		add(2*w.N, l.words.longerTime)
		add(4*w.N, l.words.longerTime)
	case w.Kind == "more_than_ago" && w.N > 1:
		add(w.N/2, l.words.soonerAgo)
	}
	return out
}

// parts are three quarters, half, a quarter and a tenth of a number.
func (l *linter) parts(value string, with func(value string) rule.Condition) (out []loosening) {
	v, err := strconv.Atoi(value)
	if err != nil || v < 2 {
		return nil
	}
	for _, percent := range []int{75, 50, 25, 10} {
		if part := v * percent / 100; part > 0 {
			out = append(out, loosening{l.words.smallerNumber(l.count(part), l.count(v)), with(strconv.Itoa(part))})
		}
	}
	return out
}
