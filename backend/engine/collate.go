package engine

import (
	"bytes"
	"cmp"
	"runtime"
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// item is a text of somebody on its way into an order. A plain text, which is of
// printable ASCII without capitals, compares by the weights of its characters;
// prefix is those of its first nine. Another one compares by its collation key.
type item struct {
	prefix uint64
	text   []byte
	key    []byte // nil: plain
	who    uint32
}

// newCollator makes what compares texts as Unicode says, for no language above
// another. It is not safe for concurrent use.
func newCollator() *collate.Collator { return collate.New(language.Und) }

// weights are the places of plain characters in the order of the collation, from
// 1; 0 for others. Plain texts differ in these alone, which makes them quick.
var weights = plainWeights()

func plainWeights() (out [256]uint8) {
	var plain []string
	for c := byte(' '); c <= '~'; c++ {
		if c < 'A' || c > 'Z' {
			plain = append(plain, string(rune(c)))
		}
	}
	slices.SortFunc(plain, newCollator().CompareString)
	for i, c := range plain {
		out[c[0]] = uint8(i + 1)
	}
	return out
}

func isPlain(text []byte) bool {
	for _, c := range text {
		if weights[c] == 0 {
			return false
		}
	}
	return true
}

// prefixOf packs the weights of the first nine characters, seven bits each.
func prefixOf(text []byte) (out uint64) {
	for i := range 9 {
		out <<= 7
		if i < len(text) {
			out |= uint64(weights[text[i]])
		}
	}
	return out
}

// comparePlain compares two plain items.
func comparePlain(a, b item) int {
	if a.prefix != b.prefix {
		return cmp.Compare(a.prefix, b.prefix)
	}
	for i := 9; i < min(len(a.text), len(b.text)); i++ {
		if x, y := a.text[i], b.text[i]; x != y {
			return cmp.Compare(weights[x], weights[y])
		}
	}
	return cmp.Compare(len(a.text), len(b.text))
}

func compareForeign(a, b item) int { return bytes.Compare(a.key, b.key) }

// rankTexts writes the ranks of texts by the number of who has them, equal ones
// alike, and returns the highest. The items are put in order.
func rankTexts(items []item, into []uint32) (top uint32) {
	prepare(items)
	foreign := slices.IndexFunc(items, func(x item) bool { return x.key != nil })
	if foreign >= 0 {
		slices.SortStableFunc(items, func(a, b item) int { return boolInt(a.key != nil) - boolInt(b.key != nil) })
		foreign = slices.IndexFunc(items, func(x item) bool { return x.key != nil })
	} else {
		foreign = len(items)
	}
	plain, others := sortItems(items[:foreign], comparePlain), sortItems(items[foreign:], compareForeign)
	m := merger{c: newCollator(), into: into}
	for _, x := range others {
		n := m.before(plain, x)
		for _, y := range plain[:n] {
			m.take(y)
		}
		plain = plain[n:]
		m.take(x)
	}
	for _, y := range plain {
		m.take(y)
	}
	return m.top
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// prepare finds out how items compare, on all cores.
func prepare(items []item) {
	const block = 1 << 14
	everyCore((len(items)+block-1)/block, func(k int) {
		c, buf := newCollator(), collate.Buffer{}
		for i := k * block; i < min((k+1)*block, len(items)); i++ {
			x := &items[i]
			if isPlain(x.text) {
				x.prefix = prefixOf(x.text)
				continue
			}
			x.key = slices.Clone(c.Key(&buf, x.text))
			buf.Reset()
		}
	})
}

// sortItems sorts on all cores: pieces first, then pairs of them are joined.
func sortItems(items []item, compare func(a, b item) int) []item {
	const small = 1 << 13
	if len(items) < small {
		slices.SortFunc(items, compare)
		return items
	}
	width := (len(items) + runtime.GOMAXPROCS(0) - 1) / runtime.GOMAXPROCS(0)
	everyCore((len(items)+width-1)/width, func(k int) {
		slices.SortFunc(items[k*width:min((k+1)*width, len(items))], compare)
	})
	spare := make([]item, len(items))
	for ; width < len(items); width *= 2 {
		everyCore((len(items)+2*width-1)/(2*width), func(k int) {
			lo := k * 2 * width
			mid, hi := min(lo+width, len(items)), min(lo+2*width, len(items))
			joinSorted(spare[lo:hi], items[lo:mid], items[mid:hi], compare)
		})
		items, spare = spare, items
	}
	return items
}

func joinSorted(into, a, b []item, compare func(a, b item) int) {
	for k := range into {
		if len(b) == 0 || len(a) > 0 && compare(a[0], b[0]) <= 0 {
			into[k], a = a[0], a[1:]
		} else {
			into[k], b = b[0], b[1:]
		}
	}
}

// merger gives ranks to items that come in order.
type merger struct {
	c    *collate.Collator
	into []uint32
	top  uint32
	last item
}

// before returns how many of some plain items come before another item: looking
// further and further ahead, for runs of one kind are usually long.
func (m *merger) before(plain []item, x item) int {
	hi := 1
	for hi <= len(plain) && m.c.Compare(plain[hi-1].text, x.text) < 0 {
		hi *= 2
	}
	lo := hi / 2
	n, _ := slices.BinarySearchFunc(plain[lo:min(hi, len(plain))], x, func(y, x item) int {
		if m.c.Compare(y.text, x.text) < 0 {
			return -1
		}
		return 1
	})
	return lo + n
}

func (m *merger) take(x item) {
	if m.top == 0 || !m.same(x) {
		m.top++
		m.last = x
	}
	m.into[x.who] = m.top
}

func (m *merger) same(x item) bool {
	if (x.key == nil) != (m.last.key == nil) {
		return m.c.Compare(m.last.text, x.text) == 0
	}
	return bytes.Equal(m.last.key, x.key) && (x.key != nil || bytes.Equal(m.last.text, x.text))
}
