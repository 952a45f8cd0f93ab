package sqlgen

import "github.com/kvnmail/kvnmail/backend/rule"

func (b *builder) lapsed(l rule.LapsedLeaf) predicate {
	return all(b.counted(l.Selection, l.Count), b.counted(l.Lately, rule.Span{}))
}
