package importer

import (
	"sort"
	"strings"
	"time"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/sheet"
)

// guess is what a column probably is.
type guess struct {
	target     string
	confidence int
	name       string // of the new field, "" as the column
}

// guessTargets decides for all columns; a target that can be used once goes to
// the column that fits best.
func (s *survey) guessTargets(kind domain.ImportKind, fields []domain.Field) []guess {
	out := make([]guess, len(s.columns))
	for i, c := range s.columns {
		out[i] = s.guess(c, kind, fields)
	}
	rank := make([]int, len(out))
	for i := range rank {
		rank[i] = i
	}
	sort.SliceStable(rank, func(a, b int) bool { return out[rank[a]].confidence > out[rank[b]].confidence })
	used := map[string]bool{}
	for _, i := range rank {
		target := out[i].target
		if target != "" && used[target] && !strings.HasPrefix(target, "new:") {
			out[i] = s.columns[i].fresh(kind)
		}
		used[target] = true
	}
	s.promote(out, used, kind)
	s.settleNames(out)
	return out
}

// guess asks in turn the tool that wrote the file, the user's own fields, the name
// and the values.
func (s *survey) guess(c *column, kind domain.ImportKind, fields []domain.Field) guess {
	if s.preset != nil {
		if g, known := s.preset.guess(c); known {
			return g
		}
	}
	for _, o := range s.objects {
		if o.index == c.index {
			return guess{} // its keys are columns
		}
	}
	if c.filled == 0 || c.name == problemColumn && c.index == s.width-1 {
		return guess{}
	}
	if c == s.when && kind == domain.ImportEvents {
		return guess{target: toAt, confidence: 96}
	}
	if target := ownField(c.name, fields); target != "" && c.named && kind == domain.ImportPeople {
		return guess{target: target, confidence: 97}
	}
	target, sure := c.meaning(kind)
	if target != "" && fits(c, target) {
		return guess{target: target, confidence: c.confidence(target, sure)}
	}
	if g := c.byValues(kind); g.target != "" {
		return g
	}
	return c.fresh(kind)
}

// confidence joins what the name and the values say.
func (c *column) confidence(target string, sure int) int {
	switch target {
	case toEmail:
		share := c.emails * 100 / c.filled
		full := c.filled * 100 / max(c.seen, 1)
		return max(30, min(99, sure+(share-80)/5-(100-full)/5))
	case toPhone, toAt, toJoined, toQuantity, toPrice, toAmount:
		return min(97, sure+2) // the values were looked at
	}
	return sure
}

// byValues guesses a column whose name says nothing or something else.
func (c *column) byValues(kind domain.ImportKind) guess {
	switch {
	case c.most(c.emails):
		return guess{target: toEmail, confidence: 90}
	case c.named && meaningIn(c.name) == toExternal && c.share(personName) >= 70:
		return guess{target: toName, confidence: 80} // "Customer": Asha Rao
	case c.named:
		return guess{}
	case c.most(c.phones):
		return guess{target: toPhone, confidence: 80}
	case c.isDate() && kind == domain.ImportPeople:
		return guess{target: "new:date", confidence: 50}
	case c.share(isCountry) >= 70:
		return guess{target: toCountry, confidence: 75}
	case c.share(isCity) >= 50:
		return guess{target: toCity, confidence: 70}
	case c.share(personName) >= 80 && !c.repeats():
		return guess{target: toName, confidence: 65}
	}
	return guess{}
}

// promote gives a lone product code, price or date column the place that is still free.
func (s *survey) promote(out []guess, used map[string]bool, kind domain.ImportKind) {
	if kind == domain.ImportPeople {
		return
	}
	for i := range out {
		switch {
		case out[i].target == toProductCode && !used[toProduct]:
			out[i].target = toProduct
		case !used[toAt] && s.columns[i].isDate() && (out[i].target == "" || strings.HasPrefix(out[i].target, "new:")):
			out[i] = guess{target: toAt, confidence: 70}
			used[toAt] = true
		case out[i].target == toAmount && used[toPrice] && used[toQuantity] && !s.amountOfLines(out):
			out[i] = guess{} // the total of the order beside every line: it would be counted per line
		}
	}
}

// settleNames reads "Name" beside "Surname" as the first name, where it does not hold
// the surname too.
func (s *survey) settleNames(out []guess) {
	at := map[string]int{}
	for i := range out {
		at[out[i].target] = i + 1
	}
	name, last := at[toName], at[toLast]
	if name == 0 || last == 0 || at[toFirst] != 0 {
		return
	}
	both, rows := 0, 0
	for _, row := range s.data() {
		full, family := cellText(row.Cells, name-1), cellText(row.Cells, last-1)
		if full != "" && family != "" {
			rows++
			if strings.HasSuffix(full, family) {
				both++
			}
		}
	}
	if both*2 < rows {
		out[name-1] = guess{target: toFirst, confidence: 85}
	}
}

// amountOfLines reports whether the amounts of orders with several lines are
// price times quantity, mostly, and not totals of the order.
func (s *survey) amountOfLines(out []guess) bool {
	at := map[string]*column{}
	for i := range out {
		at[out[i].target] = s.columns[i]
	}
	order := at[toOrder]
	if order == nil {
		return true
	}
	plain := &run{loc: time.UTC}
	quantity, price, amount := plain.reader(at[toQuantity]), plain.reader(at[toPrice]), plain.reader(at[toAmount])
	fits, rows := 0, 0
	for _, row := range s.data() {
		if order.values[cellText(row.Cells, order.index)] < 2 {
			continue
		}
		rows++
		q, _, _ := quantity.units(row.Cells, domain.NumberScale)
		p, _, _ := price.units(row.Cells, domain.NumberScale)
		a, set, _ := amount.units(row.Cells, 100)
		if n, ok := times(q, p); ok && set && magnitude(n-a) <= 1 {
			fits++
		}
	}
	return fits*10 >= rows*8
}

// fresh proposes a new field for a column of people, and a property for one of other
// events; columns of orders that have no known meaning are left out until the user
// wants them.
func (c *column) fresh(kind domain.ImportKind) guess {
	if kind == domain.ImportOrders || c.filled == 0 || !c.named {
		return guess{}
	}
	valueType := c.valueType
	if valueType == domain.Time && kind == domain.ImportPeople {
		valueType = domain.Date // a person's instants are wanted as days
	}
	return guess{target: "new:" + string(valueType), confidence: 60}
}

// cellText returns the cleaned text of a column, "" when the row ends before it.
func cellText(cells []sheet.Cell, index int) string {
	if index >= len(cells) {
		return ""
	}
	return cleanText(cells[index].Text)
}
