package store

import (
	"cmp"
	"slices"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
)

func instant(ms int64) time.Time { return time.UnixMilli(ms).UTC() }

// eventBatch collects events of all types on their way into blocks. Each has the
// number under which it was added, counted from 0.
type eventBatch struct {
	types map[domain.EventTypeID]*eventRows
	order []*eventRows // in the order in which the types first came
	where []rowPlace   // of each number
}

// rowPlace says where an event of a batch is.
type rowPlace struct {
	rows uint32 // in eventBatch.order
	row  uint32
}

func (b *eventBatch) len() int { return len(b.where) }

func (b *eventBatch) add(e domain.Event) {
	r := b.types[e.Type]
	if r == nil {
		r = &eventRows{kind: e.Type}
		if b.types == nil {
			b.types = map[domain.EventTypeID]*eventRows{}
		}
		b.types[e.Type] = r
		b.order = append(b.order, r)
	}
	b.where = append(b.where, rowPlace{uint32(slices.Index(b.order, r)), uint32(len(r.at))})
	r.add(e, uint32(len(b.where)-1))
}

func (b *eventBatch) event(number int) domain.Event {
	p := b.where[number]
	return b.order[p.rows].event(int(p.row))
}

func (b *eventBatch) replace(number int, e domain.Event) {
	p := b.where[number]
	b.order[p.rows].replace(int(p.row), e)
}

// memberRow is an event of a range on its way into order.
type memberRow struct {
	contact domain.ContactID
	at      int64
	number  uint32
	place   rowPlace
}

// byRange groups the numbers of all events by range of contacts, both ascending.
func (b *eventBatch) byRange() (ranges []int64, numbers [][]uint32) {
	count := map[int64]int{}
	for _, r := range b.order {
		for _, id := range r.contacts {
			count[rangeOf(id)]++
		}
	}
	index := map[int64]int{}
	for of := range count {
		ranges = append(ranges, of)
	}
	slices.Sort(ranges)
	for i, of := range ranges {
		index[of] = i
		numbers = append(numbers, make([]uint32, 0, count[of]))
	}
	for n, p := range b.where {
		i := index[rangeOf(b.order[p.rows].contacts[p.row])]
		numbers[i] = append(numbers[i], uint32(n))
	}
	return ranges, numbers
}

// cut is some events of one type and range, on their way into one block.
type cut struct {
	of    int64
	rows  *eventRows
	pick  []uint32 // rows of it, sorted
	ranks []uint32 // nil: all 0
}

// cuts sorts the events of a range and cuts them into blocks-to-be.
func (b *eventBatch) cuts(of int64, numbers []uint32) []cut {
	all := make([]memberRow, len(numbers))
	for i, n := range numbers {
		p := b.where[n]
		all[i] = memberRow{b.order[p.rows].contacts[p.row], b.order[p.rows].at[p.row], n, p}
	}
	slices.SortFunc(all, func(x, y memberRow) int {
		if c := cmp.Compare(x.contact, y.contact); c != 0 {
			return c
		}
		if c := cmp.Compare(x.at, y.at); c != 0 {
			return c
		}
		return cmp.Compare(x.number, y.number)
	})
	ranks := tieRanks(all)
	perType := make([][]cut, len(b.order))
	for i, m := range all {
		cuts := perType[m.place.rows]
		if n := len(cuts); n == 0 || len(cuts[n-1].pick) == cutRows {
			cuts = append(cuts, cut{of: of, rows: b.order[m.place.rows]})
		}
		last := &cuts[len(cuts)-1]
		last.pick = append(last.pick, m.place.row)
		if ranks != nil {
			last.ranks = append(last.ranks, ranks[i])
		}
		perType[m.place.rows] = cuts
	}
	return slices.Concat(perType...)
}

// tieRanks numbers events of several types that one contact has at one instant in
// the order in which they were added, because blocks of one type cannot tell that
// order. nil: there are none.
func tieRanks(all []memberRow) (ranks []uint32) {
	for start := 0; start < len(all); {
		end, mixed := start+1, false
		for end < len(all) && all[end].contact == all[start].contact && all[end].at == all[start].at {
			mixed = mixed || all[end].place.rows != all[start].place.rows
			end++
		}
		if mixed && ranks == nil {
			ranks = make([]uint32, len(all))
		}
		for i := start; mixed && i < end; i++ {
			ranks[i] = uint32(i - start)
		}
		start = end
	}
	return ranks
}

// seal packs the cut.
func (c *cut) seal(batch int64) []byte {
	s := sealedEvents{Batch: batch, Ranks: c.ranks}
	if !slices.ContainsFunc(s.Ranks, func(n uint32) bool { return n != 0 }) {
		s.Ranks = nil
	}
	c.rows.block(c.pick, &s.EventBlock)
	for i, row := range c.pick {
		key := c.rows.key(int(row))
		if key != "" && s.Keys == nil {
			s.Keys = make([]string, len(c.pick))
		}
		if key != "" {
			s.Keys[i] = key
		}
	}
	return encodeEvents(&s)
}
