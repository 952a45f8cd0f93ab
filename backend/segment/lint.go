package segment

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/engine"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Finding is something about a rule that its maker may not have meant. It stands at
// a node (the include lane for the whole rule). Rule is the document with it mended,
// Fix says in words what that does and People are its members; Rule and Fix are ""
// where only the maker knows.
type Finding struct {
	ID      string
	Path    string
	Code    FindingCode
	Message string
	Fix     string
	Rule    string
	People  int
}

// FindingCode names a kind of finding; it is stable.
type FindingCode string

// The kinds of findings. The first three are true of any data.
const (
	Contradiction  FindingCode = "contradiction"   // nobody can match
	AlwaysTrue     FindingCode = "always_true"     // everybody matches
	NoEffect       FindingCode = "no_effect"       // implied by another rule, or said twice
	NoEffectNow    FindingCode = "no_effect_now"   // the same people without it, as the data is
	EverybodyNow   FindingCode = "everybody_now"   // everybody matches it, as the data is
	LeavesOutAll   FindingCode = "leaves_out_all"  // nobody of the included is left
	NeverMailed    FindingCode = "never_mailed"    // "did not open" over people who got no mail
	UnknownKept    FindingCode = "unknown_kept"    // "is not" over people without a value
	NoPermission   FindingCode = "no_permission"   // hardly anybody may be mailed
	SwappedBounds  FindingCode = "swapped_bounds"  // between 9 and 5
	UnfinishedPart FindingCode = "unfinished_part" // left out of the count
	BrokenPart     FindingCode = "broken_part"     // names something that is not there any more
	NobodyLeft     FindingCode = "nobody_left"     // nobody is left after it, as the data is
)

// Uncounted stands for the people of a mended rule that still cannot be counted.
const Uncounted = -1

// mostCompared bounds how many rules of one group are compared with each other.
const mostCompared = 40

// Lint looks a rule over and returns what it finds in the order of the tree, at most
// one finding for each node, the gravest. Of a rule that names something that is not
// there any more only that is said.
func (s *Studio) Lint(ctx context.Context, text string) ([]Finding, error) {
	r, err := rule.Parse([]byte(text))
	if err != nil {
		return nil, err
	}
	l := &linter{studio: s, ctx: ctx, rule: r, cat: s.Catalog(), asOf: s.now(), numbers: map[string]engine.NodeCount{}, found: map[string]bool{}}
	l.words, l.relations = lintWordsOf(l.cat), rule.NewRelations(l.cat, l.asOf)
	if problems, _ := rule.Check(r, l.cat); len(problems) > 0 {
		l.broken(problems)
		return l.finish()
	}
	if l.answer, err = s.lastNumbers(ctx, text, r, moment{l.asOf, s.engine.Moment()}); err != nil {
		return nil, err
	}
	for _, n := range l.answer.Nodes {
		l.numbers[n.Path] = n
	}
	l.look()
	return l.finish()
}

type linter struct {
	studio  *Studio
	ctx     context.Context
	rule    rule.Rule
	cat     rule.Catalog
	asOf    time.Time
	answer  *engine.Answer
	numbers map[string]engine.NodeCount

	relations *rule.Relations
	words     lintWords
	found     map[string]bool // nodes that have a finding
	out       []Finding
	err       error
}

// look goes from the gravest to the lightest: the first finding of a node stays.
func (l *linter) look() {
	l.unfinished()
	l.lanes()
	l.walk(l.rule.Include, "/include", l.pairs)
	l.walk(l.rule.Exclude, "/exclude", l.pairs)
	l.leavesOutAll()
	l.nobodyLeft()
	l.walk(l.rule.Include, "/include", l.bounds)
	l.walk(l.rule.Exclude, "/exclude", l.bounds)
	l.affirmed(l.rule.Include, "/include", l.neverMailed)
	l.affirmed(l.rule.Exclude, "/exclude", l.neverMailed)
	l.effects(l.rule.Include, "/include")
	l.effects(l.rule.Exclude, "/exclude")
	l.affirmed(l.rule.Include, "/include", l.unknownKept)
	l.permission()
}

// walk calls fn for every node that counts, groups before what is in them.
func (l *linter) walk(n *rule.Node, path string, fn func(n *rule.Node, path string)) {
	if n == nil || n.Muted {
		return
	}
	fn(n, path)
	for i, kid := range n.Kids {
		l.walk(kid, rule.KidPath(path, n.Mode, i), fn)
	}
}

