package compose

import "slices"

// Fallback returns the word to offer for readers without a value of a field, in
// the language of the mail; "" if there is no good one.
func Fallback(key, lang string) string {
	words, ok := fallbackWords[primaryLanguage(lang)]
	if !ok {
		words = fallbackWords["en"]
	}
	return words[key]
}

var fallbackWords = map[string]map[string]string{
	"en": {"first_name": "friend", "last_name": "friend", "city": "your city", "country": "your country", "top_category": "favourite", "favourite_product": "favourite"},
	"hi": {"first_name": "दोस्त", "last_name": "दोस्त", "city": "आपका शहर", "country": "आपका देश"},
	"de": {"first_name": "du", "city": "deiner Stadt"},
	"fr": {"first_name": "vous", "city": "votre ville"},
	"es": {"first_name": "tú", "city": "tu ciudad"},
}

// Fields returns the keys of the personal fields ({{ contact.KEY }}) that a
// mail uses, sorted.
func Fields(d Document, m Mail) []string {
	var pieces []piece
	pieces = append(pieces, splitFields(m.Subject)...)
	pieces = append(pieces, splitFields(m.Preheader)...)
	d.eachBlock(func(_ *Section, b *Block) {
		pieces = append(pieces, splitFields(b.Href)...)
		for _, n := range parseInline(b.HTML) {
			pieces = append(append(pieces, n.piece), n.link...)
		}
	})
	var keys []string
	for _, p := range pieces {
		if p.field != nil && p.field.contact && !slices.Contains(keys, p.field.key) {
			keys = append(keys, p.field.key)
		}
	}
	slices.Sort(keys)
	return keys
}
