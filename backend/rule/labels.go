package rule

import "github.com/kvnmail/kvnmail/backend/domain"

// FieldName returns a field's name in the catalog's language. The user's own
// fields keep the user's words.
func (c Catalog) FieldName(f domain.Field) string { return voiceOf(c).fieldLabel(f) }

// EventName returns an event type's name in the catalog's language.
func (c Catalog) EventName(t domain.EventType) string { return voiceOf(c).eventLabel(t) }

// PropertyName returns a property's name in the catalog's language.
func (c Catalog) PropertyName(p domain.Property) string { return voiceOf(c).propertyLabel(p) }

// Tongue returns the code of the language the catalog's words come out in.
func (c Catalog) Tongue() string { return c.language() }

// IsBirthday reports whether a date is the day somebody was born, going by its name.
func IsBirthday(f domain.Field) bool {
	return (f.Type == domain.Date || f.Type == domain.Time) && isBirthday(f)
}

func (english) fieldLabel(f domain.Field) string     { return f.Name }
func (english) eventLabel(t domain.EventType) string { return t.Name }
func (english) propertyLabel(p domain.Property) string {
	switch p.Key {
	case Hour:
		return "Hour of day"
	case Weekday:
		return "Day of week"
	}
	return p.Name
}

func (v hindi) fieldLabel(f domain.Field) string { return v.fieldName(f) }

func (hindi) eventLabel(t domain.EventType) string {
	if own := hindiEvents[t.Key]; own != "" && t.Builtin {
		return own
	}
	return t.Name
}

func (hindi) propertyLabel(p domain.Property) string {
	if own := hindiProperties[p.Key]; own != "" {
		return own
	}
	return p.Name
}

// hindiEvents are the names of the event types every workspace has.
var hindiEvents = map[string]string{
	"sent": "ईमेल भेजा गया", "delivered": "ईमेल मिला", "opened": "ईमेल खोला", "clicked": "लिंक पर क्लिक किया",
	"bounced": "ईमेल बाउंस हुआ", "complained": "स्पैम बताया", "unsubscribed": "अनसब्सक्राइब किया", "visited": "पेज देखा",
	"added_to_cart": "कार्ट में डाला", "purchased": "ऑर्डर दिया", "refunded": "ऑर्डर लौटाया", "bought": "उत्पाद ख़रीदा",
	"returned": "उत्पाद लौटाया",
}
