package importer

import (
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// orderKey tells orders from the returns of the same number.
type orderKey struct {
	id       string
	returned bool
}

// orderSum adds the lines of one order up.
type orderSum struct {
	event    domain.Event // as it will be, or as it was when existed
	existed  bool
	at       time.Time // the earliest line
	order    string
	amount   int64 // of new lines
	quantity int64 // of new lines, a line without one counting 1
	priced   bool
	fresh    int   // new lines
	matched  int64 // amount of lines that were here already
}

// sumOf finds the sum a line belongs to.
func (o *orders) sumOf(l *line) (*orderSum, error) {
	key := orderKey{l.orderID(), l.returned}
	if sum, ok := o.sums[key]; ok {
		return sum, nil
	}
	sum := &orderSum{at: l.at, order: l.order}
	sum.event = domain.Event{ContactID: l.person, Type: domain.EventPurchased, Key: key.id}
	if l.returned {
		sum.event.Type = domain.EventRefunded
	}
	have, found, err := o.r.tx.EventByKey(sum.event.Type, key.id)
	if err != nil {
		return nil, err
	}
	if found {
		sum.event, sum.existed = have, true
	}
	o.sums[key] = sum
	o.sequence = append(o.sequence, sum)
	return sum, nil
}

// see takes a line's time.
func (s *orderSum) see(l *line) {
	if l.at.Before(s.at) {
		s.at = l.at
	}
}

// count takes a new line's numbers.
func (s *orderSum) count(l *line) {
	s.fresh++
	s.amount += l.amount.n
	s.priced = s.priced || l.amount.set
	if l.quantity.set {
		s.quantity += l.quantity.n
	} else {
		s.quantity += domain.NumberScale
	}
}

// finish writes the orders that the lines made.
func (o *orders) finish() error {
	for i, sum := range o.sequence {
		if i%1024 == 0 && o.r.ctx.Err() != nil {
			return o.r.ctx.Err()
		}
		if err := o.write(sum); err != nil {
			return err
		}
	}
	return nil
}

func (o *orders) write(s *orderSum) error {
	if !s.existed {
		s.event.At = s.at
		s.event.Props = s.props(s.amount, s.quantity)
		o.r.tally.EventsAdded++
		_, err := o.r.tx.AddEvent(s.event)
		return err
	}
	if s.fresh == 0 || o.r.plan.OnMatch == OnMatchKeep {
		return nil
	}
	amount, quantity := s.total()
	s.event.Props = replaceProps(s.event.Props, s.props(amount, quantity))
	if s.at.Before(s.event.At) {
		s.event.At = s.at
	}
	return o.r.tx.UpdateEvent(s.event)
}

// total adds new lines to an order that was here. An order that came without
// lines, or whose amount these lines explain, keeps its amount: they are its
// lines, not more of it.
func (s *orderSum) total() (amount, quantity int64) {
	before, counted := s.event.Prop(domain.PropAmount), s.event.Prop(domain.PropQuantity)
	explained := before.IsSet() && (!counted.IsSet() || s.matched == 0 && before.Int == s.amount)
	if explained {
		return before.Int, max(counted.Int, s.quantity)
	}
	return before.Int + s.amount, counted.Int + s.quantity
}

func (s *orderSum) props(amount, quantity int64) []domain.PropertyValue {
	var props []domain.PropertyValue
	if s.priced || s.event.Prop(domain.PropAmount).IsSet() {
		props = append(props, domain.PropertyValue{ID: domain.PropAmount, Value: domain.MoneyValue(amount)})
	}
	props = append(props, domain.PropertyValue{ID: domain.PropQuantity, Value: domain.Value{Type: domain.Number, Int: quantity}})
	return addText(props, domain.PropOrder, s.order)
}

// replaceProps returns have with the values of fresh in place of its own.
func replaceProps(have, fresh []domain.PropertyValue) []domain.PropertyValue {
	out := append([]domain.PropertyValue(nil), have...)
	for _, p := range fresh {
		found := false
		for i := range out {
			if out[i].ID == p.ID {
				out[i].Value, found = p.Value, true
			}
		}
		if !found {
			out = append(out, p)
		}
	}
	return out
}
