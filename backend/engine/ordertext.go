package engine

import (
	"sync"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// textReader appends a row's text to a buffer, nothing where there is none.
type textReader func(row int, buf []byte) []byte

// columnReader reads the folded texts of a column, which may be nil.
func columnReader(c *column) textReader {
	switch {
	case c == nil || !c.typ.Coded():
		return nil
	case c.raw != nil:
		return func(row int, buf []byte) []byte {
			if from, to := c.raw.off[row], c.raw.off[row+1]; from < to {
				buf = append(buf, c.raw.text[from:to-1]...)
			}
			return buf
		}
	}
	folded, _ := c.dict.texts()
	return func(row int, buf []byte) []byte { return append(buf, folded[c.codes.at(row)]...) }
}

// nameReader reads what people are called, folded; see domain.Contact.Name.
func nameReader(p *part) textReader {
	var readers []textReader
	for _, id := range []domain.FieldID{domain.FieldFirstName, domain.FieldLastName, domain.FieldEmail, domain.FieldExternalID} {
		read := columnReader(p.fields[id])
		if read == nil {
			read = func(_ int, buf []byte) []byte { return buf }
		}
		readers = append(readers, read)
	}
	return func(row int, buf []byte) []byte {
		start := len(buf)
		buf = readers[0](row, buf)
		if last := readers[1](row, nil); len(last) > 0 {
			if len(buf) > start {
				buf = append(buf, ' ')
			}
			buf = append(buf, last...)
		}
		for _, other := range readers[2:] {
			if len(buf) == start {
				buf = other(row, buf)
			}
		}
		return buf
	}
}

// dictionaryOnly reports whether all values of a field are codes of one
// dictionary: then it is enough to put that in order.
func (a *asker) dictionaryOnly(id domain.FieldID) bool {
	for _, p := range a.state.parts {
		if c := p.fields[id]; c != nil && (c.raw != nil || !c.typ.Coded()) {
			return false
		}
	}
	return true
}

// codeRanks ranks everybody by a field whose values are codes of a dictionary.
func (a *asker) codeRanks(id domain.FieldID) (ranks, error) {
	out := ranks{codes: make([]uint32, len(a.state.ids))}
	dict := a.e.fieldTexts(id)
	if dict == nil {
		return out, nil
	}
	folded, _ := dict.texts()
	items := make([]item, 0, len(folded))
	for code, text := range folded {
		if text != "" {
			items = append(items, item{who: uint32(code), text: []byte(text)})
		}
	}
	byCode := make([]uint32, len(folded))
	out.top = rankTexts(items, byCode)
	for _, p := range a.state.parts {
		c := p.fields[id]
		if c == nil {
			continue
		}
		err := a.eachChunk(p, func(lo, hi int) {
			for row := lo; row < hi; row++ {
				if p.live.Has(row) {
					out.codes[p.number(row)] = byCode[c.codes.at(row)]
				}
			}
		})
		if err != nil {
			return ranks{}, err
		}
	}
	return out, nil
}

// textRanks ranks everybody by texts of their own.
func (a *asker) textRanks(of func(p *part) textReader) (ranks, error) {
	var mu sync.Mutex
	items := make([]item, 0, a.state.people())
	for _, p := range a.state.parts {
		read := of(p)
		if read == nil {
			continue
		}
		err := a.eachChunk(p, func(lo, hi int) {
			const usual = 24
			buf, found := make([]byte, 0, usual*(hi-lo)), make([]item, 0, hi-lo)
			for row := lo; row < hi; row++ {
				if !p.live.Has(row) {
					continue
				}
				start := len(buf)
				if buf = read(row, buf); len(buf) > start {
					found = append(found, item{who: uint32(p.number(row)), text: buf[start:len(buf):len(buf)]})
				}
			}
			mu.Lock()
			defer mu.Unlock()
			items = append(items, found...)
		})
		if err != nil {
			return ranks{}, err
		}
	}
	out := ranks{codes: make([]uint32, len(a.state.ids))}
	out.top = rankTexts(items, out.codes)
	return out, nil
}
