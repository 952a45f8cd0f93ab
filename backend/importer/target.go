package importer

import (
	"maps"
	"slices"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Target keys that are not a field, a property or a new one.
const (
	toName         = "field:name" // a full name, split into first and last
	toUnsubscribed = "status:unsubscribed"
	toBounced      = "status:bounced"
	toComplained   = "status:complained"
	toStatus       = "status:status"
	toGiven        = "permission:given"
	toGivenAt      = "permission:at"
	toGivenSource  = "permission:source"
	toWording      = "permission:wording"
	toProof        = "permission:proof"

	toEmail       = "field:email"
	toExternal    = "field:external_id"
	toPhone       = "field:phone"
	toFirst       = "field:first_name"
	toLast        = "field:last_name"
	toCity        = "field:city"
	toCountry     = "field:country"
	toJoined      = "field:joined"
	toOrder       = "event:order_id"
	toAt          = "event:at"
	toProduct     = "event:product"
	toProductCode = "event:product_code"
	toCategory    = "event:category"
	toQuantity    = "event:quantity"
	toPrice       = "event:unit_price"
	toAmount      = "event:amount"
	toState       = "event:state" // of an order: what was not paid or was canceled is left out
	toEventKey    = "event:key"   // tells an event from all others of its kind
	toPage        = "event:page"
	toLink        = "event:link"
	toCampaign    = "event:campaign"
	newList       = "new:list"
)

// Targets returns everything a column can become in a workspace with these fields. A
// key may stand twice, with other words for orders and for other events.
func Targets(fields []domain.Field) []Target {
	list := []Target{{toName, "Full name", "both", "Who they are"}}
	for _, f := range fields {
		group := "Who they are"
		if !f.Builtin {
			group = "Your own fields"
		}
		list = append(list, Target{"field:" + f.Key, f.Name, "both", group})
	}
	list = append(list,
		Target{toOrder, "Order number", "orders", "The order"},
		Target{toAt, "Date of the order", "orders", "The order"},
		Target{toProduct, "Product", "orders", "The order"},
		Target{toProductCode, "Product code (used where the name is missing)", "orders", "The order"},
		Target{toCategory, "Category", "orders", "The order"},
		Target{toQuantity, "Quantity", "orders", "The order"},
		Target{toPrice, "Price of one", "orders", "The order"},
		Target{toAmount, "Amount", "orders", "The order"},
		Target{toState, "Paid or canceled", "orders", "The order"},
		Target{toCampaign, "Campaign", "orders", "The order"},
		Target{"event:device", "Device", "orders", "The order"},
		Target{toAt, "When it happened", "events", "What happened"},
		Target{toEventKey, "Number of the event", "events", "What happened"},
		Target{toPage, "Page", "events", "What happened"},
		Target{toLink, "Link", "events", "What happened"},
		Target{toCampaign, "Campaign", "events", "What happened"},
		Target{toProduct, "Product", "events", "What happened"},
		Target{toCategory, "Category", "events", "What happened"},
		Target{toQuantity, "Quantity", "events", "What happened"},
		Target{toAmount, "Amount", "events", "What happened"},
		Target{toOrder, "Order number", "events", "What happened"},
		Target{"event:device", "Device", "events", "What happened"},
		Target{toUnsubscribed, "Unsubscribed (yes or a date)", "both", "May they be mailed"},
		Target{toBounced, "Bounced (yes or a date)", "both", "May they be mailed"},
		Target{toComplained, "Marked as spam (yes or a date)", "both", "May they be mailed"},
		Target{toStatus, "Mailing status (subscribed, unsubscribed, bounced ...)", "both", "May they be mailed"},
		Target{toGiven, "Agreed to mails (yes or no)", "both", "May they be mailed"},
		Target{toGivenAt, "Agreed on", "both", "May they be mailed"},
		Target{toGivenSource, "Agreed where", "both", "May they be mailed"},
		Target{toWording, "Agreed to which words", "both", "May they be mailed"},
		Target{toProof, "Proof of agreement", "both", "May they be mailed"},
	)
	for _, t := range newKinds {
		list = append(list, Target{"new:" + string(t.valueType), t.name, "both", "Make a new one"})
	}
	return append(list, Target{newList, "New: list of tags", "people", "Make a new one"})
}

var newKinds = []struct {
	valueType domain.ValueType
	name      string
}{{domain.Text, "New: text"}, {domain.Number, "New: number"}, {domain.Money, "New: money"}, {domain.Date, "New: date"}, {domain.Bool, "New: yes or no"}}

// TargetWords returns the words of targets that are not the user's own.
func TargetWords() []string {
	seen := map[string]bool{"Your own fields": true}
	for _, t := range Targets(domain.BuiltinFields()) {
		seen[t.Name], seen[t.Group] = true, true
	}
	return slices.Sorted(maps.Keys(seen))
}
