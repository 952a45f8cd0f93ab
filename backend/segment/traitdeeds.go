package segment

import (
	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// topValue returns a filter on a property's most frequent value on events of a type.
func (b *traitBuilder) topValue(t domain.EventType, key string) rule.Filter {
	return rule.Filter{Property: key, Comparison: rule.Comparison{Op: "any_of", Values: b.top("event:" + t.Key + "." + key)}}
}

// withTop adds a chip for events whose property has its most frequent value.
func (b *traitBuilder) withTop(word, prop string, id domain.PropertyID, w *rule.Window, types ...string) {
	if t, ok := b.carrier(id, types...); ok {
		b.add(word, &rule.Event{Event: t.Key, Count: atLeast(1), Window: w, Where: []rule.Filter{b.topValue(t, prop)}})
	}
}

// usually adds a chip for the usual value of a property.
func (b *traitBuilder) usually(word, prop string, id domain.PropertyID, types ...string) {
	if t, ok := b.carrier(id, types...); ok {
		b.add(word, &rule.Habit{Event: t.Key, Is: b.topValue(t, prop)})
	}
}

func (b *traitBuilder) did(key string) bool {
	t, ok := b.cat.EventType(key)
	return ok && b.s.events(t) > 0
}

// events returns how many events of a type there are.
func (s *Studio) events(t domain.EventType) int {
	return s.cache.number(s, "event:"+t.Key, func() int { n, _ := s.engine.EventCount(t.ID); return n })
}

// first returns the first of some event types that happened at all.
func (b *traitBuilder) first(types ...string) (string, bool) {
	for _, key := range types {
		if b.did(key) {
			return key, true
		}
	}
	return "", false
}

// money is an amount to start from, in rupees or in a larger currency.
func (b *traitBuilder) money(rupees, others string) string {
	if b.cat.Settings.Currency == "INR" {
		return rupees
	}
	return others
}

func spending(measure string, w *rule.Window) rule.Amount {
	return rule.Amount{Event: "purchased", Measure: measure, Property: "amount", Window: w}
}

func (b *traitBuilder) bought() {
	year := last(365, "day")
	b.add("orders", &rule.Event{Event: "purchased", Count: atLeast(2), Window: year})
	b.add("spent", &rule.Measure{Amount: spending("sum", year), Op: "gte", Value: b.money("5000", "100")})
	b.add("last_order", &rule.Recency{Event: "purchased", Which: "last", Window: ago(60, "day")})
	b.withTop("bought_cat", "category", domain.PropCategory, year, "bought", "purchased")
	b.withTop("bought_product", "product", domain.PropProduct, year, "bought", "purchased")
	if b.did("purchased") {
		b.orders()
	}
	b.usually("usual_cat", "category", domain.PropCategory, "bought", "purchased")
	if t, ok := b.carrier(domain.PropCategory, "bought", "purchased"); ok {
		b.add("categories", &rule.Measure{Amount: rule.Amount{Event: t.Key, Measure: "distinct", Property: "category", Window: year}, Op: "gte", Value: "3"})
		b.add("first_bought", &rule.Nth{Event: t.Key, N: 1, Has: []rule.Filter{b.topValue(t, "category")}})
	}
	if key, ok := b.first("refunded", "returned"); ok {
		b.add("returned", &rule.Event{Event: key, Count: atLeast(1), Window: year})
	}
}

// orders adds the chips that look closer at orders.
func (b *traitBuilder) orders() {
	year := last(365, "day")
	b.add("first_order", &rule.Recency{Event: "purchased", Which: "first", Window: last(90, "day")})
	b.add("average_order", &rule.Measure{Amount: spending("average", year), Op: "gte", Value: b.money("1500", "50")})
	b.add("order_gap", &rule.Measure{Amount: rule.Amount{Event: "purchased", Measure: "gap"}, Op: "lte", Value: "30"})
	b.add("orders_often", &rule.Regular{Event: "purchased", Of: 6, Unit: "month", Count: atLeast(3)})
	b.add("orders_lapsed", lapsed("purchased", 2, 90))
	b.add("orders_again", &rule.Sequence{Steps: []rule.Step{{Event: "purchased"}, {Event: "purchased", Within: &rule.Length{N: 60, Unit: "day"}}}})
	b.add("top_customers", &rule.Rank{End: "top", N: 10, Unit: "percent", Amount: spending("sum", year)})
}

// lapsed asks who did something some times, but not in the last days.
func lapsed(event string, times, days int) *rule.Lapsed {
	return &rule.Lapsed{
		Event: event, Count: atLeast(times), Lately: last(days, "day"),
		Used: &rule.Window{Kind: "between_ago", N: days, UntilN: 365, Unit: "day"},
	}
}

func (b *traitBuilder) reads() {
	b.add("opened", &rule.Event{Event: "opened", Count: atLeast(1), Window: last(30, "day")})
	b.add("clicked", &rule.Event{Event: "clicked", Count: atLeast(1), Window: last(90, "day")})
	b.add("ignored", &rule.Messages{N: 3, Action: "opened", Count: &rule.Count{Op: "exactly", N: 0}})
	if b.did("sent") {
		b.add("sent", &rule.Event{Event: "sent", Count: atLeast(3), Window: last(30, "day")})
	}
	if b.did("opened") {
		b.add("last_opened", &rule.Recency{Event: "opened", Which: "last", Window: ago(60, "day")})
		b.add("opens_often", &rule.Regular{Event: "opened", Of: 8, Unit: "week", Count: atLeast(4)})
		b.add("opens_lapsed", lapsed("opened", 3, 60))
	}
	if b.did("sent") && b.did("opened") {
		b.add("opens_soon", &rule.Sequence{Which: "last", Steps: []rule.Step{{Event: "sent"}, {Event: "opened", Within: &rule.Length{N: 1, Unit: "day"}}}})
	}
	for _, key := range []string{"unsubscribed", "complained"} {
		if b.did(key) {
			b.add(key, &rule.Event{Event: key, Count: atLeast(1)})
		}
	}
}

func (b *traitBuilder) browsed() {
	month := last(30, "day")
	b.add("visited", &rule.Event{Event: "visited", Count: atLeast(1), Window: month})
	b.withTop("visited_cat", "category", domain.PropCategory, month, "visited")
	b.withTop("visited_page", "page", domain.PropPage, month, "visited")
	if b.did("visited") {
		b.add("last_visit", &rule.Recency{Event: "visited", Which: "last", Window: ago(30, "day")})
	}
	b.add("cart", &rule.Event{Event: "added_to_cart", Count: atLeast(1), Window: last(14, "day")})
	if b.did("added_to_cart") {
		b.add("left_cart", b.leftCart())
	}
}

// leftCart asks who put something into the cart and did not buy it; the same
// product, where both say which.
func (b *traitBuilder) leftCart() *rule.Sequence {
	bought, same := "purchased", ""
	if b.did("bought") {
		bought = "bought"
	}
	if t, ok := b.carrier(domain.PropProduct, bought); ok {
		if _, ok := b.carrier(domain.PropProduct, "added_to_cart"); ok {
			bought, same = t.Key, "product"
		}
	}
	return &rule.Sequence{Same: same, Window: last(14, "day"), Steps: []rule.Step{
		{Event: "added_to_cart"}, {Event: bought, Not: true, Within: &rule.Length{N: 1, Unit: "day"}}}}
}

func (b *traitBuilder) device() {
	b.withTop("device", "device", domain.PropDevice, last(90, "day"), "opened", "visited")
	if key, ok := b.first("opened", "visited"); ok {
		b.add("hour", &rule.Event{Event: key, Count: atLeast(1), Window: last(90, "day"), Where: []rule.Filter{evening()}})
		b.add("usual_hour", &rule.Habit{Event: key, Is: evening()})
		weekend := rule.Filter{Property: rule.Weekday, Comparison: rule.Comparison{Op: "any_of", Values: []string{"sat", "sun"}}}
		b.add("usual_day", &rule.Habit{Event: key, Is: weekend})
	}
	b.usually("usual_device", "device", domain.PropDevice, "opened", "visited")
}

func evening() rule.Filter {
	return rule.Filter{Property: rule.Hour, Comparison: rule.Comparison{Op: "between", Value: "19", To: "22"}}
}

func (b *traitBuilder) userEvents() {
	for _, t := range b.cat.EventTypes {
		if !t.Builtin && b.did(t.Key) {
			b.named(t.Name, "imported", &rule.Event{Event: t.Key, Count: atLeast(1), Window: last(90, "day")})
		}
	}
}

func (b *traitBuilder) lists() {
	for _, g := range b.cat.Segments {
		b.named(g.Name, "segment", &rule.Segment{Segments: []domain.SegmentID{g.ID}})
	}
	if len(b.cat.Segments) > 0 {
		b.add("history", &rule.History{Segments: []domain.SegmentID{b.cat.Segments[0].ID}, Change: "entered", Window: last(7, "day")})
	}
	b.add("consent", &rule.Consent{Purpose: domain.Marketing})
	b.add("suppressed", &rule.Suppressed{})
	b.add("bounced", &rule.Health{Is: "bounced"})
	b.add("never_engaged", &rule.Health{Is: "never_engaged"})
	b.add("role", &rule.Health{Is: "role"})
	b.add("split", &rule.Split{Name: "A", To: "10"})
	b.add("everyone", &rule.Everyone{})
}
