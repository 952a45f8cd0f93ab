package sqlgen

import "github.com/kvnmail/kvnmail/backend/rule"

// recency needs no look at events beyond the far edge of the window: the last
// event lies in it when the last one from its start on is not after its end.
func (b *builder) recency(l rule.RecencyLeaf) predicate {
	s, edge := l.Selection, sql("max(e.at) <= $", l.In.Hi)
	if l.First {
		s.Span.Hi = min(s.Span.Hi, l.In.Hi)
		edge = sql("min(e.at) >= $", l.In.Lo)
	} else {
		s.Span.Lo = max(s.Span.Lo, l.In.Lo)
	}
	return member(sql("SELECT e.contact_id FROM event e WHERE $ GROUP BY e.contact_id HAVING $", b.selected(s), edge))
}
