package compose

// footerSize is the text size of a footer that says nothing about it.
const footerSize = 13

// unsubscribeWords are the words of the unsubscribe link, by language.
var unsubscribeWords = map[string]string{
	"en": "Unsubscribe", "hi": "सदस्यता छोड़ें", "mr": "सदस्यत्व रद्द करा", "bn": "সদস্যতা ত্যাগ করুন", "ta": "குழுவிலகு",
	"ar": "إلغاء الاشتراك", "ur": "سبسکرپشن ختم کریں", "de": "Abmelden", "fr": "Se désabonner", "es": "Darse de baja",
	"pt": "Cancelar inscrição", "it": "Annulla l'iscrizione", "nl": "Afmelden",
}

// footerNodes returns the content of a footer: the user's words, then the
// postal address and the unsubscribe link unless the words hold them already.
func footerNodes(lang, html string) []inline {
	nodes := parseInline(html)
	postal, unsubscribe := false, false
	for _, n := range nodes {
		postal = postal || n.kind == inlineField && isBare(n.piece, postalAddress)
		unsubscribe = unsubscribe || n.kind == inlineOpen && leadsToUnsubscribe(n.link)
	}
	newLine := func() {
		if len(nodes) > 0 {
			nodes = append(nodes, inline{kind: inlineBreak})
		}
	}
	if !postal {
		newLine()
		nodes = append(nodes, inline{kind: inlineField, piece: bareField(postalAddress)})
	}
	if !unsubscribe {
		newLine()
		words, ok := unsubscribeWords[primaryLanguage(lang)]
		if !ok {
			words = unsubscribeWords["en"]
		}
		link := []piece{bareField(unsubscribeURL)}
		nodes = append(nodes, inline{kind: inlineOpen, tag: "a", link: link, href: pieceSource(link)},
			inline{kind: inlineText, text: words}, inline{kind: inlineClose, tag: "a"})
	}
	return nodes
}

func bareField(name string) piece {
	return piece{field: &field{key: name}, src: "{{ " + name + " }}"}
}

func isBare(p piece, name string) bool {
	return p.field != nil && !p.field.contact && p.field.key == name
}

// leadsToUnsubscribe reports whether an address is the unsubscribe field.
func leadsToUnsubscribe(link []piece) bool {
	return len(link) == 1 && isBare(link[0], unsubscribeURL)
}
