package sqlgen

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/kvnmail/kvnmail/backend/domain"
	"github.com/kvnmail/kvnmail/backend/rule"
)

// test compares the values of an expression: folded texts and lists, integers
// for every other type. NULL is a missing value.
func (b *builder) test(t rule.Test, expr string) predicate {
	switch {
	case t.Op == "is_set":
		return predicate{sql("$ IS NOT NULL", expr), sql("$ IS NULL", expr)}
	case t.Type == domain.Text:
		return maybe(textTest(t, expr))
	case t.Type == domain.List:
		return listTest(t, expr)
	case t.Days != nil:
		return maybe(b.anniversary(t, expr))
	case t.Wrap:
		return maybe(sql("($ >= $ OR $ <= $)", expr, t.Span.Lo, expr, t.Span.Hi))
	}
	return maybe(within(expr, t.Span))
}

func textTest(t rule.Test, expr string) fragment {
	switch t.Op {
	case "any_of":
		return sql("$ IN $", expr, list(t.Folded))
	case "contains":
		return sql("instr($, $) > 0", expr, text(t.Needle))
	case "starts_with":
		return prefix(t.Needle, expr)
	case "ends_with":
		return sql("substr($, -$) = $", expr, utf8.RuneCountInString(t.Needle), text(t.Needle))
	}
	return sql("kvn_matches($, $)", text(t.Pattern.String()), expr)
}

// prefix asks for a range, so that an index can answer: from the prefix up to
// the same with its last character made one higher.
func prefix(p, expr string) fragment {
	runes := []rune(p)
	for len(runes) > 0 && runes[len(runes)-1] == utf8.MaxRune {
		runes = runes[:len(runes)-1]
	}
	if len(runes) == 0 {
		return sql("$ >= $", expr, text(p))
	}
	last := &runes[len(runes)-1]
	const beforeSurrogates, afterSurrogates = 0xd7ff, 0xe000
	if *last++; *last == beforeSurrogates+1 {
		*last = afterSurrogates
	}
	return sql("($ >= $ AND $ < $)", expr, text(p), expr, text(runes))
}

// line keeps the items of a list apart.
const line = "\n"

func listTest(t rule.Test, expr string) predicate {
	if t.Op == "number" {
		items := sql("CASE WHEN $ IS NULL THEN 0 ELSE length($) - length(replace($, char(10), '')) + 1 END", expr, expr, expr)
		return maybe(sql("$ BETWEEN $ AND $", items, t.Span.Lo, t.Span.Hi))
	}
	var has []predicate
	for _, value := range t.Folded {
		if strings.Contains(value, line) { // no item is of two lines
			has = append(has, never)
			continue
		}
		has = append(has, maybe(sql("instr(char(10) || $ || char(10), $) > 0", expr, text(line+value+line))))
	}
	switch t.Op {
	case "all_of":
		return all(has...)
	case "none_of":
		return not(some(has...))
	}
	return some(has...)
}

// anniversary asks for the month and the day of a date. Those of an instant are
// local.
func (b *builder) anniversary(t rule.Test, expr string) fragment {
	var due []string
	for month := 1; month <= 12; month++ {
		for day := 1; day <= 31; day++ {
			if t.Days.Due(month, day) {
				due = append(due, strconv.Itoa(month*100+day))
			}
		}
	}
	in := strings.Join(due, ", ")
	if t.Type == domain.Time {
		return sql("kvn_month_day($, $) IN ($)", expr, text(b.zone()), in)
	}
	return sql("CAST(strftime('%m%d', $ * 86400, 'unixepoch') AS INTEGER) IN ($)", expr, in)
}

func (b *builder) zone() string { return b.plan.AsOf.Location().String() }
