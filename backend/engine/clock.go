package engine

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// Turn is an instant (UTC milliseconds) at which a plan's answer about one
// contact can change although nothing happens but time.
type Turn struct {
	At  int64
	Who int // contact number
}

// Turns finds the turns after one instant, up to and with another, in order of
// time. among limits it to contacts by number; nil means everybody. The plan's
// own instant plays no part. What Plan.Clock says about midnights, rankings and
// restless plans is not in it.
func (e *Engine) Turns(ctx context.Context, p *rule.Plan, from, to int64, among []int) ([]Turn, error) {
	a := e.ask(ctx, p)
	t := &turner{a: a, from: from, to: to, among: among}
	for _, turning := range p.Clock().Turnings {
		if err := t.find(turning); err != nil {
			return nil, err
		}
	}
	return t.sorted(), nil
}

// Lookout knows the turns of a plan in a stretch of time, for asking about single
// contacts again and again.
type Lookout struct {
	clock    rule.Clock
	spans    [][]rule.Span // by turning
	from, to int64
	loc      *time.Location
}

// NewLookout makes a lookout after one instant, up to and with another.
func NewLookout(p *rule.Plan, from, to int64) *Lookout {
	l := &Lookout{clock: p.Clock(), from: from, to: to, loc: p.AsOf.Location()}
	for _, t := range l.clock.Turnings {
		l.spans = append(l.spans, t.Reach(from, to, l.loc))
	}
	return l
}

// Turns returns the turns of contacts after an instant within the lookout's time.
func (e *Engine) TurnsOf(ctx context.Context, l *Lookout, from int64, who []int) ([]Turn, error) {
	t := &turner{a: &asker{e: e, state: e.state.Load(), ctx: ctx, loc: l.loc}, from: from, to: l.to, among: who}
	for k, turning := range l.clock.Turnings {
		if turning.History != 0 {
			if err := t.history(turning); err != nil {
				return nil, err
			}
			continue
		}
		for _, i := range who {
			if p, row, known := t.a.state.find(i); known {
				t.single(p, row, turning, l.spans[k])
			}
		}
	}
	return t.sorted(), nil
}

// single adds the turns of one contact.
func (t *turner) single(p *part, row int, turning rule.Turning, spans []rule.Span) {
	if f := t.facts(p, turning); f != nil && f.within(spans) {
		_, t.found = t.row(p, row, turning, f, spans, nil, t.found)
	}
}

func (t *turner) sorted() []Turn {
	slices.SortFunc(t.found, func(x, y Turn) int { return cmp.Or(cmp.Compare(x.At, y.At), cmp.Compare(x.Who, y.Who)) })
	return slices.Compact(t.found)
}

type turner struct {
	a        *asker
	from, to int64
	among    []int

	mu    sync.Mutex
	found []Turn
}

func (t *turner) add(turns []Turn) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.found = append(t.found, turns...)
}

func (t *turner) find(turning rule.Turning) error {
	if turning.History != 0 {
		return t.history(turning)
	}
	spans := turning.Reach(t.from, t.to, t.a.loc)
	for _, p := range t.a.state.parts {
		if err := t.part(p, turning, spans); err != nil {
			return err
		}
	}
	return nil
}

// part looks through one part; few contacts are looked at one by one.
func (t *turner) part(p *part, turning rule.Turning, spans []rule.Span) error {
	facts := t.facts(p, turning)
	if facts == nil || !facts.within(spans) {
		return nil
	}
	look := func(row int, own []int64, turns []Turn) ([]int64, []Turn) {
		return t.row(p, row, turning, facts, spans, own, turns)
	}
	if t.among != nil {
		var own []int64
		var turns []Turn
		for _, i := range t.among {
			if row, known := p.row(i); known && p.live.Has(row) {
				own, turns = look(row, own, turns)
			}
		}
		t.add(turns)
		return nil
	}
	return spread(t.a.ctx, chunksOf(p.n()), func(_ *worker, k int) {
		var own []int64
		var turns []Turn
		for row := k * chunkRows; row < min((k+1)*chunkRows, p.n()); row++ {
			if p.live.Has(row) {
				own, turns = look(row, own, turns)
			}
		}
		t.add(turns)
	})
}

