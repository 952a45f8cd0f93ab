package rule

import (
	"slices"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Token is a piece of a clause. Edit names the editor it opens, "" for plain
// words: "not", "values", "number", "count", "window", "where", "text", "date",
// "segment", "messages", "measure".
type Token struct {
	Text string
	Edit string
}

// Clause is one condition in words. Trait, Category and Icon say how to show it.
type Clause struct {
	ID       string
	Path     string
	Trait    string
	Category string
	Icon     string
	Text     string
	Tokens   []Token
}

// Wording is a rule in words: a clause for every condition in tree order, and
// the sentence, whose phrases are joined as they are.
type Wording struct {
	Clauses  []Clause
	Sentence []Phrase
}

// Words puts a rule into words, from the tree and the catalog alone. Muted and
// unfinished conditions have a clause but no place in the sentence.
func Words(r Rule, cat Catalog) Wording {
	w := &writer{cat: cat}
	out := Wording{Sentence: w.sentence(newResolver(cat, epoch).rule(r))}
	for _, lane := range []struct {
		node *Node
		path string
	}{{r.Include, "/include"}, {r.Exclude, "/exclude"}} {
		if lane.node != nil {
			w.clauses(lane.node, lane.path, &out.Clauses)
		}
	}
	return out
}

// Describe puts one condition or group into words ("live in Pune").
func Describe(n *Node, cat Catalog) string {
	w := &writer{cat: cat}
	if n.Cond != nil {
		return w.clause(n, "").Text
	}
	p := newResolver(cat, epoch).rule(Rule{Include: n})
	if p.Include == nil {
		return ""
	}
	var phrases []Phrase
	w.phrases(p.Include, false, &phrases)
	return joinPhrases(phrases)
}

type writer struct{ cat Catalog }

func (w *writer) clauses(n *Node, path string, out *[]Clause) {
	if n.Cond != nil {
		*out = append(*out, w.clause(n, path))
		return
	}
	for i, kid := range n.Kids {
		w.clauses(kid, kidPath(path, n.Mode, i), out)
	}
}

func (w *writer) clause(n *Node, path string) Clause {
	tokens := slices.DeleteFunc(n.Cond.tokens(w, n.Not), func(t Token) bool { return t.Text == "" })
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.Text
	}
	trait := n.Cond.Trait()
	look := LookOf(trait, w.cat)
	return Clause{
		ID: n.ID, Path: path, Trait: trait, Category: look.Category, Icon: look.Icon,
		Text: strings.Join(words, " "), Tokens: tokens,
	}
}

func (w *writer) orChoose(s string) string {
	if s == "" {
		return "choose…"
	}
	return s
}

// comparison writes what a value must be, and the editor for it.
func (w *writer) comparison(c Comparison, typ domain.ValueType) (text, edit string) {
	edit = map[domain.ValueType]string{domain.Number: "number", domain.Money: "number", domain.Date: "date", domain.Time: "date"}[typ]
	if edit == "" {
		edit = "values"
	}
	switch c.Op {
	case "any_of":
		return w.orChoose(w.list(c.Values, "or")), "values"
	case "contains":
		return "containing " + w.quote(c.Text), "text"
	case "starts_with":
		return "starting with " + w.quote(c.Text), "text"
	case "ends_with":
		return "ending with " + w.quote(c.Text), "text"
	case "matches":
		return "matching the pattern " + w.quote(c.Text), "text"
	case "is_set":
		return "filled in", edit
	case "is_true":
		return "yes", edit
	case "window":
		return w.window(c.Window), "date"
	}
	return w.numberText(c, typ), edit
}

func (w *writer) quote(s string) string {
	if s == "" {
		return w.orChoose("")
	}
	return "“" + s + "”"
}

func (w *writer) numberText(c Comparison, typ domain.ValueType) string {
	scale := scaleOf(typ)
	v, err := domain.ParseDecimal(c.Value, scale)
	if err != nil || c.Op == "" {
		return w.orChoose(c.Value)
	}
	value := w.value(domain.Value{Type: typ, Int: v})
	switch c.Op {
	case "eq":
		return "exactly " + value
	case "lt":
		return "less than " + value
	case "lte":
		return "at most " + value
	case "gt":
		return "more than " + value
	case "gte":
		return value + " or more"
	case "between":
		u, err := domain.ParseDecimal(c.To, scale)
		if err != nil {
			return "between " + value + " and " + w.orChoose(c.To)
		}
		return "between " + w.value(domain.Value{Type: typ, Int: min(u, v)}) + " and " + w.value(domain.Value{Type: typ, Int: max(u, v)})
	}
	return w.orChoose("")
}

// count writes how many things: "at least 2 orders".
func (w *writer) count(c *Count, one, many string, not bool) string {
	if c == nil {
		c = &Count{Op: "at_least", N: 1}
	}
	things := func(n int) string { return w.plural(int64(n), one, many) }
	switch c.Op {
	case "at_least":
		if one == "time" && c.N == 1 {
			return choose(not, "at least once", "even once")
		}
		if not && c.N == 1 {
			return "any " + many
		}
		return "at least " + things(c.N)
	case "at_most":
		return "at most " + things(c.N)
	case "exactly":
		if c.N == 0 {
			return choose(one == "time", "no "+many, "not once")
		}
		return "exactly " + things(c.N)
	case "between":
		return "between " + w.number(int64(min(c.N, c.To))) + " and " + things(max(c.N, c.To))
	}
	return w.orChoose("")
}

// countOf writes how many of some: "at least 1".
func (w *writer) countOf(c *Count) string {
	if c == nil {
		return "at least 1"
	}
	n := w.number(int64(c.N))
	switch c.Op {
	case "at_least":
		return "at least " + n
	case "at_most":
		return "at most " + n
	case "exactly":
		return "exactly " + n
	case "between":
		return "between " + w.number(int64(min(c.N, c.To))) + " and " + w.number(int64(max(c.N, c.To)))
	}
	return w.orChoose("")
}

// window writes a window: "in the last 365 days".
func (w *writer) window(win *Window) string {
	if win == nil {
		return "at any time"
	}
	unit := w.orChoose(win.Unit)
	length := w.plural(int64(win.N), unit, unit+"s")
	switch win.Kind {
	case "last", "next":
		if win.N == 1 {
			length = unit
		}
		return "in the " + win.Kind + " " + length
	case "more_than_ago":
		return "more than " + length + " ago"
	case "between_ago":
		return "between " + w.number(int64(min(win.N, win.UntilN))) + " and " +
			w.plural(int64(max(win.N, win.UntilN)), unit, unit+"s") + " ago"
	case "calendar":
		return w.orChoose(strings.ReplaceAll(win.Name, "_", " "))
	case "dates":
		from, to := win.From, win.To
		if a, okA := parseDay(from); okA {
			if b, okB := parseDay(to); okB && b < a {
				from, to = to, from
			}
		}
		return "from " + w.day(from) + " to " + w.day(to)
	case "before", "after":
		return win.Kind + " " + w.day(win.From)
	}
	return w.orChoose("")
}

func (w *writer) day(s string) string {
	d, ok := parseDay(s)
	if !ok {
		return w.orChoose(s)
	}
	return civil(d).Format("2 Jan 2006")
}

func (w *writer) lowerName(name string) string {
	if len(name) > 1 && name[1] >= 'a' && name[1] <= 'z' {
		return strings.ToLower(name[:1]) + name[1:]
	}
	return name
}

func (w *writer) fieldName(f domain.Field) string {
	if f.Builtin {
		return w.lowerName(f.Name)
	}
	return f.Name
}
