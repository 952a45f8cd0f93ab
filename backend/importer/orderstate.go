package importer

import (
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// notPaid is why an order that is none is left out.
const notPaid = "not_paid"

// orderStates knows which orders were not paid or were canceled. Shops write the state
// on the first line of an order only.
type orderStates struct {
	rd   *reader
	dead map[string]bool
}

// leavesOut reports whether the row's order is none. order is its number, "" for none.
func (s *orderStates) leavesOut(cells []sheet.Cell, order string) bool {
	if s.rd == nil {
		return false
	}
	text, _ := s.rd.text(cells)
	if text == "" {
		return order != "" && s.dead[order]
	}
	dead := deadStates()[normalHeader(text)]
	if dead && order != "" {
		if s.dead == nil {
			s.dead = map[string]bool{}
		}
		s.dead[order] = true
	}
	return dead
}

// isDead reports whether the row at hand belongs to no real order.
func (o *orders) isDead(row *sheet.Row) bool {
	order := ""
	if o.order != nil {
		order, _ = o.order.id(row.Cells)
	}
	return o.states.leavesOut(row.Cells, order)
}

// buyer returns the person of the order's earlier lines for a line that names nobody,
// 0 for all others: some shops write the email on the first line only.
func (o *orders) buyer(row *sheet.Row, who *person) domain.ContactID {
	if o.order == nil || who.email != "" || who.id != "" || who.badEmail != "" {
		return 0
	}
	id, _ := o.order.id(row.Cells)
	if sum, ok := o.sums[orderKey{id, canceled(id)}]; ok && id != "" {
		return sum.event.ContactID
	}
	return 0
}

// policy is what becomes of a person's values: an order tells little about them, so it
// only fills blanks.
func (o *orders) policy() string {
	if o.r.plan.OnMatch == OnMatchKeep {
		return OnMatchKeep
	}
	return OnMatchFill
}