// row appends the turns of one contact. own is working memory.
func (t *turner) row(p *part, row int, turning rule.Turning, f *instants, spans []rule.Span, own []int64, turns []Turn) ([]int64, []Turn) {
	f.each(row, func(at int64) {
		if !inAny(spans, at) {
			return
		}
		own = turning.Turns(at, t.from, t.to, t.a.loc, own[:0])
		for _, when := range own {
			turns = append(turns, Turn{when, p.number(row)})
		}
	})
	return own, turns
}

func inAny(spans []rule.Span, at int64) bool {
	for _, s := range spans {
		if s.Has(at) {
			return true
		}
	}
	return false
}

// instants are the facts of a turning in a part: rows of a run or values of a column.
type instants struct {
	run *run
	col *column
}

func (t *turner) facts(p *part, turning rule.Turning) *instants {
	var r *run
	switch {
	case turning.Field != nil:
		if col := p.fields[turning.Field.ID]; col != nil && col.typ == domain.Time {
			return &instants{col: col}
		}
		return nil
	case turning.Purpose != "":
		r = p.runs[t.a.e.consentKey(turning.Purpose)]
	case turning.Suppressions:
		r = p.runs[runKey{suppressionRun, 0}]
	default:
		r = p.events(turning.Event)
	}
	if r.rows() == 0 {
		return nil
	}
	return &instants{run: r}
}

// within reports whether any of the facts can lie in the spans.
func (f *instants) within(spans []rule.Span) bool {
	if f.run == nil {
		return true
	}
	return slices.ContainsFunc(spans, func(s rule.Span) bool { return s.Lo <= f.run.last && s.Hi >= f.run.first })
}

func (f *instants) each(row int, fn func(at int64)) {
	if f.col != nil {
		if v, ok := f.col.int(row); ok {
			fn(v)
		}
		return
	}
	from, to := f.run.bounds(row)
	for k := from; k < to; k++ {
		fn(f.run.at.at(k))
	}
}

// history looks through the stays in a segment.
func (t *turner) history(turning rule.Turning) error {
	s, err := t.a.staysOf(turning.History)
	if err != nil {
		return err
	}
	spans := turning.Reach(t.from, t.to, t.a.loc)
	var own []int64
	var turns []Turn
	for i := range len(s.off) - 1 {
		if t.among != nil && !slices.Contains(t.among, i) {
			continue
		}
		s.any(i, func(entered, left int64) bool {
			for _, at := range []int64{entered, left} {
				if at == domain.Missing || !inAny(spans, at) {
					continue
				}
				own = turning.Turns(at, t.from, t.to, t.a.loc, own[:0])
				for _, when := range own {
					turns = append(turns, Turn{when, i})
				}
			}
			return false
		})
	}
	t.add(turns)
	return nil
}

// Among answers a plan for some contacts by number, in their order. Rankings keep
// the edges they have.
func (e *Engine) Among(ctx context.Context, p *rule.Plan, who []int) ([]bool, error) {
	a := e.ask(ctx, p)
	a.plain = true
	out := make([]bool, len(who))
	programs := map[*index]*program{}
	w := workers.Get().(*worker)
	defer workers.Put(w)
	var word [1]uint64
	for k, i := range who {
		part, row, known := a.state.find(i)
		if !known {
			continue
		}
		pr := programs[part.index]
		if pr == nil {
			var err error
			if pr, err = a.program(part, p); err != nil {
				return nil, err
			}
			programs[part.index] = pr
		}
		lo := row / 64 * 64
		pr.members(w, lo, min(lo+64, part.n()), word[:])
		out[k] = word[0]>>(row%64)&1 == 1
	}
	return out, stopped(ctx)
}
