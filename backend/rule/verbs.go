package rule

import "github.com/kvnmail/kvnmail/backend/domain"

// verb is how an event reads. past and negated go before a count ("placed at
// least 2 orders"), plain and base after first or last ("last ordered", "did
// not last order").
type verb struct {
	past, negated string
	one, many     string
	plain, base   string
}

var verbs = map[string]verb{
	"sent":          {"were sent", "were not sent", "email", "emails", "were sent an email", "receive an email"},
	"delivered":     {"received", "did not receive", "email", "emails", "received an email", "receive an email"},
	"opened":        {"opened", "did not open", "email", "emails", "opened an email", "open an email"},
	"clicked":       {"clicked", "did not click", "link", "links", "clicked a link", "click a link"},
	"bounced":       {"had", "did not have", "bounced email", "bounced emails", "had an email bounce", "have an email bounce"},
	"complained":    {"marked", "did not mark", "email as spam", "emails as spam", "marked an email as spam", "mark an email as spam"},
	"unsubscribed":  {"unsubscribed", "did not unsubscribe", "time", "times", "unsubscribed", "unsubscribe"},
	"visited":       {"visited", "did not visit", "page", "pages", "visited a page", "visit a page"},
	"added_to_cart": {"added", "did not add", "product to the cart", "products to the cart", "added to the cart", "add to the cart"},
	"purchased":     {"placed", "did not place", "order", "orders", "ordered", "order"},
	"refunded":      {"returned", "did not return", "order", "orders", "returned an order", "return an order"},
	"bought":        {"bought", "did not buy", "product", "products", "bought a product", "buy a product"},
	"returned":      {"returned", "did not return", "product", "products", "returned a product", "return a product"},
}

// eventVerb returns the words of an event type; the user's own are quoted.
func (w *writer) eventVerb(key string) verb {
	if v, ok := verbs[key]; ok {
		return v
	}
	name := key
	if t, ok := w.cat.EventType(key); ok && t.Name != "" {
		name = t.Name
	}
	name = w.quote(name)
	return verb{"had " + name, "did not have " + name, "time", "times", "had " + name, "have " + name}
}

// takesObject are the events whose verb can be followed by what they are about.
var takesObject = map[string]bool{"bought": true, "returned": true, "visited": true, "added_to_cart": true}

// object takes the filter that reads as the verb's object: "bought Skincare".
func (w *writer) object(event string, where []Filter) (object string, rest []Filter) {
	for i, f := range where {
		suits := f.Property == "category" || f.Property == "product" || f.Property == "page" && event == "visited"
		if suits && takesObject[event] && f.Op == "any_of" && !f.Not && len(f.Values) > 0 {
			rest = append(append(rest, where[:i]...), where[i+1:]...)
			text := w.list(f.Values, "or")
			if event == "added_to_cart" {
				text += " to the cart"
			}
			return text, rest
		}
	}
	return "", where
}

// where writes the filters of an event, one token each.
func (w *writer) where(filters []Filter) []Token {
	var out []Token
	for _, f := range filters {
		out = append(out, Token{w.filter(f), "where"})
	}
	return out
}

var dayNames = map[string]string{
	"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday", "sun": "Sunday",
}

func (w *writer) filter(f Filter) string {
	no := choose(f.Not, "", "not ")
	switch f.Property {
	case Hour:
		if f.Op == "between" {
			return no + "between " + clock(f.Value) + " and " + clockAfter(f.To)
		}
	case Weekday:
		var days []string
		for _, v := range f.Values {
			days = append(days, choose(dayNames[v] != "", v, dayNames[v]))
		}
		return no + "on a " + w.orChoose(w.list(days, "or"))
	case "device":
		if f.Op == "any_of" {
			return no + "on " + w.orChoose(w.list(f.Values, "or"))
		}
	case "category", "product":
		if f.Op == "any_of" {
			return no + "with " + f.Property + " " + w.orChoose(w.list(f.Values, "or"))
		}
	}
	p, ok := w.cat.Property(f.Property)
	if !ok {
		return "where " + w.orChoose(f.Property)
	}
	text, _ := w.comparison(f.Comparison, p.Type)
	return "where " + w.lowerName(p.Name) + " is " + no + text
}

// clock writes an hour as on a clock face: "7 pm".
func clock(hour string) string {
	n, err := domain.ParseDecimal(hour, domain.NumberScale)
	if err != nil {
		return "choose…"
	}
	return clockFace(n / domain.NumberScale)
}

// clockAfter writes the end of an hour: hours 19 to 22 are "between 7 pm and 11 pm".
func clockAfter(hour string) string {
	n, err := domain.ParseDecimal(hour, domain.NumberScale)
	if err != nil {
		return "choose…"
	}
	return clockFace(n/domain.NumberScale + 1)
}

func clockFace(h int64) string {
	h = (h%24 + 24) % 24
	switch h {
	case 0:
		return "midnight"
	case 12:
		return "noon"
	}
	face, half := h%12, " am"
	if h > 12 {
		half = " pm"
	}
	return FormatCount(face, "") + half
}

// amountName writes what is reckoned: "a total amount over their orders".
func (w *writer) amountName(c Amount) string {
	things := w.eventVerb(c.Event).many
	switch c.Measure {
	case "count":
		return "a number of " + things
	case "gap":
		return "an average time between their " + things
	case "since_first":
		return "a time since their first of the " + things
	case "since_last":
		return "a time since their last of the " + things
	}
	p, ok := w.cat.Property(c.Property)
	if !ok {
		return w.orChoose("")
	}
	name := w.lowerName(p.Name)
	switch c.Measure {
	case "sum":
		return "a total " + name + " over their " + things
	case "average":
		return "an average " + name + " over their " + things
	case "smallest":
		return "a smallest " + name + " among their " + things
	case "largest":
		return "a largest " + name + " among their " + things
	case "distinct":
		return "a number of different values of " + name + " among their " + things
	}
	return w.orChoose("")
}
