package sqlgen

import (
	"strconv"

	"github.com/kvnmail/kvnmail/backend/rule"
)

func (b *builder) segment(l rule.SegmentLeaf) predicate { return b.parts(l.Parts) }

// parts holds for who is in any of some segments.
func (b *builder) parts(parts []rule.SegmentPart) predicate {
	var in []predicate
	for _, p := range parts {
		if p.Plan == nil {
			in = append(in, b.frozen(p))
			continue
		}
		in = append(in, b.saved(p))
	}
	return some(in...)
}

// frozen asks for the stays on record at the plan's instant.
func (b *builder) frozen(p rule.SegmentPart) predicate {
	asOf := b.plan.AsOf.UnixMilli()
	return member(sql("SELECT m.contact_id FROM membership m WHERE m.segment_id = $ AND m.entered_at <= $ AND (m.left_at IS NULL OR m.left_at > $)",
		int64(p.ID), asOf, asOf))
}

// saved makes one table of the members of a segment, however often it is asked about.
func (b *builder) saved(p rule.SegmentPart) predicate {
	name, ok := b.known[p.Plan]
	if !ok {
		members := b.members(p.Plan)
		name = "segment_" + strconv.FormatInt(int64(p.ID), 10)
		b.known[p.Plan] = name
		b.ctes = append(b.ctes, sql("$(id) AS MATERIALIZED (SELECT c.id FROM contact c WHERE $)", name, members.yes))
	}
	return member(sql("SELECT id FROM $", name))
}
