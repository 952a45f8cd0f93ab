package engine

import (
	"strings"
	"sync"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// dictionary codes texts (or lists) by their folded form. Code 0 is "missing".
// It only grows: codes stay what they are. Safe for concurrent use.
type dictionary struct {
	typ domain.ValueType

	mu     sync.RWMutex
	codes  map[string]uint32  // by folded text
	folded []string           // by code
	shown  []string           // by code: the first spelling seen
	asked  map[string][]uint8 // answers of tests, by what they ask
}

func newDictionary(typ domain.ValueType) *dictionary {
	return &dictionary{typ: typ, codes: map[string]uint32{}, folded: []string{""}, shown: []string{""}}
}

// add appends the codes of texts, giving new ones to those not seen before.
func (d *dictionary) add(texts []string, into []uint32) []uint32 {
	folded := make([]string, len(texts)) // outside the lock: it is the work
	for i, s := range texts {
		folded[i] = rule.FoldValue(domain.Value{Type: d.typ, Text: s})
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	for i, f := range folded {
		code, ok := d.codes[f]
		if !ok && f != "" {
			f = strings.Clone(f) // what comes in may be a piece of something big
			code = uint32(len(d.folded))
			d.codes[f] = code
			d.folded = append(d.folded, f)
			d.shown = append(d.shown, spelling(texts[i], f))
		}
		into = append(into, code)
	}
	return into
}

// spelling returns a text as written, sharing the memory of its folded form
// where they are the same.
func spelling(s, folded string) string {
	if s = strings.TrimSpace(s); s == folded {
		return folded
	}
	return strings.Clone(s)
}

// texts returns the folded texts and the first spellings by code, as of now.
func (d *dictionary) texts() (folded, shown []string) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	return d.folded, d.shown
}

func (d *dictionary) code(folded string) (uint32, bool) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	c, ok := d.codes[folded]
	return c, ok
}

// passing returns 1 by code where a test passes, 0 elsewhere; it covers codes
// given up to now, so a column it is used on must not be younger.
func (d *dictionary) passing(t rule.Test) []uint8 {
	folded, _ := d.texts()
	key := t.Key()
	d.mu.RLock()
	kept := d.asked[key]
	d.mu.RUnlock()
	if len(kept) == len(folded) {
		return kept
	}
	ok := d.tryAll(t, folded)
	d.mu.Lock()
	defer d.mu.Unlock()
	const most = 64
	if d.asked == nil || len(d.asked) >= most {
		d.asked = map[string][]uint8{}
	}
	d.asked[key] = ok
	return ok
}

func (d *dictionary) tryAll(t rule.Test, folded []string) []uint8 {
	ok := make([]uint8, len(folded))
	if t.Empty() {
		ok[0] = 1
	}
	if t.Type == domain.Text && t.Op == "any_of" {
		for _, f := range t.Folded {
			if c, found := d.code(f); found && int(c) < len(ok) {
				ok[c] = 1
			}
		}
		return ok
	}
	for c := 1; c < len(ok); c++ {
		if t.Text(folded[c]) {
			ok[c] = 1
		}
	}
	return ok
}
