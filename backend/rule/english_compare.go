package rule

import (
	"strings"

	"github.com/kvnmail/kvnmail/backend/domain"
)

// textVerbs are how texts are compared, for one thing ("it contains").
var textVerbs = map[string][2]string{
	"contains":    {"contains", "does not contain"},
	"starts_with": {"starts with", "does not start with"},
	"ends_with":   {"ends with", "does not end with"},
	"matches":     {"matches the pattern", "does not match the pattern"},
}

// predicate writes what a thing is: "is more than ₹50", "does not contain “x”".
func (v english) predicate(c Comparison, typ domain.ValueType, not bool) string {
	is := choose(not, "is ", "is not ")
	if verbs, ok := textVerbs[c.Op]; ok {
		return choose(not, verbs[0], verbs[1]) + " " + v.quote(c.Text)
	}
	switch c.Op {
	case "any_of", "all_of", "none_of", "number":
		if typ == domain.List {
			return v.listPredicate(c, not)
		}
		return is + v.orChoose(v.list(c.Values, "or"))
	case "is_set":
		return is + "filled in"
	case "is_true":
		return is + "yes"
	case "window":
		return is + v.window(c.Window)
	case "anniversary":
		return choose(not, "has its anniversary ", "does not have its anniversary ") + v.window(c.Window)
	}
	return is + v.amountText(c.Op, c.Value, c.To, typ, "")
}

func (v english) listPredicate(c Comparison, not bool) string {
	includes := choose(not, "includes ", "does not include ")
	switch c.Op {
	case "any_of":
		return includes + v.orChoose(v.list(c.Values, "or"))
	case "all_of":
		return includes + "all of " + v.orChoose(v.list(c.Values, "and"))
	case "none_of":
		return choose(not, "includes none of ", "includes at least one of ") + v.orChoose(v.list(c.Values, "or"))
	}
	n, not := v.entries(c.Count, not)
	return choose(not, "has ", "does not have ") + v.count(n, "entry", "entries", not)
}

// entries reads how many items a list must have.
func (v english) entries(c *Count, not bool) (Count, bool) {
	if c == nil {
		return Count{}, not
	}
	return affirm(c, not)
}

// listNoun makes a list's name a thing one can have: "tag" and "tags" of "Tags".
func listNoun(name string) (one, many string, ok bool) {
	many = named(name)
	switch {
	case strings.HasSuffix(many, "ies"):
		return strings.TrimSuffix(many, "ies") + "y", many, true
	case strings.HasSuffix(many, "s") && !strings.HasSuffix(many, "ss"):
		return strings.TrimSuffix(many, "s"), many, true
	}
	return "", many, false
}

// listTokens writes what a list of the contact holds: "have the tag VIP or Gold".
func (v english) listTokens(c Comparison, name string, not bool) []Token {
	one, many, ok := listNoun(name)
	if !ok {
		one, many = "entry in their "+many, "entries in their "+many
	}
	if len(c.Values) == 1 && (c.Op == "all_of" || c.Op == "none_of") {
		not = not != (c.Op == "none_of")
		c.Op = "any_of"
	}
	have := func(not bool) Token { return Token{choose(not, "have", "do not have"), "not"} }
	values := v.orChoose(v.list(c.Values, "or"))
	switch c.Op {
	case "any_of":
		return []Token{have(not), {"the " + one, ""}, {values, "values"}}
	case "all_of":
		return []Token{have(not), {"all of the " + many, ""}, {v.orChoose(v.list(c.Values, "and")), "values"}}
	case "none_of":
		return []Token{{choose(not, "have none", "have at least one"), "not"}, {"of the " + many, ""}, {values, "values"}}
	case "number":
		n, not := v.entries(c.Count, not)
		return []Token{have(not), {v.count(n, one, many, not), "count"}}
	case "is_set":
		return []Token{have(not), {choose(not, "at least one "+one, "any "+many), "values"}}
	}
	return []Token{have(not), {"the " + many, ""}, {v.blank, "values"}}
}
