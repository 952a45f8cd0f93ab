package rule

import "strings"

// Phrase is a piece of the sentence. NodeID and Category are set where it is a
// clause. Kind is "" for joining words, "clause", or "but" for the words that
// leave people out.
type Phrase struct {
	Text     string
	NodeID   string
	Category string
	Kind     string
}

// Sentence returns the rule as one plain sentence.
func Sentence(r Rule, cat Catalog) string { return joinPhrases(Words(r, cat).Sentence) }

func joinPhrases(phrases []Phrase) string {
	var b strings.Builder
	for _, p := range phrases {
		b.WriteString(p.Text)
	}
	return b.String()
}

// part is a clause (node), or parts of which All or Any hold. Negated groups
// are carried down to the clauses, since "not all of" can hardly be said plainly.
type part struct {
	node *PlanNode
	not  bool
	mode Mode
	kids []part
}

func partOf(n *PlanNode, flip bool) part {
	not := n.Not != flip
	if n.Mode == "" {
		return part{node: n, not: not}
	}
	out := part{}
	out.mode, flip = turn(n.Mode, not)
	for _, kid := range n.Kids {
		if k := partOf(kid, flip); k.mode == out.mode {
			out.kids = append(out.kids, k.kids...)
		} else {
			out.kids = append(out.kids, k)
		}
	}
	if len(out.kids) == 1 {
		return out.kids[0]
	}
	return out
}

// speaker writes the sentence of one rule.
type speaker struct {
	voice
	cat Catalog
	out []Phrase
}

func (s *speaker) say(text string) { s.out = append(s.out, Phrase{Text: text}) }

func (s *speaker) sentence(p *Plan) []Phrase {
	f := s.frame()
	only := p.Include == nil
	if only {
		if len(p.Always) == 0 {
			return []Phrase{{Text: f.nobody + f.stop}}
		}
		s.say(s.pinned(len(p.Always), len(p.Never), only) + f.stop)
		return s.out
	}
	s.include(f, partOf(p.Include, false))
	if p.Exclude != nil {
		s.out = append(s.out, Phrase{Text: ", "}, Phrase{Text: f.but, Kind: "but"}, Phrase{Text: f.butWho})
		s.part(partOf(p.Exclude, false), true)
	}
	if len(p.Always)+len(p.Never) > 0 {
		s.say("; " + s.pinned(len(p.Always), len(p.Never), only))
	}
	s.say(f.stop)
	return s.out
}

func (s *speaker) include(f frame, p part) {
	if p.node != nil && !p.not {
		if _, all := p.node.Node.Cond.(*Everyone); all {
			s.clause(p, f.everyone)
			return
		}
	}
	s.say(f.who)
	s.part(p, true)
}

// part writes a part. At the top of a lane a group needs no opening word.
func (s *speaker) part(p part, top bool) {
	if p.node != nil {
		s.clause(p, clauseText(tokensOf(p.node.Node, p.not, s.voice)))
		return
	}
	j := s.joints(p.mode, top, len(p.kids))
	if j.open != "" {
		s.say(j.open)
	}
	for i, kid := range p.kids {
		switch {
		case i == 0:
		case i < len(p.kids)-1:
			s.say(j.comma)
		case p.kids[i-1].node == nil:
			s.say(j.after)
		default:
			s.say(j.last)
		}
		s.part(kid, false)
	}
}

func (s *speaker) clause(p part, text string) {
	look := LookOf(p.node.Node.Cond.Trait(), s.cat)
	s.out = append(s.out, Phrase{text, p.node.Node.ID, look.Category, "clause"})
}