// affirmed is walk without what stands under a "not" or a "none".
func (l *linter) affirmed(n *rule.Node, path string, fn func(n *rule.Node, path string)) {
	if n == nil || n.Muted {
		return
	}
	if n.Mode == "" {
		fn(n, path)
		return
	}
	if n.Not || n.Mode == rule.None {
		return
	}
	for i, kid := range n.Kids {
		l.affirmed(kid, rule.KidPath(path, n.Mode, i), fn)
	}
}

// say adds a finding unless the node has one. fix makes the mended rule, nil for none.
func (l *linter) say(n *rule.Node, path string, code FindingCode, message, fix string, mend func(*mending)) {
	if l.found[path] {
		return
	}
	l.found[path] = true
	f := Finding{ID: n.ID, Path: path, Code: code, Message: message}
	if mend != nil {
		f.Fix, f.Rule = fix, mended(l.rule, mend)
	}
	l.out = append(l.out, f)
}

// finish counts the mended rules and puts everything in the order of the tree.
func (l *linter) finish() ([]Finding, error) {
	order := map[string]int{}
	number := func(_ *rule.Node, path string) { order[path] = len(order) }
	l.walk(l.rule.Include, "/include", number)
	l.walk(l.rule.Exclude, "/exclude", number)
	slices.SortStableFunc(l.out, func(a, b Finding) int { return order[a.Path] - order[b.Path] })
	for i := range l.out {
		if l.out[i].Rule != "" && l.err == nil {
			l.measure(&l.out[i])
		}
	}
	return l.out, l.err
}

// measure counts a mended rule. Asking more of people is not offered where it
// would leave nobody.
func (l *linter) measure(f *Finding) {
	people, err := l.peopleOf(f.Rule)
	if domain.CodeOf(err) == domain.Invalid { // one of several problems is mended
		f.People = Uncounted
		return
	}
	if err != nil {
		l.err = err
		return
	}
	f.People = people
	asksMore := f.Code == NeverMailed || f.Code == UnknownKept || f.Code == NoPermission
	if asksMore && f.People == 0 {
		f.Fix, f.Rule = "", ""
	}
}

// peopleOf counts a document, at the same instant as everything else.
func (l *linter) peopleOf(document string) (int, error) {
	r, err := rule.Parse([]byte(document))
	if err != nil {
		return 0, err
	}
	members, err := l.studio.engine.Evaluate(l.ctx, r, l.asOf)
	if err != nil {
		return 0, err
	}
	return members.Count(), nil
}

// broken offers to take away what cannot be counted any more.
func (l *linter) broken(problems []rule.Problem) {
	at := map[string]string{}
	for _, p := range problems {
		if at[p.Path] == "" {
			at[p.Path] = p.Message
		}
	}
	look := func(n *rule.Node, path string) {
		if at[path] != "" {
			l.say(n, path, BrokenPart, at[path], l.words.remove, func(m *mending) { m.remove(path) })
		}
	}
	l.walk(l.rule.Include, "/include", look)
	l.walk(l.rule.Exclude, "/exclude", look)
}

// alone returns who matches a part of a rule by itself.
func (l *linter) alone(n *rule.Node) *engine.Bitmap {
	members, err := l.studio.engine.Evaluate(l.ctx, rule.Rule{Version: rule.Version, Include: n}, l.asOf)
	if err != nil {
		l.err = err
		return engine.NewBitmap(0)
	}
	return members
}

func (l *linter) describe(n *rule.Node) string { return rule.Describe(n, l.cat) }

func (l *linter) count(n int) string { return rule.FormatCount(int64(n), l.cat.Settings.Locale) }

func (l *linter) unfinished() {
	_, notices := rule.Check(l.rule, l.cat)
	at := map[string]rule.Notice{}
	for _, n := range notices {
		at[n.Path] = n
	}
	look := func(n *rule.Node, path string) {
		if notice, ok := at[path]; ok && strings.Count(path, "/") > 1 {
			l.say(n, path, UnfinishedPart, notice.Message, l.words.remove, func(m *mending) { m.remove(path) })
		}
	}
	l.walk(l.rule.Include, "/include", look)
	l.walk(l.rule.Exclude, "/exclude", look)
}

// permission says when most of the people cannot be mailed because nobody asked them.
func (l *linter) permission() {
	by := l.studio.tally(l.answer.Members)
	people, without := l.answer.Members.Count(), by[domain.NoConsent]
	if l.rule.Include == nil || people == 0 || without*2 <= people {
		return
	}
	asked := &rule.Node{Cond: &rule.Consent{Purpose: domain.Marketing, State: domain.Granted}}
	l.say(l.rule.Include, "/include", NoPermission, l.words.noPermission(l.count(without), l.count(people)), l.words.onlyPermitted,
		func(m *mending) { m.also("/include", asked) })
}
