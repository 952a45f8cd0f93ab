package engine

import (
	"math/bits"
	"slices"
	"sync"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// actedFlags say for every row of the run of sent mails what became of the mail,
// whenever that was. Made on first use.
type actedFlags struct {
	once  sync.Once
	flags []uint8
}

// What became of a sent mail.
const (
	openedByPerson uint8 = 1 << iota
	clickedByPerson
	openedAtAll
	clickedAtAll
)

func (a *asker) messages(p *part, l rule.MessagesLeaf) kernel {
	sent := p.events(domain.EventSent)
	if sent.rows() == 0 {
		return constant(false)
	}
	mails := a.rowsOf(sent, rule.Span{Lo: forever.Lo, Hi: a.asOf}, nil)
	if mails.run == nil {
		return constant(false)
	}
	deeds := p.events(l.Action)
	if deeds.rows() > 0 && deeds.last > a.asOf {
		return a.messagesThen(p, l, mails)
	}
	flags, shift := sent.actedOn(p.index), bits.TrailingZeros8(flagOf(l))
	if mails.always {
		return lastFlags(sent.off, flags, shift, l)
	}
	return func(_ *worker, lo, hi int, out []uint64) {
		for k := range out {
			var word uint64
			base := lo + k*64
			for i := base; i < min(base+64, hi); i++ {
				from, to := mails.bounds(i)
				if to-from < l.N {
					continue
				}
				n := int64(0)
				for _, f := range flags[to-l.N : to] {
					n += int64(f >> shift & 1)
				}
				if l.Count.Has(n) {
					word |= 1 << (i - base)
				}
			}
			out[k] = word
		}
	}
}

// lastFlags answers how many of the very last mails have a flag.
func lastFlags(off []uint32, flags []uint8, shift int, l rule.MessagesLeaf) kernel {
	return func(_ *worker, lo, hi int, out []uint64) {
		for k := range out {
			var word uint64
			base := lo + k*64
			o := off[base : min(base+64, hi)+1]
			from := int(o[0])
			for j, end := range o[1:] {
				to := int(end)
				if to-from >= l.N {
					n := int64(0)
					for _, f := range flags[to-l.N : to] {
						n += int64(f >> (shift & 7) & 1)
					}
					_, more := bits.Sub64(uint64(l.Count.Hi), uint64(n), 0)
					_, fewer := bits.Sub64(uint64(n), uint64(l.Count.Lo), 0)
					word |= ((more | fewer) ^ 1) << (j & 63)
				}
				from = to
			}
			out[k] = word
		}
	}
}

func flagOf(l rule.MessagesLeaf) uint8 {
	switch {
	case l.Action == domain.EventOpened && l.Machines:
		return openedAtAll
	case l.Action == domain.EventOpened:
		return openedByPerson
	case l.Machines:
		return clickedAtAll
	}
	return clickedByPerson
}

// messagesThen answers as of an instant before some opens and clicks.
func (a *asker) messagesThen(p *part, l rule.MessagesLeaf, mails rows) kernel {
	deeds := a.rowsOf(p.events(l.Action), rule.Span{Lo: forever.Lo, Hi: a.asOf}, nil)
	return perRowWith(func(w *worker, i int) bool {
		from, to := mails.bounds(i)
		if to-from < l.N {
			return false
		}
		w.ints = deeds.mails(i, l.Machines, w.ints[:0])
		return l.Count.Has(mails.among(to-l.N, to, w.ints))
	})
}

// mails appends the mails that contact i acted on; machines' deeds where they count.
func (s *rows) mails(i int, machines bool, ids []int64) []int64 {
	if s.run == nil {
		return ids
	}
	message, machine := s.run.props[domain.PropMessage], s.run.props[domain.PropMachine]
	if message == nil {
		return ids
	}
	from, to := s.bounds(i)
	for row := from; row < to; row++ {
		id, known := message.int(row)
		if known && (machines || !isTrue(machine, row)) {
			ids = append(ids, id)
		}
	}
	return ids
}

func isTrue(c *column, row int) bool {
	if c == nil {
		return false
	}
	v, known := c.int(row)
	return known && v != 0
}

// among counts the rows whose mail is one of ids.
func (s *rows) among(from, to int, ids []int64) int64 {
	col := s.run.props[domain.PropMessage]
	if col == nil || len(ids) == 0 {
		return 0
	}
	n := int64(0)
	for row := from; row < to; row++ {
		if m, known := col.int(row); known && slices.Contains(ids, m) {
			n++
		}
	}
	return n
}

// actedOn returns the flags of every row of sent mails.
func (r *run) actedOn(p *index) []uint8 {
	r.acted.once.Do(func() {
		r.acted.flags = make([]uint8, r.rows())
		mails := r.props[domain.PropMessage]
		if mails == nil {
			return
		}
		chunks := chunksOf(p.n())
		opened := rows{run: p.events(domain.EventOpened), always: true}
		clicked := rows{run: p.events(domain.EventClicked), always: true}
		everyCore(chunks, func(k int) {
			var ids []int64
			for i := k * chunkRows; i < min((k+1)*chunkRows, p.n()); i++ {
				ids = r.flag(i, &opened, false, openedByPerson, ids)
				ids = r.flag(i, &opened, true, openedAtAll, ids)
				ids = r.flag(i, &clicked, false, clickedByPerson, ids)
				ids = r.flag(i, &clicked, true, clickedAtAll, ids)
			}
		})
	})
	return r.acted.flags
}

// flag marks contact i's mails that are among those acted on. ids is working memory.
func (r *run) flag(i int, deeds *rows, machines bool, flag uint8, ids []int64) []int64 {
	from, to := r.bounds(i)
	if from == to || deeds.run == nil {
		return ids
	}
	ids = deeds.mails(i, machines, ids[:0])
	if len(ids) == 0 {
		return ids
	}
	slices.Sort(ids)
	col := r.props[domain.PropMessage]
	for row := from; row < to; row++ {
		if m, known := col.int(row); known {
			if _, found := slices.BinarySearch(ids, m); found {
				r.acted.flags[row] |= flag
			}
		}
	}
	return ids
}

func (a *asker) unengaged(p *part, l rule.UnengagedLeaf) kernel {
	span := rule.Span{Lo: forever.Lo, Hi: l.AsOf}
	sent := a.rowsOf(p.events(domain.EventSent), span, nil)
	if sent.run == nil {
		return constant(false)
	}
	opened, clicked := a.rowsOf(p.events(domain.EventOpened), span, nil), a.rowsOf(p.events(domain.EventClicked), span, nil)
	return perRow(func(i int) bool {
		from, to := sent.bounds(i)
		return from < to && !opened.byPerson(i) && !clicked.byPerson(i)
	})
}

// byPerson reports whether contact i has a picked row that no machine made.
func (s *rows) byPerson(i int) bool {
	if s.run == nil {
		return false
	}
	machine := s.run.props[domain.PropMachine]
	from, to := s.bounds(i)
	for row := from; row < to; row++ {
		if !isTrue(machine, row) {
			return true
		}
	}
	return false
}
