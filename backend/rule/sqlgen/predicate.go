package sqlgen

import "github.com/kvnmail/kvnmail/backend/rule"

// predicate is a condition in SQL with its exact complement: yes is true for
// just those who match, no for just those who do not; where they are not true
// they are false or NULL, never anything to apply NOT to.
type predicate struct{ yes, no fragment }

var (
	always = predicate{sql("1"), sql("0")}
	never  = predicate{sql("0"), sql("1")}
)

// maybe is a predicate that may be NULL, which counts as no.
func maybe(f fragment) predicate { return predicate{f, sql("($) IS NOT TRUE", f)} }

// member holds for who is in a query of contact ids. Those are never NULL.
func member(query fragment) predicate {
	return predicate{sql("c.id IN ($)", query), sql("c.id NOT IN ($)", query)}
}

func not(p predicate) predicate { return predicate{p.no, p.yes} }

func notIf(turn bool, p predicate) predicate {
	if turn {
		return not(p)
	}
	return p
}

func both(parts []predicate) (yes, no []fragment) {
	for _, p := range parts {
		yes, no = append(yes, p.yes), append(no, p.no)
	}
	return yes, no
}

// all holds where every part does, and for no parts.
func all(parts ...predicate) predicate {
	if len(parts) == 0 {
		return always
	}
	yes, no := both(parts)
	return predicate{joined("AND", yes), joined("OR", no)}
}

// some holds where any part does; for no parts it does not.
func some(parts ...predicate) predicate {
	if len(parts) == 0 {
		return never
	}
	yes, no := both(parts)
	return predicate{joined("OR", yes), joined("AND", no)}
}

// group joins predicates as a group of rules or filters does.
func group(mode rule.Mode, parts []predicate) predicate {
	switch mode {
	case rule.All:
		return all(parts...)
	case rule.Any:
		return some(parts...)
	}
	return not(some(parts...))
}

// within holds for values of an expression that lie in a span.
func within(expr string, s rule.Span) fragment {
	switch {
	case s.Lo > lowest && s.Hi < highest:
		return sql("$ BETWEEN $ AND $", expr, s.Lo, s.Hi)
	case s.Lo > lowest:
		return sql("$ >= $", expr, s.Lo)
	case s.Hi < highest:
		return sql("$ <= $", expr, s.Hi)
	}
	return sql("$ IS NOT NULL", expr)
}
