package rule

import (
	"slices"
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// itemSeparator keeps the items of a folded list apart; folding removes it from items.
const itemSeparator = "\n"

// FoldValue returns the form in which a text or a list is compared: Fold of the
// text, or the folded items sorted, each once and kept apart by newlines.
func FoldValue(v domain.Value) string {
	if v.Type != domain.List {
		return Fold(v.Text)
	}
	var items []string
	for _, item := range v.Items() {
		if f := Fold(item); f != "" {
			items = append(items, f)
		}
	}
	slices.Sort(items)
	return strings.Join(slices.Compact(items), itemSeparator)
}

func (r *resolver) listTest(t Test, c Comparison, name string) (Test, bool) {
	if c.Op != "number" {
		return r.valuesTest(t, c, name)
	}
	if c.Count == nil {
		return t, r.unfinished("Say how many %s there have to be.", name)
	}
	span, ok := r.countSpan(c.Count)
	t.Span = span
	return t, ok
}

// list reports whether a folded list passes; "" is the empty one.
func (t Test) list(folded string) bool {
	items := strings.Split(folded, itemSeparator)
	if folded == "" {
		items = nil
	}
	hits := 0
	for _, item := range items {
		if _, found := slices.BinarySearch(t.Folded, item); found {
			hits++
		}
	}
	switch t.Op {
	case "any_of":
		return hits > 0
	case "all_of":
		return hits == len(t.Folded)
	case "none_of":
		return hits == 0
	case "number":
		return t.Span.Has(int64(len(items)))
	}
	return true // is_set
}
