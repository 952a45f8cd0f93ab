package engine

import (
	"bytes"
	"cmp"
	"math/bits"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

func (a *asker) field(p *part, l rule.FieldLeaf) kernel {
	col := a.column(p, l.Field)
	if l.Other != nil {
		return compareColumns(col, a.column(p, *l.Other), l.Sign)
	}
	if l.Part != "" && col != nil {
		col = p.addressPart(col, l.Part)
	}
	switch {
	case col == nil:
		return constant(l.Test.Empty())
	case col.raw != nil:
		return rawKernel(col.raw, l.Test)
	}
	set, ok := col.passing(l.Test)
	if !ok {
		return perRow(func(i int) bool {
			v, some := col.int(i)
			return some && l.Test.Int(v)
		})
	}
	return inSet(&col.codes, set)
}

// column returns a field's column, nil where nobody has a value that counts.
func (a *asker) column(p *part, f domain.Field) *column {
	col := p.fields[f.ID]
	if col == nil || col.typ != f.Type || !f.DerivedAt.IsZero() && f.DerivedAt.UnixMilli() > a.asOf {
		return nil
	}
	return col
}

func compareColumns(x, y *column, sign rule.Span) kernel {
	if x == nil || y == nil {
		return constant(false)
	}
	if x.typ.Coded() {
		return perRow(func(i int) bool {
			text := x.folded(i)
			return text != "" && text == y.folded(i)
		})
	}
	return perRow(func(i int) bool {
		v, okV := x.int(i)
		u, okU := y.int(i)
		return okV && okU && sign.Has(int64(cmp.Compare(v, u)))
	})
}

// rawKernel asks texts that are not coded.
func rawKernel(r *rawTexts, t rule.Test) kernel {
	switch t.Op {
	case "is_set":
		return perRow(func(i int) bool { return r.off[i+1] > r.off[i] })
	case "contains":
		return rawContains(r, []byte(t.Needle))
	case "starts_with":
		needle := []byte(t.Needle)
		return perRow(func(i int) bool { return bytes.HasPrefix(r.text[r.off[i]:r.off[i+1]], needle) })
	case "ends_with":
		needle := append([]byte(t.Needle), 0) // with the zero that follows every text
		return perRow(func(i int) bool { return bytes.HasSuffix(r.text[r.off[i]:r.off[i+1]], needle) })
	case "any_of":
		if len(t.Folded) == 1 {
			needle := t.Folded[0] + "\x00"
			return perRow(func(i int) bool { return string(r.text[r.off[i]:r.off[i+1]]) == needle })
		}
	}
	return perRow(func(i int) bool {
		text := r.at(i)
		return text != "" && t.Text(text)
	})
}

// rawContains searches the texts of a chunk as one stretch of memory. A text
// with a zero byte never matches a needle without one across its end.
func rawContains(r *rawTexts, needle []byte) kernel {
	if bytes.IndexByte(needle, 0) >= 0 {
		return constant(false)
	}
	return func(_ *worker, lo, hi int, out []uint64) {
		clear(out)
		i, at := lo, int(r.off[lo])
		end := int(r.off[hi])
		for {
			k := bytes.Index(r.text[at:end], needle)
			if k < 0 {
				return
			}
			at += k
			for int(r.off[i+1]) <= at {
				i++
			}
			out[(i-lo)/64] |= 1 << ((i - lo) % 64)
			at = int(r.off[i+1]) // the next text
			if i++; i >= hi {
				return
			}
		}
	}
}

// addressPart returns the domains or the providers of the addresses in a column.
func (p *index) addressPart(emails *column, which string) *column {
	p.address.read(emails, p.n())
	if which == rule.PartDomain {
		return p.address.domains
	}
	return p.address.providers
}

// read splits the addresses, once.
func (a *addresses) read(emails *column, n int) {
	a.once.Do(func() {
		a.domains = &column{typ: domain.Text, dict: newDictionary(domain.Text), codes: newNarrow(n, 1<<32-1)}
		a.providers = &column{typ: domain.Text, dict: newDictionary(domain.Text), codes: newNarrow(n, 1<<8-1)}
		a.roles = newBitmap(n)
		everyCore(chunksOf(n), func(k int) { a.readChunk(emails, k*chunkRows, min((k+1)*chunkRows, n)) })
	})
}

func (a *addresses) readChunk(emails *column, lo, hi int) {
	known := map[string][2]uint64{}
	for i := lo; i < hi; i++ {
		email := emails.folded(i)
		at := strings.LastIndexByte(email, '@')
		if at < 0 {
			continue
		}
		codes, ok := known[email[at+1:]]
		if !ok {
			codes = a.learn(email)
			known[email[at+1:]] = codes
		}
		a.domains.codes.set(i, codes[0])
		a.providers.codes.set(i, codes[1])
		if rule.IsRole(email) {
			a.roles.words[i/64] |= 1 << (i % 64)
		}
	}
}

func (a *addresses) learn(email string) [2]uint64 {
	d := a.domains.dict.add([]string{rule.EmailPart(email, rule.PartDomain)}, nil)[0]
	v := a.providers.dict.add([]string{rule.EmailPart(email, rule.PartProvider)}, nil)[0]
	return [2]uint64{uint64(d), uint64(v)}
}

func (a *asker) role(p *part) kernel {
	emails := p.fields[domain.FieldEmail]
	if emails == nil {
		return constant(false)
	}
	p.address.read(emails, p.n())
	return copyOf(p.address.roles)
}

// copyOf answers with the bits of a bitmap over the part's rows.
func copyOf(b *Bitmap) kernel {
	return func(_ *worker, lo, hi int, out []uint64) {
		copy(out, b.words[lo/64:(hi+63)/64])
	}
}

// count returns how many bits of a chunk are set in both.
func countBoth(a, b []uint64) int {
	n := 0
	for k, w := range a {
		n += bits.OnesCount64(w & b[k])
	}
	return n
}
