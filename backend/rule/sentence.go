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

func (w *writer) sentence(p *Plan) []Phrase {
	if p.Include == nil {
		return []Phrase{{Text: "Nobody yet."}}
	}
	out := []Phrase{{Text: "People who "}}
	if e := p.Include.only(); e != nil {
		if _, all := e.Node.Cond.(*Everyone); all && !e.Not {
			c := w.clause(e.Node, e.Path)
			out = []Phrase{{"Everyone", c.ID, c.Category, "clause"}}
		} else {
			w.phrases(p.Include, true, &out)
		}
	} else {
		w.phrases(p.Include, true, &out)
	}
	if p.Exclude != nil {
		out = append(out, Phrase{Text: ", "}, Phrase{Text: "but not", Kind: "but"}, Phrase{Text: " anyone who "})
		w.phrases(p.Exclude, true, &out)
	}
	return append(out, Phrase{Text: "."})
}

// only returns the one condition a node comes down to, nil if there are more.
func (n *PlanNode) only() *PlanNode {
	for n.Mode == All || n.Mode == Any {
		if n.Not || len(n.Kids) != 1 {
			return nil
		}
		n = n.Kids[0]
	}
	if n.Mode != "" {
		return nil
	}
	return n
}

// phrases writes a node. At the top of a lane "all" and "any" need no opening word.
func (w *writer) phrases(n *PlanNode, top bool, out *[]Phrase) {
	if n.Mode == "" {
		c := w.clause(n.Node, n.Path)
		*out = append(*out, Phrase{c.Text, c.ID, c.Category, "clause"})
		return
	}
	if len(n.Kids) == 1 && n.Mode != None && !n.Not {
		w.phrases(n.Kids[0], top, out)
		return
	}
	open, last := w.joints(n, top)
	if open != "" {
		*out = append(*out, Phrase{Text: open})
	}
	for i, kid := range n.Kids {
		if i > 0 {
			*out = append(*out, Phrase{Text: joint(n, i, last)})
		}
		w.phrases(kid, false, out)
	}
}

// joints returns the words that open a group and that stand before its last part.
func (w *writer) joints(n *PlanNode, top bool) (open, last string) {
	mode := n.Mode
	switch {
	case n.Not && mode == Any:
		mode = None
	case n.Not && mode == None:
		mode = Any
	case n.Not:
		return "do not match all of: ", " and "
	}
	switch {
	case mode == None && len(n.Kids) == 1:
		return "are not people who ", ""
	case mode == None:
		return "neither ", " nor "
	case mode == Any && top:
		return "", " or "
	case mode == Any:
		return "either ", " or "
	case top:
		return "", " and "
	case len(n.Kids) == 2:
		return "both ", " and "
	}
	return "all of: ", " and "
}

// joint keeps parts apart by commas, the last by its word. After a group the
// comma stays, so that "a or b, and c" cannot be taken for "b and c".
func joint(n *PlanNode, i int, last string) string {
	if i < len(n.Kids)-1 {
		return ", "
	}
	if before := n.Kids[i-1]; before.Mode != "" && len(before.Kids) > 1 {
		return "," + last
	}
	return last
}
