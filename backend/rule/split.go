package rule

import (
	"hash/fnv"
	"math"
	"math/bits"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// Split asks for a stable random part of all contacts: those whose lot in the
// split of that name lies from From (0 when empty) up to To per cent. The same
// name gives the same people on every run and machine; parts of one name that do
// not overlap share nobody, and different names are independent.
type Split struct {
	Name string `json:"name"`
	From string `json:"from,omitempty"`
	To   string `json:"to"`
}

// SplitLeaf is a Split made ready: the contact's Lot lies from Lo to Hi, both included.
type SplitLeaf struct {
	Salt   uint64
	Lo, Hi uint64
}

// Kind returns "split".
func (*Split) Kind() string { return "split" }

// Trait returns the chip's key.
func (*Split) Trait() string { return "split" }

func (c *Split) resolve(r *resolver) Leaf {
	if Fold(c.Name) == "" || strings.TrimSpace(c.To) == "" {
		r.unfinished("Give the random part a name and say how many per cent it has.")
		return nil
	}
	from, errFrom := domain.ParseDecimal("0"+strings.TrimSpace(c.From), domain.NumberScale)
	to, errTo := domain.ParseDecimal(c.To, domain.NumberScale)
	if errFrom != nil || errTo != nil || from < 0 || to > whole || from >= to {
		r.problem("A random part goes from one percentage to a higher one, between 0 and 100. Type other numbers.")
		return nil
	}
	leaf := SplitLeaf{Salt: SplitSalt(c.Name), Lo: lotAt(from), Hi: math.MaxUint64}
	if to < whole {
		leaf.Hi = lotAt(to) - 1
	}
	return leaf
}

// whole is 100 per cent in millionths.
const whole = 100 * domain.NumberScale

// lotAt returns the first lot at a percentage below 100, in millionths.
func lotAt(percent int64) uint64 {
	q, rest := bits.Div64(uint64(percent), 0, whole)
	if rest > 0 {
		q++
	}
	return q
}

// SplitSalt returns what the lots of a split of that name are drawn with.
func SplitSalt(name string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(Fold(name)))
	return h.Sum64()
}

// Lot returns a contact's lot, spread evenly over 64 bits (the finaliser of
// SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number
// generators", 2014).
func Lot(salt uint64, id domain.ContactID) uint64 {
	z := salt + uint64(id)*0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// Has reports whether a contact is in the part.
func (l SplitLeaf) Has(id domain.ContactID) bool {
	lot := Lot(l.Salt, id)
	return l.Lo <= lot && lot <= l.Hi
}

func (l SplitLeaf) find(s *subject) finding {
	id := s.person.Contact.ID
	return finding{match: l.Has(id), total: Ratio{int64(Lot(l.Salt, id) >> 1), math.MaxInt64}}
}

func (l SplitLeaf) facts(v voice, f finding) string { return v.splitFacts(l, f) }

func (v english) splitFacts(_ SplitLeaf, f finding) string {
	return "Their lot is at " + v.number(f.lotPercent()) + " %"
}

// lotPercent is where a lot lies, in whole per cent.
func (f finding) lotPercent() int64 {
	const perCent = 100
	return int64(float64(f.total.Num) / float64(f.total.Den) * perCent)
}

func (c *Split) tokens(v voice, not bool) []Token { return v.split(c, not) }

func (v english) split(c *Split, not bool) []Token {
	part := "a random " + v.orChoose(c.To) + " %"
	if from := strings.TrimSpace(c.From); from != "" && from != "0" {
		part = "the random part from " + from + " to " + v.orChoose(c.To) + " %"
	}
	return []Token{{choose(not, "are in", "are not in"), "not"}, {part, "number"}, {"(split " + v.quote(c.Name) + ")", "text"}}
}
