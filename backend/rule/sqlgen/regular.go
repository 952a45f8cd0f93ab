package sqlgen

import "github.com/kvnmail/kvnmail/backend/rule"

// regular counts the periods in which there is an event: each period is a range
// of the index by time.
func (b *builder) regular(l rule.RegularLeaf) predicate {
	periods := make([][2]int64, len(l.Edges)-1)
	for i := range periods {
		periods[i] = [2]int64{l.Edges[i] + 1, l.Edges[i+1]}
	}
	each := sql(`SELECT contact_id FROM (SELECT DISTINCT p.key AS period, e.contact_id FROM json_each($) p
		CROSS JOIN event e ON e.at BETWEEN p.value ->> 0 AND p.value ->> 1 WHERE $) GROUP BY contact_id HAVING`, asText(periods), b.selected(l.Selection))
	switch {
	case l.Count.Has(0) && l.Count.Hi >= int64(len(periods)):
		return always
	case l.Count.Has(0):
		return not(member(sql("$ count(*) > $", each, l.Count.Hi)))
	}
	return member(sql("$ $", each, within("count(*)", l.Count)))
}
