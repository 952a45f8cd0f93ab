package sqlgen

import (
	"strconv"

	"github.com/kvnmail/kvnmail/backend/rule"
)

// rank makes two tables: who is ranked with their number, and those of them who
// are in. No edge is looked for: the first so many are taken.
func (b *builder) rank(l *rule.RankLeaf) predicate {
	name, ok := b.known[l]
	if !ok {
		among := always
		if len(l.Among) > 0 {
			among = b.parts(l.Among)
		}
		name = "rank_" + strconv.Itoa(len(b.known)+1)
		b.known[l] = name
		b.ctes = append(b.ctes, sql("$_number(id, num, a, b) AS MATERIALIZED ($)", name, b.rankNumbers(l, among)))
		b.ctes = append(b.ctes, sql("$(id) AS MATERIALIZED (SELECT id FROM $_number ORDER BY $ LIMIT $)", name, name, rankOrder(l), rankLimit(l, name)))
	}
	return member(sql("SELECT id FROM $", name))
}

func rankOrder(l *rule.RankLeaf) string {
	if l.Bottom {
		return "num, a, b, id"
	}
	return "num DESC, a DESC, b DESC, id"
}

func rankLimit(l *rule.RankLeaf, name string) fragment {
	if !l.Percent {
		return sql("$", l.N)
	}
	return sql("(SELECT (count(*) * $ + 99) / 100 FROM $_number)", l.N, name)
}

// rankNumbers is a query for id, whole part and two runs of 31 further bits of
// the number of who is ranked.
func (b *builder) rankNumbers(l *rule.RankLeaf, among predicate) fragment {
	if l.Field != nil {
		column := b.fieldColumn(*l.Field)
		return sql("SELECT c.id, $, 0, 0 FROM contact c WHERE $ IS NOT NULL AND $", column, column, among.yes)
	}
	r := b.reckon(l.Amount)
	switch {
	case r.zero:
		return sql("SELECT c.id, coalesce(n.num, 0), 0, 0 FROM contact c LEFT JOIN ($) n ON n.contact_id = c.id WHERE $", r.numbers(), among.yes)
	case r.den.sql == "":
		return sql("SELECT c.id, n.num, 0, 0 FROM ($) n JOIN contact c ON c.id = n.contact_id WHERE $", r.numbers(), among.yes)
	}
	if l.Amount.Measure == "gap" { // in milliseconds: the same order, and a smaller denominator
		r.num, r.den = sql("max(e.at) - min(e.at)"), sql("count(*) - 1")
	}
	return sql("SELECT c.id, n.num, n.a, n.b FROM ($) n JOIN contact c ON c.id = n.contact_id WHERE $", digits(r.numbers()), among.yes)
}

// digits writes fractions of denominators up to 2^31 as a whole part and two
// digits of 31 bits. Two such fractions that differ do so by at least 2^-62,
// hence in one of the three; equal ones have the same three.
func digits(numbers fragment) fragment {
	whole := sql("SELECT contact_id, $ AS num, (num % den + den) % den AS rest, den FROM ($)", floor, numbers)
	first := sql("SELECT contact_id, num, (rest << 31) / den AS a, (rest << 31) % den AS rest, den FROM ($)", whole)
	return sql("SELECT contact_id, num, a, (rest << 31) / den AS b FROM ($)", first)
}
