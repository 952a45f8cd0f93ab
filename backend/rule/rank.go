package rule

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Rank asks whether the contact is among the top or bottom N people, or N per
// cent, by a number: a field's, or an Amount. Among limits the ranking to the
// members of segments. Who has no number is not ranked; a percentage rounds up.
type Rank struct {
	End   string             `json:"end" enum:"top,bottom"`
	N     int                `json:"n"`
	Unit  string             `json:"unit" enum:"people,percent"`
	Field string             `json:"field,omitempty"`
	Among []domain.SegmentID `json:"among,omitempty"`
	Amount
}

// RankLeaf is a Rank made ready. It cannot be answered for one contact alone:
// somebody who knows everybody has to find its edge first, see Plan.Ranks.
type RankLeaf struct {
	Bottom  bool
	N       int64
	Percent bool
	Field   *domain.Field // nil: by Amount
	Amount  AmountLeaf
	Among   []SegmentPart // nil: everyone
	edge    Edge
}

// Edge is the last person of a ranking that is still in. The zero Edge lets nobody in.
type Edge struct {
	Value Ratio
	ID    domain.ContactID
	Some  bool
}

// Kind returns "rank".
func (*Rank) Kind() string { return "rank" }

// Trait returns the chip's key.
func (c *Rank) Trait() string {
	if c.Field != "" {
		return "rank:" + c.Field
	}
	return "rank:" + c.Event + "." + c.Property
}

func (c *Rank) resolve(r *resolver) Leaf {
	if c.N == 0 || c.End == "" || c.Unit == "" || c.Field == "" && c.Event == "" {
		r.unfinished("Say how many people, from which end, and what they are ranked by.")
		return nil
	}
	if c.N < 0 || c.Unit == "percent" && c.N > 100 {
		r.problem("The number of people has to be above 0, a percentage between 1 and 100. Type another number.")
		return nil
	}
	if c.End != "top" && c.End != "bottom" || c.Unit != "people" && c.Unit != "percent" {
		r.problem("Choose the top or the bottom, and people or per cent.")
		return nil
	}
	leaf := &RankLeaf{Bottom: c.End == "bottom", N: int64(c.N), Percent: c.Unit == "percent"}
	ok := true
	if c.Field != "" {
		leaf.Field, ok = r.rankField(c.Field)
	} else {
		leaf.Amount, ok = r.amount(c.Amount)
	}
	if !ok {
		return nil
	}
	if leaf.Among, ok = r.segments(c.Among); !ok {
		return nil
	}
	*r.ranks = append(*r.ranks, leaf)
	return leaf
}

func (r *resolver) rankField(key string) (*domain.Field, bool) {
	f, ok := r.cat.Field(key)
	if !ok {
		return nil, r.problem("This workspace knows nothing called %q about people. Choose another, or import it.", key)
	}
	if f.Type.Coded() || f.Type == domain.Bool {
		return nil, r.problem("%s is not a number, so nobody can be ranked by it. Choose a number or a date.", r.cat.FieldName(f))
	}
	return &f, true
}

// Limit returns how many of so many ranked people are in.
func (l *RankLeaf) Limit(ranked int) int {
	if !l.Percent {
		return int(min(int64(ranked), l.N))
	}
	return int((int64(ranked)*l.N + 99) / 100)
}

// Edge returns the edge that was set.
func (l *RankLeaf) Edge() Edge { return l.edge }

// SetEdge says where the ranking ends. Call it before the plan is used, for
// every leaf of Plan.Ranks in that order.
func (l *RankLeaf) SetEdge(e Edge) { l.edge = e }

// Before reports whether a ranked person comes before another, or is the same.
func (l *RankLeaf) Before(a Ratio, idA domain.ContactID, b Ratio, idB domain.ContactID) bool {
	c := a.Compare(b)
	if l.Bottom {
		c = -c
	}
	return c > 0 || c == 0 && idA <= idB
}

// Ranks returns the rankings a plan needs to know the edges of, those that
// others depend on first.
func (p *Plan) Ranks() []*RankLeaf { return p.ranks }

