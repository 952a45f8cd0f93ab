package domain

import "time"

// Event types that every workspace has from the start. An order is one
// EventPurchased (or EventRefunded when it was a return) and, where the data
// has lines, one EventBought (or EventReturned) per line.
const (
	EventSent         EventTypeID = 1
	EventDelivered    EventTypeID = 2
	EventOpened       EventTypeID = 3
	EventClicked      EventTypeID = 4
	EventBounced      EventTypeID = 5
	EventComplained   EventTypeID = 6
	EventUnsubscribed EventTypeID = 7
	EventVisited      EventTypeID = 8
	EventAddedToCart  EventTypeID = 9
	EventPurchased    EventTypeID = 10
	EventRefunded     EventTypeID = 11
	EventBought       EventTypeID = 12
	EventReturned     EventTypeID = 13
)

// EventType is a kind of thing a contact does or that is done to them. Key is
// its stable name in rules.
type EventType struct {
	ID      EventTypeID
	Key     string
	Name    string
	Builtin bool
}

// BuiltinEventTypes returns the event types every workspace starts with, in id order.
func BuiltinEventTypes() []EventType {
	return []EventType{
		{EventSent, "sent", "Was sent a mail", true},
		{EventDelivered, "delivered", "Received a mail", true},
		{EventOpened, "opened", "Opened a mail", true},
		{EventClicked, "clicked", "Clicked a link", true},
		{EventBounced, "bounced", "Mail bounced", true},
		{EventComplained, "complained", "Marked as spam", true},
		{EventUnsubscribed, "unsubscribed", "Unsubscribed", true},
		{EventVisited, "visited", "Visited a page", true},
		{EventAddedToCart, "added_to_cart", "Added to cart", true},
		{EventPurchased, "purchased", "Placed an order", true},
		{EventRefunded, "refunded", "Returned an order", true},
		{EventBought, "bought", "Bought a product", true},
		{EventReturned, "returned", "Returned a product", true},
	}
}

// Properties that every workspace has from the start. Property N lives in column pN.
const (
	PropCampaign PropertyID = 1
	PropMessage  PropertyID = 2
	PropLink     PropertyID = 3
	PropPage     PropertyID = 4
	PropProduct  PropertyID = 5
	PropCategory PropertyID = 6
	PropAmount   PropertyID = 7
	PropQuantity PropertyID = 8
	PropDevice   PropertyID = 9
	PropOrder    PropertyID = 10
	PropMachine  PropertyID = 11
)

// Property is something known about an event. Properties belong to the
// workspace, so "category" means one thing on every event type.
type Property struct {
	ID      PropertyID
	Key     string
	Name    string
	Type    ValueType
	Builtin bool
}

// BuiltinProperties returns the properties every workspace starts with, in id order.
func BuiltinProperties() []Property {
	return []Property{
		{PropCampaign, "campaign", "Campaign", Text, true},
		{PropMessage, "message", "Message", Number, true}, // ties opens and clicks to the mail they belong to
		{PropLink, "link", "Link", Text, true},
		{PropPage, "page", "Page", Text, true},
		{PropProduct, "product", "Product", Text, true},
		{PropCategory, "category", "Category", Text, true},
		{PropAmount, "amount", "Amount", Money, true},
		{PropQuantity, "quantity", "Quantity", Number, true},
		{PropDevice, "device", "Device", Text, true},
		{PropOrder, "order_id", "Order number", Text, true},
		{PropMachine, "machine", "Done by a machine", Bool, true}, // privacy proxies and link scanners
	}
}

// PropertyValue is one property of one event.
type PropertyValue struct {
	ID    PropertyID
	Value Value
}

// Event is one thing that happened to one contact at one instant (UTC,
// millisecond precision). Key, where not empty, is unique within the type, so
// that importing the same row twice adds nothing.
type Event struct {
	ID        EventID
	ContactID ContactID
	Type      EventTypeID
	At        time.Time
	Key       string
	Props     []PropertyValue
}

// Prop returns the value of a property, missing if the event has none.
func (e Event) Prop(id PropertyID) Value {
	for _, p := range e.Props {
		if p.ID == id {
			return p.Value
		}
	}
	return Value{}
}
