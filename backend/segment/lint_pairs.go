package segment

import (
	"slices"

	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// pairs compares the rules of one group with each other.
func (l *linter) pairs(g *rule.Node, path string) {
	if g.Mode == "" || len(g.Kids) > mostCompared {
		return
	}
	for j, b := range g.Kids {
		for i, a := range g.Kids[:j] {
			if !a.Muted && !b.Muted {
				l.pair(g.Mode, a, b, rule.KidPath(path, g.Mode, i), rule.KidPath(path, g.Mode, j))
			}
		}
	}
}

// pair says what two rules of a group have to do with each other. a stands before b.
func (l *linter) pair(mode rule.Mode, a, b *rule.Node, pathA, pathB string) {
	relation := l.relations.Of(a, b)
	if mode == rule.All {
		l.pairOfAll(relation, a, b, pathA, pathB)
		return
	}
	switch relation {
	case rule.Same:
		l.twice(b, pathB)
	case rule.Implies:
		l.idle(a, pathA, l.words.coveredBy(l.describe(b)))
	case rule.Implied:
		l.idle(b, pathB, l.words.coveredBy(l.describe(a)))
	case rule.Opposite, rule.Covers:
		if mode == rule.None {
			l.say(b, pathB, Contradiction, l.words.nobodyOfNone(l.describe(a)), l.words.remove, func(m *mending) { m.remove(pathB) })
			return
		}
		l.say(b, pathB, AlwaysTrue, l.words.alwaysPair(l.describe(a)), l.words.remove, func(m *mending) { m.remove(pathB) })
	}
}

func (l *linter) pairOfAll(relation rule.Relation, a, b *rule.Node, pathA, pathB string) {
	switch relation {
	case rule.Same:
		l.twice(b, pathB)
	case rule.Implies:
		l.idle(b, pathB, l.words.impliedBy(l.describe(a)))
	case rule.Implied:
		l.idle(a, pathA, l.words.impliedBy(l.describe(b)))
	case rule.Opposite, rule.Excludes:
		l.say(b, pathB, Contradiction, l.words.contradiction(l.describe(a)), l.words.matchEither, func(m *mending) { m.either(pathA, pathB) })
	}
}

func (l *linter) twice(n *rule.Node, path string) { l.idle(n, path, l.words.twice) }

func (l *linter) idle(n *rule.Node, path, message string) {
	l.say(n, path, NoEffect, message, l.words.remove, func(m *mending) { m.remove(path) })
}

// lanes compares what everybody included has to match with what is left out.
func (l *linter) lanes() {
	in, out := l.rule.Include, l.rule.Exclude
	if in == nil || out == nil || in.Muted || out.Muted || in.Not || out.Not || in.Mode != rule.All || out.Mode != rule.Any || len(in.Kids)*len(out.Kids) > mostCompared*mostCompared {
		return
	}
	for j, b := range out.Kids {
		path := rule.KidPath("/exclude", out.Mode, j)
		for _, a := range in.Kids {
			if a.Muted || b.Muted {
				continue
			}
			switch l.relations.Of(a, b) {
			case rule.Same, rule.Implies:
				l.say(b, path, Contradiction, l.words.allExcluded(l.describe(a)), l.words.remove, func(m *mending) { m.remove(path) })
			case rule.Opposite, rule.Excludes:
				l.idle(b, path, l.words.noneExcluded(l.describe(a)))
			}
		}
	}
}

// leavesOutAll says so when the leave-out lane takes everybody out.
func (l *linter) leavesOutAll() {
	out := l.rule.Exclude
	if out == nil || out.Muted || out.Mode != rule.Any || l.answer.Members.Count() > 0 || l.numbers["/include"].Alone == 0 {
		return
	}
	for i, kid := range out.Kids {
		path := rule.KidPath("/exclude", out.Mode, i)
		if !kid.Muted && l.numbers[path].Without > 0 {
			l.say(kid, path, LeavesOutAll, l.words.leavesOutAll, l.words.remove, func(m *mending) { m.remove(path) })
		}
	}
}

// effects says of every rule that changes nothing, as the data is, that it does not.
// Of a group that changes nothing it is said once, of the group.
func (l *linter) effects(n *rule.Node, path string) {
	if n == nil || n.Muted || n.Mode == "" {
		return
	}
	people := l.answer.People()
	if l.coveredByOne(n, path) {
		return
	}
	said := l.idleAmong(n, path)
	for i, kid := range n.Kids {
		at := rule.KidPath(path, n.Mode, i)
		if kid.Muted || l.found[at] {
			continue
		}
		numbers, counted := l.numbers[at]
		idle := counted && people > 0 && numbers.Without == people
		if idle && said {
			continue // it may be needed once the other one is gone
		}
		if idle && l.sayIdle(n, kid, at, numbers) {
			said = true
			continue
		}
		l.effects(kid, at)
	}
}

// idleAmong reports whether it was said of a rule of a group already that it changes nothing.
func (l *linter) idleAmong(n *rule.Node, path string) bool {
	for i := range n.Kids {
		at := rule.KidPath(path, n.Mode, i)
		if slices.ContainsFunc(l.out, func(f Finding) bool { return f.Path == at && f.Code == NoEffect }) {
			return true
		}
	}
	return false
}

// coveredByOne says of a rule that everybody matches, in a group of which any has to
// match, that it makes the others idle.
func (l *linter) coveredByOne(n *rule.Node, path string) bool {
	if n.Mode != rule.Any || leftOut(path) || len(n.Kids) < 2 {
		return false
	}
	for i, kid := range n.Kids {
		at := rule.KidPath(path, n.Mode, i)
		if numbers, counted := l.numbers[at]; counted && !kid.Muted && numbers.Alone == l.studio.engine.Contacts() && numbers.Alone > 0 {
			l.say(kid, at, AlwaysTrue, l.words.coversAll, l.words.remove, func(m *mending) { m.remove(at) })
			return true
		}
	}
	return false
}

// sayIdle says that a rule changes nothing. It does not of "everyone", which says so itself.
func (l *linter) sayIdle(group, kid *rule.Node, path string, numbers engine.NodeCount) bool {
	if kid.Cond != nil && kid.Cond.Kind() == "everyone" || len(group.Kids) < 2 && path != "/exclude/any/0" {
		return false
	}
	remove := func(m *mending) { m.remove(path) }
	switch {
	case numbers.Alone == l.studio.engine.Contacts():
		l.say(kid, path, EverybodyNow, l.words.everybodyNow, l.words.remove, remove)
	case leftOut(path) && numbers.Adds == 0:
		l.say(kid, path, NoEffectNow, l.words.leavesOutNobody, l.words.remove, remove)
	default:
		l.say(kid, path, NoEffectNow, l.words.noEffectNow(l.count(l.answer.Members.Count())), l.words.remove, remove)
	}
	return true
}
