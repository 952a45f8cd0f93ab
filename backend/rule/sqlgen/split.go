package sqlgen

import "github.com/kvnmail/kvnmail/backend/rule"

func (b *builder) split(l rule.SplitLeaf) predicate {
	return maybe(sql("kvn_lot($, c.id) BETWEEN $ AND $", int64(l.Salt), signed(l.Lo), signed(l.Hi)))
}

// signed maps a lot to an integer SQL has, keeping the order.
func signed(lot uint64) int64 { return int64(lot ^ 1<<63) }
