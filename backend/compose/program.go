package compose

import (
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// place says where a field's value is written, and so how it is escaped.
type place uint8

const (
	inText      place = iota // plain text
	inHTML                   // HTML text
	inAttr                   // an HTML attribute
	inLink                   // inside an address in plain text
	inLinkStart              // the beginning of an address in plain text
	inAttrLink               // inside an address in an HTML attribute
	inAttrLinkStart
)

// op writes literal bytes or, where field is set, the value of a field.
type op struct {
	literal string
	field   *field
	place   place
}

// program is a compiled text: literals and fields in turn.
type program struct {
	ops  []op
	size int // of the literals, in bytes
}

type programWriter struct {
	ops []op
	lit strings.Builder
}

func (w *programWriter) write(parts ...string) {
	for _, s := range parts {
		w.lit.WriteString(s)
	}
}

func (w *programWriter) field(f *field, at place) {
	w.flush()
	w.ops = append(w.ops, op{field: f, place: at})
}

func (w *programWriter) flush() {
	if w.lit.Len() > 0 {
		w.ops = append(w.ops, op{literal: w.lit.String()})
		w.lit.Reset()
	}
}

func (w *programWriter) program() program {
	w.flush()
	p := program{ops: w.ops}
	for _, o := range p.ops {
		p.size += len(o.literal)
	}
	return p
}

// Reader is the person a mail is written for.
type Reader struct {
	// Field returns the value of {{ contact.KEY }}, missing if there is none.
	// It is called from one goroutine at a time.
	Field func(key string) domain.Value
	// UnsubscribeURL is where this person ends the mails: https or mailto.
	UnsubscribeURL string
}

// ReaderOf returns contact c as the reader of a mail in a workspace with these
// fields. The lookup by key is built once and kept by the returned function.
func ReaderOf(fields []domain.Field) func(c domain.Contact, unsubscribeURL string) Reader {
	ids := make(map[string]domain.FieldID, len(fields))
	for _, f := range fields {
		ids[f.Key] = f.ID
	}
	return func(c domain.Contact, unsubscribeURL string) Reader {
		return Reader{UnsubscribeURL: unsubscribeURL, Field: func(key string) domain.Value {
			if id, ok := ids[key]; ok {
				return c.Value(id)
			}
			return domain.Value{}
		}}
	}
}

// run joins the program for a reader.
func (p program) run(m *mailEnvironment, r Reader) string {
	buf := make([]byte, 0, p.size+64*len(p.ops))
	for _, o := range p.ops {
		if o.field == nil {
			buf = append(buf, o.literal...)
			continue
		}
		buf = append(buf, placed(o.place, m.value(o.field, r))...)
	}
	return string(buf)
}

func placed(at place, s string) string {
	switch at {
	case inHTML:
		return escapeText(s)
	case inAttr:
		return escapeAttr(s)
	case inLink, inAttrLink:
		return escapeURLPart(s)
	case inLinkStart, inAttrLinkStart:
		if s = cleanURL(s); !safeScheme(s) {
			return ""
		}
		if at == inAttrLinkStart {
			return escapeAttr(s)
		}
	}
	return s
}

// mailEnvironment is what all readers of a mail share.
type mailEnvironment struct {
	environment
	sender string
	postal string
}

func (m *mailEnvironment) value(f *field, r Reader) string {
	v := m.lookup(f, r)
	for _, c := range f.filters {
		v = c.fn(&m.environment, v, c.args)
	}
	return cleanValue(m.format(v))
}

func (m *mailEnvironment) lookup(f *field, r Reader) domain.Value {
	if f.contact {
		if r.Field == nil {
			return domain.Value{}
		}
		return r.Field(f.key)
	}
	switch f.key {
	case unsubscribeURL:
		return textValue(r.UnsubscribeURL)
	case postalAddress:
		return textValue(m.postal)
	case senderName:
		return textValue(m.sender)
	}
	return domain.Value{}
}
