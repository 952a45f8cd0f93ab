package sqlgen

import (
	"math"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Dialect is the SQL of one database engine.
type Dialect struct{ name string }

// SQLite is the only dialect so far. Its queries need Functions.
var SQLite = Dialect{"SQLite"}

// Statement is a query with its arguments.
type Statement struct {
	SQL  string
	Args []any
}

// No value lies outside these, so a span that reaches them is open there.
const (
	lowest  = math.MinInt64 + 1
	highest = math.MaxInt64
)

// Query returns the query for a plan's members: one column, the contact ids in
// ascending order. It needs no edges of rankings: it finds them itself.
func (d Dialect) Query(p *rule.Plan) (Statement, error) {
	if d != SQLite {
		return Statement{}, domain.Errorf(domain.Internal, "KVN Mail cannot ask the database %q. Please report it.", d.name)
	}
	b := &builder{plan: p, known: map[any]string{}, props: map[domain.PropertyID]domain.Property{}}
	for _, prop := range p.Catalog().Properties {
		b.props[prop.ID] = prop
	}
	members := b.members(p)
	if b.err != nil {
		return Statement{}, b.err
	}
	q := sql("$SELECT c.id FROM contact c WHERE $ ORDER BY c.id", b.with(), members.yes)
	return Statement{q.sql, q.args}, nil
}

// builder collects what a query needs besides its main part.
type builder struct {
	plan  *rule.Plan
	ctes  []fragment     // "name(columns) AS (...)", those others ask first
	known map[any]string // names of the tables made, by plan or ranking
	props map[domain.PropertyID]domain.Property
	err   error
}

func (b *builder) with() fragment {
	if len(b.ctes) == 0 {
		return fragment{}
	}
	parts := make([]any, len(b.ctes))
	for i, c := range b.ctes {
		parts[i] = c
	}
	return sql("WITH "+strings.TrimSuffix(strings.Repeat("$, ", len(parts)), ", ")+" ", parts...)
}

// members holds for the members of a plan: the lanes and people chosen by hand.
func (b *builder) members(p *rule.Plan) predicate {
	out := never
	if p.Include != nil {
		out = b.node(p.Include)
	}
	if p.Exclude != nil {
		out = all(out, not(b.node(p.Exclude)))
	}
	if len(p.Always) > 0 {
		out = some(out, member(array(p.Always)))
	}
	if len(p.Never) > 0 {
		out = all(out, not(member(array(p.Never))))
	}
	return out
}

func (b *builder) node(n *rule.PlanNode) predicate {
	if n.Leaf != nil {
		return notIf(n.Not, b.leaf(n.Leaf))
	}
	var kids []predicate
	for _, k := range n.Kids {
		kids = append(kids, b.node(k))
	}
	return notIf(n.Not, group(n.Mode, kids))
}

func (b *builder) leaf(l rule.Leaf) predicate {
	switch l := l.(type) {
	case rule.EveryoneLeaf:
		return b.everyone()
	case rule.FieldLeaf:
		return b.field(l)
	case *rule.RankLeaf:
		return b.rank(l)
	case rule.SegmentLeaf:
		return b.segment(l)
	case rule.HistoryLeaf:
		return b.history(l)
	case rule.ConsentLeaf:
		return b.consent(l)
	case rule.SuppressedLeaf:
		return b.suppressed(l)
	case rule.BouncedLeaf:
		return b.bounced(l)
	case rule.RoleLeaf:
		return b.role()
	case rule.UnengagedLeaf:
		return b.unengaged(l)
	case rule.SplitLeaf:
		return b.split(l)
	}
	return b.behaviour(l)
}

// behaviour is a condition on events.
func (b *builder) behaviour(l rule.Leaf) predicate {
	switch l := l.(type) {
	case rule.EventLeaf:
		return b.event(l)
	case rule.NthLeaf:
		return b.nth(l)
	case rule.RegularLeaf:
		return b.regular(l)
	case rule.LapsedLeaf:
		return b.lapsed(l)
	case rule.MeasureLeaf:
		return b.measure(l)
	case rule.RecencyLeaf:
		return b.recency(l)
	case rule.MessagesLeaf:
		return b.messages(l)
	case rule.SequenceLeaf:
		return b.sequence(l)
	case rule.HabitLeaf:
		return b.habit(l)
	}
	b.err = domain.Errorf(domain.Internal, "KVN Mail cannot ask a database about this kind of rule (%T). Please report it.", l)
	return never
}
