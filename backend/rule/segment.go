package rule

import (
	"slices"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Segment asks whether the contact is in any of some saved segments, as of the
// same instant. The members of a frozen segment are those on record.
type Segment struct {
	Segments []domain.SegmentID `json:"segments"`
}

// SegmentLeaf is a Segment made ready.
type SegmentLeaf struct{ Parts []SegmentPart }

// SegmentPart is one segment asked about. Plan is nil when it is frozen: then
// who has a stay on record at the instant is in it.
type SegmentPart struct {
	ID   domain.SegmentID
	Name string
	Plan *Plan
}

// Kind returns "segment".
func (*Segment) Kind() string { return "segment" }

// Trait returns the chip's key.
func (c *Segment) Trait() string {
	if len(c.Segments) == 0 {
		return "segment"
	}
	return segmentTrait(c.Segments[0])
}

func (c *Segment) resolve(r *resolver) Leaf {
	if len(c.Segments) == 0 {
		r.unfinished("Choose at least one segment.")
		return nil
	}
	parts, ok := r.segments(c.Segments)
	if !ok {
		return nil
	}
	return SegmentLeaf{parts}
}

func (r *resolver) segments(ids []domain.SegmentID) (parts []SegmentPart, ok bool) {
	for _, id := range ids {
		g, ok := r.cat.segments[id]
		if !ok {
			return nil, r.problem("A segment used here was deleted. Choose another segment or remove this rule.")
		}
		part := SegmentPart{ID: id, Name: g.name}
		if !g.frozen {
			if part.Plan, ok = r.segment(id, g); !ok {
				return nil, false
			}
		}
		parts = append(parts, part)
	}
	return parts, true
}

// segment reads a saved segment inside the one being read, and refuses circles.
func (r *resolver) segment(id domain.SegmentID, g savedSegment) (*Plan, bool) {
	if i := slices.Index(r.chain, id); i >= 0 {
		return nil, r.problemOf(circleProblem, r.say("These segments ask about each other in a circle: %s. Remove one of them from the circle.", r.circle(i, id)))
	}
	if g.err != nil {
		return nil, r.problemOf(segmentProblem, r.say("The segment %q cannot be read. Open it and build it again.", g.name))
	}
	if p, ok := r.known[id]; ok {
		return p, true
	}
	if fault, ok := r.faults[id]; ok {
		return nil, r.problemOf(fault.kind, fault.Message)
	}
	inner := &resolver{cat: r.cat, now: r.now, known: r.known, faults: r.faults, ranks: r.ranks, chain: append(slices.Clone(r.chain), id)}
	p := inner.rule(g.rule)
	if len(inner.problems) > 0 {
		fault := inner.problems[0]
		if fault.kind == ownProblem {
			fault.Message = r.say("The segment “%s” has a rule that has to be mended first: %s", g.name, fault.Message)
			fault.kind = segmentProblem
		}
		r.faults[id] = fault
		return nil, r.problemOf(fault.kind, fault.Message)
	}
	r.known[id] = p
	return p, true
}

func (r *resolver) circle(from int, id domain.SegmentID) string {
	var names []string
	for _, s := range append(slices.Clone(r.chain[from:]), id) {
		name, _ := r.cat.SegmentName(s)
		names = append(names, "“"+name+"”")
	}
	return strings.Join(names, r.say(" asks about "))
}

// FindCircle reports, as a blocked error naming the path, that saving rule r as
// segment id would make segments ask about each other in a circle.
func FindCircle(id domain.SegmentID, name string, r Rule, cat Catalog) error {
	segments := map[domain.SegmentID]savedSegment{}
	for k, v := range cat.segments {
		segments[k] = v
	}
	segments[id] = savedSegment{name: name, rule: r}
	cat.segments = segments
	res := newResolver(cat, epoch)
	res.chain = []domain.SegmentID{id}
	res.rule(r)
	for _, p := range res.problems {
		if p.kind == circleProblem {
			return domain.ErrorAt(domain.Blocked, p.Path, "%s", p.Message)
		}
	}
	return nil
}

func (l SegmentLeaf) find(s *subject) finding {
	var f finding
	for _, p := range l.Parts {
		if p.has(s) {
			f.match = true
			f.names = append(f.names, p.Name)
		}
	}
	return f
}

func (p SegmentPart) has(s *subject) bool {
	if p.Plan != nil {
		return p.Plan.members(s)
	}
	return slices.ContainsFunc(s.person.Stays, func(m domain.Membership) bool {
		return m.SegmentID == p.ID && m.EnteredAt.UnixMilli() <= s.asOf && (m.LeftAt.IsZero() || m.LeftAt.UnixMilli() > s.asOf)
	})
}

func partNames(parts []SegmentPart) []string {
	var names []string
	for _, p := range parts {
		names = append(names, p.Name)
	}
	return names
}

func (l SegmentLeaf) facts(v voice, f finding) string { return v.segmentFacts(l, f) }

func (v english) segmentFacts(l SegmentLeaf, f finding) string {
	if !f.match {
		return "Not in " + v.list(partNames(l.Parts), "or")
	}
	return "In " + v.list(f.names, "and")
}

func (c *Segment) tokens(v voice, not bool) []Token { return v.segment(c, not) }

func (v english) segment(c *Segment, not bool) []Token {
	return []Token{{choose(not, "are in", "are not in"), "not"}, {v.segmentNames(c.Segments), "segment"}}
}

// segmentNames writes the names of segments: "VIPs or Regulars".
func (v english) segmentNames(ids []domain.SegmentID) string {
	return v.orChoose(v.list(v.namesOfSegments(ids, "a deleted segment"), "or"))
}

// namesOfSegments returns the names of segments, with other words for those
// that are not there any more.
func (w writer) namesOfSegments(ids []domain.SegmentID, deleted string) []string {
	var names []string
	for _, id := range ids {
		name, ok := w.cat.SegmentName(id)
		names = append(names, choose(ok, deleted, name))
	}
	return names
}

// Segments returns the segments a rule asks about, itself or in a ranking or by
// their history.
func (r Rule) Segments() []domain.SegmentID {
	return append(r.collect(func(c Condition) []domain.SegmentID {
		switch c := c.(type) {
		case *Segment:
			return c.Segments
		case *Rank:
			return c.Among
		}
		return nil
	}), r.Histories()...)
}

// Histories returns the segments whose history a rule asks about.
func (r Rule) Histories() []domain.SegmentID {
	return r.collect(func(c Condition) []domain.SegmentID {
		if h, ok := c.(*History); ok {
			return h.Segments
		}
		return nil
	})
}

// collect gathers what is found in every condition.
func (r Rule) collect(find func(Condition) []domain.SegmentID) []domain.SegmentID {
	var out []domain.SegmentID
	var walk func(n *Node)
	walk = func(n *Node) {
		if n == nil {
			return
		}
		if n.Cond != nil {
			out = append(out, find(n.Cond)...)
		}
		for _, k := range n.Kids {
			walk(k)
		}
	}
	walk(r.Include)
	walk(r.Exclude)
	return out
}
