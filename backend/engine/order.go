package engine

import (
	"context"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// OrderKey is one thing people are put in order by. Who has nothing of it comes
// last, whichever way the others go.
type OrderKey struct {
	By         OrderBy
	Field      domain.FieldID     // for ByField
	Event      domain.EventTypeID // for ByCount, ByLast and BySum
	Property   domain.PropertyID  // for BySum: a number or an amount of money
	Set        *Bitmap            // for BySet: its people come first
	Descending bool
}

// OrderBy says what an OrderKey looks at.
type OrderBy uint8

// What people can be put in order by.
const (
	ByField OrderBy = iota // the value of a field; texts by Unicode collation, whatever their case
	ByName                 // what they are called: names, else the email address, else the id
	ByCount                // how many events of a type they have
	ByLast                 // when the last event of a type was
	BySum                  // what a property of all their events of a type adds up to
	BySet                  // whether they are in a set
)

// Order returns the numbers of everybody, sorted by some keys, the first of them
// first, and by contact id where all are equal. Events after asOf do not count.
// Orders are kept until the data changes: do not change what is returned.
func (e *Engine) Order(ctx context.Context, keys []OrderKey, asOf time.Time) ([]uint32, error) {
	a := &asker{e: e, state: e.state.Load(), ctx: ctx, asOf: asOf.UnixMilli(), loc: asOf.Location()}
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = a.nameOf(k) + choose(k.Descending, "-", "+")
	}
	e.orders.making.Lock()
	defer e.orders.making.Unlock()
	name := "order " + strings.Join(names, " ")
	if kept, ok := e.orders.find(a.state, name); ok {
		return kept.codes, nil
	}
	order := a.state.numbers()
	for _, k := range slices.Backward(keys) {
		ranks, err := a.ranks(k)
		if err != nil {
			return nil, err
		}
		order = sortedBy(order, ranks, k.Descending)
	}
	if err := stopped(ctx); err != nil {
		return nil, err
	}
	e.orders.keep(a.state, name, ranks{codes: order})
	return order, nil
}

func choose(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// nameOf names a key apart from its direction. Later than the last fact, every
// instant gives the same order.
func (a *asker) nameOf(k OrderKey) string {
	at := int64(0)
	if a.asOf < a.state.last && k.By != ByField && k.By != ByName {
		at = a.asOf
	}
	return fmt.Sprintf("%d/%d/%d/%d/%p/%d", k.By, k.Field, k.Event, k.Property, k.Set, at)
}

// numbers returns the numbers of everybody who is there, ascending.
func (s *state) numbers() []uint32 {
	present := s.present()
	out := make([]uint32, 0, present.Count())
	present.Each(func(i int) bool { out = append(out, uint32(i)); return true })
	return out
}

// ranks say how people compare in one thing, by number: 1 up to top, the higher
// the later; 0 for who has none.
type ranks struct {
	codes []uint32
	top   uint32
}

// ranks works out how everybody compares in one thing, or finds it kept.
func (a *asker) ranks(k OrderKey) (ranks, error) {
	name := a.nameOf(k)
	if kept, ok := a.e.orders.find(a.state, name); ok {
		return kept, nil
	}
	var out ranks
	var err error
	switch k.By {
	case BySet:
		return a.setRanks(k.Set), nil
	case ByName:
		out, err = a.textRanks(nameReader)
	case ByField:
		out, err = a.fieldRanks(k.Field)
	default:
		out, err = a.intRanks(func(p *part) func(row int) (int64, bool) { return a.deedReader(p, k) })
	}
	if err == nil {
		a.e.orders.keep(a.state, name, out)
	}
	return out, err
}

func (a *asker) setRanks(set *Bitmap) ranks {
	out := ranks{codes: make([]uint32, len(a.state.ids)), top: 2}
	for i := range out.codes {
		out.codes[i] = 2
		if i < set.Len() && set.Has(i) {
			out.codes[i] = 1
		}
	}
	return out
}

func (a *asker) fieldRanks(id domain.FieldID) (ranks, error) {
	typ, known := a.e.fieldType(id)
	if known && !typ.Coded() {
		return a.intRanks(func(p *part) func(row int) (int64, bool) { return intReader(p.fields[id]) })
	}
	if a.dictionaryOnly(id) {
		return a.codeRanks(id)
	}
	return a.textRanks(func(p *part) textReader { return columnReader(p.fields[id]) })
}

// sortedBy returns an order sorted by ranks, what is equal as it was: a radix
// sort that begins with the last digit.
func sortedBy(order []uint32, by ranks, descending bool) []uint32 {
	const digit = 11
	missing := by.top + 1
	place := func(who uint32) uint32 {
		switch r := by.codes[who]; {
		case r == 0:
			return missing
		case descending:
			return missing - r
		default:
			return r
		}
	}
	from, to := slices.Clone(order), make([]uint32, len(order))
	for shift := 0; shift < bits.Len32(missing); shift += digit {
		var starts [1<<digit + 1]uint32
		for _, who := range from {
			starts[place(who)>>shift&(1<<digit-1)+1]++
		}
		for d := 1; d < len(starts); d++ {
			starts[d] += starts[d-1]
		}
		for _, who := range from {
			d := place(who) >> shift & (1<<digit - 1)
			to[starts[d]] = who
			starts[d]++
		}
		from, to = to, from
	}
	return from
}
