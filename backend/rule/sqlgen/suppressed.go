package sqlgen

import "github.com/kvnmail/kvnmail/backend/rule"

func (b *builder) suppressed(l rule.SuppressedLeaf) predicate {
	reasons := sql("1")
	if len(l.Reasons) > 0 {
		var keys []string
		for _, r := range l.Reasons {
			keys = append(keys, string(r))
		}
		reasons = sql("s.reason IN $", list(keys))
	}
	return member(sql("SELECT s.contact_id FROM suppression s WHERE s.at <= $ AND $ AND $", b.plan.AsOf.UnixMilli(), within("s.at", l.In), reasons))
}
