package conformance

import (
	"strconv"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// condition makes a condition of a kind.
func (r *ruler) condition(kind string) rule.Condition {
	switch kind {
	case "everyone":
		return &rule.Everyone{}
	case "field":
		return r.field()
	case "rank":
		return r.rank()
	case "segment":
		return &rule.Segment{Segments: r.segments(mumbai, buyers, nobody, tangled, frozen, best, frozen2)}
	case "history":
		return &rule.History{Segments: r.segments(mumbai, buyers, frozen, frozen2), Change: pick(r.Rand, []string{"entered", "left"}), Window: r.window(false)}
	case "consent":
		return r.consent()
	case "suppressed":
		return r.suppressed()
	case "health":
		return &rule.Health{Is: pick(r.Rand, []string{"bounced", "bounced", "role", "never_engaged"}), Bounce: pick(r.Rand, []string{"", "hard", "soft"}), Window: r.window(false)}
	case "split":
		return r.split()
	}
	return r.behaviour(kind)
}

// behaviour makes a condition about events.
func (r *ruler) behaviour(kind string) rule.Condition {
	event := r.event()
	switch kind {
	case "event":
		return &rule.Event{Event: event, Count: r.count(), Window: r.window(false), Where: r.where()}
	case "nth":
		return &rule.Nth{Event: event, N: pick(r.Rand, []int{1, 2, 3, -1, -2, -3}), Has: append(r.where(), r.filter()), Window: r.window(false), Where: r.where()}
	case "regular":
		return &rule.Regular{Event: event, Of: 1 + r.IntN(6), Unit: pick(r.Rand, []string{"day", "week", "month"}), Count: r.count(), Where: r.where()}
	case "lapsed":
		return &rule.Lapsed{Event: event, Count: r.count(), Used: r.past(), Lately: r.past(), Where: r.where()}
	case "recency":
		return &rule.Recency{Event: event, Which: pick(r.Rand, []string{"last", "first", ""}), Window: r.window(false), Where: r.where()}
	case "measure":
		return r.measure(event)
	case "messages":
		return &rule.Messages{N: 1 + r.IntN(3), Action: pick(r.Rand, []string{"opened", "clicked"}), Count: r.count(), Machines: r.may(Machines) && chance(r.Rand, 3)}
	case "sequence":
		return r.sequence()
	}
	return &rule.Habit{Event: event, Is: r.filter(), Min: r.IntN(4), Window: r.window(false), Where: r.where()}
}

func (r *ruler) field() rule.Condition {
	f := r.anyField()
	c := &rule.Field{Field: f.Key}
	switch {
	case r.may(Parts) && f.ID == domain.FieldEmail && chance(r.Rand, 2):
		c.Part = pick(r.Rand, []string{rule.PartDomain, rule.PartProvider})
		c.Comparison = r.partly()
	case r.may(Others) && chance(r.Rand, 4):
		c.Other, c.Op = r.sameType(f), "eq"
		if !f.Type.Coded() && f.Type != domain.Bool {
			c.Op = pick(r.Rand, []string{"eq", "lt", "lte", "gt", "gte"})
		}
	default:
		c.Comparison = r.comparison(f.Type)
	}
	return c
}

func (r *ruler) anyField() domain.Field {
	for {
		f := pick(r.Rand, r.w.Catalog.Fields)
		if (f.Type != domain.List || r.may(Lists)) && (f.DerivedAt.IsZero() || r.may(Derived)) {
			return f
		}
	}
}

// sameType names a field that can be compared with f, perhaps itself.
func (r *ruler) sameType(f domain.Field) string {
	var keys []string
	for _, other := range r.w.Catalog.Fields {
		if other.Type == f.Type {
			keys = append(keys, other.Key)
		}
	}
	return pick(r.Rand, keys)
}

// partly compares a part of an email address.
func (r *ruler) partly() rule.Comparison {
	names := []string{"gmail", "Other", "Rediffmail", "example.com", "GMAIL.com", "münchen.example", "outlook.com", "yahoo"}
	if chance(r.Rand, 3) {
		return r.comparison(domain.Text)
	}
	return rule.Comparison{Op: "any_of", Values: []string{pick(r.Rand, names), pick(r.Rand, names)}}
}

func (r *ruler) measure(event string) rule.Condition {
	c := &rule.Measure{Amount: r.amount(event)}
	typ := domain.Number
	if c.Property == "amount" && c.Measure != "distinct" {
		typ = domain.Money
	}
	n := r.numbers(typ)
	if c.Property == "" && c.Measure != "count" && chance(r.Rand, 2) {
		n.Value, n.To = strconv.Itoa(r.IntN(40)), strconv.Itoa(r.IntN(400)) // days
	}
	c.Op, c.Value, c.To = n.Op, n.Value, n.To
	return c
}

func (r *ruler) amount(event string) rule.Amount {
	a := rule.Amount{Event: event, Measure: pick(r.Rand, []string{"sum", "smallest", "largest", "distinct"}), Window: r.window(false), Where: r.where()}
	if r.may(Reckoning) && chance(r.Rand, 2) {
		a.Measure = pick(r.Rand, []string{"count", "gap", "since_first", "since_last", "average", "average", "average"})
		if a.Measure != "average" {
			return a
		}
	}
	a.Property = pick(r.Rand, []string{"amount", "quantity", "score"})
	if a.Measure == "distinct" {
		a.Property = pick(r.Rand, []string{"category", "message", "due", "machine", "amount"})
		if r.may(Lists) && chance(r.Rand, 4) {
			a.Property = "labels"
		}
	}
	return a
}

func (r *ruler) rank() rule.Condition {
	c := &rule.Rank{End: pick(r.Rand, []string{"top", "bottom"}), Unit: pick(r.Rand, []string{"people", "percent"}), N: 1 + r.IntN(8)}
	if c.Unit == "percent" {
		c.N = pick(r.Rand, []int{1, 10, 33, 50, 99, 100})
	}
	if chance(r.Rand, 3) {
		c.Field = pick(r.Rand, []string{"nps", "credit", "renewal", "seen", "joined", "engagement", "rating"})
	} else {
		c.Amount = r.amount(r.event())
	}
	if chance(r.Rand, 3) {
		c.Among = r.segments(mumbai, buyers, nobody, tangled, frozen, frozen2)
	}
	return c
}

func (r *ruler) consent() rule.Condition {
	c := &rule.Consent{Purpose: pick(r.Rand, purposes), State: pick(r.Rand, []domain.ConsentAction{"", domain.Granted, domain.Withdrawn}), Window: r.window(false)}
	for range r.IntN(3) {
		c.Basis = append(c.Basis, pick(r.Rand, bases))
	}
	return c
}

func (r *ruler) suppressed() rule.Condition {
	c := &rule.Suppressed{Window: r.window(false)}
	for range r.IntN(3) {
		c.Reasons = append(c.Reasons, pick(r.Rand, reasons))
	}
	return c
}

func (r *ruler) split() rule.Condition {
	from, to := r.IntN(60), 1+r.IntN(40)
	c := &rule.Split{Name: pick(r.Rand, []string{"spring", " Spring", "autumn", "पुणे"}), From: strconv.Itoa(from), To: strconv.Itoa(from+to) + pick(r.Rand, []string{"", ".5", ".123456"})}
	if chance(r.Rand, 4) {
		c.From, c.To = pick(r.Rand, []string{"", "0", "99.5"}), "100"
	}
	return c
}

// sequence draws steps of few types, so that some people did them in order.
func (r *ruler) sequence() rule.Condition {
	c := &rule.Sequence{Window: r.window(false), Which: pick(r.Rand, []string{"", "any", "last"})}
	if chance(r.Rand, 3) {
		c.Same = pick(r.Rand, []string{"category", "message", "due", "shipped", "machine", "amount", "device"})
		if r.may(Lists) && chance(r.Rand, 5) {
			c.Same = "labels"
		}
	}
	for i := range 2 + r.IntN(3)*r.IntN(2) {
		s := rule.Step{Event: pick(r.Rand, []string{"sent", "opened", "purchased"})}
		if chance(r.Rand, 4) {
			s.Where = r.where()
		}
		if i > 0 && !chance(r.Rand, 4) {
			s.Within = &rule.Length{N: 1 + r.IntN(4), Unit: pick(r.Rand, units)}
		}
		c.Steps = append(c.Steps, s)
	}
	if last := &c.Steps[len(c.Steps)-1]; chance(r.Rand, 3) {
		last.Not = true
	}
	return c
}
