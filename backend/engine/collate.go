package engine

import (
	"bytes"
	"cmp"
	"slices"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// item is a text of somebody on its way into an order. A plain text, which is of
// printable ASCII without capitals, compares by the weights of its characters;
// prefix is those of its first nine, and 0 for every other text.
type item struct {
	prefix uint64
	text   []byte
	who    uint32
}

// foreign is an item that is not plain; it compares by its collation key.
type foreign struct {
	item
	key []byte
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

func compareForeign(a, b foreign) int { return bytes.Compare(a.key, b.key) }

// rankTexts writes the ranks of texts, none of them empty, by the number of who has
// them, equal ones alike, and returns the highest. The items are put in order.
func rankTexts(items []item, into []uint32) (top uint32) {
	plain, others := apart(items)
	plain = sortPlain(plain)
	m := merger{c: newCollator(), into: into}
	for _, x := range others {
		n := m.before(plain, x)
		m.takePlain(plain[:n])
		plain = plain[n:]
		m.takeForeign(x)
	}
	m.takePlain(plain)
	return m.top
}

// apart divides items into plain ones and the others, sorted.
func apart(items []item) (plain []item, others []foreign) {
	var mu sync.Mutex
	everyCore(blocksOf(len(items)), func(k int) {
		var mine []foreign
		c, buf := newCollator(), collate.Buffer{}
		for i := k * itemBlock; i < min((k+1)*itemBlock, len(items)); i++ {
			x := &items[i]
			if isPlain(x.text) {
				x.prefix = prefixOf(x.text)
				continue
			}
			mine = append(mine, foreign{*x, slices.Clone(c.Key(&buf, x.text))})
			buf.Reset()
		}
		mu.Lock()
		defer mu.Unlock()
		others = append(others, mine...)
	})
	if len(others) > 0 {
		items = slices.DeleteFunc(items, func(x item) bool { return x.prefix == 0 })
		slices.SortFunc(others, compareForeign)
	}
	return items, others
}

const itemBlock = 1 << 14

func blocksOf(n int) int { return (n + itemBlock - 1) / itemBlock }

// textBuckets is into how many parts many texts are divided to sort them side by side.
const textBuckets = 64

// sortPlain sorts plain items on all cores: each goes into one of many buckets,
// which are in order, and then those are sorted.
func sortPlain(items []item) []item {
	if len(items) < itemBlock {
		slices.SortFunc(items, comparePlain)
		return items
	}
	edges := bucketEdges(items)
	in := make([]uint8, len(items))
	counts := make([][textBuckets]int, blocksOf(len(items)))
	everyCore(len(counts), func(k int) {
		for i := k * itemBlock; i < min((k+1)*itemBlock, len(items)); i++ {
			at, _ := slices.BinarySearchFunc(edges, items[i], comparePlain)
			in[i] = uint8(at)
			counts[k][at]++
		}
	})
	starts, n := [textBuckets + 1]int{}, 0
	for b := range textBuckets {
		starts[b] = n
		for k := range counts {
			counts[k][b], n = n, n+counts[k][b]
		}
	}
	starts[textBuckets] = n
	out := make([]item, len(items))
	everyCore(len(counts), func(k int) {
		for i := k * itemBlock; i < min((k+1)*itemBlock, len(items)); i++ {
			at := &counts[k][in[i]]
			out[*at] = items[i]
			*at++
		}
	})
	everyCore(textBuckets, func(b int) { slices.SortFunc(out[starts[b]:starts[b+1]], comparePlain) })
	return out
}

// bucketEdges picks texts that divide the items about evenly.
func bucketEdges(items []item) []item {
	const each = 16
	sample := make([]item, 0, textBuckets*each)
	for k := range textBuckets * each {
		sample = append(sample, items[k*len(items)/(textBuckets*each)])
	}
	slices.SortFunc(sample, comparePlain)
	edges := make([]item, 0, textBuckets-1)
	for b := 1; b < textBuckets; b++ {
		edges = append(edges, sample[b*each])
	}
	return edges
}

// merger gives ranks to items that come in order.
type merger struct {
	c     *collate.Collator
	into  []uint32
	top   uint32
	last  item
	other []byte // the key of the last one where it was not plain
}

// before returns how many of some plain items come before another item: looking
// further and further ahead, for runs of one kind are usually long.
func (m *merger) before(plain []item, x foreign) int {
	hi := 1
	for hi <= len(plain) && m.c.Compare(plain[hi-1].text, x.text) < 0 {
		hi *= 2
	}
	lo := hi / 2
	n, _ := slices.BinarySearchFunc(plain[lo:min(hi, len(plain))], x, func(y item, x foreign) int {
		if m.c.Compare(y.text, x.text) < 0 {
			return -1
		}
		return 1
	})
	return lo + n
}

func (m *merger) takePlain(items []item) {
	for i := range items {
		x := &items[i]
		same := m.top > 0
		switch {
		case same && m.other != nil:
			same = m.c.Compare(m.last.text, x.text) == 0
		case same:
			same = m.last.prefix == x.prefix && bytes.Equal(m.last.text, x.text)
		}
		m.rank(x, same)
		m.other = nil
	}
}

func (m *merger) takeForeign(x foreign) {
	same := m.top > 0
	switch {
	case same && m.other == nil:
		same = m.c.Compare(m.last.text, x.text) == 0
	case same:
		same = bytes.Equal(m.other, x.key)
	}
	m.rank(&x.item, same)
	m.other = x.key
}

// rank gives an item the rank of the last one where they are equal, else the next.
func (m *merger) rank(x *item, same bool) {
	if !same {
		m.top++
	}
	m.last = *x
	m.into[x.who] = m.top
}
