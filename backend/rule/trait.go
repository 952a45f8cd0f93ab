package rule

import (
	"strconv"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Look is how a trait is shown: its group in the traits pane and a Lucide icon.
type Look struct {
	Category string // who, bought, reads, browsed, device, predictions, lists
	Icon     string
}

var looks = map[string]Look{
	"everyone":                 {"who", "users"},
	"field:city":               {"who", "map-pin"},
	"field:country":            {"who", "globe"},
	"field:language":           {"who", "languages"},
	"field:joined":             {"who", "calendar-plus"},
	"field:email":              {"who", "at-sign"},
	"field:phone":              {"who", "phone"},
	"event:purchased":          {"bought", "shopping-bag"},
	"measure:purchased.amount": {"bought", "indian-rupee"},
	"recency:purchased":        {"bought", "hourglass"},
	"event:bought":             {"bought", "package"},
	"event:bought.category":    {"bought", "shapes"},
	"event:bought.product":     {"bought", "package"},
	"event:refunded":           {"bought", "undo-2"},
	"event:returned":           {"bought", "undo-2"},
	"event:sent":               {"reads", "mail"},
	"event:delivered":          {"reads", "mail-check"},
	"event:opened":             {"reads", "mail-open"},
	"event:clicked":            {"reads", "mouse-pointer-click"},
	"event:bounced":            {"reads", "mail-x"},
	"event:complained":         {"reads", "mail-warning"},
	"event:unsubscribed":       {"reads", "user-minus"},
	"messages:opened":          {"reads", "bell-off"},
	"messages:clicked":         {"reads", "bell-off"},
	"event:visited":            {"browsed", "eye"},
	"event:visited.category":   {"browsed", "eye"},
	"event:added_to_cart":      {"browsed", "shopping-cart"},
	"event:opened.hour":        {"device", "clock"},
	"event:visited.hour":       {"device", "clock"},
	"event:opened.device":      {"device", "smartphone"},
	"event:visited.device":     {"device", "smartphone"},
	"suppressed":               {"lists", "shield-off"},
	"health:bounced":           {"lists", "mail-x"},
	"health:role":              {"lists", "building"},
	"health:never_engaged":     {"lists", "moon"},
	"split":                    {"lists", "dices"},
	"history":                  {"lists", "history"},
}

// LookOf returns how the trait with this key is shown, whatever the key.
func LookOf(trait string, cat Catalog) Look {
	look, ok := looks[trait]
	kind, rest, _ := strings.Cut(trait, ":")
	event, prop, _ := strings.Cut(rest, ".")
	switch {
	case trait == "measure:purchased.amount" && cat.Settings.Currency != "INR":
		return Look{"bought", choose(symbols[cat.Settings.Currency] != "", "coins", currencyIcons[cat.Settings.Currency])}
	case ok:
		return look
	case kind == "segment":
		return Look{"lists", "layers"}
	case kind == "consent":
		return Look{"lists", "shield-check"}
	case kind == "rank":
		return Look{"bought", "trophy"}
	case kind == "field" && strings.HasPrefix(rest, "email."):
		return Look{"who", "inbox"}
	case kind == "field":
		return fieldLook(rest, cat)
	case prop == Weekday:
		return Look{"device", "calendar-days"}
	case prop == Hour:
		return Look{"device", "clock"}
	case prop == "device":
		return Look{"device", "smartphone"}
	}
	if base, ok := looks["event:"+event]; ok {
		if icon, ok := kindIcons[kind]; ok {
			base.Icon = icon
		}
		return base
	}
	return Look{"browsed", "zap"}
}

var currencyIcons = map[string]string{"USD": "dollar-sign", "EUR": "euro", "GBP": "pound-sterling", "JPY": "japanese-yen", "INR": "indian-rupee"}

// kindIcons are the icons of conditions that look at an event in a way of their own.
var kindIcons = map[string]string{
	"recency": "hourglass", "nth": "sprout", "sequence": "git-commit-horizontal", "regular": "repeat", "lapsed": "trending-down",
	"habit": "clock", "measure": "calculator",
}

// fieldLook is the look of a field; those that were worked out are predictions.
func fieldLook(key string, cat Catalog) Look {
	f, _ := cat.Field(key)
	switch {
	case !f.DerivedAt.IsZero():
		return Look{"predictions", derivedIcon(key)}
	case IsBirthday(f):
		return Look{"who", "cake"}
	}
	return Look{"who", fieldIcon(key, cat)}
}

// derivedIcons are the icons of what is worked out, by a part of the field's key.
var derivedIcons = []struct{ part, icon string }{
	{"churn", "trending-down"}, {"engagement", "activity"}, {"rfm", "grid-3x3"}, {"value", "gem"}, {"date", "calendar-clock"},
	{"hour", "clock"}, {"purchase", "shopping-bag"}, {"order", "shopping-bag"},
}

func derivedIcon(key string) string {
	for _, d := range derivedIcons {
		if strings.Contains(key, d.part) {
			return d.icon
		}
	}
	return "gauge"
}

func fieldIcon(key string, cat Catalog) string {
	f, _ := cat.Field(key)
	switch f.Type {
	case domain.Number:
		return "hash"
	case domain.Money:
		return "coins"
	case domain.Date, domain.Time:
		return "calendar"
	case domain.Bool:
		return "toggle-right"
	case domain.List:
		return "tags"
	}
	return "tag"
}

func segmentTrait(id domain.SegmentID) string { return "segment:" + strconv.FormatInt(int64(id), 10) }

// eventTrait names the chip of an event condition: a first filter on a property
// with a chip of its own belongs to the name.
func eventTrait(event string, where []Filter) string {
	if len(where) > 0 {
		switch p := where[0].Property; p {
		case "category", "product", "device", Hour:
			return "event:" + event + "." + p
		case Weekday:
			return "event:" + event + "." + Hour
		}
	}
	return "event:" + event
}
