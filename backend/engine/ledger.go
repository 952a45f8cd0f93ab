package engine

import (
	"maps"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Purposes lists what permission was ever asked for, with how many people the
// ledger has an entry of, the most frequent first.
func (e *Engine) Purposes() []ValueCount {
	var out []ValueCount
	for purpose, id := range e.knownPurposes() {
		people := 0
		eachHaving(e, ledgerOf(id), func(_ *part, r *run, i int) {
			if from, to := r.bounds(i); to > from {
				people++
			}
		})
		if people > 0 {
			out = append(out, ValueCount{domain.TextValue(string(purpose)), people})
		}
	}
	return mostFrequent(out, 0)
}

// Bases lists what permission of any purpose rests on, with how many people it
// does so for, the most frequent first.
func (e *Engine) Bases() []ValueCount {
	c := newValueCounter()
	for _, id := range slices.Sorted(maps.Values(e.knownPurposes())) {
		eachHaving(e, ledgerOf(id), func(p *part, r *run, i int) {
			basis := r.props[consentBasis]
			from, to := r.bounds(i)
			for row := from; basis != nil && row < to; row++ {
				c.add(p.number(i), basis, row)
			}
		})
	}
	return c.list("", 0)
}

func (e *Engine) knownPurposes() map[domain.Purpose]int64 {
	e.shape.RLock()
	defer e.shape.RUnlock()
	return maps.Clone(e.purposes)
}

func ledgerOf(id int64) func(p *part) *run {
	return func(p *part) *run { return p.runs[runKey{consentRun, id}] }
}
