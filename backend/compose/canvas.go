package compose

import "strings"

// Canvas draws a document for the editor: the same HTML as is sent, with
// data-section, data-column (number in its section) and data-block on the
// elements they name, data-empty on what has no content yet, and personal
// fields shown by name in <span data-field="KEY" class="kvn-field">. labels
// names fields by key; a key without a label is shown as words. A field that
// cannot be understood is shown as written, with class kvn-field-broken.
// Pictures come from PreviewPicture.
func Canvas(d Document, labels map[string]string) (string, error) {
	d = d.withDefaults()
	if err := d.Validate(); err != nil {
		return "", err
	}
	h := newHTMLWriter(d, nil, nil)
	h.canvas, h.labels, h.pictureURL = true, labels, PreviewPicture
	h.mail()
	return h.out.lit.String(), nil
}

// canvasField shows a field by its name. data-liquid keeps what the document
// says, so that text edited on the canvas can be put back.
func (h *htmlWriter) canvasField(p piece) {
	if p.err != nil {
		h.out.write(`<span class="kvn-field kvn-field-broken" data-liquid="`, escapeAttr(p.src), `">`, escapeText(p.src), "</span>")
		return
	}
	h.out.write(`<span data-field="`, escapeAttr(p.field.key), `" class="kvn-field" data-liquid="`, escapeAttr(p.src), `">`, escapeText(labelOf(p.field, h.labels)), "</span>")
}

var bareLabels = map[string]string{postalAddress: "Postal address", unsubscribeURL: "Unsubscribe link", senderName: "Sender name"}

// labelOf names a field for the user.
func labelOf(f *field, labels map[string]string) string {
	if label := labels[f.key]; label != "" {
		return label
	}
	if label := bareLabels[f.key]; label != "" && !f.contact {
		return label
	}
	return capitalize(strings.ReplaceAll(f.key, "_", " "))
}