// RankPeople finds the edges among people who are all there are: the reference.
func (p *Plan) RankPeople(people []Person) {
	for _, l := range p.ranks {
		l.SetEdge(l.edgeAmong(people, p))
	}
}

func (l *RankLeaf) edgeAmong(people []Person, p *Plan) Edge {
	var ranked []Edge
	for i := range people {
		s := p.subject(&people[i])
		if v, ok := l.number(s); ok && l.among(s) {
			ranked = append(ranked, Edge{v, people[i].Contact.ID, true})
		}
	}
	slices.SortFunc(ranked, func(a, b Edge) int {
		c := cmp.Or(-a.Value.Compare(b.Value), 0)
		if l.Bottom {
			c = -c
		}
		return cmp.Or(c, cmp.Compare(a.ID, b.ID))
	})
	n := l.Limit(len(ranked))
	if n == 0 {
		return Edge{}
	}
	return ranked[n-1]
}

func (l *RankLeaf) among(s *subject) bool {
	return len(l.Among) == 0 || slices.ContainsFunc(l.Among, func(p SegmentPart) bool { return p.has(s) })
}

// number returns what the contact is ranked by, if there is such a number.
func (l *RankLeaf) number(s *subject) (Ratio, bool) {
	if l.Field != nil {
		v := s.value(*l.Field)
		return Ratio{v.Int, 1}, v.IsSet()
	}
	v, _, ok := l.Amount.reckon(s)
	return v, ok
}

func (l *RankLeaf) find(s *subject) finding {
	v, ok := l.number(s)
	f := finding{total: v, known: ok}
	e := l.edge
	f.match = ok && e.Some && l.Before(v, s.person.Contact.ID, e.Value, e.ID) && l.among(s)
	return f
}

func (l *RankLeaf) facts(v voice, f finding) string { return v.rankFacts(l, f) }

func (v english) rankFacts(l *RankLeaf, f finding) string {
	if !f.known {
		return "Not ranked: nothing to reckon with"
	}
	unit := v.amountUnit(l.Amount.Measure)
	text := "Comes to " + v.ranked(l, f.total) + unit
	if !l.edge.Some {
		return text
	}
	return text + "; the ranking ends at " + v.ranked(l, l.edge.Value) + unit
}

// ranked writes what a ranking compares people by.
func (w writer) ranked(l *RankLeaf, n Ratio) string {
	if l.Field != nil {
		return w.value(domain.Value{Type: l.Field.Type, Int: n.Num})
	}
	return w.amount(n, l.Amount.Type)
}

func (c *Rank) tokens(v voice, not bool) []Token { return v.rank(c, not) }

func (v english) rank(c *Rank, not bool) []Token {
	size := v.orChoose(choose(c.N == 0, v.number(int64(c.N)), "")) + choose(c.Unit == "percent", " people", " %")
	by := v.orChoose(c.Field)
	if f, ok := v.cat.Field(c.Field); ok {
		by = fieldNoun(f)
	} else if c.Event != "" {
		by = v.amountName(c.Amount)
	}
	out := []Token{{choose(not, "are in", "are not in"), "not"}, {"the " + v.orChoose(c.End) + " " + size, "number"}}
	if len(c.Among) > 0 {
		out = append(out, Token{"among " + v.segmentNames(c.Among), "segment"})
	}
	out = append(out, Token{"by " + by, "measure"})
	if c.Field == "" {
		out = append(append(out, v.where(c.Where, "where")...), Token{v.window(c.Window), "window"})
	}
	return out
}

// Key names what people are ranked by: equal keys give equal numbers for the same
// data. open says that no fact lies after the plan's instant.
func (l *RankLeaf) Key(open bool) string {
	what := struct {
		Field  *domain.Field
		Amount AmountLeaf
	}{l.Field, l.Amount}
	if open && what.Amount.Span.Hi >= what.Amount.AsOf && (l.Amount.Measure == "" || !slices.Contains(sinceMeasures, l.Amount.Measure)) {
		what.Amount.AsOf, what.Amount.Span.Hi = 0, 0
	}
	return fmt.Sprintf("%+v", what)
}

// sinceMeasures change as time passes.
var sinceMeasures = []string{"since_first", "since_last"}
