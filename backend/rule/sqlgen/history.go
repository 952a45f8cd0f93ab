package sqlgen

import (
	"strconv"
	"strings"

	"github.com/kvnmail/kvnmail/backend/rule"
)

func (b *builder) history(l rule.HistoryLeaf) predicate {
	var ids []string
	for _, id := range l.Segments {
		ids = append(ids, strconv.FormatInt(int64(id), 10))
	}
	column := "m.entered_at"
	if l.Left {
		column = "m.left_at"
	}
	return member(sql("SELECT m.contact_id FROM membership m WHERE m.segment_id IN ($) AND $", strings.Join(ids, ", "), within(column, l.In)))
}
