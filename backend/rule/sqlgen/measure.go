package sqlgen

import (
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// reckoning is a number worked out from each contact's events: the fraction
// num / den (den is "" for 1) of those in where that also fulfil having. zero
// says that it is 0, not missing, for who has no such events.
type reckoning struct {
	num, den fragment
	where    fragment
	having   string
	zero     bool
}

const scale = domain.NumberScale

// reckon says how an amount is worked out, in the amount's units.
func (b *builder) reckon(l rule.AmountLeaf) reckoning {
	r := reckoning{where: b.selected(l.Selection), having: "1"}
	value := b.propertyColumn("e", l.Property.ID)
	if l.Property.ID != 0 {
		r.where = sql("$ AND $ IS NOT NULL", r.where, value)
	}
	switch l.Measure {
	case "count":
		r.num, r.zero = sql("count(*) * $", scale), true
	case "sum":
		r.num, r.zero = sql("sum($)", value), true
	case "average":
		r.num, r.den = sql("sum($)", value), sql("count(*)")
	case "smallest":
		r.num = sql("min($)", value)
	case "largest":
		r.num = sql("max($)", value)
	case "distinct":
		r.num = sql("count(DISTINCT $) * $", value, scale)
	case "gap":
		r.num, r.den, r.having = sql("(max(e.at) - min(e.at)) * 10"), sql("864 * (count(*) - 1)"), "count(*) > 1"
	case "since_first":
		r.num, r.den = sql("($ - min(e.at)) * 10", l.AsOf), sql("864")
	default: // since_last
		r.num, r.den = sql("($ - max(e.at)) * 10", l.AsOf), sql("864")
	}
	return r
}

// numbers is a query for contact_id, num and den of who has the number and at
// least one event.
func (r reckoning) numbers() fragment {
	den := r.den
	if den.sql == "" {
		den = sql("1")
	}
	return sql("SELECT e.contact_id, $ AS num, $ AS den FROM event e WHERE $ GROUP BY e.contact_id HAVING $", r.num, den, r.where, r.having)
}

// A fraction lies in a span of integers when its floor and its ceiling do; SQL
// divides towards 0, so both are put right by the sign of the remainder.
const (
	floor   = "num / den - (num % den < 0)"
	ceiling = "num / den + (num % den > 0)"
)

func (b *builder) measure(l rule.MeasureLeaf) predicate {
	r := b.reckon(l.AmountLeaf)
	in := fractionIn(l)
	if r.den.sql == "" {
		in = within("num", l.Span)
	}
	if r.zero && l.Span.Has(0) {
		return not(member(sql("SELECT contact_id FROM ($) WHERE NOT ($)", r.numbers(), in)))
	}
	return member(sql("SELECT contact_id FROM ($) WHERE $", r.numbers(), in))
}

// fractionIn asks that a fraction lies in a measure's span: the floor from its
// start on, the ceiling up to its end. To be above a number is to have a ceiling
// above it, to be below one to have a floor below it.
func fractionIn(l rule.MeasureLeaf) fragment {
	low, high := floor, ceiling
	if l.Strict {
		low, high = ceiling, floor
	}
	if l.Span.Lo > l.Span.Hi {
		return sql("0")
	}
	return sql("$ >= $ AND $ <= $", low, l.Span.Lo, high, l.Span.Hi)
}
