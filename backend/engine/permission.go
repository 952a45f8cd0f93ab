package engine

import (
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// upTo picks all rows of a run up to the instant asked at.
func (a *asker) upTo(r *run) rows {
	return a.rowsOf(r, rule.Span{Lo: forever.Lo, Hi: a.asOf}, nil)
}

func (a *asker) consent(p *part, l rule.ConsentLeaf) kernel {
	s := a.upTo(p.runs[a.e.consentKey(l.Purpose)])
	if s.run == nil {
		return constant(false)
	}
	granted, basis := s.run.props[consentGranted], s.run.props[consentBasis]
	texts, _ := basis.dict.texts()
	basic := make([]bool, len(texts))
	for c, folded := range texts {
		basic[c] = l.Basic(folded)
	}
	want := l.State == domain.Granted
	return perRow(func(i int) bool {
		from, to := s.bounds(i)
		row := to - 1 // the latest
		return from < to && isTrue(granted, row) == want && basic[basis.code(row)] && l.In.Has(s.run.at.at(row))
	})
}

func (a *asker) suppressed(p *part, l rule.SuppressedLeaf) kernel {
	s := a.rowsOf(p.runs[runKey{suppressionRun, 0}], l.In, nil)
	if s.run == nil {
		return constant(false)
	}
	reason := s.run.props[suppressionReason]
	texts, _ := reason.dict.texts()
	counts := make([]bool, len(texts))
	for c, key := range texts {
		counts[c] = l.For(domain.SuppressionReason(key))
	}
	return perRow(func(i int) bool {
		from, to := s.bounds(i)
		for row := from; row < to; row++ {
			if counts[reason.code(row)] {
				return true
			}
		}
		return false
	})
}

func (a *asker) bounced(p *part, l rule.BouncedLeaf) kernel {
	bounces := a.event(p, rule.EventLeaf{Selection: l.Bounces, Count: rule.Span{Lo: 1, Hi: forever.Hi}})
	if l.Suppressed == nil {
		return bounces
	}
	return anyOf([]kernel{bounces, a.suppressed(p, *l.Suppressed)})
}

// anyOf answers whether any of several kernels says yes.
func anyOf(each []kernel) kernel {
	return func(w *worker, lo, hi int, out []uint64) {
		each[0](w, lo, hi, out)
		also := w.take()[:len(out)]
		for _, k := range each[1:] {
			k(w, lo, hi, also)
			for j := range out {
				out[j] |= also[j]
			}
		}
		w.give(also)
	}
}

// segments answers who is in any of some segments.
func (a *asker) segments(p *part, parts []rule.SegmentPart) (kernel, error) {
	var each []kernel
	for _, s := range parts {
		if s.Plan == nil {
			stays, err := a.staying(p, s.ID)
			if err != nil {
				return nil, err
			}
			each = append(each, stays)
			continue
		}
		members, err := a.program(p, s.Plan)
		if err != nil {
			return nil, err
		}
		each = append(each, members.members)
	}
	return anyOf(each), nil
}
