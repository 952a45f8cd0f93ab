package rule

import "strings"

// verb is how an event reads. past and negated go before a count ("placed at
// least 2 orders"), plain and base stand alone ("last ordered", "did not order
// for the last time"), noun and nouns are the event as a thing.
type verb struct {
	past, negated string
	one, many     string
	plain, base   string
	noun, nouns   string
}

var verbs = map[string]verb{
	"sent":          {"were sent", "were not sent", "email", "emails", "were sent an email", "get an email", "email", "emails"},
	"delivered":     {"received", "did not receive", "email", "emails", "received an email", "receive an email", "received email", "received emails"},
	"opened":        {"opened", "did not open", "email", "emails", "opened an email", "open an email", "opened email", "opened emails"},
	"clicked":       {"clicked", "did not click", "link", "links", "clicked a link", "click a link", "click", "clicks"},
	"bounced":       {"had", "did not have", "bounced email", "bounced emails", "had an email bounce", "have an email bounce", "bounced email", "bounced emails"},
	"complained":    {"marked", "did not mark", "email as spam", "emails as spam", "marked an email as spam", "mark an email as spam", "spam report", "spam reports"},
	"unsubscribed":  {"unsubscribed", "did not unsubscribe", "time", "times", "unsubscribed", "unsubscribe", "unsubscription", "unsubscriptions"},
	"visited":       {"visited", "did not visit", "page", "pages", "visited a page", "visit a page", "page visit", "page visits"},
	"added_to_cart": {"added", "did not add", "product to the cart", "products to the cart", "added a product to the cart", "add a product to the cart", "product put into the cart", "products put into the cart"},
	"purchased":     {"placed", "did not place", "order", "orders", "ordered", "order", "order", "orders"},
	"refunded":      {"returned", "did not return", "order", "orders", "returned an order", "return an order", "returned order", "returned orders"},
	"bought":        {"bought", "did not buy", "product", "products", "bought a product", "buy a product", "bought product", "bought products"},
	"returned":      {"returned", "did not return", "product", "products", "returned a product", "return a product", "returned product", "returned products"},
}

// eventVerb returns the words of an event type; the user's own are quoted.
func (v english) eventVerb(key string) verb {
	if known, ok := verbs[key]; ok {
		return known
	}
	name := v.eventName(key)
	return verb{
		past: "had " + name, negated: "did not have " + name, one: "time", many: "times",
		plain: "had " + name, base: "have " + name, noun: name, nouns: name + " events",
	}
}

// eventName writes the name of one of the user's own events.
func (w writer) eventName(key string) string {
	if t, ok := w.cat.EventType(key); ok && t.Name != "" {
		return w.quote(t.Name)
	}
	return w.quote(key)
}

// with puts "last", "first" or "usually" to the verb: "were last sent an email".
func (d verb) with(adverb string) string {
	if rest, ok := strings.CutPrefix(d.plain, "were "); ok {
		return "were " + adverb + " " + rest
	}
	return adverb + " " + d.plain
}

func (v english) timesOf(n int64, event string) string {
	verb := v.eventVerb(event)
	return v.plural(n, verb.noun, verb.nouns)
}

// where writes the filters of an event, one token each.
func (v english) where(filters []Filter, edit string) []Token {
	var out []Token
	inside := All
	if len(filters) == 1 {
		inside = ""
	}
	for i, f := range filters {
		text := v.filterPart(filterPartOf(f, false), inside)
		out = append(out, Token{choose(i > 0, "", "and ") + text, edit})
	}
	return out
}

// filterPart writes a tree of filters that stands alone or inside a group of some mode.
func (v english) filterPart(p filterPart, inside Mode) string {
	if p.mode == "" {
		return v.filter(p.Filter, p.not)
	}
	var texts []string
	for _, k := range p.kids {
		texts = append(texts, v.filterPart(k, p.mode))
	}
	open := ""
	if inside != "" && inside != p.mode {
		open = choose(p.mode == Any, "both ", "either ")
	}
	return open + v.list(texts, choose(p.mode == Any, "and", "or"))
}

func (v english) filter(f Filter, not bool) string {
	no := choose(not, "", "not ")
	values := v.orChoose(v.list(f.Values, "or"))
	switch {
	case f.Property == Hour && f.Op == "between":
		return no + "between " + v.clock(f.Value, 0) + " and " + v.clock(f.To, 1)
	case f.Property == Weekday && f.Op != "is_set":
		return no + "on " + v.orChoose(v.list(namesOf(f.Values, dayNames), "or"))
	case f.Property == "device" && f.Op == "any_of":
		return no + "on " + a(values)
	case (f.Property == "category" || f.Property == "product") && f.Op == "any_of":
		return choose(not, "with ", "without ") + f.Property + " " + values
	}
	p, ok := v.cat.Property(f.Property)
	if !ok {
		return "where " + v.orChoose(f.Property) + " is " + no + v.blank
	}
	return "where " + named(p.Name) + " " + v.predicate(f.Comparison, p.Type, not)
}
