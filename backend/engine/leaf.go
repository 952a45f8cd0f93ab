package engine

import (
	"context"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

type test = func(i int) bool

// shared makes a prepare function of a test without scratch memory.
func shared(t test) func() test { return func() test { return t } }

// leaf evaluates one condition for everybody.
func (e *Engine) leaf(ctx context.Context, p *rule.Plan, l rule.Leaf) (*Bitmap, error) {
	switch l := l.(type) {
	case rule.EveryoneLeaf:
		return fullBitmap(len(e.ids)), nil
	case rule.FieldLeaf:
		return e.field(ctx, l)
	case rule.EventLeaf:
		return e.event(ctx, p, l)
	case rule.RecencyLeaf:
		return e.recency(ctx, p, l)
	case rule.MeasureLeaf:
		return e.measure(ctx, p, l)
	case rule.MessagesLeaf:
		return e.messages(ctx, p, l)
	case rule.SegmentLeaf:
		return e.inSegments(ctx, l)
	}
	return nil, domain.Errorf(domain.Internal, "KVN Mail cannot count this kind of rule (%T). Please report it.", l)
}

func (e *Engine) field(ctx context.Context, l rule.FieldLeaf) (*Bitmap, error) {
	col := e.fields[l.Field.ID]
	if col == nil || col.typ != l.Field.Type {
		return newBitmap(len(e.ids)), nil
	}
	if col.typ == domain.Text {
		ok, codes := col.dict.passing(l.Test), col.codes
		return e.fill(ctx, shared(func(i int) bool { return ok[codes[i]] }))
	}
	ints, t := col.ints, l.Test
	return e.fill(ctx, shared(func(i int) bool { return ints[i] != missing && t.Int(ints[i]) }))
}

func (e *Engine) event(ctx context.Context, p *rule.Plan, l rule.EventLeaf) (*Bitmap, error) {
	s := e.rows(l.Selection, p.AsOf.Location())
	if s.run == nil {
		if l.Count.Has(0) {
			return fullBitmap(len(e.ids)), nil
		}
		return newBitmap(len(e.ids)), nil
	}
	return e.fill(ctx, shared(func(i int) bool { return l.Count.Has(s.count(i)) }))
}

func (e *Engine) recency(ctx context.Context, p *rule.Plan, l rule.RecencyLeaf) (*Bitmap, error) {
	s := e.rows(l.Selection, p.AsOf.Location())
	if s.run == nil {
		return newBitmap(len(e.ids)), nil
	}
	last := func(i int) bool {
		from, to := s.bounds(i)
		for row := to - 1; row >= from; row-- {
			if s.has(row) {
				return l.Window.Has(s.run.at[row])
			}
		}
		return false
	}
	first := func(i int) bool {
		from, to := s.bounds(i)
		for row := from; row < to; row++ {
			if s.has(row) {
				return l.Window.Has(s.run.at[row])
			}
		}
		return false
	}
	if l.First {
		return e.fill(ctx, shared(first))
	}
	return e.fill(ctx, shared(last))
}

func (e *Engine) messages(ctx context.Context, p *rule.Plan, l rule.MessagesLeaf) (*Bitmap, error) {
	sent, acted := e.runs[domain.EventSent], e.runs[l.Action]
	if sent == nil {
		return newBitmap(len(e.ids)), nil
	}
	asOf := rule.Span{Lo: missing, Hi: p.AsOf.UnixMilli()}
	mails := rows{run: sent, span: asOf}
	deeds := rows{run: acted, span: asOf}
	prepare := func() test {
		var ids []int64
		return func(i int) bool {
			from, to := mails.bounds(i)
			if to-from < l.N {
				return false
			}
			ids = deeds.messages(i, ids[:0])
			return l.Count.Has(mails.among(to-l.N, to, ids))
		}
	}
	return e.fill(ctx, prepare)
}

// messages appends the mails that a person, not a machine, acted on.
func (s *rows) messages(i int, ids []int64) []int64 {
	if s.run == nil || s.run.props[domain.PropMessage] == nil {
		return ids
	}
	message, machine := s.run.props[domain.PropMessage].ints, s.run.props[domain.PropMachine]
	from, to := s.bounds(i)
	for row := from; row < to; row++ {
		if message[row] == missing || machine != nil && machine.ints[row] != missing && machine.ints[row] != 0 {
			continue
		}
		ids = append(ids, message[row])
	}
	return ids
}

// among counts the rows whose mail is one of ids.
func (s *rows) among(from, to int, ids []int64) int64 {
	col := s.run.props[domain.PropMessage]
	if col == nil || len(ids) == 0 {
		return 0
	}
	n := int64(0)
	for row := from; row < to; row++ {
		if m := col.ints[row]; m != missing && slices.Contains(ids, m) {
			n++
		}
	}
	return n
}

func (e *Engine) inSegments(ctx context.Context, l rule.SegmentLeaf) (*Bitmap, error) {
	out := newBitmap(len(e.ids))
	for _, p := range l.Parts {
		if p.Plan == nil {
			continue
		}
		members, err := e.members(ctx, p.Plan)
		if err != nil {
			return nil, err
		}
		out.or(members)
	}
	return out, nil
}
