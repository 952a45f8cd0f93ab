package rule

import (
	"slices"
	"strings"
)

// Token is a piece of a clause. Edit names the editor it opens, "" for plain
// words: "not", "values", "number", "count", "window", "where", "text", "date",
// "segment", "messages", "measure", "step", "within", "same", "is", "has", "used".
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

// Words puts a rule into words of the catalog's language, from the tree and the
// catalog alone. Muted and unfinished conditions have a clause but no place in
// the sentence.
func Words(r Rule, cat Catalog) Wording {
	v := voiceOf(cat)
	s := speaker{voice: v, cat: cat}
	out := Wording{Sentence: s.sentence(newResolver(cat, epoch).rule(r))}
	for _, lane := range []struct {
		node *Node
		path string
	}{{r.Include, "/include"}, {r.Exclude, "/exclude"}} {
		if lane.node != nil {
			out.Clauses = append(out.Clauses, clauses(lane.node, lane.path, v, cat)...)
		}
	}
	return out
}

// Describe puts one condition or group into words ("live in Pune").
func Describe(n *Node, cat Catalog) string {
	v := voiceOf(cat)
	if n.Cond != nil {
		return clauseText(tokensOf(n, n.Not, v))
	}
	p := newResolver(cat, epoch).rule(Rule{Include: n})
	if p.Include == nil {
		return ""
	}
	s := speaker{voice: v, cat: cat}
	s.part(partOf(p.Include, false), false)
	return joinPhrases(s.out)
}

func clauses(n *Node, path string, v voice, cat Catalog) []Clause {
	if n.Cond != nil {
		return []Clause{clauseOf(n, path, v, cat)}
	}
	var out []Clause
	for i, kid := range n.Kids {
		out = append(out, clauses(kid, kidPath(path, n.Mode, i), v, cat)...)
	}
	return out
}

func clauseOf(n *Node, path string, v voice, cat Catalog) Clause {
	tokens := tokensOf(n, n.Not, v)
	trait := n.Cond.Trait()
	look := LookOf(trait, cat)
	return Clause{
		ID: n.ID, Path: path, Trait: trait, Category: look.Category, Icon: look.Icon,
		Text: clauseText(tokens), Tokens: tokens,
	}
}

// tokensOf returns a condition's tokens, none of them empty or with stray
// spaces: values may come with any.
func tokensOf(n *Node, not bool, v voice) []Token {
	tokens := n.Cond.tokens(v, not)
	for i, t := range tokens {
		tokens[i].Text = strings.Join(strings.Fields(t.Text), " ")
	}
	return slices.DeleteFunc(tokens, func(t Token) bool { return t.Text == "" })
}

func clauseText(tokens []Token) string {
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.Text
	}
	return strings.Join(words, " ")
}
